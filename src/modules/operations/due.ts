/** When the daily backup is due. Pure. */

const DAY = 86_400_000
const VIETNAM = 7 * 3_600_000

/**
 * Due when none was made since the last time the clock of Vietnam showed the hour: a machine that was off then makes it up.
 * @param at `HH:MM` in Vietnam · @param last the last good one, or null
 */
export function isBackupDue(at: string, last: Date | null, now: Date): boolean {
  const [hours, minutes] = at.split(':').map(Number)
  const local = now.getTime() + VIETNAM
  let slot = Math.floor(local / DAY) * DAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
  if (slot > local) slot -= DAY
  return last === null || last.getTime() < slot - VIETNAM
}
