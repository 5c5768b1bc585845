import { allOrganizations, notify } from '#modules/operations/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { enforce, labelOf } from '../access.ts'
import { isOver, meanwhile, NO_LIST } from '../access-rules.ts'
import { noticeOf } from '../notices.ts'
import * as store from '../store-access.ts'

const BATCH = 100

/** Each document in a transaction of its own; a second run finds nothing to do. */
const run: JobHandler<Record<string, never>> = async (job) => {
  const today = dayOf(job.now)
  let ended = 0
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (;;) {
      job.signal.throwIfAborted()
      const ids = await job.transactionIn(organizationId, (ctx) => store.lapsed(ctx.tx, organizationId, today, BATCH))
      for (const id of ids) await job.transactionIn(organizationId, (ctx) => lapse(ctx, id))
      ended += ids.length
      if (ids.length < BATCH) break
    }
  job.report({ ended })
}
export default run

async function lapse(ctx: ActionContext, documentId: string): Promise<void> {
  const { tx, actor, now, today } = ctx
  const document = await store.lockDocument(tx, actor, documentId)
  if (!document) return
  const pending = await store.pendingChange(tx, actor.organizationId, documentId)
  const ground = pending ? pending.before : document.access
  if (!isOver(ground, today)) return
  const changeId = await store.endChange(tx, actor.organizationId, documentId, now, 'ended')
  // A change that waits now stands against no list at all; its precaution goes on.
  if (pending) await store.rebase(tx, actor.organizationId, pending.id, NO_LIST)
  const to = pending ? meanwhile(NO_LIST, pending.after, pending.kept) : NO_LIST
  await enforce(ctx, document, document.access, to, {
    documentId,
    changeId: pending?.id ?? changeId?.id ?? documentId,
    what: 'ended',
    reason: null,
    toPostIds: [],
  })
  if (changeId)
    await notify(ctx, {
      kind: noticeOf('ended'),
      postIds: [changeId.askedBy],
      subject: { type: 'document', id: documentId },
      facts: { label: labelOf(document) },
      link: `incoming/${documentId}`,
    })
}
