import type { StatusCode } from '#engines/edxml/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { noteAnswer, noteReceipt } from '#modules/outgoing/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { answer, tellHere } from '../changing.ts'
import { queueStatus } from '../outbox.ts'
import {
  type ArrivalState,
  arrivalOfDocument,
  arrivalOfItem,
  type DeliveryState,
  earlierOf,
  moveArrival,
  noteDelivery,
  noteRecall,
} from '../store.ts'

interface Report {
  /** QCVN 102:2016 (handbook 6.4). */
  readonly code: StatusCode
  readonly delivery: Extract<DeliveryState, 'registered' | 'assigned' | 'handled' | 'returned' | 'completed'>
  readonly arrival: Extract<ArrivalState, 'registered' | 'returned' | 'completed'>
}

const REPORTS: Readonly<Record<string, Report>> = {
  'incoming.registered': { code: '03', delivery: 'registered', arrival: 'registered' },
  'incoming.assigned': { code: '04', delivery: 'assigned', arrival: 'registered' },
  'incoming.directed': { code: '04', delivery: 'assigned', arrival: 'registered' },
  'incoming.received': { code: '05', delivery: 'handled', arrival: 'registered' },
  'incoming.completed': { code: '06', delivery: 'completed', arrival: 'completed' },
  'incoming.returned': { code: '02', delivery: 'returned', arrival: 'returned' },
  'intake.discarded': { code: '02', delivery: 'returned', arrival: 'returned' },
}

/** What a receiver did with a document that came through the exchange, told to the sender (PL VI III.1g, k: receipt and processing status). */
export default async function report(job: JobRun, { type, payload }: EventDelivery): Promise<void> {
  const what = REPORTS[type]
  const textIn = (name: string) => (typeof payload[name] === 'string' ? payload[name] : null)
  const [documentId, itemId] = [textIn('documentId'), textIn('itemId')]
  if (!what || (documentId ?? itemId) === null) return
  const receiverId = job.actor.organizationId
  const found = await job.transaction(async (ctx) => {
    const arrival = documentId
      ? await arrivalOfDocument(ctx.tx, receiverId, documentId)
      : await arrivalOfItem(ctx.tx, receiverId, itemId ?? '')
    if (!arrival || arrival.state === 'recalled') return null
    // Returned after it was asked back: that is the consent (status 15).
    const isConsent = arrival.state === 'recall-asked' && what.code === '02'
    const words = wordsOf(what, arrival.number, payload)
    await moveArrival(ctx.tx, receiverId, arrival.id, isConsent ? 'recalled' : what.arrival, ctx.now)
    if (isConsent) await noteRecall(ctx.tx, receiverId, arrival.id, { answer: 'agreed' })
    if (arrival.sender_id === null) await queueStatus(ctx, arrival, isConsent ? '15' : what.code, words)
    const isAnswer = !isConsent && (what.code === '03' || what.code === '02')
    const earlier = isAnswer ? await earlierOf(ctx.tx, receiverId, arrival) : null
    const told = isAnswer
      ? await answer(ctx, arrival, earlier, { isAgreed: what.code === '03', documentId, words })
      : null
    return arrival.sender_id === null ? null : { arrival, isConsent, words, told }
  })
  if (!found) return
  const { arrival, isConsent, words, told } = found
  if (told) await tellHere(job, arrival, receiverId, told)
  await job.transactionIn(arrival.sender_id, async (ctx: ActionContext) => {
    const isNews = await noteDelivery(ctx.tx, {
      organizationId: arrival.sender_id,
      dispatchId: arrival.dispatch_id,
      documentId: arrival.sender_document_id,
      receiverId,
      state: isConsent ? 'recalled' : what.delivery,
      words,
      now: ctx.now,
    })
    if (!isNews) return
    if (isConsent) await noteAnswer(ctx, arrival.dispatch_id, 'recall', { isAgreed: true, words })
    else await noteReceipt(ctx, arrival.dispatch_id, { isReceived: what.code !== '02', words })
  })
}

function wordsOf(what: Report, arrivalNumber: number | null, payload: Record<string, unknown>): string {
  const day = typeof payload['arrivalDate'] === 'string' ? shortDay(payload['arrivalDate']) : null
  const number = [`Số đến ${arrivalNumber ?? '?'}`, day && `ngày ${day}`].filter(Boolean).join(', ')
  if (what.code === '02') return `Trả lại: ${String(payload['reason'] ?? '')}`.trim()
  const more = { '04': '; đã phân công', '05': '; đang xử lý', '06': '; đã giải quyết' }[what.code as string] ?? ''
  return `${number}${more}`
}
