/** What is to go to other installations: written in the transaction that it tells of, sent by a job afterwards. */
import {
  type DocumentMessage,
  type DocumentRef,
  documentIdOf,
  type StatusCode,
  type StatusMessage,
} from '#engines/edxml/index.ts'
import { noteReceipt, type Parcel } from '#modules/outgoing/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { isoVietnam } from '#platform/clock/index.ts'
import { newId } from '#platform/ids/index.ts'
import { businessOf, FOLLOW_WORDS, type FollowKind, STATUS_WORDS, symbolInKey } from './rules.ts'
import type { ArrivalRow, Origin } from './store.ts'
import { contactName, insertMessage, type MessageRow, messagesOfDocument } from './store-gateway.ts'

/** A document message as a row keeps it: files by their hash. */
export type KeptDocument = Omit<DocumentMessage, 'attachments'> & {
  readonly attachments: readonly {
    contentId: string
    name: string
    mediaType: string
    description: string | null
    sha256: string
    size: number
  }[]
}

export const NO_CODE =
  'Cơ quan chưa có mã định danh nên không gửi qua cổng được; quản trị ghi mã ở mục Cơ quan, rồi gửi lại.'

export const DEMO = 'Cơ quan trình diễn không gửi văn bản ra ngoài hệ thống.'

/** The acting organisation as packages name it; code null when it has none. */
export async function ownParty(
  ctx: ActionContext,
): Promise<{ organId: string | null; name: string | null; isDemo: boolean }> {
  const own = await organizationOf(ctx.tx, ctx.actor.organizationId)
  return { organId: own?.organId ?? null, name: own?.name ?? null, isDemo: own?.isDemo ?? false }
}

/** Writes a message once and has it sent, unless it is dead from the start. @returns whether it is new */
export async function keep(
  ctx: ActionContext,
  row: Omit<Parameters<typeof insertMessage>[1], 'organizationId' | 'id' | 'now'> & { id?: string },
): Promise<boolean> {
  const id = row.id ?? newId()
  const isNew = await insertMessage(ctx.tx, { ...row, organizationId: ctx.actor.organizationId, id, now: ctx.now })
  if (isNew && !row.fault) ctx.emit({ type: 'exchange.queued', payload: { messageId: id } })
  return isNew
}

/** The earlier document that an issued one follows, by its id here. */
export interface Followed {
  readonly kind: FollowKind
  readonly documentId: string
}

/** What a document does to an earlier one that this receiver got; to others it is a document like any. */
async function changeFor(ctx: ActionContext, code: string, follows: readonly Followed[]) {
  for (const { kind, documentId } of follows) {
    const sent = (await messagesOfDocument(ctx.tx, ctx.actor.organizationId, documentId)).find(
      (one) =>
        one.channel === 'gateway' && one.kind === 'document' && one.receiver_code === code && one.state !== 'dropped',
    )
    if (!sent) continue
    const key = sent.document_key
    const business = businessOf(kind)
    const words = `${FOLLOW_WORDS[kind]} ${symbolInKey(key)}`
    return {
      business,
      reason: words.charAt(0).toUpperCase() + words.slice(1),
      aboutDocumentId: key,
      replaces: business === 'replacement' ? [{ documentId: key, organIds: [code] }] : [],
    }
  }
  return { business: 'new' as const, reason: null, aboutDocumentId: null, replaces: [] }
}

