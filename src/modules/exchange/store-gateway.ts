/** SQL of the exchange with other installations: partners, address book, messages out, packages in. */
import { sql } from 'kysely'
import { pgCode, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { PartnerFacts } from './rules.ts'

export interface PartnerRow extends PartnerFacts {
  readonly address: string
  readonly fingerprint: string
  readonly tls_ca: string | null
  /** Id of the network behind it (`#regimes` gatewayProfiles). */
  readonly profile: string
  readonly version: number
}

export async function partners(tx: Tx): Promise<PartnerRow[]> {
  const { rows } = await sql<PartnerRow>`select * from exchange.partner order by name, id`.execute(tx)
  return rows
}

export interface NewPartner {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly certificate: string
  readonly fingerprint: string
  readonly tlsCa: string | null
  readonly profile: string
  readonly serves: readonly string[]
  readonly validFrom: string
  readonly validTo: string | null
  readonly isEnabled: boolean
}

/** @param version null: a new one. @returns the new version, null when somebody was quicker */
export async function savePartner(tx: Tx, row: NewPartner, version: number | null, now: Date): Promise<number | null> {
  const { rows } =
    version === null
      ? await sql<{ version: number }>`insert into exchange.partner
          (id, name, address, certificate, fingerprint, tls_ca, profile, serves, valid_from, valid_to, is_enabled, created_at)
          values (${row.id}, ${row.name}, ${row.address}, ${row.certificate}, ${row.fingerprint}, ${row.tlsCa}, ${row.profile},
            ${row.serves as string[]}, ${row.validFrom}, ${row.validTo}, ${row.isEnabled}, ${now}) returning version`.execute(
          tx,
        )
      : await sql<{ version: number }>`update exchange.partner set name = ${row.name}, address = ${row.address},
          certificate = ${row.certificate}, fingerprint = ${row.fingerprint}, tls_ca = ${row.tlsCa}, profile = ${row.profile}, serves = ${row.serves as string[]},
          valid_from = ${row.validFrom}, valid_to = ${row.validTo}, is_enabled = ${row.isEnabled}, version = version + 1
          where id = ${row.id} and version = ${version} returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export interface ContactRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly version: number
}

export async function contacts(tx: Tx): Promise<ContactRow[]> {
  const { rows } =
    await sql<ContactRow>`select * from exchange.contact order by name, code, valid_from limit 5000`.execute(tx)
  return rows
}

/** @returns the new version, null when somebody was quicker @throws EXCHANGE_CONTACT_TAKEN */
export async function saveContact(
  tx: Tx,
  row: { id: string; code: string; name: string; validFrom: string; validTo: string | null },
  version: number | null,
  now: Date,
): Promise<number | null> {
  const taken = await sql`select 1 from exchange.contact
    where code = ${row.code} and valid_from = ${row.validFrom} and id <> ${row.id}`.execute(tx)
  if (taken.rows.length > 0) throw new AppError('EXCHANGE_CONTACT_TAKEN', { facts: { code: row.code } })
  const { rows } = await (version === null
    ? sql<{ version: number }>`insert into exchange.contact (id, code, name, valid_from, valid_to, created_at)
          values (${row.id}, ${row.code}, ${row.name}, ${row.validFrom}, ${row.validTo}, ${now}) returning version`.execute(
        tx,
      )
    : sql<{
        version: number
      }>`update exchange.contact set code = ${row.code}, name = ${row.name}, valid_from = ${row.validFrom},
          valid_to = ${row.validTo}, version = version + 1 where id = ${row.id} and version = ${version} returning version`.execute(
        tx,
      )
  ).catch((error: unknown) => {
    if (pgCode(error) !== '23505') throw error
    throw new AppError('EXCHANGE_CONTACT_TAKEN', { facts: { code: row.code }, cause: error })
  })
  return rows[0]?.version ?? null
}

/** Name in the address book on a day. */
export async function contactName(tx: Tx, code: string, day: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from exchange.contact where code = ${code}
    and valid_from <= ${day} and (valid_to is null or valid_to >= ${day}) order by valid_from desc limit 1`.execute(tx)
  return rows[0]?.name ?? null
}

export type MessageKind = 'document' | 'recall' | 'status'
export interface MessageRow {
  readonly id: string
  readonly channel: 'gateway' | 'email'
  readonly kind: MessageKind
  readonly receiver_code: string
  readonly document_key: string
  readonly dispatch_id: string | null
  readonly document_id: string | null
  readonly arrival_id: string | null
  readonly status_code: string | null
  readonly content: unknown
  readonly state: 'waiting' | 'sent' | 'dead' | 'dropped'
  readonly tries: number
  readonly next_at: Date
  readonly fault: string | null
  readonly partner: string | null
  readonly created_at: Date
  readonly state_at: Date
  readonly version: number
}

/** Writes a message once: a second for the same dispatch or status changes nothing. @returns whether it is new */
export async function insertMessage(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    channel?: MessageRow['channel']
    kind: MessageKind
    receiverCode: string
    documentKey: string
    dispatchId?: string | null
    documentId?: string | null
    arrivalId?: string | null
    statusCode?: string | null
    /** Of statuses: whether it is about the document, or about the change that it makes to an earlier one. */
    matter?: 'document' | 'change'
    content: unknown
    fault?: string | null
    now: Date
  },
): Promise<boolean> {
  const done =
    await sql`insert into exchange.message (organization_id, id, channel, kind, receiver_code, document_key, dispatch_id, document_id,
      arrival_id, status_code, matter, content, state, fault, next_at, created_at, state_at)
    values (${row.organizationId}, ${row.id}, ${row.channel ?? 'gateway'}, ${row.kind}, ${row.receiverCode}, ${row.documentKey}, ${row.dispatchId ?? null},
      ${row.documentId ?? null}, ${row.arrivalId ?? null}, ${row.statusCode ?? null}, ${row.matter ?? 'document'}, ${JSON.stringify(row.content)}::jsonb,
      ${row.fault ? 'dead' : 'waiting'}, ${row.fault ?? null}, ${row.now}, ${row.now}, ${row.now})
    on conflict do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function findMessage(tx: Tx, organizationId: string, id: string): Promise<MessageRow | null> {
  const { rows } = await sql<MessageRow>`select * from exchange.message
    where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function messagesOfDocument(tx: Tx, organizationId: string, documentId: string): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`select * from exchange.message
    where organization_id = ${organizationId} and document_id = ${documentId} order by created_at, id for update`.execute(
    tx,
  )
  return rows
}

