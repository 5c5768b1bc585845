import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { leadsDocument, loadAssignment, moveOwn } from '../assignment-facts.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, move, subjectOf } from '../facts.ts'
import { isMine, mayDecide } from '../policy.ts'
import { mayMove } from '../rules.ts'

/** Asks for more time, with the reason; whoever gave the work decides. */
export const requestExtension = action(incoming.requestExtension, {
  load: (ctx, { assignmentId }) => loadAssignment(ctx, assignmentId),
  allow: (actor, facts) =>
    isMine(actor, facts.assignment) && facts.assignment.role !== 'inform' && mayMove('extension', facts.entry.state),
  async run(ctx, { version, until, reason }, facts) {
    const { assignment } = facts
    if (until < ctx.today || (assignment.due_date !== null && until <= assignment.due_date))
      throw new AppError('INCOMING_DUE_PAST', { facts: { day: until } })
    const next = await moveOwn(ctx, facts, version, {
      extension: { until, reason, at: ctx.now },
      askedBy: { id: ctx.actor.postId, name: ctx.actor.name },
    })
    addStep(ctx, facts.entry.document_id, 'extension-requested', reason, { until, name: assignment.name })
    ctx.record({ subject: subjectOf(facts), data: { assignmentId: assignment.id, until, reason } })
    ctx.emit({
      type: 'incoming.extension-requested',
      payload: {
        ...eventFacts(facts),
        assignmentId: assignment.id,
        toPostId: assignment.giver_unit_id ? null : assignment.given_by,
        toUnitId: assignment.giver_unit_id,
        fromName: ctx.actor.name,
        until,
        reason,
      },
    })
    return { version: next }
  },
})

/** Grants or refuses more time. The lead's new day is the document's. */
export const decideExtension = action(incoming.decideExtension, {
  load: (ctx, { assignmentId }) => loadAssignment(ctx, assignmentId),
  allow: (actor, facts) =>
    facts.assignment.extension_until !== null &&
    mayDecide(actor, facts.entry, facts.assignment) &&
    mayMove('extension', facts.entry.state),
  async run(ctx, { version, isGranted, words }, facts) {
    const { assignment, entry } = facts
    const until = assignment.extension_until!
    const next = await moveOwn(ctx, facts, version, { extension: null, ...(isGranted ? { dueDate: until } : {}) })
    if (isGranted && leadsDocument(facts, facts.assignment)) await move(ctx, facts, entry.version, { dueDate: until })
    addStep(ctx, entry.document_id, isGranted ? 'extended' : 'extension-refused', words, {
      until,
      name: assignment.name,
    })
    ctx.record({
      subject: subjectOf(facts),
      before: { dueDate: assignment.due_date },
      after: { dueDate: isGranted ? until : assignment.due_date },
      data: { words },
    })
    ctx.emit({
      type: 'incoming.extension-decided',
      payload: { ...eventFacts(facts), assignmentId: assignment.id, isGranted, until, words, fromName: ctx.actor.name },
    })
    if (isGranted)
      ctx.emit({
        type: 'incoming.extended',
        payload: { ...eventFacts(facts), assignmentId: assignment.id, dueDate: until },
      })
    return { version: next }
  },
})
