import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** A file passed the screen: it becomes a version, its pages, an attachment or the scan of what was signed by hand. */
export const takeFileJob = defineJob('outgoing.take-file', eventDelivery, () => import('./jobs/take-file.ts'), {
  maxAttempts: 5,
})

/** A post has ended: its drafts go to the successor, what it was to sign back to the drafter. */
export const handOverJob = defineJob('outgoing.hand-over', eventDelivery, () => import('./jobs/hand-over.ts'), {
  maxAttempts: 8,
  system: true,
})
