/** All SQL that reads the projection: keyset pages and capped counts. */
import { type RawBuilder, sql } from 'kysely'
import { planOnce, type Tx } from '#platform/db/index.ts'
import type { Group, TaskKind } from './contract.ts'

export interface TaskRow {
  readonly id: string
  readonly kind: TaskKind
  readonly subject_type: string
  readonly subject_id: string
  readonly assignment_id: string | null
  readonly symbol: string | null
  readonly subject: string
  /** Read from the register's own view: at a registration the number comes after the task. */
  readonly arrival_number: number | null
  readonly reminder_count: number | null
  readonly reminded_at: Date | null
  readonly urgency: number
  readonly from_post_id: string | null
  readonly from_name: string
  readonly words: string | null
  readonly due_date: string | null
  readonly due_key: string
  readonly since: Date
  readonly since_key: string
  readonly received_at: Date | null
  readonly holder_kind: 'post' | 'unit'
  readonly holder_id: string
  readonly holder_name: string | null
  readonly co_done: number
  readonly co_total: number
}

/** How a list runs: its SQL order, and the values of a row that a cursor keeps. */
export interface Order {
  readonly by: RawBuilder<unknown>
  /** Rows that stand after the cursor's values. */
  after(values: readonly string[]): RawBuilder<boolean>
  key(row: TaskRow): string[]
}

/** Deadline first, then urgency, then age. */
export const byDue: Order = {
  by: sql`t.due_key, -t.urgency, t.since, t.id`,
  after: ([due, urgency, since, id]) =>
    sql<boolean>`(t.due_key, -t.urgency, t.since, t.id) > (${due}::date, ${-Number(urgency)}::int, ${since}::timestamptz, ${id}::uuid)`,
  key: (row) => [row.due_key, String(row.urgency), row.since_key, row.id],
}

/** What came last stands first. */
export const byNewest: Order = {
  by: sql`t.since desc, t.id desc`,
  after: ([since, id]) => sql<boolean>`(t.since, t.id) < (${since}::timestamptz, ${id}::uuid)`,
  key: (row) => [row.since_key, row.id],
}

/** A leader's queue: urgency first, then the oldest. */
export const byUrgency: Order = {
  by: sql`-t.urgency, t.since, t.id`,
  after: ([urgency, since, id]) =>
    sql<boolean>`(-t.urgency, t.since, t.id) > (${-Number(urgency)}::int, ${since}::timestamptz, ${id}::uuid)`,
  key: (row) => [String(row.urgency), row.since_key, row.id],
}

/** Condition of a group beyond whose work it is. */
export function groupCondition(group: Exclude<Group, 'waiting'>, today: string): RawBuilder<boolean> {
  if (group === 'today') return sql<boolean>`t.due_key = ${today}::date`
  if (group === 'overdue') return sql<boolean>`t.due_key < ${today}::date`
  if (group === 'new') return sql<boolean>`t.received_at is null`
  return sql<boolean>`true`
}

/**
 * What waits for others stands once a document: its lead; a co-operating part alone only when no lead of the same giver
 * is open any more. Asked task by task: as `not exists` it would begin by reading all open work of the office.
 */
export const waitingCondition: RawBuilder<boolean> = sql<boolean>`(t.kind = 'handle' or (t.kind = 'cooperate' and (
  select true from desk.task l where l.organization_id = t.organization_id and l.subject_id = t.subject_id
    and l.kind = 'handle' and l.state = 'open' and l.from_post_id = t.from_post_id limit 1) is null))`

