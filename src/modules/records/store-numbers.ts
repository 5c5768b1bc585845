/** All SQL of numbers: taken, made a gap, listed, filled in after a restore. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { documentScope } from './policy.ts'

/**
 * Takes the next number of a book's series for a document. It holds the series until the transaction ends: call it last, with nothing
 * slow behind it.
 * @throws AppError RECORDS_BOOK_MISSING, RECORDS_BOOK_LOCKED, RECORDS_BOOK_CLOSED, RECORDS_BOOK_RECONCILING
 */
export async function takeNumber(
  tx: Tx,
  organizationId: string,
  bookId: string,
  documentId: string,
): Promise<{ number: number; seriesId: string }> {
  const { rows } = await sql<{ number: number; seriesId: string }>`
    select n.number, b.series_id as "seriesId" from records.register_book b
    cross join lateral (select records.take_number(${organizationId}::uuid, ${bookId}::uuid, ${documentId}::uuid) as number) n
    where b.organization_id = ${organizationId} and b.id = ${bookId}`.execute(tx)
  if (!rows[0]) throw new AppError('RECORDS_BOOK_MISSING')
  return rows[0]
}

/**
 * The same for a thing of an upper room that is no document, a copy of one: it keeps number and series itself.
 * @param heldBy the room
 */
export async function takeHeldNumber(
  tx: Tx,
  organizationId: string,
  bookId: string,
  heldBy: string,
): Promise<{ number: number; seriesId: string }> {
  const { rows } = await sql<{ number: number; seriesId: string }>`
    select n.number, b.series_id as "seriesId" from records.register_book b
    cross join lateral (select records.take_held_number(${organizationId}::uuid, ${bookId}::uuid, ${heldBy}) as number) n
    where b.organization_id = ${organizationId} and b.id = ${bookId}`.execute(tx)
  if (!rows[0]) throw new AppError('RECORDS_BOOK_MISSING')
  return rows[0]
}

/**
 * Makes a used number a gap that stays visible (khuyết số) and is never given again.
 * @throws AppError RECORDS_NUMBER_NOT_USED
 */
export async function cancelNumber(
  tx: Tx,
  row: { organizationId: string; documentId: string; reason: string; now: Date; by: string },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`update records.register_entry
    set state = 'cancelled', reason = ${row.reason}, cancelled_at = ${row.now}, cancelled_by = ${row.by}
    where organization_id = ${row.organizationId} and document_id = ${row.documentId} and state = 'used' returning number`.execute(
    tx,
  )
  if (!rows[0]) throw new AppError('RECORDS_NUMBER_NOT_USED', { facts: { number: '' } })
  return rows[0].number
}

/** The same for a number that a thing of an upper room holds. @throws RECORDS_NUMBER_NOT_USED */
export async function cancelHeldNumber(
  tx: Tx,
  row: {
    organizationId: string
    seriesId: string
    number: number
    heldBy: string
    reason: string
    now: Date
    by: string
  },
): Promise<void> {
  const done = await sql`update records.register_entry
    set state = 'cancelled', reason = ${row.reason}, cancelled_at = ${row.now}, cancelled_by = ${row.by}
    where organization_id = ${row.organizationId} and series_id = ${row.seriesId} and number = ${row.number} and suffix = ''
      and held_by = ${row.heldBy} and state = 'used'`.execute(tx)
  if (Number(done.numAffectedRows ?? 0) !== 1)
    throw new AppError('RECORDS_NUMBER_NOT_USED', { facts: { number: String(row.number) } })
}

export async function cancelledNumbers(
  tx: Tx,
  actor: Actor,
  bookId: string,
): Promise<{ number: number; reason: string; at: string; documentId: string | null; subject: string | null }[]> {
  const { rows } = await sql<{
    number: number
    reason: string
    at: Date
    documentId: string | null
    subject: string | null
  }>`select e.number, e.reason, e.cancelled_at as at, d.id as "documentId", d.subject
    from records.register_entry e left join records.document d on d.organization_id = e.organization_id and d.id = e.document_id
      and ${documentScope(actor, sql.ref('d.id'))}
    where e.organization_id = ${actor.organizationId} and e.book_id = ${bookId} and e.state = 'cancelled' order by e.number`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The last number of a series, its row locked until the transaction ends. */
export async function lockSeries(tx: Tx, organizationId: string, seriesId: string): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`select last_number from records.number_series
    where organization_id = ${organizationId} and id = ${seriesId} for update`.execute(tx)
  return rows[0]!.last_number
}

/** Numbers that are on paper but not here become gaps with a reason; the series goes on after them. */
export async function insertGaps(
  tx: Tx,
  row: {
    organizationId: string
    seriesId: string
    bookId: string
    from: number
    to: number
    reason: string
    now: Date
    by: string | null
  },
): Promise<void> {
  await sql`insert into records.register_entry
      (organization_id, series_id, number, book_id, document_id, state, reason, given_at, cancelled_at, cancelled_by)
    select ${row.organizationId}, ${row.seriesId}, n, ${row.bookId}, null, 'cancelled', ${row.reason}, ${row.now}, ${row.now}, ${row.by}
    from generate_series(${row.from}::int, ${row.to}::int) n`.execute(tx)
  await sql`update records.number_series set last_number = ${row.to}
    where organization_id = ${row.organizationId} and id = ${row.seriesId}`.execute(tx)
}
