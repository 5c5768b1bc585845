import { isMailAddress } from '#modules/outgoing/contract.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { bodyCode, exchange } from '../contract.ts'
import type { KeptDocument } from '../outbox.ts'
import type { KeptMail } from '../outbox-mail.ts'
import { contactName, findMessage, readdressMessage } from '../store-gateway.ts'
import { sendAgain } from './resend.ts'

/** A document that could not be sent goes to another address: a code that was wrong, a mailbox that is no more. */
export const readdress = action(exchange.readdress, {
  load: (ctx, { id }) => findMessage(ctx.tx, ctx.actor.organizationId, id),
  allow: (_, row) => row !== null,
  async run(ctx, { version, address }, row) {
    if (row?.version !== version || row.state !== 'dead' || row.kind !== 'document')
      throw new AppError('EXCHANGE_CHANGED')
    const isFit = row.channel === 'email' ? isMailAddress(address) : bodyCode.safeParse(address).success
    if (!isFit) throw new AppError('EXCHANGE_ADDRESS', { facts: { address } })
    const kept = row.content as KeptDocument | KeptMail
    const known = row.channel === 'email' ? null : await contactName(ctx.tx, address, ctx.today)
    const to = [{ organId: address, name: known ?? kept.to[0]?.name ?? address }]
    const content = { ...kept, to }
    await readdressMessage(ctx.tx, ctx.actor.organizationId, row.id, address, content)
    ctx.record({ before: { address: row.receiver_code }, after: { address } })
    return { version: await sendAgain(ctx, { ...row, receiver_code: address, content }, address) }
  },
})
