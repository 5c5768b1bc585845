/** All SQL of documents, numbers and books that come from old registers: sets of rows, never one by one. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { ImportedDocument, OldNumber } from './imported.ts'

/** The columns of NĐ 30/2020 PL VI Part II as a row type for JSON; the names are the document's own. */
const shape = sql.raw(`id uuid, direction text, type_code text, type_name text, code_number text, code_notation text,
  issued_date text, place text, issuer_name text, issuer_organ_id text, subject text, language text, page_amount int,
  copy_amount int, description text, signer_name text, signer_position text, urgency smallint, circulation text[],
  to_places text, folded text, identity_key text`)
const columns = `type_code, type_name, code_number, code_notation, issued_date, place, issuer_name, issuer_organ_id, subject,
  language, page_amount, copy_amount, description, signer_name, signer_position, urgency, circulation, to_places, folded, identity_key`
const names = sql.raw(columns)
const own = (alias: string) => sql.raw(columns.replace(/\w+/g, (name) => `${alias}.${name}`))

export async function insertDocuments(
  tx: Tx,
  of: { organizationId: string; importId: string; now: Date; by: string },
  rows: readonly ImportedDocument[],
): Promise<void> {
  await sql`insert into records.document (organization_id, id, direction, ${names}, created_at, created_by, import_id)
    select ${of.organizationId}::uuid, r.id, r.direction, ${own('r')}, ${of.now}::timestamptz, ${of.by}::uuid, ${of.importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})`.execute(tx)
}

/** Opens documents to posts and units, all in one statement. */
export async function grantImported(
  tx: Tx,
  of: { organizationId: string; now: Date; by: string | null },
  rows: readonly { id: string; kind: 'post' | 'unit'; grantee: string }[],
): Promise<void> {
  await sql`insert into records.access_grant (organization_id, document_id, grantee_kind, grantee_id, reason, granted_at, granted_by)
    select ${of.organizationId}::uuid, r.id, r.kind, r.grantee, 'imports.held', ${of.now}::timestamptz, ${of.by}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, grantee uuid)
    on conflict do nothing`.execute(tx)
}

/** Answers among documents that stand already. */
export async function insertReplies(
  tx: Tx,
  of: { organizationId: string; now: Date; by: string },
  rows: readonly { from: string; to: string }[],
): Promise<void> {
  await sql`insert into records.relation (organization_id, from_document_id, to_document_id, kind, created_at, created_by)
    select ${of.organizationId}::uuid, r."from", r."to", 'replies-to', ${of.now}::timestamptz, ${of.by}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("from" uuid, "to" uuid) on conflict do nothing`.execute(
    tx,
  )
}

/** Writes other metadata into documents. @returns what stood there before, and the new versions */
export async function rewriteDocuments(
  tx: Tx,
  organizationId: string,
  rows: readonly ImportedDocument[],
): Promise<{ id: string; before: unknown; version: number }[]> {
  const { rows: before } = await sql<{ id: string; before: unknown }>`select d.id, to_jsonb(d) as before
    from records.document d where d.organization_id = ${organizationId} and d.id = any(${rows.map((row) => row.id)})
    order by d.id for update`.execute(tx)
  const { rows: after } = await sql<{ id: string; version: number }>`update records.document d
    set (${names}) = (select ${own('r')}), version = d.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})
    where d.organization_id = ${organizationId} and d.id = r.id returning d.id, d.version`.execute(tx)
  const versions = new Map(after.map((row) => [row.id, row.version]))
  return before.map((row) => ({ ...row, version: versions.get(row.id) ?? 0 }))
}

/** Puts back what stood in documents before. */
export async function restoreDocuments(tx: Tx, organizationId: string, before: readonly unknown[]): Promise<void> {
  await sql`update records.document d set (${names}) = (select ${own('r')}), version = d.version + 1
    from jsonb_populate_recordset(null::records.document, ${JSON.stringify(before)}::jsonb) r
    where d.organization_id = ${organizationId} and d.id = r.id`.execute(tx)
}

