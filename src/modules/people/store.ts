/** SQL of the directory: organisations with their names, codes and successions. */
import { sql } from 'kysely'
import { pgCode, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { OrganizationDetail, OrganizationLine, SuccessionLine } from './shapes.ts'
import type { OrganizationFacts } from './types.ts'

const openIdentifier = sql<string | null>`(select i.value from people.organization_identifier i
  where i.organization_id = o.id and i.scheme = 'organ-id' and i.valid_to is null order by i.valid_from desc limit 1)`

function organizations(tx: Tx) {
  return tx
    .selectFrom('people.organization as o')
    .select([
      'o.id',
      'o.parent_id',
      'o.name',
      'o.short_name',
      'o.abbreviation',
      'o.kind',
      'o.regime',
      'o.level',
      'o.place',
      'o.address',
      'o.phone',
      'o.founded_on',
      'o.dissolved_on',
      'o.is_demo',
      'o.is_host',
      'o.version',
    ])
    .select(openIdentifier.as('organ_id'))
}

type OrganizationRow = Awaited<ReturnType<ReturnType<typeof organizations>['execute']>>[number]

function line(row: OrganizationRow): OrganizationLine {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    shortName: row.short_name,
    abbreviation: row.abbreviation,
    kind: row.kind as OrganizationLine['kind'],
    regime: row.regime as OrganizationLine['regime'],
    level: row.level as OrganizationLine['level'],
    place: row.place,
    address: row.address,
    phone: row.phone,
    foundedOn: row.founded_on,
    dissolvedOn: row.dissolved_on,
    isDemo: row.is_demo,
    isHost: row.is_host,
    organId: row.organ_id,
    version: row.version,
  }
}

/** The whole directory, parents' order first, then name. Bounded: an installation holds about a thousand bodies. */
export async function allOrganizations(tx: Tx): Promise<OrganizationLine[]> {
  const rows = await organizations(tx).orderBy('o.position').orderBy('o.name').limit(10_000).execute()
  return rows.map(line)
}

export async function organizationById(tx: Tx, id: string): Promise<OrganizationFacts | null> {
  const row = await organizations(tx).where('o.id', '=', id).executeTakeFirst()
  return row ? line(row) : null
}

/** Locks the row: succession, names and codes of one organisation change one after another. */
export async function lockOrganization(tx: Tx, id: string): Promise<OrganizationFacts | null> {
  await sql`select 1 from people.organization where id = ${id} for update`.execute(tx)
  return organizationById(tx, id)
}

