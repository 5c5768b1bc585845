import { receiveUploads } from '#modules/intake/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { refuseSecret } from '#modules/secrecy/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { outgoing } from '../contract.ts'
import { loadFacts, subjectOf } from '../facts.ts'
import { mayAddScan, mayWrite } from '../policy.ts'
import { insertUpload } from '../store-drafts.ts'

/** Names that fit what a file is uploaded as; its content is judged when it has been screened. */
const KINDS = {
  draft: { names: /\.(docx|pdf)$/i, error: 'OUTGOING_FILE_KIND' },
  pdf: { names: /\.pdf$/i, error: 'OUTGOING_PAGES_KIND' },
  scan: { names: /\.pdf$/i, error: 'OUTGOING_PAGES_KIND' },
  attachment: null,
} as const

/** Files of a draft, or the scan of what was signed by hand: they wait in quarantine until they are screened (decisions 16). */
export const uploadFiles = action(outgoing.upload, {
  async load(ctx, input) {
    refuseSecret(
      input.classification,
      await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today),
      ctx.config.isIsolated,
    )
    const facts = await loadFacts(ctx, input.documentId, 'look')
    if (ctx.uploads.length === 0) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
    const kinds = KINDS[input.as]
    if (kinds && ctx.uploads.some((file) => !kinds.names.test(file.fileName))) throw new AppError(kinds.error)
    return facts
  },
  allow: (actor, { paper }, input) => (input.as === 'scan' ? mayAddScan(actor, paper) : mayWrite(actor, paper)),
  async run(ctx, input, facts) {
    const { actor, now } = ctx
    const documentId = facts.paper.document_id
    const items = await receiveUploads(ctx, documentId, input.as === 'attachment' ? 'attachment' : 'main')
    for (const item of items)
      insertUpload(ctx.tx, {
        organizationId: actor.organizationId,
        itemId: item.id,
        documentId,
        purpose: input.as,
        at: now,
        by: { post: actor.postId!, name: actor.name, title: actor.title },
      })
    // Names are not written yet, here or anywhere else: the screen may refuse the file.
    ctx.record({ subject: subjectOf(facts), data: { files: items.length, as: input.as } })
    return { items }
  },
})
