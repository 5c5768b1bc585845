/** SQL of the room: notices, results of checks, and the platform's table of watched jobs. */
import { sql } from 'kysely'
import { later, ROLE_FACTS, type RoleFacts, type Tx } from '#platform/db/index.ts'

export interface NoticeRow {
  readonly id: string
  readonly kind: string
  readonly facts: Record<string, unknown>
  readonly subjectType: string
  readonly subjectId: string | null
  readonly link: string | null
  readonly createdAt: Date
  readonly readAt: Date | null
}

export function insertNotices(
  tx: Tx,
  rows: readonly {
    organizationId: string
    id: string
    postId: string
    kind: string
    facts: Readonly<Record<string, unknown>>
    subjectType: string
    subjectId: string | null
    link: string | null
    now: Date
  }[],
): void {
  later(
    tx,
    sql`insert into operations.notification
      (organization_id, id, post_id, kind, facts, subject_type, subject_id, link, created_at)
    select (v->>'organizationId')::uuid, (v->>'id')::uuid, (v->>'postId')::uuid, v->>'kind', v->'facts',
      v->>'subjectType', (v->>'subjectId')::uuid, v->>'link', (v->>'now')::timestamptz
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) v`,
  )
}

/** Newest first; `after` is the id of the last one seen. */
export async function noticesOf(
  tx: Tx,
  of: { organizationId: string; postId: string; isUnreadOnly: boolean; after: string | null; limit: number },
): Promise<NoticeRow[]> {
  const { rows } =
    await sql<NoticeRow>`select id, kind, facts, subject_type as "subjectType", subject_id as "subjectId",
      link, created_at as "createdAt", read_at as "readAt"
    from operations.notification
    where organization_id = ${of.organizationId} and post_id = ${of.postId}
      and (${of.after}::uuid is null or id < ${of.after}::uuid)
      and not is_withheld and (not ${of.isUnreadOnly}::boolean or read_at is null)
    order by id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function countUnread(tx: Tx, organizationId: string, postId: string, cap: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select from operations.notification
    where organization_id = ${organizationId} and post_id = ${postId} and read_at is null
      and not is_withheld limit ${cap}) few`.execute(tx)
  return rows[0]!.n
}

