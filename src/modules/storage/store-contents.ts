/** All SQL of what lies in boxes, and of every movement. */
import { sql } from 'kysely'
import { unitScope } from '#modules/archive/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Movement } from './contract.ts'

export interface ContentRow {
  readonly id: string
  readonly box_id: string
  readonly unit_id: string | null
  readonly words: string | null
  readonly out_at: Date | null
  readonly out_reason: string | null
  readonly out_to: string | null
  readonly out_due: string | null
  readonly number: string | null
  readonly title: string | null
  readonly starts: string | null
  readonly ends: string | null
  readonly sheets: number | null
  readonly is_seen: boolean
}

/** Contents of a box, or by their ids, in order. */
export async function contentsOf(
  tx: Tx,
  actor: Actor,
  by: { box: string } | { ids: readonly string[] },
  how: 'look' | 'lock' = 'look',
): Promise<ContentRow[]> {
  const which = 'box' in by ? sql`c.box_id = ${by.box}` : sql`c.id = any(${[...by.ids]}::uuid[])`
  if (how === 'lock')
    await sql`select 1 from storage.content c where c.organization_id = ${actor.organizationId} and ${which} order by c.id for update`.execute(
      tx,
    )
  const { rows } =
    await sql<ContentRow>`select c.id, c.box_id, c.unit_id, c.words, c.out_at, c.out_reason, c.out_to, c.out_due, u.number, u.title,
      u.starts, u.ends, u.sheets, coalesce(${unitScope(actor, 'u')}, true) as is_seen
    from storage.content c left join archive.units u on u.organization_id = c.organization_id and u.id = c.unit_id
    where c.organization_id = ${actor.organizationId} and ${which} order by c.position, c.id`.execute(tx)
  return rows
}

export interface FileRow {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly sheets: number | null
  /** The box in which it lies already. */
  readonly content_id: string | null
  readonly box_id: string | null
  readonly is_out: boolean
}

/** Files of the archive in their order: by id, by a range of numbers of an inventory, or those in no box yet. */
export async function filesOf(
  tx: Tx,
  actor: Actor,
  by: { ids: readonly string[] } | { inventory: string; from: string; to: string } | { unboxed: string; max: number },
): Promise<FileRow[]> {
  const { organizationId } = actor
  const key = (inventory: string, number: string) => sql`(select x.number_key from archive.units x
    where x.organization_id = ${organizationId} and x.inventory_id = ${inventory} and x.level = 'file' and x.number = ${number} limit 1)`
  const which =
    'ids' in by
      ? sql`u.id = any(${[...by.ids]}::uuid[])`
      : 'unboxed' in by
        ? sql`u.inventory_id = ${by.unboxed} and c.id is null and u.handed_at is null`
        : sql`u.inventory_id = ${by.inventory} and u.number_key between ${key(by.inventory, by.from)} and ${key(by.inventory, by.to)}`
  const { rows } =
    await sql<FileRow>`select u.id, u.number, u.title, u.sheets, c.id as content_id, c.box_id, c.out_at is not null as is_out
    from archive.units u left join storage.content c on c.organization_id = u.organization_id and c.unit_id = u.id
    where u.organization_id = ${organizationId} and u.level = 'file' and ${unitScope(actor, 'u')} and ${which}
    order by u.number_key, u.position, u.id ${'unboxed' in by ? sql`limit ${by.max}` : sql``}`.execute(tx)
  return rows
}

