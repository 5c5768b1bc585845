import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, loadFacts, move } from '../facts.ts'
import { mayDecide } from '../policy.ts'
import { mayMove } from '../rules.ts'
import { insertAssignment } from '../store.ts'

/** Opens a finished document again: the lead gets a new assignment, the old one keeps its result. */
export const reopenDocument = action(incoming.reopen, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) =>
    mayMove('reopen', facts.entry.state) && (mayDecide(actor, facts.entry, null) || actor.roles.includes('registry')),
  async run(ctx, { version, reason }, facts) {
    const { actor } = ctx
    const { entry } = facts
    const lead = facts.assignments
      .filter((one) => one.role === 'lead' && one.state === 'done' && one.parent_id === null)
      .at(-1)
    if (!lead) {
      // It was finished for information only: back to where directions are given.
      const state = entry.submitted_to ? ('submitted' as const) : ('registered' as const)
      const next = await move(ctx, facts, version, {
        to: state,
        holder: entry.submitted_to_name,
        completedAt: null,
        result: null,
        submittedBy: actor.postId,
      })
      addStep(ctx, entry.document_id, 'reopened', reason)
      ctx.record({ data: { reason } })
      ctx.emit({
        type: 'incoming.reopened',
        payload: {
          ...eventFacts(facts),
          assignments: [],
          toPostId: entry.submitted_to,
          fromName: actor.name,
          words: reason,
        },
      })
      return { state, version: next }
    }
    if (!actor.postId) throw new AppError('PLATFORM_FORBIDDEN')
    const next = await move(ctx, facts, version, {
      to: 'in_progress',
      holder: lead.name,
      completedAt: null,
      result: null,
      replySymbol: null,
    })
    const id = newId()
    insertAssignment(ctx.tx, {
      organization_id: actor.organizationId,
      id,
      document_id: entry.document_id,
      parent_id: null,
      role: 'lead',
      post_id: lead.post_id,
      unit_id: lead.unit_id,
      name: lead.name,
      title: lead.title,
      due_date: entry.due_date,
      words: reason,
      given_at: ctx.now,
      given_by: actor.postId,
      given_by_name: actor.name,
    })
    addStep(ctx, entry.document_id, 'reopened', reason, { name: lead.name })
    ctx.record({ data: { reason } })
    ctx.emit({
      type: 'incoming.reopened',
      payload: {
        ...eventFacts(facts),
        fromPostId: actor.postId,
        fromName: actor.name,
        words: reason,
        assignments: [
          { id, role: 'lead', postId: lead.post_id, unitId: lead.unit_id, dueDate: entry.due_date, name: lead.name },
        ],
      },
    })
    return { state: 'in_progress' as const, version: next }
  },
})
