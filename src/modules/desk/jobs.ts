import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

/** Makes the organisation's list of work again from the published views of the rooms that give work. */
export const rebuildJob = defineJob('desk.rebuild', z.object({}), () => import('./jobs/rebuild.ts'), {
  tracked: true,
  maxAttempts: 2,
})
