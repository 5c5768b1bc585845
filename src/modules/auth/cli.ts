/**
 * `vankho user …`: for whoever holds the server machine. Nothing here sets a password: links that work once do, so that
 * only the person knows it. Every use is on record under the installation.
 */
import type { ActionContext, Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { dayOf } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createAccount, makeLink } from './accounts.ts'
import { postsOf } from './persons.ts'
import { normalLogin } from './rules.ts'
import * as store from './store/accounts.ts'
import { endKeys, endLinks, endSessions } from './store/sessions.ts'

export interface UserLine {
  readonly login: string
  readonly name: string | null
  readonly organizations: readonly string[]
  readonly isAdministrator: boolean
  readonly state: 'invited' | 'active' | 'disabled'
  readonly hasSecondFactor: boolean
  readonly lastSignInAt: string | null
  readonly isDemo: boolean
}

/** A token for `/link?token=…` (path included), to be opened once before `expiresAt`. */
export interface UserLink {
  readonly login: string
  readonly path: string
  readonly expiresAt: string
}

const work = <T>(kernel: Kernel, kind: string, run: (ctx: ActionContext) => Promise<T>): Promise<T> =>
  kernel.transact(systemActor('vankho user'), kind, run)

/** All accounts, by name. */
export async function listUsers(kernel: Kernel): Promise<UserLine[]> {
  return work(kernel, 'auth.cliList', async (ctx) => {
    const lines: UserLine[] = []
    for (const account of await store.allAccounts(ctx.tx)) {
      const posts = await postsOf(ctx.tx, account.personId, dayOf(ctx.now))
      lines.push({
        login: account.login,
        name: posts[0]?.fullName ?? null,
        organizations: [...new Set(posts.map((post) => post.organizationName))],
        isAdministrator: posts.some((post) => post.roles.includes('sysadmin')),
        state: account.disabledAt ? 'disabled' : account.passwordHash ? 'active' : 'invited',
        hasSecondFactor: account.totpConfirmedAt !== null,
        lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
        isDemo: account.isDemo,
      })
    }
    return lines
  })
}

/** An account for a person of the directory. @throws AUTH_LOGIN_TAKEN, AUTH_HAS_ACCOUNT, PLATFORM_INPUT_INVALID */
export async function createUser(kernel: Kernel, input: { login: string; personId: string }): Promise<UserLink> {
  return work(kernel, 'auth.createAccount', async (ctx) => {
    const account = await createAccount(ctx.tx, input, ctx.now)
    ctx.record({ subject: { type: 'account', id: account.id, label: account.login }, after: { personId: input.personId } })
    return linkFor(ctx, account)
  })
}

/** A one-time link for a new password; the old one is dead. @param input.removeFactor also the second factor goes */
export async function resetUser(kernel: Kernel, input: { login: string; removeFactor?: boolean }): Promise<UserLink> {
  return work(kernel, 'auth.resetAccount', async (ctx) => {
    const account = await find(ctx, input.login)
    await store.clearPassword(ctx.tx, account.id)
    if (input.removeFactor) await store.setSeed(ctx.tx, account.id, null)
    await endSessions(ctx.tx, account.id, 'password-changed', ctx.now)
    ctx.record({
      subject: { type: 'account', id: account.id, label: account.login },
      data: { removeFactor: input.removeFactor ?? false },
    })
    return linkFor(ctx, account)
  })
}

/** @returns false when it was disabled already */
export async function disableUser(kernel: Kernel, input: { login: string }): Promise<boolean> {
  return work(kernel, 'auth.disableAccount', async (ctx) => {
    const account = await find(ctx, input.login)
    const isChanged = await store.setDisabled(ctx.tx, account.id, 'administrator', ctx.now)
    await endSessions(ctx.tx, account.id, 'account-disabled', ctx.now)
    await endKeys(ctx.tx, account.id, ctx.now)
    await endLinks(ctx.tx, 'password', account.id, ctx.now)
    ctx.record({ subject: { type: 'account', id: account.id, label: account.login } })
    return isChanged
  })
}

/** @returns false when it was enabled already */
export async function enableUser(kernel: Kernel, input: { login: string }): Promise<boolean> {
  return work(kernel, 'auth.enableAccount', async (ctx) => {
    const account = await find(ctx, input.login)
    ctx.record({ subject: { type: 'account', id: account.id, label: account.login } })
    return store.setDisabled(ctx.tx, account.id, null, ctx.now)
  })
}

async function find(ctx: ActionContext, login: string): Promise<store.AccountRow> {
  const account = await store.accountByLogin(ctx.tx, normalLogin(login))
  if (!account || account.isDemo) throw new AppError('PLATFORM_NOT_FOUND')
  return account
}

async function linkFor(ctx: ActionContext, account: store.AccountRow): Promise<UserLink> {
  const { token, expiresAt } = await makeLink(ctx.tx, 'password', account.id, ctx.now)
  return { login: account.login, path: `/link?token=${token}`, expiresAt: expiresAt.toISOString() }
}
