/** Notices that the clock was set (or the machine slept): it and the one that only runs forward no longer agree. */

const EVERY_MS = 5000
/** What time synchronisation corrects little by little is no jump. */
const JUMP_MS = 60_000

export interface Clocks {
  /** The machine's time and a monotone one, both in milliseconds. */
  readonly wall: () => number
  readonly steady: () => number
}

/**
 * @param onJump milliseconds by which the clock went ahead (negative: back)
 * @returns looks now; `stop` ends the watch
 */
export function watchJumps(
  onJump: (ms: number) => void,
  clocks: Clocks = { wall: () => Date.now(), steady: () => performance.now() },
): { look(): void; stop(): void } {
  let offset = clocks.wall() - clocks.steady()
  const look = (): void => {
    const by = clocks.wall() - clocks.steady() - offset
    // Slow drift is followed, so that months of it never add up to a jump.
    offset += by
    if (Math.abs(by) >= JUMP_MS) onJump(by)
  }
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}
