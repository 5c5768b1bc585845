import { existsSync } from 'node:fs'
import fc from 'fast-check'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { CsvParser, delimiterOf } from '../csv.ts'
import {
  type Column,
  columnKey,
  firstRows,
  fullYear,
  joinDate,
  layoutOf,
  nameKey,
  openTable,
  readDate,
} from '../index.ts'
import { serialDay } from '../xlsx.ts'
import { csvCell, encodeLike, fileOf, workbookOf } from './write.ts'

const KNOWN = new Set(['so den', 'ngay den', 'tac gia', 'so ky hieu', 'trich yeu', 'ngay thang'])
const isKnown = (key: string): boolean => KNOWN.has(key)

async function read(path: string): Promise<readonly string[][]> {
  return (await firstRows(await openTable(path), 1e9)).map((row) => [...row.cells])
}

describe('CSV', () => {
  it('gives back what was written, however it is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ờ', '"', ',', ';', '\n', ' ', 'Đ', '1'), maxLength: 8 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.nat(30),
        (rows, delimiter, end, size) => {
          const kept = rows.filter((row) => row.some((one) => one !== ''))
          const text = rows.map((row) => row.map((one) => csvCell(one, delimiter)).join(delimiter)).join(end) + end
          const parser = new CsvParser(delimiter)
          const got: string[][] = []
          for (let at = 0; at < text.length; at += size + 1)
            got.push(...parser.write(text.slice(at, at + size + 1)).map((row) => [...row.cells]))
          got.push(...parser.end().map((row) => [...row.cells]))
          expect(got).toEqual(kept)
        },
      ),
    )
  })

  it('counts lines as an editor does, through cells of several lines', () => {
    const parser = new CsvParser(',')
    const rows = [...parser.write('a,b\n"x\ny",2\n\n3,4'), ...parser.end()]
    expect(rows.map((row) => row.line)).toEqual([1, 2, 5])
  })

  it('finds the delimiter, and says in which line a quote was left open', async () => {
    expect(delimiterOf('Số;Ngày;Trích yếu\n1;2/1/2010;Về việc a, b, c\n2;3/1/2010;Về x, y\n')).toBe(';')
    expect(delimiterOf('a\tb\n1\t2\n')).toBe('\t')
    await expect(read(fileOf('a,b\n1,2\n"x,y\n3,4\n'))).rejects.toMatchObject({
      code: 'TABULAR_QUOTE_OPEN',
      facts: { line: 3 },
    })
  })

  it('reads UTF-16 with its mark, and old bytes one by one', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Số\tNgày\n1\t2\n', 'utf16le')])
    expect(await read(fileOf(utf16))).toEqual([
      ['Số', 'Ngày'],
      ['1', '2'],
    ])
    const source = await openTable(fileOf(Buffer.from('a,b\n\xae,2\n', 'latin1')))
    expect(source.charset).toBe('latin1')
  })

  it('reads 200,000 lines in bounded memory', async () => {
    const line =
      '12,05/01/2010,Sở Y tế tỉnh Sông Mây,15/QĐ-SYT,04/01/2010,"Quyết định, về việc ban hành quy chế làm việc"\n'
    const path = fileOf(line.repeat(200_000))
    const source = await openTable(path)
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    let rows = 0
    let peak = 0
    for await (const batch of source.rows()) {
      rows += batch.length
      peak = Math.max(peak, process.memoryUsage().heapUsed)
    }
    expect(rows).toBe(200_000)
    // the file alone is 27 MB of bytes, its rows as objects several hundred
    expect((peak - before) / 1e6).toBeLessThan(150)
  })
})

