import { open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type DocumentMessage, type ReadPackage, readPackage, type StatusMessage } from '#engines/edxml/index.ts'
import { type ArrivedFields, type ForeignFile, receiveForeign } from '#modules/intake/index.ts'
import { noteAnswer, noteReceipt } from '#modules/outgoing/index.ts'
import { postsWithRole } from '#modules/people/index.ts'
import { symbolOf } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { hearAnswer, isKept, makeRoom } from '../changing.ts'
import { tellRegistry } from '../notices.ts'
import { type KeptDocument, queueStatus, queueStatusFor } from '../outbox.ts'
import { askBack } from '../recalling.ts'
import { aboutOf, DELIVERY_OF, editionOf, STATUS_WORDS, titleOf } from '../rules.ts'
import { type ArrivalRow, arrivalById, arrivalsFrom, insertArrival, lockArrival, noteDelivery } from '../store.ts'
import {
  earlyAbout,
  findInbox,
  type InboxRow,
  type MessageRow,
  messagesOfDocument,
  moveInbox,
  partners,
  sentDocument,
} from '../store-gateway.ts'

const NOT_HERE = 'Cơ quan nhận chưa có văn thư trên hệ thống này; hãy gửi bằng cách khác.'

/**
 * What a package is about becomes true here, once: a document in the trays of its addressees, a status on the sender's board, a recall.
 * Killed at any point it is done again and finds what it did. A recall that came before its document waits for it.
 */
export default async function acceptPackage(job: JobRun, { inboxId }: { inboxId: string }): Promise<void> {
  const installation = job.actor.organizationId
  const found = await job.transaction(async (ctx) => ({
    row: await findInbox(ctx.tx, installation, inboxId),
    names: new Map((await partners(ctx.tx)).map((one) => [one.id, one.name])),
  }))
  const { row } = found
  if (!row || row.state === 'done' || row.quarantine === null) return
  const path = join(job.config.home, 'quarantine', row.quarantine)
  const bytes = await readFile(path).catch(() => null)
  // Another run of this job was quicker; a file that is lost otherwise is told by the next one, which finds it waiting still.
  if (bytes === null && (await job.transaction((ctx) => findInbox(ctx.tx, installation, inboxId)))?.state === 'done')
    return
  const read = await readPackage(bytes ?? (await readFile(path)))
  const partner = found.names.get(row.partner_id) ?? ''
  const isEarly = await apply(job, row, read, partner)
  const followers = await job.transaction(async (ctx) => {
    await moveInbox(ctx.tx, installation, row.id, isEarly ? 'early' : 'done', ctx.now)
    if (isEarly || row.kind === 'recall' || row.kind === 'status') return []
    const waiting = await earlyAbout(ctx.tx, installation, row.sender_code, row.document_key)
    for (const one of waiting) job.again(ctx, { inboxId: one.id })
    return waiting
  })
  job.log.debug({ inboxId, isEarly, followers: followers.length }, 'package accepted')
  if (!isEarly) await unlink(path).catch(() => {})
}

/** @returns whether it is about a document that has not come yet */
async function apply(job: JobRun, row: InboxRow, read: ReadPackage, partner: string): Promise<boolean> {
  const { message } = read
  if (message.kind === 'document' && message.business !== 'recall') {
    for (const receiverId of row.receivers) await arrive(job, receiverId, row, read, message, partner)
    return false
  }
  if (message.kind === 'document' || message.code === '13') {
    const words = message.kind === 'document' ? message.reason : message.description
    let isKnown = false
    for (const receiverId of row.receivers)
      isKnown = (await job.transactionIn(receiverId, (ctx) => recallHere(ctx, row, words ?? ''))) || isKnown
    return !isKnown
  }
  for (const receiverId of row.receivers) await job.transactionIn(receiverId, (ctx) => heard(ctx, message))
  return false
}

