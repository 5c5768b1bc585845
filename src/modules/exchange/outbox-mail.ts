/** What is to go out by e-mail: worded in the transaction that it tells of, sent by the same job as packages. */
import { documentIdOf } from '#engines/edxml/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { noteReceipt, type Parcel } from '#modules/outgoing/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { filled, oneLine, RECALL_FORM, STANDARD_FORM } from './mail-form.ts'
import { DEMO, keep, ownParty } from './outbox.ts'
import { mailFormOf } from './store-addresses.ts'
import type { MessageRow } from './store-gateway.ts'

/** A letter as a row keeps it: files by their hash. */
export interface KeptMail {
  readonly kind: 'mail'
  /** Message-ID: stays through every try, so that receivers know a repeated letter. */
  readonly mailId: string
  readonly inReplyTo: string | null
  readonly from: { readonly name: string }
  readonly to: readonly [{ readonly organId: string; readonly name: string }]
  readonly replyTo: string | null
  /** The document's subject; `line` is the letter's. */
  readonly subject: string
  readonly line: string
  readonly text: string
  /** What the letter says, for a later one about the same document. */
  readonly facts: Readonly<Record<string, string>>
  readonly attachments: readonly { name: string; mediaType: string; sha256: string; size: number }[]
}

/** Unique for the row, under the sender's domain. */
const mailIdOf = (ctx: ActionContext, id: string): string =>
  `<${id}@${ctx.config.mail?.from.split('@')[1] ?? 'vankho.invalid'}>`

/** An issued document on its way to an e-mail address; once for each dispatch. */
export async function queueMail(
  ctx: ActionContext,
  of: { documentId: string; dispatch: Parcel['dispatches'][number]; parcel: Parcel },
): Promise<void> {
  const { document, files } = of.parcel
  const { dispatch } = of
  const own = await ownParty(ctx)
  const form = (await mailFormOf(ctx.tx, ctx.actor.organizationId)) ?? STANDARD_FORM
  const id = newId()
  const symbol = [document.codeNumber, document.codeNotation].filter(Boolean).join('/')
  const facts = {
    co_quan: document.issuerName,
    noi_nhan: dispatch.recipient,
    loai: document.typeName,
    so_ky_hieu: symbol,
    ngay: document.issuedDate ? shortDay(document.issuedDate) : '',
    trich_yeu: document.subject,
    nguoi_ky: [document.signerPosition, document.signerName].filter(Boolean).join(' '),
    tep_kem: files.map((file) => `- ${file.fileName}\n  ${file.sha256}`).join('\n'),
  }
  const content: KeptMail = {
    kind: 'mail',
    mailId: mailIdOf(ctx, id),
    inReplyTo: null,
    from: { name: document.issuerName },
    to: [{ organId: dispatch.address ?? '', name: dispatch.recipient }],
    replyTo: form.replyTo,
    subject: document.subject,
    line: oneLine(filled(form.subject, facts)),
    text: filled(form.body, facts),
    facts,
    attachments: files.map(({ fileName, mediaType, sha256, size }) => ({ name: fileName, mediaType, sha256, size })),
  }
  const fault = own.isDemo ? DEMO : null
  const isNew = await keep(ctx, {
    id,
    channel: 'email',
    kind: 'document',
    receiverCode: dispatch.address ?? '',
    documentKey: documentIdOf(own.organId ?? '', document.issuedDate ?? '', symbol),
    dispatchId: dispatch.id,
    documentId: of.documentId,
    content,
    fault,
  })
  if (isNew && fault) await noteReceipt(ctx, dispatch.id, { isReceived: false, words: fault })
}

/** Asks a document back that went by e-mail, or may have. */
export async function queueMailRecall(ctx: ActionContext, sent: MessageRow, reason: string): Promise<void> {
  const before = sent.content as KeptMail
  const id = newId()
  const facts = { ...before.facts, ly_do: reason }
  const content: KeptMail = {
    ...before,
    mailId: mailIdOf(ctx, id),
    inReplyTo: before.mailId,
    line: oneLine(filled(RECALL_FORM.subject, facts)),
    text: filled(RECALL_FORM.body, facts),
    attachments: [],
  }
  await keep(ctx, {
    id,
    channel: 'email',
    kind: 'recall',
    receiverCode: sent.receiver_code,
    documentKey: sent.document_key,
    dispatchId: sent.dispatch_id,
    documentId: sent.document_id,
    content,
  })
}
