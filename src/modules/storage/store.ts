/** All SQL of places and boxes. */
import { type RawBuilder, sql } from 'kysely'
import { unitScope } from '#modules/archive/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Box, PlaceKind } from './contract.ts'

export interface PlaceRow {
  readonly id: string
  readonly parent_id: string | null
  readonly store_id: string
  readonly line: string[]
  readonly kind: PlaceKind
  readonly code: string
  readonly name: string | null
  readonly position: number
  readonly metres: number | null
  readonly path: string
  readonly scan_code: string
  readonly version: number
}
export interface PlaceFigures extends PlaceRow {
  readonly capacity: number
  readonly centimetres: number
  readonly boxes: number
  readonly children: number
}

const PLACE = sql`p.id, p.parent_id, p.store_id, p.line, p.kind, p.code, p.name, p.position::float8 as position, p.metres::float8 as metres,
  p.path, p.scan_code, p.version`

/** Places with what their shelves hold: one pass over the shelves of the stores asked for. */
async function withFigures(tx: Tx, organizationId: string, where: RawBuilder<boolean>): Promise<PlaceFigures[]> {
  const { rows } =
    await sql<PlaceFigures>`with asked as (select * from storage.place p where p.organization_id = ${organizationId} and ${where}),
    held as (
      select a.id, coalesce(sum(s.metres), 0)::float8 as capacity, coalesce(sum(b.width), 0)::float8 as centimetres,
        coalesce(sum(b.boxes), 0)::int as boxes
      from asked a join storage.place s on s.organization_id = ${organizationId} and s.store_id = a.store_id and s.kind = 'shelf' and a.id = any(s.line)
        left join lateral (select sum(x.width_cm) as width, count(*) as boxes from storage.box x
          where x.organization_id = ${organizationId} and x.shelf_id = s.id) b on true
      group by a.id)
    select ${PLACE}, coalesce(h.capacity, 0) as capacity, coalesce(h.centimetres, 0) as centimetres, coalesce(h.boxes, 0) as boxes,
      (select count(*)::int from storage.place c where c.organization_id = ${organizationId} and c.parent_id = p.id) as children
    from asked p left join held h on h.id = p.id order by p.position, p.id`.execute(tx)
  return rows
}

export const placesIn = (tx: Tx, organizationId: string, parentId: string | null): Promise<PlaceFigures[]> =>
  withFigures(
    tx,
    organizationId,
    parentId ? sql<boolean>`p.parent_id = ${parentId}` : sql<boolean>`p.parent_id is null`,
  )

export const placesById = (tx: Tx, organizationId: string, ids: readonly string[]): Promise<PlaceFigures[]> =>
  withFigures(tx, organizationId, sql<boolean>`p.id = any(${[...ids]}::uuid[])`)

export async function findPlace(
  tx: Tx,
  organizationId: string,
  by: { id: string } | { scan: string },
  how: 'look' | 'lock' = 'look',
): Promise<PlaceRow | null> {
  const { rows } = await sql<PlaceRow>`select ${PLACE} from storage.place p where p.organization_id = ${organizationId}
    and ${'id' in by ? sql`p.id = ${by.id}` : sql`p.scan_code = ${by.scan}`} ${how === 'lock' ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The shelves of a place in order, itself among them when it is one. */
export async function shelvesOf(tx: Tx, organizationId: string, place: PlaceRow, max: number): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${PLACE} from storage.place p
    where p.organization_id = ${organizationId} and p.store_id = ${place.store_id} and ${place.id} = any(p.line) and p.kind = 'shelf'
    order by (select array_agg(above.position order by way.n) from unnest(p.line) with ordinality way (id, n)
      join storage.place above on above.organization_id = p.organization_id and above.id = way.id), p.id limit ${max}`.execute(
    tx,
  )
  return rows
}

