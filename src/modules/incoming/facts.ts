/** What decisions on an incoming document need, and the small writes that every move shares. */

import { sql } from 'kysely'
import { headsOfUnit, resolvePost, unitsOf } from '#modules/people/index.ts'
import { type DocumentFields, documentScope, findDocument, grant } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { EntryFields } from './contract.ts'
import { symbolOf } from './rules.ts'
import {
  type AssignmentRow,
  assignmentsOf,
  type EntryChange,
  type EntryRow,
  findEntry,
  insertStep,
  moveEntry,
} from './store.ts'

export interface Facts {
  readonly entry: EntryRow
  readonly document: DocumentFields
  readonly assignments: readonly AssignmentRow[]
}

/** Loads a document that the actor may see; missing and invisible answer alike. */
export async function loadFacts(ctx: ReadContext, documentId: string, lock: 'lock' | 'look'): Promise<Facts> {
  const { organizationId } = ctx.actor
  const seen = await sql<{ yes: boolean }>`select ${documentScope(ctx.actor, sql`${documentId}::uuid`)} as yes`.execute(
    ctx.tx,
  )
  const entry = seen.rows[0]?.yes ? await findEntry(ctx.tx, organizationId, documentId, lock) : null
  const document = entry ? await findDocument(ctx.tx, organizationId, documentId) : null
  if (!entry || !document) throw new AppError('PLATFORM_NOT_FOUND')
  return { entry, document, assignments: await assignmentsOf(ctx.tx, organizationId, documentId) }
}

/** Entry facts that every event and audit entry carries. */
export function subjectOf({ entry, document }: Facts): { type: string; id: string; label: string } {
  return {
    type: 'document',
    id: entry.document_id,
    label: `Số đến ${entry.arrival_number}${entry.arrival_suffix}: ${document.subject}`.slice(0, 200),
  }
}

export function eventFacts({ entry, document }: Facts): Record<string, unknown> {
  return {
    documentId: entry.document_id,
    symbol: symbolOf(document),
    arrivalNumber: entry.arrival_number,
    subject: document.subject,
    urgency: document.urgency,
  }
}

/**
 * Moves the entry or says by whom it was moved meanwhile.
 * @param version the version that the person saw
 * @throws AppError INCOMING_STATE_CHANGED
 */
export async function move(ctx: ActionContext, facts: Facts, version: number, change: EntryChange): Promise<number> {
  const { entry } = facts
  const next = await moveEntry(
    ctx.tx,
    {
      organizationId: ctx.actor.organizationId,
      documentId: entry.document_id,
      from: entry.state,
      version,
      now: ctx.now,
      byName: ctx.actor.name,
    },
    change,
  )
  if (next === null) throw new AppError('INCOMING_STATE_CHANGED', { facts: { name: entry.state_by_name } })
  if (change.to && change.to !== entry.state)
    ctx.record({ before: { state: entry.state }, after: { state: change.to } })
  ctx.record({ subject: subjectOf(facts) })
  return next
}

/** A line of the document's way. */
export function addStep(
  ctx: ActionContext,
  documentId: string,
  kind: string,
  words: string | null = null,
  data: Record<string, unknown> = {},
): void {
  const { actor } = ctx
  insertStep(ctx.tx, {
    organizationId: actor.organizationId,
    id: newId(),
    documentId,
    kind,
    at: ctx.now,
    byPost: actor.postId,
    byName: actor.name,
    byTitle: actor.title,
    words,
    data,
  })
}

export type Recipient = { postId: string } | { unitId: string }

export interface NamedRecipient {
  readonly postId: string | null
  readonly unitId: string | null
  readonly name: string
  readonly title: string | null
  /** Unit of the post, or the unit itself: its head may see. */
  readonly inUnit: string | null
}

/** Names of posts and units that stand today. @throws AppError INCOMING_RECIPIENT_UNKNOWN */
export async function nameRecipients(ctx: ActionContext, recipients: readonly Recipient[]): Promise<NamedRecipient[]> {
  const { organizationId } = ctx.actor
  const units = recipients.some((one) => 'unitId' in one) ? await unitsOf(ctx.tx, organizationId, ctx.today) : []
  const found: NamedRecipient[] = []
  for (const one of recipients) {
    if ('unitId' in one) {
      const unit = units.find((each) => each.id === one.unitId)
      if (!unit) throw new AppError('INCOMING_RECIPIENT_UNKNOWN')
      found.push({ postId: null, unitId: unit.id, name: unit.name, title: null, inUnit: unit.id })
    } else {
      const post = await resolvePost(ctx.tx, null, one.postId, ctx.today)
      if (!post || post.organizationId !== organizationId) throw new AppError('INCOMING_RECIPIENT_UNKNOWN')
      found.push({ postId: post.postId, unitId: null, name: post.fullName, title: post.title, inUnit: post.unitId })
    }
  }
  return found
}

/** Opens the document to those it is given to, and to the heads of their units (decisions 2). */
export async function openTo(
  ctx: ActionContext,
  documentId: string,
  recipients: readonly NamedRecipient[],
  reason: string,
): Promise<void> {
  const { organizationId, postId } = ctx.actor
  const base = { organizationId, documentId, reason, now: ctx.now, by: postId }
  grant(ctx.tx, {
    ...base,
    kind: 'post',
    granteeIds: recipients.flatMap((one) => (one.postId ? [one.postId] : [])),
  })
  grant(ctx.tx, {
    ...base,
    kind: 'unit',
    granteeIds: recipients.flatMap((one) => (one.inUnit ? [one.inUnit] : [])),
  })
  // A unit without a head of its own is answered for by the unit above: its heads must see the work.
  for (const one of recipients) {
    if (!one.unitId) continue
    const heads = await headsOfUnit(ctx.tx, organizationId, one.unitId, ctx.today)
    grant(ctx.tx, { ...base, kind: 'post', granteeIds: heads.map((head) => head.id) })
  }
}

/** Form fields as the record keeps them. */
export function documentFields(fields: EntryFields): DocumentFields {
  return { ...fields, urgency: fields.urgency ?? 0, circulation: fields.circulation ?? [] }
}
