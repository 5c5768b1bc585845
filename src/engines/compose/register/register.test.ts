import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { joined, readPages } from '../test-reading.ts'
import { composeRegister } from './index.ts'
import { bookSignatures, incomingRegister, incomingTracking, transferBook } from './layouts.ts'
import type { RegisterRow, RegisterSpec } from './spec.ts'
import { looksLikeFormula } from './xlsx.ts'

const book: RegisterSpec = {
  ...incomingRegister,
  regime: 'state',
  parentOrganization: 'UBND TỈNH LAM HÀ',
  organization: 'SỞ NỘI VỤ',
  year: 2026,
  fromDate: '2026-01-02',
  toDate: '2026-12-31',
  volume: '01',
  signatures: bookSignatures,
  placeDate: 'Lam Hà, ngày 05 tháng 01 năm 2027',
}

const longSubject =
  'Kế hoạch triển khai thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới trên địa bàn tỉnh Lam Hà, ban hành kèm theo Quyết định số 15/QĐ-UBND'

function entries(count: number): RegisterRow[] {
  return Array.from({ length: count }, (_, index): RegisterRow => {
    const number = index + 1
    if (number === 7)
      return { cells: { number, arrivedOn: '2026-01-05' }, cancelled: { reason: 'đăng ký trùng số 05' } }
    return {
      cells: {
        arrivedOn: '2026-01-05',
        number,
        issuer: 'Ủy ban nhân dân xã Sông Mây',
        symbol: '112/TB-BCĐCTMTQG',
        issuedOn: number === 3 ? '2025-12' : '2025-12-30',
        subject: number % 3 === 0 ? longSubject : 'Báo cáo số liệu',
        receiver: 'Phòng Kế hoạch - Tài chính',
        note: number === 2 ? '=1+1' : '',
      },
      ...(number === 9 ? { cancelled: { reason: 'gửi nhầm nơi nhận' } } : {}),
    }
  })
}

async function* slowly(rows: RegisterRow[]): AsyncGenerator<RegisterRow> {
  for (const row of rows) yield row
}

