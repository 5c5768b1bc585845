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
      'units', (select jsonb_agg(to_jsonb(u) - 'organization_id' - 'step' order by u.step, u.position, u.id) from units u),
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
