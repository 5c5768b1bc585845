/** A sender asks a document back (NĐ 30/2020 Đ18.4; PL VI III.8), from wherever it came. */
import { withdrawArrival } from '#modules/intake/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { tellRegistry } from './notices.ts'
import { queueStatus } from './outbox.ts'
import { type ArrivalRow, moveArrival, noteRecall } from './store.ts'

/**
 * What still lies in the tray leaves it; where it is registered the registry is asked and decides by itself. Asked again, nothing happens.
 * @returns whether it is gone from here
 */
export async function askBack(
  ctx: ActionContext,
  arrival: ArrivalRow,
  facts: { from: string; label: string; words: string },
): Promise<boolean> {
  const { organizationId } = ctx.actor
  if (arrival.state === 'recall-asked') return false
  if (arrival.state === 'recalled' || arrival.state === 'returned') {
    // Given up before: for another that took its place, or by its registry.
    await moveArrival(ctx.tx, organizationId, arrival.id, 'recalled', ctx.now)
    if (arrival.sender_id === null) await queueStatus(ctx, arrival, '15', null)
    return true
  }
  const isOut =
    arrival.state === 'waiting' && (await withdrawArrival(ctx, arrival.item_id, `Nơi gửi thu hồi: ${facts.words}`))
  await moveArrival(ctx.tx, organizationId, arrival.id, isOut ? 'recalled' : 'recall-asked', ctx.now)
  await noteRecall(ctx.tx, organizationId, arrival.id, { words: facts.words })
  await tellRegistry(ctx, isOut ? 'exchange.recalled' : 'exchange.recall-asked', facts, isOut ? 'intake' : 'exchange')
  ctx.record({
    kind: 'exchange.recall',
    subject: { type: 'intake', id: arrival.item_id, label: facts.label },
    data: { from: facts.from, reason: facts.words, isOut },
  })
  if (isOut && arrival.sender_id === null) await queueStatus(ctx, arrival, '15', null)
  return isOut
}
