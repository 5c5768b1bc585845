/** All SQL of rights on single documents: lists in force, changes, grants that rest and wake. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import { type Access, isListed, type Member, NO_LIST } from './access-rules.ts'
import { documentScope, narrowingScope, rolesThatSee } from './policy.ts'

export interface ChangeRow {
  readonly id: string
  readonly document_id: string
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

/** What people call a document in a notice: no word of its subject is told to who may not read it. */
export interface DocumentLabel {
  readonly symbol: string | null
  readonly subject: string
  readonly urgency: number
  readonly arrivalNumber: number | null
}

export interface DocumentFacts extends DocumentLabel {
  readonly access: Access
  /** The actor was given it by work: his post, or the unit that he heads. */
  readonly wasGiven: boolean
}

/** A document that the actor may see, with its list; locked, so that two changes come one after the other. */
export async function lockDocument(tx: Tx, actor: Actor, documentId: string): Promise<DocumentFacts | null> {
  return facts(tx, actor, documentId, sql`for update of d`)
}

/** The same for looking. */
export async function factsOf(tx: Tx, actor: Actor, documentId: string): Promise<DocumentFacts | null> {
  return facts(tx, actor, documentId, sql``)
}

async function facts(
  tx: Tx,
  actor: Actor,
  documentId: string,
  lock: RawBuilder<unknown>,
): Promise<DocumentFacts | null> {
  const { organizationId } = actor
  const { rows } = await sql<DocumentLabel & { access: Access | null; wasGiven: boolean }>`
    select records.symbol(d.code_number, d.code_notation) as symbol, d.subject, d.urgency,
      (select e.number from records.register_entry e where e.organization_id = d.organization_id and e.document_id = d.id
        and e.state = 'used' limit 1) as "arrivalNumber",
      (select jsonb_build_object('isNarrowed', l.is_narrowed, 'members', l.members, 'until', l.until)
        from records.access_list l where l.organization_id = d.organization_id and l.document_id = d.id) as access,
      exists (select from records.access_grant g where g.organization_id = d.organization_id and g.document_id = d.id
        and g.rested_by is null and g.reason <> 'list'
        and ((g.grantee_kind = 'post' and g.grantee_id = ${actor.postId})
          or (g.grantee_kind = 'unit' and g.grantee_id = ${actor.unitId} and ${actor.roles.includes('unit_head')}))) as "wasGiven"
    from records.document d
    where d.organization_id = ${organizationId} and d.id = ${documentId} and ${documentScope(actor, sql.ref('d.id'))} ${lock}`.execute(
    tx,
  )
  const row = rows[0]
  return row ? { ...row, access: row.access ?? NO_LIST } : null
}

export async function accessOf(tx: Tx, organizationId: string, documentId: string): Promise<Access> {
  const { rows } = await sql<{ isNarrowed: boolean; members: Member[]; until: string | null }>`
    select is_narrowed as "isNarrowed", members, to_char(until, 'YYYY-MM-DD') as until from records.access_list
    where organization_id = ${organizationId} and document_id = ${documentId}`.execute(tx)
  return rows[0] ?? NO_LIST
}

/** Is the document narrowed to a list? */
export async function isNarrowed(tx: Tx, organizationId: string, documentId: string): Promise<boolean> {
  return (await accessOf(tx, organizationId, documentId)).isNarrowed
}