describe('register as PDF', () => {
  it('has the legal cover, ten columns, heads on every page, page x/y and the closing line', async () => {
    const pages = await readPages(await composeRegister(book, slowly(entries(40)), 'pdf'))
    const cover = joined(pages[0]!)
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'UBND TỈNH LAM HÀ',
      'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      'Năm: 2026',
      'Từ ngày 02/01/2026 đến ngày 31/12/2026',
      'Từ số 01 đến số 40',
      'Quyển số: 01',
    ])
      expect(cover).toContain(words)
    const tables = pages.slice(1)
    expect(tables.length).toBeGreaterThan(2)
    for (const [index, page] of tables.entries()) {
      expect(joined(page)).toContain(`Trang ${index + 1}/${tables.length}`)
      for (const head of ['Số đến', 'Tác giả', 'Ký nhận', '(10)']) expect(joined(page)).toContain(head)
    }
    const last = joined(tables.at(-1)!)
    expect(last).toMatch(/Sổ này có 0\d \([^)]+\) trang, từ số 01 đến số 40, trong đó có 02 \(hai\) khuyết số\./)
    expect(last).toContain('NGƯỜI LẬP SỔ')
  })

  it('keeps symbols on one line and rows on one page', async () => {
    const pages = await readPages(await composeRegister(book, entries(40), 'pdf'))
    for (const page of pages.slice(1)) {
      const lines = page.split('\n')
      const symbols = lines.filter((line) => line.includes('112/TB'))
      for (const line of symbols) expect(line).toContain('112/TB-BCĐCTMTQG')
      // A subject begun on a page ends there.
      const begun = joined(page).split('Kế hoạch triển khai').length
      expect(joined(page).split('15/QĐ-UBND').length).toBe(begun)
    }
  })

  it('shows khuyết số with the reason, and what had been written', async () => {
    const text = joined((await readPages(await composeRegister(book, entries(12), 'pdf'))).join(' '))
    expect(text).toContain('Khuyết số: đăng ký trùng số 05')
    expect(text).toContain('Khuyết số: gửi nhầm nơi nhận'.slice(0, 12))
  })

  it('tears a row only when it is taller than a page, and loses nothing of it', async () => {
    const words = Array.from({ length: 2400 }, (_, index) => `từ${index}`)
    const pages = await readPages(
      await composeRegister(
        book,
        [{ cells: { number: 1, subject: words.join(' ') } }, { cells: { number: 2 } }],
        'pdf',
      ),
    )
    const text = joined(pages.join(' '))
    for (const word of words) expect(text).toContain(word)
    expect(pages.length).toBeGreaterThan(3)
  })

  it('gives a Party book its own head and term', async () => {
    const spec: RegisterSpec = { ...book, regime: 'party', year: undefined, term: '2025 - 2030' }
    const cover = joined((await readPages(await composeRegister(spec, [], 'pdf')))[0]!)
    expect(cover).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
    expect(cover).toContain('Nhiệm kỳ: 2025 - 2030')
    expect(cover).not.toContain('CỘNG HÒA')
  })

  it('is equal for equal input', async () => {
    const [first, second] = [
      await composeRegister(book, entries(5), 'pdf'),
      await composeRegister(book, entries(5), 'pdf'),
    ]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  })

  it('prints lists with groups, sums and facts, A3 and standing, and empty ones', async () => {
    const list: RegisterSpec = {
      regime: 'state',
      form: 'list',
      organization: 'SỞ NỘI VỤ',
      title: 'BÁO CÁO NHẬP SỔ',
      facts: [['Người thực hiện', 'Trần Thị Mai Hương']],
      orientation: 'portrait',
      paper: 'A3',
      columns: [
        { key: 'at', title: 'Thời điểm', width: 45, kind: 'instant' },
        { key: 'what', title: 'Việc', width: '1fr' },
        { key: 'count', title: 'Số dòng', width: 25, kind: 'number' },
      ],
    }
    const rows: RegisterRow[] = [
      { group: 'Tháng 11' },
      // 20:30 in London on 4 November is the 5th in Vietnam.
      { cells: { at: '2026-11-04T20:30:00Z', what: 'Nhập sổ', count: 12345 } },
      { cells: { what: 'Cộng', count: 12345 }, emphasis: true },
    ]
    const [page] = await readPages(await composeRegister(list, rows, 'pdf'))
    for (const words of ['Tháng 11', '05/11/2026 03:30:00', '12.345', 'Trang 1/1', 'Danh sách này có 01 (một) dòng.'])
      expect(joined(page!)).toContain(words)
    expect(joined((await readPages(await composeRegister(list, [], 'pdf')))[0]!)).toContain('Không có dòng nào.')
  })

  it('refuses columns wider than the paper', async () => {
    const columns = [{ key: 'a', title: 'A', width: 400 }]
    await expect(composeRegister({ ...book, columns }, [], 'pdf')).rejects.toThrowError(AppError)
  })

  it('has the columns that NĐ 30/2020 PL IV lists', () => {
    const titles = (layout: { columns: readonly { title: string }[] }) => layout.columns.map(({ title }) => title)
    expect(titles(incomingRegister)).toEqual([
      'Ngày đến',
      'Số đến',
      'Tác giả',
      'Số, ký hiệu văn bản',
      'Ngày tháng văn bản',
      'Tên loại và trích yếu nội dung văn bản',
      'Đơn vị hoặc người nhận',
      'Ngày chuyển',
      'Ký nhận',
      'Ghi chú',
    ])
    expect(incomingTracking.columns).toHaveLength(7)
    expect(transferBook.columns).toHaveLength(5)
  })
})

