/**
 * Threads that sign and verify, so that key derivation and hostile files never hold up the server. Signing and verifying have threads
 * of their own: a file that takes for ever stops nobody's signature. Each is ended when it has had nothing to do for a while.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '#platform/errors/index.ts'
import type { OnDevice, Works } from './work.ts'
import type { Answer, Order, Reply } from './worker.ts'

interface Waiting extends Order {
  readonly limitMs: number
  readonly onDevice: OnDevice
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const IDLE_MS = 30_000

const noDevice: OnDevice = async () => {
  throw new AppError('SIGNATURES_NO_TOKENS')
}

/** What a device has made goes back to the thread that asks for it, or why there is nothing. */
async function answer(made: Promise<Uint8Array>, worker: Worker): Promise<void> {
  const told: Answer = await made.then(
    (bytes) => ({ answer: bytes }),
    (error: unknown) => ({
      refused:
        error instanceof AppError
          ? { code: error.code, facts: error.facts }
          : { code: 'SIGNATURES_TOKEN_STOPPED', facts: {} },
    }),
  )
  worker.postMessage(told)
}

class Pool {
  readonly #most: number
  readonly #idle = new Map<Worker, NodeJS.Timeout>()
  #size = 0
  readonly #waiting: Waiting[] = []

  constructor(most: number) {
    this.#most = most
  }

  run<K extends keyof Works>(
    kind: K,
    order: Parameters<Works[K]>[0],
    limitMs: number,
    onDevice: OnDevice = noDevice,
  ): Promise<Awaited<ReturnType<Works[K]>>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, order, limitMs, onDevice, resolve: resolve as (value: unknown) => void, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const [idle] = this.#idle
    if (!idle && this.#size >= this.#most) return
    const worker = idle?.[0] ?? this.#another()
    if (idle) {
      clearTimeout(idle[1])
      this.#idle.delete(worker)
    }
    this.#give(worker, this.#waiting.shift()!)
  }

  #another(): Worker {
    this.#size++
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    worker.on('error', () => {}) // whoever waits for it hears of it; one that rests is only forgotten
    worker.on('exit', () => {
      clearTimeout(this.#idle.get(worker))
      if (this.#idle.delete(worker)) this.#size--
    })
    return worker
  }

  #give(worker: Worker, one: Waiting): void {
    worker.ref()
    const over = (isGood: boolean): void => {
      clearTimeout(limit)
      worker.off('message', onReply)
      worker.off('error', onError)
      if (isGood) this.#rest(worker)
      else this.#drop(worker)
      this.#next()
    }
    const onReply = (reply: Reply): void => {
      if ('ask' in reply) return void answer(one.onDevice(reply.ask), worker)
      over(true)
      if ('value' in reply) one.resolve(reply.value)
      else if ('fault' in reply) one.reject(new AppError(reply.fault.code, { facts: reply.fault.facts }))
      else one.reject(new Error(`signing thread: ${reply.crash}`))
    }
    const onError = (error: unknown): void => {
      over(false)
      one.reject(error as Error)
    }
    const limit = setTimeout(() => {
      over(false)
      one.reject(new AppError('SIGNATURES_TOO_SLOW', { facts: { seconds: Math.round(one.limitMs / 1000) } }))
    }, one.limitMs)
    worker.on('message', onReply)
    worker.on('error', onError)
    worker.postMessage({ kind: one.kind, order: one.order } satisfies Order)
  }

  #rest(worker: Worker): void {
    worker.unref()
    const retire = setTimeout(() => {
      this.#idle.delete(worker)
      this.#drop(worker)
    }, IDLE_MS)
    retire.unref()
    this.#idle.set(worker, retire)
  }

  #drop(worker: Worker): void {
    this.#size--
    worker.terminate().catch(() => {})
  }
}

const signing = new Pool(3)
const verifying = new Pool(2)

/** Opens, seals, signs. `limitMs` bounds the whole work; `onDevice` signs for keys that lie in a device. @throws AppError of engine and room, SIGNATURES_TOO_SLOW */
export const inSigningThread: Pool['run'] = (kind, order, limitMs, onDevice) =>
  signing.run(kind, order, limitMs, onDevice)

/** Verifies. @throws as `inSigningThread` */
export const inVerifyingThread: Pool['run'] = (kind, order, limitMs) => verifying.run(kind, order, limitMs)
