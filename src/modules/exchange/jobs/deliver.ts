import { receiveArrival } from '#modules/intake/index.ts'
import { noteReceipt, type Parcel, parcelOf } from '#modules/outgoing/index.ts'
import { organizationOf, postsWithRole } from '#modules/people/index.ts'
import { symbolOf } from '#modules/records/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { changeHere, refOf } from '../changing.ts'
import { tellRegistry } from '../notices.ts'
import { type Followed, queueDocument } from '../outbox.ts'
import { queueMail } from '../outbox-mail.ts'
import { FOLLOW_WORDS } from '../rules.ts'
import { arrivalOfDocument, findArrival, insertArrival, lockArrival, noteDelivery } from '../store.ts'

const NOT_HERE = 'Cơ quan nhận chưa có văn thư trên hệ thống này; hãy gửi bằng cách khác.'

/**
 * Carries an issued document into the trays of its receivers on this installation: a new row at the receiver over the same bytes
 * (decisions 1); for those elsewhere a message is written. Each receiver in a transaction of its own; done again it finds what was delivered.
 */
export default async function deliver(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const documentId = String(payload['documentId'])
  const senderId = job.actor.organizationId
  const follows = (payload['follows'] ?? []) as Followed[]
  const { parcel, sender, responseFor } = await job.transaction(async (ctx) => {
    const answered = []
    for (const id of (payload['repliesTo'] ?? []) as string[])
      answered.push(await arrivalOfDocument(ctx.tx, senderId, id))
    return {
      parcel: await parcelOf(ctx, documentId),
      sender: await organizationOf(ctx.tx, senderId),
      responseFor: answered.flatMap((one) => (one && one.sender_id === null ? [refOf(one)] : [])),
    }
  })
  if (!parcel || !sender) return
  for (const dispatch of parcel.dispatches) {
    if (dispatch.channel === 'gateway' && dispatch.state === 'sent') {
      await job.transaction((ctx) => queueDocument(ctx, { documentId, dispatch, parcel, follows, responseFor }))
      continue
    }
    if (dispatch.channel === 'email' && dispatch.state === 'sent') {
      await job.transaction((ctx) => queueMail(ctx, { documentId, dispatch, parcel }))
      continue
    }
    const receiverId = dispatch.recipient_id
    if (dispatch.channel !== 'local' || !receiverId || dispatch.state !== 'sent') continue
    const isHere = await deliverTo(job, receiverId, {
      senderId,
      senderName: sender.name,
      documentId,
      dispatchId: dispatch.id,
      parcel,
      follows,
    })
    await job.transaction(async (ctx) => {
      const words = isHere ? null : NOT_HERE
      await noteDelivery(ctx.tx, {
        organizationId: senderId,
        dispatchId: dispatch.id,
        documentId,
        receiverId,
        state: isHere ? 'delivered' : 'failed',
        words,
        now: ctx.now,
      })
      if (!isHere) await noteReceipt(ctx, dispatch.id, { isReceived: false, words })
    })
  }
}

/** @returns false when nobody keeps a registry there */
function deliverTo(
  job: JobRun,
  receiverId: string,
  of: {
    senderId: string
    senderName: string
    documentId: string
    dispatchId: string
    parcel: Parcel
    follows: readonly Followed[]
  },
): Promise<boolean> {
  const { document, files } = of.parcel
  return job.transactionIn(receiverId, async (ctx) => {
    if ((await postsWithRole(ctx.tx, receiverId, 'registry', ctx.today)).length === 0) return false
    await lockArrival(ctx.tx, receiverId, of.dispatchId)
    if (await findArrival(ctx.tx, receiverId, of.senderId, of.dispatchId)) return true
    const label = [document.typeName, symbolOf(document)].filter(Boolean).join(' ')
    const change = await changeHere(ctx, of.senderId, of.follows)
    const title = change ? `${label} (${FOLLOW_WORDS[change.follows]} ${change.symbol ?? ''})` : label
    const itemId = await receiveArrival(
      ctx,
      of.senderName,
      title,
      {
        typeName: document.typeName,
        typeCode: document.typeCode ?? null,
        codeNumber: document.codeNumber ?? null,
        codeNotation: document.codeNotation ?? null,
        issuedDate: document.issuedDate ?? null,
        place: document.place ?? null,
        issuerName: document.issuerName,
        subject: document.subject,
        signerName: document.signerName ?? null,
        signerPosition: document.signerPosition ?? null,
        urgency: document.urgency,
        toPlaces: document.toPlaces ?? null,
        pageAmount: document.pageAmount ?? null,
      },
      files,
    )
    await insertArrival(ctx.tx, {
      organization_id: receiverId,
      id: newId(),
      sender_id: of.senderId,
      sender_name: of.senderName,
      dispatch_id: of.dispatchId,
      sender_document_id: of.documentId,
      item_id: itemId,
      symbol: symbolOf(document),
      business: change?.business ?? 'new',
      follows: change?.follows ?? null,
      about_document_id: change?.about ?? null,
      now: ctx.now,
    })
    ctx.record({
      kind: 'exchange.arrive',
      subject: { type: 'intake', id: itemId, label: title },
      data: { from: of.senderName, dispatchId: of.dispatchId },
    })
    const kind = change?.isRegistered ? 'exchange.change-asked' : 'exchange.arrived'
    await tellRegistry(ctx, kind, { from: of.senderName, label: title }, 'intake')
    return true
  })
}
