import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

const nothing = z.object({})

/** Seals what is due of every organisation. Runs as the system (decision 6), idempotent, one sealer an organisation. */
export const sealJob = defineJob('audit.seal', nothing, () => import('./jobs/seal.ts'), {
  system: true,
  cron: '* * * * *',
  maxAttempts: 1,
})

/** Verifies the log of the starting post's organisation; the result is an entry of the log itself. */
export const verifyJob = defineJob('audit.check', nothing, () => import('./jobs/check.ts'), {
  tracked: true,
  maxAttempts: 2,
})

/** The same for all organisations, every night (01:30 in Vietnam). */
export const verifyAllJob = defineJob('audit.check-all', nothing, () => import('./jobs/check-all.ts'), {
  system: true,
  cron: '30 18 * * *',
  maxAttempts: 1,
})
