/**
 * How much work is taken on at a time. More requests than can be worked on wait in a line; a short crowd is waited out, but when the line
 * has not been empty for a moment there is more to do than can be done: then only a few may wait and the rest is refused early and
 * cheaply, so that those who are let in are answered as ever. What is refused was not begun and may be sent again.
 */
import { AppError } from '../errors/index.ts'

/** How long a crowd is waited out. */
const CROWD_MS = 2000
/** A line that stands longer than this is no crowd any more. */
const STANDING_MS = 500
/** It is over when nobody had to be refused for so long. */
const CALM_MS = 2000
/** Whatever happens, no more wait than this: bounds memory. */
const LONGEST_LINE = 500

export interface Admission {
  /** Waits for a place. @returns gives it back · @throws AppError PLATFORM_OVERLOADED */
  enter(): Promise<() => void>
  /** To be asked before a body is read. @throws AppError PLATFORM_OVERLOADED where `enter` would refuse */
  check(): void
  readonly figures: { readonly running: number; readonly waiting: number; readonly refused: number }
}

interface Waiting {
  admit(): void
}

/**
 * @param limit requests worked on at a time
 * @param now monotone milliseconds
 */
export function createAdmission(limit: number, now: () => number = () => performance.now()): Admission {
  const line = new Set<Waiting>()
  let running = 0
  let refused = 0
  let lastEmptyAt = now()
  /** Until when only few may wait. */
  let strictUntil = Number.NEGATIVE_INFINITY

  /** In a crowd that stands, more at a time would only make each of them wait longer. */
  const most = (): number => (now() < strictUntil ? Math.ceil((limit * 2) / 3) : limit)
  const isClosed = (): boolean => {
    const at = now()
    if (line.size === 0) lastEmptyAt = at
    if (at - lastEmptyAt > STANDING_MS) strictUntil = at + CALM_MS
    return line.size >= (at < strictUntil ? Math.max(1, Math.ceil(limit / 4)) : LONGEST_LINE)
  }
  const refuse = (): AppError => {
    refused += 1
    if (now() < strictUntil) strictUntil = now() + CALM_MS
    return new AppError('PLATFORM_OVERLOADED', { facts: { seconds: 1 + Math.floor(Math.random() * 3) } })
  }
  const place = (): (() => void) => {
    running += 1
    let isLeft = false
    return () => {
      if (isLeft) return
      isLeft = true
      running -= 1
      while (line.size > 0 && running < most()) line.values().next().value?.admit()
      if (line.size === 0) lastEmptyAt = now()
    }
  }
  return {
    check() {
      if (isClosed()) throw refuse()
    },
    async enter() {
      if (running < most() && line.size === 0) return place()
      if (isClosed()) throw refuse()
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          line.delete(one)
          reject(refuse())
        }, CROWD_MS)
        const one: Waiting = {
          admit() {
            clearTimeout(timer)
            line.delete(one)
            resolve(place())
          },
        }
        line.add(one)
      })
    },
    get figures() {
      return { running, waiting: line.size, refused }
    },
  }
}

/** Does a piece of work in a place of its own. @throws AppError PLATFORM_OVERLOADED */
export async function within<T>(admission: Admission, work: () => Promise<T>): Promise<T> {
  const leave = await admission.enter()
  try {
    return await work()
  } finally {
    leave()
  }
}
