import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** A file passed the screen: it becomes a version, its pages, an attachment or the scan of what was signed by hand. */
export const takeFileJob = defineJob('outgoing.take-file', eventDelivery, () => import('./jobs/take-file.ts'), {
  maxAttempts: 5,
})
