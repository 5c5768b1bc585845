/** Records as they stand, whole, for the packages from which they can be rebuilt; and put back out of them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows of the records core, without the organisation. */
export interface WholeDocument {
  readonly document: Row
  /** Who may see it, and the list it is narrowed to or opened by; null: none. */
  readonly grants: readonly Row[]
  readonly list: Row | null
  /** Of its files, by id. */
  readonly components: Readonly<Record<string, Row>>
}

export async function wholeDocuments(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, WholeDocument>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<WholeDocument & { id: string }>`select d.id, to_jsonb(d) - 'organization_id' as document,
      (select coalesce(jsonb_agg(to_jsonb(g) - 'organization_id' order by g.grantee_kind, g.grantee_id), '[]') from records.access_grant g
        where g.organization_id = d.organization_id and g.document_id = d.id) as grants,
      (select to_jsonb(l) - 'organization_id' from records.access_list l where l.organization_id = d.organization_id and l.document_id = d.id) as list,
      (select coalesce(jsonb_object_agg(c.id, to_jsonb(c) - 'organization_id'), '{}') from records.component c
        where c.organization_id = d.organization_id and c.document_id = d.id and c.removed_at is null) as components
    from records.document d where d.organization_id = ${organizationId} and d.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/**
 * Puts records back; what stands stays as it is.
 * @returns ids of the records that were not there
 */
export async function restoreWhole(
  tx: Tx,
  organizationId: string,
  of: readonly { document: Row; grants: readonly Row[]; list: Row | null; components: readonly Row[] }[],
): Promise<string[]> {
  const whole = (rows: readonly Row[], over: Row = {}) =>
    JSON.stringify(rows.map((row) => ({ ...row, ...over, organization_id: organizationId })))
  const { rows } = await sql<{ id: string }>`insert into records.document
    select (jsonb_populate_record(null::records.document, v)).* from jsonb_array_elements(${whole(
      of.map((one) => one.document),
      { import_id: null },
    )}::jsonb) v on conflict do nothing returning id`.execute(tx)
  const made = new Set(rows.map((row) => row.id))
  const fresh = of.filter((one) => made.has(String(one.document['id'])))
  const ids = new Set(fresh.flatMap((one) => one.components.map((row) => row['id'])))
  // What a copy was made of is named only where it came along.
  const components = fresh.flatMap((one) =>
    one.components.map((row) => ({
      ...row,
      derived_from: ids.has(row['derived_from']) ? row['derived_from'] : null,
      waiting_unit_id: null,
    })),
  )
  await sql`insert into records.component select (jsonb_populate_record(null::records.component, v)).*
    from jsonb_array_elements(${whole(components)}::jsonb) v on conflict do nothing`.execute(tx)
  await sql`insert into records.access_grant select (jsonb_populate_record(null::records.access_grant, v)).*
    from jsonb_array_elements(${whole(fresh.flatMap((one) => one.grants))}::jsonb) v on conflict do nothing`.execute(tx)
  await sql`insert into records.access_list select (jsonb_populate_record(null::records.access_list, v)).*
    from jsonb_array_elements(${whole(fresh.flatMap((one) => (one.list ? [one.list] : [])))}::jsonb) v on conflict do nothing`.execute(
    tx,
  )
  return [...made]
}

/** What was derived from the files of documents: the copy for the screen, the text that search reads. Stamps are the office's own. */
export async function derivedOf(tx: Tx, organizationId: string, documentIds: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(v) - 'organization_id' as row from records.derivative v
    join records.component c on c.organization_id = v.organization_id and c.id = v.component_id
    where v.organization_id = ${organizationId} and c.document_id = any(${[...documentIds]}::uuid[]) and c.removed_at is null
      and v.kind in ('view', 'text')`.execute(tx)
  return rows.map(({ row }) => row)
}

/** Puts it beside the files it was derived from, where these stand. */
export async function restoreDerived(tx: Tx, organizationId: string, rows: readonly Row[]): Promise<void> {
  await sql`insert into records.derivative select (jsonb_populate_record(null::records.derivative, v)).*
    from jsonb_array_elements(${JSON.stringify(rows.map((row) => ({ ...row, organization_id: organizationId })))}::jsonb) v
    where exists (select from records.component c where c.organization_id = ${organizationId} and c.id = (v->>'component_id')::uuid)
    on conflict do nothing`.execute(tx)
}
