import { action } from '#platform/action/index.ts'
import { desk } from '../contract.ts'
import { rebuildJob } from '../jobs.ts'

/** Starts the job; it can be watched in the job console. */
export const rebuild = action(desk.rebuild, {
  allow: () => true,
  run: (ctx) => ({ jobId: ctx.enqueue(rebuildJob, {}, { title: 'Lập lại danh sách việc', key: 'desk.rebuild' }) }),
})
