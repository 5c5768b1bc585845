import { cancelNumber } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { outgoing } from '../contract.ts'
import { able, addStep, eventFacts, loadFacts, move, passTo } from '../facts.ts'
import { mayAbandon } from '../policy.ts'
import { withdrawOpinions } from '../store-way.ts'

/** The drafter takes his draft back from check or approval. */
export const withdrawDraft = action(outgoing.withdraw, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('withdraw'),
  async run(ctx, { version, words }, facts) {
    const next = await passTo(ctx, facts, version, 'drafting', { kind: 'withdrawn', words })
    return { state: 'drafting' as const, version: next }
  },
})

/** Gives a draft up. A number that it had stays in its book as a gap with the reason (decisions 11). */
export const abandonDraft = action(outgoing.abandon, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => mayAbandon(actor, paper),
  async run(ctx, { version, reason }, facts) {
    const { paper } = facts
    const { organizationId } = ctx.actor
    const next = await move(ctx, facts, version, { to: 'abandoned', holder: { name: null }, result: reason })
    const opinions = await withdrawOpinions(ctx.tx, organizationId, paper.document_id)
    if (paper.number !== null)
      await cancelNumber(ctx.tx, {
        organizationId,
        documentId: paper.document_id,
        reason,
        now: ctx.now,
        by: ctx.actor.postId!,
      })
    addStep(ctx, paper.document_id, 'abandoned', { words: reason, data: { number: paper.number } })
    ctx.record({ data: { reason, number: paper.number } })
    ctx.emit({ type: 'outgoing.ended', payload: { ...eventFacts(facts), state: 'abandoned', opinions } })
    return { state: 'abandoned' as const, version: next }
  },
})
