/** All SQL of files, who makes them, and their way. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { CaseFile } from './contract.ts'
import { fileScope, isNarrowedFile, ownScope } from './policy.ts'

export interface FileRow {
  readonly id: string
  readonly plan_id: string | null
  readonly heading_id: string | null
  readonly line_id: string | null
  readonly is_outside: boolean
  readonly period: string
  readonly number: number
  readonly notation: string
  readonly symbol: string
  readonly title: string
  readonly kind: CaseFile['kind']
  readonly medium: CaseFile['medium']
  readonly ordering: 'time' | 'process'
  readonly retention: string | null
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly maker_post: string
  readonly maker_name: string
  readonly keywords: string | null
  readonly note: string | null
  readonly state: CaseFile['state']
  readonly state_words: string | null
  readonly opened_on: string
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly closed_on: string | null
  readonly item_count: number
  readonly page_count: number | null
  readonly sheet_count: number | null
  readonly condition: string | null
  readonly version: number
  readonly changed_at: Date
  readonly is_member: boolean
  /** Narrowed to a list. */
  readonly is_narrowed: boolean
  /** What the plan says. */
  readonly planned_retention: string | null
}

const columns = (
  actor: Actor,
): RawBuilder<unknown> => sql`f.id, f.plan_id, f.heading_id, f.line_id, f.is_outside, f.period, f.number, f.notation, f.symbol,
  f.title, f.kind, f.medium, f.ordering, f.retention, f.unit_id, f.unit_name, f.maker_post, f.maker_name, f.keywords, f.note, f.state, f.state_words,
  f.opened_on, f.starts_on, f.ends_on, f.closed_on, f.item_count, f.page_count, f.sheet_count, f.condition, f.version, f.changed_at,
  exists (select 1 from casefiles.member m where m.organization_id = f.organization_id and m.file_id = f.id and m.post_id = ${actor.postId}) as is_member,
  ${isNarrowedFile(actor.organizationId, 'f')} as is_narrowed,
  (select l.retention from casefiles.line l where l.organization_id = f.organization_id and l.id = f.line_id) as planned_retention`

/** A file that the actor may see. */
export async function findFile(
  tx: Tx,
  actor: Actor,
  id: string,
  how: 'look' | 'lock' = 'look',
): Promise<FileRow | null> {
  if (how === 'lock')
    await sql`select 1 from casefiles.file where organization_id = ${actor.organizationId} and id = ${id} for update`.execute(
      tx,
    )
  const { rows } = await sql<FileRow>`select ${columns(actor)} from casefiles.file f
    where f.organization_id = ${actor.organizationId} and f.id = ${id} and ${fileScope(actor, 'f')}`.execute(tx)
  return rows[0] ?? null
}

/** A file by the key of the request that opened it: pressed twice, it is opened once. */
export async function findByRequest(
  tx: Tx,
  organizationId: string,
  key: string,
): Promise<{ id: string; symbol: string } | null> {
  const { rows } = await sql<{ id: string; symbol: string }>`select id, symbol from casefiles.file
    where organization_id = ${organizationId} and request_key = ${key}`.execute(tx)
  return rows[0] ?? null
}

