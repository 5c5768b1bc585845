/** All SQL that writes the projection. Every statement is one bounded change inside the caller's transaction. */
import { type RawBuilder, sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TaskKind } from './contract.ts'

export interface Holder {
  readonly kind: 'post' | 'unit'
  readonly id: string
}

/** What the tasks of one document have in common. */
export interface Subject {
  readonly type: string
  readonly id: string
  readonly symbol: string | null
  readonly subject: string
  readonly urgency: number
}

export interface NewTask {
  /** What makes it, once: a second event of the same source opens the same row again. */
  readonly source: string
  readonly kind: TaskKind
  readonly assignmentId: string | null
  readonly holder: Holder
  readonly fromPostId: string | null
  readonly fromName: string
  readonly words: string | null
  readonly dueDate: string | null
}

/** Opens tasks, or opens them again where the source is known. */
export function openTasks(
  tx: Tx,
  organizationId: string,
  subject: Subject,
  tasks: readonly NewTask[],
  now: Date,
): void {
  if (tasks.length === 0) return
  const rows = tasks.map((task) => ({
    id: newId(now.getTime()),
    source: task.source,
    kind: task.kind,
    assignment_id: task.assignmentId,
    holder_kind: task.holder.kind,
    holder_id: task.holder.id,
    from_post_id: task.fromPostId,
    from_name: task.fromName,
    words: task.words,
    due_date: task.dueDate,
  }))
  later(
    tx,
    sql`
    insert into desk.task (organization_id, id, source, kind, subject_type, subject_id, assignment_id, holder_kind, holder_id,
      from_post_id, from_name, words, symbol, subject, urgency, due_date, since)
    select ${organizationId}, r.id, r.source, r.kind, ${subject.type}, ${subject.id}, r.assignment_id, r.holder_kind, r.holder_id,
      r.from_post_id, r.from_name, r.words, ${subject.symbol}, ${subject.subject}, ${subject.urgency}, r.due_date, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, source text, kind text, assignment_id uuid,
      holder_kind text, holder_id uuid, from_post_id uuid, from_name text, words text, due_date date)
    on conflict (organization_id, source) do update set
      state = 'open', ended_at = null, received_at = null, is_passed_on = false, since = excluded.since, holder_kind = excluded.holder_kind,
      holder_id = excluded.holder_id, from_post_id = excluded.from_post_id, from_name = excluded.from_name,
      words = excluded.words, symbol = excluded.symbol, subject = excluded.subject, urgency = excluded.urgency,
      due_date = excluded.due_date`,
  )
}

/** Which open tasks of a document an event ends. */
export interface Ending {
  readonly kinds?: readonly TaskKind[]
  readonly assignmentIds?: readonly string[]
  /** Only tasks of these posts; a task that moved to a successor still answers to the post that it was made for. */
  readonly postIds?: readonly string[]
}

/** Ends open tasks of one document. */
export function endTasks(
  tx: Tx,
  organizationId: string,
  subjectId: string,
  state: 'done' | 'withdrawn',
  now: Date,
  which: Ending = {},
): void {
  const parts: RawBuilder<unknown>[] = []
  if (which.kinds) parts.push(sql`and kind = any(${[...which.kinds]}::text[])`)
  if (which.assignmentIds) parts.push(sql`and assignment_id = any(${[...which.assignmentIds]}::uuid[])`)
  if (which.postIds) {
    const sources = which.postIds.map((id) => directSource(subjectId, id))
    parts.push(sql`and (holder_id = any(${[...which.postIds]}::uuid[]) or source = any(${sources}::text[]))`)
  }
  later(
    tx,
    sql`update desk.task set state = ${state}, ended_at = ${now}
      ${state === 'done' ? sql`, received_at = coalesce(received_at, ${now})` : sql``}
    where organization_id = ${organizationId} and subject_id = ${subjectId} and state = 'open'
    ${sql.join(parts, sql` `)}`,
  )
}

export const directSource = (documentId: string, postId: string): string => `direct:${documentId}:${postId}`
export const assignmentSource = (assignmentId: string): string => `assignment:${assignmentId}`
export const extensionSource = (assignmentId: string): string => `extension:${assignmentId}`
/** A change of rights stands on the desk of every post that may confirm it. */
export const accessSource = (changeId: string, postId: string): string => `access:${changeId}:${postId}`
/** A step of an outgoing document, on the desk of each who may do it. */
export const waySource = (documentId: string, kind: string, holderId: string): string =>
  `way:${documentId}:${kind}:${holderId}`
