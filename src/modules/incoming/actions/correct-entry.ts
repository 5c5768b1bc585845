import { correctDocument, findBook } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incoming } from '../contract.ts'
import { addStep, documentFields, eventFacts, loadFacts, move } from '../facts.ts'
import { mayMove } from '../rules.ts'

/** Corrects a registered entry under the same number; before and after stand in the audit. */
export const correctEntry = action(incoming.correct, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) => actor.roles.includes('registry') && mayMove('correct', facts.entry.state),
  async run(ctx, input, facts) {
    const { entry, document } = facts
    if (input.arrivalDate && input.arrivalDate !== entry.arrival_date) {
      const book = await findBook(ctx.tx, ctx.actor.organizationId, entry.book_id)
      if (
        input.arrivalDate > ctx.today ||
        (book && (input.arrivalDate < book.startsOn || input.arrivalDate > book.endsOn))
      )
        throw new AppError('INCOMING_DATE_ORDER', { facts: { day: input.arrivalDate } })
    }
    const fields = documentFields(input.fields)
    const version = await move(ctx, facts, input.version, input.arrivalDate ? { arrivalDate: input.arrivalDate } : {})
    correctDocument(ctx, entry.document_id, fields)
    const before: Record<string, unknown> = {}
    const after: Record<string, unknown> = {}
    for (const [name, value] of Object.entries({ ...fields, arrivalDate: input.arrivalDate ?? entry.arrival_date })) {
      const old = name === 'arrivalDate' ? entry.arrival_date : document[name as keyof typeof document]
      if (JSON.stringify(old ?? null) === JSON.stringify(value ?? null)) continue
      before[name] = old ?? null
      after[name] = value ?? null
    }
    ctx.record({ before, after, data: { reason: input.reason } })
    addStep(ctx, entry.document_id, 'corrected', input.reason, { before, after })
    ctx.emit({ type: 'incoming.corrected', payload: eventFacts({ ...facts, document: fields }) })
    return { state: entry.state, version }
  },
})
