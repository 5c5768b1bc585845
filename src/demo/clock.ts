import type { Clock } from '#platform/clock/index.ts'
import { dayOf, startOfDay } from '#platform/clock/index.ts'
import { addWorkingDays, isWorkingDay, type WorkingCalendar } from '#regimes/index.ts'

const MINUTE = 60_000
const MORNING = 7 * 60 + 40
const EVENING = 16 * 60 + 20

/**
 * The weeks before the present, as working days: 0 is the last one whose hours can be told (today once the office has
 * been open for two hours, else the working day before), -1 the one before it.
 */
export interface Weeks {
  /** @param index 0, -1, -2 … @param part of the office hours, 0 … 1 */
  at(index: number, part: number): Date
  day(index: number): string
}

/** @param now the present instant: nothing lies later */
export function weeksBefore(now: Date, calendar: WorkingCalendar): Weeks {
  const today = dayOf(now)
  const opened = startOfDay(today).getTime() + MORNING * MINUTE
  const isToday = isWorkingDay(today, calendar) && now.getTime() - opened > 120 * MINUTE
  const last = isToday ? today : addWorkingDays(today, -1, calendar)
  const day = (index: number): string => (index === 0 ? last : addWorkingDays(last, index, calendar))
  return {
    day,
    at(index, part) {
      const from = startOfDay(day(index)).getTime() + MORNING * MINUTE
      const usual = from + (EVENING - MORNING) * MINUTE
      // Today ends now.
      const to = index === 0 ? Math.min(usual, now.getTime() - 5 * MINUTE) : usual
      return new Date(Math.round(from + (to - from) * part))
    },
  }
}

/** A clock that the story moves; it never stands still, so that no two entries share an instant. */
export function storyClock(start: Date): Clock & { set(at: Date): void } {
  let value = start.getTime()
  return {
    now: () => {
      value += 7
      return new Date(value)
    },
    set: (at) => {
      value = Math.max(value, at.getTime())
    },
  }
}
