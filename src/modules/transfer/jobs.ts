import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Makers hear of their files thirty days before these are due, and when they are overdue (NĐ 30/2020 PL VI III.5b). */
export const tellDueJob = defineJob('transfer.tell-due', z.object({}), () => import('./jobs/tell-due.ts'), {
  system: true,
  cron: '20 0 * * *',
  maxAttempts: 3,
})

/** Lists between archives whose own job gave up (a database that was away for long) are taken up again. */
export const catchUpJob = defineJob('transfer.catch-up', z.object({}), () => import('./jobs/catch-up.ts'), {
  system: true,
  cron: '35 * * * *',
  maxAttempts: 1,
})

/** A list that one archive submitted, or signed, reaches the other. */
export const carryJob = defineJob(
  'transfer.carry',
  z.object({ giverId: z.uuid(), handoverId: z.uuid() }),
  () => import('./jobs/carry.ts'),
  { system: true },
)

/** What the receiving archive decided: laid into its archive, then told to the giver. */
export const settleJob = defineJob(
  'transfer.settle',
  z.object({ receiverId: z.uuid(), handoverId: z.uuid() }),
  () => import('./jobs/settle.ts'),
  { system: true },
)
