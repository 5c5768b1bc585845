/** SQL that changes several assignments at once: taken back, answered, handed over. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

/** Takes back open assignments of a document. @returns those withdrawn */
export async function withdraw(
  tx: Tx,
  organizationId: string,
  documentId: string,
  which: {
    /** Only what was given on below this one. */
    readonly below?: string
    /** Who was only told keeps being told. */
    readonly keepsInform?: boolean
    readonly except?: readonly string[]
  } = {},
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from incoming.assignment where organization_id = ${organizationId} and document_id = ${documentId}
        and ${which.below ? sql`parent_id = ${which.below}` : sql`parent_id is null`}
      union all
      select a.id from incoming.assignment a join below b on a.parent_id = b.id where a.organization_id = ${organizationId})
    update incoming.assignment a set state = 'withdrawn', version = version + 1,
      extension_until = null, extension_reason = null, extension_at = null
    where a.organization_id = ${organizationId} and a.document_id = ${documentId}
      and a.state in ('given', 'received', 'in_progress') and a.id in (select id from below)
      and not (a.id = any(${[...(which.except ?? [])]}::uuid[]))
      ${which.keepsInform ? sql`and a.role <> 'inform'` : sql``}
    returning a.id`.execute(tx)
  return rows.map((row) => row.id)
}

/**
 * What was given back is dealt with: given again, submitted, or finished by whoever it came back to.
 * @param below only what was given on below this assignment
 * @returns the assignments that had waited for it
 */
export async function answerReturned(
  tx: Tx,
  organizationId: string,
  documentId: string,
  now: Date,
  below: string | null = null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update incoming.assignment set answered_at = ${now}
    where organization_id = ${organizationId} and document_id = ${documentId} and state = 'returned' and answered_at is null
      ${below ? sql`and parent_id = ${below}` : sql``} returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Open work that lies with a post: assignments, and documents submitted to it. */
export async function openWorkOfPost(
  tx: Tx,
  organizationId: string,
  postId: string,
): Promise<{ documentId: string; assignmentId: string | null }[]> {
  const { rows } = await sql<{ documentId: string; assignmentId: string | null }>`
    select document_id as "documentId", id as "assignmentId" from incoming.assignment
      where organization_id = ${organizationId} and post_id = ${postId} and state in ('given', 'received', 'in_progress')
    union all
    select document_id, null from incoming.entry
      where organization_id = ${organizationId} and submitted_to = ${postId} and state = 'submitted'`.execute(tx)
  return rows
}

/** Gives an open assignment to another post or unit. @returns false when it no longer lay with the ended post */
export async function rewriteAssignment(
  tx: Tx,
  organizationId: string,
  id: string,
  fromPostId: string,
  to: { postId: string | null; unitId: string | null; name: string; title: string | null },
): Promise<boolean> {
  const done =
    await sql`update incoming.assignment set post_id = ${to.postId}, unit_id = ${to.unitId}, name = ${to.name}, title = ${to.title},
      state = 'given', received_at = null, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and post_id = ${fromPostId} and state in ('given', 'received', 'in_progress')`.execute(
      tx,
    )
  return Number(done.numAffectedRows ?? 0) === 1
}

/** A giver's post is over: its successor decides and follows what he gave; without one, his unit. */
export async function handOverGiving(
  tx: Tx,
  organizationId: string,
  endedId: string,
  to: { successorId: string | null; unitId: string | null },
): Promise<void> {
  if (to.successorId) {
    await sql`update incoming.assignment set given_by = ${to.successorId}
      where organization_id = ${organizationId} and given_by = ${endedId}
        and state in ('given', 'received', 'in_progress', 'returned')`.execute(tx)
    await sql`update incoming.assignment set asked_by = ${to.successorId}
      where organization_id = ${organizationId} and asked_by = ${endedId}
        and state in ('given', 'received', 'in_progress', 'returned')`.execute(tx)
    await sql`update incoming.entry set submitted_by = ${to.successorId}
      where organization_id = ${organizationId} and submitted_by = ${endedId} and state = 'submitted'`.execute(tx)
  } else if (to.unitId)
    await sql`update incoming.assignment set giver_unit_id = ${to.unitId}
      where organization_id = ${organizationId} and given_by = ${endedId}
        and state in ('given', 'received', 'in_progress', 'returned')`.execute(tx)
}

/** One more reminder of a document. No move: whoever works on it meanwhile is not disturbed. */
export async function countReminder(tx: Tx, organizationId: string, documentId: string, now: Date): Promise<void> {
  await sql`update incoming.entry set reminder_count = reminder_count + 1, reminded_at = ${now}
    where organization_id = ${organizationId} and document_id = ${documentId}`.execute(tx)
}

/** Posts and units whose part of a document is open: lead and co-operating ones. */
export async function holdersOf(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<{ post_id: string | null; unit_id: string | null }[]> {
  const { rows } = await sql<{ post_id: string | null; unit_id: string | null }>`select post_id, unit_id
    from incoming.assignment where organization_id = ${organizationId} and document_id = ${documentId}
      and state in ('given', 'received', 'in_progress') and role <> 'inform'`.execute(tx)
  return rows
}
