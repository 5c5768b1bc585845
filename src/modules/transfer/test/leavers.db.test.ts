/** Who leaves hands over what he made: who is told of it, to whom it goes, and the paper that both sign. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { fileAccess } from '#modules/casefiles/access-contract.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { build } from '#modules/casefiles/test/build.ts'
import { people } from '#modules/people/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { leaving } from '../leavers-contract.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let complaint = ''
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  b = build(t, o)
})
afterAll(() => t?.close())

const leavers = async (actor: Actor) => (await t.run(leaving.leavers, actor, { query: {} })).items
const left = (actor: Actor, postId = o.actors.officer.postId!) => t.run(leaving.leaver, actor, { params: { postId } })
const paper = async (actor: Actor) => {
  const { file } = await t.run(leaving.printLeaver, actor, {
    params: { postId: o.actors.officer.postId! },
    query: { format: 'docx' },
  })
  return paragraphTexts(await readDocument(file.bytes as Uint8Array)).join('\n')
}
const end = async (lastDay: string, successor: Actor | null) => {
  const [row] = await t.admin<{ version: number }>('select version from people.post where id = $1', [
    o.actors.officer.postId,
  ])
  await t.run(people.endPost, o.actors.sysadmin, {
    params: { id: o.actors.officer.postId! },
    body: { version: row!.version, lastDay, reason: 'Nghỉ hưu', successorPostId: successor?.postId ?? null },
  })
  await t.drain()
}

describe('who leaves', () => {
  it('is nobody while no last day is set', async () => {
    expect(await leavers(o.actors.archivist)).toEqual([])
    await expect(left(o.actors.archivist)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })

  it('is told with what he holds, before he goes: to his head, the archive and himself, not to a neighbour', async () => {
    const open = await b.open({ title: 'Hồ sơ đang lập' })
    const closed = await b.open({ title: 'Hồ sơ đã kết thúc' })
    complaint = (
      await t.run(casefiles.addLoose, o.actors.officer, {
        params: { fileId: closed.id },
        body: { typeName: 'Đơn', subject: 'Đơn tố cáo' },
      })
    ).documentId
    await b.close(closed.id)
    const secret = await b.open({ title: 'Hồ sơ kín omicronword' })
    await t.run(fileAccess.askAccess, o.actors.officer, {
      params: { fileId: secret.id },
      body: { isNarrowed: true, members: [], reason: 'Đơn thư' },
    })
    await end('2026-11-30', null)
    const line = {
      name: o.actors.officer.name,
      lastDay: '2026-11-30',
      isOver: false,
      successor: null,
      inHand: 3,
      given: 0,
    }
    for (const actor of [o.actors.archivist, o.actors.head, o.actors.officer, o.actors.leader])
      expect(await leavers(actor)).toMatchObject([line])
    expect(await leavers(o.actors.other)).toEqual([])
    await expect(left(o.actors.other)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    const { files } = await left(o.actors.officer)
    expect(files.map((file) => [file.symbol, file.state, file.items, file.givenTo])).toEqual([
      [open.symbol, 'open', 0, null],
      [closed.symbol, 'closed', 1, null],
      [secret.symbol, 'open', 0, null],
    ])
    const seen = (await left(o.actors.archivist)).files.find((file) => file.fileId === secret.id)
    expect(seen).toMatchObject({ isHidden: true, title: '' })
    const words = await paper(o.actors.archivist)
    expect(words).toContain('BIÊN BẢN BÀN GIAO HỒ SƠ, TÀI LIỆU')
    expect(words).toContain('Hồ sơ đã kết thúc')
    expect(words).toContain('Tổng số: 03 hồ sơ')
    expect(words).not.toContain('omicronword')
    expect(await paper(o.actors.officer)).toContain('omicronword')
  })

  it('has given them to his successor once the post has ended; the paper names both', async () => {
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: complaint },
      body: { isNarrowed: true, members: [], reason: 'Đơn tố cáo' },
    })
    await end('2026-11-22', o.actors.other)
    expect(await leavers(o.actors.archivist)).toMatchObject([
      { isOver: true, successor: o.actors.other.name, inHand: 0, given: 3 },
    ])
    // A document that is narrowed to a list does not come along.
    const { items } = await t.run(casefiles.get, o.actors.other, {
      params: { fileId: (await left(o.actors.other)).files.find((file) => file.items === 1)!.fileId },
    })
    expect(items).toMatchObject([{ documentId: complaint, isHidden: true, subject: '' }])
    // The successor sees it now, titles and all.
    const { files } = await left(o.actors.other)
    expect(files.map((file) => [file.isHidden, file.givenTo])).toEqual(Array(3).fill([false, o.actors.other.name]))
    const words = await paper(o.actors.other)
    expect(words).toContain(o.actors.officer.name)
    expect(words).toContain('NGƯỜI NHẬN')
    expect(words).toContain('omicronword')
  })

  it('of another body is told to nobody here', async () => {
    const stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    expect(await leavers(stranger.actors.archivist)).toEqual([])
    await expect(left(stranger.actors.archivist)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})
