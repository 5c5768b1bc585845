/** All SQL of hand-overs and their entries. */
import { type RawBuilder, sql } from 'kysely'
import { fileScope, isNarrowedFile, seesAllFiles } from '#modules/casefiles/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Handover, UnitLack } from './contract.ts'
import { has } from './policy.ts'

export interface HandoverRow {
  readonly id: string
  /** From a unit to the archive here; out to another archive; in from one. */
  readonly kind: 'unit' | 'out' | 'in'
  readonly partner_id: string | null
  readonly partner_name: string | null
  readonly title: string
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly giver_post: string
  readonly giver_name: string
  readonly giver_title: string
  readonly state: Handover['state']
  readonly state_at: Date
  readonly state_by_name: string
  readonly boxes: number | null
  readonly metres: number | null
  readonly note: string | null
  readonly number: number | null
  readonly year: number | null
  readonly condition: string | null
  readonly decided_on: string | null
  readonly receiver_post: string | null
  readonly receiver_name: string | null
  readonly receiver_title: string | null
  readonly giver_signed_at: Date | null
  readonly giver_signed_name: string | null
  readonly version: number
  readonly files: number
  readonly accepted: number
  readonly returned: number
}

const columns = sql`h.id, h.kind, h.partner_id, h.partner_name, h.title, h.unit_id, h.unit_name, h.giver_post, h.giver_name, h.giver_title, h.state, h.state_at, h.state_by_name, h.boxes,
  h.metres::float8 as metres, h.note, h.number, h.year, h.condition, h.decided_on, h.receiver_post, h.receiver_name, h.receiver_title,
  h.giver_signed_at, h.giver_signed_name, h.version, e.files, e.accepted, e.returned`
const from = sql`transfer.handover h left join lateral (select count(*)::int as files, count(*) filter (where x.state = 'accepted')::int as accepted,
    count(*) filter (where x.state = 'returned')::int as returned
  from transfer.entry x where x.organization_id = h.organization_id and x.handover_id = h.id) e on true`

/**
 * One's own lists, the unit's for its head, all for those who see every file; drafts are their maker's and his head's, those to
 * another archive the archive's. What comes from another archive is seen by those who keep the historical one, too.
 */
function scope(actor: Actor): RawBuilder<boolean> {
  const unit =
    actor.unitId && actor.roles.some((role) => role === 'unit_head' || role === 'unit_clerk') ? actor.unitId : null
  const own = sql<boolean>`(h.giver_post = ${actor.postId} ${unit ? sql`or h.unit_id = ${unit}` : sql``})`
  const mine = has(actor, 'transfer.hand-on') ? sql<boolean>`(${own} or h.kind = 'out')` : own
  if (seesAllFiles(actor)) return sql<boolean>`(h.state <> 'draft' or ${mine})`
  return actor.roles.includes('hist_archivist') ? sql<boolean>`(${mine} or h.kind = 'in')` : mine
}

export async function findHandover(
  tx: Tx,
  actor: Actor,
  id: string,
  how: 'look' | 'lock' = 'look',
): Promise<HandoverRow | null> {
  if (how === 'lock')
    await sql`select 1 from transfer.handover where organization_id = ${actor.organizationId} and id = ${id} for update`.execute(
      tx,
    )
  const { rows } = await sql<HandoverRow>`select ${columns} from ${from}
    where h.organization_id = ${actor.organizationId} and h.id = ${id} and ${scope(actor)}`.execute(tx)
  return rows[0] ?? null
}

