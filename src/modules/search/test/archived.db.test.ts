/** Items that only the archive describes, in search: whoever may see them finds them by words, and opens them there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archive } from '#modules/archive/contract.ts'
import { build } from '#modules/archive/test/build.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { search } from '../contract.ts'

let t: TestApp
let o: Office
let stranger: Office
let inventory = ''
let file = ''
let item = ''

beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  const b = build(t, o)
  const made = await b.fonds((await b.repository()).id, '41', 1, 0)
  inventory = made.inventory
  file = made.files[0]!
  item = await b.unit('item', { parentId: file }, 'Bản khai lambdaword', {
    item: { typeName: 'Bản khai', issuerName: 'Hợp tác xã Đồng Sen' },
  })
})
afterAll(() => t?.close())

const found = async (actor: Actor, q: string) => (await t.run(search.find, actor, { query: { q, limit: 100 } })).items

describe('an item that only the archive describes', () => {
  it('is found by its archivist at once, and its hit says where it is shown', async () => {
    const [one, ...more] = await found(o.actors.archivist, 'ban khai lambdaword')
    expect(more).toEqual([])
    expect(one).toMatchObject({ subject: 'Bản khai lambdaword', file: null, entry: null })
    expect(one!.unit).toEqual({ id: item, title: 'Hồ sơ thứ 1 của 41' })
  })

  it('is found by others of the office once its document is opened to them, and by no other office', async () => {
    expect(await found(o.actors.officer, 'lambdaword')).toEqual([])
    await t.run(archive.publish, o.actors.leader, {
      body: { ids: [inventory], to: 'office', isWithBelow: true, isOpening: true },
    })
    await t.drain()
    expect((await found(o.actors.officer, 'lambdaword')).map((one) => one.unit?.id)).toEqual([item])
    expect(await found(stranger.actors.archivist, 'lambdaword')).toEqual([])
  })

  it('follows its description', async () => {
    const { unit } = await t.run(archive.get, o.actors.archivist, { params: { unitId: item } })
    await t.run(archive.change, o.actors.archivist, {
      params: { unitId: item },
      body: { version: unit.version, title: 'Bản khai kappaword' },
    })
    expect(await found(o.actors.archivist, 'lambdaword')).toEqual([])
    expect((await found(o.actors.archivist, 'kappaword')).map((one) => one.unit?.id)).toEqual([item])
  })

  it('is found no longer once it is removed', async () => {
    const { unit } = await t.run(archive.get, o.actors.archivist, { params: { unitId: item } })
    await t.run(archive.remove, o.actors.archivist, {
      params: { unitId: item },
      body: { version: unit.version, words: 'Nhập nhầm' },
    })
    expect(await found(o.actors.archivist, 'kappaword')).toEqual([])
    await t.drain()
    expect(await found(o.actors.archivist, 'kappaword')).toEqual([])
  })
})