export const opinionSource = (opinionId: string): string => `opinion:${opinionId}`
export const backSource = (assignmentId: string): string => `back:${assignmentId}`

/** Signed for: no longer new. What was given for information is done with it. */
export function markReceived(tx: Tx, organizationId: string, assignmentId: string, now: Date): void {
  later(
    tx,
    sql`update desk.task set received_at = coalesce(received_at, ${now}),
      state = case when kind = 'inform' then 'done' else state end,
      ended_at = case when kind = 'inform' then ${now}::timestamptz else ended_at end
    where organization_id = ${organizationId} and assignment_id = ${assignmentId} and state = 'open'
      and kind in ('handle', 'cooperate', 'inform')`,
  )
}

/** The unit's head passed the unit's part on inside the unit. */
export function markPassedOn(tx: Tx, organizationId: string, assignmentId: string, now: Date): void {
  later(
    tx,
    sql`update desk.task set is_passed_on = true, received_at = coalesce(received_at, ${now})
    where organization_id = ${organizationId} and assignment_id = ${assignmentId} and state = 'open'
      and kind in ('handle', 'cooperate', 'inform')`,
  )
}

/** A new deadline for one assignment. */
export function moveDue(tx: Tx, organizationId: string, assignmentId: string, dueDate: string): void {
  later(
    tx,
    sql`update desk.task set due_date = ${dueDate}::date
    where organization_id = ${organizationId} and assignment_id = ${assignmentId} and state = 'open'
      and kind in ('handle', 'cooperate', 'inform')`,
  )
}

/** A new deadline, or none, for a document's open tasks of some kinds. */
export function moveDueOf(
  tx: Tx,
  organizationId: string,
  subjectId: string,
  kinds: readonly TaskKind[],
  dueDate: string | null,
): void {
  later(
    tx,
    sql`update desk.task set due_date = ${dueDate}::date
    where organization_id = ${organizationId} and subject_id = ${subjectId} and state = 'open' and kind = any(${[...kinds]}::text[])`,
  )
}

/** The document's entry was corrected: its tasks say the same. */
export function renameSubject(tx: Tx, organizationId: string, subject: Subject): void {
  later(
    tx,
    sql`update desk.task set symbol = ${subject.symbol}, subject = ${subject.subject}, urgency = ${subject.urgency}
    where organization_id = ${organizationId} and subject_id = ${subject.id}`,
  )
}

/**
 * Open work of a post that is over goes to its successor, or to its unit; what it had given away is its successor's to
 * follow. A unit directs nothing: that waits for incoming's own word.
 */
export async function moveHolder(tx: Tx, organizationId: string, postId: string, to: Holder): Promise<void> {
  await sql`update desk.task set holder_kind = ${to.kind}, holder_id = ${to.id}, received_at = null
    where organization_id = ${organizationId} and holder_id = ${postId} and state = 'open'
      and (${to.kind} = 'post' or kind not in ('direct', 'confirm-access'))`.execute(tx)
  if (to.kind === 'post')
    await sql`update desk.task set from_post_id = ${to.id}
      where organization_id = ${organizationId} and from_post_id = ${postId} and state = 'open'`.execute(tx)
}

/** Who holds the open task of an assignment; null when none is open. */
export async function holderOf(tx: Tx, organizationId: string, assignmentId: string): Promise<Holder | null> {
  const found = await sql<{ holder_kind: 'post' | 'unit'; holder_id: string }>`
    select holder_kind, holder_id from desk.task
    where organization_id = ${organizationId} and assignment_id = ${assignmentId} and state = 'open'
      and kind in ('handle', 'cooperate', 'inform') limit 1`.execute(tx)
  const row = found.rows[0]
  return row ? { kind: row.holder_kind, id: row.holder_id } : null
}

/** Posts that gave the open or finished work of a document: they hear that it is complete. */
export async function giversOf(tx: Tx, organizationId: string, subjectId: string): Promise<Holder[]> {
  const found = await sql<{ id: string }>`
    select distinct from_post_id as id from desk.task
    where organization_id = ${organizationId} and subject_id = ${subjectId} and from_post_id is not null
      and kind in ('handle', 'cooperate') and state <> 'withdrawn'`.execute(tx)
  return found.rows.map((row) => ({ kind: 'post', id: row.id }))
}

