/** Dates as registers spell them. Day before month, always (Vietnam). */
import { type PartialDate, parseVietnameseDate, partialDate, readPartialDate } from '#engines/vn-text/index.ts'
import { serialDay } from './xlsx.ts'

/** What a cell says of a day: a date, a day whose century nobody wrote, or nothing that can be read. */
export type DateReading =
  | { readonly kind: 'date'; readonly value: PartialDate }
  | { readonly kind: 'short-year'; readonly value: PartialDate | null; readonly text: string }
  | { readonly kind: 'unreadable' }

const SHORT_YEAR = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*['’]?(\d{2})$/
const SHORT_MONTH = /^(?:th[áa]ng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$/iu
const PACKED = /^(\d{2})(\d{2})(\d{4})$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ENGLISH = /^(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4}|\d{2})$/i

/** Two digits mean the hundred years that end with `last`: 2026 makes 27 to 1927 and 26 to 2026. */
export function fullYear(two: number, last: number): number {
  const year = last - (last % 100) + two
  return year > last ? year - 100 : year
}

/**
 * @param lastYear the year that two digits reach at most; null: they are not read but asked about
 */
export function readDate(cell: string, lastYear: number | null = null): DateReading {
  const text = cell.normalize('NFC').replace(/\s+/g, ' ').trim()
  const found = (value: PartialDate | null): DateReading => (value ? { kind: 'date', value } : { kind: 'unreadable' })
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)
  if (iso) return found(readPartialDate(iso[1]!) ? iso[1]! : null)
  if (/^\d{4}(-\d{2})?$/.test(text) && readPartialDate(text)) return found(text)
  const ymd = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text)
  if (ymd) return found(partialDate(Number(ymd[1]), Number(ymd[2]), Number(ymd[3])))
  const short = SHORT_YEAR.exec(text)
  if (short) return shortYear(text, Number(short[1]), Number(short[2]), Number(short[3]), lastYear)
  const english = ENGLISH.exec(text)
  if (english) {
    const month = MONTHS.indexOf(english[2]!.toLowerCase()) + 1
    const year = english[3]!
    if (month === 0) return { kind: 'unreadable' }
    if (year.length === 2) return shortYear(text, Number(english[1]), month, Number(year), lastYear)
    return found(partialDate(Number(year), month, Number(english[1])))
  }
  const month = SHORT_MONTH.exec(text)
  if (month) return found(partialDate(Number(month[2]), Number(month[1])))
  const packed = PACKED.exec(text)
  if (packed) return found(partialDate(Number(packed[3]), Number(packed[2]), Number(packed[1])))
  // A serial day that lost its format on the way through CSV: 1927 to 2064.
  if (/^[1-5]\d{4}(\.\d+)?$/.test(text)) return found(serialDay(Number(text)))
  return found(parseVietnameseDate(text))
}

function shortYear(text: string, day: number, month: number, two: number, lastYear: number | null): DateReading {
  const value = partialDate(fullYear(two, lastYear ?? 2099), month, day)
  if (value === null) return { kind: 'unreadable' }
  return lastYear === null ? { kind: 'short-year', value: null, text } : { kind: 'date', value }
}

/** Day, month and year from three cells; what is blank is not known. A year alone, or with its month, is a date too. */
export function joinDate(day: string, month: string, year: string, lastYear: number | null = null): DateReading | null {
  const [d, m, y] = [day, month, year].map((text) => text.trim())
  if (!d && !m && !y) return null
  const number = (text: string | undefined) => (text && /^\d{1,4}$/.test(text) ? Number(text) : null)
  const [dd, mm, yy] = [number(d), number(m), number(y)]
  if (yy === null || (d && dd === null) || (m && mm === null)) return { kind: 'unreadable' }
  if (y!.length <= 2) {
    if (lastYear === null) return { kind: 'short-year', value: null, text: [d, m, y].join('/') }
    const value = partialDate(fullYear(yy, lastYear), mm, dd)
    return value ? { kind: 'date', value } : { kind: 'unreadable' }
  }
  const value = partialDate(yy, mm || null, dd || null)
  return value ? { kind: 'date', value } : { kind: 'unreadable' }
}
