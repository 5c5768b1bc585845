/** Rights on single documents: what the actions, the job and the rooms above share (decision 0021). */
import { noticedPosts, notify, withholdNotices } from '#modules/operations/index.ts'
import type { ActionContext, Actor, ReadContext } from '#platform/action/index.ts'
import {
  type AccessDeed,
  type AccessEvent,
  type AccessSubject,
  type AccessWish,
  actorsOf,
  askFor,
  decideOn,
  postsBehind,
  withdrawFrom,
} from './access-life.ts'
import type { Member } from './access-rules.ts'
import { noticeOf } from './notices.ts'
import { mayAskAccess } from './policy.ts'
import * as store from './store-access.ts'
import { type ChangeRow, findChange, pendingAlong, pendingChange, standing } from './store-access-changes.ts'

/** Payload of `records.access-changed`. */
export interface AccessChanged extends AccessEvent, Record<string, unknown> {
  readonly documentId: string
  readonly symbol: string | null
  readonly arrivalNumber: number | null
  readonly subject: string
  readonly urgency: number
  readonly fromPostId: string | null
  readonly fromName: string
}

const SUBJECT_SHOWN = 80

/** A document as a notice names it to who may read it. */
function labelOf(document: store.DocumentLabel): string {
  const { symbol, subject } = document
  const short = subject.length > SUBJECT_SHOWN ? `${subject.slice(0, SUBJECT_SHOWN - 1).trimEnd()}…` : subject
  return [symbol, short].filter(Boolean).join(' ')
}

const bareLabel = ({ symbol, arrivalNumber }: store.DocumentLabel): string =>
  symbol ?? (arrivalNumber === null ? '' : `số đến ${arrivalNumber}`)

/** Among posts those that may not see a document. */
export async function postsNotSeeing(
  ctx: ReadContext,
  documentId: string,
  postIds: readonly string[],
): Promise<string[]> {
  const seeing = await store.seeing(ctx.tx, await actorsOf(ctx, postIds), documentId)
  return postIds.filter((id) => !seeing.some((actor) => actor.postId === id))
}

async function membersSeeing(ctx: ReadContext, documentId: string, members: readonly Member[]): Promise<Member[]> {
  const ids = (kind: Member['kind']): string[] => members.filter((one) => one.kind === kind).map((one) => one.id)
  const blind = new Set(await postsNotSeeing(ctx, documentId, ids('post')))
  const units = new Set(await store.unitsSeeing(ctx.tx, ctx.actor.organizationId, documentId, ids('unit')))
  return members.filter((one) => (one.kind === 'post' ? !blind.has(one.id) : units.has(one.id)))
}

const KIND: Readonly<Record<AccessDeed, string>> = {
  asked: 'records.askAccess',
  set: 'records.setAccess',
  confirmed: 'records.confirmAccess',
  refused: 'records.refuseAccess',
  withdrawn: 'records.withdrawAccess',
  ended: 'records.endAccess',
}

/**
 * A document with its list, for the life of that list. The rooms above hear of it by `records.access-changed`: inline they wake the
 * holders, the index takes its readers again, the bell is set right (`settleAccess`).
 */
export function accessSubject(document: store.DocumentFacts): AccessSubject {
  const documentId = document.id
  return {
    tables: store.documentTables,
    type: 'document',
    id: documentId,
    access: document.access,
    label: labelOf(document),
    link: `incoming/${documentId}`,
    kind: (what) => KIND[what],
    notice: noticeOf,
    seeing: (ctx, members) => membersSeeing(ctx, documentId, members),
    put: ({ tx, actor, now }, changeId, to) =>
      store.putAccess(tx, { organizationId: actor.organizationId, documentId, changeId, by: actor.postId, now }, to),
    emit: (ctx, event) =>
      ctx.emit({
        type: 'records.access-changed',
        payload: {
          ...event,
          documentId,
          symbol: document.symbol,
          arrivalNumber: document.arrivalNumber,
          subject: document.subject,
          urgency: document.urgency,
          fromPostId: ctx.actor.postId,
          fromName: ctx.actor.name,
        } satisfies AccessChanged,
      }),
  }
}

/** A document that the actor sees, with a change of it: the document locked first, the order in which asking locks them. */
export async function loadChange(
  ctx: ActionContext,
  documentId: string,
  changeId: string,
): Promise<{ subject: AccessSubject; change: ChangeRow } | null> {
  const { tx, actor } = ctx
  const document = await store.lockDocument(tx, actor, documentId)
  const change = document ? await findChange(tx, store.documentTables, actor.organizationId, changeId) : null
  return document && change ? { subject: accessSubject(document), change } : null
}

