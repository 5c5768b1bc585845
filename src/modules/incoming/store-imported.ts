/** All SQL of entries that come from old registers: sets of rows. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { OldEntry, OldWork } from './imported.ts'

const shape = sql.raw(`id uuid, number int, suffix text, date date, holder text, due date, reply text, state text`)

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
  await sql`insert into incoming.entry (organization_id, document_id, arrival_number, arrival_suffix, arrival_date, period, book_id, series_id,
      state, channel, due_date, holder, reply_symbol, completed_at, state_at, state_by_name, registered_at, registered_by,
      registered_by_name, import_id)
    select ${of.organizationId}::uuid, r.id, r.number, coalesce(r.suffix, ''), r.date, ${of.period}, ${of.bookId}::uuid, ${of.seriesId}::uuid,
      coalesce(r.state, 'completed'), 'other', r.due, r.holder, r.reply, null, ${of.now}::timestamptz, ${of.byName},
      r.date + time '12:00' at time zone 'Asia/Ho_Chi_Minh', ${of.by}::uuid, ${of.byName}, ${of.importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})`.execute(tx)
}

/** Work under way: what waits for a direction as a submission, what was given as an assignment. */
export async function insertWork(tx: Tx, organizationId: string, rows: readonly OldWork[]): Promise<void> {
  const work = JSON.stringify(
    rows.map(({ to, by, ...row }) => ({
      ...row,
      id: newId(),
      post: to.kind === 'post' ? to.id : null,
      unit: to.kind === 'unit' ? to.id : null,
      to_name: to.name,
      to_title: to.title,
      by_post: by.postId,
      by_name: by.name,
      by_title: by.title,
    })),
  )
  const of =
    sql.raw(`r(id uuid, "documentId" uuid, role text, post uuid, unit uuid, to_name text, to_title text, by_post uuid,
    by_name text, by_title text, words text, due date, at timestamptz, "isReceived" boolean)`)
  await sql`insert into incoming.step (organization_id, id, document_id, kind, at, by_post, by_name, by_title, words, data)
    select ${organizationId}::uuid, r.id, r."documentId", 'submitted', r.at, r.by_post, r.by_name, r.by_title, r.words,
      jsonb_strip_nulls(jsonb_build_object('dueDate', r.due))
    from jsonb_to_recordset(${work}::jsonb) as ${of} where r.role = 'direct'`.execute(tx)
  await sql`update incoming.entry e set submitted_to = r.post, submitted_to_name = r.to_name, submitted_to_title = r.to_title,
      submitted_by = r.by_post, holder = r.to_name, state_at = r.at, state_by_name = r.by_name
    from jsonb_to_recordset(${work}::jsonb) as ${of}
    where e.organization_id = ${organizationId} and e.document_id = r."documentId" and r.role = 'direct'`.execute(tx)
  await sql`insert into incoming.assignment (organization_id, id, document_id, role, post_id, unit_id, name, title, state, due_date, words,
      given_at, given_by, given_by_name, received_at)
    select ${organizationId}::uuid, r.id, r."documentId", r.role, r.post, r.unit, r.to_name, r.to_title,
      case when r."isReceived" then 'in_progress' else 'given' end, r.due, r.words, r.at, r.by_post, r.by_name,
      case when r."isReceived" then r.at end
    from jsonb_to_recordset(${work}::jsonb) as ${of} where r.role <> 'direct'`.execute(tx)
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
  const { rows } =
    await sql<OldEntry>`select document_id as id, arrival_number as number, arrival_suffix as suffix, arrival_date as date, holder,
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
