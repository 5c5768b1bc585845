import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Makers hear of their files thirty days before these are due, and when they are overdue (NĐ 30/2020 PL VI III.5b). */
export const tellDueJob = defineJob('transfer.tell-due', z.object({}), () => import('./jobs/tell-due.ts'), {
  system: true,
  cron: '20 0 * * *',
  maxAttempts: 3,
})
