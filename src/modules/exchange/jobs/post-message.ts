import { createHash } from 'node:crypto'
import { type Message, packageDigest, type StatusMessage, signPackage, writePackage } from '#engines/edxml/index.ts'
import { mailWeight, noteReceipt } from '#modules/outgoing/index.ts'
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { gatewayProfile, type RuleSet } from '#regimes/index.ts'
import { gatewayIdentity } from '../identity.ts'
import { composeLetter, sendLetter } from '../mail.ts'
import { tellRegistry } from '../notices.ts'
import { DEMO, type KeptDocument } from '../outbox.ts'
import type { KeptMail } from '../outbox-mail.ts'
import { profileFault } from '../profiles.ts'
import { GIVE_UP_MS, type Outcome, partnerOf, waitAfter } from '../rules.ts'
import { noteDelivery } from '../store.ts'
import { findMessage, type MessageRow, moveMessage, type PartnerRow, partners } from '../store-gateway.ts'
import { deliverPackage } from '../transport.ts'

/**
 * One try to bring a message to the other installation. The same message makes the same package each time, and the other side knows it by
 * its digest, a letter by its Message-ID: a try whose answer was lost does no harm. Until somebody answers for it the message waits, longer each time.
 */
export default async function postMessage(job: JobRun, event: EventDelivery): Promise<void> {
  const messageId = String(event.payload['messageId'])
  const { organizationId } = job.actor
  const found = await job.transaction(async (ctx) => {
    const message = await findMessage(ctx.tx, organizationId, messageId)
    if (message?.state !== 'waiting') return null
    const isDemo = (await organizationOf(ctx.tx, organizationId))?.isDemo ?? false
    const partner = partnerOf(await partners(ctx.tx), message.receiver_code, ctx.today)
    return { message, isDemo, partner, rules: await rulesOf(ctx.tx, organizationId, ctx.today) }
  })
  if (!found) return
  const { message, partner, isDemo, rules } = found
  let tried: Tried
  if (job.config.isIsolated) tried = refused(sentence('EXCHANGE_CLOSED', 'vi'))
  else if (isDemo) tried = refused(DEMO)
  else if (message.channel === 'email') tried = await byMail(job, message)
  else if (partner) tried = await byGateway(job, message, partner, rules)
  else tried = refused(`Chưa có cổng đối tác nào phục vụ mã ${message.receiver_code}.`)
  await job.transaction(async (ctx) => {
    const nextAt = await settle(ctx, message, tried)
    if (nextAt) job.again(ctx, event, { runAt: nextAt })
  })
}

/** How a try ended, with what was sent and by whom it was taken. */
interface Tried {
  readonly outcome: Outcome
  readonly digest: string
  readonly partner: string
  /** Tries after which it is given up; null: as long as time allows. */
  readonly limit?: number | null
}

const refused = (words: string): Tried => ({ outcome: { kind: 'refused', words }, digest: '', partner: '' })

async function byGateway(job: JobRun, message: MessageRow, partner: PartnerRow, rules: RuleSet): Promise<Tried> {
  const profile = gatewayProfile(rules, partner.profile)
  // A network that the body’s rules have dropped is no way for its documents.
  if (!profile) return refused(`Quy định của cơ quan không có mạng của cổng ${partner.name}.`)
  try {
    const bytes = signPackage(await writePackage(await whole(job, message)), await gatewayIdentity(job.config, job.now))
    const kept = message.content as KeptDocument | StatusMessage
    const fault = kept.kind === 'status' ? null : profileFault(profile, kept, rules.circulationMarks, bytes.length)
    if (fault) return refused(fault)
    const digest = packageDigest(bytes)
    const to = { address: partner.address, tlsCa: partner.tls_ca }
    const outcome = await deliverPackage(to, bytes, digest, job.signal)
    return { outcome, digest, partner: partner.name, limit: profile.tries }
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('EDXML_')) throw error
    return refused(sentence(error.code, 'vi', error.facts))
  }
}

