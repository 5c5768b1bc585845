/** Correction, amendment, replacement, annulment of issued documents: how they begin, what they are, what they leave behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { search } from '#modules/search/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { type FollowKind, outgoing } from '../contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
let decision: string
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  d = drafts(t, o)
  decision = await d.issued({ typeCode: 'quyet-dinh', subject: 'Kiện toàn tổ công tác' })
})
afterAll(() => t?.close())

const follow = (kind: FollowKind, documentId = decision, actor = o.actors.officer) =>
  t.run(outgoing.follow, actor, { params: { documentId }, query: { kind } })
const begin = async (kind: FollowKind, over: object = {}) => {
  const { fields } = await follow(kind)
  return t.run(outgoing.create, o.actors.officer, {
    body: { fields: { ...fields, ...over }, relation: { kind, documentId: decision } },
  })
}
const textOf = async (documentId: string) => {
  const { content } = await t.run(outgoing.content, o.actors.officer, { params: { documentId }, query: {} })
  return JSON.stringify(content)
}

describe('a document that follows an issued one', () => {
  it('begins with type, subject, receivers, signer and bases', async () => {
    expect((await follow('corrects')).fields).toMatchObject({
      typeCode: 'cong-van',
      subject: 'Đính chính Quyết định số 01/QĐ-UBND',
      signerPost: o.actors.leader.postId,
      recipients: [{ name: 'Ủy ban nhân dân tỉnh Lam Hà', channel: 'post' }],
    })
    expect((await follow('replaces')).fields).toMatchObject({
      typeCode: 'quyet-dinh',
      subject: 'Kiện toàn tổ công tác',
    })
    const citation = 'Quyết định số 01/QĐ-UBND ngày 23 tháng 11 năm 2026 của Ủy ban nhân dân xã Sông Mây'
    const amending = await begin('amends')
    const text = await textOf(amending.id)
    expect(text).toContain(`Căn cứ ${citation}`)
    expect(text).toContain(`Sửa đổi, bổ sung một số nội dung của ${citation}`)
    expect(await textOf((await begin('replaces')).id)).toContain(`Quyết định này thay thế ${citation}`)
    expect(await textOf((await begin('annuls')).id)).toContain(`Bãi bỏ ${citation}`)
    expect(await textOf((await begin('corrects')).id)).toContain('nay đính chính là')
  })

  it('is a letter for errors of form, else of the same type, and follows only what was issued', async () => {
    await expect(begin('corrects', { typeCode: 'quyet-dinh' })).rejects.toMatchObject({ code: 'OUTGOING_FOLLOW_TYPE' })
    await expect(begin('annuls', { typeCode: 'cong-van' })).rejects.toMatchObject({ code: 'OUTGOING_FOLLOW_TYPE' })
    const draft = (await d.create()).id
    await expect(follow('replaces', draft)).rejects.toMatchObject({ code: 'OUTGOING_NOT_ISSUED' })
    await expect(follow('replaces', decision, o.actors.other)).rejects.toMatchObject({ status: 404 })
    expect((await d.get(decision, o.actors.officer)).abilities).toContain('follow')
    expect((await d.get(draft, o.actors.officer)).abilities).not.toContain('follow')
  })

  it('tells the earlier document what became of it once it is issued, both ways', async () => {
    const { id } = await begin('replaces')
    expect((await d.get(decision)).followers).toEqual([])
    await d.write(id)
    await d.step('submit', id, o.actors.officer)
    await d.step('checkContent', id, o.actors.head)
    await d.step('checkForm', id, o.actors.chief)
    await d.step('approve', id, o.actors.leader)
    await d.step('numberOnPaper', id, o.actors.registry)
    await d.step('issue', id, o.actors.registry)
    const earlier = await d.get(decision)
    expect(earlier.followers).toEqual([
      {
        kind: 'replaces',
        documentId: id,
        symbol: '02/QĐ-UBND',
        subject: 'Kiện toàn tổ công tác',
        issuedDate: '2026-11-23',
      },
    ])
    expect(earlier.steps.at(-1)).toMatchObject({ kind: 'replaces', data: { symbol: '02/QĐ-UBND' } })
    expect((await d.get(id)).relations).toMatchObject([{ kind: 'replaces', direction: 'from', documentId: decision }])
    const found = async () => {
      await t.drain()
      const { items } = await t.run(search.find, o.actors.registry, { query: { q: '01/QĐ-UBND' } })
      return items.find((one) => one.id === decision)?.validity
    }
    expect(await found()).toEqual(['replaces'])
    // Called back it no longer replaces anything.
    await d.step('recall', id, o.actors.leader, { reason: 'Ban hành nhầm' })
    expect((await d.get(decision)).followers).toEqual([])
    expect(await found()).toEqual([])
  })
})
