/** SQL of accounts, their passwords, second factors and attempts. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { Attempts } from '../rules.ts'

export interface AccountRow {
  readonly id: string
  readonly personId: string
  readonly login: string
  readonly passwordHash: string | null
  readonly passwordAt: Date | null
  readonly mustChange: boolean
  readonly totpSealed: Buffer | null
  readonly totpConfirmedAt: Date | null
  readonly totpLastStep: number
  readonly disabledAt: Date | null
  readonly disabledReason: 'administrator' | 'idle' | null
  readonly lastSignInAt: Date | null
  readonly activeFrom: Date
  readonly isDemo: boolean
  readonly version: number
}

const columns =
  sql.raw(`id, person_id as "personId", login, password_hash as "passwordHash", password_at as "passwordAt",
  must_change as "mustChange", totp_sealed as "totpSealed", totp_confirmed_at as "totpConfirmedAt",
  totp_last_step as "totpLastStep", disabled_at as "disabledAt", disabled_reason as "disabledReason",
  last_sign_in_at as "lastSignInAt", active_from as "activeFrom", is_demo as "isDemo", version`)

export async function accountByLogin(tx: Tx, login: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account where login = ${login}`.execute(tx)
  return rows[0] ?? null
}

export async function accountById(tx: Tx, id: string, lock = false): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account where id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0] ?? null
}

export async function accountOfPerson(tx: Tx, personId: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account where person_id = ${personId}`.execute(tx)
  return rows[0] ?? null
}

export async function allAccounts(tx: Tx): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account order by login limit 10000`.execute(tx)
  return rows
}

/** Accounts that are not demo ones: none means that the first administrator is still to come. */
export async function hasRealAccount(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    yes: boolean
  }>`select exists (select from auth.account where not is_demo) as yes`.execute(tx)
  return rows[0]!.yes
}

export async function hasDemoAccount(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from auth.account where is_demo) as yes`.execute(
    tx,
  )
  return rows[0]!.yes
}

export async function insertAccount(
  tx: Tx,
  row: { id: string; personId: string; login: string; isDemo: boolean; mustChange: boolean; now: Date },
): Promise<void> {
  await sql`insert into auth.account (id, person_id, login, must_change, active_from, is_demo, created_at)
    values (${row.id}, ${row.personId}, ${row.login}, ${row.mustChange}, ${row.now}, ${row.isDemo}, ${row.now})`.execute(
    tx,
  )
}

/** Sets a password and remembers it in the history; `mustChange` when somebody else chose it. */
export async function setPassword(
  tx: Tx,
  accountId: string,
  passwordHash: string,
  now: Date,
  mustChange = false,
): Promise<void> {
  await sql`update auth.account set password_hash = ${passwordHash}, password_at = ${now}, must_change = ${mustChange},
    version = version + 1 where id = ${accountId}`.execute(tx)
  await sql`insert into auth.password_history (account_id, at, password_hash)
    values (${accountId}, ${now}, ${passwordHash}) on conflict do nothing`.execute(tx)
  await sql`delete from auth.password_history h where h.account_id = ${accountId} and h.at < (
    select min(at) from (select at from auth.password_history where account_id = ${accountId}
      order by at desc limit 24) newest)`.execute(tx)
}

/** The password works no more until a link sets another; the history keeps it. */
export async function clearPassword(tx: Tx, accountId: string): Promise<void> {
  await sql`update auth.account set password_hash = null, version = version + 1 where id = ${accountId}`.execute(tx)
}

/** Hashes of former passwords and the present one, newest first. */
export async function formerPasswords(tx: Tx, accountId: string): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`select password_hash as hash from auth.password_history
    where account_id = ${accountId} order by at desc`.execute(tx)
  return rows.map((row) => row.hash)
}

export async function markSignIn(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`update auth.account set last_sign_in_at = ${now} where id = ${accountId}`.execute(tx)
}

/** @returns false when it was in that state already */
export async function setDisabled(
  tx: Tx,
  accountId: string,
  reason: 'administrator' | 'idle' | null,
  now: Date,
): Promise<boolean> {
  const { rows } =
    reason === null
      ? await sql`update auth.account set disabled_at = null, disabled_reason = null, active_from = ${now},
          version = version + 1 where id = ${accountId} and disabled_at is not null returning id`.execute(tx)
      : await sql`update auth.account set disabled_at = ${now}, disabled_reason = ${reason}, version = version + 1
          where id = ${accountId} and disabled_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Accounts that nobody used since an instant and that are still enabled. */
