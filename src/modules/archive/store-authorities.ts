/** All SQL of authority records. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Authority, AuthorityLine } from './authorities-contract.ts'
import { unitScope } from './policy.ts'

export interface AuthorityRow {
  readonly id: string
  readonly kind: AuthorityLine['kind']
  readonly name: string
  readonly code: string | null
  readonly other_names: string[]
  readonly exists_from: string | null
  readonly exists_to: string | null
  readonly description: Authority['description']
  readonly body_id: string | null
  readonly folded: string
  readonly merged_into: string | null
  readonly version: number
  readonly units: number
}

const COLUMNS = sql`a.id, a.kind, a.name, a.code, a.other_names, a.exists_from, a.exists_to, a.description, a.body_id, a.folded, a.merged_into, a.version,
  (select count(*)::int from archive.unit u where u.organization_id = a.organization_id and u.creator_id = a.id and u.removed_at is null) as units`

export async function findAuthority(tx: Tx, organizationId: string, id: string): Promise<AuthorityRow | null> {
  const { rows } =
    await sql<AuthorityRow>`select ${COLUMNS} from archive.authority a where a.organization_id = ${organizationId} and a.id = ${id}`.execute(
      tx,
    )
  return rows[0] ?? null
}

/** The record that describes an organisation of this installation. */
export async function authorityOfBody(tx: Tx, organizationId: string, bodyId: string): Promise<AuthorityRow | null> {
  const { rows } =
    await sql<AuthorityRow>`select ${COLUMNS} from archive.authority a where a.organization_id = ${organizationId}
    and a.body_id = ${bodyId} and a.merged_into is null`.execute(tx)
  return rows[0] ?? null
}

export async function listAuthorities(
  tx: Tx,
  organizationId: string,
  of: {
    q?: string | undefined
    kind?: string | undefined
    after: readonly [folded: string, id: string] | null
    limit: number
  },
): Promise<AuthorityRow[]> {
  const words = fold(of.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 12)
    .map((part): RawBuilder<unknown> => sql`a.folded like ${`%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
  const { rows } = await sql<AuthorityRow>`select ${COLUMNS} from archive.authority a
    where a.organization_id = ${organizationId} and a.merged_into is null and ${words.length > 0 ? sql.join(words, sql` and `) : sql`true`}
      and ${of.kind ? sql`a.kind = ${of.kind}` : sql`true`}
      and ${of.after ? sql`(a.folded, a.id) > (${of.after[0]}, ${of.after[1]}::uuid)` : sql`true`}
    order by a.folded, a.id limit ${of.limit}`.execute(tx)
  return rows
}

export interface AuthorityFields {
  kind: AuthorityLine['kind']
  name: string
  code: string | null
  other_names: string[]
  exists_from: string | null
  exists_to: string | null
  description: string
  body_id: string | null
  folded: string
}

/** Words by which it is found: its name, first, and the names it bore. */
export const foldedAuthority = (name: string, otherNames: readonly string[], code: string | null): string =>
  fold([name, ...otherNames, code].filter(Boolean).join(' '))

export async function insertAuthority(
  tx: Tx,
  row: AuthorityFields & { organization_id: string; id: string; created_at: Date; changed_at: Date },
): Promise<void> {
  await tx.insertInto('archive.authority').values(row).execute()
}

/** From this version only. @returns the new version; null: somebody was quicker */
export async function updateAuthority(
  tx: Tx,
  of: { organizationId: string; id: string; version: number; now: Date },
  set: Partial<AuthorityFields> & { merged_into?: string },
): Promise<number | null> {
  const row = await tx
    .updateTable('archive.authority')
    .set({ ...set, changed_at: of.now, version: sql`version + 1` as never })
    .where('organization_id', '=', of.organizationId)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .where('merged_into', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

export async function linksOf(tx: Tx, organizationId: string, id: string): Promise<Authority['links']> {
  const { rows } = await sql<
    Authority['links'][number]
  >`select a.id, a.name, l.kind, l.direction, l.on_date as "onDate", l.note from (
      select to_id as other, kind, 'to' as direction, on_date, note from archive.authority_link where organization_id = ${organizationId} and from_id = ${id}
      union all
      select from_id, kind, 'from', on_date, note from archive.authority_link where organization_id = ${organizationId} and to_id = ${id}) l
    join archive.authority a on a.organization_id = ${organizationId} and a.id = l.other order by l.kind, a.folded limit 200`.execute(
    tx,
  )
  return rows
}

export async function putLink(
  tx: Tx,
  row: {
    organization_id: string
    from_id: string
    to_id: string
    kind: string
    on_date: string | null
    note: string | null
  },
): Promise<void> {
  await tx.insertInto('archive.authority_link').values(row).execute()
}

/** In either direction. @returns whether there was one */
export async function deleteLink(tx: Tx, organizationId: string, a: string, b: string, kind: string): Promise<boolean> {
  const { rows } =
    await sql`delete from archive.authority_link where organization_id = ${organizationId} and kind = ${kind}
    and ((from_id = ${a} and to_id = ${b}) or (from_id = ${b} and to_id = ${a})) returning 1`.execute(tx)
  return rows.length > 0
}

/** Fonds and collections that it created, as far as the actor sees them. */
export async function fondsOf(tx: Tx, actor: Actor, id: string): Promise<Authority['fonds']> {
  const { rows } = await sql<Authority['fonds'][number]>`select u.id, u.number, u.title from archive.unit u
    where u.organization_id = ${actor.organizationId} and u.creator_id = ${id} and u.parent_id is null and u.removed_at is null
      and ${unitScope(actor, 'u')} order by u.number_key limit 200`.execute(tx)
  return rows
}

/** Everything that names one record names the other from now on. */
export async function moveNamings(
  tx: Tx,
  organizationId: string,
  from: string,
  into: string,
  now: Date,
): Promise<void> {
  await sql`update archive.unit set creator_id = ${into}, changed_at = ${now}, version = version + 1,
      harvest_at = case when publish = 'public' then ${now}::timestamptz else harvest_at end
    where organization_id = ${organizationId} and creator_id = ${from}`.execute(tx)
  await sql`with gone as (delete from archive.unit_name where organization_id = ${organizationId} and authority_id = ${from} returning unit_id, role)
    insert into archive.unit_name (organization_id, unit_id, authority_id, role) select ${organizationId}, unit_id, ${into}, role from gone
    on conflict do nothing`.execute(tx)
  await sql`with gone as (delete from archive.authority_link where organization_id = ${organizationId} and (from_id = ${from} or to_id = ${from}) returning *)
    insert into archive.authority_link (organization_id, from_id, to_id, kind, on_date, note)
    select ${organizationId}, f, t, kind, on_date, note from (select case when from_id = ${from} then ${into}::uuid else from_id end as f,
      case when to_id = ${from} then ${into}::uuid else to_id end as t, kind, on_date, note from gone) g
    where f <> t on conflict do nothing`.execute(tx)
}
