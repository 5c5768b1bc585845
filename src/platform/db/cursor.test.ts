import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'

describe('cursors', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 4 }),
        (values) => {
          expect(decodeCursor(encodeCursor(values), values.length)).toEqual(values)
          expect(decodeCursor(encodeCursor(values), values.length + 1)).toBeNull()
        },
      ),
    )
  })

  it('are told from nonsense', () => {
    const nested = Buffer.from('[{"a":1},2]').toString('base64url')
    for (const nonsense of ['', 'x', '{}', 'bnVsbA', nested, undefined])
      expect(decodeCursor(nonsense, 2), nonsense).toBeNull()
  })
})