function wordsOf(q: string | undefined): RawBuilder<unknown> {
  const parts = fold(q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  if (parts.length === 0) return sql`true`
  return sql.join(
    parts.map(
      (part) =>
        sql`translate(f.folded, 'y', 'i') like ${`%${part.replaceAll('y', 'i').replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`,
    ),
    sql` and `,
  )
}

export interface ListWish {
  readonly q?: string | undefined
  readonly state?: string | undefined
  readonly scope: 'mine' | 'unit' | 'all'
  readonly period?: string | undefined
  readonly maker?: string | undefined
  readonly after: readonly [changedAt: string, id: string] | null
  readonly limit: number
}

/** Files by words of their symbol, title, maker or keywords, as far as the actor sees files; what changed last first. */
export function filesNamed(tx: Tx, actor: Actor, words: string, limit: number): Promise<FileRow[]> {
  return listFiles(tx, actor, { q: words, scope: 'all', after: null, limit })
}

/** What changed last first. */
export async function listFiles(tx: Tx, actor: Actor, of: ListWish): Promise<FileRow[]> {
  const scope =
    of.scope === 'mine'
      ? ownScope(actor, 'f')
      : of.scope === 'unit'
        ? sql`f.unit_id = ${actor.unitId}::uuid`
        : sql`true`
  const { rows } = await sql<FileRow>`select ${columns(actor)} from casefiles.file f
    where f.organization_id = ${actor.organizationId} and ${fileScope(actor, 'f')} and ${scope} and ${wordsOf(of.q)}
      and ${of.state ? sql`f.state = ${of.state}` : sql`true`} and ${of.period ? sql`f.period = ${of.period}` : sql`true`}
      and ${of.maker ? sql`f.maker_post = ${of.maker}` : sql`true`}
      and ${of.after ? sql`(f.changed_at, f.id) < (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)` : sql`true`}
    order by f.changed_at desc, f.id desc limit ${of.limit}`.execute(tx)
  return rows
}

export interface NewFile {
  organization_id: string
  id: string
  plan_id: string | null
  heading_id: string | null
  line_id: string | null
  is_outside: boolean
  period: string
  number: number
  notation: string
  symbol: string
  title: string
  kind: FileRow['kind']
  medium: FileRow['medium']
  ordering: FileRow['ordering']
  retention: string | null
  unit_id: string | null
  unit_name: string | null
  maker_post: string
  maker_name: string
  keywords: string | null
  note: string | null
  folded: string
  state: 'open'
  state_at: Date
  state_by_name: string
  opened_on: string
  created_at: Date
  changed_at: Date
  request_key: string | null
}

export async function insertFile(tx: Tx, row: NewFile): Promise<void> {
  await tx.insertInto('casefiles.file').values(row).execute()
}

/** Numbers beside the plan are given one after the other: whoever asks second waits for the first. */
export async function lockNumbers(tx: Tx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`casefiles.number ${organizationId}`}, 0))`.execute(tx)
}

/** The highest number of a period under one abbreviation, of lines and files; null abbreviation: under any. */
export async function highestNumber(
  tx: Tx,
  organizationId: string,
  period: string,
  notation: string | null,
  planId: string | null,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select greatest(
    coalesce((select max(f.number) from casefiles.file f where f.organization_id = ${organizationId} and f.period = ${period}
      and f.plan_id is not distinct from ${planId}::uuid and ${notation === null ? sql`true` : sql`f.notation = ${notation}`}), 0),
    coalesce((select max(l.number) from casefiles.line l
      join casefiles.heading h on h.organization_id = l.organization_id and h.id = l.heading_id
      left join casefiles.heading m on m.organization_id = h.organization_id and m.id = h.parent_id
      where l.organization_id = ${organizationId} and l.plan_id = ${planId}::uuid
        and ${notation === null ? sql`true` : sql`coalesce(m.notation, h.notation) = ${notation}`}), 0))::int as n`.execute(
    tx,
  )
  return rows[0]!.n
}

/** From this version only, and while it is open. @returns the new version; null: somebody was quicker */
export async function updateFile(
  tx: Tx,
  of: { organizationId: string; id: string; version: number; now: Date },
  set: Pick<
    NewFile,
    | 'title'
    | 'kind'
    | 'medium'
    | 'ordering'
    | 'retention'
    | 'unit_id'
    | 'unit_name'
    | 'maker_post'
    | 'maker_name'
    | 'keywords'
    | 'note'
    | 'folded'
  >,
): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update casefiles.file set title = ${set.title}, kind = ${set.kind}, medium = ${set.medium},
      ordering = ${set.ordering}, retention = ${set.retention}, unit_id = ${set.unit_id}, unit_name = ${set.unit_name}, maker_post = ${set.maker_post},
      maker_name = ${set.maker_name}, keywords = ${set.keywords}, note = ${set.note}, folded = ${set.folded}, changed_at = ${of.now}, version = version + 1
    where organization_id = ${of.organizationId} and id = ${of.id} and version = ${of.version} and state = 'open' returning version`.execute(
    tx,
  )
  return rows[0]?.version ?? null
}

/** From this state and version only. @returns the new version; null: somebody was quicker */
export async function moveFile(
  tx: Tx,
  of: {
    organizationId: string
    id: string
    from: readonly FileRow['state'][]
    to: FileRow['state']
    version: number
    now: Date
    byName: string
    words?: string | null
  },
  closing?: {
    retention: string
    starts_on: string
    ends_on: string
    closed_on: string
    page_count: number
    sheet_count: number
    condition: string | null
  },
): Promise<number | null> {
  const set = closing
    ? sql`, retention = ${closing.retention}, starts_on = ${closing.starts_on}, ends_on = ${closing.ends_on}, closed_on = ${closing.closed_on},
        page_count = ${closing.page_count}, sheet_count = ${closing.sheet_count}, condition = ${closing.condition}`
    : sql``
  const { rows } = await sql<{
    version: number
  }>`update casefiles.file set state = ${of.to}, state_at = ${of.now}, state_by_name = ${of.byName},
      state_words = ${of.words ?? null}, changed_at = ${of.now}, version = version + 1 ${set}
    where organization_id = ${of.organizationId} and id = ${of.id} and state = any(${[...of.from]}) and version = ${of.version} returning version`.execute(
    tx,
  )
  return rows[0]?.version ?? null
}

/** Files that go together into another state, locked in the order of their ids. @returns those that were in one of the states */
export async function moveFiles(
  tx: Tx,
  of: {
    organizationId: string
    ids: readonly string[]
    from: readonly FileRow['state'][]
    to: FileRow['state']
    now: Date
    byName: string
    words: string | null
  },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with held as (select f.organization_id, f.id from casefiles.file f where f.organization_id = ${of.organizationId}
      and f.id = any(${[...of.ids]}::uuid[]) and f.state = any(${[...of.from]}) order by f.id for update)
    update casefiles.file f set state = ${of.to}, state_at = ${of.now}, state_by_name = ${of.byName}, state_words = ${of.words},
      changed_at = ${of.now}, version = version + 1
    from held where f.organization_id = held.organization_id and f.id = held.id returning f.id`.execute(tx)
  return rows.map((row) => row.id)
}

export async function membersOf(
  tx: Tx,
  organizationId: string,
  fileId: string,
): Promise<{ postId: string; name: string }[]> {
  const { rows } = await sql<{ postId: string; name: string }>`select post_id as "postId", name from casefiles.member
    where organization_id = ${organizationId} and file_id = ${fileId} order by added_at, post_id`.execute(tx)
  return rows
}

export async function setMembers(
  tx: Tx,
  organizationId: string,
  fileId: string,
  members: readonly { postId: string; name: string }[],
  now: Date,
): Promise<void> {
  const ids = members.map((one) => one.postId)
  await sql`delete from casefiles.member where organization_id = ${organizationId} and file_id = ${fileId} and post_id <> all(${ids}::uuid[])`.execute(
    tx,
  )
  for (const { postId, name } of members)
    await tx
      .insertInto('casefiles.member')
      .values({ organization_id: organizationId, file_id: fileId, post_id: postId, name, added_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

export interface StepRow {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly by_name: string
  readonly words: string | null
}

export function insertStep(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    file_id: string
    kind: string
    at: Date
    by_name: string
    words: string | null
    data: string
  },
): void {
  later(tx, tx.insertInto('casefiles.step').values(row))
}

export async function stepsOf(tx: Tx, organizationId: string, fileId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select id, kind, at, by_name, words from casefiles.step
    where organization_id = ${organizationId} and file_id = ${fileId} order by at, id limit 500`.execute(tx)
  return rows
}

/** Open files whose maker's post is over, for his successor. */
export async function handOverFiles(
  tx: Tx,
  of: { organizationId: string; from: string; to: { postId: string; name: string }; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`update casefiles.file set maker_post = ${of.to.postId}, maker_name = ${of.to.name}, changed_at = ${of.now}, version = version + 1
    where organization_id = ${of.organizationId} and maker_post = ${of.from} and state in ('open', 'closed', 'returned') returning id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}
