/** All SQL of figures: what was counted beforehand by month, and the entries themselves for the rest (migration figures). */
import { type RawBuilder, sql } from 'kysely'
import { narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { planOnce, type Tx } from '#platform/db/index.ts'
import { HIDDEN } from './figures-contract.ts'

export interface CountRow {
  readonly dimension: 'month' | 'urgency' | 'type' | 'holder' | 'channel' | 'book'
  readonly key: string
  readonly outcome: 'on-time' | 'late' | 'done' | 'open' | 'overdue' | 'returned' | 'cancelled'
  readonly n: number
  /** Of a holder: who that is. Of a book: its title, and its period as `detail`. */
  readonly name: string | null
  readonly detail: string | null
  readonly unit_id: string | null
  readonly unit_name: string | null
}

/** Days of arrival, both ends with them; whole months stand apart from the days before and after them. */
export interface Span {
  readonly months: { readonly first: string; readonly last: string } | null
  readonly days: readonly { readonly from: string; readonly to: string }[]
}

const MOST_ISSUERS = 20

/**
 * Entries as lines of the tally, one of each dimension, in one pass over them: `grouping` has a bit for each column that a line does not
 * tell. Cancelled numbers name no issuer.
 */
const lines = (entries: RawBuilder<unknown>) => sql`
  select month, case told when 31 then 'urgency' when 47 then 'type' when 55 then 'holder' when 59 then 'channel' when 61 then 'book'
      else 'issuer' end as dimension,
    coalesce(urgency, type_name, holder, channel, book, issuer) as key, coalesce(outcome, 'all') as outcome, coalesce(due_key, 'infinity') as due_key, n
  from (
    select month, urgency, type_name, holder, channel, book, issuer, outcome, due_key, told, case told when 62 then named else counted end as n
    from (
      select month, urgency, type_name, holder, channel, book, issuer, outcome, due_key, count(*)::int as counted,
        (count(*) filter (where outcome <> 'cancelled'))::int as named, grouping(urgency, type_name, holder, channel, book, issuer) as told
      from (select date_trunc('month', c.arrival_date)::date as month, c.urgency::text as urgency, left(c.type_name, 200) as type_name, c.holder,
          c.channel, c.book_id::text as book, left(c.issuer_name, 200) as issuer, c.outcome, c.due_key from ${entries} c) c
      group by grouping sets ((month, urgency, outcome, due_key), (month, type_name, outcome, due_key), (month, holder, outcome, due_key),
        (month, channel, outcome, due_key), (month, book, outcome, due_key), (month, issuer))) g) l
  where n > 0`

const ofDays = (organizationId: string, from: RawBuilder<unknown>, before: RawBuilder<unknown>) =>
  sql`incoming.counted k where k.organization_id = ${organizationId} and k.arrival_date >= ${from} and k.arrival_date < ${before}`

/**
 * All counts of a span, as of a day; and who wrote most. One statement, one snapshot. Documents narrowed to a list that the actor is not on
 * count with the others, but no line tells of them what the actor may not read (of one day's single document every line would): they
 * stand under `HIDDEN`. Month and book stay, as the printed book has them.
 */
export async function countSpan(
  tx: Tx,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
  { months, days }: Span,
  today: string,
): Promise<{ counts: CountRow[]; issuers: { name: string; total: number }[] }> {
  planOnce(tx)
  const { organizationId } = actor
  const inMonths = months ? sql`month between ${months.first}::date and ${months.last}::date` : sql`false`
  const live = [
    ...days.map(
      ({ from, to }) => sql`select k.* from ${ofDays(organizationId, sql`${from}::date`, sql`${to}::date + 1`)}`,
    ),
    sql`select k.* from stale s cross join lateral (select k.* from ${ofDays(organizationId, sql`s.month`, sql`(s.month + interval '1 month')::date`)} offset 0) k`,
  ]
  const facts = sql`with stale as materialized (
      select distinct month from incoming.tally_stale where organization_id = ${organizationId} and ${inMonths}),
    facts as materialized (
      select month, dimension, key, outcome, due_key, n from incoming.tally t
        where t.organization_id = ${organizationId} and ${inMonths} and t.month not in (select month from stale)
      union all ${lines(sql`(${sql.join(live, sql` union all `)})`)}),
    hidden as materialized (${lines(sql`(select k.* from ${ofDays(organizationId, sql`${from}::date`, sql`${to}::date + 1`)}
      and k.document_id in (select document_id from records.narrowings where organization_id = ${organizationId})
      and not ${narrowingScope(actor, sql.ref('k.document_id'))})`)}),
    shown as materialized (
      select * from facts
      union all select month, dimension, key, outcome, due_key, -n from hidden where dimension <> 'book'
      union all select month, dimension, ${HIDDEN}, outcome, due_key, n from hidden where dimension not in ('book', 'issuer'))`
  const { rows } = await sql<Omit<CountRow, 'dimension'> & { dimension: CountRow['dimension'] | 'issuer' }>`${facts},
    told as (
      select month, dimension, key, n, case when outcome = 'open' and due_key < ${today}::date then 'overdue' else outcome end as outcome
      from shown where dimension <> 'issuer'),
    summed as (
      select dimension, key, outcome, sum(n)::int as n from told group by 1, 2, 3 having sum(n) <> 0
      union all
      select 'month', to_char(month, 'YYYY-MM'), outcome, sum(n)::int from told where dimension = 'urgency' group by 2, 3),
    named as (
      select s.*, coalesce(p.full_name, u.name, b.title, case when s.key like 'name:%' then substr(s.key, 6) end) as name,
        coalesce(p.title, b.period_label) as detail, coalesce(p.unit_id, u.unit_id) as unit_id, coalesce(p.unit_name, u.name) as unit_name
      from summed s
      left join people.post_directory p on s.dimension = 'holder' and s.key like 'post:%' and p.organization_id = ${organizationId}
        and p.post_id = case when s.key like 'post:%' then substr(s.key, 6)::uuid end
      left join people.unit_directory u on s.dimension = 'holder' and s.key like 'unit:%' and u.organization_id = ${organizationId}
        and u.unit_id = case when s.key like 'unit:%' then substr(s.key, 6)::uuid end
      left join records.books b on s.dimension = 'book' and b.organization_id = ${organizationId}
        and b.id = case when s.dimension = 'book' then s.key::uuid end)
    select * from named
    union all
    (select 'issuer', key, 'all', sum(n)::int, key, null, null, null from shown where dimension = 'issuer'
      group by key having sum(n) > 0 order by sum(n) desc, key limit ${MOST_ISSUERS})`.execute(tx)
  return {
    counts: rows.filter((row) => row.dimension !== 'issuer') as CountRow[],
    issuers: rows.filter((row) => row.dimension === 'issuer').map(({ key, n }) => ({ name: key, total: n })),
  }
}

/**
 * Counts months beforehand that have changed, the newest first. What is named while they are counted stays named: the names are
 * read before the entries are. One at a time for an organisation.
 * @returns how many months were counted; fewer than `most`: that is all
 */
export async function foldMonths(tx: Tx, organizationId: string, most: number): Promise<number> {
  const lock = await sql<{ is_mine: boolean }>`select pg_try_advisory_xact_lock(
    hashtextextended(${`incoming.figures ${organizationId}`}, 0)) as is_mine`.execute(tx)
  if (!lock.rows[0]!.is_mine) return 0
  const { rows: names } = await sql<{ month: string; writer: string }>`
    select month, writer::text from incoming.tally_stale where organization_id = ${organizationId} and month in (
      select distinct month from incoming.tally_stale where organization_id = ${organizationId}
      order by month desc limit ${most})`.execute(tx)
  if (names.length === 0) return 0
  const months = [...new Set(names.map(({ month }) => month))]
  await sql`delete from incoming.tally where organization_id = ${organizationId}
    and month = any(${months}::date[])`.execute(tx)
  await sql`insert into incoming.tally (organization_id, month, dimension, key, outcome, due_key, n)
    select ${organizationId}::uuid, l.* from (${lines(sql`(select k.* from unnest(${months}::date[]) m(month) cross join lateral (
      select k.* from ${ofDays(organizationId, sql`m.month`, sql`(m.month + interval '1 month')::date`)} offset 0) k)`)}) l`.execute(
    tx,
  )
  await sql`delete from incoming.tally_stale where organization_id = ${organizationId} and (month, writer) in (
    select * from unnest(${names.map(({ month }) => month)}::date[], ${names.map(({ writer }) => writer)}::bigint[]))`.execute(
    tx,
  )
  return months.length
}
