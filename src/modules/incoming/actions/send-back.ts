import { action } from '#platform/action/index.ts'
import { leadsDocument, loadAssignment, moveOwn } from '../assignment-facts.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, move, subjectOf } from '../facts.ts'
import { isMine } from '../policy.ts'
import { mayMove } from '../rules.ts'
import { withdraw } from '../store-assignments.ts'

/**
 * Gives the work back to whoever gave it, with the reason. When the lead gives it back the document returns to the
 * leader who directed it, or to the registry where the registry had forwarded it.
 */
export const sendBack = action(incoming.sendBack, {
  load: (ctx, { assignmentId }) => loadAssignment(ctx, assignmentId),
  allow: (actor, facts) =>
    isMine(actor, facts.assignment) && facts.assignment.role !== 'inform' && mayMove('sendBack', facts.entry.state),
  async run(ctx, { version, reason }, facts) {
    const { assignment, entry } = facts
    await moveOwn(ctx, facts, version, {
      to: 'returned',
      doneAt: ctx.now,
      result: reason,
      extension: null,
      askedBy: { id: ctx.actor.postId, name: ctx.actor.name },
    })
    const isTop = leadsDocument(facts, assignment) && assignment.parent_id === null
    // Given back with all that hangs on it: the whole distribution where the lead gives it back, else the part alone.
    const withdrawn = await withdraw(ctx.tx, ctx.actor.organizationId, entry.document_id, {
      ...(isTop ? {} : { below: assignment.id }),
      keepsInform: isTop,
    })
    addStep(ctx, entry.document_id, 'sent-back', reason, { name: assignment.name, to: assignment.given_by_name })
    ctx.record({ subject: subjectOf(facts), data: { assignmentId: assignment.id, reason, withdrawn } })
    ctx.emit({
      type: 'incoming.sent-back',
      payload: {
        ...eventFacts(facts),
        assignmentId: assignment.id,
        toPostId: assignment.giver_unit_id ? null : assignment.given_by,
        toUnitId: assignment.giver_unit_id,
        fromName: ctx.actor.name,
        reason,
        withdrawn,
      },
    })
    if (!isTop) return { state: entry.state, version: entry.version }
    const state = entry.submitted_to ? ('submitted' as const) : ('registered' as const)
    const next = await move(ctx, facts, entry.version, { to: state, holder: entry.submitted_to_name })
    return { state, version: next }
  },
})
