import { describe, expect, it } from 'vitest'
import { leftOut, readRanges } from './ranges.ts'

describe('page ranges', () => {
  it('reads ranges, single pages and an open end', () => {
    expect(readRanges('1-3, 4; 6 -', 9)).toEqual([
      { from: 1, to: 3 },
      { from: 4, to: 4 },
      { from: 6, to: 9 },
    ])
  })
  it('refuses disorder, overlap and pages that are not there', () => {
    for (const text of ['', '3-1', '1-3, 3-4', '4-6, 1-3', '1-10', 'hai']) expect(readRanges(text, 9)).toBeUndefined()
  })
  it('names the pages that no range holds', () => {
    expect(leftOut([{ from: 1, to: 2 }], 4)).toEqual([3, 4])
  })
})
