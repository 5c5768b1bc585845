/** The first look at a file: layout, columns with their encodings, a mapping, the first lines. */
import { columnKey, decodeAs, firstRows, type Layout, layoutOf, openTable } from '#engines/tabular/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { ImportSettings } from './contract.ts'
import type { ImportKind } from './kinds.ts'
import { isKnownName, suggestMapping } from './mapping.ts'
import type { StoredLayout } from './store.ts'

/** Lines that tell header and encodings. */
const LOOKED_AT = 3_000
const SHOWN = 30

/** @throws IMPORTS_EMPTY and the errors of reading */
export async function lookAt(path: string, sheet: string | null): Promise<StoredLayout> {
  const source = await openTable(path, { sheet })
  const rows = await firstRows(source, LOOKED_AT)
  // DXL names its columns itself.
  const layout: Layout = layoutOf(rows, source.format === 'dxl' ? () => true : isKnownName)
  const data = rows.filter((row) => row.line >= layout.firstLine)
  if (data.length === 0) throw new AppError('IMPORTS_EMPTY')
  const preview = data.slice(0, SHOWN).map((row) => ({
    line: row.line,
    cells: layout.columns.map((column) => decodeAs(row.cells[column.index] ?? '', column.encoding).slice(0, 300)),
  }))
  return { ...layout, format: source.format, sheets: source.sheets, sheet: source.sheet, preview }
}

/**
 * A layout without what the first look had kept of these lines. The values shown of a column do not say of which lines they are: with one
 * line they all go.
 */
export const withoutLines = (layout: StoredLayout, lines: ReadonlySet<number> | 'all'): StoredLayout => ({
  ...layout,
  columns: layout.columns.map((column) => ({ ...column, sample: [] })),
  preview: lines === 'all' ? [] : layout.preview.filter((row) => !lines.has(row.line)),
})

/** Settings as they are first offered. */
export function firstSettings(kind: ImportKind, layout: StoredLayout): ImportSettings {
  return {
    sheet: layout.sheet,
    mapping: suggestMapping(kind, layout.columns),
    encodings: {},
    lastYear: null,
    numbering: 'per-type',
  }
}

/** A remembered mapping holds as far as the file still has its columns; values for all lines are of one file alone (the next one is of another fonds). */
export function fitSettings(remembered: ImportSettings, layout: StoredLayout): ImportSettings {
  const keys = new Set(layout.columns.map(columnKey))
  const mapping = Object.fromEntries(
    Object.entries(remembered.mapping).filter(([, names]) => names.every((name) => keys.has(name))),
  )
  const encodings = Object.fromEntries(Object.entries(remembered.encodings).filter(([name]) => keys.has(name)))
  const { constants: _, ...kept } = remembered
  return { ...kept, sheet: layout.sheet, mapping, encodings }
}