async function byMail(job: JobRun, message: MessageRow): Promise<Tried> {
  const server = job.config.mail
  if (!server) return refused('Hệ thống chưa có máy chủ thư (VANKHO_SMTP_HOST); cấu hình xong thì gửi lại.')
  const letter = message.content as KeptMail
  // Before anything is read or sent: no server is asked what it certainly refuses.
  const isLarge = mailWeight(letter.attachments) > server.limit
  if (isLarge) return refused(`Thư lớn hơn giới hạn ${Math.floor(server.limit / 1024 / 1024)} MB; gửi bằng cách khác.`)
  const files = await Promise.all(letter.attachments.map((file) => job.blobs.read(file.sha256)))
  const raw = await composeLetter(letter, files, { from: server.from, date: message.created_at })
  const outcome = await sendLetter(server, { from: server.from, to: message.receiver_code }, raw)
  return { outcome, digest: createHash('sha256').update(raw).digest('hex'), partner: server.host }
}

/** The message with the bytes of its files. */
async function whole(job: JobRun, row: MessageRow): Promise<Message> {
  const kept = row.content as KeptDocument | StatusMessage
  if (kept.kind === 'status') return kept
  const attachments = []
  for (const { sha256, size: _size, ...file } of kept.attachments)
    attachments.push({ ...file, bytes: await job.blobs.read(sha256) })
  return { ...kept, attachments }
}

/** Notes how a try ended. @returns when the next one is due */
async function settle(
  ctx: ActionContext,
  message: MessageRow,
  { outcome, limit = null, ...by }: Tried,
): Promise<Date | null> {
  const { organizationId } = ctx.actor
  const row = await findMessage(ctx.tx, organizationId, message.id)
  if (row?.state !== 'waiting') return null
  const tries = row.tries + 1
  const { now } = ctx
  if (outcome.kind === 'sent') {
    await moveMessage(ctx.tx, organizationId, row, { to: 'sent', tries, fault: null, ...by, now })
    const data = { to: row.receiver_code, ...by, ...(outcome.words ? { words: outcome.words } : {}) }
    ctx.record({ kind: row.channel === 'email' ? 'exchange.mail' : 'exchange.send', subject: subjectOf(row), data })
    return null
  }
  const isLate = now.getTime() - row.created_at.getTime() > GIVE_UP_MS
  const isOver = outcome.kind === 'refused' || isLate || (limit !== null && tries >= limit)
  if (!isOver) {
    const nextAt = new Date(now.getTime() + waitAfter(row.tries, limit) * 1_000)
    await moveMessage(ctx.tx, organizationId, row, { to: 'waiting', tries, nextAt, fault: outcome.words, now })
    return nextAt
  }
  await moveMessage(ctx.tx, organizationId, row, { to: 'dead', tries, fault: outcome.words, now })
  ctx.record({
    kind: 'exchange.give-up',
    subject: subjectOf(row),
    data: { to: row.receiver_code, words: outcome.words },
  })
  await tellRegistry(
    ctx,
    'exchange.dead',
    { from: row.receiver_code, label: symbolOf(row), words: outcome.words },
    row.document_id ? `outgoing/${row.document_id}` : 'exchange',
  )
  if (row.kind !== 'document' || row.dispatch_id === null || row.document_id === null) return null
  await noteDelivery(ctx.tx, {
    organizationId,
    dispatchId: row.dispatch_id,
    documentId: row.document_id,
    receiverId: null,
    state: 'failed',
    words: outcome.words,
    now,
  })
  await noteReceipt(ctx, row.dispatch_id, { isReceived: false, words: outcome.words })
  return null
}

const symbolOf = (row: MessageRow): string => row.document_key.split(',').slice(2).join(',') || row.document_key
const subjectOf = (row: MessageRow) => ({ type: 'exchange', id: row.id, label: symbolOf(row) })
