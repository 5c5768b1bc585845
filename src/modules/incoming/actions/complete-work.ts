import { rulesOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { policyFlag } from '#regimes/index.ts'
import {
  type AssignmentFacts,
  finishedWith,
  leadsDocument,
  loadAssignment,
  moveOwn,
  OPEN,
} from '../assignment-facts.ts'
import { type IncomingState, incoming } from '../contract.ts'
import { addStep, eventFacts, move, subjectOf } from '../facts.ts'
import { isMine } from '../policy.ts'
import { mayMove } from '../rules.ts'
import { isFiled, moveAssignment } from '../store.ts'
import { answerReturned, withdraw } from '../store-assignments.ts'

/** Finishes one's part with its result; the lead's finish completes the document (NĐ 30/2020 Đ24). */
export const completeWork = action(incoming.complete, {
  load: (ctx, { assignmentId }) => loadAssignment(ctx, assignmentId),
  allow: (actor, facts) =>
    isMine(actor, facts.assignment) && facts.assignment.role !== 'inform' && mayMove('complete', facts.entry.state),
  run: (ctx, input, facts) => complete(ctx, facts, input),
})

/** Does the office want it in a file first (its own choice among the rules), and is it in none? */
export async function waitsForFile(ctx: ActionContext, documentId: string): Promise<boolean> {
  const { organizationId } = ctx.actor
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  return policyFlag(rules, 'file-before-finish') && !(await isFiled(ctx.tx, organizationId, documentId))
}

/** @throws AppError INCOMING_CO_OPEN, INCOMING_NOT_FILED, INCOMING_STATE_CHANGED */
export async function complete(
  ctx: ActionContext,
  facts: AssignmentFacts,
  input: Pick<Input<typeof incoming.complete>, 'version' | 'result' | 'replySymbol' | 'evenIfOthersOpen'>,
): Promise<{ state: IncomingState; version: number }> {
  const { version, result, replySymbol, evenIfOthersOpen } = input
  const { assignment, entry } = facts
  const { organizationId } = ctx.actor
  const isLead = leadsDocument(facts, facts.assignment)
  const above = finishedWith(facts)
  const chain = new Set([assignment.id, ...above.map((one) => one.id)])
  const others = facts.assignments.filter(
    (one) => one.role === 'cooperate' && !chain.has(one.id) && (OPEN as readonly string[]).includes(one.state),
  )
  if (isLead && others.length > 0 && !evenIfOthersOpen)
    throw new AppError('INCOMING_CO_OPEN', { facts: { count: others.length } })
  if (isLead && (await waitsForFile(ctx, entry.document_id))) throw new AppError('INCOMING_NOT_FILED')
  await moveOwn(ctx, facts, version, { to: 'done', doneAt: ctx.now, receivedAt: ctx.now, result, extension: null })
  for (const one of above)
    await moveAssignment(
      ctx.tx,
      { organizationId, id: one.id, version: one.version, from: OPEN },
      { to: 'done', receivedAt: ctx.now, doneAt: ctx.now, result, extension: null },
    )
  // What others had still to add is not asked for any more; who was only told may still sign for it.
  const withdrawn = await withdraw(ctx.tx, organizationId, entry.document_id, {
    ...(isLead ? {} : { below: assignment.id }),
    keepsInform: true,
    except: [...chain],
  })
  const answers = await answerReturned(
    ctx.tx,
    organizationId,
    entry.document_id,
    ctx.now,
    isLead ? null : assignment.id,
  )
  const words = replySymbol ? `${result} (${replySymbol})` : result
  addStep(ctx, entry.document_id, isLead ? 'completed' : 'part-done', words, {
    name: assignment.name,
    replySymbol,
  })
  ctx.record({
    subject: subjectOf(facts),
    data: { assignmentId: assignment.id, result, replySymbol, withdrawn },
  })
  ctx.emit({
    type: 'incoming.part-done',
    payload: {
      ...eventFacts(facts),
      assignmentId: assignment.id,
      role: assignment.role,
      alsoDone: above.map((one) => one.id),
      withdrawn,
      answers,
    },
  })
  if (!isLead) return { state: entry.state, version: entry.version }
  const next = await move(ctx, facts, entry.version, {
    to: 'completed',
    holder: null,
    result,
    replySymbol,
    completedAt: ctx.now,
  })
  ctx.emit({ type: 'incoming.completed', payload: eventFacts(facts) })
  return { state: 'completed' as const, version: next }
}
