/** All SQL of the records core over documents, grants and relations. Files: store-components.ts; books: store-books.ts; numbers: store-numbers.ts. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import { documentScope } from './policy.ts'
import type { DocumentFields } from './types.ts'

/** Inserts a document's metadata. `folded` and `identityKey` come from rules.ts. */
export function insertDocument(
  tx: Tx,
  row: DocumentFields & {
    organizationId: string
    id: string
    direction: 'incoming' | 'outgoing' | 'internal'
    folded: string
    identityKey: string | null
    now: Date
    createdBy: string
  },
): void {
  later(
    tx,
    tx.insertInto('records.document').values({
      organization_id: row.organizationId,
      id: row.id,
      direction: row.direction,
      ...columns(row),
      folded: row.folded,
      identity_key: row.identityKey,
      created_at: row.now,
      created_by: row.createdBy,
    }),
  )
}

function columns(row: DocumentFields) {
  return {
    type_code: row.typeCode ?? null,
    type_name: row.typeName,
    code_number: row.codeNumber ?? null,
    code_notation: row.codeNotation ?? null,
    issued_date: row.issuedDate ?? null,
    place: row.place ?? null,
    issuer_name: row.issuerName,
    issuer_organ_id: row.issuerOrganId ?? null,
    subject: row.subject,
    language: row.language ?? 'Tiếng Việt',
    page_amount: row.pageAmount ?? null,
    copy_amount: row.copyAmount ?? null,
    description: row.description ?? null,
    signer_name: row.signerName ?? null,
    signer_position: row.signerPosition ?? null,
    urgency: row.urgency,
    circulation: row.circulation,
    to_places: row.toPlaces ?? null,
  }
}

/** Writes corrected metadata. */
export function updateDocument(
  tx: Tx,
  organizationId: string,
  id: string,
  row: DocumentFields & { folded: string; identityKey: string | null },
): void {
  later(
    tx,
    tx
      .updateTable('records.document')
      .set({ ...columns(row), folded: row.folded, identity_key: row.identityKey, version: sql`version + 1` })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id),
  )
}

export async function findDocument(tx: Tx, organizationId: string, id: string): Promise<DocumentFields | null> {
  const row = await tx
    .selectFrom('records.document')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    typeCode: row.type_code,
    typeName: row.type_name,
    codeNumber: row.code_number,
    codeNotation: row.code_notation,
    issuedDate: row.issued_date,
    place: row.place,
    issuerName: row.issuer_name,
    issuerOrganId: row.issuer_organ_id,
    subject: row.subject,
    language: row.language,
    pageAmount: row.page_amount,
    copyAmount: row.copy_amount,
    description: row.description,
    signerName: row.signer_name,
    signerPosition: row.signer_position,
    urgency: row.urgency,
    circulation: row.circulation,
    toPlaces: row.to_places,
  }
}

/** May this actor see the document? */
export async function isVisible(tx: Tx, actor: Actor, documentId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from records.document d
    where d.organization_id = ${actor.organizationId} and d.id = ${documentId} and ${documentScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows.length > 0
}

/** Opens many documents to the same posts and units in one statement; granting twice is harmless. */
export function grantMany(
  tx: Tx,
  row: {
    organizationId: string
    documentIds: readonly string[]
    to: readonly { kind: 'post' | 'unit'; id: string }[]
    reason: string
    now: Date
    by: string | null
  },
): void {
  if (row.documentIds.length === 0 || row.to.length === 0) return
  later(
    tx,
    sql`insert into records.access_grant (organization_id, document_id, grantee_kind, grantee_id, reason, granted_at, granted_by)
      select distinct ${row.organizationId}::uuid, d.id, g.kind, g.id, ${row.reason}, ${row.now}::timestamptz, ${row.by}::uuid
      from unnest(${[...row.documentIds]}::uuid[]) d (id),
        unnest(${row.to.map((one) => one.kind)}::text[], ${row.to.map((one) => one.id)}::uuid[]) g (kind, id)
      on conflict (organization_id, document_id, grantee_kind, grantee_id) do update set reason = excluded.reason, rested_by = null
        where access_grant.rested_by is not null or access_grant.reason = 'list'`,
  )
}

/** Opens a document to posts, units or all; granting twice is harmless. */
export function grant(
  tx: Tx,
  row: {
    organizationId: string
    documentId: string
    kind: 'post' | 'unit' | 'all'
    granteeIds: readonly string[]
    reason: string
    now: Date
    by: string | null
  },
): void {
  const ids = [...new Set(row.granteeIds)]
  if (ids.length === 0) return
  later(
    tx,
    tx
      .insertInto('records.access_grant')
      .values(
        ids.map((id) => ({
          organization_id: row.organizationId,
          document_id: row.documentId,
          grantee_kind: row.kind,
          grantee_id: id,
          reason: row.reason,
          granted_at: row.now,
          granted_by: row.by,
        })),
      )
      // Given again, or now by work: a grant that rests wakes, one of a list outlives the list.
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'document_id', 'grantee_kind', 'grantee_id'])
          .doUpdateSet((eb) => ({ reason: eb.ref('excluded.reason'), rested_by: null }))
          .where(sql<boolean>`access_grant.rested_by is not null or access_grant.reason = 'list'`),
      ),
  )
}

