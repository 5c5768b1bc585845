import { organizationOf } from '#modules/people/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { queueRecall, queueTakeBack } from '../outbox.ts'
import { queueMailRecall } from '../outbox-mail.ts'
import { askBack } from '../recalling.ts'
import { deliveriesOf, findArrival, noteDelivery } from '../store.ts'
import { messagesOfDocument, moveMessage } from '../store-gateway.ts'

/**
 * Recall (NĐ 30/2020 Đ18.4; PL VI III.8): what still lies in a receiver's tray leaves it; where it is registered the registry is asked,
 * and decides by itself what it may give up. Elsewhere the same is asked by a message; what has not left yet stays here.
 */
export default async function recall(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const senderId = job.actor.organizationId
  const documentId = String(payload['documentId'])
  const reason = String(payload['reason'] ?? '')
  const { deliveries, sender } = await job.transaction(async (ctx) => {
    const known = await deliveriesOf(ctx.tx, senderId, documentId)
    const stateOf = (dispatchId: string | null) => known.find((one) => one.dispatch_id === dispatchId)?.state
    for (const message of await messagesOfDocument(ctx.tx, senderId, documentId)) {
      if (message.kind !== 'document') continue
      // Tried once, it may have come there though nobody could say so.
      const hasLeft = message.state === 'sent' || (message.tries > 0 && message.state === 'waiting')
      if (message.state === 'waiting' || message.state === 'dead')
        await moveMessage(ctx.tx, senderId, message, { to: 'dropped', fault: `Thu hồi: ${reason}`, now: ctx.now })
      if (!hasLeft) continue
      if (message.channel === 'email') await queueMailRecall(ctx, message, reason)
      // It is there and not accepted: taken back (13). Otherwise a recall, which may overtake its document and wait for it.
      else if (stateOf(message.dispatch_id) === 'delivered') await queueTakeBack(ctx, message, reason)
      else await queueRecall(ctx, message, reason)
    }
    return {
      deliveries: known,
      sender: (await organizationOf(ctx.tx, senderId))?.name ?? '',
    }
  })
  const label = String(payload['symbol'] ?? payload['subject'] ?? '')
  for (const one of deliveries) {
    const receiverId = one.receiver_id
    if (receiverId === null || one.state === 'failed' || one.state === 'recalled') continue
    const isGone = await job.transactionIn(receiverId, async (ctx) => {
      const arrival = await findArrival(ctx.tx, receiverId, senderId, one.dispatch_id)
      return arrival !== null && (await askBack(ctx, arrival, { from: sender, label, words: reason }))
    })
    if (isGone)
      await job.transaction((ctx) =>
        noteDelivery(ctx.tx, {
          organizationId: senderId,
          dispatchId: one.dispatch_id,
          documentId,
          receiverId,
          state: 'recalled',
          words: reason,
          now: ctx.now,
        }),
      )
  }
}
