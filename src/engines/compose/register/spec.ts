/** What a printed register, list or report is made of. Pure data. */

import { grouped, shortDate, vietnamTime } from '../paper/wording.ts'

/**
 * How a column's values are meant: `date` is an ISO date, perhaps partial (`2010`, `2010-03`), `instant` a moment in
 * ISO 8601 with zone (printed in Vietnam's time), `number` a figure. Symbols, names and subjects are `text`.
 */
export type ColumnKind = 'text' | 'number' | 'date' | 'instant'

export interface RegisterColumn {
  key: string
  title: string
  /** Millimetres, or a share of what is left ("2fr"). */
  width: number | `${number}fr`
  align?: 'left' | 'center' | 'right'
  kind?: ColumnKind
}

export type CellValue = string | number | null | undefined

/**
 * A line of the table. `cancelled` makes a visible "khuyết số": what was written stays readable but struck, the reason
 * stands beside it; the number is never given again (Party practice and handbook 4.3; the same for State books here).
 */
export interface EntryRow {
  cells: Readonly<Record<string, CellValue>>
  cancelled?: { reason: string }
  /** A sum or other line to stand out. */
  emphasis?: boolean
}

/** A heading across the table, e.g. a unit or a month. */
export interface GroupRow {
  group: string
}

export type RegisterRow = EntryRow | GroupRow
export type RegisterRows = Iterable<RegisterRow> | AsyncIterable<RegisterRow>

export interface SignaturePlace {
  /** Line above the position, e.g. "TL. CHÁNH VĂN PHÒNG". */
  authority?: string
  /** E.g. "NGƯỜI LẬP SỔ". */
  position: string
  /** E.g. "(Ký, ghi rõ họ và tên)". */
  hint?: string
  name?: string
}

/** What stands over every paper: whose it is and by which regime. */
export interface Heads {
  regime: 'state' | 'party'
  parentOrganization?: string
  organization: string
}

/** A page of words in a book, e.g. its foreword; every line is a paragraph. */
export interface Leaf {
  title: string
  text: string
}

/** The last page of a book (tờ kết thúc), in place of the closing line. */
export interface Certificate {
  title: string
  /** @param pages how many pages the book has, in figures and words, as far as whoever prints can count them */
  lines(facts: ClosingFacts, pages: string): readonly string[]
}

export interface RegisterSpec extends Heads {
  /** `book` has a cover page; `list` has its head on the first page of the table. */
  form: 'book' | 'list'
  /** E.g. "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN". */
  title: string
  /** Under the title, e.g. "Từ ngày 01/11/2026 đến ngày 30/11/2026". */
  subtitle?: string
  year?: number
  /** Party books run for a term: "2025 - 2030". */
  term?: string
  /** ISO dates. */
  fromDate?: string
  toDate?: string
  /** First and last number; left out: taken from the rows' `numberColumn`. */
  fromNumber?: number | string
  toNumber?: number | string
  volume?: string
  /** What a book's cover says under its title, in place of year, dates, numbers and volume. */
  cover?: readonly string[]
  /** Which one it is, beside the title in the head of each page, in place of year and volume. */
  running?: string
  /** Pages of words between a book's cover and its table. */
  leaves?: readonly Leaf[]
  certificate?: Certificate
  /** The rule that the form follows, printed small on the cover or under the head. */
  legalBasis?: string
  /** Named facts above the table of a list: filters, who exported, when. */
  facts?: readonly (readonly [label: string, value: string])[]
  columns: readonly RegisterColumn[]
  /** Prints the row (1) (2) (3) … under the heads, as the annexes of NĐ 30/2020 do. */
  columnNumbers?: boolean
  /** Key of the column that holds the number of the entry; needed for from–to and for khuyết số. */
  numberColumn?: string
  /** Key of the column that takes the reason of a khuyết số; else the last one. */
  noteColumn?: string
  paper?: 'A4' | 'A3'
  /** Registers lie on their side; lists of few columns may stand. */
  orientation?: 'landscape' | 'portrait'
  /** The line after the last row. `book`: pages and numbers; `list`: count of rows; a function: own words. */
  closing?: 'book' | 'list' | 'none' | ((facts: ClosingFacts) => string)
  /** Place and date above the last signature, e.g. "Lam Hà, ngày 05 tháng 01 năm 2027". */
  placeDate?: string
  signatures?: readonly SignaturePlace[]
  /** Number in words, for the closing line; the engine has its own. */
  inWords?: (value: number) => string
  /** ISO instant for the file's properties. */
  createdAt?: string
}

export interface ClosingFacts {
  pages: number
  rows: number
  cancelled: number
  fromNumber: string
  toNumber: string
}

export function isGroup(row: RegisterRow): row is GroupRow {
  return 'group' in row
}

/** A cell's value as the printed page shows it. */
export function cellText(value: CellValue, kind: ColumnKind = 'text'): string {
  if (value === null || value === undefined) return ''
  if (kind === 'date') return shortDate(String(value))
  if (kind === 'instant') return vietnamTime(value)
  if (kind === 'number') return typeof value === 'number' ? grouped(value) : String(value)
  return String(value)
}

/** A number of a register as written: 5 -> "05", 1284 -> "1284" (no point: it is a name, not an amount). */
export function entryNumber(value: CellValue): string {
  if (typeof value === 'number') return value >= 0 && value < 10 ? `0${value}` : String(value)
  return value ?? ''
}

/** Counts rows, khuyết số and the first and last number while rows go by. */
export class Tally {
  rows = 0
  cancelled = 0
  #first: CellValue
  #last: CellValue
  readonly #spec: RegisterSpec

  constructor(spec: RegisterSpec) {
    this.#spec = spec
  }

  add(row: RegisterRow): void {
    if (isGroup(row) || row.emphasis) return
    this.rows += 1
    if (row.cancelled) this.cancelled += 1
    const number = this.#spec.numberColumn === undefined ? undefined : row.cells[this.#spec.numberColumn]
    if (number === null || number === undefined || number === '') return
    this.#first ??= number
    this.#last = number
  }

  facts(pages: number): ClosingFacts {
    return {
      pages,
      rows: this.rows,
      cancelled: this.cancelled,
      fromNumber: entryNumber(this.#spec.fromNumber ?? this.#first),
      toNumber: entryNumber(this.#spec.toNumber ?? this.#last),
    }
  }
}

/** Where a column's text stands when its layout does not say. */
export function alignOf(column: RegisterColumn): 'left' | 'center' | 'right' {
  if (column.align) return column.align
  if (column.kind === 'date' || column.kind === 'instant') return 'center'
  return column.kind === 'number' ? 'right' : 'left'
}