/** Lays a document into one organisation's tray, if it does not lie there. */
async function arrive(
  job: JobRun,
  receiverId: string,
  row: InboxRow,
  read: ReadPackage,
  message: DocumentMessage,
  partner: string,
): Promise<void> {
  const edition = editionOf(message, read.digest)
  const isThere = (known: readonly ArrivalRow[]) => known.some((one) => one.edition === edition)
  const before = await job.transactionIn(receiverId, (ctx) =>
    arrivalsFrom(ctx.tx, receiverId, row.sender_code, row.document_key),
  )
  if (isThere(before)) return
  const files = await layDown(job, message)
  try {
    await job.transactionIn(receiverId, async (ctx) => {
      await lockArrival(ctx.tx, receiverId, `${row.sender_code} ${row.document_key}`)
      const known = await arrivalsFrom(ctx.tx, receiverId, row.sender_code, row.document_key)
      if (isThere(known)) return wipe(job, files)
      const own = ownCode(message, receiverId, row)
      const symbol = symbolOf(message)
      const from = message.from.name ?? message.from.organId
      const about = {
        organId: message.from.organId,
        code: symbol,
        date: message.date,
        documentId: row.document_key,
      }
      if ((await postsWithRole(ctx.tx, receiverId, 'registry', ctx.today)).length === 0) {
        await queueStatusFor(ctx, about, own, '02', NOT_HERE)
        return wipe(job, files)
      }
      const title = titleOf(message, symbol)
      const vouched = { gateway: partner, fingerprint: row.fingerprint, at: row.arrived_at.toISOString() }
      const itemId = await receiveForeign(ctx, from, title, fieldsOf(message), files, vouched)
      const arrival = {
        id: newId(),
        sender_id: null,
        sender_code: row.sender_code,
        receiver_code: own,
        document_key: row.document_key,
        symbol,
        issued_on: message.date,
      } as const
      await insertArrival(ctx.tx, {
        ...withoutSenderId(arrival),
        organization_id: receiverId,
        sender_name: from,
        item_id: itemId,
        edition,
        business: message.business === 'recall' ? 'new' : message.business,
        about_key: message.business === 'new' ? null : aboutOf(message),
        vouched: JSON.stringify({ partner, fingerprint: row.fingerprint, at: row.arrived_at }),
        now: ctx.now,
      })
      await queueStatus(ctx, arrival, '01', null)
      ctx.record({
        kind: 'exchange.arrive',
        subject: { type: 'intake', id: itemId, label: title },
        data: { from, partner, fingerprint: row.fingerprint, digest: row.digest, business: message.business },
      })
      const isAsked = await settleChange(ctx, row, known, message, arrival.id)
      const kind = isAsked ? 'exchange.change-asked' : 'exchange.arrived-signed'
      await tellRegistry(ctx, kind, { from, label: title, words: partner }, 'intake')
    })
  } catch (error) {
    await wipe(job, files)
    throw error
  }
}

const withoutSenderId = <T extends { sender_id: null }>({ sender_id: _, ...rest }: T) => rest

/** The code by which this organisation was addressed. */
function ownCode(message: DocumentMessage, receiverId: string, row: InboxRow): string {
  // One addressee here is the rule; of several each is told by its own place in the list.
  const at = Math.max(0, row.receivers.indexOf(receiverId))
  return (message.to[at] ?? message.to[0]!).organId
}

/**
 * What takes the place of another makes it leave the tray, whichever of the two comes first; what only changes it stands beside it. A
 * registered document stays: its registry decides (PL VI III.8).
 * @returns whether the earlier one is registered here
 */
async function settleChange(
  ctx: ActionContext,
  row: InboxRow,
  known: readonly ArrivalRow[],
  message: DocumentMessage,
  arrivalId: string,
): Promise<boolean> {
  const { organizationId } = ctx.actor
  const key = row.document_key
  if (message.business === 'new') {
    const own = await arrivalById(ctx.tx, organizationId, arrivalId)
    const isLate = known.some((one) => one.document_key === key || one.business === 'replacement')
    if (own && isLate) await makeRoom(ctx, own, 'Nơi gửi đã gửi bản cập nhật, thay thế trước bản này.')
    return false
  }
  const about = aboutOf(message) ?? key
  const earlier = (about === key ? known : await arrivalsFrom(ctx.tx, organizationId, row.sender_code, about)).filter(
    (one) => one.document_key === about,
  )
  if (message.business === 'replacement' || about === key)
    for (const one of earlier) await makeRoom(ctx, one, `Nơi gửi gửi bản khác: ${message.reason ?? ''}`.trim())
  return earlier.some(isKept)
}

