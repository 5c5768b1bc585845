import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { records } from '#modules/records/contract.ts'
import { search } from '#modules/search/contract.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { imports } from '../contract.ts'
import { takerOf } from '../takers.ts'
import { type Host, work } from '../work.ts'
import { bring, check, HEAD, load, register, start } from './build.ts'

let t: TestApp
let o: Office
let other: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

const clerk = () => o.actors.registry
const params = (id: string) => ({ params: { importId: id } })
const numbersOf = async (year: number, organizationId = o.organizationId) =>
  (
    await t.admin<{ number: number }>(
      `select e.number from records.register_entry e join records.register_book b on b.organization_id = e.organization_id and b.id = e.book_id
       where e.organization_id = $1 and b.period = $2 and b.direction = 'incoming' order by 1`,
      [organizationId, String(year)],
    )
  ).map((row) => row.number)
const countOf = async (organizationId: string) =>
  (
    await t.admin<{ n: number }>('select count(*)::int as n from records.document where organization_id = $1', [
      organizationId,
    ])
  )[0]!.n

describe('an old register of incoming documents', () => {
  it('is taken over with its numbers and gaps, into a closed book of its year', async () => {
    const loaded = await load(t, clerk(), 'incoming', 'so-den-2010.csv', register([1, 2, 4, 7, 8]))
    expect(loaded.settings.mapping).toMatchObject({
      number: ['Số đến'],
      date: ['Ngày đến'],
      issuerName: ['Tác giả'],
      symbol: ['Số, ký hiệu'],
      issuedDate: ['Ngày tháng văn bản'],
      subject: ['Tên loại và trích yếu nội dung'],
      holder: ['Đơn vị hoặc người nhận'],
    })
    const dry = await check(t, clerk(), loaded)
    expect(dry).toMatchObject({ state: 'checked', counts: { rows: 5, accepted: 5, rejected: 0, created: 0 } })
    expect(await countOf(o.organizationId)).toBe(0)
    const done = await start(t, clerk(), dry)
    expect(done).toMatchObject({ state: 'done', counts: { rows: 5, accepted: 5, created: 5 } })
    expect(done.gaps).toEqual([
      { book: 'Sổ đăng ký văn bản đến 2010', first: 1, last: 8, count: 5, missing: 3, examples: ['3', '5–6'] },
    ])
    expect(await numbersOf(2010)).toEqual([1, 2, 4, 7, 8])
    const books = await t.run(records.listBooks, clerk())
    expect(books.items.find((book) => book.period === '2010')).toMatchObject({
      state: 'closed',
      lastNumber: 8,
      used: 5,
    })
    const list = await t.run(incoming.list, clerk(), { query: { arrivedFrom: '2010-01-01', arrivedTo: '2010-12-31' } })
    expect(list.items).toHaveLength(5)
    expect(list.items.find((one) => one.arrivalNumber === 7)).toMatchObject({
      typeName: 'Báo cáo',
      subject: 'kết quả kiểm tra số 7',
      state: 'completed',
      issuedDate: '2010-01-01',
    })
    // found by the search, which is told when the import is through
    const found = await t.run(search.find, clerk(), { query: { q: 'kết quả kiểm tra số 7' } })
    expect(found.items.some((hit) => hit.subject.includes('số 7'))).toBe(true)
    // the sheet has served and is wiped
    expect(readdirSync(join(t.home, 'quarantine'))).toEqual([])
  })

  it('keeps inserted numbers as they were: in the list, the search, the printed book; again and back', async () => {
    const rows = (subject: string) =>
      [
        HEAD,
        '12;6/1/2007;Sở Y tế;1/BC-SYT;4/1/2007;Báo cáo thường;;',
        `12a;6/1/2007;Sở Y tế;2/BC-SYT;4/1/2007;${subject};;`,
        '12 B;6/1/2007;Sở Y tế;3/BC-SYT;4/1/2007;Báo cáo chen sau;;',
        '13;7/1/2007;Sở Y tế;4/BC-SYT;4/1/2007;Báo cáo kế tiếp;;',
      ].join('\n')
    const done = await bring(t, clerk(), 'incoming', 'chen.csv', rows('Báo cáo chen trước'))
    expect(done.counts).toMatchObject({ rows: 4, created: 4, rejected: 0 })
    expect(done.gaps).toMatchObject([{ first: 12, last: 13, missing: 0 }])
    const labels = async () =>
      (
        await t.run(incoming.list, clerk(), {
          query: { arrivedFrom: '2007-01-01', arrivedTo: '2007-12-31', sort: 'arrival' },
        })
      ).items.map((one) => `${one.arrivalNumber}${one.arrivalSuffix}`)
    expect(await labels()).toEqual(['12', '12a', '12b', '13'])
    const found = await t.run(search.find, clerk(), { query: { q: 'chen năm:2007', limit: 10 } })
    expect(found.items.map((one) => `${one.entry!.arrivalNumber}${one.entry!.arrivalSuffix}`).sort()).toEqual([
      '12a',
      '12b',
    ])
    const books = await t.run(records.listBooks, clerk())
    const book = books.items.find((one) => one.period === '2007')!
    expect(book).toMatchObject({ lastNumber: 13 })
    const { file } = await t.run(incoming.printRegister, clerk(), { query: { book: book.id, format: 'xlsx' } })
    const printed = new ExcelJS.Workbook()
    await printed.xlsx.load(Buffer.from(file.bytes as Uint8Array) as never)
    const cells: string[] = []
    printed.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell.text))))
    expect(cells.filter((text) => /^1[23][ab]?$/.test(text))).toEqual(['12', '12a', '12b', '13'])
    const again = await bring(t, clerk(), 'incoming', 'chen.csv', rows('Báo cáo chen đã sửa'))
    expect(again.counts).toMatchObject({ created: 0, updated: 1, unchanged: 3 })
    expect(await labels()).toEqual(['12', '12a', '12b', '13'])
    const twice = await check(
      t,
      clerk(),
      await load(t, clerk(), 'incoming', 'lap.csv', `${rows('x')}\n12A;6/1/2007;Sở Y tế;9/BC-SYT;4/1/2007;Khác;;`),
    )
    expect(twice.lines.find((line) => line.isRejected)?.faults[0]).toMatchObject({ check: 'number-twice' })
    const out = await bring(
      t,
      clerk(),
      'outgoing',
      'di.csv',
      'Số, ký hiệu;Ngày tháng văn bản;Tên loại và trích yếu nội dung\n15a/QĐ-UBND;5/3/2007;Quyết định về việc chen số',
    )
    expect(out.counts).toMatchObject({ created: 1, rejected: 0 })
    for (const one of [again, done, out])
      await t.run(imports.undo, clerk(), { ...params(one.id), body: { reason: 'thử' } })
    await t.drain()
    expect(await labels()).toEqual([])
  })

  it('corrects the same lines in place and never doubles them; the undo puts back what stood there', async () => {
    await bring(t, clerk(), 'incoming', 'a.csv', register([1, 2, 3], 2011))
    const again = await bring(t, clerk(), 'incoming', 'a.csv', register([1, 2, 3, 4], 2011))
    expect(again.counts).toMatchObject({ created: 1, updated: 0, unchanged: 3 })
    expect(again.isRemembered).toBe(true)
    const text = register([1, 2, 3, 4], 2011).replace('tra số 2;', 'tra đã sửa;')
    const changed = await bring(t, clerk(), 'incoming', 'b.csv', text)
    expect(changed.counts).toMatchObject({ created: 0, updated: 1, unchanged: 3 })
    const subjects = async () =>
      (
        await t.run(incoming.list, clerk(), {
          query: { arrivedFrom: '2011-01-01', arrivedTo: '2011-12-31', sort: 'arrival' },
        })
      ).items.map((one) => one.subject)
    expect(await subjects()).toContain('kết quả kiểm tra đã sửa')
    await t.run(imports.undo, clerk(), { ...params(changed.id), body: { reason: 'nhầm tệp' } })
    await t.drain()
    expect(await subjects()).not.toContain('kết quả kiểm tra đã sửa')
    expect(await numbersOf(2011)).toEqual([1, 2, 3, 4])
    // and what the corrected file had made is known as before: nothing changes by coming again
    const third = await bring(t, clerk(), 'incoming', 'c.csv', register([1, 2, 3, 4], 2011))
    expect(third.counts).toMatchObject({ created: 0, updated: 0, unchanged: 4 })
  })

  it('is undone whole: documents, numbers and the book go, other rows stay', async () => {
    await bring(t, other.actors.registry, 'incoming', 'o.csv', register([1, 2], 2012))
    const before = await countOf(o.organizationId)
    const done = await bring(t, clerk(), 'incoming', 'u.csv', register([1, 2, 3], 2012))
    await t.run(imports.undo, clerk(), { ...params(done.id), body: { reason: 'nhầm năm' } })
    await t.drain()
    expect(await t.run(imports.get, clerk(), params(done.id))).toMatchObject({ state: 'undone' })
    expect(await countOf(o.organizationId)).toBe(before)
    expect(await numbersOf(2012)).toEqual([])
    expect(await numbersOf(2012, other.organizationId)).toEqual([1, 2])
    expect((await t.run(records.listBooks, clerk())).items.some((book) => book.period === '2012')).toBe(false)
    const log = await t.admin<{ kind: string; data: Record<string, unknown> }>(
      `select kind, data from audit.entry where organization_id = $1 and kind in ('imports.finish', 'imports.undone') and subject_id = $2 order by kind`,
      [o.organizationId, done.id],
    )
    expect(log.map((entry) => [entry.kind, entry.data['sha256'] === done.sha256])).toEqual([
      ['imports.finish', true],
      ['imports.undone', true],
    ])
    expect(log[1]?.data).toMatchObject({ removed: 3, kept: 0, books: 1, reason: 'nhầm năm' })
  })

  it('is open to the unit and the person whom the line names, and to nobody by half a name', async () => {
    const names = ['Phòng Kế toán', 'Đ/c Đỗ Minh Khôi', 'phong ke toan, Văn phòng', 'Khôi']
    const text = names.reduce(
      (sheet, name, i) => sheet.replace(`số ${i + 1};Phòng Tổ chức`, `số ${i + 1};${name}`),
      register([1, 2, 3, 4], 2003, 'Tài liệu'),
    )
    await bring(t, clerk(), 'incoming', 'giu.csv', text)
    const seenBy = async (role: 'head' | 'officer' | 'other') =>
      (
        await t.run(incoming.list, o.actors[role], {
          query: { arrivedFrom: '2003-01-01', arrivedTo: '2003-12-31', sort: 'arrival' },
        })
      ).items
        .map((one) => one.arrivalNumber)
        .sort()
    expect(await seenBy('officer')).toEqual([2])
    expect(await seenBy('head')).toEqual([1, 3])
    expect(await seenBy('other')).toEqual([])
    // and by the search in the same way
    const found = await t.run(search.find, o.actors.head, { query: { q: 'tài liệu năm:2003' } })
    expect(found.items.map((hit) => hit.entry?.arrivalNumber).sort()).toEqual([1, 3])
  })

  it('keeps what somebody has worked on since', async () => {
    const done = await bring(t, clerk(), 'incoming', 'w.csv', register([1, 2], 2013))
    const { items } = await t.run(incoming.list, clerk(), {
      query: { arrivedFrom: '2013-01-01', arrivedTo: '2013-12-31', sort: 'arrival' },
    })
    await t.run(incoming.openToAll, o.actors.leader, {
      params: { documentId: items[0]!.id },
      body: { version: items[0]!.version, isOpen: true },
    })
    await t.run(imports.undo, clerk(), { ...params(done.id), body: { reason: 'thử' } })
    await t.drain()
    expect(await t.run(imports.get, clerk(), params(done.id))).toMatchObject({ state: 'undone', note: '1' })
    expect(await numbersOf(2013)).toEqual([Number(items[0]!.arrivalNumber)])
  })

  it('goes on in the book of the running year after the highest number', async () => {
    await bring(t, clerk(), 'incoming', 'now.csv', register([5, 9, 10], 2026))
    const made = await t.run(incoming.register, clerk(), {
      body: {
        fields: {
          typeName: 'Công văn',
          codeNumber: '77',
          issuerName: 'Sở Nội vụ',
          subject: 'V/v sau khi chuyển sổ',
          issuedDate: '2026-11-20',
        },
      },
    })
    expect(made.arrivalNumber).toBe(11)
    // a number that was given here is refused from outside
    const clash = await bring(t, clerk(), 'incoming', 'clash.csv', register([10, 11, 12], 2026))
    expect(clash.counts).toMatchObject({ unchanged: 1, rejected: 1, created: 1 })
    expect(clash.lines.find((line) => line.isRejected)?.faults[0]?.check).toBe('number-taken')
  })
})

