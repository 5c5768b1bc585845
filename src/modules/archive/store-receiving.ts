/** All SQL of what goes on to another archive and comes from one. */
import { sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import type { Tx } from '#platform/db/index.ts'

/** One of these units, or of what lies in them, that another archive has, or reads before it decides (`to` is null then). */
export async function handedOnAmong(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  isWithBelow: boolean,
): Promise<{ number: string | null; to: string | null } | null> {
  if (ids.length === 0) return null
  const all = sql`${[...ids]}::uuid[]`
  const among = isWithBelow
    ? sql`u.id in (with recursive inside as (select unnest(${all}) as id
        union select c.id from inside i join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id
          and c.removed_at is null) select id from inside)`
    : sql`u.id = any(${all})`
  const { rows } = await sql<{
    number: string | null
    to: string | null
  }>`select u.number, u.handed_to as "to" from archive.unit u
    where u.organization_id = ${organizationId} and ${among} and (u.handed_at is not null or u.handing is not null)
      and u.removed_at is null order by u.handed_at limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Files of a list, and what lies in them, stay as they are from now on. */
export async function hold(tx: Tx, organizationId: string, ids: readonly string[], list: string): Promise<void> {
  await sql`update archive.unit set handing = ${list} where organization_id = ${organizationId} and removed_at is null
    and (id = any(${[...ids]}::uuid[]) or parent_id = any(${[...ids]}::uuid[]))`.execute(tx)
}

/** The list is decided, or came back. */
export async function release(tx: Tx, organizationId: string, list: string): Promise<void> {
  await sql`update archive.unit set handing = null where organization_id = ${organizationId} and handing = ${list}`.execute(
    tx,
  )
}

/** Is there a unit of this id, also one that was removed? */
export async function isKnownId(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const { rows } = await sql`select from archive.unit where organization_id = ${organizationId} and id = ${id}`.execute(
    tx,
  )
  return rows.length > 0
}

/** Files and the items in them went on. @returns ids of the files that had not gone before */
export async function handOn(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  of: { at: Date; to: string; minutes: string },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
    level: string
  }>`update archive.unit set handed_at = ${of.at}, handed_to = ${of.to},
      handed_minutes = ${of.minutes}, changed_at = ${of.at}, version = version + 1
    where organization_id = ${organizationId} and removed_at is null and handed_at is null
      and (id = any(${[...ids]}::uuid[]) or parent_id = any(${[...ids]}::uuid[])) returning id, level`.execute(tx)
  return rows.filter((row) => row.level === 'file').map((row) => row.id)
}

/** Where a unit that came from elsewhere lies here: itself, or what it was merged into. */
export async function unitHere(tx: Tx, organizationId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`with recursive line as (
      select u.id, u.merged_into, u.removed_at from archive.unit u where u.organization_id = ${organizationId} and u.id = ${id}
      union all
      select u.id, u.merged_into, u.removed_at from line l join archive.unit u on u.organization_id = ${organizationId} and u.id = l.merged_into)
    select id from line where removed_at is null limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** The fonds of a body in a repository. */
export async function fondsOfCreator(
  tx: Tx,
  organizationId: string,
  repositoryId: string,
  creatorId: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from archive.unit u where u.organization_id = ${organizationId}
    and u.repository_id = ${repositoryId} and u.creator_id = ${creatorId} and u.level = 'fonds' and u.removed_at is null
    order by u.position limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** The record of a body or person here: by the organisation it describes, else by its name. */
export async function authorityHere(
  tx: Tx,
  organizationId: string,
  of: { bodyId: string | null; kind: string; name: string },
): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`with recursive found as (select a.id, a.merged_into, a.body_id, a.created_at, 0 as step from archive.authority a
    where a.organization_id = ${organizationId} and (a.body_id = ${of.bodyId}::uuid or (a.kind = ${of.kind} and a.name = ${of.name}
      and (a.body_id is null or ${of.bodyId}::uuid is null) and a.folded like ${`${fold(of.name).replace(/[\\%_]/g, (c) => `\\${c}`)}%`}))
    union all select n.id, n.merged_into, f.body_id, f.created_at, f.step + 1 from found f
      join archive.authority n on n.organization_id = ${organizationId} and n.id = f.merged_into where f.step < 20)
    select id from found where merged_into is null order by body_id nulls last, step, created_at limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export async function nameUnits(
  tx: Tx,
  organizationId: string,
  rows: readonly { unitId: string; authorityId: string; role: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into archive.unit_name (organization_id, unit_id, authority_id, role)
    select ${organizationId}, x.u, x.a, x.r from unnest(${rows.map((row) => row.unitId)}::uuid[], ${rows.map((row) => row.authorityId)}::uuid[],
      ${rows.map((row) => row.role)}::text[]) x (u, a, r) on conflict do nothing`.execute(tx)
}
