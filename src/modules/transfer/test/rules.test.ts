import { expect, it } from 'vitest'
import { dueOf } from '#regimes/transfer/index.ts'
import { thresholdsOf } from '../facts.ts'
import { listClosing, minutesNumber, sampleOf, sampleSize } from '../rules.ts'

it('draws one file in ten, at least one, at most twenty, the same whenever asked', () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `file-${i}`)
  expect([0, 1, 9, 11, 100, 500].map(sampleSize)).toEqual([0, 1, 1, 2, 10, 20])
  for (const n of [1, 5, 37, 500]) {
    const drawn = sampleOf(ids(n), '0190f000-0000-7000-8000-00000000000a')
    expect(drawn).toHaveLength(sampleSize(n))
    expect(new Set(drawn).size).toBe(drawn.length)
    expect(sampleOf(ids(n), '0190f000-0000-7000-8000-00000000000a')).toEqual(drawn)
  }
  expect(sampleOf(ids(100), 'a')).not.toEqual(sampleOf(ids(100), 'b'))
})

it('the days by which files are looked for are those that the rules themselves reckon', () => {
  for (const today of ['2026-11-28', '2027-01-01', '2028-02-29']) {
    const { soonElectronic, soonOther, overdueBefore } = thresholdsOf(today)
    const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    const horizon = new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10)
    expect(dueOf(soonElectronic, true, today).target <= horizon).toBe(true)
    expect(dueOf(next(soonElectronic), true, today).target > horizon).toBe(true)
    expect(dueOf(soonOther, false, today).target <= horizon).toBe(true)
    expect(dueOf(overdueBefore, false, today).limit >= today).toBe(true)
    expect(
      dueOf(new Date(Date.parse(overdueBefore) - 86_400_000).toISOString().slice(0, 10), false, today).limit < today,
    ).toBe(true)
  }
})

it('writes numbers as forms want them', () => {
  expect(minutesNumber(3, 2026)).toBe('03/2026')
  expect(minutesNumber(null, null)).toBeNull()
  expect(listClosing(5)).toBe('Mục lục này gồm: 05 hồ sơ (đơn vị bảo quản). Viết bằng chữ: Năm hồ sơ.')
})
