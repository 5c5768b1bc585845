/** SQL of sessions, one-time links and API keys. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface SessionRow {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly confirmedAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
  readonly address: string
  readonly userAgent: string
}

export type EndReason =
  | 'signed-out'
  | 'ended-by-owner'
  | 'ended-by-administrator'
  | 'password-changed'
  | 'account-disabled'
  | 'no-post'
  | 'replaced'

export async function insertSession(
  tx: Tx,
  row: {
    id: string
    accountId: string
    secretHash: Buffer
    now: Date
    expiresAt: Date
    address: string
    userAgent: string
  },
): Promise<void> {
  await sql`insert into auth.session
    (id, account_id, secret_hash, created_at, last_seen_at, confirmed_at, expires_at, address, user_agent)
    values (${row.id}, ${row.accountId}, ${row.secretHash}, ${row.now}, ${row.now}, ${row.now}, ${row.expiresAt},
      ${row.address}, ${row.userAgent})`.execute(tx)
}

const columns = sql.raw(`id, created_at as "createdAt", last_seen_at as "lastSeenAt", confirmed_at as "confirmedAt",
  expires_at as "expiresAt", ended_at as "endedAt", address, user_agent as "userAgent"`)

export async function sessionOfAccount(tx: Tx, accountId: string, id: string): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow>`select ${columns} from auth.session
    where id = ${id} and account_id = ${accountId}`.execute(tx)
  return rows[0] ?? null
}

/** Sessions that have not ended and not run out, the one seen last first. */
export async function liveSessions(tx: Tx, accountId: string, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`select ${columns} from auth.session
    where account_id = ${accountId} and ended_at is null and expires_at > ${now}
    order by last_seen_at desc limit 100`.execute(tx)
  return rows
}

/** Ends sessions of an account: one, all, or all but one. @returns how many */
export async function endSessions(
  tx: Tx,
  accountId: string,
  reason: EndReason,
  now: Date,
  which: { only?: string | undefined; except?: string | null | undefined } = {},
): Promise<number> {
  const { rows } = await sql`update auth.session set ended_at = ${now}, end_reason = ${reason}
    where account_id = ${accountId} and ended_at is null
      and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}::uuid)
      and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid)
    returning id`.execute(tx)
  return rows.length
}

/** Gives a session a new secret and a fresh confirmation. */
export async function renewSession(tx: Tx, id: string, secretHash: Buffer, now: Date): Promise<void> {
  await sql`update auth.session set secret_hash = ${secretHash}, confirmed_at = ${now} where id = ${id}`.execute(tx)
}

export async function confirmSession(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update auth.session set confirmed_at = ${now} where id = ${id}`.execute(tx)
}

export interface LinkRow {
  readonly id: string
  readonly kind: 'setup' | 'password'
  readonly accountId: string | null
  readonly expiresAt: Date
}

export async function insertLink(
  tx: Tx,
  row: {
    id: string
    kind: 'setup' | 'password'
    accountId: string | null
    tokenHash: Buffer
    now: Date
    expiresAt: Date
  },
): Promise<void> {
  await sql`insert into auth.link (id, kind, account_id, token_hash, created_at, expires_at)
    values (${row.id}, ${row.kind}, ${row.accountId}, ${row.tokenHash}, ${row.now}, ${row.expiresAt})`.execute(tx)
}

export async function liveLink(tx: Tx, kind: LinkRow['kind'], tokenHash: Buffer, now: Date): Promise<LinkRow | null> {
  const { rows } = await sql<LinkRow>`select id, kind, account_id as "accountId", expires_at as "expiresAt"
    from auth.link where token_hash = ${tokenHash} and kind = ${kind} and used_at is null and expires_at > ${now}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Uses a link up, and with it all others of its kind and account. @returns false when somebody was faster */
export async function takeLink(tx: Tx, link: LinkRow, now: Date): Promise<boolean> {
  // All of them are locked in one order: two who use two links at once wait for each other, never both.
  const { rows } = await sql<{ id: string }>`select id from auth.link
    where kind = ${link.kind} and account_id is not distinct from ${link.accountId} and used_at is null
    order by id for update`.execute(tx)
  if (!rows.some((row) => row.id === link.id)) return false
  await endLinks(tx, link.kind, link.accountId, now)
  return true
}

export async function endLinks(tx: Tx, kind: LinkRow['kind'], accountId: string | null, now: Date): Promise<void> {
  await sql`update auth.link set used_at = ${now}
    where kind = ${kind} and account_id is not distinct from ${accountId} and used_at is null`.execute(tx)
}

export interface KeyRow {
  readonly id: string
  readonly postId: string
  readonly name: string
  readonly scopes: string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  readonly endedAt: Date | null
}

export async function insertKey(
  tx: Tx,
  row: {
    id: string
    accountId: string
    postId: string
    name: string
    secretHash: Buffer
    scopes: readonly string[]
    now: Date
    expiresAt: Date
  },
): Promise<void> {
  await sql`insert into auth.api_key (id, account_id, post_id, name, secret_hash, scopes, created_at, expires_at)
    values (${row.id}, ${row.accountId}, ${row.postId}, ${row.name}, ${row.secretHash}, ${[...row.scopes]}::text[],
      ${row.now}, ${row.expiresAt})`.execute(tx)
}

export async function keysOfAccount(tx: Tx, accountId: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select id, post_id as "postId", name, scopes, created_at as "createdAt",
      expires_at as "expiresAt", last_used_at as "lastUsedAt", ended_at as "endedAt"
    from auth.api_key where account_id = ${accountId} order by created_at desc limit 200`.execute(tx)
  return rows
}

/** @returns the name, or null when there was nothing to end */
export async function endKey(tx: Tx, accountId: string, id: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`update auth.api_key set ended_at = ${now}
    where id = ${id} and account_id = ${accountId} and ended_at is null returning name`.execute(tx)
  return rows[0]?.name ?? null
}

/** Ends every key of an account. */
export async function endKeys(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`update auth.api_key set ended_at = ${now} where account_id = ${accountId} and ended_at is null`.execute(tx)
}
