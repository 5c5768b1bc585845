import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** An answer was issued: it goes into the open files of what it answers. */
export const threadJob = defineJob('casefiles.thread', eventDelivery, () => import('./jobs/file-answer.ts'), {
  maxAttempts: 5,
})

/** A post has ended: its files go to the successor. */
export const handOverJob = defineJob('casefiles.hand-over', eventDelivery, () => import('./jobs/hand-over-files.ts'), {
  maxAttempts: 8,
  system: true,
})
