/** Working days. Pure calendar arithmetic on `YYYY-MM-DD`; no zone, no clock. */
import { holidayYears } from './shared/holidays.ts'
import type { Day, HolidayRule } from './types.ts'

export interface WorkingCalendar {
  /** Weekdays off: 6 Saturday, 7 Sunday (ISO). */
  readonly weekend: readonly number[]
  /** Days off by `MM-DD`, every year. */
  readonly yearly: ReadonlySet<string>
  readonly off: ReadonlySet<Day>
  /** Saturdays and Sundays worked for a swapped day. */
  readonly makeUp: ReadonlySet<Day>
  /** Last day up to which the moving holidays are known; later only fixed ones count. */
  readonly knownUntil: Day
}

/** A day of one organisation's own: off, or worked. It wins over the general rules. */
export interface OwnDay {
  readonly day: Day
  readonly isWorking: boolean
}

/** A calendar from the holiday rows of a rule set and the organisation's own days. */
export function workingCalendar(
  holidays: readonly HolidayRule[],
  own: readonly OwnDay[] = [],
  weekend: readonly number[] = [6, 7],
): WorkingCalendar {
  const off = new Set<Day>()
  const makeUp = new Set<Day>()
  const yearly = new Set<string>()
  for (const row of holidays) {
    if (row.yearly !== null && row.kind !== 'make-up') yearly.add(row.yearly)
    if (row.day === null) continue
    if (row.kind === 'make-up') makeUp.add(row.day)
    else off.add(row.day)
  }
  for (const { day, isWorking } of own) {
    off.delete(day)
    makeUp.delete(day)
    if (isWorking) makeUp.add(day)
    else off.add(day)
  }
  return { weekend, yearly, off, makeUp, knownUntil: `${holidayYears.to}-12-31` }
}

const DAY_MS = 86_400_000
const stamp = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** The day `n` calendar days later (earlier when negative). */
export function addDays(day: Day, n: number): Day {
  return new Date(stamp(day) + n * DAY_MS).toISOString().slice(0, 10)
}

/** Calendar days from one day to another (negative when `to` is earlier). */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((stamp(to) - stamp(from)) / DAY_MS)
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(stamp(day)).getUTCDay() || 7
}

/** Is the day worked? A make-up day is, whatever else it is. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  if (calendar.makeUp.has(day)) return true
  if (calendar.off.has(day) || calendar.yearly.has(day.slice(5))) return false
  return !calendar.weekend.includes(weekday(day))
}

/** The day itself when it is worked, else the next one that is. */
export function workingDayFrom(day: Day, calendar: WorkingCalendar): Day {
  let at = day
  // A year without a working day is a broken calendar, not a reason to hang.
  for (let i = 0; i < 366; i++, at = addDays(at, 1)) if (isWorkingDay(at, calendar)) return at
  return day
}

/**
 * The day `n` working days after `day`; the day itself does not count. `n` = 0: the day, or the next working day when it
 * is off (the same-day rule, NĐ 30/2020 Đ4.2c). Negative `n` counts backwards.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkingCalendar): Day {
  if (n === 0) return workingDayFrom(day, calendar)
  const step = n > 0 ? 1 : -1
  let left = Math.abs(Math.trunc(n))
  let at = day
  for (let guard = left * 8 + 366; left > 0 && guard > 0; guard--) {
    at = addDays(at, step)
    if (isWorkingDay(at, calendar)) left -= 1
  }
  return at
}

/** Working days of each year up to each of its days, counted once for a calendar: a list asks for fifty spans at a time. */
const counted = new WeakMap<WorkingCalendar, Map<number, Uint16Array>>()

/** `[n]`: working days among the first `n` days of the year. */
function countsOf(year: number, calendar: WorkingCalendar): Uint16Array {
  const years = counted.get(calendar) ?? new Map<number, Uint16Array>()
  counted.set(calendar, years)
  const known = years.get(year)
  if (known) return known
  const first = `${String(year).padStart(4, '0')}-01-01`
  const counts = new Uint16Array(new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29 ? 367 : 366)
  for (let n = 1, at = first; n < counts.length; n++, at = addDays(at, 1))
    counts[n] = counts[n - 1]! + (isWorkingDay(at, calendar) ? 1 : 0)
  years.set(year, counts)
  return counts
}

/** Working days of the year up to and with the day. */
function workedBy(day: Day, calendar: WorkingCalendar): number {
  const year = Number(day.slice(0, 4))
  return countsOf(year, calendar)[1 + daysBetween(`${day.slice(0, 4)}-01-01`, day)]!
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. So the days left until a deadline. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = workedBy(to, calendar) - workedBy(from, calendar)
  for (let year = Number(from.slice(0, 4)); year < Number(to.slice(0, 4)); year++)
    count += countsOf(year, calendar).at(-1)!
  return count
}

/**
 * Days that an office still has for work due on a day, as every list and page says them: working days left, 0 on the last
 * of them, negative once it is over. A day past is at least one day overdue, also when only days off lie between.
 */
export function workingDaysLeft(due: Day, today: Day, calendar: WorkingCalendar): number {
  const left = workingDaysBetween(today, due, calendar)
  return due < today ? Math.min(left, -1) : left
}

/** All working days of a span, both ends with it. */
export function workingDays(from: Day, to: Day, calendar: WorkingCalendar): Day[] {
  const days: Day[] = []
  for (let at = from; at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) days.push(at)
  return days
}
