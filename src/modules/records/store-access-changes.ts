/**
 * All SQL of lists of rights and of their changes, for any kind of record: each kind keeps them in tables of its own with the same
 * columns, so that they hang on what they are about and go where it goes.
 */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import { type Access, isListed, type Member, NO_LIST } from './access-rules.ts'

/** Where a room keeps the lists of one kind of record, and the column that names the record. */
export interface AccessTables {
  readonly list: string
  readonly change: string
  readonly key: string
}

const list = (of: AccessTables) => sql.table(of.list)
const change = (of: AccessTables) => sql.table(of.change)
const key = (of: AccessTables) => sql.ref(of.key)

export interface ChangeRow {
  readonly id: string
  readonly subject_id: string
  readonly state: 'pending' | 'confirmed' | 'refused' | 'withdrawn' | 'ended'
  readonly before: Access
  readonly after: Access
  readonly kept: Member[]
  readonly reason: string
  readonly asked_at: Date
  readonly asked_by: string
  readonly asked_by_name: string
  readonly asked_by_title: string | null
  readonly decided_at: Date | null
  readonly decided_by_name: string | null
  readonly decided_by_title: string | null
  readonly words: string | null
  readonly ended_at: Date | null
}

/** The list in force. */
export async function listOf(tx: Tx, of: AccessTables, organizationId: string, subjectId: string): Promise<Access> {
  const { rows } = await sql<{ isNarrowed: boolean; members: Member[]; until: string | null }>`
    select is_narrowed as "isNarrowed", members, to_char(until, 'YYYY-MM-DD') as until from ${list(of)}
    where organization_id = ${organizationId} and ${key(of)} = ${subjectId}`.execute(tx)
  return rows[0] ?? NO_LIST
}

/** Puts a list in force, or takes it away where there is none. */
export async function putList(
  tx: Tx,
  of: AccessTables,
  by: { organizationId: string; subjectId: string; changeId: string; now: Date },
  access: Access,
): Promise<void> {
  if (!isListed(access)) {
    await sql`delete from ${list(of)} where organization_id = ${by.organizationId} and ${key(of)} = ${by.subjectId}`.execute(
      tx,
    )
    return
  }
  await sql`insert into ${list(of)} (organization_id, ${key(of)}, is_narrowed, members, until, change_id, since)
    values (${by.organizationId}, ${by.subjectId}, ${access.isNarrowed}, ${JSON.stringify(access.members)}::jsonb, ${access.until}::date,
      ${by.changeId}, ${by.now})
    on conflict (organization_id, ${key(of)}) do update set is_narrowed = excluded.is_narrowed, members = excluded.members,
      until = excluded.until, change_id = excluded.change_id, since = excluded.since`.execute(tx)
}

export function insertChange(
  tx: Tx,
  of: AccessTables,
  row: {
    organizationId: string
    id: string
    subjectId: string
    before: Access
    after: Access
    kept: readonly Member[]
    reason: string
    now: Date
    actor: Actor
    isConfirmed: boolean
    /** The change of a file that it goes along with; kept for documents alone. */
    along?: string | undefined
  },
): void {
  const { actor, isConfirmed: done, along } = row
  later(
    tx,
    sql`insert into ${change(of)} (organization_id, id, ${key(of)}, state, before, after, kept, reason, asked_at,
      asked_by, asked_by_name, asked_by_title, decided_at, decided_by, decided_by_name, decided_by_title ${along ? sql`, along` : sql``})
    values (${row.organizationId}, ${row.id}, ${row.subjectId}, ${done ? 'confirmed' : 'pending'},
      ${JSON.stringify(row.before)}::jsonb, ${JSON.stringify(row.after)}::jsonb, ${JSON.stringify(row.kept)}::jsonb,
      ${row.reason}, ${row.now}, ${actor.postId}, ${actor.name}, ${actor.title}, ${done ? row.now : null}::timestamptz,
      ${done ? actor.postId : null}::uuid, ${done ? actor.name : null}::text, ${done ? actor.title : null}::text
      ${along ? sql`, ${along}::uuid` : sql``})`,
  )
}

const changeColumns = (
  of: AccessTables,
) => sql`c.id, c.${key(of)} as subject_id, c.state, c.before, c.after, c.kept, c.reason,
  c.asked_at, c.asked_by, c.asked_by_name, c.asked_by_title, c.decided_at, c.decided_by_name, c.decided_by_title, c.words, c.ended_at`

/** What a change is about. */
export async function subjectOfChange(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  id: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select ${key(of)} as id from ${change(of)}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0]?.id ?? null
}

