import { action } from '#platform/action/index.ts'
import { openAttempt, throttled } from '../attempts.ts'
import { auth } from '../contract.ts'
import { asSubject, guardTransport, isInPerson, loadOwn } from '../own.ts'
import { checkPassword, hashPassword, verifyPassword } from '../passwords.ts'
import { policyFor, postsOf } from '../persons.ts'
import * as store from '../store/accounts.ts'
import { endLinks, endSessions } from '../store/sessions.ts'

/** The own password, with the present one. Every other session of the account ends, and open links with it. */
export const changePassword = action(auth.changePassword, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, input, account) {
    guardTransport(ctx)
    const { tx, now, actor } = ctx
    ctx.record({ subject: asSubject(account) })
    const attempt = await openAttempt(ctx, account.login)
    if (attempt.wait > 0) return ctx.refuse(throttled(attempt))
    if (!(await verifyPassword(account.passwordHash, input.current)))
      return ctx.refuse(await attempt.failed('AUTH_SIGN_IN_FAILED'))
    await attempt.succeeded()
    const posts = await postsOf(tx, account.personId, ctx.today)
    const policy = await policyFor(tx, posts, ctx.today)
    const about = [account.login, ...(posts[0] ? [posts[0].fullName] : [])]
    await checkPassword(input.password, policy, about, await store.formerPasswords(tx, account.id))
    await store.setPassword(tx, account.id, await hashPassword(input.password), now)
    const ended = await endSessions(tx, account.id, 'password-changed', now, { except: actor.sessionId })
    await endLinks(tx, 'password', account.id, now)
    ctx.record({ data: { sessionsEnded: ended } })
    return { done: true as const }
  },
})
