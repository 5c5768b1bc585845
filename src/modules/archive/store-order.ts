/** All SQL of moving, numbering anew, merging, removing and publishing units. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { RenumberOrder, UnitLine } from './contract.ts'
import { isHidden, type UnitRow } from './store.ts'

/** Does one unit lie in another, or is it the same? */
export async function liesIn(tx: Tx, organizationId: string, id: string, inside: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`with recursive line as (
      select u.id, u.parent_id from archive.unit u where u.organization_id = ${organizationId} and u.id = ${id}
      union all
      select p.id, p.parent_id from line l join archive.unit p on p.organization_id = ${organizationId} and p.id = l.parent_id)
    select count(*)::int as n from line where id = any(${[...inside]}::uuid[])`.execute(tx)
  return rows[0]!.n > 0
}

/** Does an inventory lie in one of these, at any depth? */
export async function holdsInventory(tx: Tx, organizationId: string, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`with recursive inside as (
      select u.id, u.level from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[])
      union all
      select c.id, c.level from inside i join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null
        where i.level <> 'inventory')
    select count(*)::int as n from inside where level = 'inventory'`.execute(tx)
  return rows[0]!.n > 0
}

/** A unit goes under another parent with all that lies in it; both parents count anew. */
export async function placeUnder(
  tx: Tx,
  organizationId: string,
  unit: UnitRow,
  to: {
    parent: string
    repository: string
    fonds: string
    inventory: string | null
    countedIn: string
    position: number
  },
  now: Date,
): Promise<void> {
  const inventory = unit.level === 'inventory' ? unit.id : to.inventory
  await sql`update archive.unit set parent_id = ${to.parent}, repository_id = ${to.repository}, fonds_id = ${to.fonds}, inventory_id = ${inventory},
      counted_in = ${to.countedIn}, position = ${to.position}, changed_at = ${now}, version = version + 1,
      harvest_at = case when publish = 'public' then ${now}::timestamptz else harvest_at end
    where organization_id = ${organizationId} and id = ${unit.id}`.execute(tx)
  if (unit.parent_id !== to.parent)
    await sql`update archive.unit set children = children + case when id = ${to.parent} then 1 else -1 end, changed_at = ${now}
      where organization_id = ${organizationId} and id in (${to.parent}, ${unit.parent_id})`.execute(tx)
  if (unit.children > 0 && (unit.fonds_id !== to.fonds || unit.inventory_id !== inventory))
    await sql`with recursive inside as (
        select c.id, c.level, case when c.level = 'inventory' then c.id else ${inventory}::uuid end as inventory from archive.unit c
          where c.organization_id = ${organizationId} and c.parent_id = ${unit.id} and c.removed_at is null
        union all
        select c.id, c.level, case when c.level = 'inventory' then c.id else i.inventory end from inside i
          join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null)
      update archive.unit u set repository_id = ${to.repository}, fonds_id = ${to.fonds}, inventory_id = i.inventory,
        counted_in = case u.level when 'inventory' then ${to.fonds}::uuid when 'file' then coalesce(i.inventory, ${to.fonds}::uuid) else u.counted_in end,
        changed_at = ${now}
      from inside i where u.organization_id = ${organizationId} and u.id = i.id`.execute(tx)
}

/** Numbers that files of a subtree bring with them and that are taken where they would be counted. */
export async function clashes(
  tx: Tx,
  organizationId: string,
  units: readonly string[],
  countedIn: string,
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`with recursive inside as (
      select u.id, u.level, u.number, u.inventory_id from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${[...units]}::uuid[])
      union all
      select c.id, c.level, c.number, c.inventory_id from inside i join archive.unit c
        on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null where i.level = 'group')
    select i.number from inside i join archive.unit o on o.organization_id = ${organizationId} and o.counted_in = ${countedIn} and o.level = i.level
      and o.number = i.number and o.removed_at is null and o.id <> i.id
    where i.level in ('file', 'inventory', 'item') and i.number is not null and not exists (select 1 from inside x where x.id = o.id)
    limit 5`.execute(tx)
  return rows.map((row) => row.number)
}

const ORDERS = {
  position: sql`u.position, u.id`,
  number: sql`u.number_key, u.position, u.id`,
  starts: sql`u.starts_on nulls last, u.number_key, u.id`,
  title: sql`u.folded, u.number_key, u.id`,
} as const

export interface Numbered {
  readonly id: string
  readonly title: string
  readonly was: string | null
  readonly n: number
}

/** What a unit counts, in the wished order. */
export async function countedBy(
  tx: Tx,
  actor: Actor,
  of: { countedIn: string; level: UnitLine['level']; order: RenumberOrder; limit: number },
): Promise<Numbered[]> {
  const { rows } =
    await sql<Numbered>`select u.id, case when ${isHidden(actor)} then '' else u.title end as title, u.number as was, (row_number() over (order by ${ORDERS[of.order]}))::int as n
    from archive.unit u where u.organization_id = ${actor.organizationId} and u.counted_in = ${of.countedIn} and u.level = ${of.level}
      and u.removed_at is null order by n limit ${of.limit}`.execute(tx)
  return rows
}