export async function unusedSince(tx: Tx, before: Date): Promise<{ id: string; login: string; personId: string }[]> {
  const { rows } = await sql<{ id: string; login: string; personId: string }>`
    select id, login, person_id as "personId" from auth.account
    where disabled_at is null and not is_demo and greatest(active_from, last_sign_in_at) < ${before}`.execute(tx)
  return rows
}

export async function setSeed(tx: Tx, accountId: string, sealed: Buffer | null): Promise<void> {
  await sql`update auth.account set totp_sealed = ${sealed}, totp_confirmed_at = null, version = version + 1
    where id = ${accountId}`.execute(tx)
  if (!sealed) await sql`delete from auth.recovery_code where account_id = ${accountId}`.execute(tx)
}

export async function confirmSeed(tx: Tx, accountId: string, step: number, now: Date): Promise<void> {
  await sql`update auth.account set totp_confirmed_at = ${now}, totp_last_step = ${step}, version = version + 1
    where id = ${accountId}`.execute(tx)
}

/** Takes a time step as used. @returns false when it, or a later one, was used already */
export async function takeStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const { rows } = await sql`update auth.account set totp_last_step = ${step}
    where id = ${accountId} and totp_last_step < ${step} returning id`.execute(tx)
  return rows.length > 0
}

export async function replaceRecoveryCodes(tx: Tx, accountId: string, hashes: readonly Buffer[]): Promise<void> {
  await sql`delete from auth.recovery_code where account_id = ${accountId}`.execute(tx)
  for (const hash of hashes)
    await sql`insert into auth.recovery_code (account_id, hash) values (${accountId}, ${hash})`.execute(tx)
}

/** @returns true when the code stood and is now used */
export async function takeRecoveryCode(tx: Tx, accountId: string, hash: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`update auth.recovery_code set used_at = ${now}
    where account_id = ${accountId} and hash = ${hash} and used_at is null returning account_id`.execute(tx)
  return rows.length > 0
}

export async function recoveryCodesLeft(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from auth.recovery_code
    where account_id = ${accountId} and used_at is null`.execute(tx)
  return rows[0]!.n
}

/**
 * The record of attempts, its row locked until the transaction ends (made when missing): tries at one account name stand
 * in line, so that a hundred at once are counted like a hundred in a row.
 */
export async function lockAttempts(tx: Tx, kind: 'account' | 'address', keyHash: Buffer, now: Date): Promise<Attempts> {
  const { rows } = await sql<Attempts>`insert into auth.throttle (kind, key_hash, last_at)
    values (${kind}, ${keyHash}, ${now})
    on conflict (kind, key_hash) do update set key_hash = excluded.key_hash
    returning failures, last_at as "lastAt", blocked_until as "blockedUntil"`.execute(tx)
  return rows[0]!
}

export async function readAttempts(tx: Tx, kind: 'account' | 'address', keyHash: Buffer): Promise<Attempts | null> {
  const { rows } = await sql<Attempts>`select failures, last_at as "lastAt", blocked_until as "blockedUntil"
    from auth.throttle where kind = ${kind} and key_hash = ${keyHash}`.execute(tx)
  return rows[0] ?? null
}

export async function writeAttempts(
  tx: Tx,
  kind: 'account' | 'address',
  keyHash: Buffer,
  attempts: Attempts,
): Promise<void> {
  await sql`update auth.throttle set failures = ${attempts.failures}, last_at = ${attempts.lastAt},
    blocked_until = ${attempts.blockedUntil} where kind = ${kind} and key_hash = ${keyHash}`.execute(tx)
}

export async function forgetAttempts(tx: Tx, kind: 'account' | 'address', keyHash: Buffer): Promise<void> {
  await sql`delete from auth.throttle where kind = ${kind} and key_hash = ${keyHash}`.execute(tx)
}

/** Removes demo accounts with everything that hangs on them. @returns their ids */
export async function deleteDemoAccounts(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from auth.account where is_demo returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Clears what nobody needs any more: attempts, sessions, links and keys long over. */
export async function sweep(tx: Tx, now: Date): Promise<{ sessions: number; links: number; attempts: number }> {
  const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000)
  const gone = async (query: ReturnType<typeof sql>): Promise<number> => (await query.execute(tx)).rows.length
  return {
    // Who was signed in when stands in the audit; the rows themselves are kept a month for the owner's list.
    sessions: await gone(sql`delete from auth.session where expires_at < ${before(30)} returning id`),
    links: await gone(sql`delete from auth.link where expires_at < ${before(30)} returning id`),
    attempts: await gone(sql`delete from auth.throttle where last_at < ${before(2)} returning kind`),
  }
}
