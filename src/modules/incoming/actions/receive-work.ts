import { type ActionContext, action } from '#platform/action/index.ts'
import { type AssignmentFacts, loadAssignment, moveOwn } from '../assignment-facts.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, move, subjectOf } from '../facts.ts'
import { isMine } from '../policy.ts'
import { mayMove } from '../rules.ts'

/** Signs for receipt (ký nhận). The lead's receipt sets the document in progress. */
export const receiveWork = action(incoming.receive, {
  load: (ctx, { assignmentId }) => loadAssignment(ctx, assignmentId),
  allow: (actor, facts) => isMine(actor, facts.assignment) && mayMove('receive', facts.entry.state),
  run: (ctx, { version }, facts) => receive(ctx, facts, version),
})

/** @throws AppError INCOMING_STATE_CHANGED */
export async function receive(
  ctx: ActionContext,
  facts: AssignmentFacts,
  version: number,
): Promise<{ version: number }> {
  const { assignment, entry } = facts
  const isInform = assignment.role === 'inform'
  const next = await moveOwn(ctx, facts, version, {
    to: isInform ? 'done' : 'in_progress',
    receivedAt: ctx.now,
    ...(isInform ? { doneAt: ctx.now } : {}),
  })
  if (entry.state === 'assigned' && assignment.role === 'lead')
    await move(ctx, facts, entry.version, { to: 'in_progress' })
  addStep(ctx, entry.document_id, 'received', null, { role: assignment.role, name: assignment.name })
  ctx.record({ subject: subjectOf(facts), data: { assignmentId: assignment.id, role: assignment.role } })
  ctx.emit({
    type: 'incoming.received',
    payload: { ...eventFacts(facts), assignmentId: assignment.id, role: assignment.role },
  })
  return { version: next }
}
