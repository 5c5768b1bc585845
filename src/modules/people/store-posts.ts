/** SQL of posts. Row security shows the own organisation, and one's own posts. */
import { sql } from 'kysely'
import { isUniqueViolation, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { PostLine } from './shapes.ts'
import type { PostFacts } from './types.ts'

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
    .catch(asChanged)
}

/** Two administrators named a primary post of one person at the same moment: the second looks again. */
function asChanged(error: unknown): never {
  if (isUniqueViolation(error, 'post_one_primary')) throw new AppError('PLATFORM_STATE_CHANGED', { cause: error })
  throw error
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
    .catch(asChanged)
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
