import { componentsOfDocument, correctDocument, openTo, relationsOf } from '#modules/records/index.ts'
import { askLasting } from '#modules/signatures/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { followKinds } from '../contract-shapes.ts'
import { outgoingFiles } from '../delivering.ts'
import { able, addStep, eventFacts, loadFacts, move, nameRecipients, subjectOf, symbolOf } from '../facts.ts'
import { refuseLarge, refuseWays } from '../mailing.ts'
import { dispatchRows, toPlaces } from '../metadata.ts'
import { mayMove } from '../rules.ts'
import { dispatchesOf, findDispatch, moveDispatch, recallDispatches, sendPlanned, setDispatches } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

/** Issues: on the day of signing, at the latest the next working day; an urgent one at once (NĐ 30/2020 Đ18.1). */
export const issueDocument = action(outgoingWay.issue, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('issue'),
  async run(ctx, { version, inside }, facts) {
    const { paper } = facts
    const { organizationId } = ctx.actor
    const recipients = await dispatchesOf(ctx.tx, organizationId, paper.document_id)
    if (recipients.length === 0 && inside.length === 0) throw new AppError('OUTGOING_NO_RECIPIENT')
    const going = recipients.map(({ recipient, channel }) => ({ name: recipient, channel }))
    await refuseWays(ctx, facts.document.circulation, going)
    const named = await nameRecipients(ctx, inside)
    const relations = (await relationsOf(ctx.tx, ctx.actor, paper.document_id)).filter(
      (one) => one.direction === 'from',
    )
    const repliesTo = relations.filter((one) => one.kind === 'replies-to').map((one) => one.documentId)
    const follows = relations.filter((one) => followKinds.some((kind) => kind === one.kind))
    const next = await move(ctx, facts, version, { to: 'issued', holder: { name: null }, issuedAt: ctx.now })
    const components = await componentsOfDocument(ctx.tx, organizationId, paper.document_id)
    refuseLarge(ctx.config, outgoingFiles(components, paper.sealed_id), going)
    askLasting(
      ctx,
      components.filter((one) => one.derivation?.kind === 'sealed').map((one) => one.id),
    )
    const sent = await sendPlanned(ctx.tx, organizationId, paper.document_id, ctx.now)
    await openTo(ctx, paper.document_id, named, 'issued')
    // The earlier document's own way tells what became of it.
    for (const { documentId, kind } of follows)
      addStep(ctx, documentId, kind, { data: { symbol: symbolOf(facts.document), documentId: paper.document_id } })
    addStep(ctx, paper.document_id, 'issued', { data: { sent, inside: named.map((one) => one.name) } })
    if (follows.length > 0)
      ctx.record({ data: { follows: follows.map(({ kind, symbol }) => `${kind} ${symbol ?? ''}`) } })
    ctx.record({ data: { recipients: recipients.map((one) => one.recipient), inside: named.map((one) => one.name) } })
    ctx.emit({
      type: 'outgoing.issued',
      payload: {
        ...eventFacts(facts),
        componentId: paper.sealed_id,
        repliesTo,
        follows: follows.map(({ kind, documentId }) => ({ kind, documentId })),
        recipients: recipients.map(({ id, recipient_id, recipient, channel }) => ({
          id,
          recipient_id,
          recipient,
          channel,
        })),
        inside: named.map(({ postId, unitId }) => ({ postId, unitId })),
        fromName: ctx.actor.name,
        fromPostId: ctx.actor.postId,
      },
    })
    return { state: 'issued' as const, version: next }
  },
})

/** How it goes to whom, put right by the registry before it leaves. */
export const setRecipients = action(outgoingWay.setRecipients, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (_, { paper }) => mayMove('setRecipients', paper.state),
  async run(ctx, { version, recipients }, facts) {
    const { paper, document } = facts
    await refuseWays(ctx, document.circulation, recipients)
    const next = await move(ctx, facts, version, {})
    setDispatches(ctx.tx, ctx.actor.organizationId, paper.document_id, dispatchRows(recipients))
    correctDocument(ctx, paper.document_id, { ...document, toPlaces: toPlaces(recipients) })
    ctx.record({ after: { recipients: recipients.map((one) => `${one.name} (${one.channel})`) } })
    return { state: paper.state, version: next }
  },
})

/** The receiver signed for it, or it could not be delivered. */
export const confirmReceipt = action(outgoingWay.confirmReceipt, {
  async load(ctx, { dispatchId }) {
    const dispatch = await findDispatch(ctx.tx, ctx.actor.organizationId, dispatchId)
    if (!dispatch) throw new AppError('PLATFORM_NOT_FOUND')
    return { dispatch, facts: await loadFacts(ctx, dispatch.document_id, 'look') }
  },
  allow: (_, { facts }) => facts.paper.state === 'issued',
  async run(ctx, { version, isReceived, words }, { dispatch, facts }) {
    const next = await moveDispatch(
      ctx.tx,
      { organizationId: ctx.actor.organizationId, id: dispatch.id, version, from: ['sent', 'received', 'failed'] },
      isReceived
        ? { to: 'received', receivedAt: ctx.now, receipt: words, fault: null }
        : { to: 'failed', receivedAt: null, fault: words },
    )
    if (next === null) throw new AppError('OUTGOING_STATE_CHANGED', { facts: { name: facts.paper.state_by_name } })
    addStep(ctx, dispatch.document_id, isReceived ? 'received' : 'not-delivered', {
      words,
      data: { recipient: dispatch.recipient },
    })
    ctx.record({ subject: subjectOf(facts), data: { recipient: dispatch.recipient, isReceived, words } })
    return { version: next }
  },
})

/** Recalls: ours is frozen with its metadata, the receivers are told; the recall stays on record (Đ18.4; PL VI III.8). */
export const recallDocument = action(outgoingWay.recall, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('recall'),
  async run(ctx, { version, reason, order }, facts) {
    const isLeader = ctx.actor.roles.some((role) => role === 'leader' || role === 'chief_of_office')
    // The registry recalls on order alone (handbook 2).
    if (!isLeader && !order) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { order: 'required' } })
    const { paper } = facts
    const next = await move(ctx, facts, version, { to: 'recalled', result: reason })
    await recallDispatches(ctx.tx, ctx.actor.organizationId, paper.document_id)
    addStep(ctx, paper.document_id, 'recalled', { words: reason, data: { order } })
    ctx.record({ data: { reason, order } })
    ctx.emit({
      type: 'outgoing.recalled',
      payload: { ...eventFacts(facts), reason, fromName: ctx.actor.name, fromPostId: ctx.actor.postId },
    })
    return { state: 'recalled' as const, version: next }
  },
})
