/** What the archive knows of a unit, whole, for the packages from which it can be rebuilt. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows of the archive's tables, as they stand, without the organisation. */
export interface KeptUnit {
  readonly repository: Row
  /** From the fonds down to the unit, then what lies in it, in order. */
  readonly units: readonly Row[]
  /** Further bodies and persons named in these units. */
  readonly names: readonly Row[]
  /** Those that created or are named in the units, and those bound to them. */
  readonly authorities: readonly Row[]
  readonly links: readonly Row[]
  readonly accessions: readonly Row[]
  readonly traces: readonly Row[]
}

/** @returns null when the unit is not there */
export async function keptUnit(tx: Tx, organizationId: string, unitId: string): Promise<KeptUnit | null> {
  const { rows } = await sql<{ kept: KeptUnit | null }>`with recursive
    up as (
      select u.*, 0 as step from archive.unit u
        where u.organization_id = ${organizationId} and u.id = ${unitId} and u.removed_at is null
      union all
      select p.*, up.step - 1 from up join archive.unit p on p.organization_id = up.organization_id and p.id = up.parent_id),
    items as (
      select u.*, 1 as step from archive.unit u join up on up.step = 0 and up.level = 'file'
        where u.organization_id = ${organizationId} and u.parent_id = up.id and u.level = 'item' and u.removed_at is null),
    units as (select * from up union all select * from items),
    named as (
      select creator_id as id from units where creator_id is not null
      union select n.authority_id from archive.unit_name n join units u on u.organization_id = n.organization_id and u.id = n.unit_id),
    bound as (
      select id from named
      union select l.to_id from archive.authority_link l join named on l.from_id = named.id where l.organization_id = ${organizationId}
      union select l.from_id from archive.authority_link l join named on l.to_id = named.id where l.organization_id = ${organizationId}),
    came as (
      select a.* from archive.accession a where a.organization_id = ${organizationId}
        and a.id in (select accession_id from units where accession_id is not null))
    select case when exists (select from up) then jsonb_build_object(
      'repository', (select to_jsonb(r) - 'organization_id' from archive.repository r
        join up on up.step = 0 and r.organization_id = up.organization_id and r.id = up.repository_id),
      'units', (select jsonb_agg(to_jsonb(u) - 'organization_id' - 'step' - 'handing' order by u.step, u.position, u.id) from units u),
      'names', (select coalesce(jsonb_agg(to_jsonb(n) - 'organization_id' order by n.unit_id, n.authority_id, n.role), '[]') from archive.unit_name n
        join units u on u.organization_id = n.organization_id and u.id = n.unit_id),
      'authorities', (select coalesce(jsonb_agg(to_jsonb(a) - 'organization_id' order by a.id), '[]') from archive.authority a
        where a.organization_id = ${organizationId} and a.id in (select id from bound)),
      'links', (select coalesce(jsonb_agg(to_jsonb(l) - 'organization_id' order by l.from_id, l.to_id, l.kind), '[]') from archive.authority_link l
        where l.organization_id = ${organizationId} and l.from_id in (select id from bound) and l.to_id in (select id from bound)),
      'accessions', (select coalesce(jsonb_agg(to_jsonb(a) - 'organization_id' order by a.id), '[]') from came a),
      'traces', (select coalesce(jsonb_agg(to_jsonb(t) - 'organization_id' order by t.at, t.id), '[]') from archive.trace t
        join units u on u.organization_id = t.organization_id and u.id = t.unit_id)
    ) end as kept`.execute(tx)
  return rows[0]?.kept ?? null
}

/** How many units stand that are not among these. */
export async function unitsBeside(tx: Tx, organizationId: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from archive.unit
    where organization_id = ${organizationId} and id <> all(${[...ids]}::uuid[])`.execute(tx)
  return rows[0]!.n
}

/**
 * Puts units back with all that goes with them; what stands stays as it is. A case file that is no more is not named.
 * @returns how many units and authority records were not there
 */
export async function restoreKept(
  tx: Tx,
  organizationId: string,
  of: KeptUnit,
): Promise<{ units: number; authorities: number }> {
  const whole = (rows: readonly Row[]) =>
    JSON.stringify(rows.map((row) => ({ ...row, organization_id: organizationId })))
  const known = new Set(of.authorities.map((row) => row['id']))
  const authorities = of.authorities.map((row) => ({
    ...row,
    merged_into: known.has(row['merged_into']) ? row['merged_into'] : null,
  }))
  await sql`insert into archive.repository select (jsonb_populate_record(null::archive.repository, v)).*
    from jsonb_array_elements(${whole([of.repository])}::jsonb) v on conflict do nothing`.execute(tx)
  const bodies = await sql`insert into archive.authority select (jsonb_populate_record(null::archive.authority, v)).*
    from jsonb_array_elements(${whole(authorities)}::jsonb) v on conflict do nothing returning id`.execute(tx)
  await sql`insert into archive.authority_link select (jsonb_populate_record(null::archive.authority_link, v)).*
    from jsonb_array_elements(${whole(of.links)}::jsonb) v on conflict do nothing`.execute(tx)
  const units = await sql`insert into archive.unit select (jsonb_populate_record(null::archive.unit,
      case when exists (select from casefiles.files f where f.organization_id = ${organizationId} and f.id = (v->>'source_file')::uuid)
        then v else v - 'source_file' end)).*
    from jsonb_array_elements(${whole(of.units)}::jsonb) v on conflict do nothing returning id`.execute(tx)
  await sql`insert into archive.unit_name select (jsonb_populate_record(null::archive.unit_name, v)).*
    from jsonb_array_elements(${whole(of.names)}::jsonb) v on conflict do nothing`.execute(tx)
  // An accession may name a fonds and a repository that the unit has been moved away from: they come with other packages, or not at all.
  await sql`insert into archive.accession select (jsonb_populate_record(null::archive.accession,
      case when exists (select from archive.unit u where u.organization_id = ${organizationId} and u.id = (v->>'fonds_id')::uuid)
        then v else v - 'fonds_id' end)).*
    from jsonb_array_elements(${whole(of.accessions)}::jsonb) v
    where exists (select from archive.repository r where r.organization_id = ${organizationId} and r.id = (v->>'repository_id')::uuid)
    on conflict do nothing`.execute(tx)
  await sql`insert into archive.trace select (jsonb_populate_record(null::archive.trace, v)).*
    from jsonb_array_elements(${whole(of.traces)}::jsonb) v on conflict do nothing`.execute(tx)
  return { units: units.rows.length, authorities: bodies.rows.length }
}

/** Counts again what lies in each unit: packages are older than what came after them. */
export async function recount(tx: Tx, organizationId: string): Promise<void> {
  await sql`update archive.unit u set children = n.n from (
      select p.id, count(c.id)::int as n from archive.unit p
      left join archive.unit c on c.organization_id = p.organization_id and c.parent_id = p.id and c.removed_at is null
      where p.organization_id = ${organizationId} group by p.id) n
    where u.organization_id = ${organizationId} and u.id = n.id and u.children <> n.n`.execute(tx)
}
