import { resolvePost } from '#modules/people/index.ts'
import { findDocument } from '#modules/records/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { type Facts, handOver, passTo } from '../facts.ts'
import { findPaper, papersOfPost } from '../store.ts'
import { opinionsOf } from '../store-way.ts'

const SIGNER_GONE = 'Người ký thôi giữ chức vụ; chọn người ký khác rồi trình lại.'

/**
 * A post has ended: what it drafted is its successor's to go on with; what waited for its signature goes back to the drafter, since
 * authority does not pass with the chair (NĐ 30/2020 Đ13). Each document in a transaction of its own.
 */
export default async function handOverDrafts(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const { organizationId } = job.actor
  const endedId = String(payload['postId'])
  const successorId = (payload['successorPostId'] as string | null) ?? null
  const ids = await job.transaction((ctx) => papersOfPost(ctx.tx, organizationId, endedId))
  for (const documentId of ids) {
    await job.transaction(async (ctx) => {
      const paper = await findPaper(ctx.tx, organizationId, documentId, 'lock')
      const document = paper ? await findDocument(ctx.tx, organizationId, documentId) : null
      if (!paper || !document) return
      let facts: Facts = { paper, document, opinions: await opinionsOf(ctx.tx, organizationId, documentId) }
      const successor = successorId ? await resolvePost(ctx.tx, null, successorId, ctx.today) : null
      if (paper.drafter_post === endedId && successor) facts = await handOver(ctx, facts, successor)
      if (paper.signer_post === endedId && ['approval', 'approved', 'numbered'].includes(paper.state))
        await passTo(
          ctx,
          facts,
          facts.paper.version,
          'drafting',
          { kind: 'sent-back', words: SIGNER_GONE },
          { returnedWords: SIGNER_GONE, approvedVersion: null, renderedId: null, signer: null },
        )
      ctx.record({ kind: 'outgoing.hand-over', subject: { type: 'document', id: documentId, label: document.subject } })
    })
  }
}
