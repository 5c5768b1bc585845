import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Ends lists of rights whose last day has passed. Every quarter of an hour: a server that was off at midnight catches up. */
export const lapseAccessJob = defineJob('records.lapse-access', z.object({}), () => import('./jobs/lapse-access.ts'), {
  system: true,
  cron: '*/15 * * * *',
  maxAttempts: 3,
})
