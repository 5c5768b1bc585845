import { z } from 'zod'
import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** Puts the text of a document's files into the index, within a minute of their arrival. */
export const indexContentJob = defineJob(
  'search.index-content',
  eventDelivery,
  () => import('./jobs/index-content.ts'),
  {
    maxAttempts: 5,
  },
)

/** Makes the organisation's part of the projection again, while it is used. */
export const rebuildJob = defineJob('search.rebuild', z.object({}), () => import('./jobs/rebuild.ts'), {
  tracked: true,
  maxAttempts: 2,
})

/** Puts what a batch of an import has written, or its undo has taken back, into the index. */
export const indexImportedJob = defineJob(
  'search.index-imported',
  eventDelivery,
  () => import('./jobs/index-imported.ts'),
  { maxAttempts: 5, priority: 5 },
)

/** Tells posts what their watched searches have found since the last time. */
export const watchJob = defineJob('search.watch', z.object({}), () => import('./jobs/watch.ts'), {
  system: true,
  cron: '*/10 * * * *',
  maxAttempts: 2,
})
