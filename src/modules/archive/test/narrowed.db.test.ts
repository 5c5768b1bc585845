/** What a list keeps from others stays under it: no merge, no move and no publishing with documents takes it out. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileAccess } from '#modules/casefiles/access-contract.ts'
import { build as files } from '#modules/casefiles/test/build.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { transfer } from '#modules/transfer/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let u: ReturnType<typeof build>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  u = build(t, o)
})
afterAll(() => t?.close())

it('of a file that came narrowed', async () => {
  const f = files(t, o)
  const { archivist, head, officer, leader, inspector } = o.actors
  const inside = await f.arrived('Đơn tố cáo')
  const taken: string[] = []
  for (const [title, documentIds] of [
    ['Hồ sơ tố cáo', [inside]],
    ['Hồ sơ thường', [await f.arrived('Việc thường')]],
  ] as const) {
    const { id } = await f.open({ title, retention: 'vv', documentIds: [...documentIds] })
    await f.close(id, { retention: 'vv' })
    taken.push(id)
  }
  await t.run(fileAccess.askAccess, leader, {
    params: { fileId: taken[0]! },
    body: { isNarrowed: true, members: [], reason: 'Đơn tố cáo' },
  })
  const { id: handoverId } = await t.run(transfer.create, head, { body: { fileIds: taken } })
  const at = { params: { handoverId } }
  await t.run(transfer.submit, head, { ...at, body: { version: 1 } })
  for (const fileId of taken) await t.run(transfer.look, archivist, { params: { handoverId, fileId }, body: {} })
  await t.run(transfer.decide, archivist, {
    ...at,
    body: { version: 2, decisions: taken.map((fileId) => ({ fileId, to: 'accepted' as const })) },
  })
  await t.drain()
  const { items } = await t.run(archive.list, archivist, { query: { level: 'file' } })
  const [narrowed, open] = ['tố cáo', 'thường'].map((word) => items.find((one) => one.title.includes(word))!)
  const [item] = await u.children(narrowed!.id, archivist)
  const merge = async (from: string, into: string) =>
    t.run(archive.merge, archivist, {
      params: { unitId: from },
      body: { into, version: (await u.get(from, archivist)).unit.version, words: 'Gộp' },
    })
  for (const [from, into] of [
    [narrowed!.id, open!.id],
    [open!.id, narrowed!.id],
  ])
    await expect(merge(from!, into!)).rejects.toMatchObject({ code: 'ARCHIVE_NARROWED' })
  await expect(t.run(archive.move, archivist, { body: { ids: [item!.id], to: open!.id } })).rejects.toMatchObject({
    code: 'ARCHIVE_NARROWED',
  })

  // Published with all its documents, the inventory opens those of the open file alone.
  const [, inventory] = (await u.get(open!.id, archivist)).unit.ancestors
  await t.run(archive.publish, leader, {
    body: { ids: [inventory!.id], to: 'office', isWithBelow: true, isOpening: true },
  })
  const reads = (documentId: string) => t.run(incoming.get, o.actors.other, { params: { documentId } })
  const [free] = await u.children(open!.id, archivist)
  await expect(reads(inside)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  expect(await reads(free!.documentId!)).toBeDefined()
  await expect(u.get(narrowed!.id, inspector)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  expect((await u.get(open!.id, officer)).unit.title).toBe('Hồ sơ thường')
})
