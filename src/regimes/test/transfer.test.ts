import { expect, test } from 'vitest'
import { dueOf, dueRules, keepBackUntil } from '../transfer/index.ts'

test('the earliest of the rules is the target, the law’s year the limit', () => {
  // handbook 7.4: 60 days for electronic files, +365 days (NĐ 30), 31 December of the year after (Law 2024)
  expect(dueOf('2026-03-15', true, '2026-11-28')).toEqual({ target: '2026-05-14', limit: '2027-12-31' })
  expect(dueOf('2026-03-15', false, '2026-11-28')).toEqual({ target: '2027-03-15', limit: '2027-12-31' })
  expect(dueOf('2026-12-31', false, '2026-11-28')).toEqual({ target: '2027-12-31', limit: '2027-12-31' })
  expect(keepBackUntil('2027-12-31')).toBe('2029-12-31')
})

test('before the law of 2024 the decree alone stands', () => {
  expect(dueRules('2024-06-01').map((row) => row.id)).toEqual(['current-archive.decree'])
  expect(dueOf('2023-05-01', true, '2024-06-01')).toEqual({ target: '2024-04-30', limit: '2024-04-30' })
})
