/** One printing press, in a thread of its own. */
import { parentPort } from 'node:worker_threads'
import { Chance } from '../../tools/invented/chance.ts'
import { makeFiles } from '../../tools/invented/finish.ts'
import type { Order, Printed } from './press.ts'

parentPort!.on('message', async ({ draft, kind, seed, index }: Order) => {
  const printed: Printed = await makeFiles(draft, kind, new Chance(seed), { index, dpi: 110 }).then(
    (files) => ({ files }),
    (error) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  parentPort!.postMessage(printed)
})
