/** The signing thread: one order at a time; errors go back by name. */
import { parentPort } from 'node:worker_threads'
import '#engines/sign/index.ts'
import '../errors.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Works, works } from './work.ts'

export interface Order {
  readonly kind: keyof Works
  readonly order: unknown
}
export type Reply =
  | { readonly value: unknown }
  | { readonly fault: { readonly code: string; readonly facts: AppError['facts'] } }
  | { readonly crash: string }

parentPort!.on('message', async ({ kind, order }: Order) => {
  let reply: Reply
  try {
    reply = { value: await works[kind](order as never) }
  } catch (error) {
    reply =
      error instanceof AppError
        ? { fault: { code: error.code, facts: error.facts } }
        : { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort!.postMessage(reply)
})
