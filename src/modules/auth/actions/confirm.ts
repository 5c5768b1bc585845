import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { openAttempt, throttled } from '../attempts.ts'
import { auth } from '../contract.ts'
import { takeCode } from '../factors.ts'
import { asSubject, guardTransport, isInPerson, loadOwn } from '../own.ts'
import { verifyPassword } from '../passwords.ts'
import { confirmSession } from '../store/sessions.ts'

/** The confirmation sheet before dangerous steps: the password once more, and the second factor where there is one. */
export const confirm = action(auth.confirm, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, input, account) {
    guardTransport(ctx)
    ctx.record({ subject: asSubject(account) })
    const attempt = await openAttempt(ctx, account.login)
    if (attempt.wait > 0) return ctx.refuse(throttled(attempt))
    if (!(await verifyPassword(account.passwordHash, input.password)))
      return ctx.refuse(await attempt.failed('AUTH_SIGN_IN_FAILED'))
    if (account.totpConfirmedAt) {
      if (!input.code) throw new AppError('AUTH_SECOND_FACTOR_NEEDED')
      if (!(await takeCode(ctx, account, input.code))) return ctx.refuse(await attempt.failed('AUTH_CODE_WRONG'))
    }
    await attempt.succeeded()
    await confirmSession(ctx.tx, ctx.actor.sessionId!, ctx.now)
    return { done: true as const }
  },
})
