/** Saved views: a post's own, on the server; one default a list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { views } from '../views-contract.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

const list = 'incoming'
const of = async (actor = o.actors.registry, name = list) =>
  (await t.run(views.listViews, actor, { query: { list: name } })).items
const save = (name: string, actor = o.actors.registry, where = list) =>
  t.run(views.saveView, actor, { body: { list: where, name, search: { tab: 'overdue', sort: 'due' } } })

describe('saved views', () => {
  it('are of the post and the list alone', async () => {
    await save('Quá hạn, gấp nhất trước')
    await save('Việc chờ', o.actors.registry, 'desk.work')
    expect(await of()).toMatchObject([
      { name: 'Quá hạn, gấp nhất trước', search: { tab: 'overdue', sort: 'due' }, isDefault: false },
    ])
    expect(await of(o.actors.leader)).toEqual([])
    // The same name is free for another post and another list.
    await save('Quá hạn, gấp nhất trước', o.actors.leader)
    await expect(save('Quá hạn, gấp nhất trước')).rejects.toMatchObject({ code: 'DESK_VIEW_NAME_TAKEN' })
  })

  it('are renamed, made the default in place of the other, and removed; never by somebody else', async () => {
    const [first] = await of()
    const second = await save('Hôm nay')
    const change = (id: string, name: string, isDefault: boolean, actor = o.actors.registry) =>
      t.run(views.changeView, actor, { params: { id }, body: { name, search: { tab: 'all' }, isDefault } })
    await change(first!.id, 'Gấp', true)
    await change(second.id, 'Hôm nay', true)
    expect((await of()).map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Gấp', false],
      ['Hôm nay', true],
    ])
    await expect(change(second.id, 'Gấp', false)).rejects.toMatchObject({ code: 'DESK_VIEW_NAME_TAKEN' })
    await expect(change(second.id, 'Của tôi', false, o.actors.leader)).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    await expect(t.run(views.removeView, o.actors.leader, { params: { id: second.id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    await t.run(views.removeView, o.actors.registry, { params: { id: second.id } })
    expect((await of()).map(({ name }) => name)).toEqual(['Gấp'])
  })
})
