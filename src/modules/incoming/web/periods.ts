/**
 * Periods that offices report on, as days of arrival. Reports to above close their figures on the 14th: a month's from the 15th of
 * the month before, a year's from 15/12 (NĐ 09/2019/NĐ-CP Đ12).
 */
export const periodNames = ['month', 'quarter', 'year', 'lastYear', 'reportMonth', 'reportYear'] as const
export type PeriodName = (typeof periodNames)[number]

const day = (year: number, month: number, of: number): string =>
  new Date(Date.UTC(year, month, of)).toISOString().slice(0, 10)

/** @param today `YYYY-MM-DD` */
export function periodOf(name: PeriodName, today: string): { from: string; to: string } {
  const [year, month, date] = today.split('-').map(Number) as [number, number, number]
  const m = month - 1
  switch (name) {
    case 'month':
      return { from: day(year, m, 1), to: day(year, m + 1, 0) }
    case 'quarter': {
      const first = m - (m % 3)
      return { from: day(year, first, 1), to: day(year, first + 3, 0) }
    }
    case 'year':
      return { from: day(year, 0, 1), to: day(year, 11, 31) }
    case 'lastYear':
      return { from: day(year - 1, 0, 1), to: day(year - 1, 11, 31) }
    case 'reportMonth': {
      // From the 15th on the next report's figures begin.
      const last = date < 15 ? m : m + 1
      return { from: day(year, last - 1, 15), to: day(year, last, 14) }
    }
    case 'reportYear': {
      const last = m === 11 && date >= 15 ? year + 1 : year
      return { from: day(last - 1, 11, 15), to: day(last, 11, 14) }
    }
  }
}
