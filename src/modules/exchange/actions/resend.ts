import { documentIdOf } from '#engines/edxml/index.ts'
import { noteSending } from '#modules/outgoing/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { exchange } from '../contract.ts'
import type { KeptDocument } from '../outbox.ts'
import { findMessage, type MessageRow, moveMessage, renameMessage } from '../store-gateway.ts'

/** A person sends a message again: a dead one after somebody has mended what was wrong, a waiting one at once. */
export const resend = action(exchange.resend, {
  load: (ctx, { id }) => findMessage(ctx.tx, ctx.actor.organizationId, id),
  allow: (_, row) => row !== null,
  async run(ctx, { version }, row) {
    if (!row || row.version !== version || (row.state !== 'dead' && row.state !== 'waiting'))
      throw new AppError('EXCHANGE_CHANGED')
    return { version: await sendAgain(ctx, row) }
  },
})

/** @param address where it goes now, when that was corrected @returns the message's new version */
export async function sendAgain(ctx: ActionContext, row: MessageRow, address?: string): Promise<number> {
  const { organizationId } = ctx.actor
  await nameSender(ctx, row)
  const next = await moveMessage(ctx.tx, organizationId, row, {
    to: 'waiting',
    // One that was given up begins anew; a press while it waits is one try more.
    ...(row.state === 'dead' ? { tries: 0 } : {}),
    nextAt: ctx.now,
    fault: null,
    now: ctx.now,
  })
  if (next === null) throw new AppError('EXCHANGE_CHANGED')
  ctx.emit({ type: 'exchange.queued', payload: { messageId: row.id } })
  if (row.state === 'dead' && row.kind === 'document' && row.dispatch_id)
    await noteSending(ctx, row.dispatch_id, address)
  ctx.record({
    subject: { type: 'exchange', id: row.id, label: row.document_key },
    data: { to: row.receiver_code, tries: row.tries },
  })
  return next
}

/** A document that was issued before its organisation had a code has one now. */
async function nameSender(ctx: ActionContext, row: MessageRow): Promise<void> {
  if (row.kind !== 'document' || row.channel !== 'gateway') return
  const kept = row.content as KeptDocument
  if (kept.from.organId !== '') return
  const own = await organizationOf(ctx.tx, ctx.actor.organizationId)
  if (!own?.organId) return
  const symbol = [kept.codeNumber, kept.codeNotation].filter(Boolean).join('/')
  const documentId = documentIdOf(own.organId, kept.date ?? '', symbol)
  const content: KeptDocument = {
    ...kept,
    documentId,
    from: { ...kept.from, organId: own.organId },
    trace: kept.trace.map((one) => ({ ...one, organId: own.organId ?? '' })),
  }
  await renameMessage(ctx.tx, ctx.actor.organizationId, row.id, documentId, content)
}
