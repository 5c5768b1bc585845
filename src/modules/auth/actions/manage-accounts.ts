import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { createAccount as insert, makeLink } from '../accounts.ts'
import { auth } from '../contract.ts'
import { asSubject, requireFresh } from '../own.ts'
import { isHost, policyFor, postsOf } from '../persons.ts'
import { type ManagedFacts, mayManage } from '../policy.ts'
import { monthsLater } from '../rules.ts'
import * as store from '../store/accounts.ts'
import { accountsOfOrganization, insertReview } from '../store/listing.ts'
import { endKeys, endLinks, endSessions } from '../store/sessions.ts'

async function factsOf(ctx: ActionContext, personId: string): Promise<ManagedFacts> {
  const posts = await postsOf(ctx.tx, personId, ctx.today)
  return {
    personId,
    organizationIds: posts.map((post) => post.organizationId),
    isHost: await isHost(ctx.tx, ctx.actor.organizationId),
  }
}

async function loadManaged(ctx: ActionContext, input: { id: string }) {
  const account = await store.accountById(ctx.tx, input.id, true)
  if (!account) throw new AppError('PLATFORM_NOT_FOUND')
  return { account, managed: await factsOf(ctx, account.personId) }
}

export const createAccount = action(auth.createAccount, {
  load: (ctx, input) => factsOf(ctx, input.personId),
  allow: (actor, facts) => mayManage(actor, facts),
  async run(ctx, input) {
    const account = await insert(ctx.tx, input, ctx.now)
    const { token, expiresAt } = await makeLink(ctx.tx, 'password', account.id, ctx.now)
    ctx.record({ subject: asSubject(account), after: { personId: account.personId, login: account.login } })
    return { id: account.id, token, expiresAt: expiresAt.toISOString() }
  },
})

/** A one-time link for a new password. Until it is used the old password works no more, and every session ends. */
export const resetAccount = action(auth.resetAccount, {
  load: loadManaged,
  allow: (actor, { managed }) => mayManage(actor, managed),
  async run(ctx, input, { account }) {
    const { tx, now, actor } = ctx
    if (account.personId === actor.personId || account.isDemo) throw new AppError('AUTH_OWN_ACCOUNT')
    await requireFresh(ctx)
    const { token, expiresAt } = await makeLink(tx, 'password', account.id, now)
    await store.clearPassword(tx, account.id)
    if (input.removeFactor) await store.setSeed(tx, account.id, null)
    await endSessions(tx, account.id, 'password-changed', now)
    ctx.record({ subject: asSubject(account), data: { removeFactor: input.removeFactor } })
    return { token, expiresAt: expiresAt.toISOString() }
  },
})

export const disableAccount = action(auth.disableAccount, {
  load: loadManaged,
  allow: (actor, { managed }) => mayManage(actor, managed),
  async run(ctx, { reason }, { account }) {
    const { tx, now } = ctx
    if (account.personId === ctx.actor.personId) throw new AppError('AUTH_OWN_ACCOUNT')
    if (!(await store.setDisabled(tx, account.id, 'administrator', now))) throw new AppError('PLATFORM_STATE_CHANGED')
    await endSessions(tx, account.id, 'account-disabled', now)
    await endKeys(tx, account.id, now)
    await endLinks(tx, 'password', account.id, now)
    ctx.record({ subject: asSubject(account), data: { reason } })
    return { done: true as const }
  },
})

export const enableAccount = action(auth.enableAccount, {
  load: loadManaged,
  allow: (actor, { managed }) => mayManage(actor, managed),
  async run(ctx, { reason }, { account }) {
    if (!(await store.setDisabled(ctx.tx, account.id, null, ctx.now))) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: asSubject(account), data: { reason } })
    return { done: true as const }
  },
})

/** The quarterly review of accounts (QCVN 12:2026/BCA 3.7): who looked, when, over how many. */
export const recordReview = action(auth.recordReview, {
  allow: () => true,
  async run(ctx, { note }) {
    const { tx, actor, now } = ctx
    const rows = await accountsOfOrganization(tx, actor.organizationId, ctx.today)
    const accounts = rows.filter((row) => row.id !== null).length
    const policy = await policyFor(tx, await postsOf(tx, actor.personId!, ctx.today), ctx.today)
    await insertReview(tx, {
      organizationId: actor.organizationId,
      id: newId(),
      at: now,
      postId: actor.postId!,
      byName: actor.name,
      accounts,
      note,
    })
    ctx.record({ data: { accounts, note } })
    return { dueAt: monthsLater(now, policy.reviewMonths).toISOString() }
  },
})