export async function lastPosition(tx: Tx, organizationId: string, parentId: string | null): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(position), 0)::float8 as last from storage.place
    where organization_id = ${organizationId} and parent_id is not distinct from ${parentId}::uuid`.execute(tx)
  return rows[0]!.last
}

/** Serial numbers of labels are given one after the other: whoever comes second waits. @returns the first free one */
export async function nextSerial(tx: Tx, organizationId: string, of: 'box' | 'place'): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`storage.serial ${of} ${organizationId}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select coalesce(max(substr(scan_code, 2, 9)::int), 0) + 1 as n
    from ${of === 'box' ? sql`storage.box` : sql`storage.place`} where organization_id = ${organizationId}`.execute(tx)
  return rows[0]!.n
}

export type NewPlace = Omit<PlaceRow, 'version'> & { organization_id: string; created_at: Date }

export async function insertPlaces(tx: Tx, rows: readonly NewPlace[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insertInto('storage.place')
      .values(
        rows.slice(at, at + 500).map((row) => ({ ...row, metres: row.metres === null ? null : String(row.metres) })),
      )
      .execute()
}

/** @returns the new version; null: somebody was quicker */
export async function updatePlace(
  tx: Tx,
  organizationId: string,
  id: string,
  version: number,
  set: { code: string; name: string | null; metres: number | null; position: number },
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`update storage.place
    set code = ${set.code}, name = ${set.name}, metres = ${set.metres}, position = ${set.position}, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and version = ${version} returning version`.execute(tx)
  return rows[0]?.version ?? null
}

/** A place was given another code: its path and those below it say so. */
export async function renamePaths(tx: Tx, organizationId: string, place: PlaceRow, path: string): Promise<void> {
  await sql`update storage.place set path = ${path} || substr(path, ${place.path.length + 1}::int)
    where organization_id = ${organizationId} and store_id = ${place.store_id} and ${place.id} = any(line)`.execute(tx)
}

export async function swapPositions(tx: Tx, organizationId: string, a: PlaceRow, b: PlaceRow): Promise<void> {
  await sql`update storage.place set position = case id when ${a.id} then ${b.position}::bigint else ${a.position}::bigint end
    where organization_id = ${organizationId} and id in (${a.id}, ${b.id})`.execute(tx)
}

/** @returns false where something stands in it, or somebody was quicker */
export async function deletePlace(tx: Tx, organizationId: string, id: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`delete from storage.place
    where organization_id = ${organizationId} and id = ${id} and version = ${version} returning id`.execute(tx)
  return rows.length === 1
}

export async function isPlaceUsed(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from storage.place where organization_id = ${organizationId} and parent_id = ${id})
    or exists (select from storage.box where organization_id = ${organizationId} and shelf_id = ${id}) as used`.execute(
    tx,
  )
  return rows[0]!.used
}

export interface BoxRow {
  readonly id: string
  readonly kind: Box['kind']
  readonly number: string
  readonly number_key: string
  readonly width_cm: number
  readonly state: Box['state']
  readonly fonds_id: string | null
  readonly inventory_id: string | null
  readonly note: string | null
  readonly shelf_id: string | null
  readonly position: number | null
  readonly scan_code: string
  readonly version: number
  readonly path: string | null
  readonly store_name: string | null
  readonly fonds_number: string | null
  readonly fonds_title: string | null
  readonly inventory_number: string | null
  readonly inventory_title: string | null
  readonly files: number
  readonly out: number
  readonly first: string | null
  readonly last: string | null
}

const BOX = sql`b.id, b.kind, b.number, b.number_key, b.width_cm::float8 as width_cm, b.state, b.fonds_id, b.inventory_id, b.note, b.shelf_id,
  b.position::float8 as position, b.scan_code, b.version, p.path, coalesce(s.name, 'Kho ' || s.code) as store_name,
  f.number as fonds_number, f.title as fonds_title, i.number as inventory_number, i.title as inventory_title, c.files, c.out, c.first, c.last`
/** Fonds and inventory are named only to those whom the archive shows them. */
const boxFrom = (actor: Actor): RawBuilder<unknown> => sql`storage.box b
  left join storage.place p on p.organization_id = b.organization_id and p.id = b.shelf_id
  left join storage.place s on s.organization_id = b.organization_id and s.id = p.store_id
  left join archive.units f on f.organization_id = b.organization_id and f.id = b.fonds_id and ${unitScope(actor, 'f')}
  left join archive.units i on i.organization_id = b.organization_id and i.id = b.inventory_id and ${unitScope(actor, 'i')}
  left join lateral (select count(*)::int as files, count(x.out_at)::int as out,
      (array_agg(u.number order by x.position, x.id) filter (where u.number is not null))[1] as first,
      (array_agg(u.number order by x.position desc, x.id desc) filter (where u.number is not null))[1] as last
    from storage.content x left join archive.units u on u.organization_id = x.organization_id and u.id = x.unit_id
    where x.organization_id = b.organization_id and x.box_id = b.id) c on true`