/** Gives new numbers: all lose theirs first, so that none is in another's way. */
export async function setNumbers(
  tx: Tx,
  organizationId: string,
  rows: readonly { id: string; number: string; key: string }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await sql`update archive.unit set number = null where organization_id = ${organizationId} and id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`update archive.unit u set number = x.number, number_key = x.key, changed_at = ${now}, version = u.version + 1,
      harvest_at = case when u.publish = 'public' then ${now}::timestamptz else u.harvest_at end
    from unnest(${ids}::uuid[], ${rows.map((row) => row.number)}::text[], ${rows.map((row) => row.key)}::text[]) x (id, number, key)
    where u.organization_id = ${organizationId} and u.id = x.id`.execute(tx)
}

/** Ids of what lies directly in a unit, in order. */
export async function childIds(tx: Tx, organizationId: string, parent: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from archive.unit where organization_id = ${organizationId} and parent_id = ${parent}
    and removed_at is null order by position, id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Takes a unit out of every list; its row, its number as it was and its trace stay. From this version only. */
export async function removeUnit(
  tx: Tx,
  of: {
    organizationId: string
    id: string
    parent: string | null
    version: number
    now: Date
    mergedInto: string | null
  },
): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`update archive.unit set removed_at = ${of.now}, merged_into = ${of.mergedInto}, changed_at = ${of.now},
      version = version + 1, harvest_at = case when harvest_at is null then null else ${of.now}::timestamptz end
    where organization_id = ${of.organizationId} and id = ${of.id} and version = ${of.version} and removed_at is null returning id`.execute(
    tx,
  )
  if (rows.length === 0) return false
  if (of.parent)
    await sql`update archive.unit set children = children - 1, changed_at = ${of.now} where organization_id = ${of.organizationId} and id = ${of.parent}`.execute(
      tx,
    )
  return true
}

/** By unit: the narrowed case file whose list holds for it, its own or that of the file it lies in; none for the others. */
export async function narrowedBy(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; file: string }>`select u.id, n.file_id as file from archive.unit u
    left join archive.unit p on p.organization_id = u.organization_id and p.id = u.parent_id and p.level = 'file'
    join casefiles.narrowings n on n.organization_id = u.organization_id and n.file_id in (u.source_file, p.source_file)
    where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.file]))
}

/** Is the file that a unit came from narrowed to a list? */
export async function isOfNarrowedFile(tx: Tx, organizationId: string, sourceFile: string | null): Promise<boolean> {
  if (sourceFile === null) return false
  const { rows } = await sql`select from casefiles.narrowings
    where organization_id = ${organizationId} and file_id = ${sourceFile} limit 1`.execute(tx)
  return rows.length > 0
}

/** Ids of units and, when wished, of everything in them; one more than the limit tells that there are more. */
export async function withBelow(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  isWithBelow: boolean,
  limit: number,
): Promise<string[]> {
  const { rows } = isWithBelow
    ? await sql<{ id: string }>`with recursive inside as (
        select u.id from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[]) and u.removed_at is null
        union all
        select c.id from inside i join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null)
      select distinct id from inside limit ${limit + 1}`.execute(tx)
    : await sql<{
        id: string
      }>`select u.id from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[])
        and u.removed_at is null`.execute(tx)
  return rows.map((row) => row.id)
}

/** Ids of the units above, at any height. */
export async function ancestorsOf(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive line as (
      select u.parent_id as id from archive.unit u where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[])
      union
      select p.parent_id from line l join archive.unit p on p.organization_id = ${organizationId} and p.id = l.id)
    select id from line where id is not null`.execute(tx)
  return rows.map((row) => row.id)
}

const rank = (state: RawBuilder<unknown>) => sql`array_position(array['draft', 'office', 'public'], ${state})`

/** Moves units to a state of publishing, those that stand lower or those that stand higher. @returns those that moved */
export async function publishUnits(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  to: UnitLine['publish'],
  how: 'raise' | 'lower',
  now: Date,
): Promise<{ id: string; document_id: string | null; access: UnitLine['access'] }[]> {
  if (ids.length === 0) return []
  const moves = how === 'raise' ? sql`<` : sql`>`
  const { rows } = await sql<{
    id: string
    document_id: string | null
    access: UnitLine['access']
  }>`update archive.unit set publish = ${to}::text,
      published_at = case when ${to}::text = 'draft' then null else coalesce(published_at, ${now}::timestamptz) end,
      harvest_at = case when publish = 'public' or ${to}::text = 'public' then ${now}::timestamptz else harvest_at end, changed_at = ${now}, version = version + 1
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[]) and removed_at is null
      ${how === 'raise' ? sql`and handed_at is null and handing is null` : sql``}
      and ${rank(sql`publish`)} ${moves} ${rank(sql`${to}::text`)}
    returning id, document_id, access`.execute(tx)
  return rows
}

/** Documents of items that anybody may see: open themselves, in an open file that no list narrows and that has not gone on. */
export async function openDocuments(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    document_id: string
  }>`select u.document_id from archive.unit u join archive.unit f on f.organization_id = u.organization_id and f.id = u.parent_id
    where u.organization_id = ${organizationId} and u.id = any(${[...ids]}::uuid[]) and u.document_id is not null and u.removed_at is null
      and u.access = 'open' and f.access = 'open' and u.handed_at is null and u.handing is null
      and not exists (select from casefiles.narrowings n where n.organization_id = f.organization_id and n.file_id = f.source_file)`.execute(
    tx,
  )
  return rows.map((row) => row.document_id)
}
