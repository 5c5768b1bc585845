/** SQL of the lists. The tree's is in store-tree.ts. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import { type EntryRow, entryColumns, isUnplaced } from './store-tree.ts'

export interface ListFilter {
  readonly who?: string | undefined
  readonly personId?: string | undefined
  readonly kind?: string | undefined
  /** Only these kinds. */
  readonly kinds?: readonly string[] | undefined
  readonly outcome?: string | undefined
  readonly subjectId?: string | undefined
  /** Instants, ISO 8601: from (inclusive), before (exclusive). */
  readonly from?: string | undefined
  readonly before?: string | undefined
}

const likeLiteral = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Conditions on the columns that leaves repeat; `t` is `e` or `l`. */
function narrow(filter: ListFilter, t: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = []
  if (filter.personId) all.push(sql`${t}.person_id = ${filter.personId}::uuid`)
  if (filter.kind?.includes('.')) all.push(sql`${t}.kind = ${filter.kind}`)
  else if (filter.kind) all.push(sql`${t}.kind like ${`${filter.kind}.%`}`)
  if (filter.kinds) all.push(sql`${t}.kind = any(${filter.kinds as string[]}::text[])`)
  if (filter.outcome) all.push(sql`${t}.outcome = ${filter.outcome}`)
  if (filter.outcome && filter.outcome !== 'done') all.push(sql`${t}.outcome <> 'done'`)
  if (filter.subjectId) all.push(sql`${t}.subject_id = ${filter.subjectId}`)
  if (filter.from) all.push(sql`${t}.at >= ${filter.from}::timestamptz`)
  if (filter.before) all.push(sql`${t}.at < ${filter.before}::timestamptz`)
  return all
}

const and = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)

/**
 * Entries, newest first, paged by instant. What the leaves have an index for is looked up there, beside the few entries
 * that are not sealed yet; the rest is read along the instants.
 */
export async function list(tx: Tx, organizationId: string, filter: ListFilter, limit: number): Promise<EntryRow[]> {
  const most = sql.lit(limit) // planned for so many, not for any number
  const who = filter.who ? [sql`e.actor_name ilike ${likeLiteral(filter.who)}`] : []
  const usesLeaves =
    filter.subjectId !== undefined ||
    filter.personId !== undefined ||
    (filter.kind?.includes('.') ?? false) ||
    (filter.outcome !== undefined && filter.outcome !== 'done')
  const e = and([...narrow(filter, sql`e`), ...who])
  const source = usesLeaves
    ? sql`((select e.* from audit.leaf l
          join audit.entry e on e.organization_id = ${organizationId} and e.id = l.entry_id
          where l.organization_id = ${organizationId} and ${and(narrow(filter, sql`l`))} and ${and(who)}
          order by l.at desc limit ${most})
        union all
        (select e.* from audit.entry e
          where e.organization_id = ${organizationId} and ${e}
            and e.txid >= coalesce((select h.sealed_below from audit.head h
              where h.organization_id = ${organizationId} order by h.size desc limit 1), '0'::xid8)
            and ${isUnplaced(organizationId)}
          order by e.at desc limit ${most}))`
    : sql`(select e.* from audit.entry e where e.organization_id = ${organizationId} and ${e}
        order by e.at desc limit ${most})`
  const { rows } = await sql<EntryRow>`
    select ${entryColumns} from ${source} e order by e.at desc limit ${most}`.execute(tx)
  return rows
}

/** One entry with its leaf. */
export async function find(
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<(EntryRow & { leaf_index: number | null; leaf_hash: Buffer | null }) | null> {
  const { rows } = await sql<EntryRow & { leaf_index: number | null; leaf_hash: Buffer | null }>`
    select ${entryColumns}, l.leaf_index, l.hash as leaf_hash
    from audit.entry e left join audit.leaf l on l.organization_id = ${organizationId} and l.entry_id = e.id
    where e.organization_id = ${organizationId} and e.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Kinds that occur in a log: walked from one to the next along the index. */
export async function kinds(tx: Tx, organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    with recursive walk as (
      (select kind from audit.leaf where organization_id = ${organizationId} order by kind limit 1)
      union all
      select (select l.kind from audit.leaf l
        where l.organization_id = ${organizationId} and l.kind > walk.kind order by l.kind limit 1)
      from walk where walk.kind is not null)
    select kind from walk where kind is not null`.execute(tx)
  return rows.map((row) => row.kind)
}

/** Entries that wait for their sealing. */
export async function waiting(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select from audit.entry e where e.organization_id = ${organizationId}
        and e.txid >= coalesce((select h.sealed_below from audit.head h
          where h.organization_id = ${organizationId} order by h.size desc limit 1), '0'::xid8)
        and ${isUnplaced(organizationId)}
      limit 10000) as due`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Newest entry of a kind. */
export async function newest(tx: Tx, organizationId: string, kind: string): Promise<EntryRow | null> {
  return (await list(tx, organizationId, { kind }, 1))[0] ?? null
}
