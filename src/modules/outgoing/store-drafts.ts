/** All SQL of drafts: versions, what was said of them, and the files on their way in. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'

export interface VersionRow {
  readonly no: number
  readonly component_id: string | null
  readonly content: Record<string, unknown> | null
  readonly pdf_component_id: string | null
  readonly findings: unknown
  readonly errors: number | null
  readonly warnings: number | null
  readonly check_fault: string | null
  readonly note: string | null
  readonly origin: 'file' | 'content' | 'fixed'
  readonly from_no: number | null
  readonly at: Date
  readonly by_name: string
  readonly by_title: string | null
}

export interface NewVersion {
  readonly organizationId: string
  readonly documentId: string
  readonly no: number
  readonly componentId: string | null
  readonly content: Record<string, unknown> | null
  readonly findings: unknown
  readonly errors: number | null
  readonly warnings: number | null
  readonly checkFault: string | null
  readonly note: string | null
  readonly origin: 'file' | 'content' | 'fixed'
  readonly fromNo: number | null
  readonly at: Date
  readonly by: { readonly post: string; readonly name: string; readonly title: string | null }
}

export function insertVersion(tx: Tx, row: NewVersion): void {
  later(
    tx,
    tx.insertInto('outgoing.draft_version').values({
      organization_id: row.organizationId,
      document_id: row.documentId,
      no: row.no,
      component_id: row.componentId,
      content: row.content === null ? null : JSON.stringify(row.content),
      findings: row.findings === null ? null : JSON.stringify(row.findings),
      errors: row.errors,
      warnings: row.warnings,
      check_fault: row.checkFault,
      note: row.note,
      origin: row.origin,
      from_no: row.fromNo,
      at: row.at,
      by_post: row.by.post,
      by_name: row.by.name,
      by_title: row.by.title,
    }),
  )
}

/** The pages that go with an uploaded Word file. */
export function setVersionPdf(
  tx: Tx,
  organizationId: string,
  documentId: string,
  no: number,
  componentId: string,
): void {
  later(
    tx,
    tx
      .updateTable('outgoing.draft_version')
      .set({ pdf_component_id: componentId })
      .where('organization_id', '=', organizationId)
      .where('document_id', '=', documentId)
      .where('no', '=', no),
  )
}

export async function versionsOf(tx: Tx, organizationId: string, documentId: string): Promise<VersionRow[]> {
  const { rows } =
    await sql<VersionRow>`select no, component_id, null as content, pdf_component_id, null as findings, errors, warnings,
      check_fault, note, origin, from_no, at, by_name, by_title
    from outgoing.draft_version where organization_id = ${organizationId} and document_id = ${documentId} order by no desc`.execute(
      tx,
    )
  return rows
}

export async function findVersion(
  tx: Tx,
  organizationId: string,
  documentId: string,
  no: number,
): Promise<VersionRow | null> {
  const { rows } = await sql<VersionRow>`select no, component_id, content, pdf_component_id, findings, errors, warnings,
      check_fault, note, origin, from_no, at, by_name, by_title
    from outgoing.draft_version where organization_id = ${organizationId} and document_id = ${documentId} and no = ${no}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export interface VerdictRow {
  readonly id: string
  readonly version_no: number
  readonly kind: 'content' | 'form' | 'approval'
  readonly outcome: 'passed' | 'returned' | 'voided'
  readonly words: string | null
  readonly marks: { page: number; box: [number, number, number, number]; words: string }[]
  readonly at: Date
  readonly by_name: string
  readonly by_title: string | null
}

export function insertVerdict(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    documentId: string
    versionNo: number
    kind: VerdictRow['kind']
    outcome: VerdictRow['outcome']
    words: string | null
    marks: readonly unknown[]
    at: Date
    by: { post: string; name: string; title: string | null }
  },
): void {
  later(
    tx,
    tx.insertInto('outgoing.verdict').values({
      organization_id: row.organizationId,
      id: row.id,
      document_id: row.documentId,
      version_no: row.versionNo,
      kind: row.kind,
      outcome: row.outcome,
      words: row.words,
      marks: JSON.stringify(row.marks),
      at: row.at,
      by_post: row.by.post,
      by_name: row.by.name,
      by_title: row.by.title,
    }),
  )
}

export async function verdictsOf(tx: Tx, organizationId: string, documentId: string): Promise<VerdictRow[]> {
  const { rows } = await sql<VerdictRow>`select id, version_no, kind, outcome, words, marks, at, by_name, by_title
    from outgoing.verdict where organization_id = ${organizationId} and document_id = ${documentId} order by at, id`.execute(
    tx,
  )
  return rows
}

export interface UploadRow {
  readonly item_id: string
  readonly document_id: string
  readonly purpose: 'draft' | 'pdf' | 'attachment' | 'scan'
  readonly at: Date
  readonly by_post: string
  readonly by_name: string
  readonly by_title: string | null
}

export function insertUpload(
  tx: Tx,
  row: {
    organizationId: string
    itemId: string
    documentId: string
    purpose: UploadRow['purpose']
    at: Date
    by: { post: string; name: string; title: string | null }
  },
): void {
  later(
    tx,
    tx.insertInto('outgoing.upload').values({
      organization_id: row.organizationId,
      item_id: row.itemId,
      document_id: row.documentId,
      purpose: row.purpose,
      at: row.at,
      by_post: row.by.post,
      by_name: row.by.name,
      by_title: row.by.title,
    }),
  )
}

/** An upload that has not been taken in yet; null: none of ours, or done already. */
export async function openUpload(
  tx: Tx,
  organizationId: string,
  itemId: string,
  lock: 'lock' | 'look' = 'look',
): Promise<UploadRow | null> {
  const { rows } =
    await sql<UploadRow>`select item_id, document_id, purpose, at, by_post, by_name, by_title from outgoing.upload
    where organization_id = ${organizationId} and item_id = ${itemId} and taken_at is null ${lock === 'lock' ? sql`for update` : sql``}`.execute(
      tx,
    )
  return rows[0] ?? null
}

export async function takeUpload(tx: Tx, organizationId: string, itemId: string, now: Date): Promise<void> {
  await sql`update outgoing.upload set taken_at = ${now} where organization_id = ${organizationId} and item_id = ${itemId}`.execute(
    tx,
  )
}

/** Files on their way that wait for the screen or were refused there. */
export async function waitingFiles(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<{ id: string; state: 'screening' | 'failed' | 'refused'; words: Record<string, string> | null }[]> {
  const { rows } = await sql<{
    id: string
    state: 'screening' | 'failed' | 'refused'
    words: Record<string, string> | null
  }>`
    select id, state, words from intake.waiting_for_documents
    where organization_id = ${organizationId} and document_id = ${documentId} order by created_at`.execute(tx)
  return rows
}
