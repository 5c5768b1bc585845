import type { ActionContext } from '#platform/action/index.ts'
import { verifyJob } from './jobs.ts'

/** Has the signatures of a PDF that arrived looked at, when the caller's transaction commits. Other files are passed over. */
export function askVerification(ctx: ActionContext, file: { componentId: string; mediaType: string }): void {
  if (file.mediaType === 'application/pdf') ctx.enqueue(verifyJob, { componentId: file.componentId })
}
