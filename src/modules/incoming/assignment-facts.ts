import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Facts, loadFacts } from './facts.ts'
import { type AssignmentRow, documentOfAssignment, moveAssignment } from './store.ts'

export interface AssignmentFacts extends Facts {
  readonly assignment: AssignmentRow
}

/** The document behind an assignment, under lock, with the assignment. Missing and invisible answer alike. */
export async function loadAssignment(ctx: ActionContext, assignmentId: string): Promise<AssignmentFacts> {
  const documentId = await documentOfAssignment(ctx.tx, ctx.actor.organizationId, assignmentId)
  if (!documentId) throw new AppError('PLATFORM_NOT_FOUND')
  const facts = await loadFacts(ctx, documentId, 'lock')
  return { ...facts, assignment: facts.assignments.find((one) => one.id === assignmentId)! }
}

export const OPEN = ['given', 'received', 'in_progress'] as const

/** Moves the assignment from the version that the person saw. @throws AppError INCOMING_STATE_CHANGED */
export async function moveOwn(
  ctx: ActionContext,
  facts: AssignmentFacts,
  version: number,
  change: Parameters<typeof moveAssignment>[2],
): Promise<number> {
  const next = await moveAssignment(
    ctx.tx,
    { organizationId: ctx.actor.organizationId, id: facts.assignment.id, version, from: OPEN },
    change,
  )
  if (next === null) throw new AppError('INCOMING_STATE_CHANGED', { facts: { name: facts.entry.state_by_name } })
  return next
}

/** Does this assignment lead the document itself: a lead whose parents, if any, lead too? */
export function leadsDocument(facts: Pick<Facts, 'assignments'>, assignment: AssignmentRow): boolean {
  if (assignment.role !== 'lead') return false
  const parent = facts.assignments.find((one) => one.id === assignment.parent_id)
  return assignment.parent_id === null || (parent !== undefined && leadsDocument(facts, parent))
}

/** The assignments above this one that its end finishes too: a unit's part ends when its lead inside ends. */
export function finishedWith(facts: AssignmentFacts): AssignmentRow[] {
  const above: AssignmentRow[] = []
  let at: AssignmentRow | undefined = facts.assignment
  while (at?.role === 'lead' && at.parent_id !== null) {
    at = facts.assignments.find((one) => one.id === at!.parent_id)
    if (at) above.push(at)
  }
  return above
}
