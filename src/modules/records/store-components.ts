/** All SQL over the files of documents and of the tray: their rows, and what is derived from them. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import { documentScope, waitingScope } from './policy.ts'
import type { ComponentRow, Finding, NewComponent } from './types.ts'

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
  c.findings, c.derived_from, c.derivation, c.created_at,
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

/** What a document consists of; copies that the office made of it are asked for by id. */
export async function componentsOfDocument(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<ComponentRow[]> {
  const { rows } = await sql<ComponentRow>`select ${componentColumns} from records.component c
    where c.organization_id = ${organizationId} and c.document_id = ${documentId} and c.removed_at is null and c.role <> 'copy'
    order by c.role desc, c.position, c.created_at, c.id`.execute(tx)
  return rows
}

/** Files that were made of a file. */
export async function componentsMadeOf(tx: Tx, organizationId: string, componentId: string): Promise<ComponentRow[]> {
  const { rows } = await sql<ComponentRow>`select ${componentColumns} from records.component c
    where c.organization_id = ${organizationId} and c.derived_from = ${componentId} and c.removed_at is null
    order by c.created_at, c.id`.execute(tx)
  return rows
}

/** Which of these documents have files whose text was read. */
export async function documentsWithText(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct c.document_id as id from records.component c
    join records.derivative d on d.organization_id = c.organization_id and d.component_id = c.id
    where c.organization_id = ${organizationId} and c.document_id = any(${ids as string[]}::uuid[]) and c.removed_at is null and c.role <> 'copy'
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

/** One more thing to tell about a component; told once. */
export function addFinding(tx: Tx, organizationId: string, componentId: string, finding: Finding): void {
  const told = JSON.stringify([finding])
  later(
    tx,
    tx
      .updateTable('records.component')
      .set({ findings: sql`findings || ${told}::jsonb` })
      .where('organization_id', '=', organizationId)
      .where('id', '=', componentId)
      .where(sql<boolean>`not findings @> ${told}::jsonb`),
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
