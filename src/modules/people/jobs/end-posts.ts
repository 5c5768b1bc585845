import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { postEnded } from '../events.ts'
import * as store from '../store.ts'
import * as postStore from '../store-posts.ts'

const run: JobHandler<Record<string, never>> = async (job) => {
  const today = dayOf(job.now)
  const organizations = await job.transaction((ctx) => store.allOrganizations(ctx.tx))
  for (const organization of organizations) {
    if (job.signal.aborted) return
    await job.transactionIn(organization.id, async (ctx) => {
      const ended = await postStore.takeEndedPosts(ctx.tx, organization.id, today, job.now)
      for (const post of ended)
        ctx.emit(
          postEnded({
            postId: post.id,
            personId: post.person_id,
            unitId: post.unit_id,
            lastDay: post.valid_to,
            successorPostId: post.successor_post_id,
          }),
        )
      if (ended.length > 0)
        ctx.record({
          kind: 'people.posts-ended',
          subject: { type: 'organization', id: organization.id, label: organization.name },
          data: { posts: ended.map((post) => post.id) },
        })
    })
  }
}
export default run
