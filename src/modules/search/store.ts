/** What search reads of the owners: cards of results, sources of the projection. */
import { sql } from 'kysely'
import { unitScope } from '#modules/archive/index.ts'
import { fileScope } from '#modules/casefiles/index.ts'
import { documentScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { SourceRow } from './types.ts'

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
  readonly arrival_suffix: string | null
  readonly arrival_date: string | null
  readonly period: string | null
  readonly state: string | null
  readonly due_date: string | null
  readonly holder: string | null
  readonly followed_by: readonly string[] | null
  readonly file: { id: string; symbol: string; title: string } | null
  readonly unit: { id: string; title: string } | null
}

/** What a result shows, read from the owners once more under the actor's scope: a projection never opens a document. */
export async function cards(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, CardRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CardRow>`
    select d.id as document_id, d.direction, d.type_name, records.symbol(d.code_number, d.code_notation) as symbol, d.issued_date,
      array_to_string(array[d.issuer_name::text] || j.names, ', ') as issuer_name, d.subject, d.signer_name, d.urgency, e.arrival_number, e.arrival_suffix, e.arrival_date, e.period, e.state, e.due_date, e.holder,
      (select array_agg(distinct r.kind) from records.relations r
        join outgoing.issued i on i.organization_id = r.organization_id and i.document_id = r.from_document_id and i.state = 'issued'
        where r.organization_id = d.organization_id and r.to_document_id = d.id) as followed_by,
      -- a paper that was never registered has no page of its own: it is shown in its file
      case when d.direction = 'internal' and e.document_id is null then (select json_build_object('id', f.id, 'symbol', f.symbol, 'title', f.title)
        from casefiles.filed i join casefiles.files f on f.organization_id = i.organization_id and f.id = i.file_id
        where i.organization_id = d.organization_id and i.document_id = d.id and ${fileScope(actor, 'f')} order by f.id limit 1) end as file,
      -- an item that only the archive describes: it is shown there
      case when d.direction = 'internal' and e.document_id is null then (select json_build_object('id', u.id, 'title', p.title)
        from archive.units u join archive.units p on p.organization_id = u.organization_id and p.id = u.parent_id
        where u.organization_id = d.organization_id and u.document_id = d.id and ${unitScope(actor, 'u')} order by u.id limit 1) end as unit
    from records.documents d
    left join incoming.entries e on e.organization_id = d.organization_id and e.document_id = d.id
    left join outgoing.joint_issuers j on j.organization_id = d.organization_id and j.document_id = d.id
    where d.organization_id = ${actor.organizationId} and d.id = any(${ids as string[]}::uuid[])
      and ${documentScope(actor, sql.ref('d.id'))}`.execute(tx)
  return new Map(rows.map((row) => [row.document_id, row]))
}

const SOURCE = sql`d.id as document_id, d.direction, d.type_code, d.type_name, d.code_number, d.code_notation, d.issued_date,
  d.place, d.issuer_name, d.subject, d.description, d.signer_name, d.urgency, d.created_at, e.registered_at, e.arrival_date,
  e.book_id, j.names as joint_issuers`
const FROM = sql`records.documents d left join incoming.entries e on e.organization_id = d.organization_id and e.document_id = d.id
  left join outgoing.joint_issuers j on j.organization_id = d.organization_id and j.document_id = d.id`

/** A paper that was never registered is found while it lies in a file, is described in the archive or came with a list of digitised documents. */
const LIES_SOMEWHERE = sql<boolean>`(d.direction <> 'internal' or e.document_id is not null
  or exists (select from casefiles.filed i where i.organization_id = d.organization_id and i.document_id = d.id)
  or exists (select from archive.units u where u.organization_id = d.organization_id and u.document_id = d.id)
  or exists (select from imports.listed l where l.organization_id = d.organization_id and l.document_id = d.id))`

/** What the projection is made of, for some documents. */
export async function sourcesOf(tx: Tx, organizationId: string, ids: readonly string[]): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`select ${SOURCE} from ${FROM}
    where d.organization_id = ${organizationId} and d.id = any(${ids as string[]}::uuid[]) and ${LIES_SOMEWHERE}`.execute(
    tx,
  )
  return rows
}

/** The next documents by id, for making the projection again. */
export async function nextSources(
  tx: Tx,
  organizationId: string,
  after: string | null,
  limit: number,
): Promise<SourceRow[]> {
  const { rows } =
    await sql<SourceRow>`select ${SOURCE} from ${FROM} where d.organization_id = ${organizationId} and ${LIES_SOMEWHERE}
    ${after ? sql`and d.id > ${after}::uuid` : sql``} order by d.id limit ${limit}`.execute(tx)
  return rows
}

/** How many documents there are to index. */
export async function countSources(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from records.documents d
    where d.organization_id = ${organizationId}`.execute(tx)
  return rows[0]!.n
}
