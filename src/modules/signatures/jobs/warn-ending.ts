import { allOrganizations, notify } from '#modules/operations/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { dayOfDate } from '../actions/add-key.ts'
import { labelOf, leaders, postsOfKey } from '../key-view.ts'
import { noticeOf } from '../notices.ts'
import * as store from '../store.ts'

const DAY = 86_400_000

/** Each organisation in a transaction of its own; a key is told of once. */
const run: JobHandler<Record<string, never>> = async (job) => {
  let told = 0
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx))) {
    job.signal.throwIfAborted()
    told += await job.transactionIn(organizationId, warn)
  }
  job.report({ told })
}
export default run

async function warn(ctx: ActionContext): Promise<number> {
  const { tx, actor, now } = ctx
  const { noticeDays } = await store.policyOf(tx, actor.organizationId)
  const ending = await store.endingKeys(tx, actor.organizationId, new Date(now.getTime() + noticeDays * DAY))
  for (const key of ending) {
    await notify(ctx, {
      kind: noticeOf('key-ending'),
      postIds: [...(await postsOfKey(ctx, key)), ...(key.owner === 'agency' ? await leaders(ctx) : [])],
      subject: { type: 'key', id: key.id },
      facts: { label: labelOf(key), day: dayOfDate(key.validTo) },
      link: 'keys',
    })
    await store.noteWarned(tx, actor.organizationId, key.id, now)
  }
  return ending.length
}
