/** Dates and numbers as printed forms write them. Pure. */

import { formatNumber, legalLongDate, type PartialDate, shortDate as shortLegalDate } from '#engines/vn-text/index.ts'

/** 1284 -> "1.284": the thousands' point of Vietnamese writing. */
export function grouped(value: number): string {
  return formatNumber(value)
}

/** A document number or count below ten with its leading zero (NĐ 30/2020, PL I, phần II, mục 3): 5 -> "05". */
export function twoDigits(value: number): string {
  return value >= 0 && value < 10 ? `0${value}` : String(value)
}

/** `2026-03-05` -> "05/03/2026", `2026-03` -> "03/2026", `2026` -> "2026"; whatever is no such date comes back as it is. */
export function shortDate(date: string | null | undefined): string {
  return shortLegalDate((date ?? '') as PartialDate) ?? date ?? ''
}

/** `2026-03-05` -> "ngày 05 tháng 3 năm 2026"; whatever is no date comes back as it is. */
export function longDate(date: string): string {
  return legalLongDate(date as PartialDate) ?? date
}

/** An instant (ISO 8601 with zone, or epoch milliseconds) as the clock in Vietnam showed it: "05/03/2026 14:07:09". */
export function vietnamTime(instant: string | number): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant)
  if (Number.isNaN(time)) return String(instant)
  const [date = '', clock = ''] = new Date(time + 7 * 3_600_000).toISOString().split('T')
  return `${shortDate(date)} ${clock.slice(0, 8)}`
}
