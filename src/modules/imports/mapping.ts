/** Which column is which field: suggested by name, chosen by a person, kept as data. Pure. */
import {
  type Column,
  columnKey,
  type DateReading,
  decodeAs,
  joinDate,
  nameKey,
  type Row,
  readDate,
} from '#engines/tabular/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { ImportSettings } from './contract.ts'
import { insertedNumber } from './inserted.ts'
import { type FieldSpec, type ImportKind, kinds } from './kinds.ts'
import type { Fault } from './sentences.ts'

const known = new Set(
  Object.values(kinds).flatMap((kind) =>
    kind.fields.flatMap((field) => [nameKey(field.vi), ...field.names, ...(field.parts ?? []).flat()]),
  ),
)
/** Does a header cell name any field of any kind? */
export const isKnownName = (key: string): boolean => known.has(key)

/** Signature of a file's columns: the same columns take the same mapping again. */
export const columnsKey = (columns: readonly Column[]): string =>
  columns
    .map((column) => nameKey(columnKey(column)))
    .join('|')
    .slice(0, 4000)

/**
 * A mapping by the columns' names: each column serves one field, the one that the template calls so, else the one whose list names
 * it first. Columns that are blank at the head of the file come last: they may be filled further down, or in the next file of the
 * same columns.
 */
export function suggestMapping(kind: ImportKind, columns: readonly Column[]): Record<string, string[]> {
  const taken = new Set<number>()
  const mapping: Record<string, string[]> = {}
  const several = new Set(columns.filter(({ occurrence }) => occurrence > 1).map(({ name }) => nameKey(name)))
  const free = (name: string, isFilled: boolean, twin?: FieldSpec['twin']): Column | undefined =>
    columns.find(
      ({ index, filled, name: own, occurrence }) =>
        !taken.has(index) &&
        filled > 0 === isFilled &&
        nameKey(own) === name &&
        !(twin && several.has(name) && (occurrence === 1) !== (twin === 'first')),
    )
  const take = (field: FieldSpec, names: readonly string[], isFilled: boolean): void => {
    const parts = isFilled
      ? (field.parts ?? []).map((all) => all.map((name) => free(name, true))).find((found) => found.every(Boolean))
      : undefined
    const single = names.map((name) => free(name, isFilled, field.twin)).find(Boolean)
    const chosen = parts ? (parts as Column[]) : single ? [single] : []
    for (const column of chosen) taken.add(column.index)
    if (chosen.length > 0) mapping[field.id] = chosen.map(columnKey)
  }
  for (const isFilled of [true, false])
    for (const namesOf of [(field: FieldSpec) => [nameKey(field.vi)], (field: FieldSpec) => field.names])
      for (const field of kinds[kind].fields) if (!mapping[field.id]) take(field, namesOf(field), isFilled)
  return mapping
}

/** Required fields with neither a column nor a value for all lines. */
const missingFields = (kind: ImportKind, settings: ImportSettings): FieldSpec[] =>
  kinds[kind].fields.filter(
    (field) => field.isRequired && !settings.mapping[field.id] && !settings.constants?.[field.id]?.trim(),
  )

/** @throws IMPORTS_MAPPING, IMPORTS_COLUMN_MISSING */
export function checkMapping(kind: ImportKind, columns: readonly Column[], settings: ImportSettings): void {
  const keys = new Set(columns.map(columnKey))
  for (const name of Object.values(settings.mapping).flat())
    if (!keys.has(name)) throw new AppError('IMPORTS_COLUMN_MISSING', { facts: { column: name } })
  const missing = missingFields(kind, settings)
  if (missing.length > 0)
    throw new AppError('IMPORTS_MAPPING', { facts: { fields: missing.map((field) => field.vi).join(', ') } })
}

/** A line as fields: text tidied and in Unicode, days as partial dates; what cannot be read stands in the faults. */
export interface Reading {
  readonly line: number
  readonly values: Record<string, string>
  readonly faults: Fault[]
  /** All cells in Unicode, for the report. */
  cells(): string[]
  /** Filled cells of columns that no field takes. */
  extra(): Record<string, string>
}

