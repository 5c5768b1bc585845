import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanced, breakLines } from './lines.ts'

// Every character one point wide: widths can be counted.
const measure = (text: string) => [...text].length

describe('breaking lines', () => {
  it('breaks at spaces only, never inside a syllable or a symbol', () => {
    expect(breakLines('theo Quyết định 15/QĐ-UBND của tỉnh', 16, measure)).toEqual([
      'theo Quyết định',
      '15/QĐ-UBND của',
      'tỉnh',
    ])
  })

  it('keeps a number with the word it belongs to', () => {
    expect(breakLines('có hiệu lực từ ngày 05 tháng', 20, measure)).toEqual(['có hiệu lực từ', 'ngày 05 tháng'])
  })

  it('keeps a span of years together', () => {
    expect(breakLines('nhiệm kỳ của ta 2025 - 2030', 24, measure)).toEqual(['nhiệm kỳ của ta', '2025 - 2030'])
    expect(breakLines('Phòng Kế hoạch - Tài chính', 17, measure)).toEqual(['Phòng Kế hoạch -', 'Tài chính'])
  })

  it('keeps line feeds and empty lines, and puts decomposed letters together', () => {
    expect(breakLines('một\n\nhai', 10, measure)).toEqual(['một', '', 'hai'])
    expect(breakLines('Quyê\u0301t', 10, measure)).toEqual(['Quyết'])
  })

  it('cuts only what alone is wider than the line', () => {
    expect(breakLines('a 1234567890 b', 4, measure)).toEqual(['a', '1234', '5678', '90', 'b'])
  })

  it('loses nothing and overflows nothing, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 12 })),
        fc.integer({ min: 1, max: 40 }),
        (words, width) => {
          const text = words
            .map((word) => word.replace(/\s/g, ''))
            .join(' ')
            .normalize('NFC')
          const lines = breakLines(text, width, measure)
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(Math.max(width, 1))
        },
      ),
    )
  })

  it('balances centred names without more lines', () => {
    expect(balanced('SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', 22, measure)).toEqual(['SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG'])
  })
})
