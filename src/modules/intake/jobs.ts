import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Screens a quarantined file for secrets, reads it, stores it, fills the suggestion. */
export const screenJob = defineJob(
  'intake.screen',
  z.object({ itemId: z.string() }),
  () => import('./jobs/screen.ts'),
  {
    maxAttempts: 4,
    priority: -5,
  },
)