/** The message by which a document went to a body elsewhere. */
export async function sentDocument(
  tx: Tx,
  organizationId: string,
  documentKey: string,
  receiverCode: string,
): Promise<MessageRow | null> {
  const { rows } = await sql<MessageRow>`select * from exchange.message where organization_id = ${organizationId}
    and document_key = ${documentKey} and receiver_code = ${receiverCode} and kind = 'document' order by created_at limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function moveMessage(
  tx: Tx,
  organizationId: string,
  row: Pick<MessageRow, 'id' | 'version'>,
  change: {
    to: MessageRow['state']
    tries?: number
    nextAt?: Date
    fault?: string | null
    digest?: string
    partner?: string
    now: Date
  },
): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update exchange.message set state = ${change.to}, version = version + 1, state_at = ${change.now}
      ${change.tries === undefined ? sql`` : sql`, tries = ${change.tries}`}
      ${change.nextAt === undefined ? sql`` : sql`, next_at = ${change.nextAt}`}
      ${change.fault === undefined ? sql`` : sql`, fault = ${change.fault}`}
      ${change.digest === undefined ? sql`` : sql`, digest = ${change.digest}`}
      ${change.partner === undefined ? sql`` : sql`, partner = ${change.partner}`}
    where organization_id = ${organizationId} and id = ${row.id} and version = ${row.version} returning version`.execute(
    tx,
  )
  return rows[0]?.version ?? null
}

