import { type ActionContext, action } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import { type IncomingState, incoming } from '../contract.ts'
import { type Facts, loadFacts } from '../facts.ts'
import { giveWork } from '../give-work.ts'
import { mayAssign } from '../policy.ts'
import { moveAssignment } from '../store.ts'

/** The registry straight to a handler where rules say so (Đ23.2); a unit head inside the unit. */
export const assignWork = action(incoming.assign, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts, { assignmentId }) => mayAssign(actor, facts.entry, facts.assignments, assignmentId ?? null),
  run: (ctx, input, facts) => assign(ctx, facts, input),
})

/** @throws AppError as `giveWork` */
export async function assign(
  ctx: ActionContext,
  facts: Facts,
  input: Omit<Input<typeof incoming.assign>, 'documentId'>,
): Promise<{ state: IncomingState; version: number }> {
  const parent = facts.assignments.find((one) => one.id === input.assignmentId)
  // Whoever only tells others has not taken it up himself.
  if (parent && input.lead)
    await moveAssignment(
      ctx.tx,
      {
        organizationId: ctx.actor.organizationId,
        id: parent.id,
        version: parent.version,
        from: ['given', 'received', 'in_progress'],
      },
      { to: 'in_progress', receivedAt: ctx.now },
    )
  // Inside a unit the deadline is the unit's unless the head names an earlier day.
  const dueDate = input.dueDate ?? (input.workingDays ? null : (parent?.due_date ?? null))
  return giveWork(ctx, facts, { ...input, dueDate }, 'assignment', parent?.id ?? null)
}
