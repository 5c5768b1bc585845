import { notify } from '#modules/operations/index.ts'
import { actorOfPost, resolvePost } from '#modules/people/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { index } from '../in-use.ts'
import { FOUND } from '../notices.ts'
import { organizationIds, told, watched } from '../store-saved.ts'
import { understand } from '../understand.ts'

const MOST = 50

/** For each watched search what came since the last time, as the post whose search it is: its rights of this moment hold. */
const watch: JobHandler<Record<string, never>> = async (job) => {
  const organizations = await job.transactionIn(INSTALLATION_ID, (ctx) => organizationIds(ctx.tx))
  for (const organizationId of organizations) {
    const rows = await job.transactionIn(organizationId, (ctx) => watched(ctx.tx, organizationId))
    for (const row of rows) {
      job.signal.throwIfAborted()
      await job.transactionIn(organizationId, async (ctx) => {
        const post = await resolvePost(ctx.tx, null, row.post_id, dayOf(ctx.now))
        if (!post) return
        const actor = actorOfPost(post, { accountId: null, sessionId: null, address: null })
        const asked = await understand({ ...ctx, actor }, row.query)
        const since = row.told_until.toISOString()
        const found = asked.isEmpty ? [] : await index().newest(ctx.tx, actor, asked.question, MOST, null)
        const fresh = found.filter((hit) => hit.at > since)
        if (fresh.length > 0)
          await notify(ctx, {
            kind: FOUND,
            postIds: [row.post_id],
            subject: { type: 'search', id: row.id },
            facts: { name: row.name, count: fresh.length },
            link: `search?q=${encodeURIComponent(row.query)}&order=newest`,
          })
        await told(ctx.tx, organizationId, row.id, ctx.now)
      })
    }
  }
}
export default watch
