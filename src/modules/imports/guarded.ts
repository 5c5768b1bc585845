import { AppError, sentence } from '#platform/errors/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { findRun, moveRun, type RunRow } from './store.ts'

/**
 * Runs a step of an import: skipped when the import has left the step meanwhile; cancelled or refused, the import says so and waits for
 * a person. A failure of the machine is left to the queue, which tries again.
 */
export async function guarded(
  job: JobRun,
  importId: string,
  step: RunRow['state'],
  back: RunRow['state'],
  run: () => Promise<void>,
): Promise<void> {
  const { organizationId } = job.actor
  const current = await job.transaction((ctx) => findRun(ctx.tx, organizationId, importId))
  if (current?.state !== step) return
  try {
    await run()
  } catch (error) {
    const isRefusal = error instanceof AppError && error.status < 500
    if (isRefusal || job.signal.aborted) {
      const note = isRefusal ? sentence(error.code, 'vi', error.facts) : null
      await job.transaction((ctx) => moveRun(ctx.tx, organizationId, importId, { from: [step], to: back, note }))
    }
    throw error
  }
}
