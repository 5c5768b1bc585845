/** What the room that carries documents to others asks of this one: what goes out, and what became of it. */

import { type ComponentRow, componentsOfDocument, type DocumentFields, findDocument } from '#modules/records/index.ts'
import { isLasting } from '#modules/signatures/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { findPaper, insertStep } from './store.ts'
import { type DispatchRow, dispatchesOf, findDispatch, moveDispatch } from './store-way.ts'

export interface Parcel {
  readonly document: DocumentFields
  readonly dispatches: readonly DispatchRow[]
  /** What was issued: the main file first, then the attachments as they were signed. */
  readonly files: readonly {
    readonly fileName: string
    readonly mediaType: string
    readonly size: number
    readonly sha256: string
    readonly pageCount: number | null
    readonly role: 'main' | 'attachment'
  }[]
}

/** An issued document as it goes out; null when it is not issued (any more). */
export async function parcelOf(ctx: ActionContext, documentId: string): Promise<Parcel | null> {
  const { organizationId } = ctx.actor
  const paper = await findPaper(ctx.tx, organizationId, documentId, 'look')
  const document = await findDocument(ctx.tx, organizationId, documentId)
  if (paper?.state !== 'issued' || !document) return null
  const components = await componentsOfDocument(ctx.tx, organizationId, documentId)
  return {
    document,
    dispatches: await dispatchesOf(ctx.tx, organizationId, documentId),
    files: outgoingFiles(components, paper.sealed_id),
  }
}

/** What goes out of a document's files. What is made to last afterwards stays here: receivers get the bytes that were issued. */
export function outgoingFiles(all: readonly ComponentRow[], sealedId: string | null): Parcel['files'] {
  const components = all.filter((one) => !isLasting(one))
  const replaced = new Set(components.flatMap((one) => (one.role === 'attachment' ? (one.derived_from ?? []) : [])))
  return components
    .filter((one) => one.id === sealedId || (one.role === 'attachment' && !replaced.has(one.id)))
    .map((one) => ({
      fileName: one.file_name,
      mediaType: one.media_type,
      size: Number(one.size),
      sha256: one.sha256,
      pageCount: one.page_count,
      role: one.role === 'main' ? 'main' : 'attachment',
    }))
}

/** Notes what a receiver said: received, with words of its register; or not delivered, and why. Repeated it changes nothing. */
export async function noteReceipt(
  ctx: ActionContext,
  dispatchId: string,
  said: { readonly isReceived: boolean; readonly words: string | null },
): Promise<void> {
  const { organizationId } = ctx.actor
  const dispatch = await findDispatch(ctx.tx, organizationId, dispatchId, 'lock')
  if (!dispatch || dispatch.state === 'recalled') return
  const to = said.isReceived ? ('received' as const) : ('failed' as const)
  if (dispatch.state === to && (dispatch.receipt ?? dispatch.fault) === said.words) return
  await moveDispatch(
    ctx.tx,
    { organizationId, id: dispatchId, version: dispatch.version, from: ['sent', 'received', 'failed'] },
    said.isReceived
      ? { to, receivedAt: dispatch.received_at ?? ctx.now, receipt: said.words, fault: null }
      : { to, receivedAt: null, fault: said.words },
  )
  insertStep(ctx.tx, {
    organizationId,
    id: newId(),
    documentId: dispatch.document_id,
    kind: said.isReceived ? 'received' : 'not-delivered',
    versionNo: null,
    at: ctx.now,
    by: { post: null, name: dispatch.recipient, title: null },
    words: said.words,
    data: { recipient: dispatch.recipient },
  })
}

/**
 * A receiver's answer, for the board and the way of the document.
 * @param matter a recall of the document, or the change that it makes to an earlier one
 */
export async function noteAnswer(
  ctx: ActionContext,
  dispatchId: string,
  matter: 'recall' | 'change',
  said: { readonly isAgreed: boolean; readonly words: string | null },
): Promise<void> {
  const { organizationId } = ctx.actor
  const dispatch = await findDispatch(ctx.tx, organizationId, dispatchId, 'lock')
  if (!dispatch || (matter === 'recall' && (dispatch.receipt ?? dispatch.fault) === said.words)) return
  await moveDispatch(
    ctx.tx,
    { organizationId, id: dispatchId, version: dispatch.version, from: [dispatch.state] },
    matter === 'recall'
      ? { to: dispatch.state, receipt: said.isAgreed ? said.words : null, fault: said.isAgreed ? null : said.words }
      : // The board goes on telling how far the document itself is.
        { to: dispatch.state },
  )
  insertStep(ctx.tx, {
    organizationId,
    id: newId(),
    documentId: dispatch.document_id,
    kind: `${matter}-${said.isAgreed ? 'agreed' : 'refused'}`,
    versionNo: null,
    at: ctx.now,
    by: { post: null, name: dispatch.recipient, title: null },
    words: said.words,
    data: { recipient: dispatch.recipient },
  })
}

/** What could not be delivered is on its way again. @param address where that is another one */
export async function noteSending(ctx: ActionContext, dispatchId: string, address?: string): Promise<void> {
  const { organizationId } = ctx.actor
  const dispatch = await findDispatch(ctx.tx, organizationId, dispatchId, 'lock')
  if (dispatch?.state !== 'failed') return
  await moveDispatch(
    ctx.tx,
    { organizationId, id: dispatchId, version: dispatch.version, from: ['failed'] },
    { to: 'sent', fault: null, ...(address === undefined ? {} : { address }) },
  )
}
