/** Where the header stands, what the columns are called, and in which old encoding each of them is written. */
import {
  decodeCharacterReferences,
  decodeLegacy,
  detectEncoding,
  fold,
  type LegacyEncoding,
  tidySpace,
} from '#engines/vn-text/index.ts'
import type { Row } from './types.ts'

export type ColumnEncoding = 'unicode' | LegacyEncoding

export interface Column {
  readonly index: number
  /** As the header says, in Unicode; `Cột 7` where it says nothing. */
  readonly name: string
  /** 1 for the first column of this name, 2 for the second: two columns of one name are two columns. */
  readonly occurrence: number
  readonly encoding: ColumnEncoding
  /** False: too little to tell the encoding; a person chooses. */
  readonly isSure: boolean
  /** Filled cells among the rows looked at. */
  readonly filled: number
  /** A few different values, decoded. */
  readonly sample: readonly string[]
}

export interface Layout {
  /** Line of the header; 0: there is none. */
  readonly headerLine: number
  /** First line with data. */
  readonly firstLine: number
  readonly columns: readonly Column[]
}

/** A name as it is compared: without diacritics, signs and what stands in brackets. */
export const nameKey = (name: string): string =>
  fold(name.replace(/\([^)]*\)/g, ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** How a column is found again in another file of the same source: by its name and which of that name. */
export const columnKey = (column: Pick<Column, 'name' | 'occurrence'>): string =>
  column.occurrence === 1 ? column.name : `${column.name} (${column.occurrence})`

/**
 * Reads the layout off the first rows.
 * @param isKnown does a header cell name a field that the reader looks for? Decides over mere shape
 */
export function layoutOf(rows: readonly Row[], isKnown: (key: string) => boolean): Layout {
  const at = headerAt(rows, isKnown)
  const header = at < 0 ? null : rows[at]!
  let first = at + 1
  // Registers number their columns under the header: (1) (2) (3).
  while (first < rows.length && isColumnNumbers(rows[first]!)) first++
  const data = rows.slice(first)
  const width = Math.max(header?.cells.length ?? 0, ...data.map((row) => row.cells.length))
  const names = new Map<string, number>()
  const columns: Column[] = []
  for (let index = 0; index < width; index++) {
    const values = data.map((row) => row.cells[index] ?? '').filter((cell) => cell.trim() !== '')
    const raw = header?.cells[index] ?? ''
    const { encoding, isSure } = encodingOf(values)
    const ownName = detectEncoding(raw)
    const decoded = ownName.sure ? ownName.text : decodeAs(raw, encoding)
    const name = tidySpace(decoded) || `Cột ${index + 1}`
    const occurrence = (names.get(nameKey(name)) ?? 0) + 1
    names.set(nameKey(name), occurrence)
    const sample = [...new Set(values.slice(0, 200))]
      .slice(0, 5)
      .map((value) => decodeAs(value, encoding).slice(0, 120))
    columns.push({ index, name, occurrence, encoding, isSure, filled: values.length, sample })
  }
  return { headerLine: header?.line ?? 0, firstLine: rows[first]?.line ?? (header?.line ?? 0) + 1, columns }
}

/** The row that names most known fields; without any, the first row of words that is as wide as what follows. */
function headerAt(rows: readonly Row[], isKnown: (key: string) => boolean): number {
  let best = { at: -1, known: 0 }
  for (const [at, row] of rows.slice(0, 40).entries()) {
    const known = row.cells.filter((cell) => cell !== '' && isKnown(nameKey(toUnicode(cell)))).length
    if (known > best.known) best = { at, known }
  }
  if (best.known >= 2) return best.at
  const width = Math.max(0, ...rows.slice(0, 60).map((row) => filledCells(row)))
  return rows.slice(0, 40).findIndex((row, at) => {
    const filled = row.cells.filter((cell) => cell.trim() !== '')
    const words = filled.filter((cell) => /\p{L}/u.test(cell) && cell.length < 120)
    return filled.length >= Math.max(2, width - 1) && words.length === filled.length && at < rows.length - 1
  })
}

const filledCells = (row: Row): number => row.cells.filter((cell) => cell.trim() !== '').length

/** Headers are short: the surest reading of one cell alone, else as it stands. */
function toUnicode(cell: string): string {
  const found = detectEncoding(cell)
  return found.score >= 0.6 ? found.text : cell
}

function isColumnNumbers(row: Row): boolean {
  const filled = row.cells.filter((cell) => cell.trim() !== '')
  return (
    filled.length >= 3 &&
    filled.every((cell, i) => {
      const number = Number(cell.replace(/[()\s.]/g, ''))
      return Number.isInteger(number) && number >= i && number <= i + 3
    })
  )
}

/** One encoding for the whole column, from its values together: single cells are too short to tell. */
function encodingOf(values: readonly string[]): { encoding: ColumnEncoding; isSure: boolean } {
  const marked = values.filter((value) => /[^\0-\x7f]/.test(value))
  if (marked.length === 0) return { encoding: 'unicode', isSure: true }
  const found = detectEncoding([...new Set(marked)].slice(0, 300).join(' \n '))
  return { encoding: found.encoding, isSure: found.sure }
}

/** A cell of a column in Unicode (NFC). Character references of web exports (`&#7879;`) become letters. */
export function decodeAs(cell: string, encoding: ColumnEncoding): string {
  if (/^[\x20-\x7e]*$/.test(cell)) return cell.includes('&#') ? decodeCharacterReferences(cell) : cell
  const text = encoding === 'unicode' ? cell.normalize('NFC') : decodeLegacy(cell, encoding)
  return text.includes('&#') ? decodeCharacterReferences(text) : text
}
