/** What other rooms ask of this one, within their own transactions. */
import type { ActionContext } from '#platform/action/index.ts'
import { makeLastingJob, verifyJob } from './jobs.ts'

/** Has the signatures of a PDF that arrived looked at, when the caller's transaction commits. Other files are passed over. */
export function askVerification(ctx: ActionContext, file: { componentId: string; mediaType: string }): void {
  if (file.mediaType === 'application/pdf') ctx.enqueue(verifyJob, { componentId: file.componentId })
}

/**
 * Has signed files made to last when the caller's transaction commits, and renewed from then on. Nothing happens where no timestamp
 * authority is configured, and to files whose signatures do not pass.
 */
export function askLasting(ctx: ActionContext, componentIds: readonly string[]): void {
  if (componentIds.length > 0) ctx.enqueue(makeLastingJob, { componentIds: [...componentIds] })
}
