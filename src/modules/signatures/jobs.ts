import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Looks at the signatures of a file and keeps what it finds. */
export const verifyJob = defineJob(
  'signatures.verify',
  z.object({ componentId: z.string() }),
  () => import('./jobs/verify.ts'),
  { maxAttempts: 4, priority: 10 },
)

/** Signed files that were issued get an archive timestamp, where an authority is configured. */
export const makeLastingJob = defineJob(
  'signatures.make-lasting',
  z.object({ componentIds: z.array(z.string()) }),
  () => import('./jobs/make-lasting.ts'),
  { maxAttempts: 12, priority: 10 },
)

/** Tells owners whose certificates end soon; every morning, at ten past seven in Vietnam. */
export const warnEndingJob = defineJob('signatures.warn-ending', z.object({}), () => import('./jobs/warn-ending.ts'), {
  system: true,
  cron: '10 0 * * *',
  maxAttempts: 3,
})

/** Renews archive timestamps that end within three months; ten past two at night in Vietnam. */
export const renewTimestampsJob = defineJob(
  'signatures.renew-timestamps',
  z.object({}),
  () => import('./jobs/renew-timestamps.ts'),
  { system: true, cron: '10 19 * * *', maxAttempts: 3 },
)
