/**
 * The life of a list of rights over one record: asked for, waiting under a precaution, confirmed, refused, withdrawn, ended by its
 * last day. One for every kind of record (decision 0021); a kind says how its list is put in force and whom to tell.
 */
import { shortDay } from '#engines/vn-text/index.ts'
import { notify } from '#modules/operations/index.ts'
import { actorOfPost, headsOfUnit, postsWithRole, resolvePost } from '#modules/people/index.ts'
import type { ActionContext, Actor, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type Access, difference, isOver, isSame, type Member, meanwhile, NO_LIST, tidied } from './access-rules.ts'
import { mayConfirmAccess, permissions } from './policy.ts'
import * as store from './store-access-changes.ts'

/** What became of a change. `set`: by the competent person himself; the rest: a change that waited. */
export type AccessDeed = 'asked' | 'set' | 'confirmed' | 'refused' | 'withdrawn' | 'ended'

export interface AccessEvent {
  readonly changeId: string
  readonly what: AccessDeed
  readonly reason: string | null
  /** Posts that are to confirm it. */
  readonly toPostIds: readonly string[]
}

/** One record whose rights may differ from those of its kind; loaded and locked by its room. */
export interface AccessSubject {
  readonly tables: store.AccessTables
  /** Type in the audit and the bell, and id. */
  readonly type: string
  readonly id: string
  /** The list in force. */
  readonly access: Access
  /** As it is named to who may read it. */
  readonly label: string
  /** Address below the post. */
  readonly link: string
  /** Kind of audit entry; the full name of a notice. */
  readonly kind: (what: AccessDeed) => string
  readonly notice: (what: 'asked' | 'confirmed' | 'refused' | 'ended' | 'gained') => string
  /** Members who see it already, by whatever way. */
  readonly seeing: (ctx: ReadContext, members: readonly Member[]) => Promise<Member[]>
  /** Puts a list in force. @returns posts and units that see it now and did not before */
  readonly put: (ctx: ActionContext, changeId: string, to: Access) => Promise<Member[]>
  /** Tells the rooms above, in this transaction. */
  readonly emit: (ctx: ActionContext, event: AccessEvent) => void
}

/** What is asked for. */
export interface AccessWish {
  readonly isNarrowed: boolean
  readonly members: readonly Member[]
  readonly until?: string | null | undefined
  readonly reason: string
}

/** Posts that confirm changes of rights today. */
export async function confirmers(ctx: ReadContext): Promise<string[]> {
  const found = new Set<string>()
  for (const role of permissions['records.confirm-access']!.roles)
    for (const post of await postsWithRole(ctx.tx, ctx.actor.organizationId, role, ctx.today)) found.add(post.id)
  return [...found]
}

/** Posts as actors; those that are over are left out. */
export async function actorsOf(ctx: ReadContext, postIds: readonly string[]): Promise<Actor[]> {
  const found: Actor[] = []
  for (const id of postIds) {
    const facts = await resolvePost(ctx.tx, null, id, ctx.today)
    if (facts?.organizationId === ctx.actor.organizationId)
      found.push(actorOfPost(facts, { accountId: null, sessionId: null, address: null }))
  }
  return found
}

/** The posts of a list: those named, and the heads of the units named. */
export async function postsBehind(ctx: ReadContext, members: readonly Member[]): Promise<string[]> {
  const found = new Set<string>()
  for (const one of members) {
    if (one.kind === 'post') found.add(one.id)
    else for (const head of await headsOfUnit(ctx.tx, ctx.actor.organizationId, one.id, ctx.today)) found.add(head.id)
  }
  return [...found]
}

/**
 * Asks for other rights. Until a competent person confirms it the stricter of old and new holds; asked for by a competent person it
 * is confirmed in the same act.
 * @param along the change of a file that it goes along with: then that one alone is put before the competent person
 * @throws AppError RECORDS_ACCESS_PENDING, RECORDS_ACCESS_SAME, RECORDS_ACCESS_UNTIL, RECORDS_ACCESS_MEMBER
 */
