/** SQL of units. Row security shows the own organisation. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { UnitLine } from './shapes.ts'

const unitColumns = [
  'id',
  'parent_id',
  'name',
  'abbreviation',
  'position',
  'valid_from',
  'valid_to',
  'version',
] as const

type UnitRow = {
  id: string
  parent_id: string | null
  name: string
  abbreviation: string | null
  position: number
  valid_from: string
  valid_to: string | null
  version: number
}
function unit(row: UnitRow): UnitLine {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    abbreviation: row.abbreviation,
    position: row.position,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    version: row.version,
  }
}

/** Units of an organisation; `day` null: all that ever were. */
export async function units(tx: Tx, organizationId: string, day: string | null): Promise<UnitLine[]> {
  let query = tx.selectFrom('people.unit').select(unitColumns).where('organization_id', '=', organizationId)
  if (day) query = query.where(standing(day))
  return (await query.orderBy('position').orderBy('name').execute()).map(unit)
}

const standing = (day: string) =>
  sql<boolean>`valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)`

export async function unitById(tx: Tx, organizationId: string, id: string): Promise<UnitLine | null> {
  const row = await tx
    .selectFrom('people.unit')
    .select(unitColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? unit(row) : null
}

export async function insertUnit(
  tx: Tx,
  organizationId: string,
  row: Omit<UnitLine, 'version' | 'validTo'>,
): Promise<void> {
  await tx
    .insertInto('people.unit')
    .values({
      organization_id: organizationId,
      id: row.id,
      parent_id: row.parentId,
      name: row.name,
      abbreviation: row.abbreviation,
      position: row.position,
      valid_from: row.validFrom,
    })
    .execute()
}

export async function updateUnit(
  tx: Tx,
  organizationId: string,
  id: string,
  version: number,
  set: Partial<{
    parent_id: string | null
    name: string
    abbreviation: string | null
    position: number
    valid_to: string
  }>,
): Promise<number | null> {
  const row = await tx
    .updateTable('people.unit')
    .set({ ...set, version: version + 1 })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** Ids of a unit and of everything under it. */
export async function unitsUnder(tx: Tx, organizationId: string, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive tree as (
      select id from people.unit where organization_id = ${organizationId} and id = ${id}
      union select u.id from people.unit u join tree t on u.parent_id = t.id where u.organization_id = ${organizationId})
    select id from tree`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Posts and units that still stand in a unit after a day. */
export async function unitUse(tx: Tx, organizationId: string, id: string, lastDay: string) {
  const { rows } = await sql<{ posts: number; units: number }>`
    select (select count(*)::int from people.post where organization_id = ${organizationId} and unit_id = ${id}
              and (valid_to is null or valid_to > ${lastDay}::date)) as posts,
           (select count(*)::int from people.unit where organization_id = ${organizationId} and parent_id = ${id}
              and (valid_to is null or valid_to > ${lastDay}::date)) as units`.execute(tx)
  return rows[0] ?? { posts: 0, units: 0 }
}
