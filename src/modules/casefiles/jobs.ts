import { z } from 'zod'
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

/** Ends lists of rights whose last day has passed, as `records.lapse-access` does for documents. */
export const lapseAccessJob = defineJob(
  'casefiles.lapse-access',
  z.object({}),
  () => import('./jobs/lapse-access.ts'),
  {
    system: true,
    cron: '*/15 * * * *',
    maxAttempts: 3,
  },
)
