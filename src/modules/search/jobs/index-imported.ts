import { z } from 'zod'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { indexRow } from '../rules.ts'
import { dropRows, putRows, sourcesOf } from '../store.ts'

const written = z.object({ documentIds: z.array(z.string()) })
const BATCH = 500

/**
 * Old registers come in sets, without an event for each document: a set is indexed behind its batch. Its documents may be new,
 * written over or taken back; what stands at this moment counts, so done twice it gives the same.
 */
export default async function indexImported(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const { documentIds } = written.parse(payload)
  for (let i = 0; i < documentIds.length; i += BATCH) {
    job.signal.throwIfAborted()
    const ids = documentIds.slice(i, i + BATCH)
    await job.transaction(async (ctx) => {
      const sources = await sourcesOf(ctx.tx, job.actor.organizationId, ids)
      await putRows(ctx.tx, sources.map(indexRow))
      const standing = new Set(sources.map((source) => source.document_id))
      await dropRows(
        ctx.tx,
        ids.filter((id) => !standing.has(id)),
      )
    })
  }
}
