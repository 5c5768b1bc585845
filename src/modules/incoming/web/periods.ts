/** Periods that offices report on, as days of arrival. */
export const periodNames = ['month', 'quarter', 'year', 'lastYear', 'reportMonth', 'reportYear'] as const
export type PeriodName = (typeof periodNames)[number]

const day = (year: number, month: number, of: number): string =>
  new Date(Date.UTC(year, month, of)).toISOString().slice(0, 10)

/**
 * @param today `YYYY-MM-DD`
 * @param closing the day on which figures for reports close (a rule): a month's begin a day later in the month before, a year's in December
 */
export function periodOf(name: PeriodName, today: string, closing: number): { from: string; to: string } {
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
      // After it the next report's figures begin.
      const last = date <= closing ? m : m + 1
      return { from: day(year, last - 1, closing + 1), to: day(year, last, closing) }
    }
    case 'reportYear': {
      const last = m === 11 && date > closing ? year + 1 : year
      return { from: day(last - 1, 11, closing + 1), to: day(last, 11, closing) }
    }
  }
}
