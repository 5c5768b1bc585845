/** All SQL of the exchange. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export type ArrivalState = 'waiting' | 'registered' | 'completed' | 'returned' | 'recall-asked' | 'recalled'
export type DeliveryState = 'delivered' | 'registered' | 'completed' | 'returned' | 'recalled' | 'failed'

export interface ArrivalRow {
  readonly id: string
  readonly sender_id: string
  readonly sender_name: string
  readonly dispatch_id: string
  readonly sender_document_id: string
  readonly item_id: string
  readonly state: ArrivalState
}

/** Makes deliveries of one copy wait for each other, so that the second finds what the first made. */
export async function lockArrival(tx: Tx, organizationId: string, dispatchId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${dispatchId}`}, 4))`.execute(tx)
}

export async function findArrival(
  tx: Tx,
  organizationId: string,
  senderId: string,
  dispatchId: string,
): Promise<ArrivalRow | null> {
  const { rows } = await sql<ArrivalRow>`select * from exchange.arrival
    where organization_id = ${organizationId} and sender_id = ${senderId} and dispatch_id = ${dispatchId} for update`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function insertArrival(
  tx: Tx,
  row: Omit<ArrivalRow, 'state'> & { organization_id: string; now: Date },
): Promise<void> {
  const { now, ...columns } = row
  await tx
    .insertInto('exchange.arrival')
    .values({ ...columns, arrived_at: now, state_at: now })
    .execute()
}

/** What a registered document came from; null: it did not come through the exchange. */
export async function arrivalOfDocument(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<(ArrivalRow & { number: number | null }) | null> {
  const { rows } = await sql<ArrivalRow & { number: number | null }>`select a.*, n.number
    from intake.registered_items i
    join exchange.arrival a on a.organization_id = i.organization_id and a.item_id = i.item_id
    left join records.numbers n on n.organization_id = i.organization_id and n.document_id = i.document_id and n.state = 'used'
    where i.organization_id = ${organizationId} and i.document_id = ${documentId} limit 1`.execute(tx)
  return rows[0] ?? null
}

/** How far each state is: a word that comes late, or again, never takes a copy back. */
const ARRIVAL_ORDER: readonly ArrivalState[] = [
  'waiting',
  'registered',
  'completed',
  'returned',
  'recall-asked',
  'recalled',
]
const DELIVERY_ORDER: readonly DeliveryState[] = [
  'failed',
  'delivered',
  'registered',
  'completed',
  'returned',
  'recalled',
]

export async function moveArrival(
  tx: Tx,
  organizationId: string,
  id: string,
  to: ArrivalState,
  now: Date,
): Promise<void> {
  const before = ARRIVAL_ORDER.slice(0, ARRIVAL_ORDER.indexOf(to))
  await sql`update exchange.arrival set state = ${to}, state_at = ${now}
    where organization_id = ${organizationId} and id = ${id} and state = any(${before}::text[])`.execute(tx)
}

/** Notes what became of a copy, if that is further than what is known. @returns whether it was */
export async function noteDelivery(
  tx: Tx,
  row: {
    organizationId: string
    dispatchId: string
    documentId: string
    receiverId: string
    state: DeliveryState
    words: string | null
    now: Date
  },
): Promise<boolean> {
  const before = DELIVERY_ORDER.slice(0, DELIVERY_ORDER.indexOf(row.state))
  const done =
    await sql`insert into exchange.delivery (organization_id, dispatch_id, document_id, receiver_id, state, words, delivered_at, state_at)
    values (${row.organizationId}, ${row.dispatchId}, ${row.documentId}, ${row.receiverId}, ${row.state}, ${row.words}, ${row.now}, ${row.now})
    on conflict (organization_id, dispatch_id) do update set state = excluded.state, words = excluded.words, state_at = excluded.state_at
    where delivery.state = any(${before}::text[])`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function deliveriesOf(
  tx: Tx,
  organizationId: string,
  documentId: string,
): Promise<{ dispatch_id: string; receiver_id: string; state: DeliveryState }[]> {
  const { rows } = await sql<{ dispatch_id: string; receiver_id: string; state: DeliveryState }>`
    select dispatch_id, receiver_id, state from exchange.delivery
    where organization_id = ${organizationId} and document_id = ${documentId} order by dispatch_id`.execute(tx)
  return rows
}
