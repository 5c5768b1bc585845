import { withdrawArrival } from '#modules/intake/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { tellRegistry } from '../notices.ts'
import { deliveriesOf, findArrival, moveArrival, noteDelivery } from '../store.ts'

/**
 * Recall (NĐ 30/2020 Đ18.4; PL VI III.8): what still lies in a receiver's tray leaves it; where it is registered the registry is asked,
 * and decides by itself what it may give up.
 */
export default async function recall(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const senderId = job.actor.organizationId
  const documentId = String(payload['documentId'])
  const reason = String(payload['reason'] ?? '')
  const { deliveries, sender } = await job.transaction(async (ctx) => ({
    deliveries: await deliveriesOf(ctx.tx, senderId, documentId),
    sender: (await organizationOf(ctx.tx, senderId))?.name ?? '',
  }))
  for (const one of deliveries) {
    if (one.state === 'failed' || one.state === 'recalled') continue
    const isGone = await job.transactionIn(one.receiver_id, async (ctx) => {
      const arrival = await findArrival(ctx.tx, one.receiver_id, senderId, one.dispatch_id)
      if (!arrival || arrival.state === 'recalled' || arrival.state === 'recall-asked')
        return arrival?.state === 'recalled'
      const isOut =
        arrival.state === 'waiting' && (await withdrawArrival(ctx, arrival.item_id, `Nơi gửi thu hồi: ${reason}`))
      await moveArrival(ctx.tx, one.receiver_id, arrival.id, isOut ? 'recalled' : 'recall-asked', ctx.now)
      const label = String(payload['symbol'] ?? payload['subject'] ?? '')
      const link = 'intake'
      await tellRegistry(
        ctx,
        isOut ? 'exchange.recalled' : 'exchange.recall-asked',
        { from: sender, label, words: reason },
        link,
      )
      ctx.record({
        kind: 'exchange.recall',
        subject: { type: 'intake', id: arrival.item_id, label },
        data: { from: sender, reason, isOut },
      })
      return isOut
    })
    if (isGone)
      await job.transaction((ctx) =>
        noteDelivery(ctx.tx, {
          organizationId: senderId,
          dispatchId: one.dispatch_id,
          documentId,
          receiverId: one.receiver_id,
          state: 'recalled',
          words: reason,
          now: ctx.now,
        }),
      )
  }
}