/**
 * Makes the organisation's tasks again from the published views of incoming, outgoing, records and casefiles, in one transaction; writers of the same
 * organisation wait. @returns how many tasks there were and are
 */
export async function rebuild(
  tx: Tx,
  organizationId: string,
  confirmers: readonly string[],
  offices: { readonly form: readonly string[]; readonly registry: readonly string[] },
): Promise<{ before: number; after: number }> {
  // Whoever writes a task meanwhile waits, so no event falls between the view's snapshot and the new rows.
  await sql`lock table desk.task in share row exclusive mode`.execute(tx)
  const gone = await sql`delete from desk.task where organization_id = ${organizationId}`.execute(tx)
  const made = await sql`
    insert into desk.task (organization_id, id, source, kind, subject_type, subject_id, assignment_id, holder_kind, holder_id,
      from_post_id, from_name, words, symbol, subject, urgency, due_date, since, state, received_at, ended_at,
      is_passed_on)
    select w.organization_id, gen_random_uuid(),
      case w.kind when 'direct' then 'direct:' || w.document_id || ':' || w.post_id
        when 'decide-extension' then 'extension:' || w.assignment_id
        when 'received-back' then 'back:' || w.assignment_id
        else 'assignment:' || w.assignment_id end,
      w.kind, 'incoming', w.document_id, w.assignment_id,
      case when w.post_id is null then 'unit' else 'post' end, coalesce(w.post_id, w.unit_id), w.from_post_id, w.from_name,
      w.words, w.symbol, w.subject, w.urgency, w.due_date, w.since, w.state, w.received_at, w.ended_at,
      w.is_passed_on
    from incoming.open_work w where w.organization_id = ${organizationId}
      and (w.post_id is not null or w.unit_id is not null)`.execute(tx)
  const waiting = await sql`
    insert into desk.task (organization_id, id, source, kind, subject_type, subject_id, holder_kind, holder_id, from_post_id,
      from_name, words, symbol, subject, urgency, since)
    select w.organization_id, gen_random_uuid(), 'access:' || w.change_id || ':' || p.id, 'confirm-access', w.type, w.id,
      'post', p.id, w.asked_by, w.asked_by_name, w.reason, w.symbol, w.subject, w.urgency, w.asked_at
    from (select organization_id, change_id, 'incoming' as type, document_id as id, asked_by, asked_by_name, asked_at, reason, symbol, subject,
          urgency from records.access_waiting where along is null
        union all
        select organization_id, change_id, 'file', file_id, asked_by, asked_by_name, asked_at, reason, symbol, title, 0
          from casefiles.access_waiting) w cross join unnest(${[...confirmers]}::uuid[]) as p(id)
    where w.organization_id = ${organizationId}`.execute(tx)
  const way = await sql`
    insert into desk.task (organization_id, id, source, kind, subject_type, subject_id, assignment_id, holder_kind, holder_id, from_post_id,
      from_name, words, symbol, subject, urgency, due_date, since)
    select w.organization_id, gen_random_uuid(),
      case when w.opinion_id is null then 'way:' || w.document_id || ':' || w.kind || ':' || h.id else 'opinion:' || w.opinion_id end,
      w.kind, 'outgoing', w.document_id, w.opinion_id, h.kind, h.id, w.from_post_id, w.from_name, w.words, w.symbol, w.subject, w.urgency,
      w.due_date, w.since
    from outgoing.open_work w cross join lateral (
      select 'post' as kind, w.post_id as id where w.post_id is not null
      union all select 'unit', w.unit_id where w.unit_id is not null
      union all select 'post', f.id from unnest(${[...offices.form]}::uuid[]) as f(id) where w.role = 'form'
      union all select 'post', g.id from unnest(${[...offices.registry]}::uuid[]) as g(id) where w.role = 'registry') h
    where w.organization_id = ${organizationId}`.execute(tx)
  const count = (of: { numAffectedRows?: bigint | undefined }): number => Number(of.numAffectedRows ?? 0n)
  return { before: count(gone), after: count(made) + count(waiting) + count(way) }
}
