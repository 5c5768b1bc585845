/** All SQL of search. The projection is reached only through its functions, which build the actor's rights (decisions 5). */
import { sql } from 'kysely'
import { documentScope, reachOf } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { IndexRow, Question, SourceRow } from './types.ts'

/** A document that was found. `at` as text: PostgreSQL's microseconds are kept for the place after it. */
export interface Hit {
  readonly document_id: string
  readonly at: string
  readonly score: number
  readonly is_whole: boolean
}

const AT = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The best documents for a question, by symbol, score and day. */
export async function bestHits(tx: Tx, actor: Actor, question: Question, limit: number): Promise<Hit[]> {
  const q = JSON.stringify({ ...question, limit })
  const { rows } = await sql<Hit>`select document_id, ${AT} as at, score, is_whole
    from search.best(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(tx)
  return rows
}

/** The newest documents for a question, after a place. */
export async function newestHits(
  tx: Tx,
  actor: Actor,
  question: Question,
  limit: number,
  after: { at: string; id: string } | null,
): Promise<Hit[]> {
  const q = JSON.stringify({ ...question, limit, before_at: after?.at ?? null, before_id: after?.id ?? null })
  const { rows } = await sql<Hit>`select document_id, ${AT} as at, 0 as score, true as is_whole
    from search.newest(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(
    tx,
  )
  return rows
}

/** Documents whose files hold the words, the newest first. */
export async function contentHits(
  tx: Tx,
  actor: Actor,
  question: Question,
  limit: number,
  after: { at: string; id: string } | null,
): Promise<(Hit & { component_id: string })[]> {
  const q = JSON.stringify({ ...question, limit, before_at: after?.at ?? null, before_id: after?.id ?? null })
  const { rows } = await sql<
    Hit & { component_id: string }
  >`select document_id, component_id, ${AT} as at, 0 as score, is_whole
    from search.in_content(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(
    tx,
  )
  return rows
}

/** Documents for a question in no order, at most `most`; null when there are more. */
export async function someOf(
  tx: Tx,
  actor: Actor,
  question: Partial<Question>,
  most: number,
): Promise<readonly string[] | null> {
  const { rows } = await sql<{ ids: string[] | null }>`select search.some_of(${JSON.stringify(question)}::jsonb,
    ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid, ${most}) as ids`.execute(tx)
  return rows[0]!.ids
}

export interface Tally {
  readonly total: number
  readonly is_more: boolean
  readonly types: readonly { key: string; n: number }[]
  readonly issuers: readonly { key: string; n: number }[]
  readonly years: readonly { key: number; n: number }[]
  readonly units: readonly { key: string; n: number }[]
}

/** Counts over the newest `most` answers. */
export async function tally(tx: Tx, actor: Actor, question: Question, most: number): Promise<Tally | null> {
  const { rows } = await sql<{
    t: Tally | null
  }>`select search.tally(${JSON.stringify(question)}::jsonb, ${actor.postId}::uuid,
    ${reachOf(actor)}::text[], ${actor.unitId}::uuid, ${most}) as t`.execute(tx)
  return rows[0]?.t ?? null
}

export interface CardRow {
  readonly document_id: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly type_name: string
  readonly symbol: string | null
  readonly issued_date: string | null
  readonly issuer_name: string
  readonly subject: string
  readonly signer_name: string | null
  readonly urgency: number
  readonly arrival_number: number | null
  readonly arrival_date: string | null
  readonly period: string | null
  readonly state: string | null
  readonly due_date: string | null
  readonly holder: string | null
}

/** What a result shows, read from the owners once more under the actor's scope: a projection never opens a document. */
export async function cards(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, CardRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CardRow>`
    select d.id as document_id, d.direction, d.type_name, records.symbol(d.code_number, d.code_notation) as symbol, d.issued_date,
      d.issuer_name, d.subject, d.signer_name, d.urgency, e.arrival_number, e.arrival_date, e.period, e.state, e.due_date, e.holder
    from records.documents d
    left join incoming.entries e on e.organization_id = d.organization_id and e.document_id = d.id
    where d.organization_id = ${actor.organizationId} and d.id = any(${ids as string[]}::uuid[])
      and ${documentScope(actor, sql.ref('d.id'))}`.execute(tx)
  return new Map(rows.map((row) => [row.document_id, row]))
}

const SOURCE = sql`d.id as document_id, d.direction, d.type_code, d.type_name, d.code_number, d.code_notation, d.issued_date,
  d.place, d.issuer_name, d.subject, d.description, d.signer_name, d.urgency, d.created_at, e.registered_at, e.arrival_date,
  e.book_id`
const FROM = sql`records.documents d left join incoming.entries e on e.organization_id = d.organization_id and e.document_id = d.id`

/** What the projection is made of, for some documents. */
export async function sourcesOf(tx: Tx, organizationId: string, ids: readonly string[]): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`select ${SOURCE} from ${FROM}
    where d.organization_id = ${organizationId} and d.id = any(${ids as string[]}::uuid[])`.execute(tx)
  return rows
}

/** The next documents by id, for making the projection again. */
export async function nextSources(
  tx: Tx,
  organizationId: string,
  after: string | null,
  limit: number,
): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`select ${SOURCE} from ${FROM} where d.organization_id = ${organizationId}
    ${after ? sql`and d.id > ${after}::uuid` : sql``} order by d.id limit ${limit}`.execute(tx)
  return rows
}

/** How many documents there are to index. */
export async function countSources(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from records.documents d
    where d.organization_id = ${organizationId}`.execute(tx)
  return rows[0]!.n
}

/** Writes rows of documents that are new; their readers are taken from the records core. */
export function addRows(tx: Tx, rows: readonly IndexRow[]): void {
  if (rows.length > 0) later(tx, sql`select search.add(${JSON.stringify(rows)}::jsonb)`)
}

/** Writes rows that may be there already, in place of the old ones. */
export async function putRows(tx: Tx, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length > 0) await sql`select search.put(${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Writes very many rows at once, in place of whatever stood for their documents; sets wait for each other until the commit. */
export async function putMany(tx: Tx, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length > 0) await sql`select search.put_many(${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Takes the readers of a document from the records core again. */
export function putReaders(tx: Tx, documentId: string): void {
  later(tx, sql`select search.put_readers(${documentId}::uuid)`)
}

/** Replaces the text of a document's files. */
export async function putContent(
  tx: Tx,
  documentId: string,
  rows: readonly { component_id: string; tokens: string }[],
): Promise<void> {
  await sql`select search.put_content(${documentId}::uuid, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Takes out documents that are no more. */
export async function dropRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`select search.drop(${ids as string[]}::uuid[])`.execute(tx)
}

/** Rows of the projection that no document stands behind any more are taken out. @returns how many */
export async function dropOrphans(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select search.drop_orphans() as n`.execute(tx)
  return rows[0]!.n
}
