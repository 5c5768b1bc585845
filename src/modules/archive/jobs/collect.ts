import { termsOf } from '#modules/people/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { gather, withdrawRecalled } from '../store-collections.ts'

/**
 * What is issued comes into the collections whose rule it meets, as a proposal; what is called back is withdrawn from them. Done again
 * it finds the document there.
 */
export default async function collect(job: JobRun, { type, payload }: EventDelivery): Promise<void> {
  const documentId = payload['documentId']
  if (typeof documentId !== 'string') return
  await job.transaction(async (ctx) => {
    const { organizationId, name } = ctx.actor
    if (type === 'outgoing.recalled') {
      await withdrawRecalled(ctx.tx, { organizationId, documentId, now: ctx.now, byName: name })
      return
    }
    const terms = await termsOf(ctx.tx, organizationId)
    await gather(ctx.tx, { organizationId, documentIds: [documentId], terms, now: ctx.now, byName: name })
  })
}
