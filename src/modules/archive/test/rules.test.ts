import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countedIn,
  digitalCode,
  mayLie,
  numberKey,
  numbersAsCounted,
  positionBetween,
  reference,
  spanOf,
} from '../rules.ts'

describe('numbers', () => {
  it('sort as people count', () => {
    const sorted = ['10', '2', '145a', '145', '1', '02b'].sort((a, b) => (numberKey(a) < numberKey(b) ? -1 : 1))
    expect(sorted).toEqual(['1', '2', '02b', '10', '145', '145a'])
  })
  it('whole numbers in their order, however many zeros stand before', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (a, b) => {
        const less = numberKey(String(a)) < numberKey(String(b).padStart(8, '0'))
        expect(less).toBe(a < b)
      }),
    )
  })
})

describe('numbers of an inventory', () => {
  it('are told with what is missing, what has letters, what has none', () => {
    expect(numbersAsCounted(['1', '2', '5', '5a', '9', null])).toEqual({
      first: '1',
      last: '9',
      missing: '3-4, 6-8',
      lettered: '5a',
      without: 1,
    })
    expect(numbersAsCounted([])).toEqual({ first: null, last: null, missing: '', lettered: '', without: 0 })
  })
  it('a wrong number far away does not fill pages', () => {
    const odd = Array.from({ length: 500 }, (_, i) => String(2 * i + 1))
    expect(numbersAsCounted(odd).missing.length).toBeLessThan(400)
  })
})

describe('places', () => {
  it('stand between their neighbours or say that there is no room', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5000), (low, gap) => {
        const place = positionBetween(low, low + gap)
        if (gap < 2) expect(place).toBeNull()
        else expect(place! > low && place! < low + gap).toBe(true)
      }),
    )
    expect(positionBetween(null, null)).toBeGreaterThan(0)
  })
})

describe('levels', () => {
  it.each([
    ['fonds', null, true],
    ['file', null, false],
    ['inventory', { level: 'fonds', inventory_id: null }, true],
    ['inventory', { level: 'group', inventory_id: null }, true],
    ['inventory', { level: 'group', inventory_id: 'x' }, false],
    ['file', { level: 'group', inventory_id: 'x' }, true],
    ['item', { level: 'inventory', inventory_id: 'x' }, false],
    ['item', { level: 'file', inventory_id: 'x' }, true],
  ] as const)('%s in %o: %s', (level, parent, may) => expect(mayLie(level, parent as never)).toBe(may))
  it('a file is counted in its inventory, else in its fonds', () => {
    const at = { repositoryId: 'r', fondsId: 'f', parentId: 'g' }
    expect(countedIn('file', { ...at, inventoryId: 'i' })).toBe('i')
    expect(countedIn('file', { ...at, inventoryId: null })).toBe('f')
    expect(countedIn('inventory', { ...at, inventoryId: null })).toBe('f')
    expect(countedIn('item', { ...at, inventoryId: 'i' })).toBe('g')
    expect(countedIn('fonds', { ...at, inventoryId: null })).toBe('r')
  })
})

describe('references and dates', () => {
  it('run from fonds to item, groups left out', () =>
    expect(
      reference([
        { level: 'fonds', number: '12' },
        { level: 'group', number: 'I' },
        { level: 'inventory', number: '03' },
        { level: 'file', number: '145' },
        { level: 'item', number: '7' },
      ]),
    ).toBe('P.12 – ML.03 – HS.145 – 7'))
  it('the digital code wants every part', () => {
    const all = { repositoryCode: 'H99', fonds: '12', year: '2021', file: '145', inventory: '03' }
    expect(digitalCode(all)).toBe('H99.12.2021.145.03')
    expect(digitalCode({ ...all, year: null })).toBeNull()
  })
  it.each([
    ['2010', null, '2010-01-01', '2010-12-31'],
    ['2010-02', '2012', '2010-02-01', '2012-12-31'],
    [null, '2012-05-06', '2012-05-06', '2012-05-06'],
    [null, null, null, null],
  ])('%s to %s spans %s to %s', (starts, ends, from, to) => expect(spanOf(starts, ends)).toEqual({ from, to }))
})
