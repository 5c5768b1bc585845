import { confirmers } from '#modules/records/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { rebuild } from '../store.ts'

const run: JobHandler<Record<string, never>> = async (job) => {
  const report = await job.transaction(async (ctx) => {
    const counted = await rebuild(ctx.tx, ctx.actor.organizationId, await confirmers(ctx))
    ctx.record({ kind: 'desk.rebuild', data: counted })
    return counted
  })
  job.report(report)
}
export default run
