/** All SQL of the printed inventory. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { UnitLine } from './contract.ts'
import { unitScope } from './policy.ts'

export interface ListedFile {
  readonly number: string | null
  /** Does the actor see it? Else nothing but its number is told. */
  readonly is_seen: boolean
  readonly title: string
  readonly starts: string | null
  readonly ends: string | null
  readonly sheets: number | null
  readonly pages: number | null
  readonly retention: string | null
  readonly access: UnitLine['access']
  readonly medium: 'electronic' | 'paper' | 'mixed' | null
  readonly note: string | null
  /** Groups of the inventory that it lies in: `Tổ chức › Nhân sự`. */
  readonly heading: string
  /** Where it lies, as the stores know it, else as it was described. */
  readonly box: string | null
  /** The archive that it was handed on to. */
  readonly handed_to: string | null
}

/** Files of an inventory as they are counted, also those in its groups; those without a number last. */
export async function filesOfInventory(
  tx: Tx,
  actor: Actor,
  inventoryId: string,
  limit: number,
): Promise<ListedFile[]> {
  const { organizationId } = actor
  const label = sql`case when c.level = 'group' and ${unitScope(actor, 'c')} then concat_ws('. ', c.number, c.title) end`
  const { rows } = await sql<ListedFile>`with recursive inside as (
      select c.id, c.level, '' as heading, ${label} as label from archive.unit c
        where c.organization_id = ${organizationId} and c.parent_id = ${inventoryId} and c.removed_at is null
      union all
      select c.id, c.level, concat_ws(' › ', nullif(i.heading, ''), i.label), ${label} from inside i
        join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null
        where i.level = 'group')
    select u.number, ${unitScope(actor, 'u')} as is_seen, u.title, u.starts, u.ends, u.sheets, u.pages, u.retention, u.access, u.medium,
      u.description->>'note' as note, i.heading, coalesce(p.box_number, u.box) as box, u.handed_to
    from inside i join archive.unit u on u.organization_id = ${organizationId} and u.id = i.id
      left join storage.places_of_units p on p.organization_id = u.organization_id and p.unit_id = u.id
    where i.level = 'file'
    order by u.number is null, u.number_key, u.position, u.id limit ${limit}`.execute(tx)
  return rows
}
