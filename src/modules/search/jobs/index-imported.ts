import { z } from 'zod'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { indexMany } from '../many.ts'

const written = z.object({ documentIds: z.array(z.string()) })
/** Sets sort their words in one after another: none may hold the others up for long. */
const BATCH = 2_000

/**
 * Old registers come in sets, without an event for each document: a set is indexed behind its batch. Its documents may be new,
 * written over or taken back; what stands at this moment counts, so done twice it gives the same.
 */
export default async function indexImported(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const { documentIds } = written.parse(payload)
  for (let i = 0; i < documentIds.length; i += BATCH) {
    job.signal.throwIfAborted()
    await job.transaction((ctx) => indexMany(ctx, documentIds.slice(i, i + BATCH)))
  }
}
