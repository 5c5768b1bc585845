import { cancelHeldNumber } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { copies } from '../contract.ts'
import { loadFacts, nameOf } from '../facts.ts'
import { findCopy, voidCopy } from '../store.ts'

/** A copy made by mistake: its number stays in the book as a gap with the reason and is not given again. */
export const giveUpCopy = action(copies.giveUp, {
  async load(ctx, { copyId }) {
    const copy = await findCopy(ctx.tx, ctx.actor, copyId)
    if (!copy) throw new AppError('PLATFORM_NOT_FOUND')
    return { copy, facts: await loadFacts(ctx, copy.document_id) }
  },
  allow: () => true, // the permission is the registry's, the scope is in the query of load
  async run(ctx, { copyId, reason }, { copy, facts }) {
    const { organizationId, name, postId } = ctx.actor
    if (!(await voidCopy(ctx.tx, { organizationId, id: copyId, reason, now: ctx.now, byName: name })))
      throw new AppError('COPIES_VOIDED', { facts: { reason: copy.void_reason ?? '' } })
    await cancelHeldNumber(ctx.tx, {
      organizationId,
      seriesId: copy.series_id,
      number: copy.number,
      heldBy: 'copies',
      reason,
      now: ctx.now,
      by: postId!,
    })
    ctx.record({
      subject: { type: 'document', id: copy.document_id, label: nameOf(facts) },
      data: { copyId, symbol: copy.symbol, reason },
    })
    return { symbol: copy.symbol }
  },
})