/** Among documents those that are narrowed without this actor. */
export async function narrowedDocuments(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.id from unnest(${ids as string[]}::uuid[]) as d(id)
    where not ${narrowingScope(actor, sql.ref('d.id'))}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Among files those of documents that are narrowed without this actor. */
export async function componentsOfNarrowed(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from records.component c
    where c.organization_id = ${actor.organizationId} and c.id = any(${ids as string[]}::uuid[])
      and c.document_id is not null and not ${narrowingScope(actor, sql.ref('c.document_id'))}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Among actors those who see a document. */
export async function seeing(tx: Tx, actors: readonly Actor[], documentId: string): Promise<Actor[]> {
  if (actors.length === 0) return []
  const lines = actors.map(
    (actor, i): RawBuilder<unknown> =>
      sql`select ${i}::int as i where ${documentScope(actor, sql`${documentId}::uuid`)}`,
  )
  const { rows } = await sql<{ i: number }>`${sql.join(lines, sql` union all `)}`.execute(tx)
  return rows.map((row) => actors[row.i]!)
}

/** Units among these by which their heads and clerks see a document now. */
export async function unitsSeeing(
  tx: Tx,
  organizationId: string,
  documentId: string,
  ids: string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select u.id from unnest(${ids}::uuid[]) as u(id)
    where exists (select from records.access_grant g where g.organization_id = ${organizationId}
      and g.document_id = ${documentId} and g.rested_by is null
      and (g.grantee_kind = 'all' or (g.grantee_kind = 'unit' and g.grantee_id = u.id)))`.execute(tx)
  return rows.map((row) => row.id)
}

/**
 * Puts a list in force, or takes it away: grants of the list, those that a narrowing puts to rest, those that wake.
 * Whoever holds the document is woken again by the room that gave the work (`records.access-changed`).
 * @returns posts and units that see it now and did not before by a grant
 */
export async function putAccess(
  tx: Tx,
  of: { organizationId: string; documentId: string; changeId: string; by: string | null; now: Date },
  access: Access,
): Promise<Member[]> {
  const { organizationId, documentId, changeId } = of
  const here = sql`organization_id = ${organizationId} and document_id = ${documentId}`
  const members = JSON.stringify(access.members)
  const named = sql`exists (select from jsonb_to_recordset(${members}::jsonb) as m(kind text, id uuid)
    where m.kind = g.grantee_kind and m.id = g.grantee_id)`
  if (isListed(access))
    await sql`insert into records.access_list (organization_id, document_id, is_narrowed, members, until, change_id, since)
      values (${organizationId}, ${documentId}, ${access.isNarrowed}, ${members}::jsonb, ${access.until}::date, ${changeId}, ${of.now})
      on conflict (organization_id, document_id) do update set is_narrowed = excluded.is_narrowed, members = excluded.members,
        until = excluded.until, change_id = excluded.change_id, since = excluded.since`.execute(tx)
  else await sql`delete from records.access_list where ${here}`.execute(tx)
  await sql`delete from records.access_grant g where ${here} and g.reason = 'list' and not ${named}`.execute(tx)
  const woken = access.isNarrowed
    ? { rows: [] }
    : await sql<Member>`update records.access_grant g set rested_by = null where ${here} and g.rested_by is not null
        and g.grantee_kind <> 'all' returning g.grantee_kind as kind, g.grantee_id as id`.execute(tx)
  await sql`update records.access_grant g set rested_by = ${access.isNarrowed ? changeId : null}
    where ${here} and g.rested_by is ${access.isNarrowed ? sql`null and not ${named}` : sql`not null`}`.execute(tx)
  const { rows: added } = await sql<Member>`
    insert into records.access_grant as g (organization_id, document_id, grantee_kind, grantee_id, reason, granted_at, granted_by)
    select ${organizationId}, ${documentId}, m.kind, m.id, 'list', ${of.now}, ${of.by}::uuid
    from jsonb_to_recordset(${members}::jsonb) as m(kind text, id uuid)
    on conflict (organization_id, document_id, grantee_kind, grantee_id) do update set rested_by = null
      where g.rested_by is not null
    returning grantee_kind as kind, grantee_id as id`.execute(tx)
  return [...woken.rows, ...added]
}

/** Wakes the grants of posts and units that hold a document: a narrowing takes no work out of anybody's hands. */
export async function wakeGrants(
  tx: Tx,
  organizationId: string,
  documentId: string,
  holders: { postIds: readonly string[]; unitIds: readonly string[] },
): Promise<void> {
  await sql`update records.access_grant set rested_by = null
    where organization_id = ${organizationId} and document_id = ${documentId} and rested_by is not null
      and ((grantee_kind = 'post' and grantee_id = any(${[...holders.postIds]}::uuid[]))
        or (grantee_kind = 'unit' and grantee_id = any(${[...holders.unitIds]}::uuid[])))`.execute(tx)
}

/** Posts and units whose grant a change put to rest, and that still rests. */
export async function restedBy(
  tx: Tx,
  organizationId: string,
  documentId: string,
  changeId: string,
): Promise<Member[]> {
  const { rows } = await sql<Member>`select grantee_kind as kind, grantee_id as id from records.access_grant
    where organization_id = ${organizationId} and document_id = ${documentId} and rested_by = ${changeId}
      and grantee_kind <> 'all'`.execute(tx)
  return rows
}

export function insertChange(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    documentId: string
    before: Access
    after: Access
    kept: readonly Member[]
    reason: string
    now: Date
    actor: Actor
    isConfirmed: boolean
  },
): void {
  const { actor, isConfirmed: done } = row
  later(
    tx,
    sql`insert into records.access_change (organization_id, id, document_id, state, before, after, kept, reason, asked_at,
      asked_by, asked_by_name, asked_by_title, decided_at, decided_by, decided_by_name, decided_by_title)
    values (${row.organizationId}, ${row.id}, ${row.documentId}, ${done ? 'confirmed' : 'pending'},
      ${JSON.stringify(row.before)}::jsonb, ${JSON.stringify(row.after)}::jsonb, ${JSON.stringify(row.kept)}::jsonb,
      ${row.reason}, ${row.now}, ${actor.postId}, ${actor.name}, ${actor.title}, ${done ? row.now : null}::timestamptz,
      ${done ? actor.postId : null}::uuid, ${done ? actor.name : null}::text, ${done ? actor.title : null}::text)`,
  )
}

const changeColumns = sql`c.id, c.document_id, c.state, c.before, c.after, c.kept, c.reason, c.asked_at, c.asked_by,
  c.asked_by_name, c.asked_by_title, c.decided_at, c.decided_by_name, c.decided_by_title, c.words, c.ended_at`

export async function documentOfChange(tx: Tx, organizationId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select document_id as id from records.access_change
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0]?.id ?? null
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

/** A change, locked. */
export async function findChange(tx: Tx, organizationId: string, id: string): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns} from records.access_change c
    where c.organization_id = ${organizationId} and c.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** The newest changes of a document. */
export async function changesOf(
  tx: Tx,
  organizationId: string,
  documentId: string,
  limit: number,
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns} from records.access_change c
    where c.organization_id = ${organizationId} and c.document_id = ${documentId}
    order by c.asked_at desc, c.id desc limit ${limit}`.execute(tx)
  return rows
}

/** The change of a document that waits; locked. */
export async function pendingChange(tx: Tx, organizationId: string, documentId: string): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns} from records.access_change c
    where c.organization_id = ${organizationId} and c.document_id = ${documentId} and c.state = 'pending' for update`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Decides a waiting change. @returns false when somebody was quicker */
export async function decideChange(
  tx: Tx,
  organizationId: string,
  id: string,
  to: 'confirmed' | 'refused' | 'withdrawn',
  by: { actor: Actor; words: string | null; now: Date },
): Promise<boolean> {
  const done = await sql`update records.access_change set state = ${to}, words = ${by.words}, decided_at = ${by.now},
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
  organizationId: string,
  documentId: string,
  now: Date,
  state: 'ended' | 'confirmed',
  but: string | null = null,
): Promise<{ id: string; askedBy: string } | null> {
  const { rows } = await sql<{ id: string; askedBy: string }>`update records.access_change
    set ended_at = ${now}, state = ${state}
    where organization_id = ${organizationId} and document_id = ${documentId} and state = 'confirmed' and ended_at is null
      and id is distinct from ${but}::uuid
    returning id, asked_by as "askedBy"`.execute(tx)
  return rows[0] ?? null
}

