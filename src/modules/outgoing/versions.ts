/** New versions of a draft: never over an older one, and an approval does not outlive the version that it was given to. */
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { addStep, changed, type Facts, passTo, subjectOf } from './facts.ts'
import type { FormResult } from './form-check.ts'
import { mayMove } from './rules.ts'
import { movePaper } from './store.ts'
import { insertVerdict, insertVersion, type NewVersion } from './store-drafts.ts'

export interface VersionContent {
  readonly componentId: string | null
  readonly content: Record<string, unknown> | null
  readonly form: FormResult
  readonly note: string | null
  readonly origin: NewVersion['origin']
  readonly fromNo: number | null
}

export interface Author {
  readonly post: string
  readonly name: string
  readonly title: string | null
}

/**
 * Adds a version. What was approved goes back to the signer (Đ11); checks stay, each naming the version that it saw.
 * @returns its number, the paper's version and state
 * @throws AppError OUTGOING_STATE_CHANGED when the way has gone on past drafting
 */
export async function addVersion(
  ctx: ActionContext,
  facts: Facts,
  version: number,
  made: VersionContent,
  by: Author,
): Promise<{ no: number; version: number; state: Facts['paper']['state'] }> {
  const { paper } = facts
  if (!mayMove('addVersion', paper.state)) throw changed(facts)
  const { organizationId } = ctx.actor
  const no = paper.latest_version + 1
  const withVersion: Facts = { ...facts, paper: { ...paper, latest_version: no } }
  let next: number
  if (paper.state === 'approved') {
    insertVerdict(ctx.tx, {
      organizationId,
      id: newId(),
      documentId: paper.document_id,
      versionNo: paper.approved_version!,
      kind: 'approval',
      outcome: 'voided',
      words: null,
      marks: [],
      at: ctx.now,
      by,
    })
    next = await passTo(
      ctx,
      withVersion,
      version,
      'approval',
      { kind: 'approval-voided', data: { version: no } },
      { latestVersion: no, approvedVersion: null },
    )
  } else {
    const key = {
      organizationId,
      documentId: paper.document_id,
      from: paper.state,
      version,
      now: ctx.now,
      byName: by.name,
      byPost: by.post,
    }
    const moved = await movePaper(ctx.tx, key, { latestVersion: no })
    if (moved === null) throw changed(facts)
    next = moved
    addStep(ctx, paper.document_id, made.origin === 'fixed' ? 'fixed' : 'version-added', {
      versionNo: no,
      words: made.note,
    })
  }
  insertVersion(ctx.tx, {
    organizationId,
    documentId: paper.document_id,
    no,
    componentId: made.componentId,
    content: made.content,
    findings: made.form.findings,
    errors: made.form.errors,
    warnings: made.form.warnings,
    checkFault: made.form.fault,
    note: made.note,
    origin: made.origin,
    fromNo: made.fromNo,
    at: ctx.now,
    by,
  })
  ctx.record({ subject: subjectOf(facts), data: { newVersion: no, origin: made.origin } })
  return { no, version: next, state: paper.state === 'approved' ? 'approval' : paper.state }
}
