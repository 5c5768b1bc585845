import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** An issued document goes to its receivers on this installation. */
export const deliverJob = defineJob('exchange.deliver', eventDelivery, () => import('./jobs/deliver.ts'), {
  system: true,
})

/** A receiver registered, returned or finished what it got: the sender's board hears of it. */
export const reportJob = defineJob('exchange.report', eventDelivery, () => import('./jobs/report.ts'), { system: true })

/** The sender recalls: what nobody registered leaves the trays, the others are told. */
export const recallJob = defineJob('exchange.recall', eventDelivery, () => import('./jobs/recall.ts'), { system: true })