describe('XLSX', () => {
  it('gives texts, numbers, days and blanks, and marks formulas without computing', async () => {
    const path = await workbookOf([
      ['Số đến', 'Ngày đến', 'Trích yếu'],
      [1, new Date(Date.UTC(2010, 0, 5)), 'Về việc nghỉ Tết'],
      [2.5, null, { richText: [{ text: 'Một ' }, { text: 'hai', font: { bold: true } }] }],
      [{ formula: '1+1', result: 2 }, '', '=cmd|x'],
    ])
    const rows = await firstRows(await openTable(path), 10)
    expect(rows.map((row) => row.cells)).toEqual([
      ['Số đến', 'Ngày đến', 'Trích yếu'],
      ['1', '2010-01-05', 'Về việc nghỉ Tết'],
      ['2.5', '', 'Một hai'],
      ['2', '', '=cmd|x'],
    ])
    expect(rows.map((row) => row.formulas ?? [])).toEqual([[], [], [], [0]])
    expect(rows.map((row) => row.line)).toEqual([1, 2, 3, 4])
  })

  it('knows Excel’s days', () => {
    expect([1, 59, 60, 61, 40183].map((n) => serialDay(n))).toEqual([
      '1900-01-01',
      '1900-02-28',
      null,
      '1900-03-01',
      '2010-01-05',
    ])
    expect(serialDay(38721, true)).toBe('2010-01-05')
  })

  async function sheetOf(sheet: string, more: Record<string, string> = {}): Promise<string> {
    const zip = new JSZip()
    zip.file('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>')
    zip.file(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    )
    zip.file('xl/worksheets/sheet1.xml', sheet)
    for (const [name, text] of Object.entries(more)) zip.file(name, text)
    return fileOf(await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }), 'xlsx')
  }

  it('refuses DTD and entities: nothing is fetched, nothing grows', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
    await expect(read(await sheetOf(bomb))).rejects.toMatchObject({ code: 'TABULAR_XML_REFUSED' })
    const outer = `<!DOCTYPE w SYSTEM "http://192.0.2.1/x.dtd"><worksheet><sheetData/></worksheet>`
    await expect(read(await sheetOf(outer))).rejects.toMatchObject({ code: 'TABULAR_XML_REFUSED' })
    const unknown = `<worksheet><sheetData><row r="1"><c t="str"><v>&xxe;</v></c></row></sheetData></worksheet>`
    await expect(read(await sheetOf(unknown))).rejects.toMatchObject({ code: 'TABULAR_XML_REFUSED' })
  })

  it('does not follow a part that unfolds without end', async () => {
    const path = await sheetOf(`<worksheet><sheetData>${' '.repeat(80_000_000)}</sheetData></worksheet>`)
    await expect(read(path)).rejects.toMatchObject({ code: 'TABULAR_TOO_LARGE' })
  })

  it('says what a file is that is no table', async () => {
    await expect(openTable(fileOf('%PDF-1.7 …'))).rejects.toMatchObject({ code: 'TABULAR_UNKNOWN' })
    await expect(openTable(fileOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])))).rejects.toMatchObject({
      code: 'TABULAR_UNKNOWN',
    })
    await expect(openTable(fileOf(Buffer.from('PK\u0003\u0004broken')))).rejects.toMatchObject({
      code: 'TABULAR_BROKEN',
    })
    await expect(openTable(fileOf(''))).rejects.toMatchObject({ code: 'TABULAR_UNKNOWN' })
  })
})

describe('header and columns', () => {
  const named = (columns: readonly Column[]): string[] => columns.map(columnKey)

  it('finds the header under title lines, passes the line of column numbers, keeps two columns of one name apart', async () => {
    const path = await workbookOf([
      ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN'],
      ['Năm 2010'],
      ['Số đến', 'Ngày đến', 'Tác giả', 'Ghi chú', 'Ghi chú'],
      ['(1)', '(2)', '(3)', '(4)', '(5)'],
      [1, '5/1/2010', 'Sở Y tế', 'a', 'b'],
    ])
    const layout = layoutOf(await firstRows(await openTable(path), 50), isKnown)
    expect(layout).toMatchObject({ headerLine: 3, firstLine: 5 })
    expect(named(layout.columns)).toEqual(['Số đến', 'Ngày đến', 'Tác giả', 'Ghi chú', 'Ghi chú (2)'])
  })

  it('takes the 46-column sheet of digitisation teams as it is', async () => {
    const sample = new URL('../../../../../shared/samples/scans/metadata.xlsx', import.meta.url).pathname
    if (!existsSync(sample)) return console.warn('bỏ qua: không có ../shared/samples/scans/metadata.xlsx')
    const rows = await firstRows(await openTable(sample), 100)
    const layout = layoutOf(rows, (key) => ['ten loai van ban', 'so cua van ban', 'duong dan file'].includes(key))
    expect(layout.columns).toHaveLength(46)
    expect(layout.headerLine).toBe(1)
    expect(rows).toHaveLength(24)
    expect(named(layout.columns).filter((name) => / \(2\)$/.test(name))).toEqual([
      'Ngôn ngữ (2)',
      'Ghi chú (2)',
      'Ký hiệu thông tin (2)',
      'Từ khóa (2)',
      'Chế độ sử dụng (2)',
      'Mức độ tin cậy (2)',
      'Tình trạng vật lý (2)',
    ])
  })

  const TCVN3 = {
    à: 'µ',
    á: '¸',
    ả: '¶',
    ế: 'Õ',
    ề: 'Ò',
    ệ: 'Ö',
    đ: '®',
    ộ: 'é',
    ị: 'Þ',
    ố: 'è',
    ư: '\xad',
    ơ: '¬',
    ủ: 'ñ',
    ạ: '¹',
    ấ: 'Ê',
    ê: 'ª',
    â: '©',
    ă: '¨',
    Đ: '§',
    ý: 'ý',
    ờ: 'ê',
    ô: '«',
    ò: 'ß',
  }
  const VNI = {
    à: 'aø',
    á: 'aù',
    ả: 'aû',
    ế: 'eá',
    ề: 'eà',
    ệ: 'eä',
    đ: 'ñ',
    ộ: 'oä',
    ị: 'ò',
    ố: 'oá',
    ư: 'ö',
    ơ: 'ô',
    ủ: 'uû',
    ạ: 'aï',
    ấ: 'aá',
    ê: 'eâ',
    â: 'aâ',
    ă: 'aê',
    Đ: 'Ñ',
    ý: 'yù',
    ờ: 'ôø',
    ô: 'oâ',
    ò: 'oø',
  }

  it('tells the encoding of every column by itself', async () => {
    const lines: Buffer[] = [Buffer.from('Trich yeu,Tac gia,So\n')]
    for (let i = 1; i <= 5; i++)
      lines.push(
        encodeLike('về việc báo cáo tình hình đảm bảo an toàn', { ...TCVN3, ì: '×' }),
        Buffer.from(','),
        encodeLike('Sở Y tế huyện đề nghị cấp kinh phí', { ...VNI, ở: 'ôû', ị: 'ò' }),
        Buffer.from(`,${i}\n`),
      )
    const layout = layoutOf(await firstRows(await openTable(fileOf(Buffer.concat(lines))), 50), isKnown)
    expect(layout.columns.map((column) => [column.encoding, column.isSure])).toEqual([
      ['tcvn3', true],
      ['vni', true],
      ['unicode', true],
    ])
    expect(layout.columns[0]!.sample[0]).toBe('về việc báo cáo tình hình đảm bảo an toàn')
    expect(layout.columns[1]!.sample[0]).toBe('Sở Y tế huyện đề nghị cấp kinh phí')
  })

  it('compares names without diacritics, signs and brackets', () => {
    expect(nameKey('Mã hồ sơ giấy gốc ( nếu có )')).toBe('ma ho so giay goc')
    expect(nameKey('Số, ký hiệu')).toBe('so ky hieu')
  })
})

