import { noteReceipt } from '#modules/outgoing/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { arrivalOfDocument, type DeliveryState, moveArrival, noteDelivery } from '../store.ts'

const STATE: Record<string, Extract<DeliveryState, 'registered' | 'returned' | 'completed'>> = {
  'incoming.registered': 'registered',
  'incoming.returned': 'returned',
  'incoming.completed': 'completed',
}

/** What a receiver did with a document that came through the exchange, told to the sender (PL VI III.1g, k: receipt and processing status). */
export default async function report(job: JobRun, { type, payload }: EventDelivery): Promise<void> {
  const to = STATE[type]
  const documentId = payload['documentId']
  if (!to || typeof documentId !== 'string') return
  const receiverId = job.actor.organizationId
  const arrival = await job.transaction(async (ctx) => {
    const found = await arrivalOfDocument(ctx.tx, receiverId, documentId)
    if (found && found.state !== 'recalled') await moveArrival(ctx.tx, receiverId, found.id, to, ctx.now)
    return found
  })
  if (!arrival || arrival.state === 'recalled') return
  const words = wordsOf(to, arrival.number, payload)
  await job.transactionIn(arrival.sender_id, async (ctx) => {
    const isNews = await noteDelivery(ctx.tx, {
      organizationId: arrival.sender_id,
      dispatchId: arrival.dispatch_id,
      documentId: arrival.sender_document_id,
      receiverId,
      state: to,
      words,
      now: ctx.now,
    })
    if (isNews) await noteReceipt(ctx, arrival.dispatch_id, { isReceived: to !== 'returned', words })
  })
}

function wordsOf(
  to: 'registered' | 'returned' | 'completed',
  arrivalNumber: number | null,
  payload: Record<string, unknown>,
): string {
  const day = typeof payload['arrivalDate'] === 'string' ? payload['arrivalDate'].split('-').reverse().join('/') : null
  const number = [`Số đến ${arrivalNumber ?? '?'}`, day && `ngày ${day}`].filter(Boolean).join(', ')
  if (to === 'returned') return `Trả lại: ${String(payload['reason'] ?? '')}`.trim()
  return to === 'completed' ? `${number}; đã giải quyết` : number
}
