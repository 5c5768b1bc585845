/** What decisions on an incoming document need, and the small writes that every move shares. */

import { sql } from 'kysely'
import { type NamedRecipient, nameRecipients as named, type Recipient } from '#modules/people/index.ts'
import { type DocumentFields, documentScope, findDocument, symbolOf } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { EntryFields } from './contract.ts'
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

/** Names of posts and units that stand today. @throws AppError INCOMING_RECIPIENT_UNKNOWN */
export async function nameRecipients(ctx: ActionContext, recipients: readonly Recipient[]): Promise<NamedRecipient[]> {
  const found = await named(ctx.tx, ctx.actor.organizationId, ctx.today, recipients)
  if (!found) throw new AppError('INCOMING_RECIPIENT_UNKNOWN')
  return found
}

/** Form fields as the record keeps them. */
export function documentFields(fields: EntryFields): DocumentFields {
  return { ...fields, urgency: fields.urgency ?? 0, circulation: fields.circulation ?? [] }
}
