/** Seeded chance: the same seed gives the same documents on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  shuffle<T>(from: readonly T[]): T[]
}

/** A stream of its own for every name, so that a change in one place moves nothing elsewhere. */
export function randomOf(...names: (string | number)[]): Random {
  let state = 2166136261
  for (const letter of names.join('|')) state = Math.imul(state ^ letter.codePointAt(0)!, 16777619)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 3; warm++) next()
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    shuffle: (from) => {
      const left = [...from]
      for (let at = left.length - 1; at > 0; at--) {
        const other = whole(0, at)
        const kept = left[at]!
        left[at] = left[other]!
        left[other] = kept
      }
      return left
    },
  }
}
