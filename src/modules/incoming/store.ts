/** All SQL of incoming documents that writes, and the rows that decisions need. Lists: store-lists.ts. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import type { IncomingState } from './contract.ts'

export interface EntryRow {
  readonly document_id: string
  readonly arrival_number: number
  readonly arrival_suffix: string
  readonly arrival_date: string
  readonly period: string
  readonly book_id: string
  readonly state: IncomingState
  readonly channel: string
  readonly due_date: string | null
  readonly holder: string | null
  readonly submitted_to: string | null
  readonly submitted_to_name: string | null
  readonly submitted_to_title: string | null
  readonly submitted_by: string | null
  readonly directed_by: string | null
  readonly result: string | null
  readonly is_open_to_all: boolean
  readonly component_count: number
  readonly version: number
  readonly reminder_count: number
  readonly reminded_at: Date | null
  readonly state_at: Date
  readonly state_by_name: string
  readonly registered_at: Date
  readonly registered_by: string
  readonly registered_by_name: string
}

export interface AssignmentRow {
  readonly id: string
  readonly document_id: string
  readonly parent_id: string | null
  readonly role: 'lead' | 'cooperate' | 'inform'
  readonly post_id: string | null
  readonly unit_id: string | null
  readonly name: string
  readonly title: string | null
  readonly state: 'given' | 'received' | 'in_progress' | 'done' | 'returned' | 'withdrawn'
  readonly due_date: string | null
  readonly words: string | null
  readonly given_at: Date
  readonly given_by: string
  readonly given_by_name: string
  readonly received_at: Date | null
  readonly done_at: Date | null
  readonly result: string | null
  readonly extension_until: string | null
  readonly extension_reason: string | null
  readonly extension_at: Date | null
  readonly asked_by: string | null
  readonly asked_by_name: string | null
  readonly answered_at: Date | null
  readonly giver_unit_id: string | null
  readonly version: number
}

/** An entry, locked when it is about to move. */
export async function findEntry(
  tx: Tx,
  organizationId: string,
  documentId: string,
  lock: 'lock' | 'look',
): Promise<EntryRow | null> {
  const { rows } = await sql<EntryRow>`select * from incoming.entry
    where organization_id = ${organizationId} and document_id = ${documentId} ${lock === 'lock' ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function assignmentsOf(tx: Tx, organizationId: string, documentId: string): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`select * from incoming.assignment
    where organization_id = ${organizationId} and document_id = ${documentId} order by given_at, role desc, id`.execute(
    tx,
  )
  return rows
}

export async function documentOfAssignment(
  tx: Tx,
  organizationId: string,
  assignmentId: string,
): Promise<string | null> {
  const { rows } = await sql<{ document_id: string }>`select document_id from incoming.assignment
    where organization_id = ${organizationId} and id = ${assignmentId}`.execute(tx)
  return rows[0]?.document_id ?? null
}

/** Answer of an earlier registration with the same request key, under a lock that makes repeats wait for the first. */
export async function earlierRegistration(
  tx: Tx,
  organizationId: string,
  key: string,
): Promise<{
  id: string
  arrivalNumber: number
  arrivalDate: string
  bookTitle: string
  version: number
  state: IncomingState
} | null> {
  later(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId}:${key}`}, 1))`)
  const { rows } = await sql<{
    id: string
    arrivalNumber: number
    arrivalDate: string
    bookTitle: string
    version: number
    state: IncomingState
  }>`
    select e.document_id as id, e.arrival_number as "arrivalNumber", e.arrival_date as "arrivalDate", b.title as "bookTitle", e.version, e.state
    from incoming.entry e join records.books b on b.organization_id = e.organization_id and b.id = e.book_id
    where e.organization_id = ${organizationId} and e.request_key = ${key}`.execute(tx)
  return rows[0] ?? null
}

/** What changes in an entry besides its state; undefined keeps. */
export interface EntryChange {
  readonly to?: IncomingState
  readonly holder?: string | null
  readonly dueDate?: string | null
  readonly submittedTo?: { id: string; name: string; title: string | null } | null
  readonly submittedBy?: string | null
  readonly directedBy?: string
  readonly result?: string | null
  readonly replySymbol?: string | null
  readonly completedAt?: Date | null
  readonly isOpenToAll?: boolean
  readonly arrivalDate?: string
  readonly addComponents?: number
}

/**
 * Moves an entry from a state and version; 0 rows means somebody was quicker.
 * @returns the new version, or null
 */
export async function moveEntry(
  tx: Tx,
  key: { organizationId: string; documentId: string; from: IncomingState; version: number; now: Date; byName: string },
  change: EntryChange,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`update incoming.entry set version = version + 1
      ${change.to === undefined ? sql`` : sql`, state = ${change.to}, state_at = ${key.now}, state_by_name = ${key.byName}`}
      ${change.holder === undefined ? sql`` : sql`, holder = ${change.holder}`}
      ${change.dueDate === undefined ? sql`` : sql`, due_date = ${change.dueDate}`}
      ${change.submittedTo === undefined ? sql`` : sql`, submitted_to = ${change.submittedTo?.id ?? null}, submitted_to_name = ${change.submittedTo?.name ?? null}, submitted_to_title = ${change.submittedTo?.title ?? null}`}
      ${change.submittedBy === undefined ? sql`` : sql`, submitted_by = ${change.submittedBy}`}
      ${change.directedBy === undefined ? sql`` : sql`, directed_by = ${change.directedBy}`}
      ${change.result === undefined ? sql`` : sql`, result = ${change.result}`}
      ${change.replySymbol === undefined ? sql`` : sql`, reply_symbol = ${change.replySymbol}`}
      ${change.completedAt === undefined ? sql`` : sql`, completed_at = ${change.completedAt}`}
      ${change.isOpenToAll === undefined ? sql`` : sql`, is_open_to_all = ${change.isOpenToAll}`}
      ${change.arrivalDate === undefined ? sql`` : sql`, arrival_date = ${change.arrivalDate}`}
      ${change.addComponents === undefined ? sql`` : sql`, component_count = component_count + ${change.addComponents}`}
    where organization_id = ${key.organizationId} and document_id = ${key.documentId} and state = ${key.from} and version = ${key.version}
    returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export function insertAssignment(
  tx: Tx,
  row: Omit<
    AssignmentRow,
    | 'state'
    | 'received_at'
    | 'done_at'
    | 'result'
    | 'extension_until'
    | 'extension_reason'
    | 'extension_at'
    | 'asked_by'
    | 'asked_by_name'
    | 'answered_at'
    | 'giver_unit_id'
    | 'version'
  > & {
    organization_id: string
  },
): void {
  later(tx, tx.insertInto('incoming.assignment').values(row))
}