export async function askFor(
  ctx: ActionContext,
  subject: AccessSubject,
  { isNarrowed, members, until, reason }: AccessWish,
  along?: string,
): Promise<{ changeId: string; isConfirmed: boolean }> {
  const { tx, actor, now, today } = ctx
  const { organizationId } = actor
  const { tables, id } = subject
  if (await store.pendingChange(tx, tables, organizationId, id)) throw new AppError('RECORDS_ACCESS_PENDING')
  const before = subject.access
  const after = tidied({ isNarrowed, members, until: until ?? null })
  if (isSame(before, after)) throw new AppError('RECORDS_ACCESS_SAME')
  if (after.until !== null && after.until < today)
    throw new AppError('RECORDS_ACCESS_UNTIL', { facts: { day: shortDay(after.until) } })
  await requireMembers(ctx, after, before)
  const kept = await subject.seeing(ctx, after.members)
  const isConfirmed = mayConfirmAccess(actor)
  const changeId = newId()
  if (isConfirmed) await store.endChange(tx, tables, organizationId, id, now, 'confirmed')
  store.insertChange(tx, tables, {
    organizationId,
    id: changeId,
    subjectId: id,
    before,
    after,
    kept,
    reason,
    now,
    actor,
    isConfirmed,
    along,
  })
  const toPostIds = isConfirmed || along ? [] : await confirmers(ctx)
  await enforce(
    ctx,
    subject,
    isConfirmed ? after : meanwhile(before, after, kept),
    { changeId, what: isConfirmed ? 'set' : 'asked', reason, toPostIds },
    { isAlong: along !== undefined, ...(isConfirmed ? {} : { asked: after }) },
  )
  await notify(ctx, {
    kind: subject.notice('asked'),
    postIds: toPostIds,
    subject: { type: subject.type, id },
    facts: { from: actor.name, label: subject.label },
    link: subject.link,
  })
  return { changeId, isConfirmed }
}

/** Members must stand today; those who were on the list before may stay on it. @throws AppError RECORDS_ACCESS_MEMBER */
async function requireMembers(ctx: ActionContext, after: Access, before: Access): Promise<void> {
  const known = new Set(before.members.map((one) => one.id))
  const fresh: Member[] = after.members.filter((one) => !known.has(one.id))
  const standing = await store.standing(ctx.tx, ctx.actor.organizationId, fresh, ctx.today)
  if (standing < fresh.length) throw new AppError('RECORDS_ACCESS_MEMBER')
}

/**
 * The competent person confirms or refuses; a refusal says why and puts back what stood before.
 * @param isAlong goes with the change of a file: who asked hears of that one
 * @throws AppError RECORDS_ACCESS_REASON, RECORDS_ACCESS_UNTIL, RECORDS_ACCESS_DECIDED
 */
export async function decideOn(
  ctx: ActionContext,
  subject: AccessSubject,
  change: store.ChangeRow,
  { isConfirmed, words, isAlong = false }: { isConfirmed: boolean; words: string | null; isAlong?: boolean },
): Promise<'confirmed' | 'refused'> {
  const { tx, actor, now, today } = ctx
  const { before, after } = change
  if (!isConfirmed && !words) throw new AppError('RECORDS_ACCESS_REASON')
  if (isConfirmed && isOver(after, today))
    throw new AppError('RECORDS_ACCESS_UNTIL', { facts: { day: shortDay(after.until!) } })
  const state = isConfirmed ? ('confirmed' as const) : ('refused' as const)
  await decide(ctx, subject, change, state, words)
  if (isConfirmed)
    await store.endChange(tx, subject.tables, actor.organizationId, subject.id, now, 'confirmed', change.id)
  await enforce(
    ctx,
    subject,
    isConfirmed ? after : before,
    { changeId: change.id, what: state, reason: words, toPostIds: [] },
    { isAlong },
  )
  if (isAlong) return state
  await notify(ctx, {
    kind: subject.notice(state),
    postIds: [change.asked_by],
    subject: { type: subject.type, id: subject.id },
    facts: { from: actor.name, label: subject.label, words: words ?? '' },
    link: subject.link,
  })
  return state
}

