/** Issued documents flow into a collection by its rule, are published one by one, browsed by term, year, type and body. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drafts } from '#modules/outgoing/test/build.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { collections } from '../collections-contract.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  d = drafts(t, o)
})
afterAll(() => t?.close())

async function paper(): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  pdf.addPage([595, 842])
  return new Uint8Array(await pdf.save())
}

async function issued(subject: string, typeCode = 'thong-bao'): Promise<string> {
  const { head, chief, leader, registry } = o.actors
  const made = await d.create({ mode: 'paper', typeCode, subject }, {}, head)
  await d.write(made.id, head)
  await d.step('submit', made.id, head)
  await d.step('checkForm', made.id, chief)
  await d.step('approve', made.id, leader)
  await d.step('numberOnPaper', made.id, registry)
  await d.upload(made.id, 'ban-quet.pdf', await paper(), 'scan', registry)
  await d.step('issue', made.id, registry)
  await t.drain()
  return made.id
}
const list = (collectionId: string, actor: Actor, query: object = {}) =>
  t.run(collections.collected, actor, { params: { collectionId }, query })
const decide = (
  collectionId: string,
  documentIds: string[],
  to: 'published' | 'withdrawn',
  actor: Actor,
  more: object = {},
) => t.run(collections.decideCollected, actor, { params: { collectionId }, body: { documentIds, to, ...more } })

it('gathers what was issued and what will be, by type; others see what is published; recalled ones go', async () => {
  const before = await issued('Thông báo trước khi lập tập')
  const { id, gathered } = await t.run(collections.createCollection, o.actors.archivist, {
    body: { name: 'Văn kiện Ủy ban nhân dân xã', types: ['thong-bao'], gathersFrom: '2020-01-01' },
  })
  expect(gathered).toBe(1)
  const { types, items } = await t.run(collections.listCollections, o.actors.archivist, {})
  expect(types).toContainEqual({ code: 'thong-bao', vi: 'Thông báo', en: expect.any(String) })
  expect(items).toMatchObject([{ id, proposed: 1, published: 0, types: ['thong-bao'] }])
  const after = await issued('Thông báo sau khi lập tập')
  await issued('Báo cáo không vào tập', 'bao-cao')
  expect((await list(id, o.actors.archivist)).items.map((one) => one.documentId).sort()).toEqual([before, after].sort())
  expect((await list(id, o.actors.other)).items).toEqual([])
  expect(await decide(id, [before], 'published', o.actors.leader)).toEqual({ changed: 1 })
  const [seen] = (await list(id, o.actors.other)).items
  expect(seen).toMatchObject({ documentId: before, typeName: 'Thông báo', state: 'published', maySee: false })
  await expect(decide(id, [before], 'published', o.actors.chief, { isOpening: true })).rejects.toMatchObject({
    code: 'ARCHIVE_PUBLIC_BY_HEAD',
  })
  await decide(id, [after], 'published', o.actors.leader, { isOpening: true })
  expect((await list(id, o.actors.other, { q: 'sau khi lap' })).items[0]).toMatchObject({ maySee: true })
  const counts = await t.run(collections.facets, o.actors.other, { params: { collectionId: id }, query: {} })
  expect(counts.types).toEqual([{ value: 'Thông báo', count: 2 }])
  expect(counts.years).toHaveLength(1)
  await d.step('recall', after, o.actors.leader, { reason: 'Ban hành nhầm' })
  await t.drain()
  expect((await list(id, o.actors.other)).items.map((one) => one.documentId)).toEqual([before])
})

it('names are given once; the rule is the archivist’s', async () => {
  const create = (actor: Actor) =>
    t.run(collections.createCollection, actor, { body: { name: 'Tập lặp tên', gathersFrom: null } })
  await create(o.actors.archivist)
  await expect(create(o.actors.archivist)).rejects.toMatchObject({ code: 'ARCHIVE_COLLECTION_NAME' })
  await expect(create(o.actors.officer)).rejects.toMatchObject({ status: 403 })
})
