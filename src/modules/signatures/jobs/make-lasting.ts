import { AppError } from '#platform/errors/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { makeLasting } from '../lasting.ts'

/** A later attempt may succeed; any other refusal says that the file cannot be made to last, which its report tells. */
const PASSING = [
  'SIGNATURES_TSA_SILENT',
  'SIGNATURES_TSA_REFUSED',
  'SIGNATURES_NO_REVOCATION_DATA',
  'SIGNATURES_TOO_SLOW',
]

const run: JobHandler<{ componentIds: string[] }> = async (job, { componentIds }) => {
  if (!job.config.signing.tsaUrl) return
  for (const componentId of componentIds) {
    job.signal.throwIfAborted()
    try {
      await makeLasting(job, (work) => job.transaction(work), componentId)
    } catch (error) {
      if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error
      job.log.warn({ code: error.code, componentId }, 'a signed file could not be made to last')
    }
  }
}
export default run
