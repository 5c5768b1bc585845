import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { openAttempt, throttled } from '../attempts.ts'
import { auth } from '../contract.ts'
import { takeCode } from '../factors.ts'
import { asSubject, openSession, transportFault } from '../own.ts'
import { verifyPassword } from '../passwords.ts'
import { isAdministrator, policyFor, postsOf } from '../persons.ts'
import { isThisMachine } from '../policy.ts'
import { dutyOf, isIdle, isInside, normalLogin } from '../rules.ts'
import * as store from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'

/**
 * Password, then the second factor where one is enrolled. Whatever fails answers alike and in the same time, so that
 * nobody learns which account names exist; every outcome is on record and counted.
 */
export const signIn = action(auth.signIn, {
  allow: () => true,
  async run(ctx, input) {
    const unsafe = transportFault(ctx)
    if (unsafe) return ctx.refuse(unsafe)
    const { tx, now, actor } = ctx
    const login = normalLogin(input.login)
    const attempt = await openAttempt(ctx, login)
    const account = await store.accountByLogin(tx, login)
    // A name that is nobody's is not written down: people type passwords into the wrong field.
    ctx.record({ subject: account ? asSubject(account) : { type: 'account', id: null } })
    if (attempt.wait > 0) return ctx.refuse(throttled(attempt))

    const fits = await verifyPassword(account?.passwordHash ?? null, input.password)
    const isThere = account !== null && (!account.isDemo || isThisMachine(ctx.config, actor.address))
    if (!fits || !isThere) return ctx.refuse(await attempt.failed('AUTH_SIGN_IN_FAILED'))
    if (account.disabledAt) return ctx.refuse(new AppError('AUTH_ACCOUNT_DISABLED'))

    const posts = await postsOf(tx, account.personId, ctx.today)
    const policy = await policyFor(tx, posts, ctx.today)
    if (!account.isDemo && isIdle(account, policy.idleDays, now)) {
      await store.setDisabled(tx, account.id, 'idle', now)
      return ctx.refuse(new AppError('AUTH_ACCOUNT_DISABLED'))
    }
    if (posts.length === 0) return ctx.refuse(new AppError('AUTH_NO_POST'))

    let factor: string | null = null
    if (account.totpConfirmedAt) {
      // Not a failure: the screen now asks for the code.
      if (!input.code) throw new AppError('AUTH_SECOND_FACTOR_NEEDED')
      factor = await takeCode(ctx, account, input.code)
      if (!factor) return ctx.refuse(await attempt.failed('AUTH_CODE_WRONG'))
    } else if (policy.outsideSecondFactor && !isInside(actor.address ?? '127.0.0.1'))
      return ctx.refuse(new AppError('AUTH_OUTSIDE_NEEDS_SECOND_FACTOR'))

    await attempt.succeeded()
    if (actor.sessionId && actor.accountId === account.id)
      await endSessions(tx, account.id, 'replaced', now, { only: actor.sessionId })
    await store.markSignIn(tx, account.id, now)
    const duty = dutyOf(
      { ...account, hasSecondFactor: account.totpConfirmedAt !== null },
      isAdministrator(posts),
      policy,
      now,
    )
    ctx.record({ data: { factor, duty } })
    return openSession(ctx, account, { duty })
  },
})
