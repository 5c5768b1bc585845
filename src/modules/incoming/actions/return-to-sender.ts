import { action } from '#platform/action/index.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, loadFacts, move } from '../facts.ts'
import { mayMove } from '../rules.ts'

/** Misdirected or not authentic: back to the sender (NĐ 30/2020 Đ21.2b). The number stays in the book. */
export const returnToSender = action(incoming.returnToSender, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) => actor.roles.includes('registry') && mayMove('returnToSender', facts.entry.state),
  async run(ctx, { version, reason }, facts) {
    const next = await move(ctx, facts, version, { to: 'returned', holder: facts.document.issuerName, result: reason })
    addStep(ctx, facts.entry.document_id, 'returned', reason, { to: facts.document.issuerName })
    ctx.record({ data: { reason } })
    ctx.emit({ type: 'incoming.returned', payload: { ...eventFacts(facts), reason } })
    return { state: 'returned' as const, version: next }
  },
})
