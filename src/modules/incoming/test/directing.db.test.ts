/** Help for directions: suggestions come from what was really given, phrases from the office and the post. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { rankLeads } from '../directing.ts'
import { directing } from '../directing-contract.ts'

let t: TestApp
let o: Office
let stranger: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

let number = 0
async function arrived(issuerName: string, typeName: string, lead?: { postId: string } | { unitId: string }) {
  const made = await t.run(incoming.register, o.actors.registry, {
    body: {
      fields: { typeName, codeNumber: String(++number), issuerName, subject: `V/v việc thứ ${number}` },
      submitTo: o.actors.leader.postId,
    },
  })
  if (lead)
    await t.run(incoming.direct, o.actors.leader, {
      params: { documentId: made.id },
      body: { version: made.version, lead },
    })
  return made.id
}
const suggested = async (documentId: string) =>
  (await t.run(directing.suggestLead, o.actors.leader, { params: { documentId } })).items

describe('who led like documents', () => {
  it('says nothing where nothing was directed, then the nearest likeness, most often first', async () => {
    const finance = { unitId: o.units.finance }
    const office = { unitId: o.units.office }
    const first = await arrived('Sở Tài chính', 'Công văn')
    expect(await suggested(first)).toEqual([])
    await arrived('Sở Tài chính', 'Công văn', finance)
    await arrived('SỞ TÀI CHÍNH', 'Công văn', finance)
    await arrived('Sở Tài chính', 'Công văn', office)
    await arrived('Sở Tài chính', 'Giấy mời', { postId: o.actors.officer.postId! })
    expect(await suggested(first)).toMatchObject([
      { unitId: finance.unitId, name: 'Phòng Kế toán', count: 2, of: 3, by: 'issuer-and-type' },
      { unitId: office.unitId, count: 1, of: 3 },
    ])
    // Another issuer: only the type is alike. Another type of the same issuer: the issuer.
    expect((await suggested(await arrived('Sở Y tế', 'Giấy mời')))[0]).toMatchObject({
      postId: o.actors.officer.postId,
      by: 'type',
      count: 1,
      of: 1,
    })
    expect((await suggested(await arrived('Sở Tài chính', 'Báo cáo')))[0]).toMatchObject({
      by: 'issuer',
      count: 2,
      of: 4,
    })
    expect(await suggested(await arrived('Sở Nội vụ', 'Tờ trình'))).toEqual([])
  })

  it('forgets what was taken back, and is told to nobody who may not see the others', async () => {
    const taken = await arrived('Thanh tra tỉnh', 'Kết luận', { unitId: o.units.finance })
    await t.run(incoming.direct, o.actors.leader, {
      params: { documentId: taken },
      body: {
        version: (await t.run(incoming.get, o.actors.leader, { params: { documentId: taken } })).version,
        lead: { unitId: o.units.office },
      },
    })
    const next = await arrived('Thanh tra tỉnh', 'Kết luận')
    expect(await suggested(next)).toMatchObject([{ unitId: o.units.office, count: 1, of: 1 }])
    await expect(
      t.run(directing.suggestLead, o.actors.officer, { params: { documentId: next } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(
      t.run(directing.suggestLead, stranger.actors.leader, { params: { documentId: next } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })

  it('counts a post and a unit apart over several kinds of likeness', () => {
    const row = (unit_id: string, count: number, is_issuer: boolean, is_type: boolean) => ({
      post_id: null,
      unit_id,
      count,
      is_issuer,
      is_type,
    })
    expect(rankLeads([row('a', 1, true, false), row('b', 5, false, true)])).toMatchObject([
      { unitId: 'a', by: 'issuer', of: 1 },
    ])
    expect(rankLeads([])).toEqual([])
  })
})

describe('phrases of direction', () => {
  it('begin with the usual ones; leader and chief word the office’s, everybody adds his own', async () => {
    const { leader, chief, head, inspector } = o.actors
    const begin = await t.run(directing.phrases, head)
    expect(begin.office.length).toBeGreaterThan(3)
    expect(begin).toMatchObject({ own: [], mayChangeOffice: false })
    const set = (actor: typeof leader, owner: 'office' | 'own', phrases: string[]) =>
      t.run(directing.setPhrases, actor, { body: { owner, phrases } })
    await set(chief, 'office', ['Giao tham mưu.', ' Báo cáo trước ngày 25. ', 'Giao tham mưu.'])
    await set(head, 'own', ['Đồng chí xem, trao đổi lại với tôi.'])
    expect(await t.run(directing.phrases, head)).toEqual({
      office: ['Giao tham mưu.', 'Báo cáo trước ngày 25.'],
      own: ['Đồng chí xem, trao đổi lại với tôi.'],
      mayChangeOffice: false,
    })
    expect(await t.run(directing.phrases, leader)).toMatchObject({ own: [], mayChangeOffice: true })
    await expect(set(head, 'office', ['Của tôi'])).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await expect(set(inspector, 'own', ['Của tôi'])).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    expect((await t.run(directing.phrases, stranger.actors.head)).office).toEqual(begin.office)
    await set(leader, 'office', [])
    expect((await t.run(directing.phrases, head)).office).toEqual([])
  })
})
