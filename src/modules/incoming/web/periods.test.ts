import { expect, it } from 'vitest'
import { periodOf } from './periods.ts'

it('names the periods that offices report on', () => {
  expect(periodOf('month', '2024-02-10', 14)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(periodOf('quarter', '2026-11-27', 14)).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(periodOf('year', '2026-11-27', 14)).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(periodOf('lastYear', '2026-01-01', 14)).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  expect(periodOf('reportMonth', '2026-11-14', 14)).toEqual({ from: '2026-10-15', to: '2026-11-14' })
  expect(periodOf('reportMonth', '2026-12-15', 14)).toEqual({ from: '2026-12-15', to: '2027-01-14' })
  expect(periodOf('reportMonth', '2026-01-05', 14)).toEqual({ from: '2025-12-15', to: '2026-01-14' })
  expect(periodOf('reportYear', '2026-12-14', 14)).toEqual({ from: '2025-12-15', to: '2026-12-14' })
  expect(periodOf('reportYear', '2026-12-15', 14)).toEqual({ from: '2026-12-15', to: '2027-12-14' })
  expect(periodOf('reportMonth', '2026-12-15', 24)).toEqual({ from: '2026-11-25', to: '2026-12-24' })
})
