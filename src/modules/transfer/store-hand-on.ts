/** All SQL of hand-overs between archives. */
import { sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { reference, unitScope } from '#modules/archive/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { HandoverRow, UnitFacts } from './store.ts'

export interface HandOnRow {
  readonly id: string
  readonly symbol: string
  readonly title: string
  readonly starts: string | null
  readonly ends: string | null
  readonly items: number
  readonly since: number | null
  readonly is_listed: boolean
}

/** Years up to which files that the current archive took are due, and overdue, as the rules of the day reckon. */
export interface Since {
  readonly soon: number
  readonly overdue: number
}

const above = sql`join archive.units r on r.organization_id = u.organization_id and r.id = u.fonds_id
  left join archive.units i on i.organization_id = u.organization_id and i.id = u.inventory_id`
const numbers = sql`r.level as fonds_level, r.number as fonds_number, i.number as inventory_number, u.number`

interface Numbered {
  readonly fonds_level: 'fonds' | 'collection'
  readonly fonds_number: string | null
  readonly inventory_number: string | null
  readonly number: string | null
}
const symbolOf = (row: Numbered): string =>
  reference([
    { level: row.fonds_level, number: row.fonds_number },
    { level: 'inventory', number: row.inventory_number },
    { level: 'file', number: row.number },
  ])

const isListed = sql<boolean>`exists (select from transfer.entry x join transfer.handover h on h.organization_id = x.organization_id and h.id = x.handover_id
  where x.organization_id = u.organization_id and x.file_id = u.id and h.state in ('draft', 'submitted'))`

/** Files kept for ever in the current archive, the longest there first. */
export async function filesToHandOn(
  tx: Tx,
  actor: Actor,
  of: {
    what: 'soon' | 'overdue' | 'all'
    q?: string | undefined
    after: readonly [since: number, id: string] | null
    limit: number
  },
  since: Since,
): Promise<HandOnRow[]> {
  const words = fold(of.q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
    .map((part) => sql`u.folded like ${`%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
  const which =
    of.what === 'all'
      ? sql`true`
      : of.what === 'overdue'
        ? sql`c.since <= ${since.overdue}`
        : sql`c.since > ${since.overdue} and c.since <= ${since.soon}`
  const { rows } = await sql<
    Omit<HandOnRow, 'symbol'> & Numbered
  >`select u.id, u.title, u.starts, u.ends, u.children as items, c.since,
      ${numbers}, ${isListed} as is_listed
    from archive.to_hand_on c join archive.units u on u.organization_id = c.organization_id and u.id = c.id ${above}
    where c.organization_id = ${actor.organizationId} and ${which} and ${unitScope(actor, 'u')}
      and ${words.length > 0 ? sql.join(words, sql` and `) : sql`true`}
      and ${of.after ? sql`(coalesce(c.since, 9999), u.id) > (${of.after[0]}::int, ${of.after[1]}::uuid)` : sql`true`}
    order by coalesce(c.since, 9999), u.id limit ${of.limit}`.execute(tx)
  return rows.map((row) => ({ ...row, symbol: symbolOf(row) }))
}

export interface Candidate {
  readonly id: string
  readonly facts: UnitFacts
  /** It, or a document in it, is narrowed to a list. */
  readonly is_narrowed: boolean
}

/** Those of these files that may go to the historical archive, with what they say of themselves. */
export async function candidates(tx: Tx, organizationId: string, ids: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<
    Numbered & {
      id: string
      title: string
      starts_on: string | null
      ends_on: string | null
      retention: string | null
      medium: UnitFacts['medium'] | null
      pages: number | null
      sheets: number | null
      items: number
      item_pages: number | null
      item_sheets: number | null
      components: number
      bare: number
      is_narrowed: boolean
    }
  >`select u.id, u.title, u.starts_on, u.ends_on, u.retention, u.medium, u.pages, u.sheets, ${numbers},
      n.items, n.item_pages, n.item_sheets, n.components, n.bare,
      n.is_narrowed or exists (select from casefiles.narrowings w where w.organization_id = u.organization_id and w.file_id = u.source_file) as is_narrowed
    from archive.to_hand_on c join archive.units u on u.organization_id = c.organization_id and u.id = c.id ${above}
    cross join lateral (
      select count(*)::int as items, sum(x.pages)::int as item_pages, sum(x.sheets)::int as item_sheets,
        coalesce(sum(k.n), 0)::int as components, count(*) filter (where k.n = 0)::int as bare,
        coalesce(bool_or(exists (select from records.narrowings w where w.organization_id = x.organization_id and w.document_id = x.document_id)), false) as is_narrowed
      from archive.units x
      cross join lateral (select count(*)::int as n from records.components p
        where p.organization_id = x.organization_id and p.document_id = x.document_id) k
      where x.organization_id = u.organization_id and x.parent_id = u.id) n
    where c.organization_id = ${organizationId} and c.id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows.map((row) => {
    const medium = row.medium ?? (row.components > 0 ? 'electronic' : 'paper')
    const sheets = row.sheets ?? row.item_sheets
    return {
      id: row.id,
      is_narrowed: row.is_narrowed,
      facts: {
        symbol: symbolOf(row) || 'HS',
        title: row.title,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        retention: row.retention,
        medium,
        items: row.items,
        pages: row.pages ?? row.item_pages,
        sheets,
        components: row.components,
        lacks: [
          ...(row.items === 0 ? (['items'] as const) : []),
          ...(row.starts_on && row.ends_on ? [] : (['dates'] as const)),
          ...(row.number ? [] : (['number'] as const)),
          ...(medium !== 'paper' && row.bare > 0 ? (['bytes'] as const) : []),
          ...(medium !== 'electronic' && !sheets ? (['amount'] as const) : []),
        ],
      },
    }
  })
}

/** Puts files of an archive into a list, or brings what the list says of them up to date. */
export async function putUnitEntries(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  rows: readonly { id: string; facts: UnitFacts; isSampled?: boolean; contents?: unknown }[],
): Promise<void> {
  for (const [i, row] of rows.entries())
    await sql`insert into transfer.entry (organization_id, handover_id, file_id, position, state, facts, contents, is_sampled)
      values (${organizationId}, ${handoverId}, ${row.id}, ${(i + 1) * 10}, 'listed', ${JSON.stringify(row.facts)}::jsonb,
        ${row.contents === undefined ? null : JSON.stringify(row.contents)}::jsonb, ${row.isSampled ?? false})
      on conflict (organization_id, handover_id, file_id) do update set facts = excluded.facts`.execute(tx)
}

/** What lies in a file that waits to be taken in; null when it does not wait here. */
export async function contentsOfEntry<T>(
  tx: Tx,
  organizationId: string,
  handoverId: string,
  fileId: string,
): Promise<T | null> {
  const { rows } = await sql<{ contents: T | null }>`select contents from transfer.entry
    where organization_id = ${organizationId} and handover_id = ${handoverId} and file_id = ${fileId}`.execute(tx)
  return rows[0]?.contents ?? null
}

/** Was what came along laid into the archive already? */
export async function isLaid(tx: Tx, organizationId: string, handoverId: string, fileId: string): Promise<boolean> {
  return (await contentsOfEntry(tx, organizationId, handoverId, fileId)) === null
}

/** Lists that were submitted or decided a while ago and have not come to their end: their job died. */
export async function unfinishedLists(
  tx: Tx,
  organizationId: string,
  before: Date,
): Promise<{ id: string; kind: 'out' | 'in' }[]> {
  const { rows } = await sql<{ id: string; kind: 'out' | 'in' }>`select h.id, h.kind from transfer.handover h
    where h.organization_id = ${organizationId} and h.state_at < ${before} and ((h.kind = 'out' and h.state = 'submitted')
      or (h.kind = 'in' and h.state = 'decided' and exists (select from transfer.entry e
        where e.organization_id = h.organization_id and e.handover_id = h.id and e.contents is not null)))`.execute(tx)
  return rows
}

/** Decided and laid into the archive: what came along is not needed twice. */
export async function dropContents(tx: Tx, organizationId: string, handoverId: string): Promise<void> {
  await sql`update transfer.entry set contents = null where organization_id = ${organizationId} and handover_id = ${handoverId}
    and contents is not null`.execute(tx)
}

/** A hand-over by its id, whoever looks: for what crosses between archives. */
export async function handoverById(
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<Pick<HandoverRow, 'state' | 'giver_signed_at'> | null> {
  const { rows } = await sql<
    Pick<HandoverRow, 'state' | 'giver_signed_at'>
  >`select state, giver_signed_at from transfer.handover
    where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** The receiver's copy of a list that another archive submitted. */
export async function insertReceived(
  tx: Tx,
  organizationId: string,
  of: HandoverRow,
  from: { id: string; name: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('transfer.handover')
    .values({
      organization_id: organizationId,
      id: of.id,
      kind: 'in',
      partner_id: from.id,
      partner_name: from.name,
      title: of.title,
      unit_id: null,
      unit_name: null,
      giver_post: of.giver_post,
      giver_name: of.giver_name,
      giver_title: of.giver_title,
      state: 'submitted',
      state_at: now,
      state_by_name: of.giver_name,
      boxes: of.boxes,
      metres: of.metres === null ? null : String(of.metres),
      note: of.note,
      created_at: now,
    })
    .execute()
}

/** The giver's signature under the receiver's copy of the minutes. */
export async function noteSignature(tx: Tx, organizationId: string, of: HandoverRow): Promise<void> {
  await sql`update transfer.handover set giver_signed_at = ${of.giver_signed_at}, giver_signed_name = ${of.giver_signed_name}, version = version + 1
    where organization_id = ${organizationId} and id = ${of.id} and giver_signed_at is null`.execute(tx)
}

/** What the receiver decided, in the giver's list. @returns false when it was told before */
export async function noteDecision(
  tx: Tx,
  organizationId: string,
  of: HandoverRow,
  entries: readonly { file_id: string; state: string; reason: string | null }[],
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`update transfer.handover set state = 'decided', state_at = ${now}, state_by_name = ${of.state_by_name},
      number = ${of.number}, year = ${of.year}, boxes = ${of.boxes}, metres = ${of.metres}, condition = ${of.condition}, decided_on = ${of.decided_on},
      receiver_post = ${of.receiver_post}, receiver_name = ${of.receiver_name}, receiver_title = ${of.receiver_title}, version = version + 1
    where organization_id = ${organizationId} and id = ${of.id} and kind = 'out' and state = 'submitted' returning id`.execute(
    tx,
  )
  if (rows.length === 0) return false
  await sql`update transfer.entry e set state = x.state, reason = x.reason
    from unnest(${entries.map((one) => one.file_id)}::uuid[], ${entries.map((one) => one.state)}::text[], ${entries.map((one) => one.reason)}::text[])
      x (id, state, reason)
    where e.organization_id = ${organizationId} and e.handover_id = ${of.id} and e.file_id = x.id`.execute(tx)
  return true
}

/** Nobody keeps an archive there: the list is a draft again, with the reason as its note. */
export async function bounce(tx: Tx, organizationId: string, id: string, words: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`update transfer.handover set state = 'draft', state_at = ${now}, note = ${words}, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and kind = 'out' and state = 'submitted' returning id`.execute(
    tx,
  )
  return rows.length === 1
}
