/** The submission slip says what lies before the signer. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { outgoingWay } from '../way-contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  d = drafts(t, o)
})
afterAll(() => t?.close())

const slip = async (documentId: string, actor: Actor): Promise<string> => {
  const { file } = (await t.run(outgoingWay.printSlip, actor, { params: { documentId } })) as never as {
    file: { bytes: Uint8Array }
  }
  return paragraphTexts(await readDocument(file.bytes)).join(' ')
}

it('holds the draft, what is asked, opinions with what became of them, checks and at last the signer’s word', async () => {
  const { id } = await d.create()
  await expect(slip(id, o.actors.officer)).rejects.toMatchObject({ status: 404 })
  await d.write(id)
  const before = await d.get(id, o.actors.officer)
  await t.run(outgoingWay.askOpinions, o.actors.officer, {
    params: { documentId: id },
    body: { version: before.version, from: [{ postId: o.actors.other.postId! }] },
  })
  const [opinion] = (await d.get(id, o.actors.other)).opinions
  await t.run(outgoingWay.answerOpinion, o.actors.other, {
    params: { opinionId: opinion!.id },
    body: { version: opinion!.version, answer: 'agree-with-changes', words: 'Bổ sung số liệu thôn Đông' },
  })
  await d.step('submit', id, o.actors.officer, { words: 'Kính trình ký trước ngày 30' })
  await d.step('checkContent', id, o.actors.head, { words: 'Số liệu đã đối chiếu' })
  const early = await slip(id, o.actors.leader)
  for (const words of [
    'PHIẾU TRÌNH',
    'Chủ tịch Trần Văn Quý',
    'Kết quả rà soát hộ nghèo năm 2026',
    'góp ý',
    'Bổ sung số liệu thôn Đông',
    'Kính trình ký trước ngày 30',
    'Số liệu đã đối',
    'Phạm Đức Anh',
  ])
    expect(early).toContain(words)
  await d.step('checkForm', id, o.actors.chief)
  await d.step('approve', id, o.actors.leader, { words: 'Đồng ý ban hành' })
  expect(await slip(id, o.actors.officer)).toContain('Đồng ý ban hành')
  // Nobody else, and every print is on record.
  await expect(slip(id, o.actors.archivist)).rejects.toMatchObject({ status: 404 })
  const log = await t.admin<{ n: number }>(
    `select count(*)::int as n from audit.entry where kind = 'outgoing.printSlip' and outcome = 'done'`,
  )
  expect(log[0]!.n).toBe(2)
})
