import { describe, expect, it } from 'vitest'
import type { Column } from '#engines/tabular/index.ts'
import { columnKey, nameKey } from '#engines/tabular/index.ts'
import { readRetentionText, readSpanText } from '../inventory-words.ts'
import { importKinds, kinds } from '../kinds.ts'
import { suggestMapping } from '../mapping.ts'

/** Columns as a filled-in template gives them. */
function columnsOf(names: readonly string[]): Column[] {
  const times = new Map<string, number>()
  return names.map((name, index) => {
    const occurrence = (times.get(nameKey(name)) ?? 0) + 1
    times.set(nameKey(name), occurrence)
    return { index, name, occurrence, encoding: 'unicode', isSure: true, filled: 3, sample: [] }
  })
}

describe('the template of', () => {
  it.each(importKinds)('%s is matched with all its columns, each with its own', (kind) => {
    const columns = columnsOf(kinds[kind].fields.map((field) => field.vi))
    const mapping = suggestMapping(kind, columns)
    const own = Object.fromEntries(kinds[kind].fields.map((field, i) => [field.id, [columnKey(columns[i]!)]]))
    expect(mapping).toEqual(own)
  })
})

describe('words of inventories', () => {
  it.each([
    ['tháng 3 năm 1990 đến tháng 5 năm 1990', '1990-03', '1990-05'],
    ['từ tháng 3/1990 – tháng 5/1990', '1990-03', '1990-05'],
    ['ngày 2/1/1987 đến ngày 31/12/1987', '1987-01-02', '1987-12-31'],
    ['năm 1986 - năm 1990', '1986', '1990'],
    ['tháng 3 năm 1990', '1990-03', null],
  ])('%s', (text, starts, ends) => {
    expect(readSpanText(text, null)).toEqual({ starts, ends })
  })

  it('retention in any number of digits', () => {
    expect(['05 năm', '5 năm', '20', '070 năm', '00 năm'].map(readRetentionText)).toEqual(['5', '5', '20', '70', null])
  })
})
