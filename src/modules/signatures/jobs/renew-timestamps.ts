import { allOrganizations } from '#modules/operations/index.ts'
import { findComponents } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { AppError } from '#platform/errors/index.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import { isLasting, makeLasting } from '../lasting.ts'
import { filesToRenew } from '../store-reports.ts'

const DAY = 86_400_000
/** Long enough before the end that an authority which is silent for weeks harms nothing. */
const AHEAD_DAYS = 90

/** Each file by itself: looked up, timestamped outside of any transaction, kept beside the old one. A silent authority ends the night. */
const run: JobHandler<Record<string, never>> = async (job) => {
  if (!job.config.signing.tsaUrl) return
  const counts = { renewed: 0, left: 0, failed: 0 }
  const before = new Date(job.now.getTime() + AHEAD_DAYS * DAY)
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (const { componentId } of await job.transactionIn(organizationId, ({ tx }) =>
      filesToRenew(tx, organizationId, before),
    )) {
      job.signal.throwIfAborted()
      try {
        counts[await renew(job, organizationId, componentId)]++
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'SIGNATURES_TSA_SILENT') throw error
        counts.failed++
        job.log.warn({ code: error.code, componentId }, 'a document timestamp could not be renewed')
      }
    }
  job.report(counts)
}
export default run

/** Files that came with an archive timestamp of others are left as they came: this house gives no document a file of its own accord. */
async function renew(job: JobRun, organizationId: string, componentId: string): Promise<'renewed' | 'left'> {
  const within = <T>(work: (ctx: ActionContext) => Promise<T>) => job.transactionIn(organizationId, work)
  const [file] = await within((ctx) => findComponents(ctx.tx, organizationId, [componentId]))
  return file && isLasting(file) && (await makeLasting(job, within, componentId)) ? 'renewed' : 'left'
}
