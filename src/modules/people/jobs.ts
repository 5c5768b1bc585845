import { z } from 'zod'
import { defineJob } from '#platform/queue/define.ts'

/** Tells the rooms of each organisation which posts are over since yesterday. Idempotent: a post is told once. */
export const endPostsJob = defineJob('people.end-posts', z.object({}), () => import('./jobs/end-posts.ts'), {
  system: true,
  // 00:05 in Vietnam.
  cron: '5 17 * * *',
})
