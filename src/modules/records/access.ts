/** Rights on single documents: what the actions, the job and the rooms above share (decision 0021). */
import { noticedPosts, notify, withholdNotices } from '#modules/operations/index.ts'
import { actorOfPost, headsOfUnit, postsWithRole, resolvePost } from '#modules/people/index.ts'
import type { ActionContext, Actor, ReadContext } from '#platform/action/index.ts'
import { type Access, difference, type Member } from './access-rules.ts'
import { noticeOf } from './notices.ts'
import { permissions } from './policy.ts'
import * as store from './store-access.ts'

/** Payload of `records.access-changed`. */
export interface AccessChanged extends Record<string, unknown> {
  readonly documentId: string
  readonly changeId: string
  /** `set`: by the competent person himself; the rest: a change that waited, and what became of it. */
  readonly what: 'asked' | 'set' | 'confirmed' | 'refused' | 'withdrawn' | 'ended'
  readonly symbol: string | null
  readonly arrivalNumber: number | null
  readonly subject: string
  readonly urgency: number
  readonly reason: string | null
  readonly fromPostId: string | null
  readonly fromName: string
  /** Posts that are to confirm it. */
  readonly toPostIds: readonly string[]
}

const SUBJECT_SHOWN = 80

/** A document as a notice names it to who may read it. */
export function labelOf(document: store.DocumentLabel): string {
  const { symbol, subject } = document
  const short = subject.length > SUBJECT_SHOWN ? `${subject.slice(0, SUBJECT_SHOWN - 1).trimEnd()}…` : subject
  return [symbol, short].filter(Boolean).join(' ')
}

const bareLabel = ({ symbol, arrivalNumber }: store.DocumentLabel): string =>
  symbol ?? (arrivalNumber === null ? '' : `số đến ${arrivalNumber}`)

/** Posts that confirm changes of rights today. */
export async function confirmers(ctx: ReadContext): Promise<string[]> {
  const found = new Set<string>()
  for (const role of permissions['records.confirm-access']!.roles)
    for (const post of await postsWithRole(ctx.tx, ctx.actor.organizationId, role, ctx.today)) found.add(post.id)
  return [...found]
}

/** Posts as actors; those that are over are left out. */
async function actorsOf(ctx: ReadContext, postIds: readonly string[]): Promise<Actor[]> {
  const found: Actor[] = []
  for (const id of postIds) {
    const facts = await resolvePost(ctx.tx, null, id, ctx.today)
    if (facts?.organizationId === ctx.actor.organizationId)
      found.push(actorOfPost(facts, { accountId: null, sessionId: null, address: null }))
  }
  return found
}

/** Among posts those that may not see a document. */
export async function postsNotSeeing(
  ctx: ReadContext,
  documentId: string,
  postIds: readonly string[],
): Promise<string[]> {
  const seeing = await store.seeing(ctx.tx, await actorsOf(ctx, postIds), documentId)
  return postIds.filter((id) => !seeing.some((actor) => actor.postId === id))
}

/** Members who see the document already, by whatever way. */
export async function membersSeeing(
  ctx: ReadContext,
  documentId: string,
  members: readonly Member[],
): Promise<Member[]> {
  const ids = (kind: Member['kind']): string[] => members.filter((one) => one.kind === kind).map((one) => one.id)
  const blind = new Set(await postsNotSeeing(ctx, documentId, ids('post')))
  const units = new Set(await store.unitsSeeing(ctx.tx, ctx.actor.organizationId, documentId, ids('unit')))
  return members.filter((one) => (one.kind === 'post' ? !blind.has(one.id) : units.has(one.id)))
}

async function postsBehind(ctx: ReadContext, members: readonly Member[]): Promise<string[]> {
  const found = new Set<string>()
  for (const one of members) {
    if (one.kind === 'post') found.add(one.id)
    else for (const head of await headsOfUnit(ctx.tx, ctx.actor.organizationId, one.id, ctx.today)) found.add(head.id)
  }
  return [...found]
}

const KIND: Readonly<Record<AccessChanged['what'], string>> = {
  asked: 'records.askAccess',
  set: 'records.setAccess',
  confirmed: 'records.confirmAccess',
  refused: 'records.refuseAccess',
  withdrawn: 'records.withdrawAccess',
  ended: 'records.endAccess',
}

/**
 * Puts a list in force within the caller's transaction, writes before and after to the audit, tells whoever gains, and the
 * rooms above by `records.access-changed`: inline they wake the holders, the index takes its readers again, the bell is set
 * right (`settleAccess`). Nothing of the new order is seen before all of it is.
 */
export async function enforce(
  ctx: ActionContext,
  document: store.DocumentLabel,
  from: Access,
  to: Access,
  event: Pick<AccessChanged, 'documentId' | 'changeId' | 'what' | 'reason' | 'toPostIds'>,
): Promise<void> {
  const { actor, now } = ctx
  const { documentId, changeId } = event
  const gained = await store.putAccess(
    ctx.tx,
    { organizationId: actor.organizationId, documentId, changeId, by: actor.postId, now },
    to,
  )
  const names = await store.namesOf(ctx.tx, actor.organizationId, [...from.members, ...to.members])
  const said = (access: Access): Record<string, unknown> => ({
    isNarrowed: access.isNarrowed,
    members: access.members.map((one) => ({ ...one, name: names.get(one.id)?.name ?? null })),
    until: access.until,
  })
  ctx.record({
    kind: KIND[event.what],
    subject: { type: 'document', id: documentId, label: labelOf(document).slice(0, 200) },
    before: said(from),
    after: said(to),
    data: { changeId, ...(event.reason ? { reason: event.reason } : {}), difference: difference(from, to) },
  })
  ctx.emit({
    type: 'records.access-changed',
    payload: {
      ...event,
      symbol: document.symbol,
      arrivalNumber: document.arrivalNumber,
      subject: document.subject,
      urgency: document.urgency,
      fromPostId: actor.postId,
      fromName: actor.name,
    } satisfies AccessChanged,
  })
  const posts = await postsBehind(ctx, gained)
  await notify(ctx, {
    kind: noticeOf('gained'),
    postIds: posts,
    subject: { type: 'document', id: documentId },
    facts: { label: labelOf(document) },
    link: `incoming/${documentId}`,
  })
}

/**
 * After the holders were woken: tells those who were given the document and may not see it any more, and keeps back what
 * the bell says of it to posts that may not read it; gives it back to those who may again.
 */
export async function settleAccess(ctx: ActionContext, changed: AccessChanged): Promise<void> {
  const { organizationId } = ctx.actor
  const { documentId, changeId } = changed
  const noticed = await noticedPosts(ctx.tx, organizationId, documentId)
  await withholdNotices(ctx.tx, organizationId, documentId, await postsNotSeeing(ctx, documentId, noticed))
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
