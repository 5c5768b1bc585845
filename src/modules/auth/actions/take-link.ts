import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { auth } from '../contract.ts'
import { asSubject, transportFault } from '../own.ts'
import { checkPassword, hashPassword } from '../passwords.ts'
import { policyFor, postsOf } from '../persons.ts'
import { hashOf } from '../secrets.ts'
import * as store from '../store/accounts.ts'
import { endSessions, liveLink, takeLink as takeUp } from '../store/sessions.ts'

/** Sets a password by a one-time link of an administrator. Signing in follows apart, with the second factor. */
export const takeLink = action(auth.takeLink, {
  allow: () => true,
  async run(ctx, input) {
    const unsafe = transportFault(ctx)
    if (unsafe) return ctx.refuse(unsafe)
    const { tx, now } = ctx
    const link = await liveLink(tx, 'password', hashOf(input.token), now)
    const isTaken = link !== null && (await takeUp(tx, link, now))
    const account = isTaken ? await store.accountById(tx, link.accountId!, true) : null
    if (!account || account.disabledAt) return ctx.refuse(new AppError('AUTH_LINK_DEAD'))
    ctx.record({ subject: asSubject(account) })
    const posts = await postsOf(tx, account.personId, ctx.today)
    const policy = await policyFor(tx, posts, ctx.today)
    const about = [account.login, ...(posts[0] ? [posts[0].fullName] : [])]
    await checkPassword(input.password, policy, about, await store.formerPasswords(tx, account.id))
    await store.setPassword(tx, account.id, await hashPassword(input.password), now)
    await endSessions(tx, account.id, 'password-changed', now)
    return { done: true as const }
  },
})
