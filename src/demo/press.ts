/** Printing presses: files of papers are made on all processors beside the story that uses them, the earliest needed first. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Draft } from '../../tools/invented/draft.ts'
import type { InventedFile, Kind } from '../../tools/invented/index.ts'

/** What a press needs for one paper: plain data, for it goes to another thread. */
export interface Order {
  readonly draft: Draft
  readonly kind: Kind
  readonly seed: string
  readonly index: number
}

export type Printed = { readonly files: readonly InventedFile[] } | { readonly error: string }

interface Waiting {
  readonly order: Order
  readonly needed: string
  readonly resolve: (files: readonly InventedFile[]) => void
  readonly reject: (error: Error) => void
}

export class Presses {
  readonly #size = Math.min(4, availableParallelism())
  readonly #idle: Worker[] = []
  readonly #all: Worker[] = []
  readonly #busy = new Map<Worker, Waiting>()
  #waiting: Waiting[] = []

  /** @param needed when its turn comes: day or any words that sort (the smallest is made first) */
  print(order: Order, needed: string): Promise<readonly InventedFile[]> {
    const files = new Promise<readonly InventedFile[]>((resolve, reject) => {
      this.#waiting.push({ order, needed, resolve, reject })
    })
    files.catch(() => {}) // whoever needs the paper hears of it; the story may have ended before
    this.#next()
    return files
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? this.#another()
      if (!worker) return
      const first = this.#waiting.reduce((a, b) => (b.needed < a.needed ? b : a))
      this.#waiting = this.#waiting.filter((one) => one !== first)
      this.#busy.set(worker, first)
      worker.postMessage(first.order)
    }
  }

  #another(): Worker | undefined {
    if (this.#all.length >= this.#size) return undefined
    const worker = new Worker(new URL('./press-worker.ts', import.meta.url))
    this.#all.push(worker)
    const done = (tell: (one: Waiting) => void): void => {
      const one = this.#busy.get(worker)
      this.#busy.delete(worker)
      if (one) tell(one)
    }
    worker.on('message', (printed: Printed) => {
      done((one) => ('files' in printed ? one.resolve(printed.files) : one.reject(new Error(printed.error))))
      this.#idle.push(worker)
      this.#next()
    })
    worker.on('error', (error) => done((one) => one.reject(error as Error)))
    return worker
  }

  /** Ends the presses; what was not yet printed is given up. */
  async close(): Promise<void> {
    for (const one of [...this.#waiting, ...this.#busy.values()]) one.reject(new Error('the presses are closed'))
    this.#waiting = []
    this.#busy.clear()
    await Promise.all(this.#all.map((worker) => worker.terminate()))
  }
}
