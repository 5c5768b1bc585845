import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { signerFor } from '../authority.ts'
import { able, checkersOf, type Facts, loadFacts, passTo } from '../facts.ts'
import { nextState } from '../rules.ts'
import { findVersion, insertVerdict, type VerdictRow } from '../store-drafts.ts'
import { withdrawOpinions } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

function giveVerdict(
  ctx: ActionContext,
  { paper }: Facts,
  kind: VerdictRow['kind'],
  outcome: VerdictRow['outcome'],
  said: { words: string | null; marks: readonly unknown[] },
): void {
  insertVerdict(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    id: newId(),
    documentId: paper.document_id,
    versionNo: paper.latest_version,
    kind,
    outcome,
    ...said,
    at: ctx.now,
    by: { post: ctx.actor.postId!, name: ctx.actor.name, title: ctx.actor.title },
  })
}

/** The unit's head answers for the content, before the head of the organisation and the law (Đ12.1). */
export const checkContent = action(outgoingWay.checkContent, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('checkContent'),
  async run(ctx, { version, words, marks }, facts) {
    giveVerdict(ctx, facts, 'content', 'passed', { words, marks })
    const to = nextState('content_check', await checkersOf(ctx, facts.paper))!
    const next = await passTo(ctx, facts, version, to, { kind: 'content-checked', words })
    return { state: to, version: next }
  },
})

/**
 * Whoever is charged with form answers for form and procedure (Đ12.2). Errors that the machine found are mended first, or let pass with
 * a reason that stays on record.
 */
export const checkForm = action(outgoingWay.checkForm, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('checkForm'),
  async run(ctx, { version, words, marks, evenWithErrors }, facts) {
    const { paper } = facts
    const draft = await findVersion(ctx.tx, ctx.actor.organizationId, paper.document_id, paper.latest_version)
    const errors = draft?.errors ?? 0
    if (errors > 0 && !(evenWithErrors && words))
      throw new AppError('OUTGOING_FORM_ERRORS', { facts: { count: errors } })
    giveVerdict(ctx, facts, 'form', 'passed', { words, marks })
    const next = await passTo(ctx, facts, version, 'approval', { kind: 'form-checked', words, data: { errors } })
    return { state: 'approval' as const, version: next }
  },
})

/** The draft is approved by the person who will sign it (Đ11), if he may sign it. */
export const approveDraft = action(outgoingWay.approve, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => {
    if (paper.state === 'approval' && paper.signer_post !== actor.postId)
      throw new AppError('OUTGOING_NOT_THE_SIGNER', { facts: { name: paper.signer_name ?? '' } })
    return true
  },
  async run(ctx, { version, words, marks }, facts) {
    const { paper, document } = facts
    if (paper.state !== 'approval')
      throw new AppError('OUTGOING_STATE_CHANGED', { facts: { name: paper.state_by_name } })
    const signer = await signerFor(ctx, document.typeCode!, {
      postId: paper.signer_post!,
      authorityId: paper.authority_id,
      name: paper.signer_name,
    })
    giveVerdict(ctx, facts, 'approval', 'passed', { words, marks })
    // What was not answered by now is not waited for.
    const endedOpinions = await withdrawOpinions(ctx.tx, ctx.actor.organizationId, paper.document_id)
    const next = await passTo(
      ctx,
      facts,
      version,
      'approved',
      { kind: 'approved', words, endedOpinions },
      { approvedVersion: paper.latest_version, signer },
    )
    return { state: 'approved' as const, version: next }
  },
})

const STEP_OF: Partial<Record<string, VerdictRow['kind']>> = { content_check: 'content', form_check: 'form' }

/** Back to the drafter with the reason, and marks on the page. A number that it has stays its own (decisions 11). */
export const sendBack = action(outgoingWay.sendBack, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('sendBack'),
  async run(ctx, { version, words, marks }, facts) {
    giveVerdict(ctx, facts, STEP_OF[facts.paper.state] ?? 'approval', 'returned', { words, marks })
    const next = await passTo(
      ctx,
      facts,
      version,
      'drafting',
      { kind: 'sent-back', words },
      { returnedWords: words, approvedVersion: null, renderedId: null },
    )
    return { state: 'drafting' as const, version: next }
  },
})
