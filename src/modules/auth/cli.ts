/**
 * `vankho user …`: for whoever holds the server machine. Nothing here sets a password: links that work once do, so that
 * only the person knows it. Every use is on record under the installation.
 */
import { actorOfPost } from '#modules/people/index.ts'
import type { ActionContext, Actor, Kernel } from '#platform/action/index.ts'
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
    ctx.record({
      subject: { type: 'account', id: account.id, label: account.login },
      after: { personId: input.personId },
    })
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

/** The posts that an account may act in today, without a session. @throws PLATFORM_NOT_FOUND */
export async function actorsOf(kernel: Kernel, login: string): Promise<Actor[]> {
  return work(kernel, 'auth.actors', async (ctx) => {
    const account = await store.accountByLogin(ctx.tx, normalLogin(login))
    if (!account || account.disabledAt) throw new AppError('PLATFORM_NOT_FOUND')
    const posts = await postsOf(ctx.tx, account.personId, dayOf(ctx.now))
    return posts.map((post) => actorOfPost(post, { accountId: account.id, sessionId: null, address: null }))
  })
}

/** Ends all sessions of an account: a lost telephone, a machine left open. @returns how many there were */
export async function signOutUser(kernel: Kernel, input: { login: string }): Promise<number> {
  return work(kernel, 'auth.endSession', async (ctx) => {
    const account = await find(ctx, input.login)
    const ended = await endSessions(ctx.tx, account.id, 'ended-by-administrator', ctx.now)
    ctx.record({ subject: { type: 'account', id: account.id, label: account.login }, data: { sessions: ended } })
    return ended
  })
}

/**
 * One `vankho user` command.
 * @param verb list | create | reset | disable | enable | sign-out
 * @param args the account's name
 * @param options `person` (create), `remove-factor` (reset), `lang`
 * @returns the JSON value, lines for people, and the exit code: 1 when nothing had to be done, 2 for wrong usage
 */
export async function runUserCommand(
  kernel: Kernel,
  verb: string,
  args: readonly string[],
  options: { readonly lang: 'vi' | 'en'; readonly [name: string]: unknown },
): Promise<{ result: unknown; lines: string[]; exitCode: 0 | 1 | 2 }> {
  const vi = options.lang === 'vi'
  const login = args[0] ?? ''
  if (verb === 'list') {
    const users = await listUsers(kernel)
    return {
      result: users,
      lines: users.length > 0 ? users.map((user) => line(user, vi)) : [vi ? 'Chưa có tài khoản.' : 'No accounts.'],
      exitCode: 0,
    }
  }
  if (verb === 'create' || verb === 'reset') {
    const personId = options['person']
    if (verb === 'create' && typeof personId !== 'string') {
      const words = vi
        ? 'Cần --person <id>: người trong danh bạ mà tài khoản thuộc về (mỗi người một tài khoản).'
        : '--person <id> is needed: the person of the directory whose account it is (one person, one account).'
      return { result: { error: words }, lines: [words], exitCode: 2 }
    }
    const link =
      verb === 'create'
        ? await createUser(kernel, { login, personId: String(personId) })
        : await resetUser(kernel, { login, removeFactor: options['removeFactor'] === true })
    const { config } = kernel.ports
    const origin = config.publicUrl?.replace(/\/$/, '') ?? `${config.tls ? 'https' : 'http'}://localhost:${config.port}`
    const url = `${origin}${link.path}`
    const until = vi ? 'Đường dẫn dùng một lần, hết hạn' : 'One-time link, expires'
    return { result: { ...link, url }, lines: [link.login, url, `${until} ${link.expiresAt}`], exitCode: 0 }
  }
  if (verb === 'sign-out') {
    const ended = await signOutUser(kernel, { login })
    const words = vi ? `${login}: đã kết thúc ${ended} phiên làm việc` : `${login}: ${ended} sessions ended`
    return { result: { login, sessions: ended }, lines: [words], exitCode: ended > 0 ? 0 : 1 }
  }
  const isChanged = verb === 'disable' ? await disableUser(kernel, { login }) : await enableUser(kernel, { login })
  const state = verb === 'disable' ? (vi ? 'đã khóa' : 'disabled') : vi ? 'đã mở' : 'enabled'
  const before = isChanged ? '' : vi ? ' (từ trước)' : ' (already)'
  return { result: { login, isChanged }, lines: [`${login}: ${state}${before}`], exitCode: isChanged ? 0 : 1 }
}

function line(user: UserLine, vi: boolean): string {
  const words = {
    invited: vi ? 'chờ đặt mật khẩu' : 'invited',
    active: vi ? 'hoạt động' : 'active',
    disabled: vi ? 'đã khóa' : 'disabled',
  }
  const parts = [user.login, user.name ?? '–', words[user.state], user.organizations.join(', ') || '–']
  if (user.isAdministrator) parts.push(vi ? 'quản trị' : 'administrator')
  if (user.hasSecondFactor) parts.push(vi ? 'hai lớp' : 'second factor')
  if (user.isDemo) parts.push('demo')
  return parts.join(' · ')
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
