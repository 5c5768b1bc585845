/** Documents that amend or replace an earlier one: what they say to the receiver, and what the receiver answers (15, 16; PL VI III.8). */
import type { DocumentRef } from '#engines/edxml/index.ts'
import { withdrawArrival } from '#modules/intake/index.ts'
import { noteAnswer } from '#modules/outgoing/index.ts'
import { insertRelation } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { type Followed, queueStatus } from './outbox.ts'
import { businessOf, followOf } from './rules.ts'
import {
  type ArrivalRow,
  answerChange,
  arrivalsAbout,
  documentOfItem,
  moveArrival,
  noteChangeAnswer,
  type Origin,
} from './store.ts'

export const isKept = (one: Pick<ArrivalRow, 'state'>): boolean =>
  one.state === 'registered' || one.state === 'completed'

/**
 * What a document of an organisation here does to an earlier one that came to this receiver; null: that never came. One that waits makes
 * room for what replaces it.
 */
export async function changeHere(ctx: ActionContext, senderId: string, follows: readonly Followed[]) {
  for (const { kind, documentId } of follows) {
    const known = await arrivalsAbout(ctx.tx, ctx.actor.organizationId, senderId, documentId)
    const [first] = known
    if (!first) continue
    const business = businessOf(kind)
    if (business === 'replacement')
      for (const one of known) await makeRoom(ctx, one, 'Nơi gửi đã gửi văn bản thay thế.')
    return { business, follows: kind, about: documentId, symbol: first.symbol, isRegistered: known.some(isKept) }
  }
  return null
}

/** A document that nobody has registered makes room for the one that takes its place; nobody is to register it any more. */
export async function makeRoom(ctx: ActionContext, earlier: ArrivalRow, words: string): Promise<boolean> {
  if (earlier.state !== 'waiting' || !(await withdrawArrival(ctx, earlier.item_id, words))) return false
  await moveArrival(ctx.tx, ctx.actor.organizationId, earlier.id, 'recalled', ctx.now)
  return true
}

/**
 * The registry dealt with what changes an earlier document: registering it is the consent, refusing or returning it is none. The earlier
 * document, where it is registered, shows what became of it. Answered once.
 * @returns what a sender on this installation is to hear; null: nothing, or told by a message
 */
export async function answer(
  ctx: ActionContext,
  arrival: ArrivalRow,
  earlier: ArrivalRow | null,
  said: { readonly isAgreed: boolean; readonly documentId: string | null; readonly words: string },
): Promise<{ dispatchId: string; isAgreed: boolean; words: string } | null> {
  const { organizationId } = ctx.actor
  const { isAgreed, words } = said
  if (arrival.business === 'new') return null
  if (!(await answerChange(ctx.tx, organizationId, arrival.id, isAgreed ? 'agreed' : 'refused'))) return null
  const before = earlier && (await documentOfItem(ctx.tx, organizationId, earlier.item_id))
  if (isAgreed && before && said.documentId)
    insertRelation(ctx.tx, {
      organizationId,
      from: said.documentId,
      to: before,
      kind: arrival.follows ?? followOf(arrival.business),
      now: ctx.now,
      by: organizationId,
    })
  ctx.record({
    kind: 'exchange.change-answer',
    subject: { type: 'intake', id: arrival.item_id, label: arrival.symbol ?? undefined },
    data: { business: arrival.business, isAgreed, words },
  })
  if (arrival.sender_id !== null) return { dispatchId: arrival.dispatch_id, isAgreed, words }
  await queueStatus(ctx, arrival, isAgreed ? '15' : '16', words, 'change')
  return null
}

/** The sender hears the answer, once. */
export async function hearAnswer(
  ctx: ActionContext,
  of: { dispatchId: string; documentId: string; receiverId: string | null; isAgreed: boolean; words: string },
): Promise<void> {
  const isNews = await noteChangeAnswer(ctx.tx, { ...of, organizationId: ctx.actor.organizationId, now: ctx.now })
  if (isNews) await noteAnswer(ctx, of.dispatchId, 'change', of)
}

/** What packages name an earlier document by. */
export const refOf = (arrival: Extract<Origin, { sender_id: null }> & Pick<ArrivalRow, 'symbol' | 'issued_on'>) =>
  ({
    organId: arrival.sender_code,
    code: arrival.symbol,
    date: arrival.issued_on,
    documentId: arrival.document_key,
  }) satisfies DocumentRef

/** @returns the answer to tell to a sender here, already in his organisation */
export const tellHere = (
  job: JobRun,
  arrival: Extract<Origin, { sender_id: string }>,
  receiverId: string,
  told: { dispatchId: string; isAgreed: boolean; words: string },
): Promise<void> =>
  job.transactionIn(arrival.sender_id, (ctx) =>
    hearAnswer(ctx, { ...told, documentId: arrival.sender_document_id, receiverId }),
  )
