import { action } from '#platform/action/index.ts'
import { signerFor } from '../authority.ts'
import { able, loadFacts, passTo, symbolOf } from '../facts.ts'
import { giveNumber } from '../numbering.ts'
import { outgoingWay } from '../way-contract.ts'

/** Signed by hand: the registry gives number and day after the signature, at the latest the next working day (NĐ 30/2020 Đ15). */
export const numberOnPaper = action(outgoingWay.numberOnPaper, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('numberOnPaper'),
  async run(ctx, { version }, facts) {
    const { paper, document } = facts
    await signerFor(ctx, document.typeCode!, {
      postId: paper.signer_post!,
      authorityId: paper.authority_id,
      name: paper.signer_name,
    })
    // Sent back after it was numbered and approved again: the number is still its own.
    const numbered = paper.number === null ? await giveNumber(ctx, facts) : null
    const now = { ...facts, document: numbered?.document ?? document }
    const symbol = symbolOf(now.document)!
    const next = await passTo(
      ctx,
      now,
      version,
      'signed',
      { kind: 'signed-by-hand', data: { symbol } },
      { signedAt: ctx.now, ...(numbered ? { number: numbered.change } : {}) },
    )
    const number = numbered?.number ?? paper.number!
    const issuedDate = numbered?.issuedDate ?? paper.numbered_on!
    return { state: 'signed' as const, version: next, number, symbol, issuedDate }
  },
})
