/** All SQL of collections of issued documents. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Collected } from './collections-contract.ts'

export interface CollectionRow {
  readonly id: string
  readonly name: string
  readonly note: string | null
  readonly types: string[]
  readonly gathers_from: string | null
  readonly version: number
  readonly published: number
  readonly proposed: number
}

const COLUMNS = sql`c.id, c.name, c.note, c.types, c.gathers_from, c.version,
  (select count(*)::int from archive.collected d where d.organization_id = c.organization_id and d.collection_id = c.id and d.state = 'published') as published,
  (select count(*)::int from archive.collected d where d.organization_id = c.organization_id and d.collection_id = c.id and d.state = 'proposed') as proposed`

export async function collectionsOf(tx: Tx, organizationId: string): Promise<CollectionRow[]> {
  const { rows } =
    await sql<CollectionRow>`select ${COLUMNS} from archive.document_collection c where c.organization_id = ${organizationId}
    order by c.name limit 200`.execute(tx)
  return rows
}

export async function findCollection(tx: Tx, organizationId: string, id: string): Promise<CollectionRow | null> {
  const { rows } = await sql<CollectionRow>`select ${COLUMNS} from archive.document_collection c
    where c.organization_id = ${organizationId} and c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export interface CollectionFields {
  name: string
  note: string | null
  types: string[]
  gathers_from: string | null
}

export async function insertCollection(
  tx: Tx,
  row: CollectionFields & { organization_id: string; id: string; created_at: Date },
): Promise<void> {
  await tx.insertInto('archive.document_collection').values(row).execute()
}

/** From this version only. @returns the new version; null: somebody was quicker */
export async function updateCollection(
  tx: Tx,
  of: { organizationId: string; id: string; version: number },
  set: CollectionFields,
): Promise<number | null> {
  const row = await tx
    .updateTable('archive.document_collection')
    .set({ ...set, version: sql`version + 1` as never })
    .where('organization_id', '=', of.organizationId)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/**
 * Issued documents come into the collections whose rule they meet, as proposals; those that are there already stay as they are.
 * @param of.documentIds of these; left out: of everything that was issued
 * @param of.terms terms of the body, by which a document is put into one
 */
export async function gather(
  tx: Tx,
  of: {
    organizationId: string
    collectionId?: string
    documentIds?: readonly string[]
    terms: readonly { label: string; from: string; to: string | null }[]
    now: Date
    byName: string
  },
): Promise<number> {
  const { rows } =
    await sql`insert into archive.collected (organization_id, collection_id, document_id, state, state_at, state_by_name, term, year, issued_on)
    select c.organization_id, c.id, d.id, 'proposed', ${of.now}, ${of.byName},
      (select t.label from jsonb_to_recordset(${JSON.stringify(of.terms)}::jsonb) as t (label text, "from" date, "to" date)
        where i.numbered_on >= t."from" and (t."to" is null or i.numbered_on <= t."to") order by t."from" desc limit 1),
      date_part('year', i.numbered_on)::int, i.numbered_on
    from archive.document_collection c
    join outgoing.issued i on i.organization_id = c.organization_id and i.state = 'issued' and i.numbered_on >= c.gathers_from
    join records.documents d on d.organization_id = i.organization_id and d.id = i.document_id
    where c.organization_id = ${of.organizationId} and (cardinality(c.types) = 0 or d.type_code = any(c.types))
      and ${of.collectionId ? sql`c.id = ${of.collectionId}` : sql`true`}
      and ${of.documentIds ? sql`d.id = any(${[...of.documentIds]}::uuid[])` : sql`true`}
    on conflict do nothing returning 1`.execute(tx)
  return rows.length
}

/** What was called back is withdrawn from every collection. */
export async function withdrawRecalled(
  tx: Tx,
  of: { organizationId: string; documentId: string; now: Date; byName: string },
): Promise<number> {
  const { rows } =
    await sql`update archive.collected set state = 'withdrawn', state_at = ${of.now}, state_by_name = ${of.byName}
    where organization_id = ${of.organizationId} and document_id = ${of.documentId} and state <> 'withdrawn' returning 1`.execute(
      tx,
    )
  return rows.length
}

export interface Wish {
  readonly q?: string | undefined
  readonly state?: string | undefined
  readonly term?: string | undefined
  readonly year?: number | undefined
  readonly type?: string | undefined
  readonly issuer?: string | undefined
}

function where(actor: Actor, collectionId: string, seesDrafts: boolean, of: Wish): RawBuilder<unknown> {
  const words = fold(of.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 12)
    .map((part): RawBuilder<unknown> => sql`d.folded like ${`%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
  // What is not published is the archivists'; what is narrowed to a list is told to nobody outside it.
  return sql`c.organization_id = ${actor.organizationId} and c.collection_id = ${collectionId}
    and ${of.state ? sql`c.state = ${of.state}` : sql`true`} and ${seesDrafts ? sql`true` : sql`c.state = 'published'`}
    and ${narrowingScope(actor, sql.ref('d.id'))}
    and ${of.term ? sql`c.term = ${of.term}` : sql`true`} and ${of.year ? sql`c.year = ${of.year}` : sql`true`}
    and ${of.type ? sql`d.type_name = ${of.type}` : sql`true`} and ${of.issuer ? sql`d.issuer_name = ${of.issuer}` : sql`true`}
    and ${words.length > 0 ? sql.join(words, sql` and `) : sql`true`}`
}

export interface CollectedRow {
  readonly document_id: string
  readonly symbol: string | null
  readonly type_name: string
  readonly subject: string
  readonly issuer_name: string
  readonly issued_date: string | null
  readonly signer_name: string | null
  readonly term: string | null
  readonly state: Collected['state']
  readonly state_at: Date
  readonly state_by_name: string
  readonly issued_on: string
  readonly may_see: boolean
}

/** The newest first. */
export async function collectedIn(
  tx: Tx,
  actor: Actor,
  of: Wish & {
    collectionId: string
    seesDrafts: boolean
    after: readonly [day: string, id: string] | null
    limit: number
  },
): Promise<CollectedRow[]> {
  const { rows } =
    await sql<CollectedRow>`select c.document_id, records.symbol(d.code_number, d.code_notation) as symbol, d.type_name, d.subject, d.issuer_name,
      d.issued_date, d.signer_name, c.term, c.state, c.state_at, c.state_by_name, c.issued_on, ${documentScope(actor, sql.ref('d.id'))} as may_see
    from archive.collected c join records.documents d on d.organization_id = c.organization_id and d.id = c.document_id
    where ${where(actor, of.collectionId, of.seesDrafts, of)}
      and ${of.after ? sql`(c.issued_on, c.document_id) < (${of.after[0]}::date, ${of.after[1]}::uuid)` : sql`true`}
    order by c.issued_on desc, c.document_id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function facetsOf(
  tx: Tx,
  actor: Actor,
  of: Wish & { collectionId: string; seesDrafts: boolean },
): Promise<{ kind: 'term' | 'year' | 'type' | 'issuer'; value: string; count: number }[]> {
  const { rows } = await sql<{ kind: 'term' | 'year' | 'type' | 'issuer'; value: string; count: number }>`
    with hit as (select c.term, c.year::text as year, d.type_name, d.issuer_name from archive.collected c
      join records.documents d on d.organization_id = c.organization_id and d.id = c.document_id
      where ${where(actor, of.collectionId, of.seesDrafts, of)})
    select 'term' as kind, term as value, count(*)::int as count from hit where term is not null group by term
    union all select 'year', year, count(*)::int from hit where year is not null group by year
    union all select 'type', type_name, count(*)::int from hit group by type_name
    union all select 'issuer', issuer_name, count(*)::int from hit group by issuer_name
    order by 1, 3 desc, 2 limit 400`.execute(tx)
  return rows
}

/** @returns those that were in another state and that the actor may see */
export async function decideCollected(
  tx: Tx,
  actor: Actor,
  of: {
    collectionId: string
    documentIds: readonly string[]
    to: Collected['state']
    now: Date
    words: string | null
  },
): Promise<string[]> {
  const { rows } = await sql<{
    document_id: string
  }>`update archive.collected c set state = ${of.to}, state_at = ${of.now}, state_by_name = ${actor.name},
      words = ${of.words}
    where c.organization_id = ${actor.organizationId} and c.collection_id = ${of.collectionId} and c.document_id = any(${[...of.documentIds]}::uuid[])
      and c.state <> ${of.to} and ${narrowingScope(actor, sql.ref('c.document_id'))} returning c.document_id`.execute(
    tx,
  )
  return rows.map((row) => row.document_id)
}
