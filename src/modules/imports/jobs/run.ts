import { unlink } from 'node:fs/promises'
import type { JobRun } from '#platform/queue/index.ts'
import { guarded } from '../guarded.ts'
import { findRun } from '../store.ts'
import { takerOf } from '../takers.ts'
import { quarantinePath, work } from '../work.ts'

export default async function run(job: JobRun, { importId }: { importId: string }): Promise<void> {
  await guarded(job, importId, 'running', 'stopped', async () => {
    const before = await job.transaction((ctx) => findRun(ctx.tx, job.actor.organizationId, importId))
    job.report({ ...(await work(job, importId, takerOf, { isDry: false })) })
    // Everything is in; the sheet has served.
    if (before?.quarantine) await unlink(quarantinePath(job.config.home, before)).catch(() => {})
  })
}
