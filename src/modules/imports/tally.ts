/** Counting while an import runs: findings by check, numbers by book with their gaps. */
import type { OldBook } from '#modules/records/index.ts'
import type { ImportCounts } from './contract.ts'
import { type BookNumber, labelOf } from './inserted.ts'
import type { CheckId, Fault } from './sentences.ts'
import { isError } from './sentences.ts'
import type { Gap } from './store.ts'

export const emptyCounts = (): ImportCounts => ({
  rows: 0,
  accepted: 0,
  rejected: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  warnings: 0,
})

/** Faults by check. */
export function countFaults(into: Record<string, number>, faults: readonly Fault[]): void {
  const seen = new Set<CheckId>()
  for (const { check } of faults) seen.add(check)
  for (const check of seen) into[check] = (into[check] ?? 0) + 1
}

export const isRejected = (faults: readonly Fault[]): boolean => faults.some(isError)

/** Numbers met so far, by book: a number twice is found, gaps are told at the end. */
export class NumberTally {
  readonly #books = new Map<string, { title: string; lines: Map<number, number>; inserted: Map<string, number> }>()

  /** @returns the line that has this number already, null when it is new */
  take(
    book: Pick<OldBook, 'series' | 'period' | 'title' | 'periodLabel'>,
    place: BookNumber,
    line: number,
  ): number | null {
    const key = `${book.series}|${book.period}`
    let entry = this.#books.get(key)
    if (!entry) {
      entry = { title: `${book.title} ${book.periodLabel}`.trim(), lines: new Map(), inserted: new Map() }
      this.#books.set(key, entry)
    }
    const { number, suffix } = place
    const earlier = suffix ? entry.inserted.get(labelOf(place)) : entry.lines.get(number)
    if (earlier !== undefined && earlier !== line) return earlier
    if (suffix) entry.inserted.set(labelOf(place), line)
    else entry.lines.set(number, line)
    return null
  }

  gaps(): Gap[] {
    return [...this.#books.values()].map(({ title, lines }) => {
      const numbers = Int32Array.from(lines.keys()).sort()
      const examples: string[] = []
      let missing = 0
      for (let i = 1; i < numbers.length; i++) {
        const [before, after] = [numbers[i - 1]!, numbers[i]!]
        if (after - before < 2) continue
        missing += after - before - 1
        if (examples.length < 20) examples.push(after - before === 2 ? `${before + 1}` : `${before + 1}–${after - 1}`)
      }
      return {
        book: title,
        first: numbers[0] ?? 0,
        last: numbers.at(-1) ?? 0,
        count: numbers.length,
        missing,
        examples,
      }
    })
  }
}