describe('the report', () => {
  const faulty = [
    HEAD,
    '1;5/1/10;Sở Y tế;1/BC-SYT;4/1/2010;Báo cáo một;;',
    '2;31/02/2014;Sở Y tế;2/BC-SYT;4/1/2014;Báo cáo hai;;',
    '3;6/1/2014;;3/BC-SYT;4/1/2014;Báo cáo ba;;',
    '12 tỷ;6/1/2014;Sở Y tế;4/BC-SYT;4/1/2014;Báo cáo bốn;;',
    `5;6/1/2014;Sở Y tế;5/BC-SYT;4/1/2014;${'dài '.repeat(200)};;`,
    '6;6/1/2014;Sở Y tế;6/BC-SYT;4/1/2014;Báo cáo sáu;;',
    '6;7/1/2014;Sở Y tế;7/BC-SYT;4/1/2014;Báo cáo bảy;;',
    '8;6/1/2014;Sở Y tế;;9/1/2014;Về việc không rõ loại;;',
    '9;6/1/2099;Sở Y tế;9/BC-SYT;4/1/2014;Báo cáo chín;;',
  ].join('\n')

  it('names line, column, what is wrong and how to mend it', async () => {
    const dry = await check(t, clerk(), await load(t, clerk(), 'incoming', 'loi.csv', faulty))
    const found = new Map(dry.lines.map((line) => [line.line, line]))
    const first = (line: number) => found.get(line)?.faults.map((fault) => fault.check)
    expect(first(2)).toEqual(['date-short-year'])
    expect(first(3)).toEqual(['date-unreadable'])
    expect(first(4)).toEqual(['required'])
    expect(first(5)).toEqual(['number-unreadable'])
    expect(first(6)).toEqual(['too-long'])
    expect(first(8)).toEqual(['number-twice'])
    expect(first(9)).toEqual(['type-unknown', 'day-order'])
    expect(first(10)).toEqual(['future'])
    expect(found.get(3)?.faults[0]).toMatchObject({
      column: 'Ngày đến',
      text: { vi: 'Ngày đến “31/02/2014” không phải là ngày.' },
    })
    expect(dry.counts).toMatchObject({ rows: 9, accepted: 2, rejected: 7, warnings: 1 })
    // two-digit years are read once somebody says how
    const asked = await check(t, clerk(), dry, { lastYear: 2026 })
    expect(asked.counts).toMatchObject({ accepted: 3 })
  })

  it('comes as a workbook that is mended and imported again, just those lines', async () => {
    const done = await bring(
      t,
      clerk(),
      'incoming',
      'loi.csv',
      faulty.replaceAll('2014', '2015').replace('2099', '2098'),
    )
    const { file } = await t.run(imports.report, clerk(), params(done.id))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.bytes as unknown as ArrayBuffer)
    const sheet = book.worksheets[0]!
    expect(sheet.rowCount).toBe(1 + done.counts!.rejected)
    const row = [...Array(sheet.rowCount).keys()]
      .map((i) => sheet.getRow(i + 1))
      .find((one) => one.getCell(1).text === '2')!
    expect(row.getCell(9).text).toContain('không phải là ngày')
    expect(row.getCell(2).fill).toMatchObject({ fgColor: { argb: 'FFFBE3DF' } })
    row.getCell(2).value = '28/02/2015'
    const again = await bring(t, clerk(), 'incoming', file.name, new Uint8Array(await book.xlsx.writeBuffer()))
    expect(again.counts).toMatchObject({ created: 1 })
    expect(await numbersOf(2015)).toEqual([2, 6, 8])
  })

  it('keeps nothing of a line that names a state secret', async () => {
    const text = `${HEAD};Độ mật\n1;6/1/2016;Sở Y tế;1/BC-SYT;4/1/2016;Kế hoạch tác chiến;;;Tối mật\n2;6/1/2016;Sở Y tế;2/BC-SYT;4/1/2016;Báo cáo thường;;;`
    const done = await bring(t, clerk(), 'incoming', 'mat.csv', text)
    expect(done.counts).toMatchObject({ created: 1, rejected: 1 })
    const rows = await t.admin<{ all: string }>(
      'select to_jsonb(l)::text as all from imports.line l where import_id = $1',
      [done.id],
    )
    expect(JSON.stringify(rows)).not.toContain('tác chiến')
  })
})

