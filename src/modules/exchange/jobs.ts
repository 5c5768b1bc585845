import { z } from 'zod'
import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** An issued document goes to its receivers: on this installation at once, elsewhere into the outbox. */
export const deliverJob = defineJob('exchange.deliver', eventDelivery, () => import('./jobs/deliver.ts'), {
  system: true,
})

/** A receiver did something with what it got: the sender's board hears of it. */
export const reportJob = defineJob('exchange.report', eventDelivery, () => import('./jobs/report.ts'), { system: true })

/** The sender recalls: what nobody registered leaves the trays, the others are told. */
export const recallJob = defineJob('exchange.recall', eventDelivery, () => import('./jobs/recall.ts'), { system: true })

/** One message to another installation; comes again by itself until it is answered for. */
export const postMessageJob = defineJob('exchange.post', eventDelivery, () => import('./jobs/post-message.ts'), {
  system: true,
})

/** A package that came. One after the other, so that whatever order they came in, each sees what the others did. */
export const acceptPackageJob = defineJob(
  'exchange.accept',
  z.object({ inboxId: z.uuid() }),
  () => import('./jobs/accept-package.ts'),
  { system: true, queue: 'exchange.accept', maxAttempts: 25 },
)

/** The answer to a recall, told to a sender on this installation. */
export const answerRecallJob = defineJob(
  'exchange.answer-recall',
  z.object({ senderId: z.uuid(), dispatchId: z.uuid(), words: z.string() }),
  () => import('./jobs/answer-recall.ts'),
  { system: true },
)
