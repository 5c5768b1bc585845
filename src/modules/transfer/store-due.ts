/** All SQL of what is due, kept back, and told. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { fileScope, seesAllFiles } from '#modules/casefiles/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

export interface DueRow {
  readonly id: string
  readonly symbol: string
  readonly title: string
  readonly retention: string | null
  readonly medium: 'electronic' | 'paper' | 'mixed'
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly maker_post: string
  readonly maker_name: string
  readonly state: string
  readonly ends_on: string
  readonly keep_id: string | null
  readonly keep_state: 'asked' | 'granted' | 'refused' | null
  readonly keep_until: string | null
  readonly keep_reason: string | null
  readonly keep_name: string | null
  readonly keep_words: string | null
}

/** Days before which work must have ended for a file to be due, as the rules of the day reckon. */
export interface Thresholds {
  /** Electronic, and other, files whose target is near or past: ended on this day or before. */
  readonly soonElectronic: string
  readonly soonOther: string
  /** Past their limit: ended before this day. */
  readonly overdueBefore: string
}

function due(what: 'soon' | 'overdue' | 'all', of: Thresholds, today: string): RawBuilder<boolean> {
  const isKept = sql`exists (select 1 from transfer.keep_back b where b.organization_id = f.organization_id and b.file_id = f.id
    and b.state = 'granted' and b.until >= ${today}::date)`
  if (what === 'all') return sql<boolean>`true`
  if (what === 'overdue') return sql<boolean>`(f.ends_on < ${of.overdueBefore}::date and not ${isKept})`
  return sql<boolean>`(f.ends_on <= case when f.medium = 'electronic' then ${of.soonElectronic}::date else ${of.soonOther}::date end
    and f.ends_on >= ${of.overdueBefore}::date and not ${isKept})`
}

/** Closed and returned files of the actor, the longest ended first. */
export async function dueFiles(
  tx: Tx,
  actor: Actor,
  of: {
    what: 'soon' | 'overdue' | 'all'
    q?: string | undefined
    after: readonly [ended: string, id: string] | null
    limit: number
  },
  thresholds: Thresholds,
  today: string,
): Promise<DueRow[]> {
  const words = fold(of.q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  const like = words.length
    ? sql.join(
        words.map((part) => sql`f.folded like ${`%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`),
        sql` and `,
      )
    : sql`true`
  const { rows } =
    await sql<DueRow>`select f.id, f.symbol, f.title, f.retention, f.medium, f.unit_id, f.unit_name, f.maker_post, f.maker_name, f.state, f.ends_on,
      k.id as keep_id, k.state as keep_state, k.until as keep_until, k.reason as keep_reason, k.asked_by_name as keep_name, k.words as keep_words
    from casefiles.files f
    left join lateral (select b.* from transfer.keep_back b where b.organization_id = f.organization_id and b.file_id = f.id
      order by b.asked_at desc, b.id desc limit 1) k on true
    where f.organization_id = ${actor.organizationId} and f.state in ('closed', 'returned') and f.ends_on is not null and ${fileScope(actor, 'f')} and ${like}
      and ${due(of.what, thresholds, today)}
      and ${of.after ? sql`(f.ends_on, f.id) > (${of.after[0]}::date, ${of.after[1]}::uuid)` : sql`true`}
    order by f.ends_on, f.id limit ${of.limit}`.execute(tx)
  return rows
}

/** Up to a thousand of each are counted. */
export async function countDue(
  tx: Tx,
  actor: Actor,
  thresholds: Thresholds,
  today: string,
): Promise<{ soon: number; overdue: number; waiting: number }> {
  const count = (
    what: 'soon' | 'overdue',
  ) => sql`(select count(*)::int from (select 1 from casefiles.files f where f.organization_id = ${actor.organizationId}
    and f.state in ('closed', 'returned') and f.ends_on is not null and ${fileScope(actor, 'f')} and ${due(what, thresholds, today)} limit 1000) x)`
  const { rows } = await sql<{
    soon: number
    overdue: number
    waiting: number
  }>`select ${count('soon')} as soon, ${count('overdue')} as overdue,
    (select count(*)::int from (select 1 from transfer.handover h where h.organization_id = ${actor.organizationId} and h.state = 'submitted'
      and ${seesAllFiles(actor) ? sql`h.kind <> 'out'` : sql`h.kind = 'in'`} limit 1000) x) as waiting`.execute(tx)
  return rows[0]!
}

export interface KeepRow {
  readonly id: string
  readonly file_id: string
  readonly state: 'asked' | 'granted' | 'refused'
  readonly until: string
  readonly asked_by: string
  readonly symbol: string
  readonly title: string
}

/** @returns false when one waits already */
export async function insertKeepBack(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    file_id: string
    until: string
    reason: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    state: 'asked'
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('transfer.keep_back')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1
}

export async function findKeepBack(tx: Tx, organizationId: string, id: string): Promise<KeepRow | null> {
  const { rows } =
    await sql<KeepRow>`select b.id, b.file_id, b.state, b.until, b.asked_by, f.symbol, f.title from transfer.keep_back b
    join casefiles.files f on f.organization_id = b.organization_id and f.id = b.file_id
    where b.organization_id = ${organizationId} and b.id = ${id} for update of b`.execute(tx)
  return rows[0] ?? null
}

/** @returns false when it was decided meanwhile */
export async function decideKeepBack(
  tx: Tx,
  of: { organizationId: string; id: string; to: 'granted' | 'refused'; words: string; now: Date; byName: string },
): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`update transfer.keep_back set state = ${of.to}, words = ${of.words}, decided_at = ${of.now}, decided_by_name = ${of.byName}
    where organization_id = ${of.organizationId} and id = ${of.id} and state = 'asked' returning id`.execute(tx)
  return rows.length === 1
}

export interface UntoldRow {
  readonly id: string
  readonly symbol: string
  readonly title: string
  readonly maker_post: string
  readonly ends_on: string
  readonly medium: 'electronic' | 'paper' | 'mixed'
}

/** Files of an organisation that came due and were not told of yet. */
export async function untold(
  tx: Tx,
  organizationId: string,
  what: 'soon' | 'overdue',
  thresholds: Thresholds,
  today: string,
  limit: number,
): Promise<UntoldRow[]> {
  const { rows } =
    await sql<UntoldRow>`select f.id, f.symbol, f.title, f.maker_post, f.ends_on, f.medium from casefiles.files f
    where f.organization_id = ${organizationId} and f.state in ('closed', 'returned') and f.ends_on is not null and ${due(what, thresholds, today)}
      and not exists (select 1 from transfer.told t where t.organization_id = f.organization_id and t.file_id = f.id and t.what = ${what})
    order by f.ends_on, f.id limit ${limit}`.execute(tx)
  return rows
}

/** @returns those that were not told before */
export async function markTold(
  tx: Tx,
  organizationId: string,
  what: 'soon' | 'overdue',
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into transfer.told (organization_id, file_id, what, told_at)
    select ${organizationId}, x.id, ${what}, ${now} from unnest(${[...ids]}::uuid[]) x (id) on conflict do nothing returning file_id as id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}
