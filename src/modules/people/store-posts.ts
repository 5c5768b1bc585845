/** SQL of persons, units, posts and delegations. Row security shows the own organisation (and one's own posts). */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { DelegationLine, PostLine, UnitLine } from './shapes.ts'
import type { PostFacts } from './types.ts'

export interface PersonRow {
  readonly id: string
  readonly fullName: string
  readonly givenName: string
  readonly sortKey: string
  readonly foldedName: string
  readonly email: string | null
  readonly phone: string | null
}

export async function insertPerson(tx: Tx, row: PersonRow & { isDemo: boolean; now: Date }): Promise<void> {
  await tx
    .insertInto('people.person')
    .values({
      id: row.id,
      full_name: row.fullName,
      given_name: row.givenName,
      sort_key: row.sortKey,
      folded_name: row.foldedName,
      email: row.email,
      phone: row.phone,
      is_demo: row.isDemo,
      created_at: row.now,
    })
    .execute()
}

export async function updatePerson(tx: Tx, version: number, row: PersonRow): Promise<number | null> {
  const done = await tx
    .updateTable('people.person')
    .set({
      full_name: row.fullName,
      given_name: row.givenName,
      sort_key: row.sortKey,
      folded_name: row.foldedName,
      email: row.email,
      phone: row.phone,
      version: version + 1,
    })
    .where('id', '=', row.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return done?.version ?? null
}

export async function personById(tx: Tx, id: string) {
  return tx
    .selectFrom('people.person')
    .select(['id', 'full_name', 'given_name', 'email', 'phone', 'is_demo', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Does the person hold, or has he held, a post of the organisation whose rows are visible? */
export async function hasPostHere(tx: Tx, organizationId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('people.post')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** A page of persons by name. `everybody` false: only those with a post in the organisation, now or before. */
export async function personsPage(
  tx: Tx,
  of: {
    organizationId: string
    everybody: boolean
    /** Invented people and real ones are never in one list. */
    isDemo: boolean
    folded: string | null
    after: { key: string; id: string } | null
    limit: number
  },
) {
  let query = tx
    .selectFrom('people.person as p')
    .select(['p.id', 'p.full_name', 'p.given_name', 'p.email', 'p.phone', 'p.version', 'p.sort_key'])
    .where('p.is_demo', '=', of.isDemo)
    .orderBy('p.sort_key')
    .orderBy('p.id')
    .limit(of.limit)
  if (!of.everybody)
    query = query.where(
      sql<boolean>`exists (select from people.post x where x.person_id = p.id and x.organization_id = ${of.organizationId})`,
    )
  if (of.folded) query = query.where('p.folded_name', 'like', `%${of.folded.replace(/[\\%_]/g, '\\$&')}%`)
  if (of.after) query = query.where(sql<boolean>`(p.sort_key, p.id) > (${of.after.key}, ${of.after.id}::uuid)`)
  return query.execute()
}

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

function postRows(tx: Tx, organizationId: string) {
  return tx
    .selectFrom('people.post as p')
    .innerJoin('people.person as n', 'n.id', 'p.person_id')
    .leftJoin('people.unit as u', (join) =>
      join.onRef('u.organization_id', '=', 'p.organization_id').onRef('u.id', '=', 'p.unit_id'),
    )
    .select(['p.id', 'p.person_id', 'n.full_name', 'p.title', 'p.unit_id', 'u.name as unit_name', 'p.roles'])
    .select(['p.is_acting', 'p.is_primary', 'p.valid_from', 'p.valid_to', 'p.successor_post_id', 'p.end_reason'])
    .select(['p.version'])
    .where('p.organization_id', '=', organizationId)
}
type PostRow = Awaited<ReturnType<ReturnType<typeof postRows>['execute']>>[number]

function post(row: PostRow): PostLine {
  return {
    id: row.id,
    personId: row.person_id,
    fullName: row.full_name,
    title: row.title,
    unitId: row.unit_id,
    unitName: row.unit_name,
    roles: row.roles,
    isActing: row.is_acting,
    isPrimary: row.is_primary,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successorPostId: row.successor_post_id,
    endReason: row.end_reason,
    version: row.version,
  }
}

export interface PostFilter {
  readonly organizationId: string
  /** Posts that stand on the day; null: of any day. */
  readonly day: string | null
  readonly unitId?: string | null | undefined
  readonly role?: string | undefined
  readonly personId?: string | undefined
  readonly personIds?: readonly string[] | undefined
  /** Only posts that ended before the day. */
  readonly endedBefore?: string | undefined
}

/** Posts in the order of the units, then leaders first by role, then by given name. */
export async function posts(tx: Tx, of: PostFilter): Promise<PostLine[]> {
  let query = postRows(tx, of.organizationId)
  if (of.day)
    query = query.where(
      sql<boolean>`p.valid_from <= ${of.day}::date and (p.valid_to is null or p.valid_to >= ${of.day}::date)`,
    )
  if (of.unitId === null) query = query.where('p.unit_id', 'is', null)
  else if (of.unitId) query = query.where('p.unit_id', '=', of.unitId)
  if (of.role) query = query.where(sql<boolean>`p.roles @> array[${of.role}]::text[]`)
  if (of.personId) query = query.where('p.person_id', '=', of.personId)
  if (of.personIds) query = query.where(sql<boolean>`p.person_id = any (${[...of.personIds]}::uuid[])`)
  if (of.endedBefore) query = query.where('p.valid_to', '<', of.endedBefore)
  const rows = await query
    .orderBy(sql`u.position nulls first`)
    .orderBy(sql`u.name nulls first`)
    .orderBy(sql`not (p.roles && array['leader', 'chief_of_office', 'unit_head'])`)
    .orderBy('n.sort_key')
    .orderBy('p.id')
    .limit(5000)
    .execute()
  return rows.map(post)
}

export async function postById(tx: Tx, organizationId: string, id: string): Promise<PostLine | null> {
  const row = await postRows(tx, organizationId).where('p.id', '=', id).executeTakeFirst()
  return row ? post(row) : null
}

/** Locks a post's row so that its end and its roles change one after another. */
export async function lockPost(tx: Tx, organizationId: string, id: string): Promise<PostLine | null> {
  await sql`select 1 from people.post where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return postById(tx, organizationId, id)
}

export async function insertPost(
  tx: Tx,
  organizationId: string,
  row: {
    id: string
    personId: string
    unitId: string | null
    title: string
    roles: readonly string[]
    isActing: boolean
    isPrimary: boolean
    validFrom: string
    validTo: string | null
  },
): Promise<void> {
  await tx
    .insertInto('people.post')
    .values({
      organization_id: organizationId,
      id: row.id,
      person_id: row.personId,
      unit_id: row.unitId,
      title: row.title,
      roles: [...row.roles],
      is_acting: row.isActing,
      is_primary: row.isPrimary,
      valid_from: row.validFrom,
      valid_to: row.validTo,
    })
    .execute()
}

/** Only one post of a person is the primary one: the former gives way. */
export async function clearPrimary(tx: Tx, organizationId: string, personId: string, except: string): Promise<void> {
  await tx
    .updateTable('people.post')
    .set({ is_primary: false })
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('id', '<>', except)
    .where('is_primary', '=', true)
    .execute()
}

export async function updatePost(
  tx: Tx,
  organizationId: string,
  id: string,
  version: number,
  set: Partial<{
    unit_id: string | null
    title: string
    roles: string[]
    is_acting: boolean
    is_primary: boolean
    valid_to: string | null
    end_reason: string
    successor_post_id: string | null
    ended_at: Date | null
  }>,
): Promise<number | null> {
  const row = await tx
    .updateTable('people.post')
    .set({ ...set, version: version + 1 })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** Other administrators of the organisation who stand on a day. */
export async function otherAdministrators(
  tx: Tx,
  organizationId: string,
  except: string | null,
  day: string,
): Promise<number> {
  // The organisation's row serialises this count: two administrators cannot end each other at the same moment.
  await sql`select 1 from people.organization where id = ${organizationId} for update`.execute(tx)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from people.post
    where organization_id = ${organizationId} and roles @> array['sysadmin'] and id is distinct from ${except}::uuid
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Ends every post of the organisation that still stands after the day. @returns how many */
export async function endAllPosts(tx: Tx, organizationId: string, lastDay: string, reason: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update people.post set valid_to = greatest(${lastDay}::date, valid_from - 1), end_reason = ${reason}, version = version + 1
    where organization_id = ${organizationId} and (valid_to is null or valid_to > ${lastDay}::date)
    returning id`.execute(tx)
  return rows.length
}

/** Posts whose last day is over and whose end was not told yet; marks them told. */
export async function takeEndedPosts(tx: Tx, organizationId: string, today: string, now: Date) {
  const { rows } = await sql<{
    id: string
    person_id: string
    unit_id: string | null
    valid_to: string
    successor_post_id: string | null
  }>`
    update people.post set ended_at = ${now}
    where organization_id = ${organizationId} and ended_at is null and valid_to < ${today}::date
    returning id, person_id, unit_id, valid_to, successor_post_id`.execute(tx)
  return rows
}

/** Facts of posts on a day with the roles delegated to them. By post, by person, or both. */
export async function postFacts(
  tx: Tx,
  of: { postId?: string | undefined; personId?: string | undefined; day: string },
): Promise<PostFacts[]> {
  const { rows } = await sql<{
    organization_id: string
    organization_name: string
    organization_short_name: string | null
    regime: 'state' | 'party'
    is_demo: boolean
    id: string
    person_id: string
    full_name: string
    title: string
    unit_id: string | null
    unit_name: string | null
    roles: string[]
    delegated: string[] | null
    is_acting: boolean
    is_primary: boolean
    valid_from: string
    valid_to: string | null
  }>`
    select p.organization_id, o.name as organization_name, o.short_name as organization_short_name, o.regime, o.is_demo,
      p.id, p.person_id, n.full_name, p.title, p.unit_id, u.name as unit_name, p.roles,
      (select array_agg(distinct r) from people.delegation d
         join people.post f on f.organization_id = d.organization_id and f.id = d.from_post_id,
         unnest(d.roles) r
       where d.organization_id = p.organization_id and d.to_post_id = p.id and d.revoked_at is null
         and d.valid_from <= ${of.day}::date and d.valid_to >= ${of.day}::date
         and r = any (f.roles)
         and f.valid_from <= ${of.day}::date and (f.valid_to is null or f.valid_to >= ${of.day}::date)) as delegated,
      p.is_acting, p.is_primary, p.valid_from, p.valid_to
    from people.post p
    join people.person n on n.id = p.person_id
    join people.organization o on o.id = p.organization_id
    left join people.unit u on u.organization_id = p.organization_id and u.id = p.unit_id
    where (${of.postId ?? null}::uuid is null or p.id = ${of.postId ?? null}::uuid)
      and (${of.personId ?? null}::uuid is null or p.person_id = ${of.personId ?? null}::uuid)
      and p.valid_from <= ${of.day}::date and (p.valid_to is null or p.valid_to >= ${of.day}::date)
    order by o.name, p.is_primary desc, p.valid_from, p.id`.execute(tx)
  return rows.map((row) => ({
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    organizationShortName: row.organization_short_name,
    regime: row.regime,
    isDemo: row.is_demo,
    postId: row.id,
    personId: row.person_id,
    fullName: row.full_name,
    title: row.title,
    unitId: row.unit_id,
    unitName: row.unit_name,
    roles: [...new Set([...row.roles, ...(row.delegated ?? [])])],
    delegatedRoles: row.delegated ?? [],
    isActing: row.is_acting,
    isPrimary: row.is_primary,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

export async function insertDelegation(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    fromPostId: string
    toPostId: string
    toPersonId: string
    roles: readonly string[]
    validFrom: string
    validTo: string
    basis: string
    now: Date
  },
): Promise<void> {
  await tx
    .insertInto('people.delegation')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      from_post_id: row.fromPostId,
      to_post_id: row.toPostId,
      to_person_id: row.toPersonId,
      roles: [...row.roles],
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
      created_at: row.now,
    })
    .execute()
}

/** Delegations of the organisation, those in force or to come first. */
export async function delegations(tx: Tx, organizationId: string, id?: string): Promise<DelegationLine[]> {
  let query = tx
    .selectFrom('people.delegation as d')
    .innerJoin('people.post as f', (join) =>
      join.onRef('f.organization_id', '=', 'd.organization_id').onRef('f.id', '=', 'd.from_post_id'),
    )
    .innerJoin('people.post as t', (join) =>
      join.onRef('t.organization_id', '=', 'd.organization_id').onRef('t.id', '=', 'd.to_post_id'),
    )
    .innerJoin('people.person as fn', 'fn.id', 'f.person_id')
    .innerJoin('people.person as tn', 'tn.id', 't.person_id')
    .select(['d.id', 'd.from_post_id', 'fn.full_name as from_name', 'f.title as from_title'])
    .select(['d.to_post_id', 'tn.full_name as to_name', 't.title as to_title'])
    .select(['d.roles', 'd.valid_from', 'd.valid_to', 'd.basis', 'd.revoked_at'])
    .where('d.organization_id', '=', organizationId)
  if (id) query = query.where('d.id', '=', id)
  const rows = await query.orderBy('d.valid_to', 'desc').orderBy('d.id').limit(500).execute()
  return rows.map((row) => ({
    id: row.id,
    fromPostId: row.from_post_id,
    fromName: row.from_name,
    fromTitle: row.from_title,
    toPostId: row.to_post_id,
    toName: row.to_name,
    toTitle: row.to_title,
    roles: row.roles,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
    revokedAt: row.revoked_at ? row.revoked_at.toISOString() : null,
  }))
}

export async function revokeDelegation(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('people.delegation')
    .set({ revoked_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