/** Dead ones first, then those that wait, then the newest. */
export async function listMessages(
  tx: Tx,
  organizationId: string,
  state: string | null,
  limit = 200,
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`select * from exchange.message where organization_id = ${organizationId}
      ${state === null ? sql`` : sql`and state = ${state}`}
    order by array_position(array['dead', 'waiting', 'sent', 'dropped'], state), state_at desc, id limit ${limit}`.execute(
    tx,
  )
  return rows
}

export interface InboxRow {
  readonly id: string
  readonly digest: string
  readonly partner_id: string
  readonly kind: 'new' | 'recall' | 'update' | 'replacement' | 'status'
  readonly sender_code: string
  readonly document_key: string
  readonly quarantine: string | null
  readonly receivers: string[]
  readonly fingerprint: string
  readonly state: 'waiting' | 'early' | 'done'
  readonly arrived_at: Date
}

/** @returns false: it came before */
export async function insertInbox(
  tx: Tx,
  organizationId: string,
  row: Omit<InboxRow, 'state' | 'arrived_at' | 'receivers'> & { receivers: readonly string[]; size: number; now: Date },
): Promise<boolean> {
  const done =
    await sql`insert into exchange.inbox (organization_id, id, digest, partner_id, kind, sender_code, document_key, quarantine, size,
      receivers, fingerprint, arrived_at, state_at)
    values (${organizationId}, ${row.id}, ${row.digest}, ${row.partner_id}, ${row.kind}, ${row.sender_code}, ${row.document_key}, ${row.quarantine},
      ${row.size}, ${row.receivers as string[]}::uuid[], ${row.fingerprint}, ${row.now}, ${row.now})
    on conflict (organization_id, digest) do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function findInbox(tx: Tx, organizationId: string, id: string): Promise<InboxRow | null> {
  const { rows } =
    await sql<InboxRow>`select * from exchange.inbox where organization_id = ${organizationId} and id = ${id}`.execute(
      tx,
    )
  return rows[0] ?? null
}

export async function moveInbox(
  tx: Tx,
  organizationId: string,
  id: string,
  to: InboxRow['state'],
  now: Date,
): Promise<void> {
  await sql`update exchange.inbox set state = ${to}, state_at = ${now} ${to === 'done' ? sql`, quarantine = null` : sql``}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Recalls that came before what they recall. */
export async function earlyAbout(
  tx: Tx,
  organizationId: string,
  senderCode: string,
  documentKey: string,
): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`select * from exchange.inbox where organization_id = ${organizationId}
    and sender_code = ${senderCode} and document_key = ${documentKey} and state = 'early'`.execute(tx)
  return rows
}

/** Organisations here that a document went to. */
export async function receiversOf(
  tx: Tx,
  organizationId: string,
  senderCode: string,
  documentKey: string,
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select distinct unnest(receivers) as id from exchange.inbox where organization_id = ${organizationId}
    and sender_code = ${senderCode} and document_key = ${documentKey} and kind in ('new', 'update', 'replacement')`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** The same message to another address. */
export async function readdressMessage(
  tx: Tx,
  organizationId: string,
  id: string,
  receiverCode: string,
  content: unknown,
): Promise<void> {
  await sql`update exchange.message set receiver_code = ${receiverCode}, content = ${JSON.stringify(content)}::jsonb
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** The same message under the document's right id. */
export async function renameMessage(
  tx: Tx,
  organizationId: string,
  id: string,
  documentKey: string,
  content: unknown,
): Promise<void> {
  await sql`update exchange.message set document_key = ${documentKey}, content = ${JSON.stringify(content)}::jsonb
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Packages that came and are not worked off, oldest first. */
export async function openInbox(tx: Tx, organizationId: string): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`select * from exchange.inbox
    where organization_id = ${organizationId} and state <> 'done' order by arrived_at limit 1000`.execute(tx)
  return rows
}
