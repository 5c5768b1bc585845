import { correctDocument } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { outgoing } from '../contract.ts'
import { able, addStep, eventFacts, loadFacts, move, passTo, symbolOf } from '../facts.ts'
import { describe, dispatchRows } from '../metadata.ts'
import { setDispatches } from '../store-way.ts'

/** Changes type, subject, signer, receivers … before the approval; before and after stay on record. */
export const changeDraft = action(outgoing.change, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('change'),
  async run(ctx, { version, fields: input }, facts) {
    const { paper, document } = facts
    // Its number stands in the book of its type.
    if (paper.number !== null && input.typeCode !== document.typeCode)
      throw new AppError('OUTGOING_TYPE_KEPT', { facts: { symbol: symbolOf(document) ?? '' } })
    const bookCode = input.bookCode ?? null
    if (paper.number !== null && bookCode !== paper.book_code)
      throw new AppError('OUTGOING_BOOK_KEPT', { facts: { symbol: symbolOf(document) ?? '' } })
    const { fields, signer, notationUnit } = await describe(ctx, input, {
      unitId: paper.drafting_unit_id,
      number: document.codeNumber ?? null,
      issuedDate: document.issuedDate ?? null,
    })
    const { jointWith } = input
    const change = { mode: input.mode, signer, notationUnit, bookCode, jointWith, dueDate: input.dueDate ?? null }
    // Whoever approves holds it: another signer chosen meanwhile takes it over.
    const isNewHolder = paper.state === 'approval' && signer !== null && signer.post !== paper.signer_post
    const next = isNewHolder
      ? await passTo(
          ctx,
          { ...facts, paper: { ...paper, signer_post: signer.post, signer_name: signer.block.name } },
          version,
          'approval',
          { kind: 'signer-changed', data: { from: paper.signer_name } },
          change,
        )
      : await move(ctx, facts, version, change)
    correctDocument(ctx, paper.document_id, { ...document, ...fields })
    setDispatches(ctx.tx, ctx.actor.organizationId, paper.document_id, dispatchRows(input.recipients))
    addStep(ctx, paper.document_id, 'changed')
    ctx.record({ before: { ...document, mode: paper.mode }, after: { ...fields, mode: input.mode } })
    ctx.emit({
      type: 'outgoing.changed',
      payload: {
        ...eventFacts({ ...facts, document: { ...document, ...fields } }),
        dueDate: input.dueDate ?? null,
        document: fields,
      },
    })
    return { state: paper.state, version: next }
  },
})