describe('register as XLSX', () => {
  it('opens again with real dates, repeated heads, print setup and no formula', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await composeRegister(book, slowly(entries(12)), 'xlsx')).buffer as ArrayBuffer)
    const [cover, sheet] = workbook.worksheets as [ExcelJS.Worksheet, ExcelJS.Worksheet]
    const lines = cover.getColumn(1).values.map(String)
    expect(lines).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN')
    expect(lines).toContain('Từ số 01 đến số 12')
    expect(sheet.pageSetup.paperSize).toBe(9)
    expect(sheet.pageSetup.orientation).toBe('landscape')
    const [from, to] = sheet.pageSetup.printTitlesRow!.split(':').map(Number) as [number, number]
    expect(sheet.getRow(from).getCell(2).value).toBe('Số đến')
    expect(sheet.getRow(to).getCell(10).value).toBe('(10)')
    const first = sheet.getRow(to + 1)
    expect(first.getCell(1).value).toEqual(new Date('2026-01-05T00:00:00Z'))
    expect(first.getCell(1).numFmt).toBe('dd/mm/yyyy')
    expect(first.getCell(2).value).toBe(1)
    const second = sheet.getRow(to + 2).getCell(10)
    expect(second.type).toBe(ExcelJS.ValueType.String)
    expect(second.value).toBe('=1+1')
    expect(second.numFmt).toBe('@')
    // A partial date stays as it is known.
    expect(sheet.getRow(to + 3).getCell(5).value).toBe('12/2025')
    const gap = sheet.getRow(to + 7)
    expect(gap.getCell(2).font.strike).toBe(true)
    expect(gap.getCell(3).value).toBe('Khuyết số: đăng ký trùng số 05')
    const filled = sheet.getRow(to + 9)
    expect(filled.getCell(6).font.strike).toBe(true)
    expect(filled.getCell(10).value).toBe('Khuyết số: gửi nhầm nơi nhận')
  })

  it('holds no formula, whatever the cells say', async () => {
    const naughty = ['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u0000=1', 'a\u000bb']
    const rows = naughty.map((note, index) => ({ cells: { number: index + 1, note } }))
    const zip = await JSZip.loadAsync(await composeRegister(book, rows, 'xlsx'))
    const xml = await zip.file('xl/worksheets/sheet2.xml')!.async('string')
    expect(xml).toContain('<row')
    expect(xml).not.toContain('<f>')
    for (const text of naughty.slice(0, 8)) expect(looksLikeFormula(text), text).toBe(true)
    for (const text of ['15/QĐ-UBND', 'Ghi - chú', '']) expect(looksLikeFormula(text)).toBe(false)
  })
})

describe('list as XLSX', () => {
  it('has its head over the rows, in one sheet', async () => {
    const list: RegisterSpec = { ...book, form: 'list', facts: [['Người xuất', 'Trần Thị Mai Hương']] }
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await composeRegister(list, entries(3), 'xlsx')).buffer as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    expect(workbook.worksheets).toHaveLength(1)
    expect(sheet.getColumn(1).values.map(String)).toContain('Người xuất: Trần Thị Mai Hương')
    expect(sheet.pageSetup.printTitlesRow).toBeDefined()
    const head = Number(sheet.pageSetup.printTitlesRow!.split(':')[0])
    expect(sheet.getRow(head).getCell(3).value).toBe('Tác giả')
  })
})

describe('register as DOCX', () => {
  it('opens again with the head repeated, whole rows, unbroken symbols and the page set up', async () => {
    const zip = await JSZip.loadAsync(await composeRegister(book, slowly(entries(12)), 'docx'))
    const xml = await zip.file('word/document.xml')!.async('string')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2)
    expect(xml.match(/<w:cantSplit\/>/g)!.length).toBeGreaterThanOrEqual(14)
    expect(xml).toContain('112/TB</w:t><w:noBreakHyphen/><w:t xml:space="preserve">BCĐCTMTQG')
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/)
    expect(xml).toContain('Khuyết số: đăng ký trùng số 05')
    expect(xml).toContain('Từ số 01 đến số 12')
    expect(xml).not.toContain('ROWS-GO-HERE')
    // The closing line counts pages by the number of the page it stands on: every program knows that field.
    expect(xml).toMatch(/Sổ này có .{0,600}<w:instrText[^>]*>PAGE</s)
    expect(xml).not.toContain('SECTIONPAGES')
    expect(xml).not.toContain('{pages}')
    const opened = xml.match(/<w:tr[ >]/g)!.length
    expect(xml.match(/<\/w:tr>/g)).toHaveLength(opened)
  })

  it('escapes what would be markup', async () => {
    const zip = await JSZip.loadAsync(
      await composeRegister(book, [{ cells: { number: 1, subject: 'A & B <c>\u0001' } }], 'docx'),
    )
    expect(await zip.file('word/document.xml')!.async('string')).toContain('A &amp; B &lt;c&gt;\ufffd')
  })
})