/** One page of open tasks, with the holder's name and the progress of co-operators of that page's rows alone. */
export async function page(
  tx: Tx,
  of: { where: RawBuilder<boolean>; order: Order; after: readonly string[] | null; limit: number },
): Promise<TaskRow[]> {
  planOnce(tx)
  const found = await sql<TaskRow>`
    with p as (
      select t.* from desk.task t
      where t.state = 'open' and ${of.where} ${of.after ? sql`and ${of.order.after(of.after)}` : sql``}
      order by ${of.order.by} limit ${of.limit})
    select t.id, t.kind, t.subject_type, t.subject_id, t.assignment_id, t.symbol, t.subject, e.arrival_number, e.reminder_count, e.reminded_at, t.urgency,
      t.from_post_id, t.from_name, t.words, t.due_date, t.due_key, t.since, t.since::text as since_key, t.received_at,
      t.holder_kind, t.holder_id, coalesce(u.name, n.full_name || ' · ' || n.title) as holder_name,
      coalesce(c.done, 0)::int as co_done, coalesce(c.total, 0)::int as co_total
    from p t
    left join incoming.entries e
      on t.subject_type = 'incoming' and e.organization_id = t.organization_id and e.document_id = t.subject_id
    left join people.unit_directory u
      on t.holder_kind = 'unit' and u.organization_id = t.organization_id and u.unit_id = t.holder_id
    left join people.post_directory n
      on t.holder_kind = 'post' and n.organization_id = t.organization_id and n.post_id = t.holder_id
    left join lateral (
      select count(*) filter (where s.state = 'done') as done, count(*) as total from desk.task s
      where s.organization_id = t.organization_id and s.subject_id = t.subject_id and s.kind = 'cooperate'
        and s.state <> 'withdrawn') c on t.kind in ('handle', 'cooperate')
    order by ${of.order.by}`.execute(tx)
  return found.rows
}

/** Counts open tasks of several conditions in one statement, each up to the cap. */
export async function counts<K extends string>(
  tx: Tx,
  conditions: Readonly<Record<K, RawBuilder<boolean>>>,
  cap: number,
): Promise<Record<K, number>> {
  planOnce(tx)
  const names = Object.keys(conditions) as K[]
  const columns = names.map(
    (name) => sql`(select count(*) from (select 1 from desk.task t where t.state = 'open' and ${conditions[name]}
      limit ${cap}) x)::int as ${sql.id(name)}`,
  )
  const found = await sql<Record<K, number>>`select ${sql.join(columns)}`.execute(tx)
  return found.rows[0]!
}

/** The neighbours of one document in a post's queue, and how many documents wait there (up to the cap). */
export async function besideInQueue(
  tx: Tx,
  of: { where: RawBuilder<boolean>; subjectId: string; cap: number },
): Promise<{ previous: string | null; next: string | null; left: number }> {
  const found = await sql<{ previous: string | null; next: string | null; left: number }>`
    with q as (
      select t.subject_id, -t.urgency as weight, t.since, t.id from desk.task t
      where t.state = 'open' and t.kind = 'direct' and ${of.where}),
    here as (select * from q where q.subject_id = ${of.subjectId} limit 1)
    select
      (select q.subject_id from q, here h where (q.weight, q.since, q.id) < (h.weight, h.since, h.id)
        order by q.weight desc, q.since desc, q.id desc limit 1) as previous,
      coalesce(
        (select q.subject_id from q, here h where (q.weight, q.since, q.id) > (h.weight, h.since, h.id)
          order by q.weight, q.since, q.id limit 1),
        -- directed meanwhile: go on with the first that waits
        (select q.subject_id from q where not exists (select 1 from here) order by q.weight, q.since, q.id limit 1)) as next,
      (select count(*) from (select 1 from q limit ${of.cap}) x)::int as left`.execute(tx)
  return found.rows[0]!
}

/** Open and overdue work by holder. */
export async function countsByHolder(
  tx: Tx,
  where: RawBuilder<boolean>,
  today: string,
): Promise<Map<string, { open: number; overdue: number }>> {
  const found = await sql<{ holder_id: string; open: number; overdue: number }>`
    select t.holder_id, count(*)::int as open, (count(*) filter (where t.due_key < ${today}::date))::int as overdue
    from desk.task t where t.state = 'open' and ${where} group by t.holder_id`.execute(tx)
  return new Map(found.rows.map((row) => [row.holder_id, { open: row.open, overdue: row.overdue }]))
}
