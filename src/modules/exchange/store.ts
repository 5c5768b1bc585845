/** All SQL of the exchange. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { FollowKind } from './rules.ts'

export type ArrivalState = 'waiting' | 'registered' | 'completed' | 'returned' | 'recall-asked' | 'recalled'
export type DeliveryState =
  | 'delivered'
  | 'registered'
  | 'assigned'
  | 'handled'
  | 'completed'
  | 'returned'
  | 'recalled'
  | 'failed'

/** Where an arrival comes from: an organisation here, with its dispatch; or one elsewhere, by codes and the document's id. */
export type Origin =
  | {
      readonly sender_id: string
      readonly dispatch_id: string
      readonly sender_document_id: string
      readonly sender_code: null
      readonly document_key: null
    }
  | {
      readonly sender_id: null
      readonly sender_code: string
      readonly receiver_code: string
      readonly document_key: string
    }

export type ArrivalRow = Origin & {
  readonly id: string
  readonly sender_name: string
  readonly item_id: string
  readonly state: ArrivalState
  readonly symbol: string | null
  readonly issued_on: string | null
  readonly edition: string | null
  readonly recall_answer: 'agreed' | 'refused' | null
  readonly business: 'new' | 'update' | 'replacement'
  readonly follows: FollowKind | null
  /** The earlier document that it changes: its id at the sender here, or as packages name it. */
  readonly about_document_id: string | null
  readonly about_key: string | null
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

/** What came from a body elsewhere under a document's id, its updates after it. */
export async function arrivalsFrom(
  tx: Tx,
  organizationId: string,
  senderCode: string,
  documentKey: string,
): Promise<ArrivalRow[]> {
  const { rows } = await sql<ArrivalRow>`select * from exchange.arrival where organization_id = ${organizationId}
    and sender_code = ${senderCode} and (document_key = ${documentKey} or about_key = ${documentKey})
    order by arrived_at, id for update`.execute(tx)
  return rows
}

/** An arrival by its id, under lock. */
export async function arrivalById(tx: Tx, organizationId: string, id: string): Promise<ArrivalRow | null> {
  const { rows } = await sql<ArrivalRow>`select * from exchange.arrival
    where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** Remembers what was asked and answered about a recall; an answer stays. */
export async function noteRecall(
  tx: Tx,
  organizationId: string,
  id: string,
  said: { words: string } | { answer: 'agreed' | 'refused' },
): Promise<void> {
  await sql`update exchange.arrival set ${'words' in said ? sql`recall_words = ${said.words}` : sql`recall_answer = ${said.answer}`}
    where organization_id = ${organizationId} and id = ${id} and recall_answer is null`.execute(tx)
}

export interface AskRow {
  readonly id: string
  readonly sender_name: string
  readonly symbol: string | null
  readonly recall_words: string | null
  readonly document_id: string | null
  readonly state_at: Date
}

/** Registered documents that their senders ask back and nobody has answered for. */
export async function openAsks(tx: Tx, organizationId: string): Promise<AskRow[]> {
  const { rows } = await sql<AskRow>`select a.id, a.sender_name, a.symbol, a.recall_words, r.document_id, a.state_at
    from exchange.arrival a
    left join intake.registered_items r on r.organization_id = a.organization_id and r.item_id = a.item_id
    where a.organization_id = ${organizationId} and a.state = 'recall-asked' and a.recall_answer is null
    order by a.state_at limit 200`.execute(tx)
  return rows
}

export async function insertArrival(
  tx: Tx,
  row: (
    | (Pick<Extract<Origin, { sender_id: string }>, 'sender_id' | 'dispatch_id' | 'sender_document_id'> &
        Pick<ArrivalRow, 'follows' | 'about_document_id'>)
    | (Omit<Extract<Origin, { sender_id: null }>, 'sender_id'> & {
        edition: string
        about_key: string | null
        issued_on: string | null
        vouched: string
      })
  ) &
    Pick<ArrivalRow, 'id' | 'sender_name' | 'item_id' | 'symbol' | 'business'> & { organization_id: string; now: Date },
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

/** What came with an item of the tray. */
export async function arrivalOfItem(
  tx: Tx,
  organizationId: string,
  itemId: string,
): Promise<(ArrivalRow & { number: null }) | null> {
  const { rows } = await sql<ArrivalRow & { number: null }>`select a.*, null as number from exchange.arrival a
    where a.organization_id = ${organizationId} and a.item_id = ${itemId} for update`.execute(tx)
  return rows[0] ?? null
}

/** What came of the sender's document, here; the registered one first. */
export async function arrivalsAbout(
  tx: Tx,
  organizationId: string,
  senderId: string,
  documentId: string,
): Promise<ArrivalRow[]> {
  const { rows } = await sql<ArrivalRow>`select * from exchange.arrival where organization_id = ${organizationId}
    and sender_id = ${senderId} and sender_document_id = ${documentId}
    order by state in ('registered', 'completed') desc, arrived_at desc, id for update`.execute(tx)
  return rows
}

/** The earlier document that an arrival changes, as far as it came here; the registered one before others. */
export async function earlierOf(tx: Tx, organizationId: string, arrival: ArrivalRow): Promise<ArrivalRow | null> {
  if (arrival.sender_id !== null)
    return arrival.about_document_id === null
      ? null
      : ((await arrivalsAbout(tx, organizationId, arrival.sender_id, arrival.about_document_id))[0] ?? null)
  const { rows } = await sql<ArrivalRow>`select * from exchange.arrival where organization_id = ${organizationId}
    and sender_code = ${arrival.sender_code} and document_key = ${arrival.about_key} and id <> ${arrival.id}
    order by state in ('registered', 'completed') desc, arrived_at desc, id limit 1 for update`.execute(tx)
  return rows[0] ?? null
}

/** The document that an item of the tray became. */
export async function documentOfItem(tx: Tx, organizationId: string, itemId: string): Promise<string | null> {
  const { rows } = await sql<{ document_id: string }>`select document_id from intake.registered_items
    where organization_id = ${organizationId} and item_id = ${itemId} limit 1`.execute(tx)
  return rows[0]?.document_id ?? null
}

/** Remembers the answer to a change; the first stays. @returns whether it is the first */
export async function answerChange(
  tx: Tx,
  organizationId: string,
  id: string,
  answer: 'agreed' | 'refused',
): Promise<boolean> {
  const done = await sql`update exchange.arrival set change_answer = ${answer}
    where organization_id = ${organizationId} and id = ${id} and change_answer is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** The same at the sender. @returns whether it is news */
export async function noteChangeAnswer(
  tx: Tx,
  row: {
    organizationId: string
    dispatchId: string
    documentId: string
    receiverId: string | null
    isAgreed: boolean
    now: Date
  },
): Promise<boolean> {
  const answer = row.isAgreed ? 'agreed' : 'refused'
  const done =
    await sql`insert into exchange.delivery (organization_id, dispatch_id, document_id, receiver_id, state, delivered_at, state_at, change_answer)
    values (${row.organizationId}, ${row.dispatchId}, ${row.documentId}, ${row.receiverId}, 'delivered', ${row.now}, ${row.now}, ${answer})
    on conflict (organization_id, dispatch_id) do update set change_answer = excluded.change_answer
    where delivery.change_answer is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
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
  'assigned',
  'handled',
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
    /** null: elsewhere */
    receiverId: string | null
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
): Promise<{ dispatch_id: string; receiver_id: string | null; state: DeliveryState }[]> {
  const { rows } = await sql<{ dispatch_id: string; receiver_id: string | null; state: DeliveryState }>`
    select dispatch_id, receiver_id, state from exchange.delivery
    where organization_id = ${organizationId} and document_id = ${documentId} order by dispatch_id`.execute(tx)
  return rows
}
