import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { exchange } from '../contract.ts'
import { answerRecallJob } from '../jobs.ts'
import { queueStatus } from '../outbox.ts'
import { arrivalById, noteRecall } from '../store.ts'

/** The receiver keeps a registered document that its sender asked back; the sender hears why (status 16). */
export const refuseRecall = action(exchange.refuseRecall, {
  load: (ctx, { id }) => arrivalById(ctx.tx, ctx.actor.organizationId, id),
  allow: (_, arrival) => arrival !== null,
  async run(ctx, { reason }, arrival) {
    if (arrival?.state !== 'recall-asked' || arrival.recall_answer !== null) throw new AppError('EXCHANGE_CHANGED')
    await noteRecall(ctx.tx, ctx.actor.organizationId, arrival.id, { answer: 'refused' })
    if (arrival.sender_id === null) await queueStatus(ctx, arrival, '16', reason)
    else ctx.enqueue(answerRecallJob, { senderId: arrival.sender_id, dispatchId: arrival.dispatch_id, words: reason })
    ctx.record({ subject: { type: 'exchange', id: arrival.id, label: arrival.symbol ?? undefined }, data: { reason } })
    return { ok: true as const }
  },
})
