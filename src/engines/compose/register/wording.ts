import { numberInWords } from '#engines/vn-text/index.ts'
import { shortDate, twoDigits } from '../paper/wording.ts'
import type { ClosingFacts, EntryRow, RegisterSpec } from './spec.ts'
import { cellText, entryNumber } from './spec.ts'

/** The two lines over a State or Party paper (NĐ 30/2020, PL I, phần II, mục 1; 05-HD/VPTW). */
export const nationalTitle = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
export const motto = 'Độc lập - Tự do - Hạnh phúc'
export const partyTitle = 'ĐẢNG CỘNG SẢN VIỆT NAM'

/** A body's name in the head of a paper: capitals (NĐ 30/2020, PL I, phần II, mục 2; 05-HD/VPTW). */
export function bodyName(name: string): string {
  return name.toLocaleUpperCase('vi')
}

/**
 * The sentence that closes a book or list; null where none is wanted. `unknownPages` stands where the pages are not
 * counted by us (DOCX: Word's field goes there; XLSX: dots for the pen).
 */
export function closingLine(spec: RegisterSpec, facts: ClosingFacts, unknownPages?: string): string | null {
  const closing = spec.closing ?? (spec.form === 'book' ? 'book' : 'list')
  if (closing === 'none' || spec.certificate) return null
  if (typeof closing === 'function') return closing(facts)
  const counted = (value: number) => inFiguresAndWords(spec, value)
  if (closing === 'list') return `Danh sách này có ${counted(facts.rows)} dòng.`
  if (facts.rows === 0) return 'Sổ này chưa đăng ký văn bản nào.'
  const pages = unknownPages ?? counted(facts.pages)
  const gaps = facts.cancelled > 0 ? `, trong đó có ${counted(facts.cancelled)} khuyết số` : ''
  return `Sổ này có ${pages} trang, từ số ${facts.fromNumber} đến số ${facts.toNumber}${gaps}.`
}

/** `05 (năm)` */
export function inFiguresAndWords(spec: RegisterSpec, value: number): string {
  return `${twoDigits(value)} (${(spec.inWords ?? numberInWords)(value)})`
}

/** The lines of a book's cover under its title: year or term, dates, numbers, volume. Empty places are dotted for the pen. */
export function coverLines(spec: RegisterSpec, facts: ClosingFacts): string[] {
  if (spec.cover) return [...spec.cover]
  const dots = '……………'
  const lines = [spec.term ? `Nhiệm kỳ: ${spec.term}` : `Năm: ${spec.year ?? dots}`]
  lines.push(`Từ ngày ${shortDate(spec.fromDate) || dots} đến ngày ${shortDate(spec.toDate) || dots}`)
  // A book that no number runs through has none on its cover.
  if (spec.numberColumn !== undefined) lines.push(`Từ số ${facts.fromNumber || dots} đến số ${facts.toNumber || dots}`)
  lines.push(`Quyển số: ${spec.volume ?? dots}`)
  return lines
}

/** A short name of the book for the head of each page: "Sổ đăng ký văn bản đến · Năm 2026 · Quyển số 01". */
export function runningTitle(spec: RegisterSpec): string {
  const parts = [spec.title.charAt(0) + spec.title.slice(1).toLowerCase()]
  if (spec.running) parts.push(spec.running)
  else if (spec.form === 'book') {
    if (spec.term) parts.push(`Nhiệm kỳ ${spec.term}`)
    else if (spec.year) parts.push(`Năm ${spec.year}`)
    if (spec.volume) parts.push(`Quyển số ${spec.volume}`)
  }
  return parts.join(' · ')
}

export type PrintedCells = { kind: 'cells'; texts: string[] } | { kind: 'gap'; before: string[]; reason: string }

/**
 * What a row shows. A khuyết số that holds nothing but its number and arrival date becomes one wide cell with the reason;
 * one that had been filled keeps its (struck) words and carries the reason in the note column.
 */
export function printedCells(spec: RegisterSpec, row: EntryRow): PrintedCells {
  const texts = spec.columns.map((column) =>
    column.key === spec.numberColumn
      ? entryNumber(row.cells[column.key])
      : cellText(row.cells[column.key], column.kind),
  )
  if (!row.cancelled) return { kind: 'cells', texts }
  const number = spec.columns.findIndex((column) => column.key === spec.numberColumn)
  const reason = `Khuyết số: ${row.cancelled.reason}`
  if (number >= 0 && number < spec.columns.length - 1 && texts.slice(number + 1).every((text) => text === ''))
    return { kind: 'gap', before: texts.slice(0, number + 1), reason }
  return {
    kind: 'cells',
    texts: texts.map((text, index) => (index === reasonColumn(spec) ? joined(text, reason) : text)),
  }
}

/** Index of the column that takes the reason of a khuyết số. */
export function reasonColumn(spec: RegisterSpec): number {
  const index = spec.columns.findIndex((column) => column.key === spec.noteColumn)
  return index >= 0 ? index : spec.columns.length - 1
}

function joined(text: string, reason: string): string {
  return text === '' ? reason : `${text}\n${reason}`
}
