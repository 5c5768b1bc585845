/** All SQL of units that come from old inventories: sets of rows, never one by one. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { UnitLine } from './contract.ts'
import { unitScope } from './policy.ts'

/** A unit that stands, as far as an import needs it. */
export interface StandingUnit {
  readonly id: string
  readonly repository_id: string
  readonly level: UnitLine['level']
  readonly counted_in: string
  readonly number: string | null
  readonly number_key: string
  readonly title: string
  readonly version: number
  /** It went on to another archive, or whoever imports may not see it: nothing is written there. */
  readonly is_closed: boolean
}

const standing = (actor: Actor) =>
  sql`u.id, u.repository_id, u.level, u.counted_in, u.number, u.number_key, u.title, u.version,
    (u.handed_at is not null or u.handing is not null or not ${unitScope(actor, 'u')}) as is_closed`

export async function fondsOf(tx: Tx, actor: Actor): Promise<StandingUnit[]> {
  const { organizationId } = actor
  const { rows } = await sql<StandingUnit>`select ${standing(actor)} from archive.unit u
    where u.organization_id = ${organizationId} and u.level = 'fonds' and u.removed_at is null order by u.number_key, u.id`.execute(
    tx,
  )
  return rows
}

/** Units by their ids, and by the numbers that they bear where they are counted. */
export async function unitsStanding(
  tx: Tx,
  actor: Actor,
  of: { ids: readonly string[]; numbers: readonly { countedIn: string; level: string; key: string }[] },
): Promise<StandingUnit[]> {
  const { organizationId } = actor
  const { rows } = await sql<StandingUnit>`select ${standing(actor)} from archive.unit u
      where u.organization_id = ${organizationId} and u.id = any(${[...of.ids]}::uuid[]) and u.removed_at is null
    union
    select ${standing(actor)} from jsonb_to_recordset(${JSON.stringify(of.numbers)}::jsonb) as r("countedIn" uuid, level text, key text)
      join archive.unit u on u.organization_id = ${organizationId} and u.counted_in = r."countedIn" and u.level = r.level
        and u.number_key = r.key and u.number is not null and u.removed_at is null`.execute(tx)
  return rows
}

/** The last place in each parent. */
export async function lastPositions(
  tx: Tx,
  organizationId: string,
  parents: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ parent_id: string; last: number }>`select u.parent_id, max(u.position)::float8 as last
    from archive.unit u where u.organization_id = ${organizationId} and u.parent_id = any(${[...parents]}::uuid[])
      and u.removed_at is null group by u.parent_id`.execute(tx)
  return new Map(rows.map((row) => [row.parent_id, row.last]))
}

/** Numbers among these that another unit bears already. */
export async function numbersTaken(
  tx: Tx,
  organizationId: string,
  numbers: readonly { counted_in: string; level: string; number: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select u.number
    from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as r(counted_in uuid, level text, number text)
    join archive.unit u on u.organization_id = ${organizationId} and u.counted_in = r.counted_in and u.level = r.level
      and u.number = r.number and u.removed_at is null limit 5`.execute(tx)
  return rows.map((row) => row.number)
}

const names = `title, starts, ends, starts_on, ends_on, retention, access, language, sheets, pages, box, origin, condition, keywords,
  description, folded`
const written = sql.raw(names)
const own = sql.raw(names.replace(/\w+/g, (name) => `r.${name}`))
const shape =
  sql.raw(`id uuid, title text, starts text, ends text, starts_on date, ends_on date, retention text, access text,
  language text[], sheets int, pages int, box text, origin text, condition text, keywords text, description jsonb, folded text`)

/** Writes other descriptions. @returns what stood there before, and the new versions */
export async function rewrite(
  tx: Tx,
  organizationId: string,
  rows: readonly { id: string }[],
  now: Date,
): Promise<{ id: string; before: unknown; version: number }[]> {
  const { rows: before } = await sql<{ id: string; before: unknown }>`select u.id, to_jsonb(u) as before
    from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${rows.map((row) => row.id)}::uuid[])
    order by u.id for update`.execute(tx)
  const { rows: after } = await sql<{ id: string; version: number }>`update archive.unit u
    set (${written}) = (select ${own}), version = u.version + 1, changed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})
    where u.organization_id = ${organizationId} and u.id = r.id and u.removed_at is null returning u.id, u.version`.execute(
    tx,
  )
  const versions = new Map(after.map((row) => [row.id, row.version]))
  return before.map((row) => ({ ...row, version: versions.get(row.id) ?? 0 }))
}

/** Puts back what stood in descriptions before. */
export async function restore(
  tx: Tx,
  organizationId: string,
  before: readonly unknown[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update archive.unit u
    set (${written}) = (select ${own}), version = u.version + 1, changed_at = ${now}
    from jsonb_populate_recordset(null::archive.unit, ${JSON.stringify(before)}::jsonb) r
    where u.organization_id = ${organizationId} and u.id = r.id and u.removed_at is null and u.handed_at is null returning u.id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Among these, those that stand no more or at another version. */
export async function touched(
  tx: Tx,
  organizationId: string,
  rows: readonly { id: string; version: number }[],
): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`select r.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, version int)
    left join archive.unit u on u.organization_id = ${organizationId} and u.id = r.id and u.removed_at is null
    where coalesce(u.version, 0) <> r.version`.execute(tx)
  return found.map((row) => row.id)
}

interface TakenOut {
  readonly id: string
  readonly parent_id: string | null
  readonly level: string
  readonly number: string | null
  readonly title: string
  /** The document that it described. */
  readonly document_id: string | null
}

/** Takes units out in which nothing lies and which no accession names; their documents are free of them. @returns those that are out */
export async function takeOut(tx: Tx, organizationId: string, ids: readonly string[], now: Date): Promise<TakenOut[]> {
  const { rows } = await sql<TakenOut>`update archive.unit u
    set removed_at = ${now}, changed_at = ${now}, document_id = null, version = u.version + 1
    from archive.unit old
    where old.organization_id = u.organization_id and old.id = u.id
      and u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[]) and u.removed_at is null and u.publish = 'draft'
      and u.handed_at is null
      and not exists (select from archive.unit c where c.organization_id = u.organization_id and c.parent_id = u.id and c.removed_at is null)
      and not exists (select from archive.accession a where a.organization_id = u.organization_id and a.fonds_id = u.id)
    returning u.id, u.parent_id, u.level, u.number, u.title, old.document_id`.execute(tx)
  const fewer = new Map<string, number>()
  for (const { parent_id } of rows) if (parent_id) fewer.set(parent_id, (fewer.get(parent_id) ?? 0) + 1)
  if (fewer.size > 0)
    await sql`update archive.unit u set children = u.children - x.n, changed_at = ${now}
      from unnest(${[...fewer.keys()]}::uuid[], ${[...fewer.values()]}::int[]) x (id, n)
      where u.organization_id = ${organizationId} and u.id = x.id`.execute(tx)
  return rows
}