/** A change, locked. */
export async function findChange(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  id: string,
): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns(of)} from ${change(of)} c
    where c.organization_id = ${organizationId} and c.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** The newest changes of a record. */
export async function changesOf(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  subjectId: string,
  limit: number,
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns(of)} from ${change(of)} c
    where c.organization_id = ${organizationId} and c.${key(of)} = ${subjectId}
    order by c.asked_at desc, c.id desc limit ${limit}`.execute(tx)
  return rows
}

/** The change of a record that waits; locked. */
export async function pendingChange(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  subjectId: string,
): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns(of)} from ${change(of)} c
    where c.organization_id = ${organizationId} and c.${key(of)} = ${subjectId} and c.state = 'pending' for update`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Waiting changes of documents that go along with a change of a file. */
export async function pendingAlong(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  along: string,
): Promise<{ id: string; subject_id: string }[]> {
  const { rows } = await sql<{
    id: string
    subject_id: string
  }>`select c.id, c.${key(of)} as subject_id from ${change(of)} c
    where c.organization_id = ${organizationId} and c.along = ${along} and c.state = 'pending' order by c.${key(of)}`.execute(
    tx,
  )
  return rows
}

/** Decides a waiting change. @returns false when somebody was quicker */
export async function decideChange(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  id: string,
  to: 'confirmed' | 'refused' | 'withdrawn',
  by: { actor: Actor; words: string | null; now: Date },
): Promise<boolean> {
  const done = await sql`update ${change(of)} set state = ${to}, words = ${by.words}, decided_at = ${by.now},
      decided_by = ${by.actor.postId}, decided_by_name = ${by.actor.name}, decided_by_title = ${by.actor.title}
    where organization_id = ${organizationId} and id = ${id} and state = 'pending'`.execute(tx)
  return Number(done.numAffectedRows ?? 0n) > 0
}

/**
 * The confirmed change whose list stops being in force: lapsed (`ended`), or replaced by another.
 * @param but the change that replaces it
 */
export async function endChange(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  subjectId: string,
  now: Date,
  state: 'ended' | 'confirmed',
  but: string | null = null,
): Promise<{ id: string; askedBy: string } | null> {
  const { rows } = await sql<{ id: string; askedBy: string }>`update ${change(of)}
    set ended_at = ${now}, state = ${state}
    where organization_id = ${organizationId} and ${key(of)} = ${subjectId} and state = 'confirmed' and ended_at is null
      and id is distinct from ${but}::uuid
    returning id, asked_by as "askedBy"`.execute(tx)
  return rows[0] ?? null
}

/** A waiting change whose own ground has lapsed: the list before it is none any more. */
export async function rebase(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  id: string,
  before: Access,
): Promise<void> {
  await sql`update ${change(of)} set before = ${JSON.stringify(before)}::jsonb
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Records whose list is over, or whose waiting change rests on one that is. */
export async function lapsed(
  tx: Tx,
  of: AccessTables,
  organizationId: string,
  today: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${key(of)} as id from ${list(of)} where organization_id = ${organizationId} and until < ${today}::date
    union
    select ${key(of)} from ${change(of)}
      where organization_id = ${organizationId} and state = 'pending' and before->>'until' < ${today}
    limit ${limit}`.execute(tx)
  return rows.map((row) => row.id)
}

/** How many of these posts and units stand on a day. */
export async function standing(
  tx: Tx,
  organizationId: string,
  members: readonly Member[],
  day: string,
): Promise<number> {
  if (members.length === 0) return 0
  const { rows } = await sql<{ n: number }>`select count(*)::int as n
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m(kind text, id uuid)
    where (m.kind = 'post' and exists (select from people.post_directory p where p.organization_id = ${organizationId}
        and p.post_id = m.id and not 'sysadmin' = any(p.roles)
        and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date)))
      or (m.kind = 'unit' and exists (select from people.unit_directory u where u.organization_id = ${organizationId}
        and u.unit_id = m.id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to >= ${day}::date)))`.execute(
    tx,
  )
  return rows[0]!.n
}

/** Names and titles of members, of past posts and units too. */
export async function namesOf(
  tx: Tx,
  organizationId: string,
  members: readonly Member[],
): Promise<Map<string, { name: string; title: string | null }>> {
  const ids = [...new Set(members.map((one) => one.id))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; title: string | null }>`
    select p.post_id as id, p.full_name as name, p.title from people.post_directory p
      where p.organization_id = ${organizationId} and p.post_id = any(${ids}::uuid[])
    union all
    select u.unit_id, u.name, null from people.unit_directory u
      where u.organization_id = ${organizationId} and u.unit_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
