import { allOrganizations } from '#modules/operations/index.ts'
import { findComponents } from '#modules/records/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { AppError } from '#platform/errors/index.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import { keepLastingFinding } from '../evidence.ts'
import { lastingBytes, renewalOwnerOf } from '../renewal.ts'
import { filesToRenew } from '../store-reports.ts'

const DAY = 86_400_000
/** Long enough before the end that an authority which is silent for weeks harms nothing. */
const AHEAD_DAYS = 90

/** Each file by itself: looked up, timestamped outside of any transaction, kept by its owner. A silent authority ends the night. */
const run: JobHandler<Record<string, never>> = async (job) => {
  if (!job.config.signing.tsaUrl) return
  const counts = { renewed: 0, unowned: 0, failed: 0 }
  const before = new Date(job.now.getTime() + AHEAD_DAYS * DAY)
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (const { componentId, sha256 } of await job.transactionIn(organizationId, ({ tx }) =>
      filesToRenew(tx, organizationId, before),
    )) {
      job.signal.throwIfAborted()
      try {
        counts[await renew(job, organizationId, componentId, sha256)]++
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'SIGNATURES_TSA_SILENT') throw error
        counts.failed++
        job.log.warn({ code: error.code, componentId }, 'a document timestamp could not be renewed')
      }
    }
  job.report(counts)
}
export default run

async function renew(
  job: JobRun,
  organizationId: string,
  componentId: string,
  sha256: string,
): Promise<'renewed' | 'unowned' | 'failed'> {
  const found = await job.transactionIn(organizationId, async (ctx) => {
    const [file] = await findComponents(ctx.tx, organizationId, [componentId])
    if (file?.sha256 !== sha256) return null
    const of = { componentId, documentId: file.document_id }
    const owner = await renewalOwnerOf(ctx, of)
    return owner ? { owner, of, name: file.file_name } : null
  })
  if (!found) return 'unowned'
  const made = await lastingBytes(job, await job.blobs.read(sha256))
  const stored = await job.blobs.put(made.bytes)
  return job.transactionIn(organizationId, async (ctx) => {
    const newId = await found.owner.keep(ctx, { ...found.of, ...stored })
    if (!newId) return 'failed'
    keepLastingFinding(ctx, { componentId: newId, name: found.name }, made, componentId)
    return 'renewed'
  })
}
