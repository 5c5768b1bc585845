import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countOn, fillBoxes, mayStandIn, metresOf, numberKey, readScan, scanCode } from '../rules.ts'

it('places stand in larger ones; levels may be left out', () => {
  expect(mayStandIn('store', null)).toBe(true)
  expect(mayStandIn('shelf', null)).toBe(false)
  expect(mayStandIn('rack', 'store')).toBe(true)
  expect(mayStandIn('room', 'rack')).toBe(false)
})

it('a label is read back, and a wrong digit is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.nat(10), fc.integer({ min: 1, max: 9 }), (n, at, add) => {
      const code = scanCode('box', n)
      expect(readScan(` ${code.slice(0, 4)} ${code.slice(4)}\n`)).toEqual({ of: 'box', code })
      const wrong = `${code.slice(0, at)}${(Number(code[at]) + add) % 10}${code.slice(at + 1)}`
      expect(readScan(wrong)).toBeNull()
    }),
  )
})

it('codes count on by digits or letters', () => {
  expect(countOn('9', 3)).toEqual(['9', '10', '11'])
  expect(countOn('A09', 2)).toEqual(['A09', 'A10'])
  expect(countOn('A', 3)).toEqual(['A', 'B', 'C'])
  expect(new Set(countOn('Y', 40)).size).toBe(40)
  expect(['10', '2', '10a'].sort((a, b) => (numberKey(a) < numberKey(b) ? -1 : 1))).toEqual(['2', '10', '10a'])
})

it('ten boxes of ten centimetres are a metre', () => {
  expect(metresOf(100, 10)).toBe(1)
  expect(metresOf(100, 8)).toBe(1.25)
})

it('filling keeps order, loses nothing, and goes over a box’s sheets for a single thick file only', () => {
  const files = fc.array(
    fc.record({ id: fc.uuid(), number: fc.constant(null), sheets: fc.option(fc.integer({ min: 0, max: 2000 })) }),
  )
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 1500 }), (all, perBox) => {
      const boxes = fillBoxes(all, perBox)
      expect(boxes.flatMap((box) => box.files)).toEqual(all)
      for (const box of boxes) expect(box.sheets <= perBox || box.files.length === 1).toBe(true)
    }),
  )
})
