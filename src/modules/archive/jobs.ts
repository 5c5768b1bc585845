import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** A hand-over was accepted: its files are entered in the register of accessions and described in the fonds of the office. */
export const takeInJob = defineJob('archive.take-in', eventDelivery, () => import('./jobs/take-in.ts'), {
  maxAttempts: 8,
})

/** A document was issued or called back: collections of documents follow. */
export const collectJob = defineJob('archive.collect', eventDelivery, () => import('./jobs/collect.ts'), {
  maxAttempts: 5,
})
