import { currentLanguage } from '../i18n.ts'

/** Where the offices are: instants are shown in their time, whatever the machine's zone is. */
const ZONE = 'Asia/Ho_Chi_Minh'

/** Formatters are dear to make, and a list asks for hundreds of figures: each kind is made once. */
const made = new Map<string, { format(value: never): string }>()
function once<T extends { format(value: never): string }>(name: string, make: () => T): T {
  const known = (made.get(name) as T | undefined) ?? make()
  made.set(name, known)
  return known
}
const numbers = (digits: number): Intl.NumberFormat => {
  const language = currentLanguage() === 'en' ? 'en-GB' : 'vi-VN'
  return once(`${language} ${digits}`, () => new Intl.NumberFormat(language, { maximumFractionDigits: digits }))
}

/**
 * A calendar date for people: `2026-03-05` is `05/03/2026`, partial ones `03/2026` and `2026`. The same in both
 * languages: the law writes days this way. What is not such a date comes back unchanged; nothing is ''.
 */
export function formatDate(date: string | null | undefined): string {
  if (!date) return ''
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(/^\d{4}-\d{2}-\d{2}T/.test(date) ? dayOf(date) : date)
  return parts ? [parts[3], parts[2], parts[1]].filter(Boolean).join('/') : date
}

/** The day (`YYYY-MM-DD`, Vietnamese time) in which an instant (ISO 8601) falls. */
export function dayOf(instant: string | Date): string {
  const days = once('day', () => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' }))
  return days.format(new Date(instant))
}

/** An instant (ISO 8601) as `05/03/2026 14:05`, Vietnamese time. */
export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return ''
  return `${formatDate(dayOf(instant))} ${formatTime(instant)}`
}

/** The time of an instant as `14:05`, Vietnamese time. */
export function formatTime(instant: string): string {
  const times = once(
    'time',
    () => new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }),
  )
  return times.format(new Date(instant))
}

/** A whole number with the language's separators: `1.284` in Vietnamese, `1,284` in English. */
export function formatNumber(value: number): string {
  return numbers(3).format(value)
}

/** A capped count: `10.000+` when the server stopped counting. */
export function formatCount(value: number, isCapped = false): string {
  return formatNumber(value) + (isCapped ? '+' : '')
}

/** Bytes for people: `812 KB`, `4,2 MB` (powers of 1024). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let at = 0
  let value = bytes
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024
    at++
  }
  return `${numbers(at > 1 && value < 10 ? 1 : 0).format(value)} ${units[at]}`
}

/** Calendar days from one day to another (`YYYY-MM-DD`); negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
