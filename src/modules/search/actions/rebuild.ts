import { action } from '#platform/action/index.ts'
import { search } from '../contract.ts'
import { rebuildJob } from '../jobs.ts'

/** Starts the job; it can be watched in the job console while people go on searching. */
export const rebuild = action(search.rebuild, {
  allow: () => true,
  run: (ctx) => ({ jobId: ctx.enqueue(rebuildJob, {}, { title: 'Lập lại chỉ mục tìm kiếm', key: 'search.rebuild' }) }),
})
