/** Making accounts and one-time links, inside a transaction that the caller holds: actions, command line, demo data. */
import { isDemoPerson } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { hashPassword } from './passwords.ts'
import { isLogin, linkHours, normalLogin } from './rules.ts'
import { hashOf, newSecret } from './secrets.ts'
import * as store from './store/accounts.ts'
import { endLinks, insertLink } from './store/sessions.ts'

/**
 * Adds an account without a password. One for a person of the demo is a demo account: good on this machine alone, gone with the demo.
 * @param input.login any writing; kept in lower case
 * @throws PLATFORM_INPUT_INVALID for a name that is none, PLATFORM_NOT_FOUND for an unknown person, AUTH_LOGIN_TAKEN, AUTH_HAS_ACCOUNT
 */
export async function createAccount(
  tx: Tx,
  input: { personId: string; login: string; isDemo?: boolean },
  now: Date,
): Promise<store.AccountRow> {
  const login = normalLogin(input.login)
  if (!isLogin(login)) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { login: 'login' } })
  const isDemo = input.isDemo ?? (await isDemoPerson(tx, input.personId))
  if (await store.accountOfPerson(tx, input.personId)) throw new AppError('AUTH_HAS_ACCOUNT')
  if (await store.accountByLogin(tx, login)) throw new AppError('AUTH_LOGIN_TAKEN')
  const id = newId()
  try {
    await store.insertAccount(tx, { id, ...input, login, isDemo, mustChange: false, now })
  } catch (error) {
    if (isUniqueViolation(error, 'account_login_key')) throw new AppError('AUTH_LOGIN_TAKEN', { cause: error })
    if (isUniqueViolation(error, 'account_person_id_key')) throw new AppError('AUTH_HAS_ACCOUNT', { cause: error })
    throw error
  }
  return (await store.accountById(tx, id))!
}

/**
 * A demo account with a password that may be printed anywhere: it works on this machine alone, needs no second factor
 * and goes with the demo data. @returns its id
 */
export async function createDemoAccount(
  tx: Tx,
  input: { personId: string; login: string; password: string },
  now: Date,
): Promise<string> {
  const account = await createAccount(tx, { ...input, isDemo: true }, now)
  await store.setPassword(tx, account.id, await hashPassword(input.password), now)
  return account.id
}

/** Makes a one-time link; earlier ones of the same account are dead. @returns the token, which is kept nowhere */
export async function makeLink(
  tx: Tx,
  kind: 'setup' | 'password',
  accountId: string | null,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  if (kind === 'password') await endLinks(tx, kind, accountId, now)
  const token = newSecret()
  const expiresAt = new Date(now.getTime() + linkHours[kind] * 3_600_000)
  await insertLink(tx, { id: newId(), kind, accountId, tokenHash: hashOf(token), now, expiresAt })
  return { token, expiresAt }
}
