/** What decisions on an outgoing document need, and the small writes that every move shares. */
import { sql } from 'kysely'
import {
  headsOfUnit,
  type NamedRecipient,
  nameRecipients as named,
  postsWithRole,
  type Recipient,
} from '#modules/people/index.ts'
import {
  type DocumentFields,
  documentScope,
  findDocument,
  grant,
  symbolOf as writtenSymbol,
} from '#modules/records/index.ts'
import type { ActionContext, Actor, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { Ability, OutgoingState } from './contract-shapes.ts'
import { abilitiesOf } from './policy.ts'
import type { Checkers } from './rules.ts'
import { findPaper, type Holder, insertStep, movePaper, type PaperChange, type PaperRow } from './store.ts'
import { type OpinionRow, opinionsOf } from './store-way.ts'

export interface Facts {
  readonly paper: PaperRow
  readonly document: DocumentFields
  readonly opinions: readonly OpinionRow[]
}

/** Loads a document that the actor may see; missing and invisible answer alike. */
export async function loadFacts(ctx: ReadContext, documentId: string, lock: 'lock' | 'look'): Promise<Facts> {
  const { organizationId } = ctx.actor
  const seen = await sql<{ yes: boolean }>`select ${documentScope(ctx.actor, sql`${documentId}::uuid`)} as yes`.execute(
    ctx.tx,
  )
  const paper = seen.rows[0]?.yes ? await findPaper(ctx.tx, organizationId, documentId, lock) : null
  const document = paper ? await findDocument(ctx.tx, organizationId, documentId) : null
  if (!paper || !document) throw new AppError('PLATFORM_NOT_FOUND')
  return { paper, document, opinions: await opinionsOf(ctx.tx, organizationId, documentId) }
}

/** The symbol once there is a number. */
export function symbolOf(document: Pick<DocumentFields, 'codeNumber' | 'codeNotation'>): string | null {
  return document.codeNumber ? writtenSymbol(document) : null
}

/** What the audit calls the document. */
export function subjectOf({ paper, document }: Facts): { type: string; id: string; label: string } {
  const name = symbolOf(document) ?? document.codeNotation ?? document.typeName
  return { type: 'document', id: paper.document_id, label: `${name}: ${document.subject}`.slice(0, 200) }
}

export function eventFacts({ paper, document }: Facts): Record<string, unknown> {
  return {
    documentId: paper.document_id,
    symbol: symbolOf(document),
    subject: document.subject,
    urgency: document.urgency,
  }
}

/** Whose move is refused, told by name. */
export function changed({ paper }: Facts): AppError {
  return new AppError('OUTGOING_STATE_CHANGED', { facts: { name: paper.state_by_name } })
}

/**
 * Stands in an action's `allow`: may this actor do it? Who looked at an older state is told who was quicker, others find nothing.
 * @throws AppError OUTGOING_STATE_CHANGED
 */
export const able =
  (ability: Ability) =>
  (actor: Actor, facts: Facts, input: { version: number }): boolean => {
    if (abilitiesOf(actor, facts.paper, facts.opinions).includes(ability)) return true
    if (input.version !== facts.paper.version) throw changed(facts)
    return false
  }

/**
 * Moves the paper or says by whom it was moved meanwhile.
 * @param version the version that the person saw
 * @throws AppError OUTGOING_STATE_CHANGED
 */
export async function move(ctx: ActionContext, facts: Facts, version: number, change: PaperChange): Promise<number> {
  const { paper } = facts
  const next = await movePaper(
    ctx.tx,
    {
      organizationId: ctx.actor.organizationId,
      documentId: paper.document_id,
      from: paper.state,
      version,
      now: ctx.now,
      byName: ctx.actor.name,
      byPost: ctx.actor.postId,
    },
    change,
  )
  if (next === null) throw changed(facts)
  if (change.to && change.to !== paper.state)
    ctx.record({ before: { state: paper.state }, after: { state: change.to } })
  ctx.record({ subject: subjectOf(facts) })
  return next
}

/** A line of the document's way. */
export function addStep(
  ctx: ActionContext,
  documentId: string,
  kind: string,
  of: { versionNo?: number | null; words?: string | null; data?: Record<string, unknown> } = {},
): void {
  const { actor } = ctx
  insertStep(ctx.tx, {
    organizationId: actor.organizationId,
    id: newId(),
    documentId,
    kind,
    versionNo: of.versionNo ?? null,
    at: ctx.now,
    by: { post: actor.postId, name: actor.name, title: actor.title },
    words: of.words ?? null,
    data: of.data ?? {},
  })
}

/** Names of posts and units that stand today. @throws AppError OUTGOING_RECIPIENT_UNKNOWN */
export async function nameRecipients(ctx: ActionContext, recipients: readonly Recipient[]): Promise<NamedRecipient[]> {
  const found = await named(ctx.tx, ctx.actor.organizationId, ctx.today, recipients)
  if (!found) throw new AppError('OUTGOING_RECIPIENT_UNKNOWN')
  return found
}

/** Opens the document to the posts and units that hold it, and to nobody above them (decisions 2). */
export function openToHolders(
  ctx: ActionContext,
  documentId: string,
  to: { posts: readonly string[]; units?: readonly string[] },
  reason: string,
): void {
  const base = { organizationId: ctx.actor.organizationId, documentId, reason, now: ctx.now, by: ctx.actor.postId }
  grant(ctx.tx, { ...base, kind: 'post', granteeIds: to.posts })
  grant(ctx.tx, { ...base, kind: 'unit', granteeIds: to.units ?? [] })
}

/** Heads that check a paper's content: of the drafting unit, or of the nearest unit above that has one; never the drafter. */
async function contentHeads(ctx: ActionContext, paper: PaperRow) {
  if (!paper.drafting_unit_id) return []
  const heads = await headsOfUnit(ctx.tx, ctx.actor.organizationId, paper.drafting_unit_id, ctx.today)
  return heads.some((head) => head.id === paper.drafter_post) ? [] : heads
}

/** Posts that check form: the chiefs of office, else the registry (Đ12.2). */
export async function formCheckers(ctx: ActionContext) {
  const { organizationId } = ctx.actor
  const chiefs = await postsWithRole(ctx.tx, organizationId, 'chief_of_office', ctx.today)
  return chiefs.length > 0 ? chiefs : postsWithRole(ctx.tx, organizationId, 'registry', ctx.today)
}

/** Posts behind the offices that hold documents together, for making the desk's tasks again. */
export async function officeHolders(ctx: ActionContext): Promise<{ form: string[]; registry: string[] }> {
  const registry = await postsWithRole(ctx.tx, ctx.actor.organizationId, 'registry', ctx.today)
  return { form: (await formCheckers(ctx)).map((post) => post.id), registry: registry.map((post) => post.id) }
}

export async function checkersOf(ctx: ActionContext, paper: PaperRow): Promise<Checkers> {
  const heads = await contentHeads(ctx, paper)
  return { hasHead: heads.length > 0, hasFormChecker: (await formCheckers(ctx)).length > 0 }
}

/** A draft is another's to go on with: he sees it, holds it where the drafter held it, and answers for it. */
export async function handOver(
  ctx: ActionContext,
  facts: Facts,
  to: { postId: string; fullName: string },
): Promise<Facts> {
  const { paper } = facts
  const drafter = { post: to.postId, name: to.fullName }
  const isHeld = paper.state === 'drafting'
  const next = await move(ctx, facts, paper.version, {
    drafter,
    ...(isHeld ? { holder: { name: drafter.name, post: drafter.post } } : {}),
  })
  openToHolders(ctx, paper.document_id, { posts: [to.postId] }, 'handed-over')
  addStep(ctx, paper.document_id, 'handed-over', { data: { from: paper.drafter_name, to: drafter.name } })
  const holder = isHeld ? { holder: drafter.name, holder_post: drafter.post } : {}
  return { ...facts, paper: { ...paper, ...holder, drafter_post: to.postId, drafter_name: to.fullName, version: next } }
}

interface Waiting {
  readonly holder: Holder
  /** On whose desk it lies: posts and units. */
  readonly posts: readonly string[]
  readonly units: readonly string[]
  readonly kind: string | null
}

const KIND: Partial<Record<OutgoingState, string>> = {
  drafting: 'redraft',
  content_check: 'check-content',
  form_check: 'check-form',
  approval: 'approve',
  approved: 'sign',
  numbered: 'sign',
  signed: 'seal',
  sealed: 'issue',
}

/** Who holds a paper in a state, in words and by key. */
export async function waitingAt(ctx: ActionContext, paper: PaperRow, state: OutgoingState): Promise<Waiting> {
  const kind = KIND[state] ?? null
  const { organizationId } = ctx.actor
  if (state === 'drafting')
    return {
      kind,
      holder: { name: paper.drafter_name, post: paper.drafter_post },
      posts: [paper.drafter_post],
      units: [],
    }
  if (state === 'content_check') {
    const heads = await contentHeads(ctx, paper)
    const unit = heads[0]?.unitId ?? null
    const name = heads.map((head) => head.fullName).join(', ')
    return { kind, holder: { name, unit }, posts: [], units: unit ? [unit] : [] }
  }
  if (state === 'form_check') {
    const posts = await formCheckers(ctx)
    const name = posts.map((post) => post.fullName).join(', ')
    return { kind, holder: { name, role: 'form' }, posts: posts.map((post) => post.id), units: [] }
  }
  const isRegistry = state === 'signed' || state === 'sealed' || (state === 'approved' && paper.mode === 'paper')
  if (isRegistry) {
    const posts = await postsWithRole(ctx.tx, organizationId, 'registry', ctx.today)
    const isIssued = paper.mode === 'paper' && state === 'signed'
    const name = posts.map((post) => post.fullName).join(', ')
    return {
      kind: state === 'approved' ? 'number' : isIssued ? 'issue' : kind,
      holder: { name, role: 'registry' },
      posts: posts.map((post) => post.id),
      units: [],
    }
  }
  if (kind === null) return { kind, holder: { name: null }, posts: [], units: [] }
  return {
    kind,
    holder: { name: paper.signer_name, post: paper.signer_post },
    posts: paper.signer_post ? [paper.signer_post] : [],
    units: [],
  }
}

/**
 * The common end of every move along the way: the holder changes, may see it, hears of it, and the way gets a line.
 * @returns the new version
 */
export async function passTo(
  ctx: ActionContext,
  facts: Facts,
  version: number,
  state: OutgoingState,
  step: { kind: string; words?: string | null; data?: Record<string, unknown>; endedOpinions?: readonly string[] },
  change: PaperChange = {},
): Promise<number> {
  const { paper } = facts
  const mode = change.mode ?? paper.mode
  const at = await waitingAt(ctx, { ...paper, mode }, state)
  const next = await move(ctx, facts, version, { to: state, holder: at.holder, words: step.words ?? null, ...change })
  openToHolders(ctx, paper.document_id, { posts: at.posts, units: at.units }, 'outgoing')
  addStep(ctx, paper.document_id, step.kind, {
    versionNo: paper.latest_version || null,
    words: step.words ?? null,
    data: { to: at.holder.name, ...step.data },
  })
  ctx.record({ data: { words: step.words ?? undefined, version: paper.latest_version } })
  ctx.emit({
    type: 'outgoing.moved',
    payload: {
      ...eventFacts(facts),
      state,
      kind: state === 'drafting' && !change.returnedWords ? null : at.kind,
      posts: at.posts,
      units: at.units,
      fromName: ctx.actor.name,
      fromPostId: ctx.actor.postId,
      words: step.words ?? null,
      dueDate: paper.due_date,
      endedOpinions: step.endedOpinions ?? [],
    },
  })
  return next
}