/** An issued document on its way to a body elsewhere; once for each dispatch. */
export async function queueDocument(
  ctx: ActionContext,
  of: {
    documentId: string
    dispatch: Parcel['dispatches'][number]
    parcel: Parcel
    follows: readonly Followed[]
    /** Documents from elsewhere that it answers. */
    responseFor: readonly DocumentRef[]
  },
): Promise<void> {
  const { document, files, dispatches } = of.parcel
  const own = await ownParty(ctx)
  const code = of.dispatch.address ?? ''
  const symbol = [document.codeNumber, document.codeNotation].filter(Boolean).join('/')
  const documentId = documentIdOf(own.organId ?? '', document.issuedDate ?? '', symbol)
  const content: KeptDocument = {
    kind: 'document',
    from: { organId: own.organId ?? '', name: own.name },
    to: [{ organId: code, name: (await contactName(ctx.tx, code, ctx.today)) ?? of.dispatch.recipient }],
    documentId,
    codeNumber: document.codeNumber ?? null,
    codeNotation: document.codeNotation ?? null,
    place: document.place ?? null,
    date: document.issuedDate ?? null,
    type: { type: null, detail: null, name: document.typeName },
    subject: document.subject,
    content: document.description ?? null,
    signer: { competence: null, position: document.signerPosition ?? null, name: document.signerName ?? null },
    responseFor: of.responseFor,
    dueDate: null,
    toPlaces: dispatches.map((one) => one.recipient),
    other: {
      priority: document.urgency,
      sphere: document.circulation.join(', ') || null,
      typerNotation: null,
      copies: of.dispatch.copies,
      pages: document.pageAmount ?? null,
      direction: null,
      appendixes: [],
    },
    steeringType: null,
    trace: [{ organId: own.organId ?? '', at: isoVietnam(ctx.now) }],
    ...(await changeFor(ctx, code, of.follows)),
    changes: null,
    isPaper: false,
    staff: null,
    attachments: files.map((file, i) => ({
      contentId: `f${i + 1}`,
      name: file.fileName,
      mediaType: file.mediaType,
      description: file.role === 'main' ? 'main' : null,
      sha256: file.sha256,
      size: file.size,
    })),
  }
  const fault = own.isDemo ? DEMO : own.organId === null ? NO_CODE : null
  const isNew = await keep(ctx, {
    kind: 'document',
    receiverCode: code,
    documentKey: documentId,
    dispatchId: of.dispatch.id,
    documentId: of.documentId,
    content,
    fault,
  })
  if (isNew && fault) await noteReceipt(ctx, of.dispatch.id, { isReceived: false, words: fault })
}

/** Asks a document back that was sent, or may have been (BussinessDocType 1). */
export async function queueRecall(ctx: ActionContext, sent: MessageRow, reason: string): Promise<void> {
  const before = sent.content as KeptDocument
  const content: KeptDocument = {
    ...before,
    business: 'recall',
    reason: reason.slice(0, 1_000),
    aboutDocumentId: before.documentId,
    replaces: [],
    trace: [{ organId: before.from.organId, at: isoVietnam(ctx.now) }],
    attachments: [],
  }
  await keep(ctx, {
    kind: 'recall',
    receiverCode: sent.receiver_code,
    documentKey: sent.document_key,
    dispatchId: sent.dispatch_id,
    documentId: sent.document_id,
    content,
  })
}

/** Takes a document back that has come to the receiver's system and that nobody there has accepted yet (status 13). */
export async function queueTakeBack(ctx: ActionContext, sent: MessageRow, reason: string): Promise<void> {
  const before = sent.content as KeptDocument
  const content: StatusMessage = {
    kind: 'status',
    responseFor: {
      organId: before.from.organId,
      code: symbolInKey(before.documentId),
      date: before.date,
      documentId: before.documentId,
    },
    from: before.from,
    code: '13',
    description: reason.slice(0, 1_000),
    at: isoVietnam(ctx.now),
    staff: null,
  }
  await keep(ctx, {
    kind: 'recall',
    receiverCode: sent.receiver_code,
    documentKey: sent.document_key,
    dispatchId: sent.dispatch_id,
    documentId: sent.document_id,
    statusCode: '13',
    content,
  })
}

/** Tells the sender elsewhere what became of its document; each status once for an arrival and matter. */
export async function queueStatus(
  ctx: ActionContext,
  arrival: Pick<ArrivalRow, 'id' | 'symbol' | 'issued_on'> & Extract<Origin, { sender_id: null }>,
  code: StatusCode,
  words: string | null,
  matter: 'document' | 'change' = 'document',
): Promise<void> {
  const about: DocumentRef = {
    organId: arrival.sender_code,
    code: arrival.symbol,
    date: arrival.issued_on,
    documentId: arrival.document_key,
  }
  await queueStatusFor(ctx, about, arrival.receiver_code, code, words, { arrivalId: arrival.id, matter })
}

export async function queueStatusFor(
  ctx: ActionContext,
  about: DocumentRef,
  ownCode: string,
  code: StatusCode,
  words: string | null,
  of: { arrivalId: string; matter: 'document' | 'change' } | null = null,
): Promise<void> {
  const own = await ownParty(ctx)
  const content: StatusMessage = {
    kind: 'status',
    responseFor: about,
    // The code by which it was addressed: that is whom the sender waits for.
    from: { organId: ownCode, name: own.name },
    code,
    description: (words ?? STATUS_WORDS[code]).slice(0, 1_000),
    at: isoVietnam(ctx.now),
    staff: null,
  }
  await keep(ctx, {
    kind: 'status',
    receiverCode: about.organId ?? '',
    documentKey: about.documentId ?? '',
    ...of,
    statusCode: code,
    content,
  })
}
