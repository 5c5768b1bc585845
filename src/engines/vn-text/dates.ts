/**
 * Dates as documents write them. A date may be partial: `2010`, `2010-03` or `2010-03-09` (archives know no more, or the
 * day is handwritten). Text order of these strings is time order for equal precision.
 */

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

interface Fields {
  year: number
  month: number | null
  day: number | null
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Year, month and day of a partial date, null when the text is none (30 February included). */
export function readPartialDate(value: string): Fields | null {
  const match = SHAPE.exec(value)
  if (!match) return null
  const year = Number(match[1])
  const month = match[2] === undefined ? null : Number(match[2])
  const day = match[3] === undefined ? null : Number(match[3])
  if (year < 1) return null
  if (month !== null && (month < 1 || month > 12)) return null
  if (day !== null && (day < 1 || day > daysIn(year, month!))) return null
  return { year, month, day }
}

const two = (n: number) => String(n).padStart(2, '0')

/** Puts a partial date together; null when the parts are no date. A day without its month is no date. */
export function partialDate(year: number, month?: number | null, day?: number | null): PartialDate | null {
  const y = String(year).padStart(4, '0')
  if (month == null) return day == null && readPartialDate(y) ? y : null
  const text = day == null ? `${y}-${two(month)}` : `${y}-${two(month)}-${two(day)}`
  return readPartialDate(text) ? text : null
}

/** First and last calendar day that a partial date may mean, ISO; null when it is no date. */
export function partialRange(value: PartialDate): { first: string; last: string } | null {
  const fields = readPartialDate(value)
  if (!fields) return null
  const { year, month, day } = fields
  const y = value.slice(0, 4)
  if (month === null) return { first: `${y}-01-01`, last: `${y}-12-31` }
  if (day === null) return { first: `${y}-${two(month)}-01`, last: `${y}-${two(month)}-${two(daysIn(year, month))}` }
  return { first: value, last: value }
}

/**
 * The long form of NĐ 30/2020 PL I.II.4: `ngày 05 tháng 01 năm 2024`. A zero stands only before days 1–9 and months
 * 1–2 (`tháng 3`, not `tháng 03`). Partial dates give `tháng 3 năm 2010`, `năm 2010`.
 * @returns null when the value is no date.
 */
export function legalLongDate(value: PartialDate): string | null {
  const fields = readPartialDate(value)
  if (!fields) return null
  const { year, month, day } = fields
  const parts = [`năm ${year}`]
  if (month !== null) parts.unshift(`tháng ${month <= 2 ? two(month) : month}`)
  if (day !== null) parts.unshift(`ngày ${day < 10 ? two(day) : day}`)
  return parts.join(' ')
}

/** A day as people write it, `dd/MM/yyyy`; a month as `MM/yyyy`. @param day `YYYY-MM-DD` or `YYYY-MM`, known to be one */
export function shortDay(day: string): string {
  return day.split('-').reverse().join('/')
}

/** `dd/MM/yyyy`, `MM/yyyy` or `yyyy` for screens and registers; null when the value is no date. */
export function shortDate(value: PartialDate): string | null {
  if (!readPartialDate(value)) return null
  return shortDay(value)
}

const LONG = /(?:ng[àa]y\s+(\d{1,2})\s+)?(?:th[áa]ng\s+(\d{1,2})\s+)?n[ăa]m\s+(\d{4})/iu
const SHORT = /(?<!\d)(?:(\d{1,2})\s*[/.-]\s*)?(?:(\d{1,2})\s*[/.-]\s*)(\d{4})(?!\d)/u

/**
 * Reads the first date in a text: `ngày 05 tháng 01 năm 2024`, `tháng 3 năm 2010`, `năm 2010`, `05/01/2024`,
 * `3-2010`. Day before month, always (Vietnam).
 * @returns a partial date, or null when there is none or it cannot be one (31/02/2020).
 */
export function parseVietnameseDate(text: string): PartialDate | null {
  const nfcText = text.normalize('NFC')
  const match = LONG.exec(nfcText) ?? SHORT.exec(nfcText)
  if (!match) return null
  const number = (part: string | undefined) => (part === undefined ? null : Number(part))
  return partialDate(Number(match[3]), number(match[2]), number(match[1]))
}
