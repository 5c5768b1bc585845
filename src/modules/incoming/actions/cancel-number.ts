import { cancelNumber as makeGap } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, loadFacts, move } from '../facts.ts'
import { mayMove } from '../rules.ts'

/** Cancels a number: it stays in the book with its reason (khuyết số) and is never given again. */
export const cancelNumber = action(incoming.cancel, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) => actor.roles.includes('registry') && mayMove('cancel', facts.entry.state),
  async run(ctx, { version, reason }, facts) {
    const { document_id: documentId } = facts.entry
    const next = await move(ctx, facts, version, { to: 'cancelled', holder: null, result: reason })
    await makeGap(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      documentId,
      reason,
      now: ctx.now,
      by: ctx.actor.postId!,
    })
    addStep(ctx, documentId, 'cancelled', reason)
    ctx.record({ data: { reason, number: facts.entry.arrival_number } })
    ctx.emit({ type: 'incoming.cancelled', payload: eventFacts(facts) })
    return { state: 'cancelled' as const, version: next }
  },
})