export async function insertContents(
  tx: Tx,
  rows: readonly {
    organization_id: string
    id: string
    box_id: string
    position: number
    unit_id: string | null
    words: string | null
  }[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('storage.content')
      .values([...rows])
      .execute()
}

export async function lastContent(tx: Tx, organizationId: string, boxId: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(position), 0)::float8 as last from storage.content
    where organization_id = ${organizationId} and box_id = ${boxId}`.execute(tx)
  return rows[0]!.last
}

export async function moveContent(
  tx: Tx,
  organizationId: string,
  id: string,
  to: { boxId: string; position: number },
): Promise<void> {
  await sql`update storage.content set box_id = ${to.boxId}, position = ${to.position}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** The one place where a file of the archive lies. */
export async function contentOfUnit(
  tx: Tx,
  organizationId: string,
  unitId: string,
): Promise<{ id: string; box_id: string; is_out: boolean } | null> {
  const { rows } = await sql<{
    id: string
    box_id: string
    is_out: boolean
  }>`select id, box_id, out_at is not null as is_out from storage.content
    where organization_id = ${organizationId} and unit_id = ${unitId} for update`.execute(tx)
  return rows[0] ?? null
}

/** What lies there is another file, or words. */
export async function setContent(
  tx: Tx,
  organizationId: string,
  id: string,
  of: { unitId: string } | { words: string },
): Promise<void> {
  await sql`update storage.content set unit_id = ${'unitId' in of ? of.unitId : null}, words = ${'words' in of ? of.words : null}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Boxes of an inventory that was merged; those whose number is taken in its heir carry a mark behind it. */
export async function boxesFollow(
  tx: Tx,
  organizationId: string,
  of: { from: string; to: string; fonds: string | null; mark: string },
): Promise<void> {
  await sql`update storage.box b set inventory_id = ${of.to}, fonds_id = ${of.fonds}, version = version + 1,
      number = case when n.is_taken then b.number || '/' || ${of.mark} else b.number end,
      number_key = case when n.is_taken then b.number_key || '/' || ${of.mark} else b.number_key end
    from (select a.id, exists (select from storage.box x where x.organization_id = a.organization_id and x.inventory_id = ${of.to}
        and x.number = a.number) as is_taken
      from storage.box a where a.organization_id = ${organizationId} and a.inventory_id = ${of.from}) n
    where b.organization_id = ${organizationId} and b.id = n.id`.execute(tx)
}

export async function setOut(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  out: { at: Date; reason: string; to: string; due: string | null } | null,
): Promise<void> {
  await sql`update storage.content set out_at = ${out?.at ?? null}, out_reason = ${out?.reason ?? null}, out_to = ${out?.to ?? null},
      out_due = ${out?.due ?? null}
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(tx)
}

export async function deleteContents(tx: Tx, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from storage.content where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export interface MovementRow {
  readonly id: string
  readonly kind: Movement['kind']
  readonly unit_id: string | null
  readonly what: string
  readonly from_path: string | null
  readonly to_path: string | null
  readonly reason: string | null
  readonly to_whom: string | null
  readonly due: string | null
  readonly at: Date
  readonly by_name: string
}

export async function movementsOf(tx: Tx, organizationId: string, boxId: string, max: number): Promise<MovementRow[]> {
  const { rows } =
    await sql<MovementRow>`select id, kind, unit_id, what, from_path, to_path, reason, to_whom, due, at, by_name
    from storage.movement where organization_id = ${organizationId} and box_id = ${boxId} order by at desc, id desc limit ${max}`.execute(
      tx,
    )
  return rows
}

export async function insertMovements(
  tx: Tx,
  rows: readonly (Omit<MovementRow, 'id'> & {
    organization_id: string
    id: string
    box_id: string
    by_post: string | null
  })[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insertInto('storage.movement')
      .values(rows.slice(at, at + 500))
      .execute()
}

/** Inventories with their fonds, the files in no box yet, and the highest number of a box. */
export async function inventoriesOf(tx: Tx, actor: Actor) {
  const { organizationId } = actor
  const { rows } = await sql<{
    id: string
    fonds: string
    inventory: string
    files: number
    unboxed: number
    highest: number
  }>`select i.id, concat_ws(' · ', f.number, f.title) as fonds, concat_ws(' · ', i.number, i.title) as inventory,
      n.files, n.unboxed, coalesce((select max(substring(b.number from '^\\d{1,9}')::int) from storage.box b
        where b.organization_id = i.organization_id and b.inventory_id = i.id), 0) as highest
    from archive.units i join archive.units f on f.organization_id = i.organization_id and f.id = i.fonds_id
      left join lateral (select count(*)::int as files, (count(*) filter (where c.id is null and u.handed_at is null))::int as unboxed
        from archive.units u left join storage.content c on c.organization_id = u.organization_id and c.unit_id = u.id
        where u.organization_id = i.organization_id and u.fonds_id = i.fonds_id and u.level = 'file' and u.inventory_id = i.id) n on true
    where i.organization_id = ${organizationId} and i.level = 'inventory' and ${unitScope(actor, 'i')}
    order by f.number, i.number_key, i.id limit 500`.execute(tx)
  return rows
}

/** Where a file of the archive lies: its box with the way to it, and whether it is out. */
export async function placeOfUnit(
  tx: Tx,
  organizationId: string,
  unitId: string,
): Promise<{ box_id: string; label: string; out_at: Date | null; out_due: string | null } | null> {
  const { rows } = await sql<{
    box_id: string
    label: string
    out_at: Date | null
    out_due: string | null
  }>`select box_id, label, out_at, out_due from storage.places_of_units
    where organization_id = ${organizationId} and unit_id = ${unitId} limit 1`.execute(tx)
  return rows[0] ?? null
}
