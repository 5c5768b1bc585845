/** All SQL of what is not filed yet, and of who has files to make. */
import { type RawBuilder, sql } from 'kysely'
import { documentScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

export interface UnfiledRow {
  readonly document_id: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly symbol: string | null
  readonly issued_date: string | null
  readonly type_name: string
  readonly subject: string
  readonly issuer_name: string
  readonly is_done: boolean
  readonly at: string
}

/** What a post led or drafted (and was issued), and lies in no file: the condition under which work counts as filed, in one place. */
const work = (organizationId: string, posts: RawBuilder<unknown>) => sql`
  select l.document_id, l.post_id, l.given_at as at, l.entry_state = 'completed' as is_done from incoming.leads l
    where l.organization_id = ${organizationId} and l.post_id = ${posts} and l.entry_state not in ('cancelled', 'returned')
  union all
  select g.document_id, g.drafter_post, g.state_at, true from outgoing.drafters g
    where g.organization_id = ${organizationId} and g.drafter_post = ${posts} and g.state = 'issued'`

const isUnfiled = (organizationId: string, documentId: string) => sql`not exists (select 1 from casefiles.item i
  where i.organization_id = ${organizationId} and i.document_id = ${sql.ref(documentId)})`

/** The actor's own work without a file, the newest first. */
export async function unfiledOf(
  tx: Tx,
  actor: Actor,
  of: { after: readonly [at: string, id: string] | null; limit: number },
): Promise<UnfiledRow[]> {
  const { rows } = await sql<UnfiledRow>`
    with w as (select document_id, max(at) as at, bool_or(is_done) as is_done from (${work(actor.organizationId, sql`any(array[${actor.postId}::uuid])`)}) all_work group by document_id)
    select w.document_id, d.direction, case when d.code_number is not null then records.symbol(d.code_number, d.code_notation) end as symbol, d.issued_date,
      d.type_name, d.subject, d.issuer_name, w.is_done, to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from w join records.documents d on d.organization_id = ${actor.organizationId} and d.id = w.document_id
    where ${isUnfiled(actor.organizationId, 'w.document_id')} and ${documentScope(actor, sql.ref('w.document_id'))}
      and ${of.after ? sql`(w.at, w.document_id) < (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)` : sql`true`}
    order by w.at desc, w.document_id desc limit ${of.limit}`.execute(tx)
  return rows
}

export interface DutyRow {
  readonly post_id: string
  readonly planned: number
  readonly opened: number
  readonly outside: number
  readonly closed: number
  readonly unfiled: number
}

/** What each post was foreseen to make, made, and left unfiled in a period. @param of.from first day, for work without a file */
export async function dutiesOf(
  tx: Tx,
  organizationId: string,
  of: { period: string; from: string; to: string; posts: readonly string[] },
): Promise<DutyRow[]> {
  const posts = sql`any(${[...of.posts]}::uuid[])`
  const { rows } = await sql<DutyRow>`
    with planned as (select l.maker_post, count(*)::int as n from casefiles.line l
        join casefiles.plan p on p.organization_id = l.organization_id and p.id = l.plan_id
        where l.organization_id = ${organizationId} and p.period = ${of.period} and l.state = 'accepted' and l.maker_post = ${posts} group by 1),
      made as (select f.maker_post, count(*) filter (where not f.is_outside)::int as opened, count(*) filter (where f.is_outside)::int as outside,
          count(*) filter (where f.state <> 'open')::int as closed
        from casefiles.file f where f.organization_id = ${organizationId} and f.period = ${of.period} and f.maker_post = ${posts} group by 1),
      loose as (select w.post_id, count(distinct w.document_id)::int as n from (${work(organizationId, posts)}) w
        where w.at >= ${of.from}::date and w.at < ${of.to}::date + 1 and ${isUnfiled(organizationId, 'w.document_id')} group by 1)
    select x.id as post_id, coalesce(p.n, 0) as planned, coalesce(m.opened, 0) as opened, coalesce(m.outside, 0) as outside,
      coalesce(m.closed, 0) as closed, coalesce(u.n, 0) as unfiled
    from unnest(${[...of.posts]}::uuid[]) x (id)
    left join planned p on p.maker_post = x.id left join made m on m.maker_post = x.id left join loose u on u.post_id = x.id`.execute(
    tx,
  )
  return rows
}