export async function listHandovers(
  tx: Tx,
  actor: Actor,
  of: { state?: string | undefined; after: readonly [at: string, id: string] | null; limit: number },
): Promise<HandoverRow[]> {
  const { rows } = await sql<HandoverRow>`select ${columns} from ${from}
    where h.organization_id = ${actor.organizationId} and ${scope(actor)} and ${of.state ? sql`h.state = ${of.state}` : sql`true`}
      and ${of.after ? sql`(h.state_at, h.id) < (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)` : sql`true`}
    order by h.state_at desc, h.id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function insertHandover(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    title: string
    unit_id: string | null
    unit_name: string | null
    giver_post: string
    giver_name: string
    giver_title: string
    state: 'draft'
    state_at: Date
    state_by_name: string
    note: string | null
    created_at: Date
    kind?: 'out'
    partner_id?: string
    partner_name?: string
  },
): Promise<void> {
  await tx.insertInto('transfer.handover').values(row).execute()
}

interface Moving {
  organizationId: string
  id: string
  from: Handover['state']
  to: Handover['state']
  version: number
  now: Date
  byName: string
}

/** From this state and version only. @param set further columns @returns the new version; null: somebody was quicker */
export async function moveHandover(tx: Tx, of: Moving, set: RawBuilder<unknown> = sql``): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update transfer.handover set state = ${of.to}, state_at = ${of.now}, state_by_name = ${of.byName},
      version = version + 1 ${set}
    where organization_id = ${of.organizationId} and id = ${of.id} and state = ${of.from} and version = ${of.version} returning version`.execute(
    tx,
  )
  return rows[0]?.version ?? null
}

/** What a draft says of paper and notes. */
export const described = (set: { boxes: number | null; metres: number | null; note: string | null }) =>
  sql`, boxes = ${set.boxes}, metres = ${set.metres}, note = ${set.note}`

/** The archive's decision with the number of its minutes. */
export const decision = (set: {
  number: number
  year: number
  boxes: number | null
  metres: number | null
  condition: string | null
  decidedOn: string
  receiver: { post: string; name: string; title: string | null }
}) => sql`, number = ${set.number}, year = ${set.year}, boxes = ${set.boxes}, metres = ${set.metres}, condition = ${set.condition},
  decided_on = ${set.decidedOn}, receiver_post = ${set.receiver.post}, receiver_name = ${set.receiver.name}, receiver_title = ${set.receiver.title}`

export const signature = (set: { at: Date; name: string }) =>
  sql`, giver_signed_at = ${set.at}, giver_signed_name = ${set.name}`

/** Minutes are numbered one after the other: whoever decides second waits for the first. */
export async function nextNumber(tx: Tx, organizationId: string, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`transfer.number ${organizationId}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select coalesce(max(number), 0) + 1 as n from transfer.handover
    where organization_id = ${organizationId} and year = ${year} and kind <> 'out'`.execute(tx)
  return rows[0]!.n
}

export interface EntryRow {
  readonly file_id: string
  readonly state: 'listed' | 'accepted' | 'returned'
  readonly reason: string | null
  readonly is_sampled: boolean
  readonly looked_at: Date | null
  readonly remark: string | null
  readonly symbol: string
  /** Empty where it is hidden. */
  readonly title: string
  readonly is_hidden: boolean
  /** The mark that goes along to the archive. */
  readonly is_narrowed: boolean
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly retention: string | null
  readonly medium: 'electronic' | 'paper' | 'mixed'
  readonly items: number
  readonly pages: number | null
  readonly sheets: number | null
  /** Of a file of an archive: its electronic files, and what the machine misses. */
  readonly facts: UnitFacts | null
}

/** What a file of an archive says of itself in a list. */
export interface UnitFacts {
  readonly symbol: string
  readonly title: string
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly retention: string | null
  readonly medium: 'electronic' | 'paper' | 'mixed'
  readonly items: number
  readonly pages: number | null
  readonly sheets: number | null
  readonly components: number
  readonly lacks: readonly UnitLack[]
}

/** The list in its order; of a file narrowed to others it shows symbol and days, never the title. */
export async function entriesOf(tx: Tx, actor: Actor, handoverId: string): Promise<EntryRow[]> {
  const { organizationId } = actor
  const isHidden = sql`(${isNarrowedFile(organizationId, 'f')} and not ${fileScope(actor, 'f')})`
  const { rows } =
    await sql<EntryRow>`select x.file_id, x.state, x.reason, x.is_sampled, x.looked_at, x.remark, x.facts, coalesce(f.symbol, x.facts->>'symbol') as symbol,
      case when ${isHidden} then '' else coalesce(f.title, x.facts->>'title') end as title, ${isHidden} as is_hidden,
      ${isNarrowedFile(organizationId, 'f')} as is_narrowed, coalesce(f.starts_on, (x.facts->>'starts_on')::date) as starts_on,
      coalesce(f.ends_on, (x.facts->>'ends_on')::date) as ends_on, coalesce(f.retention, x.facts->>'retention') as retention,
      coalesce(f.medium, x.facts->>'medium') as medium, coalesce(f.item_count, (x.facts->>'items')::int) as items,
      coalesce(f.page_count, (x.facts->>'pages')::int) as pages, coalesce(f.sheet_count, (x.facts->>'sheets')::int) as sheets
    from transfer.entry x left join casefiles.files f on f.organization_id = x.organization_id and f.id = x.case_file
    where x.organization_id = ${organizationId} and x.handover_id = ${handoverId} order by x.position, x.file_id`.execute(
      tx,
    )
  return rows
}

