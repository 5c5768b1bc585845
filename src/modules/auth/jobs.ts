import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Every night at 19:10 UTC (02:10 in Vietnam): idle accounts are disabled (QCVN 12 3.7), what is long over is cleared. */
export const sweepAccounts = defineJob('auth.sweep', z.object({}), () => import('./jobs/sweep.ts'), {
  system: true,
  cron: '10 19 * * *',
})
