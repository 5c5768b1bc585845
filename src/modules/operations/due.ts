/** When the daily backup is due. Pure. */

const DAY = 86_400_000
const HOUR = 3_600_000
const VIETNAM = 7 * 3_600_000

/**
 * Due when none was made since the last time the clock of Vietnam showed the hour: a machine that was off then makes it up.
 * One from the future was made while the clock was wrong: it counts as none, or there would be no backup until that day.
 * @param at `HH:MM` in Vietnam · @param last the last good one, or null
 */
export function isBackupDue(at: string, last: Date | null, now: Date): boolean {
  const [hours, minutes] = at.split(':').map(Number)
  const local = now.getTime() + VIETNAM
  let slot = Math.floor(local / DAY) * DAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
  if (slot > local) slot -= DAY
  return last === null || last.getTime() < slot - VIETNAM || last.getTime() > now.getTime() + HOUR
}

/** After a failure the next attempt waits an hour: not every five minutes into a disk that is full. */
export const isTooSoon = (failedAt: Date, now: Date): boolean => Math.abs(now.getTime() - failedAt.getTime()) < HOUR