/** Files of a package as files in quarantine, safe on the disk. */
async function layDown(job: JobRun, message: DocumentMessage): Promise<ForeignFile[]> {
  const files: ForeignFile[] = []
  const main = message.attachments.find((one) => one.description === 'main') ?? message.attachments[0]
  for (const one of message.attachments) {
    const quarantine = newId()
    const file = await open(join(job.config.home, 'quarantine', quarantine), 'wx', 0o600)
    try {
      await file.writeFile(one.bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    const role = one === main ? ('main' as const) : ('attachment' as const)
    files.push({ fileName: one.name, size: one.bytes.length, quarantine, role })
  }
  return files
}

async function wipe(job: JobRun, files: readonly ForeignFile[]): Promise<void> {
  for (const { quarantine } of files) await unlink(join(job.config.home, 'quarantine', quarantine)).catch(() => {})
}

const cut = (text: string | null, length: number): string | null =>
  text === null ? null : [...text].slice(0, length).join('')

/** What the sender says of the document, as the tray's form takes it. */
function fieldsOf(message: DocumentMessage): ArrivedFields {
  return {
    typeName: cut(message.type.name, 100),
    typeCode: null,
    codeNumber: cut(message.codeNumber, 11),
    codeNotation: cut(message.codeNotation, 30),
    issuedDate: message.date,
    place: cut(message.place, 100),
    issuerName: cut(message.from.name, 200),
    subject: cut(message.subject, 500),
    signerName: cut(message.signer.name, 50),
    signerPosition: cut(message.signer.position, 100),
    urgency: Math.min(3, message.other.priority ?? 0),
    toPlaces: cut(message.toPlaces.join('; ') || null, 1000),
    pageAmount: message.other.pages,
  }
}

/** @returns false: nothing of that sender lies here */
async function recallHere(ctx: ActionContext, row: InboxRow, words: string): Promise<boolean> {
  const all = await arrivalsFrom(ctx.tx, ctx.actor.organizationId, row.sender_code, row.document_key)
  // What followed it under a number of its own is recalled by itself.
  const known = all.filter((one) => one.document_key === row.document_key)
  for (const one of known)
    await askBack(ctx, one, { from: one.sender_name, label: one.symbol ?? row.document_key, words })
  return known.length > 0
}

/** A status of a body elsewhere about a document of ours. */
async function heard(ctx: ActionContext, message: StatusMessage): Promise<void> {
  const { organizationId } = ctx.actor
  const sent = await sentDocument(ctx.tx, organizationId, message.responseFor.documentId ?? '', message.from.organId)
  if (!sent?.dispatch_id || !sent.document_id) return
  const { code } = message
  const words = wordsOf(message)
  ctx.record({
    kind: 'exchange.status',
    subject: { type: 'document', id: sent.document_id },
    data: { from: message.from.organId, code, words },
  })
  if (code === '15' || code === '16') {
    const note = { isAgreed: code === '15', words }
    if (await isAboutChange(ctx, sent)) {
      const said = message.description ?? CHANGE_WORDS[code]
      return hearAnswer(ctx, { ...deliveryOf(sent, organizationId, ctx.now), ...note, words: said })
    }
    const isNews =
      code === '16' ||
      (await noteDelivery(ctx.tx, { ...deliveryOf(sent, organizationId, ctx.now), state: 'recalled', words }))
    if (isNews) await noteAnswer(ctx, sent.dispatch_id, 'recall', note)
    if (code === '16')
      await tellRegistry(
        ctx,
        'exchange.recall-refused',
        { from: message.from.name ?? message.from.organId, label: message.responseFor.code ?? '', words },
        `outgoing/${sent.document_id}`,
      )
    return
  }
  const state = DELIVERY_OF[code]
  if (!state) return
  const isNews = await noteDelivery(ctx.tx, { ...deliveryOf(sent, organizationId, ctx.now), state, words })
  // That it reached the other system is no receipt yet: nobody there has looked at it.
  if (isNews && code !== '01') await noteReceipt(ctx, sent.dispatch_id, { isReceived: code !== '02', words })
}

const CHANGE_WORDS = { '15': 'Nơi nhận đồng ý', '16': 'Nơi nhận không đồng ý' } as const

/** 15 and 16 answer a recall where one was sent; else the change that the document makes to an earlier one. */
async function isAboutChange(ctx: ActionContext, sent: MessageRow): Promise<boolean> {
  if ((sent.content as KeptDocument).business === 'new') return false
  const all = await messagesOfDocument(ctx.tx, ctx.actor.organizationId, sent.document_id ?? '')
  return !all.some((one) => one.kind === 'recall' && one.dispatch_id === sent.dispatch_id)
}

const deliveryOf = (
  sent: { dispatch_id: string | null; document_id: string | null },
  organizationId: string,
  now: Date,
) => ({
  organizationId,
  dispatchId: sent.dispatch_id!,
  documentId: sent.document_id!,
  receiverId: null,
  now,
})

function wordsOf(message: StatusMessage): string {
  const said = message.description
  const usual = STATUS_WORDS[message.code]
  return said && said !== usual && !said.startsWith(usual) ? `${usual}: ${said}` : (said ?? usual)
}
