/** Signed files made to last: a further file with an archive timestamp over all, beside the one it was made of (decision 0033). */
import { type ComponentRow, componentsMadeOf, findComponents, insertComponent } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/define.ts'
import { keepFinding } from './evidence.ts'
import { lastingBytes } from './lasting-bytes.ts'
import { lockFile } from './store-reports.ts'

const LASTING = 'lasting'

/** Was this file made to last? The newest of a document's is the one to keep. */
export const isLasting = (file: Pick<ComponentRow, 'derivation'>): boolean => file.derivation?.kind === LASTING

/** The file, when there is none yet that was made of it to last. */
async function waiting(ctx: ActionContext, componentId: string): Promise<ComponentRow | null> {
  const { organizationId } = ctx.actor
  const [file] = await findComponents(ctx.tx, organizationId, [componentId])
  return file && !(await componentsMadeOf(ctx.tx, organizationId, componentId)).some(isLasting) ? file : null
}

/**
 * Makes one file last. Done again, or by two at once, it finds what was made.
 * @param within a transaction of the organisation whose file it is
 * @returns whether a file was made
 * @throws what `lastingBytes` throws
 */
export async function makeLasting(
  job: Pick<JobRun, 'config' | 'now' | 'blobs'>,
  within: <T>(work: (ctx: ActionContext) => Promise<T>) => Promise<T>,
  componentId: string,
): Promise<boolean> {
  const file = await within((ctx) => waiting(ctx, componentId))
  if (!file) return false
  const { bytes, ...made } = await lastingBytes(job, await job.blobs.read(file.sha256))
  const stored = await job.blobs.put(bytes)
  return within(async (ctx) => {
    const { organizationId, postId } = ctx.actor
    await lockFile(ctx.tx, organizationId, componentId)
    if (!(await waiting(ctx, componentId))) return false
    const id = newId()
    insertComponent(ctx.tx, {
      organizationId,
      id,
      documentId: file.document_id,
      role: file.role,
      position: file.position,
      fileName: file.file_name,
      mediaType: file.media_type,
      ...stored,
      pageCount: file.page_count,
      findings: [],
      derivedFrom: file.id,
      derivation: { kind: LASTING },
      now: ctx.now,
      createdBy: postId ?? organizationId,
    })
    const { report } = made
    const found = { ...made, verdict: report.verdict, signatureCount: report.signatures.length }
    keepFinding(ctx, id, 'renewed', found, componentId)
    ctx.record({
      kind: 'signatures.renew',
      subject: { type: 'component', id, label: file.file_name },
      data: { renews: componentId, sha256: made.sha256, renewBy: made.renewBy },
    })
    return true
  })
}
