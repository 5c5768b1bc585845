/** Stores and boxes: racks in one go, files boxed by range and by proposal, placed, scanned, taken out and put back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { archive } from '#modules/archive/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { storage } from '../contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
})
afterAll(() => t?.close())

const refused = (run: Promise<unknown>) => expect(run).rejects
const put = (boxIds: string[], shelfId: string | null) =>
  t.run(storage.placeBoxes, o.actors.archivist, { body: { boxIds, shelfId, reason: null } })
const whereIs = async (unitId: string) =>
  (await t.admin<{ label: string }>('select label from storage.places_of_units where unit_id = $1', [unitId]))[0]?.label

describe('places', () => {
  it('a rack stands there with its columns and shelves, the metres add up, and codes are once among neighbours', async () => {
    const store = await b.place('store', '1', null, { name: 'Kho chuyên dụng' })
    const bay = await b.place('bay', 'A', store)
    const made = await t.run(storage.addPlace, o.actors.archivist, {
      body: { parentId: bay, kind: 'rack', code: '1', name: null, count: 2, columns: 3, shelves: 5, metres: 0.9 },
    })
    expect(made).toMatchObject({ made: 2 * (1 + 3 + 15) })
    const [top] = await b.places()
    expect(top).toMatchObject({ label: 'Kho 1', metres: 27, used: 0, boxes: 0, children: 1 })
    const [column] = await b.places(made.ids[1])
    expect((await b.places(column!.id)).map((one) => one.path)[4]).toBe('Kho 1 · Dãy A · Giá 2 · Khoang 1 · Tầng 5')
    await refused(b.place('bay', 'A', store)).toMatchObject({ code: 'STORAGE_CODE_TAKEN' })
    await refused(b.place('room', '1', bay)).toMatchObject({ code: 'STORAGE_PLACE_ORDER' })
    // Another code is told by everything below.
    const rack = (await b.places(bay))[1]!
    const change = (body: object) =>
      t.run(storage.changePlace, o.actors.archivist, {
        params: { placeId: rack.id },
        body: { version: rack.version, name: null, ...body } as never,
      })
    await change({ code: '7', move: 'before' })
    expect((await b.places(bay)).map((one) => one.label)).toEqual(['Giá 7', 'Giá 1'])
    expect((await b.places(column!.id))[0]!.path).toBe('Kho 1 · Dãy A · Giá 7 · Khoang 1 · Tầng 1')
    await refused(change({ code: '8' })).toMatchObject({ code: 'PLATFORM_STATE_CHANGED' })
    const remove = (placeId: string, version: number) =>
      t.run(storage.removePlace, o.actors.archivist, { params: { placeId }, body: { version } })
    await refused(remove(store, top!.version)).toMatchObject({ code: 'STORAGE_PLACE_IN_USE' })
    await refused(
      t.run(storage.addPlace, o.actors.officer, { body: { parentId: null, kind: 'store', code: '2', name: null } }),
    ).toMatchObject({ status: 403 })
  })
})

describe('boxes', () => {
  it('stand on shelves while there is room; where a file lies is told in words, and every movement is kept', async () => {
    const store = await b.place('store', '2', null)
    const rack = await b.place('rack', '3', store, { columns: 1, shelves: 2, metres: 0.2 })
    const [first, second] = (await b.places(rack)).map((one) => one.id)
    const { inventory, files } = await b.inventory('P.21', [100, 50, 30, 20])
    const boxes = await b.boxes('15', { count: 3, inventoryId: inventory })
    await refused(b.boxes('16', { inventoryId: inventory })).toMatchObject({ code: 'STORAGE_BOX_NUMBER_TAKEN' })
    expect(await b.putIn(boxes[0]!, { range: { from: '1', to: '3' } })).toEqual({ put: 3, moved: 0 })
    await refused(b.putIn(boxes[0]!, { range: { from: '8', to: '9' } })).toMatchObject({ code: 'STORAGE_NO_FILES' })
    expect(await whereIs(files[0]!)).toBe('Hộp 15')
    await refused(put(boxes, first!)).toMatchObject({ code: 'STORAGE_SHELF_FULL' })
    await refused(put([boxes[0]!], rack)).toMatchObject({ code: 'STORAGE_PLACE_ORDER' })
    const placed = await put(boxes.slice(0, 2), second!)
    expect(placed.before).toEqual(boxes.slice(0, 2).map((boxId) => ({ boxId, shelfId: null })))
    expect(await whereIs(files[0]!)).toBe('Kho 2 · Giá 3 · Tầng 2 · Hộp 15')
    const told = (unitId: string, actor = o.actors.archivist) => t.run(storage.ofUnit, actor, { params: { unitId } })
    expect((await told(files[0]!)).place).toEqual({
      boxId: boxes[0],
      label: 'Kho 2 · Giá 3 · Tầng 2 · Hộp 15',
      outAt: null,
      outDue: null,
    })
    expect((await told(files[3]!)).place).toBeNull()
    await refused(told(files[0]!, o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await b.places()).find((one) => one.id === store)).toMatchObject({ metres: 0.4, used: 0.2, boxes: 2 })
    // Moved to the next box, with a bundle beside it.
    expect(await b.putIn(boxes[1]!, { unitIds: [files[2]], words: 'Bó tài liệu chưa chỉnh lý 1998' })).toEqual({
      put: 1,
      moved: 1,
    })
    const { box, contents, movements } = await b.box(boxes[0]!)
    expect(box).toMatchObject({
      files: 2,
      from: '1',
      to: '2',
      path: 'Kho 2 · Giá 3 · Tầng 2',
      fonds: 'P.21 · Phông P.21',
    })
    expect(movements.map((one) => one.kind)).toEqual(['moved', 'placed', 'put-in', 'put-in', 'put-in', 'made'])

    const content = contents[0]!.id
    const takeOut = () =>
      t.run(storage.takeOut, o.actors.archivist, {
        body: { contentIds: [content], reason: 'Số hóa', to: 'Phòng Kế toán', due: '2026-12-15' },
      })
    await takeOut()
    await refused(takeOut()).toMatchObject({ code: 'STORAGE_IS_OUT' })
    await refused(b.putIn(boxes[1]!, { unitIds: [files[0]] })).toMatchObject({ code: 'STORAGE_IS_OUT' })
    const out = await t.run(storage.boxes, o.actors.archivist, { query: { what: 'out' } })
    expect(out.items.map((one) => one.id)).toEqual([boxes[0]])
    const back = () => t.run(storage.putBack, o.actors.archivist, { body: { contentIds: [content], reason: null } })
    await back()
    await refused(back()).toMatchObject({ code: 'STORAGE_NOT_OUT' })
    expect((await b.box(boxes[0]!)).movements.slice(0, 2)).toMatchObject([
      { kind: 'put-back', to: 'Kho 2 · Giá 3 · Tầng 2 · Hộp 15', byName: 'Bùi Thị Ngà' },
      { kind: 'taken-out', toWhom: 'Phòng Kế toán', due: '2026-12-15', reason: 'Số hóa' },
    ])
    // Whoever does not see what is being described sees where files lie, not what they are called.
    const seen = await b.box(boxes[0]!, o.actors.officer)
    expect(seen.contents.map((one) => [one.number, one.title])).toEqual([
      ['1', null],
      ['2', null],
    ])
    expect(JSON.stringify(seen.movements)).not.toContain('Hồ sơ thứ')
    const remove = t.run(storage.removeBox, o.actors.archivist, {
      params: { boxId: boxes[0]! },
      body: { version: box.version },
    })
    await refused(remove).toMatchObject({ code: 'STORAGE_BOX_IN_USE' })
  })

  it('the proposal fills boxes in order by sheets; it is made as it was looked at, and not twice', async () => {
    const { inventory, files } = await b.inventory('P.22', [400, 300, null, 900, 10])
    const query = { inventory }
    const proposed = await t.run(storage.proposal, o.actors.archivist, { query })
    expect(proposed).toMatchObject({ sheetsPerBox: 800, assumed: 403, uncounted: 1 })
    expect(proposed.boxes.map((one) => [one.number, one.from, one.to])).toEqual([
      ['1', '1', '2'],
      ['2', '3', '3'],
      ['3', '4', '4'],
      ['4', '5', '5'],
    ])
    const body = {
      inventoryId: inventory,
      widthCm: 10,
      boxes: proposed.boxes.map(({ number, unitIds }) => ({ number, unitIds })),
    }
    const done = await t.run(storage.fill, o.actors.archivist, { body })
    expect(done).toMatchObject({ files: 5 })
    expect(await whereIs(files[3]!)).toBe('Hộp 3')
    await refused(t.run(storage.fill, o.actors.archivist, { body })).toMatchObject({ code: 'STORAGE_BOX_NUMBER_TAKEN' })
    const { items } = await t.run(storage.inventories, o.actors.archivist, {})
    expect(items.find((one) => one.id === inventory)).toMatchObject({ files: 5, unboxed: 0, next: 5 })
    expect((await t.run(storage.proposal, o.actors.archivist, { query })).boxes).toEqual([])
  })
})

describe('what the archive merges and removes', () => {
  const version = async (unitId: string) =>
    (await t.run(archive.get, o.actors.archivist, { params: { unitId } })).unit.version
  const merge = async (unitId: string, into: string) =>
    t.run(archive.merge, o.actors.archivist, {
      params: { unitId },
      body: { into, version: await version(unitId), words: null },
    })
  const lying = async (boxId: string) => (await b.box(boxId)).contents.map((one) => [one.unitId, one.number, one.title])

  it('leaves no ghost in its box: a merged file lies as its heir, a removed description as words', async () => {
    const { inventory, files } = await b.inventory('P.31', [10, 10, 10, 10, 10])
    const [one, two] = await b.boxes('1', { count: 2, inventoryId: inventory })
    await b.putIn(one!, { unitIds: [files[0], files[1], files[2]] })
    await b.putIn(two!, { unitIds: [files[3]] })
    const heir = [files[4], '5', 'Hồ sơ thứ 5 của P.31']
    await merge(files[0]!, files[4]!)
    expect((await lying(one!))[0]).toEqual(heir)
    expect(await whereIs(files[4]!)).toBe('Hộp 1')
    // In the same box already: one file lies there once. In another: the paper stays where it is, in words.
    await merge(files[1]!, files[4]!)
    expect((await lying(one!)).map((line) => line[0])).toEqual([files[4], files[2]])
    await merge(files[3]!, files[4]!)
    expect(await lying(two!)).toEqual([[null, null, 'Hồ sơ 4']])
    await t.run(archive.remove, o.actors.archivist, {
      params: { unitId: files[2]! },
      body: { version: await version(files[2]!), words: 'Nhập nhầm' },
    })
    expect(await lying(one!)).toEqual([heir, [null, null, 'Hồ sơ 3']])
    // Titles of what is being described are not told to those who do not see it.
    expect(JSON.stringify(await b.box(one!, o.actors.officer))).not.toContain('Hồ sơ thứ')
  })

  it('gives the boxes of a merged inventory to its heir, a number taken there with a mark', async () => {
    const { fonds, inventory, files } = await b.inventory('P.32', [10])
    const old = await t.run(archive.create, o.actors.archivist, {
      body: { level: 'inventory', title: 'Mục lục cũ', parentId: fonds, number: '02' } as never,
    })
    const kept = await b.boxes('1', { inventoryId: inventory })
    const came = await b.boxes('1', { count: 2, inventoryId: old.id })
    await b.putIn(kept[0]!, { unitIds: [files[0]] })
    await merge(old.id, inventory)
    const { items } = await t.run(storage.boxes, o.actors.archivist, { query: { inventory } })
    expect(items.map((one) => one.number)).toEqual(['1', '1/02', '2'])
    expect(items.map((one) => one.id).sort()).toEqual([...kept, ...came].sort())
  })

  it('names fonds and inventory of a box only to those whom the archive shows them', async () => {
    const { inventory } = await b.inventory('P.33', [10])
    const [boxId] = await b.boxes('1', { inventoryId: inventory })
    const told = async (actor = o.actors.officer) => {
      const listed = await t.run(storage.boxes, actor, { query: { inventory } })
      return JSON.stringify([listed, await b.box(boxId!, actor)])
    }
    expect(await told(o.actors.archivist)).toContain('Phông P.33')
    const seen = await told()
    for (const word of ['P.33', 'Mục lục thứ nhất']) expect(seen).not.toContain(word)
  })
})

describe('labels', () => {
  it('say what the practice wants, and a scan of their digits finds box and shelf', async () => {
    const store = await b.place('store', '9', null, { name: 'Kho tầng 9' })
    const shelf = await b.place('shelf', '1', store, { metres: 2, count: 8 })
    const { inventory } = await b.inventory('P.23', [1, 2])
    const [boxId] = await b.boxes('1', { inventoryId: inventory, shelfId: shelf })
    await b.putIn(boxId!, { range: { from: '1', to: '2' } })
    const print = async (query: object) => {
      const answer = await t.run(storage.labels, o.actors.archivist, { query })
      const { bytes } = (answer as unknown as { file: { bytes: Uint8Array } }).file
      return paragraphTexts(await readDocument(bytes)).join(' ')
    }
    const { box } = await b.box(boxId!)
    const paper = await print({ ids: boxId })
    for (const word of ['KHO TẦNG 9', 'Phông P.23', 'Mục lục số', 'Từ hồ sơ số 1 đến 2', 'Hộp 1'])
      expect(paper).toContain(word)
    expect(paper.replaceAll(' ', '')).toContain(box.scanCode)
    // In the order in which the shelves stand, not in which they were made.
    const third = (await b.places(store))[2]!
    await t.run(storage.changePlace, o.actors.archivist, {
      params: { placeId: third.id },
      body: { version: third.version, code: '3', name: null, move: 'before' },
    })
    const shelves = await print({ of: 'places', place: store })
    // two labels on a line, of which the left ones are read first
    const read = [...shelves.matchAll(/Tầng (\d)/g)].map((found) => found[1])
    expect(read.slice(0, 4).flatMap((left, i) => [left, read[i + 4]])).toEqual([...'13245678'])
    const scan = (code: string) => t.run(storage.scan, o.actors.officer, { query: { code } })
    expect(await scan(`${box.scanCode}\r`)).toMatchObject({ of: 'box', id: boxId, path: 'Kho 9 · Tầng 1 · Hộp 1' })
    const place = (await b.places(store))[0]!
    expect(await scan(place.scanCode)).toMatchObject({ of: 'place', id: shelf, kind: 'shelf', label: 'Tầng 1' })
    await refused(scan('12345678901')).toMatchObject({ code: 'STORAGE_UNKNOWN_LABEL' })
    // Another agency's labels are none of ours.
    const other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    await refused(t.run(storage.scan, other.actors.archivist, { query: { code: box.scanCode } })).toMatchObject({
      code: 'STORAGE_UNKNOWN_LABEL',
    })
    await refused(t.run(storage.box, other.actors.archivist, { params: { boxId: boxId! } })).toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
  })
})
