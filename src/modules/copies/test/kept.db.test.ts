/** Archive copies: in register order with what is missing; handed in, used by permission by one at a time, given back; the books. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { outgoingWay } from '#modules/outgoing/way-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archiveCopies } from '../kept-contract.ts'

let t: TestApp
let o: Office
let first: string
let second: string
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  const d = drafts(t, o)
  first = await d.issued({ typeCode: 'quyet-dinh', subject: 'Kiện toàn tổ công tác' })
  second = await d.issued({ typeCode: 'quyet-dinh', subject: 'Giao chỉ tiêu' })
})
afterAll(() => t?.close())

const kept = (query: object = {}, actor: Actor = o.actors.registry) => t.run(archiveCopies.kept, actor, { query })
const handIn = (documentId: string, actor: Actor = o.actors.registry) =>
  t.run(archiveCopies.handIn, actor, { params: { documentId }, body: { place: 'Cặp 01' } })
const lend = (documentId: string, over: object = {}) =>
  t.run(archiveCopies.lend, o.actors.registry, {
    params: { documentId },
    body: { borrower: 'Đỗ Minh Khôi', permittedBy: 'Lê Thị Thủy', purpose: 'Đối chiếu', fileSymbol: '01.VP', ...over },
  })
const textOf = async (answer: unknown): Promise<string> => {
  const { file } = answer as { file: { bytes: Uint8Array } }
  return paragraphTexts(await readDocument(file.bytes)).join(' ')
}
const days = { from: '2026-01-01', to: '2026-12-31' }

describe('archive copies', () => {
  it('stand in register order, and what is missing says so', async () => {
    expect((await kept()).items).toMatchObject([
      { documentId: first, symbol: '01/QĐ-UBND', state: 'missing' },
      { documentId: second, symbol: '02/QĐ-UBND', state: 'missing' },
    ])
    await handIn(first)
    expect((await kept({ state: 'missing' })).items.map((one) => one.documentId)).toEqual([second])
    const page = await kept({ limit: 1 })
    expect((await kept({ limit: 1, after: page.next! })).items.map((one) => one.documentId)).toEqual([second])
    await expect(handIn(first)).rejects.toMatchObject({ code: 'COPIES_KEPT_ALREADY' })
    await expect(handIn(second, o.actors.chief)).rejects.toMatchObject({ status: 403 })
    await expect(kept({}, o.actors.officer)).rejects.toMatchObject({ status: 403 })
  })

  it('are with one person at a time, by permission, and come back', async () => {
    await expect(lend(second)).rejects.toMatchObject({ code: 'COPIES_NOT_KEPT' })
    const twice = await Promise.allSettled([lend(first), lend(first)])
    expect(twice.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(lend(first)).rejects.toMatchObject({ code: 'COPIES_LENT', facts: { name: 'Đỗ Minh Khôi' } })
    const [line] = (await kept({ state: 'lent' })).items
    expect(line).toMatchObject({ documentId: first, loan: { borrower: 'Đỗ Minh Khôi', permittedBy: 'Lê Thị Thủy' } })
    const back = (returnedOn: string) =>
      t.run(archiveCopies.takeBack, o.actors.registry, { params: { loanId: line!.loan!.id }, body: { returnedOn } })
    await expect(back('2026-11-22')).rejects.toMatchObject({ code: 'COPIES_RETURN_DAY' })
    await back('2026-11-23')
    await expect(back('2026-11-23')).rejects.toMatchObject({ code: 'COPIES_NOT_LENT' })
    expect((await kept({ state: 'kept' })).items.map((one) => one.documentId)).toEqual([first])
  })

  it('have their book of nine columns and their list', async () => {
    const print = (kind: 'use' | 'list') =>
      t.run(archiveCopies.printKept, o.actors.registry, { query: { kind, ...days, format: 'pdf', paper: 'A4' } })
    const book = await textOf(await print('use'))
    for (const words of ['SỔ SỬ DỤNG BẢN LƯU', 'Người cho phép', '01.VP', 'Lê Thị Thủy', 'Đối chiếu', '(9)'])
      expect(book).toContain(words)
    const list = await textOf(await print('list'))
    for (const words of ['DANH SÁCH BẢN LƯU', 'Có bản lưu giấy', 'Chưa nộp bản lưu giấy', 'Cặp 01'])
      expect(list).toContain(words)
  })

  it('go out in envelopes with a slip each, printed by the registry', async () => {
    const print = async (what: 'envelopes' | 'slips', actor = o.actors.registry) =>
      textOf(
        await t.run(outgoingWay.printDispatch, actor, { params: { documentId: first, what }, query: { size: 'C5' } }),
      )
    const envelope = await print('envelopes')
    for (const words of ['Số: 01/QĐ-UBND', 'Kính gửi:', 'Ủy ban nhân dân tỉnh Lam Hà'])
      expect(envelope).toContain(words)
    const slips = await print('slips')
    expect(slips).toContain('PHIẾU GỬI')
    expect(slips).not.toContain('Gửi lại phiếu về')
    await t.admin('update people.organization set address = $2 where id = $1', [o.organizationId, 'Số 1 đường Bờ Sông'])
    expect(await print('slips')).toMatch(/Gửi lại phiếu về:[\s\S]*địa chỉ Số 1 đường Bờ Sông/)
    await expect(print('slips', o.actors.officer)).rejects.toMatchObject({ status: 403 })
  })
})
