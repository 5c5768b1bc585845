import { action } from '#platform/action/index.ts'
import { startOfDay } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signerFor } from '../authority.ts'
import { able, loadFacts, passTo, symbolOf } from '../facts.ts'
import { giveNumber } from '../numbering.ts'
import { outgoingWay } from '../way-contract.ts'

/** Signed by hand: the registry gives number and day after the signature, at the latest the next working day (NĐ 30/2020 Đ15). */
export const numberOnPaper = action(outgoingWay.numberOnPaper, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('numberOnPaper'),
  async run(ctx, { version, signedOn }, facts) {
    const { paper, document } = facts
    if (signedOn && signedOn > ctx.today) throw new AppError('OUTGOING_SIGNED_LATER', { facts: { day: signedOn } })
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
      { kind: 'signed-by-hand', data: { symbol, signedOn: signedOn ?? ctx.today } },
      {
        signedAt: signedOn && signedOn < ctx.today ? startOfDay(signedOn) : ctx.now,
        ...(numbered ? { number: numbered.change } : {}),
      },
    )
    const number = numbered?.number ?? paper.number!
    const issuedDate = numbered?.issuedDate ?? paper.numbered_on!
    return { state: 'signed' as const, version: next, number, symbol, issuedDate }
  },
})
