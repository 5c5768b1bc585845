import { openTo } from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incoming } from '../contract.ts'
import { eachOf } from '../each-of.ts'
import { addStep, eventFacts, type Facts, loadFacts, move, nameRecipients } from '../facts.ts'
import { mayMove } from '../rules.ts'
import { answerReturned } from '../store-assignments.ts'

/** Submits to a leader or the chief of office, the same day (NĐ 30/2020 Đ23.1). */
export const submitDocument = action(incoming.submit, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (_, facts) => mayMove('submit', facts.entry.state),
  run: (ctx, { version, to, words }, facts) => submit(ctx, facts, version, to, words),
})

async function submit(ctx: ActionContext, facts: Facts, version: number, to: string, words: string | null) {
  const [leader] = await nameRecipients(ctx, [{ postId: to }])
  const person = { id: leader!.postId!, name: leader!.name, title: leader!.title }
  const next = await move(ctx, facts, version, {
    to: 'submitted',
    holder: person.name,
    submittedTo: person,
    submittedBy: ctx.actor.postId,
  })
  const answers = await answerReturned(ctx.tx, ctx.actor.organizationId, facts.entry.document_id, ctx.now)
  await openTo(ctx, facts.entry.document_id, [{ ...leader!, inUnit: null }], 'submitted')
  addStep(ctx, facts.entry.document_id, 'submitted', words, {
    to: person.name,
    toTitle: person.title,
    dueDate: facts.entry.due_date,
  })
  ctx.record({ data: { to: person.name, toPostId: person.id, words } })
  ctx.emit({
    type: 'incoming.submitted',
    payload: {
      ...eventFacts(facts),
      toPostId: person.id,
      fromName: ctx.actor.name,
      words,
      dueDate: facts.entry.due_date,
      answers,
      previousPostId: facts.entry.submitted_to,
    },
  })
  return { state: 'submitted' as const, version: next }
}

/** Several at once; each stands for itself, what failed is answered with its sentence. */
export const submitMany = action(incoming.submitMany, {
  allow: () => true, // each item is judged by itself
  async run(ctx, { items, to }) {
    const { done, failed } = await eachOf(
      ctx,
      'incoming.submit',
      items,
      (one, facts) => {
        if (!mayMove('submit', facts.entry.state))
          throw new AppError('INCOMING_STATE_CHANGED', { facts: { name: facts.entry.state_by_name } })
        return submit(one, facts, facts.entry.version, to, null)
      },
      true,
    )
    return { done: done.length, failed }
  },
})
