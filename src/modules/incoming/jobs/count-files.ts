import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { insertStep, recountComponents } from '../store.ts'

export default async function countFiles(job: JobRun, { payload, eventId }: EventDelivery): Promise<void> {
  const documentId = String(payload['documentId'])
  await job.transaction(async (ctx) => {
    const isNew = await recountComponents(ctx.tx, ctx.actor.organizationId, documentId, eventId)
    if (!isNew) return
    insertStep(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id: newId(),
      documentId,
      kind: 'file-added',
      at: ctx.now,
      byPost: ctx.actor.postId,
      byName: ctx.actor.name,
      byTitle: ctx.actor.title,
      words: String(payload['fileName'] ?? ''),
      data: { eventId },
    })
  })
}
