/** All SQL of opinions and of dispatch. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import type { channels, gatewayStates } from './contract-shapes.ts'

export interface OpinionRow {
  readonly id: string
  readonly document_id: string
  readonly version_no: number
  readonly post_id: string | null
  readonly unit_id: string | null
  readonly name: string
  readonly title: string | null
  readonly question: string | null
  readonly due_date: string | null
  readonly state: 'asked' | 'answered' | 'withdrawn'
  readonly answer: 'agree' | 'agree-with-changes' | 'disagree' | 'no-opinion' | null
  readonly words: string | null
  readonly reply: string | null
  readonly asked_at: Date
  readonly asked_by: string
  readonly asked_by_name: string
  readonly answered_at: Date | null
  readonly answered_by_name: string | null
  readonly version: number
}

export function insertOpinion(
  tx: Tx,
  row: Pick<
    OpinionRow,
    | 'id'
    | 'document_id'
    | 'version_no'
    | 'post_id'
    | 'unit_id'
    | 'name'
    | 'title'
    | 'question'
    | 'due_date'
    | 'asked_at'
    | 'asked_by'
    | 'asked_by_name'
  > & { organization_id: string },
): void {
  later(tx, tx.insertInto('outgoing.opinion').values(row))
}

export async function opinionsOf(tx: Tx, organizationId: string, documentId: string): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`select * from outgoing.opinion
    where organization_id = ${organizationId} and document_id = ${documentId} order by asked_at, id`.execute(tx)
  return rows
}

export async function documentOfOpinion(tx: Tx, organizationId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ document_id: string }>`select document_id from outgoing.opinion
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0]?.document_id ?? null
}

/** Moves an opinion from a state and version. @returns the new version, or null when somebody was quicker */
export async function moveOpinion(
  tx: Tx,
  key: { organizationId: string; id: string; version: number; from: OpinionRow['state'] },
  change: {
    to?: OpinionRow['state']
    answer?: OpinionRow['answer']
    words?: string | null
    reply?: string
    answered?: { at: Date; byName: string }
  },
): Promise<number | null> {
  const row = await tx
    .updateTable('outgoing.opinion')
    .set({
      ...(change.to === undefined ? {} : { state: change.to }),
      ...(change.answer === undefined ? {} : { answer: change.answer }),
      ...(change.words === undefined ? {} : { words: change.words }),
      ...(change.reply === undefined ? {} : { reply: change.reply }),
      ...(change.answered === undefined
        ? {}
        : { answered_at: change.answered.at, answered_by_name: change.answered.byName }),
      version: sql`version + 1`,
    })
    .where('organization_id', '=', key.organizationId)
    .where('id', '=', key.id)
    .where('version', '=', key.version)
    .where('state', '=', key.from)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** What was not answered is no longer waited for. @returns ids of the opinions */
export async function withdrawOpinions(tx: Tx, organizationId: string, documentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update outgoing.opinion set state = 'withdrawn', version = version + 1
    where organization_id = ${organizationId} and document_id = ${documentId} and state = 'asked' returning id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

export interface DispatchRow {
  readonly id: string
  readonly document_id: string
  readonly recipient_id: string | null
  readonly recipient: string
  readonly channel: (typeof channels)[number]
  readonly address: string | null
  readonly copies: number
  readonly state: 'planned' | 'sent' | 'received' | 'failed' | 'recalled'
  readonly sent_at: Date | null
  readonly received_at: Date | null
  readonly receipt: string | null
  readonly fault: string | null
  readonly version: number
}

export interface NewDispatch {
  readonly id: string
  readonly recipientId: string | null
  readonly recipient: string
  readonly channel: DispatchRow['channel']
  readonly address: string | null
  readonly copies: number
}

/** Replaces what is planned; what was sent stays. */
export function setDispatches(tx: Tx, organizationId: string, documentId: string, rows: readonly NewDispatch[]): void {
  later(
    tx,
    tx
      .deleteFrom('outgoing.dispatch')
      .where('organization_id', '=', organizationId)
      .where('document_id', '=', documentId)
      .where('state', '=', 'planned'),
  )
  if (rows.length === 0) return
  later(
    tx,
    tx.insertInto('outgoing.dispatch').values(
      rows.map((row, position) => ({
        organization_id: organizationId,
        id: row.id,
        document_id: documentId,
        position,
        recipient_id: row.recipientId,
        recipient: row.recipient,
        channel: row.channel,
        address: row.address,
        copies: row.copies,
      })),
    ),
  )
}

export async function dispatchesOf(tx: Tx, organizationId: string, documentId: string): Promise<DispatchRow[]> {
  const { rows } = await sql<DispatchRow>`select * from outgoing.dispatch
    where organization_id = ${organizationId} and document_id = ${documentId} order by position, id`.execute(tx)
  return rows
}

/** @param lock what is said of one copy by several at once is heard one after another */
export async function findDispatch(
  tx: Tx,
  organizationId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<DispatchRow | null> {
  const { rows } = await sql<DispatchRow>`select * from outgoing.dispatch
    where organization_id = ${organizationId} and id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`.execute(tx)
  return rows[0] ?? null
}

/** Everything planned leaves at once. @returns how many */
export async function sendPlanned(tx: Tx, organizationId: string, documentId: string, now: Date): Promise<number> {
  const done = await sql`update outgoing.dispatch set state = 'sent', sent_at = ${now}, version = version + 1
    where organization_id = ${organizationId} and document_id = ${documentId} and state = 'planned'`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

export async function moveDispatch(
  tx: Tx,
  key: { organizationId: string; id: string; version: number; from: readonly DispatchRow['state'][] },
  change: {
    to: DispatchRow['state']
    receivedAt?: Date | null
    receipt?: string | null
    fault?: string | null
    address?: string
  },
): Promise<number | null> {
  const row = await tx
    .updateTable('outgoing.dispatch')
    .set({
      state: change.to,
      ...(change.receivedAt === undefined ? {} : { received_at: change.receivedAt }),
      ...(change.receipt === undefined ? {} : { receipt: change.receipt }),
      ...(change.fault === undefined ? {} : { fault: change.fault }),
      ...(change.address === undefined ? {} : { address: change.address }),
      version: sql`version + 1`,
    })
    .where('organization_id', '=', key.organizationId)
    .where('id', '=', key.id)
    .where('version', '=', key.version)
    .where('state', 'in', [...key.from])
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

export async function recallDispatches(tx: Tx, organizationId: string, documentId: string): Promise<void> {
  await sql`update outgoing.dispatch set state = 'recalled', version = version + 1
    where organization_id = ${organizationId} and document_id = ${documentId} and state in ('sent', 'received')`.execute(
    tx,
  )
}

export interface GatewayState {
  readonly dispatch_id: string
  readonly state: (typeof gatewayStates)[number]
  readonly words: string | null
  readonly tries: number
}

/** How far copies are that go to other installations. */
export async function gatewayStatesOf(tx: Tx, organizationId: string, documentId: string): Promise<GatewayState[]> {
  const { rows } = await sql<GatewayState>`select dispatch_id, state, words, tries from exchange.dispatch_states
    where organization_id = ${organizationId} and document_id = ${documentId}`.execute(tx)
  return rows
}