/** Moves an assignment from a version. @returns the new version, or null when somebody was quicker */
export async function moveAssignment(
  tx: Tx,
  key: { organizationId: string; id: string; version: number; from: readonly AssignmentRow['state'][] },
  change: {
    to?: AssignmentRow['state']
    receivedAt?: Date
    doneAt?: Date | null
    result?: string | null
    dueDate?: string | null
    extension?: { until: string; reason: string; at: Date } | null
    /** Who asks for more time, or gives the work back. */
    askedBy?: { id: string | null; name: string }
  },
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`update incoming.assignment set version = version + 1
      ${change.to === undefined ? sql`` : sql`, state = ${change.to}`}
      ${change.receivedAt === undefined ? sql`` : sql`, received_at = coalesce(received_at, ${change.receivedAt})`}
      ${change.doneAt === undefined ? sql`` : sql`, done_at = ${change.doneAt}`}
      ${change.result === undefined ? sql`` : sql`, result = ${change.result}`}
      ${change.dueDate === undefined ? sql`` : sql`, due_date = ${change.dueDate}`}
      ${change.extension === undefined ? sql`` : sql`, extension_until = ${change.extension?.until ?? null}, extension_reason = ${change.extension?.reason ?? null}, extension_at = ${change.extension?.at ?? null}`}
      ${change.askedBy === undefined ? sql`` : sql`, asked_by = ${change.askedBy.id}, asked_by_name = ${change.askedBy.name}`}
    where organization_id = ${key.organizationId} and id = ${key.id} and version = ${key.version} and state = any(${key.from as string[]})
    returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export function insertDirection(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    documentId: string
    kind: string
    words: string | null
    content: unknown
    at: Date
    byPost: string
    byName: string
    byTitle: string | null
  },
): void {
  later(
    tx,
    tx.insertInto('incoming.direction').values({
      organization_id: row.organizationId,
      id: row.id,
      document_id: row.documentId,
      kind: row.kind,
      words: row.words,
      content: JSON.stringify(row.content),
      at: row.at,
      by_post: row.byPost,
      by_name: row.byName,
      by_title: row.byTitle,
    }),
  )
}

/** The youngest proposal made after the last direction, or null. */
export async function openProposal(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<{ words: string | null; content: unknown; at: Date; by_name: string } | null> {
  const { rows } = await sql<{ words: string | null; content: unknown; at: Date; by_name: string; kind: string }>`
    select kind, words, content, at, by_name from incoming.direction
    where organization_id = ${organizationId} and document_id = ${documentId} order by at desc, id desc limit 1`.execute(
    tx,
  )
  return rows[0]?.kind === 'proposal' ? rows[0] : null
}

export function insertStep(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    documentId: string
    kind: string
    at: Date
    byPost: string | null
    byName: string
    byTitle: string | null
    words?: string | null
    data?: Record<string, unknown>
  },
): void {
  later(
    tx,
    tx.insertInto('incoming.step').values({
      organization_id: row.organizationId,
      id: row.id,
      document_id: row.documentId,
      kind: row.kind,
      at: row.at,
      by_post: row.byPost,
      by_name: row.byName,
      by_title: row.byTitle,
      words: row.words ?? null,
      data: JSON.stringify(row.data ?? {}),
    }),
  )
}

export async function stepsOf(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<
  {
    id: string
    kind: string
    at: Date
    by_name: string
    by_title: string | null
    words: string | null
    data: unknown
  }[]
> {
  const { rows } = await sql<{
    id: string
    kind: string
    at: Date
    by_name: string
    by_title: string | null
    words: string | null
    data: unknown
  }>`
    select id, kind, at, by_name, by_title, words, data from incoming.step
    where organization_id = ${organizationId} and document_id = ${documentId} order by at, id`.execute(tx)
  return rows
}

/** Counts a document's files again. @returns false when it is no incoming document, or the event was told on its way already */
export async function recountComponents(
  tx: Tx,
  organizationId: string,
  documentId: string,
  eventId: string,
): Promise<boolean> {
  const counted = await sql`update incoming.entry set component_count = (select count(*) from records.components c
      where c.organization_id = ${organizationId} and c.document_id = ${documentId})
    where organization_id = ${organizationId} and document_id = ${documentId}`.execute(tx)
  if (Number(counted.numAffectedRows ?? 0) === 0) return false
  const { rows } = await sql<{ yes: boolean }>`select exists (select 1 from incoming.step
    where organization_id = ${organizationId} and document_id = ${documentId} and data->>'eventId' = ${eventId}) as yes`.execute(
    tx,
  )
  return !rows[0]?.yes
}

/** Does a document lie in a file? Asked of the view that `casefiles` publishes. */
export async function isFiled(tx: Tx, organizationId: string, documentId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select 1 from casefiles.filed
    where organization_id = ${organizationId} and document_id = ${documentId}) as yes`.execute(tx)
  return rows[0]!.yes
}
