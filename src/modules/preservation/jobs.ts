import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Packs a file, an inventory or a fonds; what was packed and has not changed is passed over, so it may be begun again. */
export const packJob = defineJob('preservation.pack', z.object({ scopeId: z.uuid() }), () => import('./jobs/pack.ts'), {
  tracked: true,
  maxAttempts: 3,
  queue: 'preservation',
})

/** Copies in formats that last: of what the policy asks for (null), or of one format; what has its copy is passed over. */
export const convertJob = defineJob(
  'preservation.convert',
  z.object({ puid: z.string().nullable() }),
  () => import('./jobs/convert.ts'),
  { tracked: true, maxAttempts: 3, queue: 'preservation' },
)

/** Every night at 19:20 UTC (02:20 in Vietnam): the bytes of the store against their names, when a pass is due or was broken off. */
export const fixityJob = defineJob(
  'preservation.fixity',
  z.object({ isForced: z.boolean().optional() }),
  () => import('./jobs/fixity.ts'),
  { system: true, cron: '20 19 * * *', queue: 'preservation.fixity', maxAttempts: 3 },
)

/** All files of one organisation, when somebody asks. */
export const checkJob = defineJob('preservation.check', z.object({}), () => import('./jobs/check.ts'), {
  tracked: true,
  maxAttempts: 3,
  queue: 'preservation',
})

/** Every night at 21:30 UTC (04:30 in Vietnam): what is new goes to the second store, where there is one. */
export const replicateJob = defineJob('preservation.replicate', z.object({}), () => import('./jobs/replicate.ts'), {
  system: true,
  cron: '30 21 * * *',
  queue: 'preservation.replicate',
  maxAttempts: 3,
})