/** Ids of an organisation and of everything under it. */
export async function idsUnder(tx: Tx, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive tree as (
      select id from people.organization where id = ${id}
      union select o.id from people.organization o join tree t on o.parent_id = t.id)
    select id from tree`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Is the installation set up? Demo organisations do not count: demo data may be tried before. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  return (
    (await tx
      .selectFrom('people.organization')
      .select('id')
      .where('is_demo', '=', false)
      .limit(1)
      .executeTakeFirst()) !== undefined
  )
}

/** The same for the one who sets up. */
export async function isSetUpLocked(tx: Tx): Promise<boolean> {
  // Two set-ups at the same moment: the second waits here and then sees the first one's organisation.
  await sql`select pg_advisory_xact_lock(hashtext('people.bootstrap'))`.execute(tx)
  return isSetUp(tx)
}

export interface NewOrganization {
  readonly id: string
  readonly name: string
  readonly shortName: string | null
  readonly abbreviation: string | null
  readonly kind: OrganizationLine['kind']
  readonly regime: OrganizationLine['regime']
  readonly level: OrganizationLine['level']
  readonly parentId: string | null
  readonly place: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly foundedOn: string | null
  readonly isDemo: boolean
  readonly isHost: boolean
  readonly position: number
  readonly now: Date
}

export async function insertOrganization(tx: Tx, row: NewOrganization): Promise<void> {
  await tx
    .insertInto('people.organization')
    .values({
      id: row.id,
      name: row.name,
      short_name: row.shortName,
      abbreviation: row.abbreviation,
      kind: row.kind,
      regime: row.regime,
      level: row.level,
      parent_id: row.parentId,
      place: row.place,
      address: row.address,
      phone: row.phone,
      founded_on: row.foundedOn,
      is_demo: row.isDemo,
      is_host: row.isHost,
      position: row.position,
      created_at: row.now,
    })
    .execute()
}

/** Sets columns of an organisation at a version. @returns the new version, or null when another has changed it */
export async function updateOrganization(
  tx: Tx,
  id: string,
  version: number,
  set: Partial<{
    name: string
    short_name: string | null
    abbreviation: string | null
    level: string
    parent_id: string | null
    place: string | null
    address: string | null
    phone: string | null
    founded_on: string | null
    dissolved_on: string | null
    position: number
  }>,
): Promise<number | null> {
  const row = await tx
    .updateTable('people.organization')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

export async function insertName(
  tx: Tx,
  row: {
    organizationId: string
    name: string
    shortName: string | null
    abbreviation: string | null
    from: string
    basis: string | null
  },
): Promise<void> {
  await tx
    .insertInto('people.organization_name')
    .values({
      organization_id: row.organizationId,
      valid_from: row.from,
      name: row.name,
      short_name: row.shortName,
      abbreviation: row.abbreviation,
      basis: row.basis,
    })
    .execute()
}

/** First day of the name in force, and closing it. */
export async function currentNameFrom(tx: Tx, organizationId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('people.organization_name')
    .select('valid_from')
    .where('organization_id', '=', organizationId)
    .where('valid_to', 'is', null)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row?.valid_from ?? null
}

export async function closeName(tx: Tx, organizationId: string, lastDay: string): Promise<void> {
  await tx
    .updateTable('people.organization_name')
    .set({ valid_to: lastDay })
    .where('organization_id', '=', organizationId)
    .where('valid_to', 'is', null)
    .execute()
}

export async function insertSuccession(
  tx: Tx,
  row: {
    kind: SuccessionLine['kind']
    predecessorId: string | null
    successorId: string | null
    effectiveOn: string
    basis: string
    note: string | null
  },
): Promise<void> {
  await tx
    .insertInto('people.succession')
    .values({
      id: newId(),
      kind: row.kind,
      predecessor_id: row.predecessorId,
      successor_id: row.successorId,
      effective_on: row.effectiveOn,
      basis: row.basis,
      note: row.note,
    })
    .execute()
}

/** Who else holds a code in overlapping days. */
export async function holderOfIdentifier(
  tx: Tx,
  of: { scheme: string; value: string; from: string; to: string | null; except: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('people.organization_identifier as i')
    .innerJoin('people.organization as o', 'o.id', 'i.organization_id')
    .select('o.name')
    .where('i.scheme', '=', of.scheme)
    .where('i.value', '=', of.value)
    .where('i.organization_id', '<>', of.except)
    .where(sql<boolean>`daterange(i.valid_from, i.valid_to, '[]') && daterange(${of.from}::date, ${of.to}::date, '[]')`)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The open code of a scheme ends before another begins. */
export async function closeIdentifier(
  tx: Tx,
  organizationId: string,
  scheme: string | null,
  lastDay: string,
): Promise<void> {
  let query = tx
    .updateTable('people.organization_identifier')
    .set({ valid_to: lastDay })
    .where('organization_id', '=', organizationId)
    .where('valid_to', 'is', null)
    .where('valid_from', '<=', lastDay)
  if (scheme) query = query.where('scheme', '=', scheme)
  await query.execute()
}

export async function insertIdentifier(
  tx: Tx,
  row: {
    id: string
    organizationId: string
    scheme: string
    value: string
    from: string
    to: string | null
    basis: string | null
  },
): Promise<void> {
  await tx
    .insertInto('people.organization_identifier')
    .values({
      id: row.id,
      organization_id: row.organizationId,
      scheme: row.scheme,
      value: row.value,
      valid_from: row.from,
      valid_to: row.to,
      basis: row.basis,
    })
    .execute()
    .catch((error: unknown) => {
      if (pgCode(error) !== '23P01') throw error
      throw new AppError('PEOPLE_IDENTIFIER_TAKEN', { facts: { value: row.value, name: '…' }, cause: error })
    })
}

export async function namesOf(tx: Tx, organizationId: string): Promise<OrganizationDetail['names']> {
  const rows = await tx
    .selectFrom('people.organization_name')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    shortName: row.short_name,
    abbreviation: row.abbreviation,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
  }))
}

export async function identifiersOf(tx: Tx, organizationId: string): Promise<OrganizationDetail['identifiers']> {
  const rows = await tx
    .selectFrom('people.organization_identifier')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('scheme')
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    scheme: row.scheme as OrganizationDetail['identifiers'][number]['scheme'],
    value: row.value,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
  }))
}

export async function successionsOf(tx: Tx, organizationId: string): Promise<SuccessionLine[]> {
  const rows = await tx
    .selectFrom('people.succession as s')
    .leftJoin('people.organization as p', 'p.id', 's.predecessor_id')
    .leftJoin('people.organization as n', 'n.id', 's.successor_id')
    .select(['s.id', 's.kind', 's.effective_on', 's.basis', 's.note', 's.predecessor_id', 's.successor_id'])
    .select(['p.name as predecessor_name', 'n.name as successor_name'])
    .where((eb) => eb.or([eb('s.predecessor_id', '=', organizationId), eb('s.successor_id', '=', organizationId)]))
    .orderBy('s.effective_on', 'desc')
    .orderBy('s.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as SuccessionLine['kind'],
    effectiveOn: row.effective_on,
    basis: row.basis,
    note: row.note,
    predecessor: row.predecessor_id ? { id: row.predecessor_id, name: row.predecessor_name ?? '' } : null,
    successor: row.successor_id ? { id: row.successor_id, name: row.successor_name ?? '' } : null,
  }))
}

/**
 * Works for a moment as another organisation: set-up, seating its first administrator, ending the posts of a dissolved
 * body. The only crossing of this room; row security holds inside for that organisation.
 */
export async function inOrganization<T>(tx: Tx, organizationId: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ before: string | null }>`
    select current_setting('vankho.organization_id', true) as before`.execute(tx)
  const set = (value: string) => sql`select set_config('vankho.organization_id', ${value}, true)`.execute(tx)
  await set(organizationId)
  const result = await work()
  // After an error the transaction is lost anyway; the setting dies with it.
  await set(rows[0]?.before ?? '')
  return result
}

export async function organizationsByCode(
  tx: Tx,
  codes: readonly string[],
  day: string,
): Promise<{ id: string; code: string }[]> {
  const { rows } = await sql<{ id: string; code: string }>`select distinct i.organization_id as id, i.value as code
    from people.organization_identifier i
    where i.scheme in ('organ-id', 'qcvn102') and i.value = any(${codes as string[]})
      and i.valid_from <= ${day} and (i.valid_to is null or i.valid_to >= ${day})`.execute(tx)
  return rows
}
