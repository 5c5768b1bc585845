/** All SQL of what lies in files: always through the scope of the single document. */
import { sql } from 'kysely'
import { documentScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { fileScope, ownScope } from './policy.ts'

export interface ItemRow {
  readonly document_id: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly how: 'hand' | 'thread' | 'loose'
  readonly position: number
  readonly sheets: number | null
  readonly first_sheet: number | null
  readonly first_page: number | null
  readonly kept_pages: number | null
  readonly note: string | null
  readonly added_at: Date
  readonly added_by_name: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly symbol: string | null
  readonly issued_date: string | null
  readonly type_name: string
  readonly subject: string
  readonly issuer_name: string
  readonly created_at: Date
  readonly may_see: boolean
  readonly incoming_state: string | null
  readonly is_work_open: boolean
  readonly outgoing_state: string | null
  readonly mode: 'digital' | 'paper' | null
  readonly sealed_id: string | null
  readonly handler_post: string | null
  readonly handler_name: string | null
  readonly files: {
    id: string
    fileName: string
    sha256: string
    mediaType: string
    pages: number | null
    role: string
  }[]
}

/**
 * Whether a file of a document counts: of what was issued the sealed one with its attachments, of what came in the ones that
 * nothing was made of. Made to last: the same words, kept beside. For queries with `c` (records.components) and `g` (outgoing.drafters).
 */
export const isCountingFile = sql<boolean>`(c.made_as is distinct from 'lasting'
  and (case when g.sealed_id is not null and c.role = 'main' then c.id = g.sealed_id
    else not exists (select 1 from records.components made where made.organization_id = c.organization_id and made.document_id = c.document_id
      and made.derived_from = c.id and made.made_as is distinct from 'lasting') end))`

const countingFiles = sql`(select coalesce(json_agg(json_build_object('id', c.id, 'fileName', c.file_name, 'sha256', c.sha256, 'mediaType', c.media_type,
      'pages', c.page_count, 'role', c.role) order by c.role desc, c.position, c.id), '[]'::json)
    from records.components c where c.organization_id = i.organization_id and c.document_id = i.document_id and ${isCountingFile})`

/** What lies in a file, in the order in which it was put there. */
/** Documents of a file that no list of their own narrows. */
export async function openDocumentsOf(tx: Tx, organizationId: string, fileId: string): Promise<string[]> {
  const { rows } = await sql<{ document_id: string }>`select i.document_id from casefiles.item i
    where i.organization_id = ${organizationId} and i.file_id = ${fileId} and not exists (select from records.narrowings n
      where n.organization_id = i.organization_id and n.document_id = i.document_id)`.execute(tx)
  return rows.map((row) => row.document_id)
}

export async function itemsOf(tx: Tx, actor: Actor, fileId: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.document_id, d.direction, i.how, i.position, i.sheets, i.first_sheet, i.first_page, i.pages as kept_pages, i.note, i.added_at, i.added_by_name,
      d.code_number, d.code_notation, case when d.code_number is not null then records.symbol(d.code_number, d.code_notation) end as symbol, d.issued_date, d.type_name, d.subject, d.issuer_name, d.created_at,
      ${documentScope(actor, sql.ref('i.document_id'))} as may_see,
      e.state as incoming_state, coalesce(e.is_open, false) as is_work_open, g.state as outgoing_state, g.mode, g.sealed_id,
      coalesce(h.post_id, g.drafter_post) as handler_post, coalesce(h.name, g.drafter_name) as handler_name, ${countingFiles} as files
    from casefiles.item i
    join records.documents d on d.organization_id = i.organization_id and d.id = i.document_id
    left join incoming.entries e on e.organization_id = i.organization_id and e.document_id = i.document_id
    left join lateral (select l.post_id, l.name from incoming.leads l where l.organization_id = i.organization_id and l.document_id = i.document_id
      order by l.given_at desc, l.id desc limit 1) h on true
    left join outgoing.drafters g on g.organization_id = i.organization_id and g.document_id = i.document_id
    where i.organization_id = ${actor.organizationId} and i.file_id = ${fileId}
    order by i.position, i.document_id`.execute(tx)
  return rows
}

/** Those of the documents that the actor may see. */
export async function visibleOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.id from records.documents d
    where d.organization_id = ${actor.organizationId} and d.id = any(${[...ids]}::uuid[]) and ${documentScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/**
 * Documents of files that may be opened to others: nobody opens what he may not see himself, and a narrowed one is opened by whoever
 * narrowed it.
 */
export async function openableIn(tx: Tx, actor: Actor, fileIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct i.document_id as id from casefiles.item i
    where i.organization_id = ${actor.organizationId} and i.file_id = any(${[...fileIds]}::uuid[]) and ${documentScope(actor, sql.ref('i.document_id'))}
      and not exists (select 1 from records.narrowings n where n.organization_id = i.organization_id and n.document_id = i.document_id)`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Puts documents at the end of a file. @returns those that were not there */
export async function insertItems(
  tx: Tx,
  of: {
    organizationId: string
    fileId: string
    ids: readonly string[]
    how: ItemRow['how']
    now: Date
    by: string | null
    byName: string
  },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`insert into casefiles.item (organization_id, file_id, document_id, position, how, added_at, added_by, added_by_name)
    select ${of.organizationId}, ${of.fileId}, x.id,
      coalesce((select max(position) from casefiles.item where organization_id = ${of.organizationId} and file_id = ${of.fileId}), 0) + x.n::int * 10,
      ${of.how}, ${of.now}, ${of.by}::uuid, ${of.byName}
    from unnest(${[...of.ids]}::uuid[]) with ordinality x (id, n)
    on conflict do nothing returning document_id as id`.execute(tx)
  return rows.map((row) => row.id)
}

export async function deleteItem(tx: Tx, organizationId: string, fileId: string, documentId: string): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`delete from casefiles.item where organization_id = ${organizationId} and file_id = ${fileId}
    and document_id = ${documentId} returning document_id as id`.execute(tx)
  return rows.length === 1
}

/** The count that lists show follows; the file's row is locked by whoever changes what lies in it. */
export async function recount(tx: Tx, organizationId: string, fileId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`update casefiles.file f set changed_at = ${now},
      item_count = (select count(*) from casefiles.item i where i.organization_id = f.organization_id and i.file_id = f.id)
    where f.organization_id = ${organizationId} and f.id = ${fileId} returning item_count as n`.execute(tx)
  return rows[0]!.n
}

export async function updateItem(
  tx: Tx,
  organizationId: string,
  fileId: string,
  documentId: string,
  set: { sheets?: number | null | undefined; note?: string | null | undefined },
): Promise<void> {
  const parts = [
    ...(set.sheets === undefined ? [] : [sql`sheets = ${set.sheets}`]),
    ...(set.note === undefined ? [] : [sql`note = ${set.note}`]),
  ]
  if (parts.length === 0) return
  await sql`update casefiles.item set ${sql.join(parts)} where organization_id = ${organizationId} and file_id = ${fileId} and document_id = ${documentId}`.execute(
    tx,
  )
}

export async function placeItems(
  tx: Tx,
  organizationId: string,
  fileId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`update casefiles.item i set position = x.n::int * 10 from unnest(${[...ids]}::uuid[]) with ordinality x (id, n)
    where i.organization_id = ${organizationId} and i.file_id = ${fileId} and i.document_id = x.id`.execute(tx)
  await sql`update casefiles.file set ordering = 'process' where organization_id = ${organizationId} and id = ${fileId}`.execute(
    tx,
  )
}

/** First page and leaf of each, as they are when the file is closed. */
export async function numberItems(
  tx: Tx,
  organizationId: string,
  fileId: string,
  rows: readonly { documentId: string; pages: number | null; firstPage: number | null; firstSheet: number | null }[],
): Promise<void> {
  await sql`update casefiles.item i set pages = x.pages, first_page = x.first_page, first_sheet = x.first_sheet, position = x.n::int * 10
    from unnest(${rows.map((r) => r.documentId)}::uuid[], ${rows.map((r) => r.pages)}::int[], ${rows.map((r) => r.firstPage)}::int[],
      ${rows.map((r) => r.firstSheet)}::int[]) with ordinality x (id, pages, first_page, first_sheet, n)
    where i.organization_id = ${organizationId} and i.file_id = ${fileId} and i.document_id = x.id`.execute(tx)
}

export interface ThreadRow {
  /** The one that lies in the file, or is put there. */
  readonly of: string
  readonly other: string
  readonly kind: string
  /** `from`: `of` answers or rests on `other`; `to`: the other way round. */
  readonly direction: 'from' | 'to'
  readonly symbol: string | null
}

/** What documents answer, rest on, and are answered by, as far as the actor may see it. Drafts are not told before they are issued. */
export async function threadsOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select r.of, r.other, r.kind, r.direction, records.symbol(d.code_number, d.code_notation) as symbol from (
      select from_document_id as of, to_document_id as other, kind, 'from' as direction from records.relations
        where organization_id = ${actor.organizationId} and from_document_id = any(${[...ids]}::uuid[])
      union all
      select to_document_id, from_document_id, kind, 'to' from records.relations
        where organization_id = ${actor.organizationId} and to_document_id = any(${[...ids]}::uuid[])) r
    join records.documents d on d.organization_id = ${actor.organizationId} and d.id = r.other
    left join outgoing.drafters g on g.organization_id = d.organization_id and g.document_id = d.id
    where r.kind in ('replies-to', 'based-on', 'supplements', 'amends', 'replaces', 'annuls', 'corrects')
      and (g.document_id is null or g.state in ('issued', 'recalled')) and ${documentScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows
}

/** The files that a document lies in and the actor may see. */
export async function filesOfDocument(
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<
  {
    id: string
    symbol: string
    title: string
    state: 'open'
    maker_post: string
    unit_id: string | null
    is_member: boolean
  }[]
> {
  const { rows } = await sql<{
    id: string
    symbol: string
    title: string
    state: 'open'
    maker_post: string
    unit_id: string | null
    is_member: boolean
  }>`select f.id, f.symbol, f.title, f.state, f.maker_post, f.unit_id,
      exists (select 1 from casefiles.member m where m.organization_id = f.organization_id and m.file_id = f.id and m.post_id = ${actor.postId}) as is_member
    from casefiles.item i join casefiles.file f on f.organization_id = i.organization_id and f.id = i.file_id
    where i.organization_id = ${actor.organizationId} and i.document_id = ${documentId} and ${fileScope(actor, 'f')}
    order by f.changed_at desc, f.id limit 50`.execute(tx)
  return rows
}

export interface CandidateRow {
  readonly id: string
  readonly symbol: string
  readonly title: string
  readonly alike: number
  readonly isThread: boolean
  readonly changedAt: string
}

/** Open files that the actor fills, with what speaks for putting a document there. At most 300, the last worked on first. */
export async function candidatesFor(
  tx: Tx,
  actor: Actor,
  of: { documentId: string; issuerName: string; typeName: string; thread: readonly string[] },
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with mine as (select f.organization_id, f.id, f.symbol, f.title, f.changed_at from casefiles.file f
      where f.organization_id = ${actor.organizationId} and f.state = 'open' and ${ownScope(actor, 'f')} order by f.changed_at desc, f.id desc limit 300)
    select f.id, f.symbol, f.title, to_char(f.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "changedAt",
      coalesce(a.alike, 0)::int as alike, coalesce(a.is_thread, false) as "isThread"
    from mine f left join lateral (
      select count(*) filter (where d.issuer_name = ${of.issuerName} and d.type_name = ${of.typeName}) as alike, bool_or(i.document_id = any(${[...of.thread]}::uuid[])) as is_thread
      from casefiles.item i join records.documents d on d.organization_id = i.organization_id and d.id = i.document_id
      where i.organization_id = f.organization_id and i.file_id = f.id) a on true
    where not exists (select 1 from casefiles.item there where there.organization_id = f.organization_id and there.file_id = f.id and there.document_id = ${of.documentId})`.execute(
    tx,
  )
  return rows
}

/** Lines of approved plans that are the actor's to open today. */
export async function linesToOpen(
  tx: Tx,
  actor: Actor,
  today: string,
): Promise<{ id: string; title: string; number: number | null; notation: string | null }[]> {
  const { rows } = await sql<{ id: string; title: string; number: number | null; notation: string | null }>`
    select l.id, l.title, l.number, coalesce(m.notation, h.notation) as notation
    from casefiles.line l
    join casefiles.plan p on p.organization_id = l.organization_id and p.id = l.plan_id
    join casefiles.heading h on h.organization_id = l.organization_id and h.id = l.heading_id
    left join casefiles.heading m on m.organization_id = h.organization_id and m.id = h.parent_id
    where l.organization_id = ${actor.organizationId} and p.state = 'approved' and p.starts_on <= ${today}::date and coalesce(p.ends_on, 'infinity') >= ${today}::date
      and l.state = 'accepted' and l.number is not null and (l.maker_post = ${actor.postId} or (l.maker_post is null and h.unit_id = ${actor.unitId}::uuid))
      and not exists (select 1 from casefiles.file f where f.organization_id = l.organization_id and f.line_id = l.id)
    order by l.number limit 300`.execute(tx)
  return rows
}

/** Open files that hold one of the documents: where an answer belongs. */
export async function openFilesHolding(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<{ id: string; symbol: string; title: string }[]> {
  const { rows } = await sql<{
    id: string
    symbol: string
    title: string
  }>`select distinct f.id, f.symbol, f.title from casefiles.item i
    join casefiles.file f on f.organization_id = i.organization_id and f.id = i.file_id
    where i.organization_id = ${organizationId} and i.document_id = any(${[...ids]}::uuid[]) and f.state = 'open' order by f.id limit 50`.execute(
    tx,
  )
  return rows
}
