import type { JobRun } from '#platform/queue/index.ts'
import { guarded } from '../guarded.ts'
import { undo } from '../undo.ts'

export default async function undoImport(
  job: JobRun,
  { importId, reason }: { importId: string; reason?: string | undefined },
): Promise<void> {
  await guarded(job, importId, 'undoing', 'done', async () => {
    job.report({ ...(await undo(job, importId, reason ?? '')) })
  })
}
