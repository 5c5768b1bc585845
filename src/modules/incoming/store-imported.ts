/** All SQL of entries that come from old registers: sets of rows. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { OldEntry } from './imported.ts'

const shape = sql.raw(`id uuid, number int, date date, holder text, due date, reply text`)

export async function insertEntries(
  tx: Tx,
  of: {
    organizationId: string
    importId: string
    bookId: string
    seriesId: string
    period: string
    now: Date
    by: string
    byName: string
  },
  rows: readonly OldEntry[],
): Promise<void> {
  await sql`insert into incoming.entry (organization_id, document_id, arrival_number, arrival_date, period, book_id, series_id,
      state, channel, due_date, holder, reply_symbol, completed_at, state_at, state_by_name, registered_at, registered_by,
      registered_by_name, import_id)
    select ${of.organizationId}::uuid, r.id, r.number, r.date, ${of.period}, ${of.bookId}::uuid, ${of.seriesId}::uuid,
      'completed', 'other', r.due, r.holder, r.reply, null, ${of.now}::timestamptz, ${of.byName},
      r.date + time '12:00' at time zone 'Asia/Ho_Chi_Minh', ${of.by}::uuid, ${of.byName}, ${of.importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})`.execute(tx)
}

export async function rewriteEntries(tx: Tx, organizationId: string, rows: readonly OldEntry[]): Promise<void> {
  await sql`update incoming.entry e set arrival_date = r.date, holder = r.holder, due_date = r.due, reply_symbol = r.reply
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})
    where e.organization_id = ${organizationId} and e.document_id = r.id and e.import_id is not null and e.version = 1`.execute(
    tx,
  )
}

/** What rewriting replaced, as `OldEntry` without the number. */
export async function entriesBefore(tx: Tx, organizationId: string, ids: readonly string[]): Promise<OldEntry[]> {
  const { rows } = await sql<OldEntry>`select document_id as id, arrival_number as number, arrival_date as date, holder,
      due_date as due, reply_symbol as reply from incoming.entry
    where organization_id = ${organizationId} and document_id = any(${ids as string[]})`.execute(tx)
  return rows
}

/** Entries among these that somebody has worked on: moved, or given to somebody. */
export async function workedEntries(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select e.document_id as id from incoming.entry e
    where e.organization_id = ${organizationId} and e.document_id = any(${ids as string[]}) and (e.version > 1
      or exists (select from incoming.assignment a where a.organization_id = e.organization_id and a.document_id = e.document_id)
      or exists (select from incoming.step s where s.organization_id = e.organization_id and s.document_id = e.document_id
        and s.kind <> 'file-added'))`.execute(tx)
  return rows.map((row) => row.id)
}

export async function deleteEntries(
  tx: Tx,
  organizationId: string,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`select set_config('vankho.undoing_import', ${importId}, true)`.execute(tx)
  await sql`delete from incoming.step where organization_id = ${organizationId} and document_id = any(${ids as string[]})`.execute(
    tx,
  )
  await sql`delete from incoming.entry where organization_id = ${organizationId} and import_id = ${importId}
    and document_id = any(${ids as string[]})`.execute(tx)
}
