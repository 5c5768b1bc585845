/** All SQL of harvesting: stamps of what harvesters see, lists in the order of stamps, the switch. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { Unit, UnitLine } from './contract.ts'

/** What lies in these units looks otherwise to harvesters: its reference or its set changed with theirs. */
export async function touchBelow(tx: Tx, organizationId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  // What lies in a unit is never published further than the unit.
  await sql`with recursive inside as (
      select c.id from archive.unit c where c.organization_id = ${organizationId} and c.parent_id = any(${[...ids]}::uuid[])
        and c.removed_at is null and c.publish = 'public'
      union all
      select c.id from inside i join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id
        and c.removed_at is null and c.publish = 'public')
    update archive.unit u set harvest_at = ${now} from inside i where u.organization_id = ${organizationId} and u.id = i.id`.execute(
    tx,
  )
}

/** Units look otherwise to harvesters, or are open to them no more, because of what they belong to. */
export async function touchUnitsOf(
  tx: Tx,
  organizationId: string,
  by: { repository: string } | { creator: string } | { document: string } | { file: string },
  now: Date,
): Promise<void> {
  const which =
    'repository' in by
      ? sql`repository_id = ${by.repository}`
      : 'creator' in by
        ? sql`creator_id = ${by.creator}`
        : 'document' in by
          ? sql`document_id = ${by.document}`
          : sql`(source_file = ${by.file} or parent_id = any(array(select f.id from archive.unit f
              where f.organization_id = ${organizationId} and f.source_file = ${by.file})))`
  await sql`update archive.unit set harvest_at = ${now} where organization_id = ${organizationId} and ${which}
    and publish = 'public' and removed_at is null`.execute(tx)
  // Packages carry who may see a record: they are older than this.
  if ('document' in by || 'file' in by)
    await sql`update archive.unit set changed_at = ${now} where organization_id = ${organizationId} and ${which} and removed_at is null`.execute(
      tx,
    )
}

/** The earliest stamp of a change that is not committed yet; null: there is none. */
export async function unsettledSince(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{
    since: Date | null
  }>`select to_timestamp(min(case l.objid when 0 then 0 else l.objid::bigint + 1704067200 end))
      as since
    from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
    where l.locktype = 'advisory' and l.classid = 7302 and l.objsubid = 2`.execute(tx)
  return rows[0]?.since ?? null
}

export interface StampRow {
  readonly id: string
  /** Null: harvesters never heard of it. */
  readonly fonds_id: string | null
  readonly at: Date
  /** Open to harvesters now; else it is told as deleted. */
  readonly is_live: boolean
}

const STAMP = sql`u.id, (select f.id from archive.unit f where f.organization_id = u.organization_id and f.id = u.fonds_id and f.harvest_told) as fonds_id,
  u.harvest_at as at, archive.is_harvested(u) as is_live`

export async function findStamp(tx: Tx, organizationId: string, id: string): Promise<StampRow | null> {
  const { rows } = await sql<StampRow>`select ${STAMP} from archive.unit u
    where u.organization_id = ${organizationId} and u.id = ${id} and u.harvest_told`.execute(tx)
  return rows[0] ?? null
}

export interface StampWish {
  readonly fondsId: string | null
  readonly from: Date | null
  /** The first moment that does not count any more. */
  readonly before: Date
  readonly after: readonly [at: number, id: string] | null
  readonly limit: number
}

/** In the order of stamps: what changes while a list is read comes again at its end, and nothing is passed over. */
export async function stampsOf(tx: Tx, organizationId: string, of: StampWish): Promise<StampRow[]> {
  const { rows } = await sql<StampRow>`select ${STAMP} from archive.unit u
    where u.organization_id = ${organizationId} and u.harvest_told and u.harvest_at < ${of.before}
      and ${of.from ? sql`u.harvest_at >= ${of.from}` : sql`true`} and ${of.fondsId ? sql`u.fonds_id = ${of.fondsId}` : sql`true`}
      and ${of.after ? sql`(u.harvest_at, u.id) > (${new Date(of.after[0])}, ${of.after[1]}::uuid)` : sql`true`}
    order by u.harvest_at, u.id limit ${of.limit}`.execute(tx)
  return rows
}