/** A waiting change whose own ground has lapsed: the list before it is none any more. */
export async function rebase(tx: Tx, organizationId: string, id: string, before: Access): Promise<void> {
  await sql`update records.access_change set before = ${JSON.stringify(before)}::jsonb
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Documents whose list is over, or whose waiting change rests on one that is. */
export async function lapsed(tx: Tx, organizationId: string, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select document_id as id from records.access_list where organization_id = ${organizationId} and until < ${today}::date
    union
    select document_id from records.access_change
      where organization_id = ${organizationId} and state = 'pending' and before->>'until' < ${today}
    limit ${limit}`.execute(tx)
  return rows.map((row) => row.id)
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

export interface ReaderRow {
  readonly kind: 'post' | 'unit' | 'all'
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly why: 'role' | 'list' | 'given' | 'all'
  readonly role: string | null
  readonly isResting: boolean
}

/** Who sees a document by role and by grant on a day, and whose grant rests. */
export async function readersOf(
  tx: Tx,
  organizationId: string,
  documentId: string,
  of: { isNarrowed: boolean; day: string },
): Promise<ReaderRow[]> {
  const roles = rolesThatSee(of.isNarrowed)
  const { rows } = await sql<ReaderRow>`
    select r.kind, r.id, r.name, r.title, r.why, r.role, r.resting as "isResting" from (
      select 'post' as kind, p.post_id as id, p.full_name as name, p.title, 'role' as why,
        (select x from unnest(${roles}::text[]) with ordinality as w(x, n) where x = any(p.roles) order by n limit 1) as role,
        false as resting, 1 as place, p.sort_key as sort
      from people.post_directory p
      where p.organization_id = ${organizationId} and p.roles && ${roles}::text[]
        and p.valid_from <= ${of.day}::date and (p.valid_to is null or p.valid_to >= ${of.day}::date)
      union all
      select g.grantee_kind, g.grantee_id, coalesce(p.full_name, u.name, ''), p.title,
        case when g.grantee_kind = 'all' then 'all' when g.reason = 'list' or m.yes then 'list' else 'given' end, null,
        g.rested_by is not null, case g.grantee_kind when 'all' then 0 else 2 end, coalesce(p.sort_key, u.name)
      from records.access_grant g
      left join people.post_directory p on g.grantee_kind = 'post' and p.organization_id = g.organization_id and p.post_id = g.grantee_id
      left join people.unit_directory u on g.grantee_kind = 'unit' and u.organization_id = g.organization_id and u.unit_id = g.grantee_id
      left join lateral (select true as yes from records.access_list l, jsonb_to_recordset(l.members) as x(kind text, id uuid)
        where l.organization_id = g.organization_id and l.document_id = g.document_id and x.kind = g.grantee_kind
          and x.id = g.grantee_id limit 1) m on true
      where g.organization_id = ${organizationId} and g.document_id = ${documentId}
        and (g.grantee_kind = 'all' or u.unit_id is not null
          or (p.valid_from <= ${of.day}::date and (p.valid_to is null or p.valid_to >= ${of.day}::date)))) r
    order by r.place, r.sort, r.id limit 500`.execute(tx)
  return rows
}

/**
 * Opens documents to everybody in the office; narrowed ones stay with their list.
 * @param of.reason a word kept with the grant, by which it is taken back
 * @returns those opened now
 */
export async function openToAll(
  tx: Tx,
  of: { organizationId: string; documentIds: readonly string[]; reason: string; now: Date; by: string | null },
): Promise<string[]> {
  if (of.documentIds.length === 0) return []
  const { rows } = await sql<{ document_id: string }>`insert into records.access_grant
      (organization_id, document_id, grantee_kind, grantee_id, reason, granted_at, granted_by)
    select ${of.organizationId}, d.id, 'all', ${of.organizationId}, ${of.reason}, ${of.now}, ${of.by}
    from unnest(${[...of.documentIds]}::uuid[]) as d (id)
    where not exists (select from records.access_list l where l.organization_id = ${of.organizationId} and l.document_id = d.id and l.is_narrowed)
    on conflict do nothing returning document_id`.execute(tx)
  return rows.map((row) => row.document_id)
}

/** Takes back what `openToAll` opened for the same reason. @returns those closed now */
export async function closeToAll(
  tx: Tx,
  of: { organizationId: string; documentIds: readonly string[]; reason: string },
): Promise<string[]> {
  if (of.documentIds.length === 0) return []
  const { rows } = await sql<{ document_id: string }>`delete from records.access_grant
    where organization_id = ${of.organizationId} and document_id = any(${[...of.documentIds]}::uuid[]) and grantee_kind = 'all'
      and reason = ${of.reason} returning document_id`.execute(tx)
  return rows.map((row) => row.document_id)
}
