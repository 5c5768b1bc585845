/** Reads of the room. */
import { type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { auth, type PostView } from './contract.ts'
import { isFresh } from './own.ts'
import { isAdministrator, type PostFacts, policyFor, postsOf } from './persons.ts'
import { acceptsPasswords } from './policy.ts'
import { dutyOf, monthsLater } from './rules.ts'
import * as store from './store/accounts.ts'
import { keysOfAccount, liveSessions } from './store/sessions.ts'

function viewOf(ctx: ReadContext, post: PostFacts): PostView {
  return {
    id: post.postId,
    title: post.title,
    roles: [...post.roles],
    abilities: ctx.permissionsOf(post.roles),
    organization: { id: post.organizationId, name: post.organizationName, shortName: post.organizationShortName },
    unit: post.unitId ? { id: post.unitId, name: post.unitName ?? '' } : null,
    isDemo: post.isDemo,
  }
}

/** Own account with posts and duty; null for nobody. */
async function standing(ctx: ReadContext) {
  const account = ctx.actor.accountId ? await store.accountById(ctx.tx, ctx.actor.accountId) : null
  if (!account || account.disabledAt) return null
  const posts = await postsOf(ctx.tx, account.personId, ctx.today)
  const policy = await policyFor(ctx.tx, posts, ctx.today)
  const isAdmin = isAdministrator(posts)
  const hasSecondFactor = account.totpConfirmedAt !== null
  return {
    account,
    posts,
    policy,
    isAdmin,
    hasSecondFactor,
    duty: dutyOf({ ...account, hasSecondFactor }, isAdmin, policy, ctx.now),
  }
}

export const session = read(auth.session, async (ctx) => {
  const [isReal, isDemo] = [await store.hasRealAccount(ctx.tx), await store.hasDemoAccount(ctx.tx)]
  const installation = {
    demo: isDemo,
    needsSetup: !isReal && !isDemo,
    acceptsPasswords: acceptsPasswords(ctx.config, ctx.actor.address),
  }
  const own = ctx.actor.scopes ? null : await standing(ctx)
  if (!own) return { account: null, posts: [], installation }
  const { account, posts, duty } = own
  return {
    account: {
      id: account.id,
      login: account.login,
      name: posts[0]?.fullName ?? account.login,
      duty,
      isDemo: account.isDemo,
    },
    posts: posts.map((post) => viewOf(ctx, post)),
    installation,
  }
})

export const me = read(auth.me, async (ctx) => {
  const own = await standing(ctx)
  if (!own) throw new AppError('PLATFORM_SIGN_IN')
  const { account, posts, policy, isAdmin, hasSecondFactor, duty } = own
  return {
    login: account.login,
    name: posts[0]?.fullName ?? account.login,
    duty,
    passwordAt: account.passwordAt?.toISOString() ?? null,
    passwordDueAt:
      isAdmin && account.passwordAt && !account.isDemo
        ? monthsLater(account.passwordAt, policy.adminPasswordMonths).toISOString()
        : null,
    hasSecondFactor,
    mustHaveSecondFactor: isAdmin && policy.adminSecondFactor && !account.isDemo,
    recoveryCodesLeft: await store.recoveryCodesLeft(ctx.tx, account.id),
    isFresh: await isFresh(ctx),
    policy: { minLength: policy.minLength, classes: policy.classes, history: policy.history },
  }
})

export const sessions = read(auth.sessions, async (ctx) => {
  if (!ctx.actor.accountId) throw new AppError('PLATFORM_SIGN_IN')
  const rows = await liveSessions(ctx.tx, ctx.actor.accountId, ctx.now)
  return {
    items: rows.map((row) => ({
      id: row.id,
      isThis: row.id === ctx.actor.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      address: row.address,
      userAgent: row.userAgent,
    })),
  }
})

export const keys = read(auth.keys, async (ctx) => {
  if (!ctx.actor.accountId) throw new AppError('PLATFORM_SIGN_IN')
  const rows = await keysOfAccount(ctx.tx, ctx.actor.accountId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      postId: row.postId,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      state: row.endedAt ? ('ended' as const) : row.expiresAt <= ctx.now ? ('expired' as const) : ('live' as const),
    })),
  }
})
