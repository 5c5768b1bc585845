/** A seeded source of chance (sfc32): the same seed gives the same documents, whatever else runs. */
export class Chance {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(seed: number | string) {
    // FNV-1a spreads short seeds over three words.
    const word = (salt: string) => {
      let hash = 0x811c9dc5
      for (const char of `${salt}:${seed}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
      return hash | 0
    }
    this.#a = word('a')
    this.#b = word('b')
    this.#c = word('c')
    for (let turn = 0; turn < 15; turn += 1) this.next()
  }

  /** 0 ≤ x < 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }

  /** A whole number, both ends in. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from)
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }

  /** Some of the list, in its order. */
  some<T>(list: readonly T[], count: number): T[] {
    const chosen = new Set<number>()
    while (chosen.size < Math.min(count, list.length)) chosen.add(this.int(0, list.length - 1))
    return list.filter((_, index) => chosen.has(index))
  }

  happens(probability: number): boolean {
    return this.next() < probability
  }

  /** Roughly normal around 0. */
  bell(spread: number): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * spread
  }
}
