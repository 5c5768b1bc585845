import { findComponents } from '#modules/records/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { keepFinding, PDF, verifyStored } from '../evidence.ts'
import { hasReport, lockFile } from '../store-reports.ts'

/** Done twice it keeps one report: the same bytes of the same file are not looked at again unasked. */
const verify: JobHandler<{ componentId: string }> = async (job, { componentId }) => {
  const { organizationId } = job.actor
  const find = () =>
    job.transaction(async ({ tx }) => {
      const [file] = await findComponents(tx, organizationId, [componentId])
      const isDue = file?.media_type === PDF && !(await hasReport(tx, organizationId, componentId, file.sha256))
      return isDue ? file : null
    })
  const file = await find()
  if (!file) return
  const finding = await verifyStored(job, { sha256: file.sha256, size: Number(file.size) })
  await job.transaction(async (ctx) => {
    await lockFile(ctx.tx, organizationId, componentId)
    const [now] = await findComponents(ctx.tx, organizationId, [componentId])
    if (now?.sha256 !== file.sha256 || (await hasReport(ctx.tx, organizationId, componentId, file.sha256))) return
    keepFinding(ctx, componentId, 'arrived', finding)
    // What carries no signature is no event worth the log; what does is.
    if (finding.signatureCount > 0)
      ctx.record({
        kind: 'signatures.verified',
        subject: { type: 'component', id: componentId, label: file.file_name },
        data: { verdict: finding.verdict, signatures: finding.signatureCount, sha256: finding.sha256 },
      })
  })
}
export default verify