describe('dates', () => {
  it('reads every spelling that registers have', () => {
    const day = (text: string): unknown => {
      const read = readDate(text, 2026)
      return read.kind === 'date' ? read.value : read.kind
    }
    for (const text of [
      '05/01/2010',
      '5/1/2010',
      '5-1-2010',
      '5.1.2010',
      '5/1/10',
      "5.1.'10",
      'ngày 05 tháng 01 năm 2010',
      'Ngày 5 tháng 1 năm 2010',
      '2010-01-05',
      '2010-01-05T00:00:00',
      '2010/1/5',
      '05012010',
      '40183',
      '05-Jan-2010',
      '5-Jan-10',
    ])
      expect(day(text), text).toBe('2010-01-05')
    expect(['3/2010', 'tháng 3/2010', 'tháng 3 năm 2010', '2010', 'năm 2010'].map(day)).toEqual([
      '2010-03',
      '2010-03',
      '2010-03',
      '2010',
      '2010',
    ])
    expect(['31/02/2010', '13/13/2010', 'không rõ', '5/1/210', 'a5/1/2010b1'].map(day)).toContain('unreadable')
    expect(day('31/02/2010')).toBe('unreadable')
  })

  it('asks about two-digit years instead of guessing', () => {
    expect(readDate('5/1/10')).toMatchObject({ kind: 'short-year' })
    expect([fullYear(26, 2026), fullYear(27, 2026), fullYear(0, 2026), fullYear(99, 2026), fullYear(75, 2075)]).toEqual(
      [2026, 1927, 2000, 1999, 2075],
    )
  })

  it('joins day, month and year of three cells, with what is blank left out', () => {
    expect(joinDate('05', '01', '2010')).toEqual({ kind: 'date', value: '2010-01-05' })
    expect(joinDate('', '3', '2010')).toEqual({ kind: 'date', value: '2010-03' })
    expect(joinDate('', '', '2010')).toEqual({ kind: 'date', value: '2010' })
    expect(joinDate('', '', '')).toBeNull()
    expect(joinDate('31', '2', '2010')).toEqual({ kind: 'unreadable' })
    expect(joinDate('5', '1', '10', 2026)).toEqual({ kind: 'date', value: '2010-01-05' })
  })

  it('any day comes back from any spelling', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2026-11-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [y, m, d] = iso.split('-').map(Number)
          for (const text of [`${d}/${m}/${y}`, `${d}.${m}.${y}`, `ngày ${d} tháng ${m} năm ${y}`, `${y}/${m}/${d}`])
            expect(readDate(text)).toEqual({ kind: 'date', value: iso })
          expect(joinDate(String(d), String(m), String(y))).toEqual({ kind: 'date', value: iso })
        },
      ),
    )
  })
})