/** Posts whose bell tells, or told, of a subject. */
export async function noticedPosts(tx: Tx, organizationId: string, subjectId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct post_id as id from operations.notification
    where organization_id = ${organizationId} and subject_id = ${subjectId}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Keeps back what the bell tells of a subject to posts that may not read of it; all others get theirs again. */
export async function withholdNotices(
  tx: Tx,
  organizationId: string,
  subjectId: string,
  postIds: readonly string[],
): Promise<void> {
  await sql`update operations.notification set is_withheld = not is_withheld
    where organization_id = ${organizationId} and subject_id = ${subjectId}
      and is_withheld <> (post_id = any(${[...postIds]}::uuid[]))`.execute(tx)
}

/** Marks as read; `ids` null: all. @returns how many were unread */
export async function markRead(
  tx: Tx,
  organizationId: string,
  postId: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<number> {
  const { rows } = await sql`update operations.notification set read_at = ${now}
    where organization_id = ${organizationId} and post_id = ${postId} and read_at is null
      and not is_withheld and (${ids === null}::boolean or id = any(${ids ?? []}::uuid[])) returning id`.execute(tx)
  return rows.length
}

/** Removes read notices of the organisation that are older than a day given. */
export async function forgetRead(tx: Tx, organizationId: string, before: Date): Promise<number> {
  const { rows } = await sql`delete from operations.notification
    where organization_id = ${organizationId} and read_at < ${before} returning id`.execute(tx)
  return rows.length
}

export interface JobRow {
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly postId: string | null
  readonly accountId: string | null
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly words: string | null
  readonly error: string | null
  readonly isCancelRequested: boolean
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly startedBy: string | null
  readonly report: Record<string, unknown> | null
}

const jobColumns = sql.raw(`j.id, j.name, j.title, j.post_id as "postId", j.account_id as "accountId", j.state, j.done,
  j.total, j.words, j.error, j.cancel_requested as "isCancelRequested", j.created_at as "createdAt",
  j.started_at as "startedAt", j.finished_at as "finishedAt",
  case when p.post_id is not null then p.title || ' · ' || p.full_name end as "startedBy"`)

export async function jobsOf(
  tx: Tx,
  of: {
    organizationId: string
    /** Only those of this post or account; null: all. */
    own: { postId: string | null; accountId: string | null } | null
    state: string | null
    after: string | null
    limit: number
  },
): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`select ${jobColumns}, null as report
    from platform.job_run j
    left join people.post_directory p on p.organization_id = j.organization_id and p.post_id = j.post_id
    where j.organization_id = ${of.organizationId}
      and (${of.after}::uuid is null or (j.created_at, j.id) < (select a.created_at, a.id from platform.job_run a
        where a.organization_id = ${of.organizationId} and a.id = ${of.after}::uuid))
      and (${of.state}::text is null or j.state = ${of.state})
      and (${of.own === null}::boolean or j.post_id = ${of.own?.postId ?? null}::uuid
        or j.account_id = ${of.own?.accountId ?? null}::uuid)
    order by j.created_at desc, j.id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function jobById(tx: Tx, organizationId: string, id: string): Promise<JobRow | null> {
  const { rows } = await sql<JobRow>`select ${jobColumns}, j.report
    from platform.job_run j
    left join people.post_directory p on p.organization_id = j.organization_id and p.post_id = j.post_id
    where j.organization_id = ${organizationId} and j.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** A waiting job is over at once, a running one is asked to stop. @returns the state, null when it was over already */
export async function cancelJob(
  tx: Tx,
  organizationId: string,
  id: string,
  now: Date,
): Promise<JobRow['state'] | null> {
  const { rows } = await sql<{ state: JobRow['state'] }>`update platform.job_run set cancel_requested = true,
      state = case when state = 'queued' then 'cancelled' else state end,
      finished_at = case when state = 'queued' then ${now}::timestamptz else finished_at end
    where organization_id = ${organizationId} and id = ${id} and state in ('queued', 'running')
    returning state`.execute(tx)
  return rows[0]?.state ?? null
}

export async function saveCheck(
  tx: Tx,
  row: { name: string; at: Date; isGood: boolean; report: Record<string, unknown> },
): Promise<void> {
  await sql`insert into operations.check_result (name, at, is_good, report)
    values (${row.name}, ${row.at}, ${row.isGood}, ${JSON.stringify(row.report)}::jsonb)
    on conflict (name) do update set at = excluded.at, is_good = excluded.is_good, report = excluded.report`.execute(tx)
}

export async function lastCheck(
  tx: Tx,
  name: string,
): Promise<{ at: Date; isGood: boolean; report: Record<string, unknown> } | null> {
  const { rows } = await sql<{ at: Date; isGood: boolean; report: Record<string, unknown> }>`
    select at, is_good as "isGood", report from operations.check_result where name = ${name}`.execute(tx)
  return rows[0] ?? null
}

/** Every organisation of the directory, dissolved ones too: their records still refer to bytes. */
export async function allOrganizations(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select organization_id as id from people.organization_directory
    order by organization_id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Which of these hashes (null: all) the current organisation's rows refer to. `sources`: SQL that the rooms declare, never input. */
export async function referredHashes(
  tx: Tx,
  sources: readonly string[],
  hashes: readonly string[] | null,
): Promise<string[]> {
  if (sources.length === 0) return []
  const union = sql.raw(sources.map((source) => `(${source})`).join(' union all '))
  const { rows } = await sql<{ sha256: string }>`select distinct r.sha256 from (${union}) r
    where ${hashes === null}::boolean or r.sha256 = any(${[...(hashes ?? [])]}::text[])`.execute(tx)
  return rows.map((row) => row.sha256)
}

export async function referredQuarantine(tx: Tx, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return []
  const union = sql.raw(sources.map((source) => `(${source})`).join(' union all '))
  const { rows } = await sql<{ name: string }>`select distinct r.name from (${union}) r`.execute(tx)
  return rows.map((row) => row.name)
}

/** One sweep at a time over the whole installation, until the transaction ends. */
export async function lockSweep(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(720260102) as ok`.execute(tx)
  return rows[0]!.ok
}

export interface QueueState {
  readonly waiting: number
  readonly running: number
  readonly failed: number
  readonly oldestSeconds: number
}

export async function databaseFacts(tx: Tx): Promise<{ version: string; now: Date; queue: QueueState }> {
  const { rows } = await sql<{ version: string; now: Date; queue: QueueState }>`select
    current_setting('server_version') as version, clock_timestamp() as now, operations.queue_state() as queue`.execute(
    tx,
  )
  return rows[0]!
}

/** How far row security binds the application's own role. */
export async function roleFacts(tx: Tx): Promise<RoleFacts> {
  const { rows } = await sql.raw<RoleFacts>(ROLE_FACTS).execute(tx)
  return rows[0]!
}
