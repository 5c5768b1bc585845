import { resolvePost } from '#modules/people/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { letInto } from '../facts.ts'
import { handOverFiles, insertStep } from '../store.ts'
import { openDocumentsOf } from '../store-items.ts'

/**
 * A post has ended (moved, retired, NĐ 30/2020 Đ31.3đ): what it was making goes to its successor, who sees what lies in it. Without
 * one the files stay with the ended post, where the head of the unit still fills and closes them.
 */
export default async function handOverWork(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const { organizationId } = job.actor
  const from = String(payload['postId'])
  const successorId = (payload['successorPostId'] as string | null) ?? null
  if (!successorId) return
  await job.transaction(async (ctx) => {
    const successor = await resolvePost(ctx.tx, null, successorId, ctx.today)
    if (!successor) return
    const moved = await handOverFiles(ctx.tx, {
      organizationId,
      from,
      to: { postId: successor.postId, name: successor.fullName },
      now: ctx.now,
    })
    for (const id of moved) {
      // A document narrowed to a list is for who is named there: a successor is not, until he is (decision 0021).
      letInto(ctx, await openDocumentsOf(ctx.tx, organizationId, id), { posts: [successor.postId] }, 'handed-over')
      insertStep(ctx.tx, {
        organization_id: organizationId,
        id: newId(),
        file_id: id,
        kind: 'given',
        at: ctx.now,
        by_name: job.actor.name,
        words: successor.fullName,
        data: JSON.stringify({ from }),
      })
    }
    if (moved.length > 0)
      ctx.record({
        kind: 'casefiles.hand-over',
        subject: { type: 'post', id: from },
        data: { files: moved.length, to: successor.fullName },
      })
  })
}
