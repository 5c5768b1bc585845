import { describe, expect, it } from 'vitest'
import { symbolOf } from '../rules.ts'

describe('symbols', () => {
  it.each([
    ['15', 'QĐ-UBND', '15/QĐ-UBND'],
    ['15', '2024/QĐ-UBND', '15/2024/QĐ-UBND'],
    ['15', 'QĐ/TU', '15-QĐ/TU'],
    [null, 'QĐ-UBND', 'QĐ-UBND'],
    ['15', null, '15'],
    [null, null, null],
  ])('writes %s and %s as %s', (codeNumber, codeNotation, symbol) =>
    expect(symbolOf({ codeNumber, codeNotation })).toBe(symbol),
  )
})
