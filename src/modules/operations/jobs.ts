import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Every night at 18:40 UTC (01:40 in Vietnam): bytes that nothing refers to, leftovers of broken writes, old notices. */
export const sweepJob = defineJob('operations.sweep', z.object({}), () => import('./jobs/sweep.ts'), {
  system: true,
  cron: '40 18 * * *',
  queue: 'operations.sweep',
})

/** Every five minutes: the day's backup when it is due, else the log since the last one is brought to it. */
export const backupJob = defineJob('operations.backup', z.object({}), () => import('./jobs/backup.ts'), {
  system: true,
  cron: '*/5 * * * *',
  queue: 'operations.backup',
  maxAttempts: 1,
})
