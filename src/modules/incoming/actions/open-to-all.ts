import { grant, isNarrowed, revokeAll } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, loadFacts, move } from '../facts.ts'

/** Opens a document to everybody of the organisation, or takes that back (phổ biến; decisions 2). */
export const openToAll = action(incoming.openToAll, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) => actor.roles.includes('leader') && facts.entry.state !== 'cancelled',
  async run(ctx, { version, isOpen }, facts) {
    const { organizationId, postId } = ctx.actor
    const { document_id: documentId } = facts.entry
    if (isOpen && (await isNarrowed(ctx.tx, organizationId, documentId))) throw new AppError('RECORDS_ACCESS_NARROWED')
    const next = await move(ctx, facts, version, { isOpenToAll: isOpen })
    if (isOpen)
      grant(ctx.tx, {
        organizationId,
        documentId,
        kind: 'all',
        granteeIds: [organizationId],
        reason: 'opened',
        now: ctx.now,
        by: postId,
      })
    else revokeAll(ctx.tx, organizationId, documentId)
    addStep(ctx, documentId, isOpen ? 'opened' : 'narrowed')
    ctx.record({ before: { isOpenToAll: facts.entry.is_open_to_all }, after: { isOpenToAll: isOpen } })
    ctx.emit({ type: 'incoming.opened', payload: { ...eventFacts(facts), isOpen } })
    return { version: next }
  },
})
