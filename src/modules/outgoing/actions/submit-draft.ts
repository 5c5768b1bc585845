import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signerFor } from '../authority.ts'
import { gapsLeft } from '../content.ts'
import { able, checkersOf, loadFacts, passTo } from '../facts.ts'
import { nextState } from '../rules.ts'
import { findVersion } from '../store-drafts.ts'
import { dispatchesOf } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

/** The drafter hands his draft on: to the unit's head, to whoever checks form, or straight to the signer (NĐ 30/2020 Đ10-12). */
export const submitDraft = action(outgoingWay.submit, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('submit'),
  async run(ctx, { version, words, evenIfOpinionsOpen }, facts) {
    const { paper, document, opinions } = facts
    if (paper.latest_version === 0) throw new AppError('OUTGOING_NO_DRAFT')
    const draft = await findVersion(ctx.tx, ctx.actor.organizationId, paper.document_id, paper.latest_version)
    const gaps = draft?.content ? gapsLeft(draft.content) : 0
    if (gaps > 0) throw new AppError('OUTGOING_GAPS_LEFT', { facts: { count: gaps } })
    if (!paper.signer_post) throw new AppError('OUTGOING_NO_SIGNER')
    await signerFor(ctx, document.typeCode!, {
      postId: paper.signer_post,
      authorityId: paper.authority_id,
      name: paper.signer_name,
    })
    if ((await dispatchesOf(ctx.tx, ctx.actor.organizationId, paper.document_id)).length === 0)
      throw new AppError('OUTGOING_NO_RECIPIENT')
    const open = opinions.filter((one) => one.state === 'asked').length
    if (open > 0 && !evenIfOpinionsOpen) throw new AppError('OUTGOING_OPINIONS_OPEN', { facts: { count: open } })
    const to = nextState('drafting', await checkersOf(ctx, paper))!
    const next = await passTo(ctx, facts, version, to, { kind: 'submitted', words }, { returnedWords: null })
    return { state: to, version: next }
  },
})
