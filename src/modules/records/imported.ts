/** What the room imports may do here: bulk registration of old entries, with the rules in force, and taking it back. */
import type { ActionContext } from '#platform/action/index.ts'
import { foldedText, identityKey } from './rules.ts'
import { insertBook } from './store-books.ts'
import * as store from './store-imported.ts'
import type { DocumentFields } from './types.ts'

/** A document as a row for the database: what `documentRow` makes. */
export interface ImportedDocument {
  readonly id: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly [column: string]: unknown
}

type Context = Pick<ActionContext, 'tx' | 'actor' | 'now'>

/** Metadata as the row that is written, with what the lists search in and the key of the duplicate alert. */
export function documentRow(
  id: string,
  direction: ImportedDocument['direction'],
  fields: DocumentFields,
): ImportedDocument {
  return {
    id,
    direction,
    type_code: fields.typeCode,
    type_name: fields.typeName,
    code_number: fields.codeNumber,
    code_notation: fields.codeNotation,
    issued_date: fields.issuedDate,
    place: fields.place,
    issuer_name: fields.issuerName,
    issuer_organ_id: fields.issuerOrganId,
    subject: fields.subject,
    language: fields.language ?? 'Tiếng Việt',
    page_amount: fields.pageAmount,
    copy_amount: fields.copyAmount,
    description: fields.description,
    signer_name: fields.signerName,
    signer_position: fields.signerPosition,
    urgency: fields.urgency,
    circulation: fields.circulation,
    to_places: fields.toPlaces,
    folded: foldedText(fields),
    identity_key: identityKey(fields),
  }
}

/** Inserts documents of an import, all in one statement. */
export async function importDocuments(
  ctx: Context,
  importId: string,
  rows: readonly ImportedDocument[],
): Promise<void> {
  if (rows.length === 0) return
  const { organizationId, postId } = ctx.actor
  await store.insertDocuments(ctx.tx, { organizationId, importId, now: ctx.now, by: postId ?? organizationId }, rows)
}

/** Opens documents to who held them by the old register (decisions 2: a unit means its head and its clerk). */
export async function grantHeld(
  ctx: Context,
  rows: readonly { id: string; kind: 'post' | 'unit'; grantee: string }[],
): Promise<void> {
  const { organizationId, postId } = ctx.actor
  if (rows.length > 0) await store.grantImported(ctx.tx, { organizationId, now: ctx.now, by: postId }, rows)
}

/** Says which documents answer which, all in one statement. */
export async function relateImported(ctx: Context, rows: readonly { from: string; to: string }[]): Promise<void> {
  const { organizationId, postId } = ctx.actor
  if (rows.length > 0)
    await store.insertReplies(ctx.tx, { organizationId, now: ctx.now, by: postId ?? organizationId }, rows)
}

/** Corrects documents in place when the same lines come again. @returns what stood there before, for the undo */
export async function rewriteImported(
  ctx: Context,
  rows: readonly ImportedDocument[],
): Promise<{ id: string; before: unknown; version: number }[]> {
  return rows.length === 0 ? [] : store.rewriteDocuments(ctx.tx, ctx.actor.organizationId, rows)
}

/** Puts back the metadata that `rewriteImported` had replaced. */
export async function restoreImported(ctx: Context, before: readonly unknown[]): Promise<void> {
  if (before.length > 0) await store.restoreDocuments(ctx.tx, ctx.actor.organizationId, before)
}

export interface OldBook {
  readonly code: string
  readonly direction: 'incoming' | 'outgoing'
  readonly title: string
  readonly series: string
  readonly period: string
  readonly periodLabel: string
  readonly startsOn: string
  readonly endsOn: string
}

/** The book of an old register if it stands already. */
export function findOldBook(ctx: Pick<Context, 'tx' | 'actor'>, book: OldBook) {
  return store.bookOf(ctx.tx, ctx.actor.organizationId, book.code, book.period, book.series)
}

/**
 * Opens the book of an old register. It comes closed when its period is over; the book of the running period stays open and
 * numbering goes on after its highest number.
 */
export async function openOldBook(
  ctx: Context,
  importId: string,
  book: OldBook,
  of: { today: string; reason: string },
): Promise<{ bookId: string; seriesId: string; state: string }> {
  const { organizationId, postId } = ctx.actor
  const bookId = await insertBook(ctx.tx, { ...book, organizationId, now: ctx.now, by: postId })
  const isOver = book.endsOn < of.today
  await store.markBookImported(ctx.tx, organizationId, bookId, { importId, isOver, reason: of.reason, now: ctx.now })
  const made = await findOldBook(ctx, book)
  if (!made) throw new Error('the book that was just opened does not stand')
  return made
}

/** Documents by the numbers of a series that stand already, as `numberLabel` writes them. */
export function givenNumbers(
  ctx: Pick<Context, 'tx' | 'actor'>,
  seriesId: string,
  numbers: readonly number[],
): Promise<Map<string, string>> {
  return store.givenNumbers(ctx.tx, ctx.actor.organizationId, seriesId, numbers)
}

/** A number in an old book. */
export interface OldNumber {
  /** The document's id. */
  readonly id: string
  readonly number: number
  /** Letters of an inserted number (`a` of 12a); none for an ordinary one. */
  readonly suffix?: string
  readonly on: string | null
}

/** Enters numbers as they stand in the old book, gaps and inserted ones kept: one series never holds a number twice. */
export async function enterOldNumbers(
  ctx: Pick<Context, 'tx' | 'actor'>,
  importId: string,
  book: { bookId: string; seriesId: string },
  rows: readonly OldNumber[],
): Promise<void> {
  if (rows.length > 0)
    await store.enterNumbers(ctx.tx, { ...book, organizationId: ctx.actor.organizationId, importId }, rows)
}

/** Which of these documents have been worked on since they were imported. */
export function touchedSince(
  ctx: Pick<Context, 'tx' | 'actor'>,
  rows: readonly { id: string; version: number }[],
): Promise<string[]> {
  return store.touchedDocuments(ctx.tx, ctx.actor.organizationId, rows)
}

/**
 * Which of these documents other rooms have taken up: filed, described, collected, copied.
 * @param apartFrom tables (`schema.table`) whose rows go with the documents when their import is taken back
 */
export function takenUpElsewhere(
  ctx: Pick<Context, 'tx' | 'actor'>,
  ids: readonly string[],
  apartFrom: readonly string[],
): Promise<string[]> {
  return store.referredDocuments(ctx.tx, ctx.actor.organizationId, ids, apartFrom)
}

/** Takes back documents that this import made, with numbers, grants and files. Guarded in the database by the import's id. */
export async function undoDocuments(ctx: Context, importId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await store.deleteDocuments(ctx.tx, ctx.actor.organizationId, importId, ids, ctx.now)
}

/** Ends an undo: empty books of the import go, series stand at their highest number. @returns how many books went */
export function closeUndo(ctx: Pick<Context, 'tx' | 'actor'>, importId: string): Promise<number> {
  return store.closeUndo(ctx.tx, ctx.actor.organizationId, importId)
}