export function revokeAll(tx: Tx, organizationId: string, documentId: string): void {
  later(
    tx,
    tx
      .deleteFrom('records.access_grant')
      .where('organization_id', '=', organizationId)
      .where('document_id', '=', documentId)
      .where('grantee_kind', '=', 'all'),
  )
}

export function insertRelation(
  tx: Tx,
  row: { organizationId: string; from: string; to: string; kind: string; now: Date; by: string },
): void {
  later(
    tx,
    tx
      .insertInto('records.relation')
      .values({
        organization_id: row.organizationId,
        from_document_id: row.from,
        to_document_id: row.to,
        kind: row.kind,
        created_at: row.now,
        created_by: row.by,
      })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

/** Both ends of a document's relations that the actor may see. */
export async function relationsOf(
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<{ documentId: string; kind: string; direction: 'from' | 'to'; symbol: string | null; subject: string }[]> {
  const { rows } = await sql<{
    documentId: string
    kind: string
    direction: 'from' | 'to'
    symbol: string | null
    subject: string
  }>`
    select d.id as "documentId", r.kind, r.direction, records.symbol(d.code_number, d.code_notation) as symbol, d.subject
    from (
      select to_document_id as other, kind, 'from' as direction from records.relation
        where organization_id = ${actor.organizationId} and from_document_id = ${documentId}
      union all
      select from_document_id, kind, 'to' from records.relation
        where organization_id = ${actor.organizationId} and to_document_id = ${documentId}) r
    join records.document d on d.organization_id = ${actor.organizationId} and d.id = r.other
    where ${documentScope(actor, sql.ref('d.id'))}`.execute(tx)
  return rows
}

export interface DuplicateRow {
  readonly documentId: string
  readonly by: 'content' | 'identity'
  readonly componentId: string | null
  readonly symbol: string | null
  readonly subject: string
  readonly arrivalNumber: number | null
  readonly arrivalDate: string | null
  readonly sha256: string | null
}

/** Documents of the same bytes or of the same issuer, number, notation and date (PL VI III.1h). At most two hundred. */
export async function findDuplicates(
  tx: Tx,
  organizationId: string,
  search: { hashes: readonly string[]; identityKey: string | null },
  actor?: Actor,
): Promise<DuplicateRow[]> {
  if (search.hashes.length === 0 && !search.identityKey) return []
  // Through the keys, whatever the planner believes about tables that grow from nothing: this stands before every number.
  const { rows } = await sql<DuplicateRow>`
    select distinct on (x.document_id) x.document_id as "documentId", x.by, x.sha256,
      (select c.id from records.component c where c.organization_id = ${organizationId} and c.document_id = x.document_id
        and c.removed_at is null order by c.role desc, c.position limit 1) as "componentId",
      records.symbol(d.code_number, d.code_notation) as symbol, d.subject,
      e.number as "arrivalNumber", to_char(e.given_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as "arrivalDate"
    from (
      select document_id, 'content' as by, sha256 from records.component
        where organization_id = ${organizationId} and sha256 = any(${search.hashes as string[]}) and document_id is not null
      union all
      select id, 'identity', null from records.document
        where organization_id = ${organizationId} and identity_key = ${search.identityKey}) x
    cross join lateral (select code_number, code_notation, subject from records.document
      where organization_id = ${organizationId} and id = x.document_id limit 1) d
    left join lateral (select number, given_at from records.register_entry
      where organization_id = ${organizationId} and document_id = x.document_id and state = 'used' limit 1) e on true
    where ${actor ? documentScope(actor, sql.ref('x.document_id')) : sql`true`} and (e.number is not null or not exists (select from records.register_entry c
      where c.organization_id = ${organizationId} and c.document_id = x.document_id and c.state = 'cancelled'))
    order by x.document_id, x.by limit 200`.execute(tx)
  return rows
}