describe('old encodings, outgoing registers, digitised documents', () => {
  it('reads TCVN3 bytes as Vietnamese', async () => {
    const bytes = Buffer.from(
      'So den;Ngay den;Tac gia;So, ky hieu;Trich yeu\n1;5/1/2009;Së Y tÕ tØnh;1/BC-SYT;B¸o c¸o t×nh h×nh ®¶m b¶o an toµn\n2;6/1/2009;Së Y tÕ tØnh;2/BC-SYT;B¸o c¸o t×nh h×nh ®¶m b¶o an toµn thùc phÈm\n',
      'latin1',
    )
    const loaded = await load(t, clerk(), 'incoming', 'cu.csv', bytes)
    expect(loaded.columns.map((column) => column.encoding)).toEqual(['unicode', 'unicode', 'tcvn3', 'unicode', 'tcvn3'])
    const done = await start(t, clerk(), await check(t, clerk(), loaded))
    expect(done.counts).toMatchObject({ created: 2 })
    const { items } = await t.run(incoming.list, clerk(), {
      query: { arrivedFrom: '2009-01-01', arrivedTo: '2009-12-31' },
    })
    expect(items[0]).toMatchObject({
      issuerName: 'Sở Y tế tỉnh',
      typeName: 'Báo cáo',
      subject: 'tình hình đảm bảo an toàn thực phẩm',
    })
  })

  it('takes outgoing registers into books by type, or into one', async () => {
    const text =
      'Số, ký hiệu;Ngày tháng;Tên loại và trích yếu;Người ký;Nơi nhận\n01/QĐ-UBND;5/1/2010;Quyết định về việc một;Trần Văn Quý;Lưu VT\n01/BC-UBND;6/1/2010;Báo cáo hai;Trần Văn Quý;Huyện\n3/UBND-VX;2010;Về việc ba;Trần Văn Quý;Huyện\n;7/1/2010;Kế hoạch bốn;;\n'
    const done = await bring(t, clerk(), 'outgoing', 'di.csv', text)
    expect(done.counts).toMatchObject({ created: 4, warnings: 1 })
    const books = (await t.run(records.listBooks, clerk(), { query: { direction: 'outgoing' } })).items
    expect(books.map((book) => [book.title, book.used, book.state]).sort()).toEqual([
      ['Sổ đăng ký văn bản đi – Báo cáo', 1, 'closed'],
      ['Sổ đăng ký văn bản đi – Công văn', 1, 'closed'],
      ['Sổ đăng ký văn bản đi – Quyết định', 1, 'closed'],
    ])
    const shared = await bring(t, other.actors.registry, 'outgoing', 'di.csv', text, { numbering: 'shared' })
    expect(shared.counts).toMatchObject({ created: 3, rejected: 1 })
  })

  it('takes a Lotus Notes export with its attachments', async () => {
    const pdf = await (await import('@cantoo/pdf-lib')).PDFDocument.create()
    pdf.addPage()
    const base64 = Buffer.from(await pdf.save()).toString('base64')
    const file = (name: string) =>
      `<item name='$FILE'><object><file name='${name}' size='1'><filedata>${base64}</filedata></file></object></item>`
    const note = (n: number, files: string) => `<document form='VBDen'><noteinfo unid='${n}'/>
      <item name='SoDen'><number>${n}</number></item><item name='NgayDen'><datetime>20080105T101500,00+07</datetime></item>
      <item name='TacGia'><text>Ban Tổ chức Tỉnh ủy</text></item><item name='SoKyHieu'><text>15-CV/BTCTU</text></item>
      <item name='TrichYeu'><richtext><par><run>Về việc kiểm điểm cuối năm</run></par></richtext></item>${files}</document>`
    const dxl = `<?xml version='1.0'?><!DOCTYPE database SYSTEM 'xmlschemas/domino_8_5_3.dtd'><database xmlns='http://www.lotus.com/dxl'>
      ${note(1, file('a.pdf') + file('b.pdf'))}${note(2, '')}</database>`
    const done = await bring(t, clerk(), 'incoming', 'so-den.dxl', dxl)
    expect(done.counts).toMatchObject({ created: 2, rejected: 0 })
    const { items } = await t.run(incoming.list, clerk(), {
      query: { arrivedFrom: '2008-01-01', arrivedTo: '2008-12-31', sort: 'arrival' },
    })
    expect(items[0]).toMatchObject({
      arrivalNumber: 1,
      issuerName: 'Ban Tổ chức Tỉnh ủy',
      symbol: '15-CV/BTCTU',
      componentCount: 2,
    })
    const detail = await t.run(incoming.get, clerk(), { params: { documentId: items[0]!.id } })
    expect(detail.components.map((one) => [one.fileName, one.role]).sort()).toEqual([
      ['a.pdf', 'main'],
      ['b.pdf', 'attachment'],
    ])
  })

  const COLUMNS = [
    'STT',
    'Phông',
    'Tiêu đề hồ sơ',
    'Ghi chú',
    'Tên loại văn bản',
    'Số của văn bản',
    'Ký hiệu của văn bản',
    'Ngày văn bản',
    'Tháng văn bản',
    'Năm văn bản',
    'Tên cơ quan, tổ chức ban hành văn bản',
    'Trích yếu nội dung',
    'Ghi chú',
    'Đường dẫn file',
  ]
  async function sheet(): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook()
    const page = book.addWorksheet('1')
    page.addRow(COLUMNS)
    page.addRow([
      1,
      'Phông A',
      'Tập lưu',
      '',
      'Quyết định',
      '01',
      '/QĐ-UBND',
      '05',
      '01',
      '2010',
      'UBND xã Sông Mây',
      'Quyết định về việc một',
      '',
      '\\scans\\2010\\001.pdf',
    ])
    page.addRow([
      2,
      'Phông A',
      'Tập lưu',
      '',
      'Kế hoạch',
      '',
      '',
      '',
      '3',
      '2010',
      'UBND xã Sông Mây',
      'Kế hoạch hai',
      'mờ',
      '\\scans\\2010\\002.pdf',
    ])
    return new Uint8Array(await book.xlsx.writeBuffer())
  }

  it('takes the list of a digitisation team, keeps the columns of the file, and screens the files that come with it', async () => {
    const done = await bring(t, clerk(), 'sheet', 'bang-ke.xlsx', await sheet())
    expect(done.settings.mapping['issuedDate']).toEqual(['Ngày văn bản', 'Tháng văn bản', 'Năm văn bản'])
    expect(done).toMatchObject({ counts: { created: 2 }, files: { wanted: 2, received: 0 } })
    const rows = await t.admin<{ issued_date: string; subject: string; extra: Record<string, string> }>(
      `select d.issued_date, d.subject, o.extra from imports.origin o join records.document d on d.id = o.target_id where o.import_id = $1 order by o.line`,
      [done.id],
    )
    expect(rows.map((row) => [row.issued_date, row.subject, row.extra['Tiêu đề hồ sơ']])).toEqual([
      ['2010-01-05', 'về việc một', 'Tập lưu'],
      ['2010-03', 'hai', 'Tập lưu'],
    ])
    const pdf = await (await import('@cantoo/pdf-lib')).PDFDocument.create()
    pdf.addPage()
    const bytes = await pdf.save()
    const sent = await t.run(imports.files, clerk(), params(done.id), {
      uploads: [await quarantined(t, '001.PDF', bytes), await quarantined(t, 'la.pdf', bytes)],
    })
    expect(sent).toEqual({ matched: ['001.PDF'], unmatched: ['la.pdf'] })
    await t.drain()
    const [component] = await t.admin<{ file_name: string }>(
      'select c.file_name from records.component c join imports.origin o on o.target_id = c.document_id where o.import_id = $1',
      [done.id],
    )
    expect(component?.file_name).toBe('001.PDF')
    expect((await t.run(imports.get, clerk(), params(done.id))).files).toEqual({ wanted: 2, received: 1 })
    await t.run(imports.undo, clerk(), { ...params(done.id), body: { reason: 'thử' } })
    await t.drain()
    expect(await t.run(imports.get, clerk(), params(done.id))).toMatchObject({ state: 'undone', note: null })
  })
})

