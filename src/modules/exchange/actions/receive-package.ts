import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ReadPackage, readPackage } from '#engines/edxml/index.ts'
import { organizationsByCode } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { exchange } from '../contract.ts'
import { acceptPackageJob } from '../jobs.ts'
import { type PartnerFacts, voucherOf } from '../rules.ts'
import { insertInbox, partners, receiversOf } from '../store-gateway.ts'

/**
 * The door for packages of partners. Who sends it is said by its signature and the trust list; a package that was here before is
 * answered as the first time, without effect. It is kept before it is answered; what it is about is done by a job.
 */
export const receivePackage = action(exchange.receive, {
  async beforehand(ctx) {
    const file = ctx.uploads[0]
    if (!file || ctx.config.isIsolated) throw new AppError('EXCHANGE_CLOSED')
    const known = await ctx.read(({ tx }) => partners(tx))
    // Nobody is trusted, so nothing is read.
    if (known.length === 0) throw new AppError('EXCHANGE_CLOSED')
    const read = await readPackage(await readFile(file.path))
    return { read, voucher: vouched(read, known, ctx) }
  },
  allow: () => true,
  async run(ctx, _input, _facts, { read, voucher }) {
    const file = ctx.uploads[0]!
    const { message, digest, signature } = read
    const codes = message.kind === 'status' ? [message.responseFor.organId ?? ''] : message.to.map((one) => one.organId)
    const here = await organizationsByCode(ctx.tx, codes, ctx.today)
    const key = keyOf(read)
    const receivers = [...new Set(here.map((one) => one.id))]
    // A sender that takes a document back names itself: it goes to whom the document went.
    if (receivers.length === 0 && message.kind === 'status' && message.code === '13')
      receivers.push(...(await receiversOf(ctx.tx, INSTALLATION_ID, message.from.organId, key)))
    if (receivers.length === 0) throw new AppError('EXCHANGE_ADDRESSEE_UNKNOWN', { facts: { code: codes.join(', ') } })
    const id = newId()
    const isNew = await insertInbox(ctx.tx, INSTALLATION_ID, {
      id,
      digest,
      partner_id: voucher.id,
      kind: message.kind === 'status' ? 'status' : message.business,
      sender_code: message.from.organId,
      document_key: key,
      quarantine: basename(file.path),
      size: file.size,
      receivers,
      fingerprint: signature?.fingerprint ?? '',
      now: ctx.now,
    })
    if (isNew) {
      file.keep()
      ctx.enqueue(acceptPackageJob, { inboxId: id })
    }
    ctx.record({
      subject: { type: 'exchange', id, label: key },
      data: { digest, isNew, from: message.from.organId, partner: voucher.name, fingerprint: signature?.fingerprint },
    })
    return { digest, isNew }
  },
})

/** What the package is about: a recall, an update and a status are about another document. */
function keyOf({ message }: ReadPackage): string {
  if (message.kind === 'status') return message.responseFor.documentId ?? ''
  return message.business === 'recall'
    ? (message.aboutDocumentId ?? message.replaces[0]?.documentId ?? message.documentId)
    : message.documentId
}

function vouched<P extends PartnerFacts>(read: ReadPackage, known: readonly P[], at: { now: Date; today: string }): P {
  const { signature, message } = read
  if (!signature?.isSound) throw new AppError('EXCHANGE_UNSIGNED', { facts: { fault: signature?.fault ?? 'unsigned' } })
  const voucher = voucherOf(known, signature, message.from.organId, at)
  if (!voucher)
    throw new AppError('EXCHANGE_UNTRUSTED', {
      facts: { fingerprint: signature.fingerprint?.slice(0, 16) ?? '', code: message.from.organId },
    })
  return voucher
}
