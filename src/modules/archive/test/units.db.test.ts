/** Units of description: levels, numbers, order, moves, merges, publishing, rights. */
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentAccess } from '#modules/records/access-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { findingAids } from '../finding-aid-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let repositoryId: string
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
  repositoryId = (await b.repository()).id
})
afterAll(() => t?.close())

const refused = (run: Promise<unknown>) => expect(run).rejects
const numbers = async (parent: string) => (await b.children(parent)).map((one) => one.number)
const move = (ids: string[], to: string, before?: string) =>
  t.run(archive.move, o.actors.archivist, { body: { ids, to, ...(before ? { before } : {}) } })
const publish = (ids: string[], to: 'draft' | 'office' | 'public', actor: Actor, more: object = {}) =>
  t.run(archive.publish, actor, { body: { ids, to, ...more } })

describe('describing', () => {
  it('numbers go on by themselves, references name the way down, siblings come in pages', async () => {
    const { fonds, inventory, files } = await b.fonds(repositoryId, '12')
    expect(await numbers(inventory)).toEqual(['1', '2', '3'])
    const { unit, abilities } = await b.get(files[1]!)
    expect(unit.reference).toBe('P.12 – ML.01 – HS.2')
    expect(unit.digitalCode).toBe('H99.01.12.2012.2.01')
    expect(unit.ancestors.map((one) => one.id)).toEqual([fonds, inventory])
    expect(abilities).toMatchObject({ describe: true, publish: true, publishPublic: false, add: ['item'] })
    const first = await t.run(archive.children, o.actors.archivist, { query: { parent: inventory, limit: 2 } })
    const rest = await t.run(archive.children, o.actors.archivist, {
      query: { parent: inventory, limit: 2, after: first.next! },
    })
    expect([...first.items, ...rest.items].map((one) => one.id)).toEqual(files)
    expect(rest.next).toBeNull()
  })

  it('a level lies where it may, a number is given once, dates run forward, a retention is one', async () => {
    const { fonds, inventory, files } = await b.fonds(repositoryId, '13', 1, 0)
    await refused(b.unit('item', { parentId: inventory }, 'Văn bản')).toMatchObject({ code: 'ARCHIVE_LEVEL' })
    await refused(b.unit('file', { repositoryId }, 'Hồ sơ')).toMatchObject({ code: 'ARCHIVE_LEVEL' })
    await refused(b.unit('file', { parentId: inventory }, 'Hồ sơ', { number: '1' })).toMatchObject({
      code: 'ARCHIVE_NUMBER_TAKEN',
    })
    await refused(b.unit('file', { parentId: inventory }, 'Hồ sơ', { starts: '2012', ends: '2010' })).toMatchObject({
      code: 'ARCHIVE_DATES',
    })
    await refused(b.unit('file', { parentId: inventory }, 'Hồ sơ', { retention: 'mãi' })).toMatchObject({
      code: 'ARCHIVE_RETENTION',
    })
    await refused(
      t.run(archive.create, o.actors.officer, { body: { level: 'inventory', parentId: fonds, title: 'Lạ' } }),
    ).toMatchObject({ status: 403 })
    const { unit } = await b.get(files[0]!)
    const change = (version: number) =>
      t.run(archive.change, o.actors.archivist, {
        params: { unitId: files[0]! },
        body: { version, number: '1a', keywords: 'đất đai', description: { scope: 'Phạm vi và nội dung' } },
      })
    await change(unit.version)
    await refused(change(unit.version)).toMatchObject({ code: 'PLATFORM_STATE_CHANGED' })
    expect((await b.get(files[0]!)).unit).toMatchObject({ number: '1a', description: { scope: 'Phạm vi và nội dung' } })
  })

  it('an item is a document: what is said of it stands there, and is changed with it', async () => {
    const { files } = await b.fonds(repositoryId, '14', 1, 1)
    const [item] = await b.children(files[0]!)
    const { unit } = await b.get(item!.id)
    expect(unit.item).toMatchObject({ typeName: 'Quyết định', codeNumber: '1', maySee: true, files: [] })
    await t.run(archive.change, o.actors.archivist, {
      params: { unitId: item!.id },
      body: { version: unit.version, title: 'Về việc giao đất', item: { codeNumber: '77' } },
    })
    expect((await b.get(item!.id)).unit).toMatchObject({ title: 'Về việc giao đất', item: { codeNumber: '77' } })
    const found = await t.run(archive.list, o.actors.archivist, { query: { q: 'giao dat 77' } })
    expect(found.items.map((one) => one.reference)).toEqual(['P.14 – ML.01 – HS.1 – 1'])
  })

  it('many are changed at once, words and dates find them', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '15', 3, 0)
    expect(
      await t.run(archive.changeMany, o.actors.archivist, {
        body: { ids: files, retention: 'vv', access: 'conditional', box: '7' },
      }),
    ).toEqual({ changed: 3 })
    expect((await b.children(inventory)).map((one) => [one.retention, one.box])).toEqual(Array(3).fill(['vv', '7']))
    const list = async (query: object) =>
      (
        await t.run(archive.list, o.actors.archivist, { query: { within: inventory, level: 'file', ...query } })
      ).items.map((one) => one.number)
    expect(await list({ from: '2012', to: '2012-06' })).toEqual(['2'])
    expect(await list({ q: 'ho so thu 3' })).toEqual(['3'])
    expect(await list({ access: 'open' })).toEqual([])
  })
})