describe('a real sheet', () => {
  // in an office of its own: nobody waits here for the reading of its 23 scans
  let own: TestApp
  beforeAll(async () => {
    own = await testApp()
  })
  afterAll(() => own?.close())

  it('takes the real 46-column sheet with its scans', async () => {
    const folder = join(import.meta.dirname, '../../../../../shared/samples/scans')
    if (!existsSync(join(folder, 'metadata.xlsx'))) return console.warn(`bỏ qua: không có ${folder}`)
    const registry = (await makeOffice(own)).actors.registry
    const loaded = await load(own, registry, 'sheet', 'metadata.xlsx', readFileSync(join(folder, 'metadata.xlsx')))
    expect(loaded.columns).toHaveLength(46)
    const done = await start(own, registry, await check(own, registry, loaded))
    expect(done).toMatchObject({ counts: { rows: 23, created: 23, rejected: 0 }, files: { wanted: 23 } })
    const scans = readdirSync(folder).filter((name) => name.endsWith('.pdf'))
    const sent = await own.run(imports.files, registry, params(done.id), {
      uploads: await Promise.all(scans.map((name) => quarantined(own, name, readFileSync(join(folder, name))))),
    })
    expect(sent.matched).toHaveLength(23)
  })
})

describe('interruptions', () => {
  const many = (year: number) =>
    register(
      Array.from({ length: 5_000 }, (_, i) => i + 1),
      year,
    )

  it('an import that died goes on behind its last batch: no line lost, none twice', async () => {
    const checked = await check(t, clerk(), await load(t, clerk(), 'incoming', 'lon.csv', many(1999)))
    await t.run(imports.start, clerk(), params(checked.id))
    const host: Host = {
      actor: clerk(),
      config: t.config,
      signal: new AbortController().signal,
      transaction: (run) => t.kernel.transact(clerk(), 'imports.run', run),
      // the power goes after the first batch
      progress: () => Promise.reject(new Error('power cut')),
    }
    await expect(work(host, checked.id, takerOf, { isDry: false })).rejects.toThrow('power cut')
    expect(await numbersOf(1999)).toHaveLength(2_000)
    await t.drain()
    expect(await t.run(imports.get, clerk(), params(checked.id))).toMatchObject({
      state: 'done',
      counts: { rows: 5_000, created: 5_000, rejected: 0 },
    })
    expect(await numbersOf(1999)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 1))
  })

  it('a cancelled one stops, goes on when asked, or is undone half-way', async () => {
    const checked = await check(t, clerk(), await load(t, clerk(), 'incoming', 'huy.csv', many(1998)))
    await t.run(imports.start, clerk(), params(checked.id))
    const stop = new AbortController()
    const host: Host = {
      actor: clerk(),
      config: t.config,
      signal: stop.signal,
      transaction: (run) => t.kernel.transact(clerk(), 'imports.run', run),
      progress: async () => stop.abort(new Error('cancelled')),
    }
    const job = { ...host, report: () => {}, id: checked.id } as unknown as JobRun
    await expect((await import('../jobs/run.ts')).default(job, { importId: checked.id })).rejects.toThrow('cancelled')
    expect((await t.run(imports.get, clerk(), params(checked.id))).state).toBe('stopped')
    await t.run(imports.undo, clerk(), { ...params(checked.id), body: { reason: 'thử' } })
    await t.drain()
    expect(await numbersOf(1998)).toEqual([])
  })
})

describe('rights', () => {
  it('nobody else sees or moves an import', async () => {
    const loaded = await load(t, clerk(), 'incoming', 'r.csv', register([1], 2001))
    for (const actor of [other.actors.registry, o.actors.sysadmin])
      await expect(t.run(imports.get, actor, params(loaded.id))).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await expect(t.run(imports.start, other.actors.registry, params(loaded.id))).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    await expect(t.run(imports.list, o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(t.run(imports.start, clerk(), params(loaded.id))).rejects.toMatchObject({ code: 'IMPORTS_STATE' })
    await t.run(imports.discard, clerk(), params(loaded.id))
    await expect(t.run(imports.check, clerk(), { ...params(loaded.id), body: loaded.settings })).rejects.toMatchObject({
      status: 409,
    })
  })

  it('the database lets no document go outside of the undo of its import', async () => {
    const done = await bring(t, clerk(), 'incoming', 'd.csv', register([1], 2002))
    await expect(
      t.as(o.organizationId, async (ctx) => {
        const { sql } = await import('kysely')
        await sql`delete from incoming.entry where import_id = ${done.id}`.execute(ctx.tx)
      }),
    ).rejects.toThrow()
    expect(await numbersOf(2002)).toEqual([1])
  })
})
