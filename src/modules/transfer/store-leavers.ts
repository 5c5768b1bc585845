/** All SQL of who leaves and what he hands over. */
import { type RawBuilder, sql } from 'kysely'
import { fileScope, isNarrowedFile, seesAllFiles } from '#modules/casefiles/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { LeftFile } from './leavers-contract.ts'

export interface LeaverRow {
  readonly post_id: string
  readonly full_name: string
  readonly title: string
  readonly unit_name: string | null
  readonly last_day: string
  readonly successor_name: string | null
  readonly successor_title: string | null
  readonly in_hand: number
  readonly given: number
}

/** How long a post that ended without leaving files behind is still shown, in days. */
const SHOWN_FOR = 400

/** Oneself and whom one follows, the unit's for its head and clerk, all for those who see every file. */
function scope(actor: Actor): RawBuilder<boolean> {
  if (seesAllFiles(actor)) return sql<boolean>`true`
  const unit = actor.roles.some((role) => role === 'unit_head' || role === 'unit_clerk') ? actor.unitId : null
  return sql<boolean>`(p.post_id = ${actor.postId} or p.successor_post_id = ${actor.postId} ${unit ? sql`or p.unit_id = ${unit}` : sql``})`
}

/** Posts whose end is known, the last first. */
export async function leaversOf(
  tx: Tx,
  actor: Actor,
  of: { postId?: string; today: string; after?: readonly [day: string, id: string] | null; limit: number },
): Promise<LeaverRow[]> {
  const { organizationId } = actor
  const { rows } = await sql<LeaverRow>`select p.post_id, p.full_name, p.title, p.unit_name, p.valid_to as last_day,
      s.full_name as successor_name, s.title as successor_title, coalesce(h.n, 0) as in_hand, coalesce(g.n, 0) as given
    from people.post_directory p
      left join people.post_directory s on s.organization_id = p.organization_id and s.post_id = p.successor_post_id
      left join lateral (select count(*)::int as n from casefiles.files f
        where f.organization_id = p.organization_id and f.maker_post = p.post_id and f.state <> 'accepted') h on true
      left join lateral (select count(distinct x.file_id)::int as n from casefiles.given x
        where x.organization_id = p.organization_id and x.from_post = p.post_id) g on true
    where p.organization_id = ${organizationId} and p.valid_to is not null and ${scope(actor)}
      and ${of.postId ? sql`p.post_id = ${of.postId}` : sql`(p.valid_to >= ${of.today}::date - ${SHOWN_FOR}::int or h.n > 0)`}
      and ${of.after ? sql`(p.valid_to, p.post_id) < (${of.after[0]}::date, ${of.after[1]}::uuid)` : sql`true`}
    order by p.valid_to desc, p.post_id desc limit ${of.limit}`.execute(tx)
  return rows
}

export interface LeftFileRow {
  readonly id: string
  readonly symbol: string
  readonly title: string
  readonly is_hidden: boolean
  readonly state: LeftFile['state']
  readonly item_count: number
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly retention: string | null
  readonly medium: LeftFile['medium']
  readonly given_to: string | null
  readonly unit_name: string | null
}

/** Files that the post still makes and those that its successor got from it; a narrowed one without its title. */
export async function filesLeftBy(tx: Tx, actor: Actor, postId: string): Promise<LeftFileRow[]> {
  const { organizationId } = actor
  const isHidden = sql`(${isNarrowedFile(organizationId, 'f')} and not ${fileScope(actor, 'f')})`
  const { rows } =
    await sql<LeftFileRow>`select f.id, f.symbol, case when ${isHidden} then '' else f.title end as title,
      ${isHidden} as is_hidden, f.state, f.item_count, f.starts_on, f.ends_on, f.retention, f.medium, g.to_name as given_to, f.unit_name
    from casefiles.files f
      left join lateral (select x.to_name from casefiles.given x where x.organization_id = f.organization_id and x.file_id = f.id
        and x.from_post = ${postId} order by x.at desc limit 1) g on true
    where f.organization_id = ${organizationId} and ((f.maker_post = ${postId} and f.state <> 'accepted')
      or f.id = any(array(select x.file_id from casefiles.given x where x.organization_id = ${organizationId} and x.from_post = ${postId})))
    order by f.period, f.symbol, f.id`.execute(tx)
  return rows
}
