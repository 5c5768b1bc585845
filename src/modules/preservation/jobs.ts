import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Packs a file, an inventory or a fonds; what was packed and has not changed is passed over, so it may be begun again. */
export const packJob = defineJob('preservation.pack', z.object({ scopeId: z.uuid() }), () => import('./jobs/pack.ts'), {
  tracked: true,
  maxAttempts: 3,
  queue: 'preservation',
})