describe('arranging', () => {
  it('moves what lies in it along, keeps numbers unique, and leaves a trace', async () => {
    const a = await b.fonds(repositoryId, '21', 2, 1)
    const c = await b.fonds(repositoryId, '22', 1, 1)
    await refused(move([a.files[0]!], c.inventory)).toMatchObject({ code: 'ARCHIVE_NUMBER_TAKEN' })
    await move([a.files[1]!], c.inventory, c.files[0]!)
    expect(await numbers(c.inventory)).toEqual(['2', '1'])
    expect(await numbers(a.inventory)).toEqual(['1'])
    const [item] = await b.children(a.files[1]!)
    const moved = await b.get(item!.id)
    expect(moved.unit.reference).toBe('P.22 – ML.01 – HS.2 – 1')
    expect((await b.get(a.inventory)).unit.children).toBe(1)
    expect((await b.get(c.inventory)).unit.children).toBe(2)
    expect((await b.get(a.files[1]!)).trace.map((one) => one.kind)).toContain('moved')
    await refused(move([c.fonds], c.inventory)).toMatchObject({ code: 'ARCHIVE_LEVEL' })
    const group = await b.unit('group', { parentId: a.fonds }, 'Nhóm')
    const inner = await b.unit('group', { parentId: group }, 'Nhóm trong')
    await refused(move([group], inner)).toMatchObject({ code: 'ARCHIVE_INSIDE_ITSELF' })
    const nested = await b.unit('inventory', { parentId: inner }, 'Mục lục trong nhóm')
    const below = await b.unit('group', { parentId: a.inventory }, 'Nhóm trong mục lục')
    await refused(move([inner], below)).toMatchObject({ code: 'ARCHIVE_LEVEL' })
    expect((await b.get(nested)).unit.reference).toBe('P.21 – ML.02')
  })

  it('finds room between neighbours a hundred times over', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '23', 3, 0)
    for (let i = 0; i < 24; i++) await move([files[i % 2]!], inventory, files[2]!)
    const order = (await b.children(inventory)).map((one) => one.id)
    expect(order).toEqual([files[0], files[1], files[2]])
  })

  it('numbers anew after showing what it would do', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '24', 3, 0)
    await move([files[2]!], inventory, files[0]!)
    const wish = { level: 'file', order: 'position', from: 1 } as const
    const params = { unitId: inventory }
    const shown = await t.run(archive.numbering, o.actors.archivist, { params, query: wish })
    expect(shown).toMatchObject({ count: 3, changed: 3 })
    expect(shown.sample[0]).toMatchObject({ was: '3', becomes: '1' })
    expect(await numbers(inventory)).toEqual(['3', '1', '2'])
    expect(await t.run(archive.renumber, o.actors.archivist, { params, body: wish })).toEqual({ changed: 3 })
    expect(await numbers(inventory)).toEqual(['1', '2', '3'])
    expect((await b.get(files[2]!)).trace[0]).toMatchObject({ kind: 'renumbered', words: '3 → 1' })
  })

  it('merges files: items are numbered on, the old address leads to the new one', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '25', 2, 2)
    const { unit } = await b.get(files[0]!)
    const merge = (into: string) =>
      t.run(archive.merge, o.actors.archivist, {
        params: { unitId: files[0]! },
        body: { into, version: unit.version },
      })
    await refused(merge(inventory)).toMatchObject({ code: 'ARCHIVE_MERGE' })
    expect(await merge(files[1]!)).toEqual({ id: files[1], moved: 2 })
    expect(await numbers(files[1]!)).toEqual(['1', '2', '3', '4'])
    expect((await b.get(files[0]!)).mergedInto).toBe(files[1])
    expect((await b.get(inventory)).unit.children).toBe(1)
    await refused(merge(files[1]!)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })

  it('takes only what is empty away', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '26', 1, 0)
    const remove = async (unitId: string) =>
      t.run(archive.remove, o.actors.archivist, {
        params: { unitId },
        body: { version: (await b.get(unitId)).unit.version, words: 'Nhập nhầm' },
      })
    await refused(remove(inventory)).toMatchObject({ code: 'ARCHIVE_NOT_EMPTY' })
    await remove(files[0]!)
    await refused(b.get(files[0]!)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect(await b.unit('file', { parentId: inventory }, 'Hồ sơ khác', { number: '1' })).toBeTruthy()
  })

  it('two who describe in one inventory at the same second get two numbers', async () => {
    const { inventory } = await b.fonds(repositoryId, '27', 0, 0)
    await Promise.all(Array.from({ length: 8 }, (_, i) => b.unit('file', { parentId: inventory }, `Hồ sơ ${i}`)))
    expect((await numbers(inventory)).map(Number).sort((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect((await b.get(inventory)).unit.children).toBe(8)
  })
})

describe('publishing', () => {
  it('a unit is found with what it lies in; taken back, with what lies in it; the public and the documents are the head’s', async () => {
    const { fonds, inventory, files } = await b.fonds(repositoryId, '31', 2, 1)
    await refused(b.get(files[0]!, o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await publish([files[0]!], 'office', o.actors.archivist, { isWithBelow: true })
    expect((await b.get(files[0]!, o.actors.officer)).unit.publish).toBe('office')
    expect((await b.children(inventory, o.actors.officer)).map((one) => one.id)).toEqual([files[0]])
    const [item] = await b.children(files[0]!, o.actors.officer)
    expect((await b.get(item!.id, o.actors.officer)).unit.item).toMatchObject({ maySee: false })
    await refused(publish([fonds], 'public', o.actors.archivist)).toMatchObject({ code: 'ARCHIVE_PUBLIC_BY_HEAD' })
    await refused(publish([files[0]!], 'office', o.actors.archivist, { isOpening: true })).toMatchObject({
      code: 'ARCHIVE_PUBLIC_BY_HEAD',
    })
    await publish([files[0]!], 'office', o.actors.leader, { isWithBelow: true, isOpening: true })
    expect((await b.get(item!.id, o.actors.officer)).unit.item).toMatchObject({ maySee: true, typeName: 'Quyết định' })
    await publish([fonds], 'draft', o.actors.archivist)
    await refused(b.get(item!.id, o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect(
      (await t.run(archive.list, o.actors.officer, { query: { within: undefined, q: 'phong 31' } })).items,
    ).toEqual([])
    await publish([files[0]!], 'office', o.actors.archivist, { isWithBelow: true })
    expect((await b.get(item!.id, o.actors.officer)).unit.item).toMatchObject({ maySee: false })
  })

  it('what is moved is published no further than what it comes into', async () => {
    const open = await b.fonds(repositoryId, '33', 1, 1)
    const shut = await b.fonds(repositoryId, '34', 0, 0)
    await publish([open.files[0]!], 'public', o.actors.leader, { isWithBelow: true, isOpening: true })
    const [item] = await b.children(open.files[0]!)
    expect((await b.get(item!.id, o.actors.officer)).unit.item).toMatchObject({ maySee: true })
    await move([open.files[0]!], shut.inventory)
    await refused(b.get(item!.id, o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await publish([open.files[0]!], 'office', o.actors.archivist, { isWithBelow: true })
    expect((await b.get(item!.id, o.actors.officer)).unit.item).toMatchObject({ maySee: false })
  })

  it('of a document narrowed to a list nothing is told: no title, no day, no word finds it, it is in no finding aid', async () => {
    const { inventory, files } = await b.fonds(repositoryId, '35', 1, 2)
    const [first] = await b.children(files[0]!)
    await publish([inventory], 'office', o.actors.archivist, { isWithBelow: true })
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: first!.documentId! },
      body: { isNarrowed: true, members: [], reason: 'Đơn tố cáo' },
    })
    for (const actor of [o.actors.archivist, o.actors.officer]) {
      const [hidden, other] = await b.children(files[0]!, actor)
      expect(hidden).toMatchObject({ number: '1', title: '', starts: null, documentId: null, isHidden: true })
      expect(other).toMatchObject({ title: 'Văn bản 2 trong hồ sơ 1', isHidden: false })
      expect((await b.get(first!.id, actor)).unit).toMatchObject({ title: '', item: null, description: {} })
      const found = (query: object) =>
        t.run(archive.list, actor, { query: { within: inventory, level: 'item', ...query } })
      expect((await found({ q: 'van ban 1 trong ho so' })).items.map((one) => one.id)).not.toContain(first!.id)
      expect((await found({ from: '2011-03-01', to: '2011-03-01' })).items).toEqual([])
      const { file } = (await t.run(findingAids.findingAid, actor, {
        params: { unitId: inventory },
        query: { form: 'ead3' },
      })) as unknown as { file: { bytes: Readable } }
      const ead = Buffer.concat(await file.bytes.toArray()).toString()
      expect(ead).toContain('Văn bản 2 trong hồ sơ 1')
      expect(ead).not.toContain('Văn bản 1 trong hồ sơ 1')
    }
    const change = { params: { unitId: first!.id }, body: { version: 1, title: 'Đoán' } }
    await refused(t.run(archive.change, o.actors.archivist, change)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await b.children(files[0]!, o.actors.leader))[0]).toMatchObject({ isHidden: false })
  })

  it('another office sees nothing of it', async () => {
    const { fonds } = await b.fonds(repositoryId, '32', 1, 0)
    await publish([fonds], 'public', o.actors.leader, { isWithBelow: true })
    const stranger = { ...o.actors.archivist, organizationId: '0192aaaa-0000-7000-8000-000000000001' }
    await refused(b.get(fonds, stranger)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})
