import type { JobHandler } from '#platform/queue/index.ts'
import { verifyStored } from '../verification.ts'

const check: JobHandler<object> = async (job) => {
  const { organizationId } = job.actor
  await job.transaction(async (ctx) => {
    const result = await verifyStored(ctx.tx, organizationId, ctx.now, (done) => job.progress(done, null))
    ctx.record({ kind: 'audit.verified', after: { ...result }, data: { runId: job.id } })
    job.report({ ...result })
  })
}
export default check
