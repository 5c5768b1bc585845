import type { Chance } from '../invented/chance.ts'

/**
 * Picks from a list as words and senders come in an office: the first often, the next half as often, and so on (Zipf's law).
 * @param list in the order of frequency
 * @param s how steep: 1 is Zipf's own, 0 gives all the same
 */
export class Zipf<T> {
  readonly #list: readonly T[]
  readonly #sums: Float64Array

  constructor(list: readonly T[], s = 1) {
    if (list.length === 0) throw new Error('nothing to pick from')
    this.#list = list
    this.#sums = new Float64Array(list.length)
    let sum = 0
    for (let i = 0; i < list.length; i++) {
      sum += 1 / (i + 1) ** s
      this.#sums[i] = sum
    }
  }

  pick(chance: Chance): T {
    const wanted = chance.next() * this.#sums.at(-1)!
    let low = 0
    let high = this.#sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return this.#list[low]!
  }
}

/**
 * Parts a whole by weights, so that the parts are whole numbers and come to exactly the whole (largest remainders first).
 * @param weights not negative, not all zero
 */
export function shares(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (whole * weight) / sum)
  const parts = exact.map(Math.floor)
  let left = whole - parts.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, i) => [value - Math.floor(value), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of order) {
    if (left-- <= 0) break
    parts[i]!++
  }
  return parts
}
