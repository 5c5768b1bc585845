import { unlink } from 'node:fs/promises'
import type { JobRun } from '#platform/queue/index.ts'
import { bringAttachments } from '../files.ts'
import { guarded } from '../guarded.ts'
import { takerOf } from '../takers.ts'
import { work } from '../work.ts'

export default async function run(job: JobRun, { importId }: { importId: string }): Promise<void> {
  await guarded(job, importId, 'running', 'stopped', async () => {
    let path: string | null = null
    let files = 0
    const counts = await work(job, importId, takerOf, {
      isDry: false,
      async beforeDone(run, at) {
        path = at
        if (run.layout.format === 'dxl') files = await bringAttachments(job, run, at)
      },
    })
    job.report({ ...counts, files })
    // Everything is in; the file has served.
    if (path) await unlink(path).catch(() => {})
  })
}
