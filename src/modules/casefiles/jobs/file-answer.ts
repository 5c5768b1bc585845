import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { putInto, subjectOf } from '../facts.ts'
import { findFile } from '../store.ts'
import { openFilesHolding } from '../store-items.ts'

/**
 * Filing is the by-product of work: an answer lies in the file of what it answers as soon as it is issued. The act is that of
 * whoever issued it, whose own rights do not reach into the file; so it is done for the file, and told as threaded.
 * Done again it finds the answer there.
 */
export default async function fileAnswer(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const documentId = payload['documentId']
  const answered = Array.isArray(payload['repliesTo'])
    ? payload['repliesTo'].filter((id) => typeof id === 'string')
    : []
  if (typeof documentId !== 'string' || answered.length === 0) return
  await job.transaction(async (ctx) => {
    for (const found of await openFilesHolding(ctx.tx, ctx.actor.organizationId, answered)) {
      const file = await findFile(ctx.tx, { ...ctx.actor, kind: 'system' }, found.id, 'lock')
      if (file?.state !== 'open') continue
      const added = await putInto(ctx, file, [documentId], 'thread')
      if (added.length > 0)
        ctx.alsoRecord({ kind: 'casefiles.add', subject: subjectOf(file), data: { documentIds: added, how: 'thread' } })
    }
  })
}
