import { componentsOfDocument } from '#modules/records/index.ts'
import { keepLastingFinding, lastingBytes } from '#modules/signatures/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { keepLasting, lastingOf, sealedFiles } from '../lasting.ts'
import { findPaper } from '../store.ts'

/** Of these a later attempt may make something; any other refusal says that the file cannot be made to last, which its report tells. */
const PASSING = [
  'SIGNATURES_TSA_SILENT',
  'SIGNATURES_TSA_REFUSED',
  'SIGNATURES_NO_REVOCATION_DATA',
  'SIGNATURES_TOO_SLOW',
]

/** What was issued is made to last, where a timestamp authority is configured. Done again, it finds what was made. */
export default async function makeLasting(job: JobRun, { payload }: EventDelivery): Promise<void> {
  if (!job.config.signing.tsaUrl) return
  const { organizationId } = job.actor
  const documentId = String(payload['documentId'])
  const waiting = await job.transaction(async (ctx) => {
    const paper = await findPaper(ctx.tx, organizationId, documentId, 'look')
    if (paper?.mode !== 'digital') return []
    const components = await componentsOfDocument(ctx.tx, organizationId, documentId)
    return sealedFiles(components, paper.sealed_id).filter((one) => lastingOf(components, one).length === 0)
  })
  for (const from of waiting) {
    job.signal.throwIfAborted()
    try {
      const made = await lastingBytes(job, await job.blobs.read(from.sha256))
      const stored = await job.blobs.put(made.bytes)
      await job.transaction(async (ctx) => {
        await findPaper(ctx.tx, organizationId, documentId, 'lock')
        const components = await componentsOfDocument(ctx.tx, organizationId, documentId)
        if (lastingOf(components, from).length > 0) return
        const id = keepLasting(ctx, from, stored)
        keepLastingFinding(ctx, { componentId: id, name: from.file_name }, made, from.id)
      })
    } catch (error) {
      if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error
      job.log.warn({ code: error.code, componentId: from.id }, 'an issued file could not be made to last')
    }
  }
}