/** Compiles a mapping once for all lines of a file. */
export function rowReader(
  kind: ImportKind,
  columns: readonly Column[],
  settings: ImportSettings,
): (row: Row) => Reading {
  const byKey = new Map(columns.map((column) => [columnKey(column), column]))
  const encodingOf = columns.map((column) => settings.encodings[columnKey(column)] ?? column.encoding)
  const keys = columns.map(columnKey)
  const used = new Set<number>()
  const fields = kinds[kind].fields.flatMap((field) => {
    const places = (settings.mapping[field.id] ?? []).map((key) => byKey.get(key)?.index ?? -1)
    for (const index of places) used.add(index)
    return places.length > 0 ? [{ field, places }] : []
  })
  const missing = missingFields(kind, settings)
  const constants = kinds[kind].fields.flatMap((field) => {
    const value = field.isConstant ? tidy(settings.constants?.[field.id] ?? '') : ''
    return value === '' ? [] : [{ field, value }]
  })

  const cell = (row: Row, index: number): string => {
    const raw = row.cells[index]
    return raw ? tidy(decodeAs(raw, encodingOf[index] ?? 'unicode')) : ''
  }

  return (row) => {
    const values: Record<string, string> = {}
    const faults: Fault[] = []
    for (const { field, places } of fields) {
      const column = keys[places[0]!]!
      if (field.type === 'date')
        readDay(
          field,
          places.map((index) => cell(row, index)),
          column,
          settings,
          values,
          faults,
        )
      else {
        const text = cell(row, places[0]!)
        if (text !== '') readText(field, text, column, values, faults)
      }
      if (row.formulas && places.some((index) => row.formulas!.includes(index)))
        faults.push({
          check: 'formula',
          field: field.id,
          column,
          facts: { value: (values[field.id] ?? '').slice(0, 60) },
        })
      const constant = values[field.id] === undefined ? constants.find((one) => one.field === field) : undefined
      if (constant) readText(field, constant.value, column, values, faults)
      if (field.isRequired && values[field.id] === undefined && !faults.some((fault) => fault.field === field.id))
        faults.push({ check: 'required', field: field.id, column })
    }
    for (const { field, value } of constants)
      if (values[field.id] === undefined) readText(field, value, field.vi, values, faults)
    for (const field of missing) faults.push({ check: 'required', field: field.id })
    return {
      line: row.line,
      values,
      faults,
      cells: () => columns.map((column) => cell(row, column.index)),
      extra: () => {
        const found: Record<string, string> = {}
        for (const column of columns) {
          const text = used.has(column.index) ? '' : cell(row, column.index)
          if (text !== '') found[keys[column.index]!] = text.slice(0, 2000)
        }
        return found
      },
    }
  }
}

/** Control characters out, runs of white space to one, ends trimmed. Fast where there is nothing to do. */
function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  if (!/[\u0000-\u001f\u007f\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]| {2}|^ | $|[\ud800-\udfff]/.test(text))
    return text
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
  )
}

function readText(
  field: FieldSpec,
  text: string,
  column: string,
  values: Record<string, string>,
  faults: Fault[],
): void {
  if (field.type === 'number') {
    const digits = text.replace(/^(?:số|so)\s*:?\s*/iu, '').replace(/\s*(?:trang|tờ|bản|tr\.?)$/iu, '')
    const inserted = field.hasLetters ? insertedNumber(digits) : null
    if (inserted?.suffix) {
      values[field.id] = `${inserted.number}${inserted.suffix}`
      return
    }
    const number = /^0*(\d{1,10})(?:[.,]0+)?$/.exec(digits)?.[1]
    if (number === undefined || Number(number) > (field.max ?? 2 ** 31))
      faults.push({ check: 'number-unreadable', field: field.id, column, facts: { value: text.slice(0, 60) } })
    else values[field.id] = number
    return
  }
  values[field.id] = text
  if (field.max !== undefined && text.length > field.max && [...text].length > field.max)
    faults.push({ check: 'too-long', field: field.id, column, facts: { length: [...text].length, max: field.max } })
}

function readDay(
  field: FieldSpec,
  texts: readonly string[],
  column: string,
  settings: ImportSettings,
  values: Record<string, string>,
  faults: Fault[],
): void {
  const reading: DateReading | null =
    texts.length === 3
      ? joinDate(texts[0]!, texts[1]!, texts[2]!, settings.lastYear)
      : texts[0] === ''
        ? null
        : readDate(texts[0]!, settings.lastYear)
  if (reading === null) return
  if (reading.kind === 'date') values[field.id] = reading.value
  else
    faults.push({
      check: reading.kind === 'short-year' ? 'date-short-year' : 'date-unreadable',
      field: field.id,
      column,
      facts: { value: texts.filter(Boolean).join('/').slice(0, 60) },
    })
}
