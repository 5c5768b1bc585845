/** The signing thread: one order at a time; errors go back by name. */
import { parentPort } from 'node:worker_threads'
import '#engines/sign/index.ts'
import '../errors.ts'
import { AppError } from '#platform/errors/index.ts'
import type { SignWith } from '../token/protocol.ts'
import { type Works, works } from './work.ts'

export interface Order {
  readonly kind: keyof Works
  readonly order: unknown
}
/** What the device made of an `ask`. */
export type Answer = { readonly answer: Uint8Array } | { readonly refused: Fault }
interface Fault {
  readonly code: string
  readonly facts: AppError['facts']
}
export type Reply =
  /** A device is to sign; the order goes on with its answer. */
  { readonly ask: SignWith } | { readonly value: unknown } | { readonly fault: Fault } | { readonly crash: string }

let onAnswer: ((answer: Answer) => void) | undefined

const onDevice = (what: SignWith): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    onAnswer = (given) => {
      onAnswer = undefined
      if ('answer' in given) resolve(given.answer)
      else reject(new AppError(given.refused.code, { facts: given.refused.facts }))
    }
    parentPort!.postMessage({ ask: what } satisfies Reply)
  })

parentPort!.on('message', async (message: Order | Answer) => {
  if (!('kind' in message)) return onAnswer?.(message)
  const { kind, order } = message
  let reply: Reply
  try {
    reply = { value: await works[kind](order as never, onDevice) }
  } catch (error) {
    reply =
      error instanceof AppError
        ? { fault: { code: error.code, facts: error.facts } }
        : { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort!.postMessage(reply)
})
