import type { JobHandler } from '#platform/queue/define.ts'
import { rebuildTasks } from '../rebuild.ts'

const run: JobHandler<Record<string, never>> = async (job) => {
  const report = await job.transaction(async (ctx) => {
    const counted = await rebuildTasks(ctx)
    ctx.record({ kind: 'desk.rebuild', data: counted })
    return counted
  })
  job.report(report)
}
export default run
