import type { JobHandler } from '#platform/queue/index.ts'
import { organizationsWithLog } from '../store-tree.ts'
import { verifyStored } from '../verification.ts'

const checkAll: JobHandler<object> = async (job) => {
  for (const organizationId of await job.transaction((ctx) => organizationsWithLog(ctx.tx))) {
    if (job.signal.aborted) return
    await job.transactionIn(organizationId, async (ctx) => {
      const result = await verifyStored(ctx.tx, organizationId, ctx.now)
      ctx.record({ kind: 'audit.verified', after: { ...result } })
      if (!result.valid) job.log.error({ organizationId, result }, 'audit: the log is not as it was sealed')
    })
  }
}
export default checkAll