export async function insertEntries(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileIds: readonly string[],
): Promise<void> {
  await sql`insert into transfer.entry (organization_id, handover_id, file_id, position, state)
    select ${organizationId}, ${handoverId}, x.id, x.n::int * 10, 'listed' from unnest(${[...fileIds]}::uuid[]) with ordinality x (id, n)`.execute(
    tx,
  )
}

export async function deleteEntries(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileIds: readonly string[],
): Promise<void> {
  await sql`delete from transfer.entry where organization_id = ${organizationId} and handover_id = ${handoverId} and file_id = any(${[...fileIds]}::uuid[])`.execute(
    tx,
  )
}

export async function sampleEntries(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileIds: readonly string[],
): Promise<void> {
  await sql`update transfer.entry set is_sampled = file_id = any(${[...fileIds]}::uuid[])
    where organization_id = ${organizationId} and handover_id = ${handoverId}`.execute(tx)
}

/** @returns false for a file that is not in the list */
export async function lookAt(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileId: string,
  of: { at: Date; remark: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update transfer.entry set looked_at = ${of.at}, remark = ${of.remark}
    where organization_id = ${organizationId} and handover_id = ${handoverId} and file_id = ${fileId} returning file_id as id`.execute(
    tx,
  )
  return rows.length === 1
}

export async function decideEntry(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileId: string,
  of: { to: 'accepted' | 'returned'; reason: string | null },
): Promise<void> {
  await sql`update transfer.entry set state = ${of.to}, reason = ${of.reason}
    where organization_id = ${organizationId} and handover_id = ${handoverId} and file_id = ${fileId}`.execute(tx)
}

/** Files of a list that another open hand-over holds already. */
export async function heldElsewhere(
  tx: Tx,
  organizationId: string,
  fileIds: readonly string[],
  except: string,
): Promise<string[]> {
  const { rows } = await sql<{
    symbol: string
  }>`select coalesce(f.symbol, x.facts->>'symbol') as symbol from transfer.entry x
    join transfer.handover h on h.organization_id = x.organization_id and h.id = x.handover_id
    left join casefiles.files f on f.organization_id = x.organization_id and f.id = x.case_file
    where x.organization_id = ${organizationId} and x.file_id = any(${[...fileIds]}::uuid[]) and h.id <> ${except} and h.state in ('draft', 'submitted')`.execute(
    tx,
  )
  return rows.map((row) => row.symbol)
}

export interface BundleRow {
  readonly id: string
  readonly unit_name: string
  readonly giver_name: string
  readonly title: string
  readonly years: string
  readonly metres: number
  readonly reason: string
  readonly note: string | null
  readonly received_on: string
  readonly received_at: Date
  readonly received_by_name: string
}

export async function listBundles(
  tx: Tx,
  organizationId: string,
  of: { after: readonly [at: string, id: string] | null; limit: number },
): Promise<BundleRow[]> {
  const { rows } =
    await sql<BundleRow>`select id, unit_name, giver_name, title, years, metres::float8 as metres, reason, note, received_on, received_at, received_by_name
    from transfer.bundle where organization_id = ${organizationId}
      and ${of.after ? sql`(received_at, id) < (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)` : sql`true`}
    order by received_at desc, id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function insertBundle(
  tx: Tx,
  row: Omit<BundleRow, 'metres'> & { organization_id: string; metres: number; received_by: string },
): Promise<void> {
  await tx
    .insertInto('transfer.bundle')
    .values({ ...row, metres: String(row.metres) })
    .execute()
}