export async function findBoxes(
  tx: Tx,
  actor: Actor,
  by: { ids: readonly string[] } | { scan: string },
  how: 'look' | 'lock' = 'look',
): Promise<BoxRow[]> {
  const { organizationId } = actor
  const which = 'ids' in by ? sql`b.id = any(${[...by.ids]}::uuid[])` : sql`b.scan_code = ${by.scan}`
  if (how === 'lock')
    await sql`select 1 from storage.box b where b.organization_id = ${organizationId} and ${which} order by b.id for update`.execute(
      tx,
    )
  const { rows } =
    await sql<BoxRow>`select ${BOX} from ${boxFrom(actor)} where b.organization_id = ${organizationId} and ${which}
    order by b.inventory_id, b.number_key, b.id`.execute(tx)
  return rows
}

export interface BoxFilter {
  readonly place: PlaceRow | null
  readonly inventory: string | null
  readonly what: 'all' | 'unplaced' | 'out'
  readonly q: string | null
  readonly after: readonly [key: string, id: string] | null
  readonly limit: number
}

export async function listBoxes(tx: Tx, actor: Actor, of: BoxFilter): Promise<BoxRow[]> {
  const { rows } =
    await sql<BoxRow>`select ${BOX} from ${boxFrom(actor)} where b.organization_id = ${actor.organizationId}
    and ${of.place ? sql`p.store_id = ${of.place.store_id} and ${of.place.id} = any(p.line)` : sql`true`}
    and ${of.inventory ? sql`b.inventory_id = ${of.inventory}` : sql`true`}
    and ${of.what === 'unplaced' ? sql`b.shelf_id is null` : of.what === 'out' ? sql`c.out > 0` : sql`true`}
    and ${of.q ? sql`(lower(b.number) = lower(${of.q}) or b.scan_code = ${of.q} or b.note ilike ${`%${of.q}%`})` : sql`true`}
    and ${of.after ? sql`(b.number_key, b.id) > (${of.after[0]}, ${of.after[1]}::uuid)` : sql`true`}
    order by b.number_key, b.id limit ${of.limit}`.execute(tx)
  return rows
}

export async function insertBoxes(
  tx: Tx,
  rows: readonly {
    organization_id: string
    id: string
    kind: Box['kind']
    number: string
    number_key: string
    width_cm: number
    state: 'open'
    fonds_id: string | null
    inventory_id: string | null
    note: string | null
    shelf_id: string | null
    position: number | null
    scan_code: string
    created_at: Date
    changed_at: Date
  }[],
): Promise<void> {
  await tx
    .insertInto('storage.box')
    .values(rows.map((row) => ({ ...row, width_cm: String(row.width_cm) })))
    .execute()
}

/** Numbers that boxes of this inventory (or of none) have already. */
export async function takenNumbers(
  tx: Tx,
  organizationId: string,
  inventoryId: string | null,
  numbers: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{
    number: string
  }>`select number from storage.box where organization_id = ${organizationId}
    and inventory_id is not distinct from ${inventoryId}::uuid and number = any(${[...numbers]}::text[])`.execute(tx)
  return rows.map((row) => row.number)
}

/** @returns the new version; null: somebody was quicker */
export async function updateBox(
  tx: Tx,
  organizationId: string,
  id: string,
  version: number,
  set: { number: string; number_key: string; width_cm: number; state: Box['state']; note: string | null; now: Date },
): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update storage.box set number = ${set.number}, number_key = ${set.number_key},
      width_cm = ${set.width_cm}, state = ${set.state}, note = ${set.note}, changed_at = ${set.now}, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and version = ${version} returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export async function deleteBox(tx: Tx, organizationId: string, id: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`delete from storage.box
    where organization_id = ${organizationId} and id = ${id} and version = ${version} returning id`.execute(tx)
  return rows.length === 1
}

/** What stands on a shelf: centimetres, and the last position. */
export async function onShelf(
  tx: Tx,
  organizationId: string,
  shelfId: string,
): Promise<{ centimetres: number; last: number }> {
  const { rows } = await sql<{
    centimetres: number
    last: number
  }>`select coalesce(sum(width_cm), 0)::float8 as centimetres,
    coalesce(max(position), 0)::float8 as last from storage.box where organization_id = ${organizationId} and shelf_id = ${shelfId}`.execute(
    tx,
  )
  return rows[0]!
}

export async function setShelf(
  tx: Tx,
  organizationId: string,
  boxId: string,
  to: { shelfId: string; position: number } | null,
  now: Date,
): Promise<void> {
  await sql`update storage.box set shelf_id = ${to?.shelfId ?? null}, position = ${to?.position ?? null}, changed_at = ${now}, version = version + 1
    where organization_id = ${organizationId} and id = ${boxId}`.execute(tx)
}
