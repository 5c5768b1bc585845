import { isVisible } from '#modules/records/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { complete, waitsForFile } from '../actions/complete-work.ts'
import { leadsDocument, OPEN } from '../assignment-facts.ts'
import { addStep, loadFacts, subjectOf } from '../facts.ts'

/**
 * Whoever answers a document has dealt with it (NĐ 30/2020 Đ24): its lead's part, and with it the document, ends with the symbol of the
 * answer. Where nobody leads it yet, the way only tells that it was answered. Done again it finds nothing open.
 */
export default async function closeAnswered(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const answered = Array.isArray(payload['repliesTo']) ? payload['repliesTo'] : []
  const symbol = typeof payload['symbol'] === 'string' ? payload['symbol'] : null
  for (const documentId of answered) {
    if (typeof documentId !== 'string') continue
    await job.transaction(async (ctx) => {
      if (!(await isVisible(ctx.tx, ctx.actor, documentId))) return
      const facts = await loadFacts(ctx, documentId, 'lock').catch(() => null)
      if (!facts || !['assigned', 'in_progress', 'registered', 'submitted'].includes(facts.entry.state)) return
      const open = facts.assignments.filter(
        (one) => leadsDocument(facts, one) && (OPEN as readonly string[]).includes(one.state),
      )
      // The innermost lead: those above end with it.
      const lead = open.find((one) => !open.some((other) => other.parent_id === one.id))
      const result = symbol ? `Đã trả lời bằng văn bản ${symbol}` : 'Đã trả lời bằng văn bản'
      // Answered, but in no file where the office wants it in one: its lead files and finishes it.
      if (lead && !(await waitsForFile(ctx, documentId))) {
        ctx.record({ kind: 'incoming.complete' })
        await complete(
          ctx,
          { ...facts, assignment: lead },
          { version: lead.version, result, replySymbol: symbol?.slice(0, 60) ?? null, evenIfOthersOpen: true },
        )
        return
      }
      addStep(ctx, documentId, 'answered', result, { replySymbol: symbol })
      ctx.record({ kind: 'incoming.answered', subject: subjectOf(facts), data: { replySymbol: symbol } })
    })
  }
}
