import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Every night at 18:40 UTC (01:40 in Vietnam): bytes that nothing refers to, leftovers of broken writes, old notices. */
export const sweepJob = defineJob('operations.sweep', z.object({}), () => import('./jobs/sweep.ts'), {
  system: true,
  cron: '40 18 * * *',
  queue: 'operations.sweep',
})
