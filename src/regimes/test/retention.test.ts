import { expect, test } from 'vitest'
import {
  longest,
  parseRetention,
  retentionChoices,
  retentionWords,
  retentionYears,
  scheduleOn,
  suggestRetention,
} from '../retention/index.ts'

test('periods are read, and what is none is refused', () => {
  expect(parseRetention('vv')).toEqual({ kind: 'permanent' })
  expect(parseRetention('20')).toEqual({ kind: 'years', years: 20 })
  expect(parseRetention('5+chấm dứt hợp đồng')).toEqual({ kind: 'event', years: 5, event: 'chấm dứt hợp đồng' })
  expect(parseRetention('lifetime:công trình')).toEqual({ kind: 'lifetime', of: 'công trình' })
  // Luật 33/2024 Đ15: from 2 to 70 years
  for (const wrong of ['1', '71', '0', '', 'mãi mãi', '-5', null]) expect(parseRetention(wrong)).toBeNull()
  for (const choice of retentionChoices) expect(parseRetention(choice)).not.toBeNull()
})

test('periods are printed in words', () => {
  expect(retentionWords('vv')).toBe('Vĩnh viễn')
  expect(retentionWords('20')).toBe('20 năm')
  expect(retentionWords('20', 'en')).toBe('20 years')
  expect(retentionWords('hl')).toBe('Đến khi văn bản hết hiệu lực')
  expect(retentionWords('lifetime:công trình')).toBe('Theo tuổi thọ công trình')
})

test('the longest wins; what hangs on an event never shortens what is certain', () => {
  expect(longest(['5', '20', '10'])).toBe('20')
  expect(longest(['70', 'vv', null])).toBe('vv')
  expect(longest(['hl', '5'])).toBe('5')
  expect(longest(['hl', null])).toBe('hl')
  expect(longest([null, 'nonsense'])).toBeNull()
  expect(retentionYears('vv')).toBe(Number.POSITIVE_INFINITY)
})

test("every row of the schedule has a period that can be read, and an office's own row goes before it", () => {
  const rows = scheduleOn([], '2026-11-28')
  expect(rows.length).toBeGreaterThan(150)
  for (const row of rows) {
    expect(parseRetention(row.retention), row.title).not.toBeNull()
    expect(row.source.confidence).toBe('C')
  }
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  const own = {
    id: 'x',
    group: 'Tổ chức, nhân sự',
    title: 'hồ sơ nâng lương',
    retention: '50',
    basis: 'Quyết định 12/QĐ-UBND',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  }
  const salary = (day: string) => scheduleOn([own], day).filter((row) => /nâng lương/i.test(row.title))
  expect(salary('2026-06-01').map((row) => row.retention)).toEqual(['50'])
  expect(salary('2027-01-01').map((row) => row.retention)).toEqual(['20'])
})

test('a title finds the rows that speak of it', () => {
  const rows = scheduleOn([], '2026-11-28')
  expect(suggestRetention(rows, 'Hồ sơ nâng lương thường xuyên năm 2026')[0]?.title).toBe('Hồ sơ nâng lương')
  expect(suggestRetention(rows, 'Hồ sơ đại hội Đảng bộ xã nhiệm kỳ 2025-2030')[0]?.retention).toBe('vv')
  expect(suggestRetention(rows, 'Hồ sơ')).toEqual([])
  expect(suggestRetention(rows, 'Xyz abc')).toEqual([])
})
