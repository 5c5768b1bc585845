/** All SQL of outgoing documents on their way. Drafts: store-drafts.ts; opinions, dispatch: store-way.ts; lists: store-lists.ts. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import type { JointBody, OutgoingState } from './contract-shapes.ts'

export interface SignerBlock {
  readonly authority: readonly { readonly form: 'TM' | 'Q' | 'KT' | 'TL' | 'TUQ'; readonly of: string }[]
  readonly position: string | null
  readonly name: string
}

/** Points from the left and top edge of a page, as it is read. */
export interface PlaceOnPage {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PaperRow {
  readonly document_id: string
  readonly state: OutgoingState
  readonly mode: 'digital' | 'paper'
  readonly drafting_unit_id: string | null
  readonly drafting_unit: string | null
  readonly drafter_post: string
  readonly drafter_name: string
  readonly signer_post: string | null
  readonly signer_name: string | null
  readonly signer_title: string | null
  readonly authority_id: string | null
  readonly signer: SignerBlock | null
  readonly notation_unit: string | null
  readonly book_code: string | null
  readonly joint_with: readonly JointBody[]
  readonly due_date: string | null
  readonly latest_version: number
  readonly approved_version: number | null
  readonly holder: string | null
  readonly holder_post: string | null
  readonly holder_unit: string | null
  readonly holder_role: 'form' | 'registry' | null
  readonly returned_words: string | null
  readonly book_id: string | null
  readonly series_id: string | null
  readonly number: number | null
  readonly numbered_on: string | null
  readonly rendered_id: string | null
  readonly signed_id: string | null
  readonly sealed_id: string | null
  readonly signature_place: PlaceOnPage | null
  readonly signer_key: string | null
  readonly signed_at: Date | null
  readonly issued_at: Date | null
  readonly result: string | null
  readonly version: number
  readonly state_at: Date
  readonly state_by_name: string
  readonly state_words: string | null
  readonly created_at: Date
}

/** A document's row, locked when it is about to move. */
export async function findPaper(
  tx: Tx,
  organizationId: string,
  documentId: string,
  lock: 'lock' | 'look',
): Promise<PaperRow | null> {
  const { rows } = await sql<PaperRow>`select * from outgoing.paper
    where organization_id = ${organizationId} and document_id = ${documentId} ${lock === 'lock' ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export interface Holder {
  readonly name: string | null
  readonly post?: string | null
  readonly unit?: string | null
  readonly role?: 'form' | 'registry' | null
}

export interface NewPaper {
  readonly organizationId: string
  readonly documentId: string
  readonly mode: 'digital' | 'paper'
  readonly draftingUnit: { readonly id: string; readonly name: string } | null
  readonly drafter: { readonly post: string; readonly name: string }
  readonly signer: SignerChoice | null
  readonly notationUnit: string | null
  readonly bookCode: string | null
  readonly jointWith: readonly JointBody[]
  readonly dueDate: string | null
  readonly requestKey: string | null
  readonly now: Date
}

export interface SignerChoice {
  readonly post: string
  readonly title: string
  readonly authorityId: string
  readonly block: SignerBlock
}

export function insertPaper(tx: Tx, row: NewPaper): void {
  later(
    tx,
    tx.insertInto('outgoing.paper').values({
      organization_id: row.organizationId,
      document_id: row.documentId,
      state: 'drafting',
      mode: row.mode,
      drafting_unit_id: row.draftingUnit?.id ?? null,
      drafting_unit: row.draftingUnit?.name ?? null,
      drafter_post: row.drafter.post,
      drafter_name: row.drafter.name,
      ...signerColumns(row.signer),
      notation_unit: row.notationUnit,
      book_code: row.bookCode,
      joint_with: JSON.stringify(row.jointWith),
      due_date: row.dueDate,
      holder: row.drafter.name,
      holder_post: row.drafter.post,
      request_key: row.requestKey,
      state_at: row.now,
      state_by_name: row.drafter.name,
      state_by_post: row.drafter.post,
      created_at: row.now,
    }),
  )
}

const signerColumns = (signer: SignerChoice | null) => ({
  signer_post: signer?.post ?? null,
  signer_name: signer?.block.name ?? null,
  signer_title: signer?.title ?? null,
  authority_id: signer?.authorityId ?? null,
  signer: signer ? JSON.stringify(signer.block) : null,
})

export async function earlierPaper(
  tx: Tx,
  organizationId: string,
  key: string,
): Promise<{ id: string; state: OutgoingState; version: number } | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId}:${key}`}, 3))`.execute(tx)
  const { rows } = await sql<{ id: string; state: OutgoingState; version: number }>`
    select document_id as id, state, version from outgoing.paper
    where organization_id = ${organizationId} and request_key = ${key}`.execute(tx)
  return rows[0] ?? null
}

/** What changes in a paper besides its state; undefined keeps. */
export interface PaperChange {
  readonly to?: OutgoingState
  /** Words of a move; kept with `to` alone. */
  readonly words?: string | null
  readonly holder?: Holder
  readonly mode?: 'digital' | 'paper'
  readonly drafter?: { readonly post: string; readonly name: string }
  readonly signer?: SignerChoice | null
  readonly notationUnit?: string | null
  readonly bookCode?: string | null
  readonly jointWith?: readonly JointBody[]
  readonly dueDate?: string | null
  readonly latestVersion?: number
  readonly approvedVersion?: number | null
  readonly returnedWords?: string | null
  readonly number?: { readonly bookId: string; readonly seriesId: string; readonly number: number; readonly on: string }
  readonly renderedId?: string | null
  readonly signedId?: string | null
  readonly sealedId?: string
  readonly signaturePlace?: PlaceOnPage | null
  readonly signerKey?: string | null
  readonly signedAt?: Date | null
  readonly issuedAt?: Date
  readonly result?: string | null
}

/**
 * Moves a paper from a state and version; 0 rows means somebody was quicker.
 * @returns the new version, or null
 */
export async function movePaper(
  tx: Tx,
  key: {
    organizationId: string
    documentId: string
    from: OutgoingState
    version: number
    now: Date
    byName: string
    byPost: string | null
  },
  change: PaperChange,
): Promise<number | null> {
  const set = {
    ...(change.to === undefined
      ? {}
      : {
          state: change.to,
          state_at: key.now,
          state_by_name: key.byName,
          state_by_post: key.byPost,
          state_words: change.words ?? null,
        }),
    ...(change.holder === undefined
      ? {}
      : {
          holder: change.holder.name,
          holder_post: change.holder.post ?? null,
          holder_unit: change.holder.unit ?? null,
          holder_role: change.holder.role ?? null,
        }),
    ...(change.mode === undefined ? {} : { mode: change.mode }),
    ...(change.drafter === undefined ? {} : { drafter_post: change.drafter.post, drafter_name: change.drafter.name }),
    ...(change.signer === undefined ? {} : signerColumns(change.signer)),
    ...(change.notationUnit === undefined ? {} : { notation_unit: change.notationUnit }),
    ...(change.bookCode === undefined ? {} : { book_code: change.bookCode }),
    ...(change.jointWith === undefined ? {} : { joint_with: JSON.stringify(change.jointWith) }),
    ...(change.dueDate === undefined ? {} : { due_date: change.dueDate }),
    ...(change.latestVersion === undefined ? {} : { latest_version: change.latestVersion }),
    ...(change.approvedVersion === undefined ? {} : { approved_version: change.approvedVersion }),
    ...(change.returnedWords === undefined ? {} : { returned_words: change.returnedWords }),
    ...(change.number === undefined
      ? {}
      : {
          book_id: change.number.bookId,
          series_id: change.number.seriesId,
          number: change.number.number,
          numbered_on: change.number.on,
          numbered_at: key.now,
        }),
    ...(change.renderedId === undefined ? {} : { rendered_id: change.renderedId }),
    ...(change.signedId === undefined ? {} : { signed_id: change.signedId }),
    ...(change.sealedId === undefined ? {} : { sealed_id: change.sealedId }),
    ...(change.signaturePlace === undefined
      ? {}
      : { signature_place: change.signaturePlace ? JSON.stringify(change.signaturePlace) : null }),
    ...(change.signerKey === undefined ? {} : { signer_key: change.signerKey }),
    ...(change.signedAt === undefined ? {} : { signed_at: change.signedAt }),
    ...(change.issuedAt === undefined ? {} : { issued_at: change.issuedAt, issued_by_name: key.byName }),
    ...(change.result === undefined ? {} : { result: change.result }),
  }
  const row = await tx
    .updateTable('outgoing.paper')
    .set({ ...set, version: sql`version + 1` })
    .where('organization_id', '=', key.organizationId)
    .where('document_id', '=', key.documentId)
    .where('state', '=', key.from)
    .where('version', '=', key.version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** Documents on their way that a post drafts or is to sign. */
export async function papersOfPost(tx: Tx, organizationId: string, postId: string): Promise<string[]> {
  const { rows } = await sql<{ document_id: string }>`select document_id from outgoing.paper
    where organization_id = ${organizationId} and state in ('drafting', 'content_check', 'form_check', 'approval', 'approved', 'numbered')
      and (drafter_post = ${postId} or signer_post = ${postId}) order by document_id`.execute(tx)
  return rows.map((row) => row.document_id)
}

export interface StepRow {
  readonly id: string
  readonly kind: string
  readonly version_no: number | null
  readonly at: Date
  readonly by_name: string
  readonly by_title: string | null
  readonly words: string | null
  readonly data: Record<string, unknown>
}

export function insertStep(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    documentId: string
    kind: string
    versionNo: number | null
    at: Date
    by: { post: string | null; name: string; title: string | null }
    words: string | null
    data: Record<string, unknown>
  },
): void {
  later(
    tx,
    tx.insertInto('outgoing.step').values({
      organization_id: row.organizationId,
      id: row.id,
      document_id: row.documentId,
      kind: row.kind,
      version_no: row.versionNo,
      at: row.at,
      by_post: row.by.post,
      by_name: row.by.name,
      by_title: row.by.title,
      words: row.words,
      data: JSON.stringify(row.data),
    }),
  )
}

export async function stepsOf(tx: Tx, organizationId: string, documentId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select id, kind, version_no, at, by_name, by_title, words, data from outgoing.step
    where organization_id = ${organizationId} and document_id = ${documentId} order by at, id`.execute(tx)
  return rows
}
