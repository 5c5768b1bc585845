/**
 * The only place that asks the time. Law counts days and years in Vietnam's zone (UTC+7, no summer time),
 * instants are kept in UTC.
 */

export interface Clock {
  /** The present instant. */
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock for tests: stands at an instant until moved. */
export function fixedClock(at: string | Date): Clock & { set(at: string | Date): void; advance(ms: number): void } {
  let value = new Date(at)
  return {
    now: () => new Date(value),
    set: (next) => {
      value = new Date(next)
    },
    advance: (ms) => {
      value = new Date(value.getTime() + ms)
    },
  }
}

const OFFSET_MS = 7 * 3600_000

/** The calendar day in Vietnam, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which a day begins in Vietnam. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS)
}

/** An instant written in Vietnam's zone by ISO 8601, to the second: `2026-11-22T20:41:01+07:00` (NĐ 30/2020 PL I). */
export function isoVietnam(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}
