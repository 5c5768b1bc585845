import { shortDay } from '#engines/vn-text/index.ts'
import { notify } from '#modules/operations/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { enforce, labelOf } from '../access.ts'
import { documentAccess } from '../access-contract.ts'
import { isOver } from '../access-rules.ts'
import { noticeOf } from '../notices.ts'
import * as store from '../store-access.ts'

async function loadChange(ctx: ActionContext, changeId: string) {
  const { tx, actor } = ctx
  const known = await store.documentOfChange(tx, actor.organizationId, changeId)
  // The document first, then the change: the order in which asking locks them.
  const document = known ? await store.lockDocument(tx, actor, known) : null
  const change = document ? await store.findChange(tx, actor.organizationId, changeId) : null
  if (!document || !change) throw new AppError('PLATFORM_NOT_FOUND')
  return { document, change }
}

/** The competent person confirms or refuses a change of rights; a refusal says why and puts back what stood before. */
export const decideAccess = action(documentAccess.decideAccess, {
  load: (ctx, { changeId }) => loadChange(ctx, changeId),
  allow: () => true, // the permission is the competent person's
  async run(ctx, { isConfirmed, words }, { document, change }) {
    const { tx, actor, now, today } = ctx
    const { document_id: documentId, before, after } = change
    if (!isConfirmed && !words) throw new AppError('RECORDS_ACCESS_REASON')
    if (isConfirmed && isOver(after, today))
      throw new AppError('RECORDS_ACCESS_UNTIL', { facts: { day: shortDay(after.until!) } })
    const state = isConfirmed ? ('confirmed' as const) : ('refused' as const)
    await decide(ctx, change, state, words ?? null)
    if (isConfirmed) await store.endChange(tx, actor.organizationId, documentId, now, 'confirmed', change.id)
    await enforce(ctx, document, document.access, isConfirmed ? after : before, {
      documentId,
      changeId: change.id,
      what: state,
      reason: words ?? null,
      toPostIds: [],
    })
    await notify(ctx, {
      kind: noticeOf(state),
      postIds: [change.asked_by],
      subject: { type: 'document', id: documentId },
      facts: { from: actor.name, label: labelOf(document), words: words ?? '' },
      link: `incoming/${documentId}`,
    })
    return { state }
  },
})

/** Whoever asked takes it back while it waits: what stood before holds again. */
export const withdrawAccess = action(documentAccess.withdrawAccess, {
  load: (ctx, { changeId }) => loadChange(ctx, changeId),
  allow: (actor, { change }) => change.asked_by === actor.postId,
  async run(ctx, _input, { document, change }) {
    await decide(ctx, change, 'withdrawn', null)
    await enforce(ctx, document, document.access, change.before, {
      documentId: change.document_id,
      changeId: change.id,
      what: 'withdrawn',
      reason: null,
      toPostIds: [],
    })
    return { state: 'withdrawn' as const }
  },
})

async function decide(
  ctx: ActionContext,
  change: store.ChangeRow,
  to: 'confirmed' | 'refused' | 'withdrawn',
  words: string | null,
): Promise<void> {
  const { tx, actor, now } = ctx
  if (!(await store.decideChange(tx, actor.organizationId, change.id, to, { actor, words, now })))
    throw new AppError('RECORDS_ACCESS_DECIDED', { facts: { name: change.decided_by_name ?? '' } })
}
