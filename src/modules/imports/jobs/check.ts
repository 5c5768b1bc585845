import type { JobRun } from '#platform/queue/index.ts'
import { guarded } from '../guarded.ts'
import { takerOf } from '../takers.ts'
import { work } from '../work.ts'

export default async function check(job: JobRun, { importId }: { importId: string }): Promise<void> {
  await guarded(job, importId, 'checking', 'uploaded', async () => {
    job.report({ ...(await work(job, importId, takerOf, { isDry: true })) })
  })
}