/** Numbers of a series that are given already, and to which document. */
export async function givenNumbers(
  tx: Tx,
  organizationId: string,
  seriesId: string,
  numbers: readonly number[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{
    label: string
    document_id: string
  }>`select number || suffix as label, document_id from records.register_entry
    where organization_id = ${organizationId} and series_id = ${seriesId} and number = any(${numbers as number[]}::int[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.label, row.document_id]))
}

/** Enters numbers as they stand in an old book; the series goes on after the highest. */
export async function enterNumbers(
  tx: Tx,
  of: { organizationId: string; importId: string; bookId: string; seriesId: string },
  rows: readonly OldNumber[],
): Promise<void> {
  const highest = rows.reduce((most, row) => Math.max(most, row.number), 0)
  // The series' row is locked first, as a registration of today does it: no number can be given twice meanwhile.
  await sql`update records.number_series set last_number = greatest(last_number, ${highest})
    where organization_id = ${of.organizationId} and id = ${of.seriesId}`.execute(tx)
  await sql`insert into records.register_entry (organization_id, series_id, number, suffix, book_id, document_id, given_at, import_id)
    select ${of.organizationId}::uuid, ${of.seriesId}::uuid, r.number, coalesce(r.suffix, ''), ${of.bookId}::uuid, r.id,
      coalesce((r.on || ' 12:00+07')::timestamptz, now()), ${of.importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, number int, suffix text, "on" text)`.execute(
    tx,
  )
}

export async function bookOf(
  tx: Tx,
  organizationId: string,
  code: string,
  period: string,
  series: string,
): Promise<{ bookId: string; seriesId: string; state: string } | null> {
  const { rows } = await sql<{ bookId: string; seriesId: string; state: string }>`
    select b.id as "bookId", b.series_id as "seriesId", b.state from records.register_book b
    join records.number_series s on s.organization_id = b.organization_id and s.id = b.series_id
    where b.organization_id = ${organizationId} and b.code = ${code} and b.period = ${period} and s.scope = ${series}
    order by b.volume limit 1`.execute(tx)
  return rows[0] ?? null
}

/** A book that was kept elsewhere: it comes closed when its period is over. */
export async function markBookImported(
  tx: Tx,
  organizationId: string,
  bookId: string,
  of: { importId: string; isOver: boolean; reason: string; now: Date },
): Promise<void> {
  await sql`update records.register_book set import_id = ${of.importId},
      state = case when ${of.isOver} then 'closed' else state end,
      state_reason = ${of.reason}, closed_at = case when ${of.isOver} then ${of.now}::timestamptz end
    where organization_id = ${organizationId} and id = ${bookId}`.execute(tx)
}

/** Documents among these that have been worked on since: another version, a relation to another document, a change of rights. */
export async function touchedDocuments(
  tx: Tx,
  organizationId: string,
  rows: readonly { id: string; version: number }[],
): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`select d.id from records.document d
    join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, version int) on r.id = d.id
    where d.organization_id = ${organizationId} and (d.version <> r.version
      or exists (select from records.access_change x where x.organization_id = d.organization_id and x.document_id = d.id)
      or exists (select from records.relation x where x.organization_id = d.organization_id and x.from_document_id = d.id)
      or exists (select from records.relation x where x.organization_id = d.organization_id and x.to_document_id = d.id)
      or exists (select from records.register_entry e where e.organization_id = d.organization_id and e.document_id = d.id
        and coalesce(e.import_id <> d.import_id, true)))`.execute(tx)
  return found.map((row) => row.id)
}

/**
 * Among documents those that other rooms' rows refer to, as the database's own keys tell.
 * @param apartFrom tables (`schema.table`) whose rows go with the documents
 */
export async function referredDocuments(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  apartFrom: readonly string[],
): Promise<string[]> {
  const { rows: keys } = await sql<{ schema: string; name: string; column: string }>`
    select n.nspname as schema, t.relname as name, a.attname as column
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any(c.conkey) and a.attname <> 'organization_id'
    where c.contype = 'f' and c.confrelid = 'records.document'::regclass and c.conparentid = 0 and n.nspname <> 'records'
    order by 1, 2, 3`.execute(tx)
  const looks = keys
    .filter(({ schema, name }) => !apartFrom.includes(`${schema}.${name}`))
    .map(
      ({ schema, name, column }) => sql`select ${sql.ref(column)} as id from ${sql.table(`${schema}.${name}`)}
        where organization_id = ${organizationId} and ${sql.ref(column)} = any(${[...ids]}::uuid[])`,
    )
  if (looks.length === 0 || ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`${sql.join(looks, sql` union `)}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Takes documents back that an import made: numbers, grants, files' places, then the rows. Their bytes go with the sweep. */
export async function deleteDocuments(
  tx: Tx,
  organizationId: string,
  importId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const all = ids as string[]
  await sql`select set_config('vankho.undoing_import', ${importId}, true)`.execute(tx)
  await sql`update records.component set document_id = null, removed_at = coalesce(removed_at, ${now})
    where organization_id = ${organizationId} and document_id = any(${all})`.execute(tx)
  await sql`delete from records.access_grant where organization_id = ${organizationId} and document_id = any(${all})`.execute(
    tx,
  )
  await sql`delete from records.register_entry where organization_id = ${organizationId} and import_id = ${importId}
    and document_id = any(${all})`.execute(tx)
  await sql`delete from records.document where organization_id = ${organizationId} and import_id = ${importId}
    and id = any(${all})`.execute(tx)
}

/** Books that the import opened and that are empty again go too; every series stands at the highest number that is left. */
export async function closeUndo(tx: Tx, organizationId: string, importId: string): Promise<number> {
  await sql`select set_config('vankho.undoing_import', ${importId}, true)`.execute(tx)
  const gone =
    await sql`delete from records.register_book b where b.organization_id = ${organizationId} and b.import_id = ${importId}
    and not exists (select from records.register_entry e where e.organization_id = b.organization_id and e.book_id = b.id)`.execute(
      tx,
    )
  await sql`update records.number_series s set last_number = coalesce((select max(e.number) from records.register_entry e
      where e.organization_id = s.organization_id and e.series_id = s.id), 0)
    where s.organization_id = ${organizationId}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0)
}
