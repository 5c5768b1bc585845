import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signingAuthority } from '#modules/people/authority-contract.ts'
import { records } from '#modules/records/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { outgoing } from '../contract.ts'
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

const council = (abbreviation = 'HĐTĐKT', name = 'Hội đồng thi đua, khen thưởng') => ({
  ruleId: 'outgoing-council',
  issuer: { name, above: 'Ủy ban nhân dân xã Sông Mây', abbreviation },
})
const open = (body: object, at: Office = o) => t.run(records.openNamedBook, at.actors.registry, { body })
const onPaper = (bookCode: string | null, subject: string) => d.approved({ mode: 'paper', bookCode, subject })
const number = (id: string) => d.step('numberOnPaper', id, o.actors.registry)

describe('books chosen by name', () => {
  it('a council numbers in its own series under its own name; the office goes on in its own', async () => {
    const book = await open(council())
    expect(book).toMatchObject({
      code: 'outgoing-council/hdtdkt',
      title: 'Sổ văn bản đi của hội đồng, ban, tổ: Hội đồng thi đua, khen thưởng',
      period: '2026',
      state: 'open',
    })
    const choices = await t.run(outgoing.choices, o.actors.officer, { query: { typeCode: 'bao-cao' } })
    expect(choices.books).toMatchObject([{ code: book.code, issuer: 'Hội đồng thi đua, khen thưởng' }])
    expect(choices.books[0]!.types).toContain('bao-cao')

    const own = await onPaper(null, 'Tình hình thu ngân sách')
    const first = await onPaper(book.code, 'Kết quả thi đua quý III')
    expect(await d.get(first)).toMatchObject({
      notation: 'BC-HĐTĐKT',
      issuer: council().issuer.name,
      book: { title: book.title },
    })
    expect(await number(own)).toMatchObject({ symbol: '01/BC-UBND' })
    expect(await number(first)).toMatchObject({ number: 1, symbol: '01/BC-HĐTĐKT' })
    const decision = await d.approved({
      mode: 'paper',
      typeCode: 'quyet-dinh',
      bookCode: book.code,
      subject: 'Khen thưởng',
    })
    expect(await number(decision)).toMatchObject({ number: 2, symbol: '02/QĐ-HĐTĐKT' })

    // Its page bears the council's name under the office's.
    const page = await t.run(outgoing.pages, o.actors.officer, {
      params: { documentId: first, no: 1 },
      query: { format: 'docx' },
    })
    const { readDocument } = await import('#engines/layout/index.ts')
    const model = await readDocument((page as { file: { bytes: Uint8Array } }).file.bytes)
    const words = model.paragraphs.map((one) => one.runs.map((run) => run.text).join('')).join(' ')
    expect(words.replace(/\s+/g, ' ')).toContain('HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG')
    expect(words.replace(/\s+/g, ' ')).toContain('ỦY BAN NHÂN DÂN XÃ SÔNG MÂY')

    const printed = await t.run(outgoingWay.printRegister, o.actors.registry, {
      query: { book: book.id, kind: 'register', format: 'xlsx', paper: 'A4', from: '2026-01-01', to: '2026-12-31' },
    })
    expect((printed as { file: { bytes: Uint8Array } }).file.bytes.length).toBeGreaterThan(1000)
  })

  it('two series are numbered in the same second without a double or a hole in either', async () => {
    const [a, b] = await Promise.all([
      open(council('BCĐPCTT', 'Ban Chỉ đạo phòng, chống thiên tai')),
      open(council('TCTCĐS', 'Tổ công tác chuyển đổi số')),
    ])
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, i) => onPaper(i % 2 === 0 ? a.code : b.code, `Báo cáo thứ ${i}`)),
    )
    const made = (await Promise.all(ids.map(number))) as { number: number; symbol: string }[]
    const of = (end: string) =>
      made
        .filter((one) => one.symbol.endsWith(end))
        .map((one) => one.number)
        .sort()
    expect(of('BCĐPCTT')).toEqual([1, 2, 3, 4])
    expect(of('TCTCĐS')).toEqual([1, 2, 3, 4])
  })

  it('is opened once a year, refuses what it does not take, and gives nothing while it is locked', async () => {
    await expect(open(council())).rejects.toMatchObject({ code: 'RECORDS_BOOK_EXISTS' })
    await expect(open({ ...council('ABC'), ruleId: 'outgoing-congress' })).rejects.toMatchObject({
      code: 'RECORDS_BOOK_MISSING',
    })
    await expect(d.create({ bookCode: 'outgoing-council/none' })).rejects.toMatchObject({
      code: 'OUTGOING_BOOK_UNKNOWN',
    })
    const book = await open(council('HĐKH', 'Hội đồng khoa học'))
    const id = await onPaper(book.code, 'Thẩm định đề tài')
    await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: book.id },
      body: { to: 'locked', version: book.version, reason: 'kiểm kê' },
    })
    await expect(number(id)).rejects.toMatchObject({ code: 'RECORDS_BOOK_LOCKED' })
    const choices = await t.run(outgoing.choices, o.actors.officer, { query: {} })
    expect(choices.books.map((one) => one.code)).not.toContain(book.code)
    await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: book.id },
      body: { to: 'open', version: book.version + 1, reason: 'xong' },
    })
    expect(await number(id)).toMatchObject({ symbol: '01/BC-HĐKH' })
  })

  it('goes on into the next year by itself from 01, and the number keeps its book', async () => {
    const book = await open(council('HĐTV', 'Hội đồng tư vấn'))
    const before = await onPaper(book.code, 'Tư vấn năm cũ')
    await number(before)
    await t.admin(
      `update records.register_book set period = '2025', period_label = '2025', starts_on = '2025-01-01', ends_on = '2025-12-31' where id = '${book.id}'`,
    )
    await t.admin(`update records.number_series set period = '2025' where scope = '${book.code}'`)
    const after = await onPaper(book.code, 'Tư vấn năm mới')
    expect(await number(after)).toMatchObject({ symbol: '01/BC-HĐTV' })
    const books = await t.run(records.listBooks, o.actors.registry, { query: { direction: 'outgoing' } })
    expect(books.items.filter((one) => one.code === book.code).map((one) => [one.period, one.issuer?.name])).toEqual([
      ['2026', 'Hội đồng tư vấn'],
      ['2025', 'Hội đồng tư vấn'],
    ])
  })

  it('a Party congress numbers all types in one series from its first day on', async () => {
    const party = await makeOffice(t, 'Đảng ủy xã Sông Mây', 'party')
    const p = drafts(t, party)
    await expect(
      open({ ruleId: 'outgoing-congress', issuer: { name: 'Đại hội', abbreviation: 'ĐH' } }, party),
    ).rejects.toMatchObject({ code: 'RECORDS_BOOK_DAYS' })
    const book = await open(
      {
        ruleId: 'outgoing-congress',
        issuer: { name: 'Đại hội đại biểu lần thứ II', above: 'Đảng bộ xã Sông Mây', abbreviation: 'ĐH' },
        startsOn: '2026-11-20',
        endsOn: '2026-11-24',
      },
      party,
    )
    expect(book).toMatchObject({ code: 'outgoing-congress/dh/2026-11-20', periodLabel: '20/11/2026–24/11/2026' })
    await t.run(signingAuthority.giveAuthority, party.actors.leader, {
      body: {
        postId: party.actors.chief.postId,
        authority: [{ form: 'TM', of: 'Đoàn Chủ tịch' }],
        position: 'Ủy viên',
        types: ['nghi-quyet', 'bien-ban'],
        validFrom: '2026-11-01',
        validTo: '2026-12-31',
        basis: 'Quy chế đại hội',
      },
    })
    const symbols: string[] = []
    for (const typeCode of ['nghi-quyet', 'bao-cao']) {
      const id = await p.approved({ mode: 'paper', typeCode, bookCode: book.code, subject: 'của đại hội' })
      symbols.push(((await p.step('numberOnPaper', id, party.actors.registry)) as { symbol: string }).symbol)
    }
    expect(symbols).toEqual(['01-NQ/ĐH', '02-BC/ĐH'])
  })
})
