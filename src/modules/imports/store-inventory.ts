/** What the rooms of the archive have built on units that an import made. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { RunRow } from './store.ts'

export interface BuiltOn {
  readonly published: number
  readonly boxed: number
  readonly packed: number
  /** The title of one of them. */
  readonly example: string | null
}

/** A file that stood before is packed with what the import put into it when its package is younger than the import. */
export async function builtOn(
  tx: Tx,
  organizationId: string,
  run: Pick<RunRow, 'id' | 'created_at'>,
): Promise<BuiltOn> {
  const { rows } = await sql<BuiltOn>`with made as (
      select u.* from imports.origin o
      join archive.units u on u.organization_id = o.organization_id and u.id = coalesce((o.extra->>'unit')::uuid, o.target_id)
      where o.organization_id = ${organizationId} and o.kind = 'inventory' and o.import_id = ${run.id}),
    holding as (select id from made union select parent_id from made where level = 'item'),
    published as (select id, title from made where publish <> 'draft'),
    boxed as (select m.id, m.title from made m
      join storage.places_of_units p on p.organization_id = m.organization_id and p.unit_id = m.id),
    packed as (select u.id, u.title from holding h join archive.units u on u.organization_id = ${organizationId} and u.id = h.id
      join preservation.packages p on p.organization_id = u.organization_id and p.unit_id = u.id and p.made_at > ${run.created_at})
    select (select count(*)::int from published) as published, (select count(*)::int from boxed) as boxed,
      (select count(*)::int from packed) as packed,
      (select left(title, 120) from (select * from published union all select * from boxed union all select * from packed) x limit 1) as example`.execute(
    tx,
  )
  return rows[0]!
}
