/** All SQL of the records core over documents, components and access. Books and numbers: store-books.ts. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import { documentScope, waitingScope } from './policy.ts'
import type { ComponentRow, DocumentFields, NewComponent } from './types.ts'

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

export function insertComponent(tx: Tx, row: NewComponent): void {
  later(
    tx,
    tx.insertInto('records.component').values({
      organization_id: row.organizationId,
      id: row.id,
      document_id: row.documentId ?? null,
      role: row.role,
      position: row.position ?? 0,
      file_name: row.fileName,
      media_type: row.mediaType,
      size: row.size,
      sha256: row.sha256,
      page_count: row.pageCount,
      findings: JSON.stringify(row.findings),
      derived_from: row.derivedFrom ?? null,
      waiting_unit_id: row.waitingUnitId ?? null,
      derivation: row.derivation ? JSON.stringify(row.derivation) : null,
      created_at: row.now,
      created_by: row.createdBy,
    }),
  )
}

const componentColumns = sql`c.id, c.document_id, c.role, c.position, c.file_name, c.media_type, c.size, c.sha256, c.page_count,
  c.findings, c.derived_from, c.created_at,
  (select jsonb_object_agg(d.kind, jsonb_build_object('sha256', d.sha256, 'size', d.size, 'mediaType', d.media_type))
   from records.derivative d where d.organization_id = c.organization_id and d.component_id = c.id and d.sha256 is not null) as derivatives`

/** Components by id, in their order; missing ones are left out. */
export async function findComponents(tx: Tx, organizationId: string, ids: readonly string[]): Promise<ComponentRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ComponentRow>`select ${componentColumns} from records.component c
    where c.organization_id = ${organizationId} and c.id = any(${ids as string[]}) and c.removed_at is null
    order by c.role desc, c.position, c.created_at, c.id`.execute(tx)
  return rows
}

export async function componentsOfDocument(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<ComponentRow[]> {
  const { rows } = await sql<ComponentRow>`select ${componentColumns} from records.component c
    where c.organization_id = ${organizationId} and c.document_id = ${documentId} and c.removed_at is null
    order by c.role desc, c.position, c.created_at, c.id`.execute(tx)
  return rows
}

/** Which of these documents have files whose text was read. */
export async function documentsWithText(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct c.document_id as id from records.component c
    join records.derivative d on d.organization_id = c.organization_id and d.component_id = c.id
    where c.organization_id = ${organizationId} and c.document_id = any(${ids as string[]}::uuid[]) and c.removed_at is null
      and d.kind = 'text' and d.sha256 is not null`.execute(tx)
  return rows.map((row) => row.id)
}

/** Gives tray components to a document. @returns number of rows really moved: fewer means somebody was quicker */
export async function takeComponents(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  documentId: string,
): Promise<number> {
  if (ids.length === 0) return 0
  const done = await tx
    .updateTable('records.component')
    .set({ document_id: documentId })
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...ids])
    .where('document_id', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Files not registered yet go to wait at a unit, or at the agency's registry (null), with the originals of derived copies. */
export async function moveWaiting(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  unitId: string | null,
): Promise<void> {
  if (ids.length === 0) return
  await sql`with recursive chain (id) as (
      select unnest(${ids as string[]}::uuid[])
      union select c.derived_from from records.component c join chain on chain.id = c.id
        where c.organization_id = ${organizationId} and c.derived_from is not null)
    update records.component c set waiting_unit_id = ${unitId} from chain
    where c.organization_id = ${organizationId} and c.id = chain.id and c.document_id is null`.execute(tx)
}

export function setComponentRole(
  tx: Tx,
  organizationId: string,
  id: string,
  role: 'main' | 'attachment',
  position: number,
): void {
  later(
    tx,
    tx
      .updateTable('records.component')
      .set({ role, position })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id),
  )
}

/** Stores or replaces what was derived from a component. */
export function putDerivative(
  tx: Tx,
  row: {
    organizationId: string
    componentId: string
    kind: 'stamped' | 'view' | 'text'
    blob?: { sha256: string; size: number; mediaType: string } | null
    data?: unknown
    now: Date
  },
): void {
  later(
    tx,
    tx
      .insertInto('records.derivative')
      .values({
        organization_id: row.organizationId,
        component_id: row.componentId,
        kind: row.kind,
        sha256: row.blob?.sha256 ?? null,
        size: row.blob?.size ?? null,
        media_type: row.blob?.mediaType ?? null,
        data: row.data === undefined ? null : JSON.stringify(row.data),
        created_at: row.now,
      })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'component_id', 'kind']).doUpdateSet((eb) => ({
          sha256: eb.ref('excluded.sha256'),
          size: eb.ref('excluded.size'),
          media_type: eb.ref('excluded.media_type'),
          data: eb.ref('excluded.data'),
          created_at: eb.ref('excluded.created_at'),
        })),
      ),
  )
}

/** May this actor see the document that the component belongs to? What waits in a tray belongs to those who work that tray. */
export async function findVisibleComponent(tx: Tx, actor: Actor, componentId: string): Promise<ComponentRow | null> {
  const { rows } = await sql<ComponentRow>`select ${componentColumns} from records.component c
    where c.organization_id = ${actor.organizationId} and c.id = ${componentId} and c.removed_at is null
      and case when c.document_id is null then ${waitingScope(actor, sql.ref('c.waiting_unit_id'))} else ${documentScope(actor, sql.ref('c.document_id'))} end`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** May this actor see the document? */
export async function isVisible(tx: Tx, actor: Actor, documentId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from records.document d
    where d.organization_id = ${actor.organizationId} and d.id = ${documentId} and ${documentScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows.length > 0
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