/** Whoever asked takes it back while it waits: what stood before holds again. @throws AppError RECORDS_ACCESS_DECIDED */
export async function withdrawFrom(
  ctx: ActionContext,
  subject: AccessSubject,
  change: store.ChangeRow,
  isAlong = false,
): Promise<void> {
  await decide(ctx, subject, change, 'withdrawn', null)
  await enforce(
    ctx,
    subject,
    change.before,
    { changeId: change.id, what: 'withdrawn', reason: null, toPostIds: [] },
    { isAlong },
  )
}

async function decide(
  ctx: ActionContext,
  subject: AccessSubject,
  change: store.ChangeRow,
  to: 'confirmed' | 'refused' | 'withdrawn',
  words: string | null,
): Promise<void> {
  const { tx, actor, now } = ctx
  if (!(await store.decideChange(tx, subject.tables, actor.organizationId, change.id, to, { actor, words, now })))
    throw new AppError('RECORDS_ACCESS_DECIDED', { facts: { name: change.decided_by_name ?? '' } })
}

/** Ends a list whose last day has passed; a change that waits then stands against no list, and its precaution goes on. */
export async function lapse(ctx: ActionContext, subject: AccessSubject): Promise<void> {
  const { tx, actor, now, today } = ctx
  const { organizationId } = actor
  const { tables, id } = subject
  const pending = await store.pendingChange(tx, tables, organizationId, id)
  if (!isOver(pending ? pending.before : subject.access, today)) return
  const ended = await store.endChange(tx, tables, organizationId, id, now, 'ended')
  if (pending) await store.rebase(tx, tables, organizationId, pending.id, NO_LIST)
  await enforce(ctx, subject, pending ? meanwhile(NO_LIST, pending.after, pending.kept) : NO_LIST, {
    changeId: pending?.id ?? ended?.id ?? id,
    what: 'ended',
    reason: null,
    toPostIds: [],
  })
  if (ended)
    await notify(ctx, {
      kind: subject.notice('ended'),
      postIds: [ended.askedBy],
      subject: { type: subject.type, id },
      facts: { label: subject.label },
      link: subject.link,
    })
}

/**
 * Puts a list in force within the caller's transaction, writes before and after to the audit, and tells whoever gains and the rooms
 * above. Nothing of the new order is seen before all of it is.
 */
async function enforce(
  ctx: ActionContext,
  subject: AccessSubject,
  to: Access,
  event: AccessEvent,
  more: { isAlong?: boolean; asked?: Access } = {},
): Promise<void> {
  const from = subject.access
  const gained = await subject.put(ctx, event.changeId, to)
  const names = await store.namesOf(ctx.tx, ctx.actor.organizationId, [...from.members, ...to.members])
  const said = (access: Access): Record<string, unknown> => ({
    isNarrowed: access.isNarrowed,
    members: access.members.map((one) => ({ ...one, name: names.get(one.id)?.name ?? null })),
    until: access.until,
  })
  const entry = {
    kind: subject.kind(event.what),
    subject: { type: subject.type, id: subject.id, label: subject.label.slice(0, 200) },
    before: said(from),
    after: said(to),
    data: {
      changeId: event.changeId,
      ...(event.reason ? { reason: event.reason } : {}),
      difference: difference(from, to),
      ...(more.asked ? { asked: more.asked } : {}),
    },
  }
  if (more.isAlong) ctx.alsoRecord(entry)
  else ctx.record(entry)
  subject.emit(ctx, event)
  await notify(ctx, {
    kind: subject.notice('gained'),
    postIds: await postsBehind(ctx, gained),
    subject: { type: subject.type, id: subject.id },
    facts: { label: subject.label },
    link: subject.link,
  })
}
