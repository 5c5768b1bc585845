/** All SQL of rights on single documents: who sees one, grants that rest and wake. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { type Access, type Member, NO_LIST } from './access-rules.ts'
import { documentScope, narrowingScope, rolesThatSee } from './policy.ts'
import { type AccessTables, listOf, putList } from './store-access-changes.ts'

/** Where lists of documents are kept. */
export const documentTables: AccessTables = {
  list: 'records.access_list',
  change: 'records.access_change',
  key: 'document_id',
}

/** What people call a document in a notice: no word of its subject is told to who may not read it. */
export interface DocumentLabel {
  readonly symbol: string | null
  readonly subject: string
  readonly urgency: number
  readonly arrivalNumber: number | null
}

export interface DocumentFacts extends DocumentLabel {
  readonly id: string
  readonly access: Access
  /** The actor was given it by work: his post, or the unit that he heads. */
  readonly wasGiven: boolean
}

/** A document that the actor may see, with its list; locked, so that two changes come one after the other. */
export async function lockDocument(tx: Tx, actor: Actor, documentId: string): Promise<DocumentFacts | null> {
  return (await facts(tx, actor, [documentId], sql`for update of d`))[0] ?? null
}

/** The same for looking. */
export async function factsOf(tx: Tx, actor: Actor, documentId: string): Promise<DocumentFacts | null> {
  return (await facts(tx, actor, [documentId]))[0] ?? null
}

/** Documents that the actor may see, with their lists, in the order of their ids. */
export async function facts(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  lock: RawBuilder<unknown> = sql``,
): Promise<DocumentFacts[]> {
  const { organizationId } = actor
  const { rows } = await sql<Omit<DocumentFacts, 'access'> & { access: Access | null }>`
    select d.id, records.symbol(d.code_number, d.code_notation) as symbol, d.subject, d.urgency,
      (select e.number from records.register_entry e where e.organization_id = d.organization_id and e.document_id = d.id
        and e.state = 'used' limit 1) as "arrivalNumber",
      (select jsonb_build_object('isNarrowed', l.is_narrowed, 'members', l.members, 'until', l.until)
        from records.access_list l where l.organization_id = d.organization_id and l.document_id = d.id) as access,
      exists (select from records.access_grant g where g.organization_id = d.organization_id and g.document_id = d.id
        and g.rested_by is null and g.reason <> 'list'
        and ((g.grantee_kind = 'post' and g.grantee_id = ${actor.postId})
          or (g.grantee_kind = 'unit' and g.grantee_id = ${actor.unitId} and ${actor.roles.includes('unit_head')}))) as "wasGiven"
    from records.document d
    where d.organization_id = ${organizationId} and d.id = any(${[...ids]}::uuid[]) and ${documentScope(actor, sql.ref('d.id'))}
    order by d.id ${lock}`.execute(tx)
  return rows.map((row) => ({ ...row, access: row.access ?? NO_LIST }))
}

/** Is the document narrowed to a list? */
export async function isNarrowed(tx: Tx, organizationId: string, documentId: string): Promise<boolean> {
  return (await listOf(tx, documentTables, organizationId, documentId)).isNarrowed
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
  await putList(tx, documentTables, { organizationId, subjectId: documentId, changeId, now: of.now }, access)
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
