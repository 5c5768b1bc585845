/** Workbooks that clerks fill in or mend: templates, and the lines that were not taken. Never a formula. */
import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { FaultyLine } from './contract.ts'
import { type ImportKind, kinds } from './kinds.ts'
import { checks, type Fault, faultText } from './sentences.ts'
import type { LineRow, RunRow } from './store.ts'

const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } } as const
const BAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBE3DF' } } as const

function workbook(): { book: ExcelJS.stream.xlsx.WorkbookWriter; bytes: () => Promise<Uint8Array> } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  book.creator = 'Văn Khố'
  return {
    book,
    bytes: async () => {
      await book.commit()
      return Buffer.concat(chunks)
    },
  }
}

/** What the column after the file's own is called in the report; an import passes it over. */
const REASON = 'Lỗi cần sửa (cột này không nhập)'

/** The template of a kind: a line of columns, an example, and a sheet that explains each. */
export async function templateOf(kind: ImportKind): Promise<Uint8Array> {
  const { book, bytes } = workbook()
  const { vi, fields } = kinds[kind]
  const sheet = book.addWorksheet(vi.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = fields.map((field) => ({
    width: Math.max(12, Math.min(48, field.vi.length + 6)),
    style: { numFmt: '@' },
  }))
  const head = sheet.addRow(fields.map((field) => field.vi))
  head.font = { bold: true }
  head.eachCell((cell, column) => {
    cell.fill = HEAD_FILL
    if (fields[column - 1]?.isRequired) cell.font = { bold: true, color: { argb: 'FF8C2F22' } }
  })
  head.commit()
  sheet.addRow(fields.map((field) => field.example ?? '')).commit()
  sheet.commit()
  const guide = book.addWorksheet('Hướng dẫn')
  guide.columns = [{ width: 34 }, { width: 12 }, { width: 60 }]
  const title = guide.addRow(['Cột', 'Bắt buộc', 'Cách điền'])
  title.font = { bold: true }
  title.commit()
  for (const field of fields)
    guide
      .addRow([
        field.vi,
        field.isRequired ? 'Có' : '',
        field.type === 'date'
          ? 'Ngày/tháng/năm, năm đủ bốn chữ số; không rõ ngày thì ghi tháng/năm hoặc năm'
          : field.type === 'number'
            ? 'Số nguyên'
            : field.max
              ? `Chữ, tối đa ${field.max} ký tự`
              : 'Chữ',
      ])
      .commit()
  guide.commit()
  return bytes()
}

/** The lines that were not taken, with the file's own columns and faulty cells marked: mended here, they are imported again. */
export async function faultyLinesXlsx(run: RunRow, lines: readonly LineRow[]): Promise<Uint8Array> {
  const { book, bytes } = workbook()
  const names = run.layout.columns.map((column) => column.name)
  const keys = run.layout.columns.map((column) =>
    column.occurrence === 1 ? column.name : `${column.name} (${column.occurrence})`,
  )
  const sheet = book.addWorksheet('Dòng cần sửa', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [...names.map(() => ({ width: 18, style: { numFmt: '@' } })), { width: 70 }]
  const head = sheet.addRow([...names, REASON])
  head.font = { bold: true }
  head.commit()
  for (const { cells, faults } of lines) {
    if (!cells) continue
    const row = sheet.addRow([
      ...names.map((_, i) => cells[i] ?? ''),
      faults.map((fault) => sentenceOf(run.kind, fault, 'vi')).join(' '),
    ])
    for (const fault of faults) {
      const at = fault.column ? keys.indexOf(fault.column) : -1
      if (at >= 0) row.getCell(at + 1).fill = BAD_FILL
    }
    row.commit()
  }
  sheet.commit()
  return bytes()
}

const fieldName = (kind: ImportKind, id: string | undefined, lang: 'vi' | 'en'): string =>
  kinds[kind].fields.find((field) => field.id === id)?.[lang] ?? id ?? ''

function sentenceOf(kind: ImportKind, fault: Fault, lang: 'vi' | 'en'): string {
  return `${faultText(fault, lang, fieldName(kind, fault.field, lang))} ${checks[fault.check].mend[lang]}`
}

/** A line of the report for screen and command line. */
export function faultyView(run: RunRow, row: LineRow): FaultyLine {
  return {
    line: Number(row.line),
    isRejected: row.is_rejected,
    cells: [...(row.cells ?? [])],
    faults: row.faults.map((fault) => ({
      check: fault.check,
      severity: checks[fault.check].severity,
      column: fault.column ?? run.settings.mapping[fault.field ?? '']?.[0] ?? null,
      text: {
        vi: faultText(fault, 'vi', fieldName(run.kind, fault.field, 'vi')),
        en: faultText(fault, 'en', fieldName(run.kind, fault.field, 'en')),
      },
      mend: checks[fault.check].mend,
    })),
  }
}