/** The newest of a list: what is told once more when all that was left of it changed meanwhile. */
export async function newestOf(
  tx: Tx,
  organizationId: string,
  of: Pick<StampWish, 'fondsId' | 'from' | 'before'>,
): Promise<StampRow[]> {
  const { rows } = await sql<StampRow>`select ${STAMP} from archive.unit u
    where u.organization_id = ${organizationId} and u.harvest_told and u.harvest_at < ${of.before}
      and ${of.from ? sql`u.harvest_at >= ${of.from}` : sql`true`} and ${of.fondsId ? sql`u.fonds_id = ${of.fondsId}` : sql`true`}
    order by u.harvest_at desc, u.id desc limit 1`.execute(tx)
  return rows
}

export interface HarvestedUnit {
  readonly id: string
  readonly level: UnitLine['level']
  readonly title: string
  readonly starts: string | null
  readonly ends: string | null
  readonly language: Unit['language']
  readonly sheets: number | null
  readonly pages: number | null
  readonly box: string | null
  readonly retention: string | null
  readonly access: UnitLine['access']
  readonly keywords: string | null
  readonly description: Unit['description']
  readonly creator: { readonly kind: 'body' | 'person' | 'family'; readonly name: string } | null
  readonly repository: { readonly code: string; readonly name: string }
  /** From the fonds down to itself. */
  readonly line: readonly { readonly level: UnitLine['level']; readonly number: string | null }[]
}

/** Those of these units that are open to harvesters, with all that is told of them. */
export async function harvestedUnits(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, HarvestedUnit>> {
  if (ids.length === 0) return new Map()
  const { rows } =
    await sql<HarvestedUnit>`select u.id, u.level, u.title, u.starts, u.ends, u.language, u.sheets, u.pages, u.box, u.retention, u.access,
      u.keywords, u.description, case when a.id is not null then json_build_object('kind', a.kind, 'name', a.name) end as creator,
      json_build_object('code', r.code, 'name', r.name) as repository,
      (with recursive line as (
          select p.parent_id, p.level, p.number, 0 as steps from archive.unit p where p.organization_id = u.organization_id and p.id = u.id
          union all
          select p.parent_id, p.level, p.number, l.steps + 1 from line l
            join archive.unit p on p.organization_id = u.organization_id and p.id = l.parent_id where l.steps < 40)
        select json_agg(json_build_object('level', level, 'number', number) order by steps desc) from line) as line
    from archive.unit u join archive.repository r on r.organization_id = u.organization_id and r.id = u.repository_id
      left join archive.authority a on a.organization_id = u.organization_id and a.id = u.creator_id
    where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[]) and archive.is_harvested(u)`.execute(
      tx,
    )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Fonds and collections that are open to harvesters, in an order that does not change. */
export async function harvestedSets(
  tx: Tx,
  organizationId: string,
  of: { after: string | null; limit: number },
): Promise<{ id: string; level: UnitLine['level']; number: string | null; title: string }[]> {
  const { rows } = await sql<{
    id: string
    level: UnitLine['level']
    number: string | null
    title: string
  }>`select u.id, u.level, u.number, u.title from archive.unit u
    where u.organization_id = ${organizationId} and u.parent_id is null and archive.is_harvested(u)
      and ${of.after ? sql`u.id > ${of.after}::uuid` : sql`true`} order by u.id limit ${of.limit}`.execute(tx)
  return rows
}

export async function earliestStamp(tx: Tx, organizationId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`select u.harvest_at as at from archive.unit u
    where u.organization_id = ${organizationId} and u.harvest_told order by u.harvest_at, u.id limit 1`.execute(tx)
  return rows[0]?.at ?? null
}

export interface HarvestingRow {
  readonly is_on: boolean
  readonly base_url: string
  readonly admin_email: string
  readonly version: number
}

export async function findHarvesting(tx: Tx, organizationId: string): Promise<HarvestingRow | null> {
  const { rows } = await sql<HarvestingRow>`select is_on, base_url, admin_email, version from archive.harvesting
    where organization_id = ${organizationId}`.execute(tx)
  return rows[0] ?? null
}

/** From this version only; 0: the first time. @returns the new version; null: somebody was quicker */
export async function putHarvesting(
  tx: Tx,
  organizationId: string,
  set: Omit<HarvestingRow, 'version'>,
  version: number,
  now: Date,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`insert into archive.harvesting as h
      (organization_id, is_on, base_url, admin_email, version, changed_at)
    values (${organizationId}, ${set.is_on}, ${set.base_url}, ${set.admin_email}, 1, ${now})
    on conflict (organization_id) do update set is_on = excluded.is_on, base_url = excluded.base_url,
      admin_email = excluded.admin_email, version = h.version + 1, changed_at = excluded.changed_at
      where h.version = ${version}
    returning version`.execute(tx)
  return rows[0]?.version ?? null
}
