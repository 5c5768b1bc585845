import { type ActionContext, action } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { eachOf } from '../each-of.ts'
import { addStep, eventFacts, type Facts, subjectOf } from '../facts.ts'
import { many } from '../many-contract.ts'
import { remindable } from '../policy.ts'
import { countReminder } from '../store-assignments.ts'

/**
 * Chasing (đôn đốc): whoever has the work is told by the bell, the document's way keeps it, with how often. NĐ 30/2020
 * Đ24.2: the head answers for the deadline; Đ6.3: the registry follows and urges.
 */
export const remindMany = action(many.remindMany, {
  allow: () => true, // each item is judged by itself
  run: (ctx, { items, words, isInsisted }) =>
    eachOf(ctx, 'incoming.remind', items, (one, facts) => remind(one, facts, words, isInsisted)),
})

async function remind(ctx: ActionContext, facts: Facts, words: string | null, isInsisted: boolean): Promise<void> {
  const { entry } = facts
  const holders = remindable(ctx.actor, entry, facts.assignments)
  if (holders.length === 0) throw new AppError('INCOMING_NOBODY_TO_REMIND')
  if (!isInsisted && entry.reminded_at && dayOf(entry.reminded_at) === ctx.today)
    throw new AppError('INCOMING_REMINDED_TODAY', { facts: { count: entry.reminder_count } })
  await countReminder(ctx.tx, ctx.actor.organizationId, entry.document_id, ctx.now)
  const to = holders.map((one) => one.name)
  addStep(ctx, entry.document_id, 'reminded', words, { to: to.join(', '), count: entry.reminder_count + 1 })
  ctx.record({ subject: subjectOf(facts), data: { to, words, count: entry.reminder_count + 1 } })
  ctx.emit({
    type: 'incoming.reminded',
    payload: {
      ...eventFacts(facts),
      holders: holders.map(({ postId, unitId }) => ({ postId, unitId })),
      fromName: ctx.actor.name,
      words,
      dueDate: entry.due_date,
    },
  })
}