/**
 * Among documents those that the actor may narrow along with their file: he may ask for it, no change of theirs waits, and they are
 * not narrowed already, by whatever list. In the order of their ids, the order in which they are locked.
 */
export async function narrowableAlong(ctx: ReadContext, documentIds: readonly string[]): Promise<string[]> {
  const { tx, actor } = ctx
  const found = await store.facts(tx, actor, documentIds)
  return found.filter((one) => !one.access.isNarrowed && mayAsk(actor, one)).map((one) => one.id)
}

/**
 * Narrows documents along with a file, each by a change of its own. The competent person decides them with the file's.
 * @param fileChangeId the change of the file
 * @returns those narrowed; the rest keep their rights
 */
export async function narrowAlong(
  ctx: ActionContext,
  fileChangeId: string,
  documentIds: readonly string[],
  wish: Omit<AccessWish, 'isNarrowed'>,
): Promise<string[]> {
  const { tx, actor } = ctx
  const done: string[] = []
  // Who was on the file's list and has left since stays on that; to a document nobody who is gone is added.
  const stand: Member[] = []
  for (const one of wish.members) if ((await standing(tx, actor.organizationId, [one], ctx.today)) > 0) stand.push(one)
  for (const id of await narrowableAlong(ctx, documentIds)) {
    const document = await store.lockDocument(tx, actor, id)
    if (!document || (await pendingChange(tx, store.documentTables, actor.organizationId, id))) continue
    // What stood on its own list stays on it: nobody is taken off silently.
    const members = [...stand, ...document.access.members]
    await askFor(ctx, accessSubject(document), { ...wish, isNarrowed: true, members }, fileChangeId)
    done.push(id)
  }
  return done
}

/** Decides, or takes back, what went along with the change of a file; what was dealt with by itself meanwhile stays so. */
export async function settleAlong(
  ctx: ActionContext,
  fileChangeId: string,
  to: { what: 'confirmed' | 'refused' | 'withdrawn'; words: string | null },
): Promise<number> {
  const { tx, actor } = ctx
  const waiting = await pendingAlong(tx, store.documentTables, actor.organizationId, fileChangeId)
  for (const { id, subject_id: documentId } of waiting) {
    const found = await loadChange(ctx, documentId, id)
    if (found?.change.state !== 'pending') continue
    if (to.what === 'withdrawn') await withdrawFrom(ctx, found.subject, found.change, true)
    else
      await decideOn(ctx, found.subject, found.change, {
        isConfirmed: to.what === 'confirmed',
        words: to.words,
        isAlong: true,
      })
  }
  return waiting.length
}

/** How many documents wait with the change of a file. */
export async function countAlong({ tx, actor }: ReadContext, fileChangeId: string): Promise<number> {
  return (await pendingAlong(tx, store.documentTables, actor.organizationId, fileChangeId)).length
}

/**
 * After the holders were woken: tells those who were given the document and may not see it any more, and keeps back what
 * the bell says of it to posts that may not read it; gives it back to those who may again.
 */
export async function settleAccess(ctx: ActionContext, changed: AccessChanged): Promise<void> {
  const { organizationId } = ctx.actor
  const { documentId, changeId } = changed
  await settleNotices(ctx, documentId, (postIds) => postsNotSeeing(ctx, documentId, postIds))
  const behind = await postsBehind(ctx, await store.restedBy(ctx.tx, organizationId, documentId, changeId))
  // A narrowing that was told of when it was asked for is not told again when it is confirmed.
  if (changed.what === 'confirmed' || behind.length === 0) return
  await notify(ctx, {
    kind: noticeOf('lost'),
    postIds: await postsNotSeeing(ctx, documentId, behind),
    subject: { type: 'access', id: changeId },
    facts: { label: bareLabel(changed) },
  })
}

/** Keeps back what the bell tells of a record to posts that may not read it, and gives it back to those who may again. */
export async function settleNotices(
  ctx: ActionContext,
  subjectId: string,
  notSeeing: (postIds: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  const { organizationId } = ctx.actor
  const noticed = await noticedPosts(ctx.tx, organizationId, subjectId)
  await withholdNotices(ctx.tx, organizationId, subjectId, await notSeeing(noticed))
}

/** May the actor ask for other rights on this document that he sees? */
export const mayAsk = (actor: Actor, document: store.DocumentFacts): boolean => mayAskAccess(actor, document.wasGiven)
