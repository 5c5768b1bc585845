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

/** Reads the text that files of known origin carry themselves (nothing is recognised on pictures), so that it can be searched. */
export const readKnownJob = defineJob(
  'intake.read-known',
  z.object({ componentIds: z.array(z.string()) }),
  () => import('./jobs/read-known.ts'),
  { maxAttempts: 3, priority: 20 },
)
