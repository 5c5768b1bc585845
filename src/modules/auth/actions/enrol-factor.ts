import QRCode from 'qrcode'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { openAttempt, throttled } from '../attempts.ts'
import { auth } from '../contract.ts'
import { asSubject, guardTransport, isInPerson, loadOwn, requireFresh } from '../own.ts'
import { newRecoveryCodes, recoveryHash, seal, unseal } from '../secrets.ts'
import * as store from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'
import { newSeed, stepOf, uriOf } from '../totp.ts'

/** A fresh seed; it counts only once a code of it has been given. */
export const beginFactor = action(auth.beginFactor, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, _, account) {
    guardTransport(ctx)
    ctx.record({ subject: asSubject(account) })
    if (account.totpConfirmedAt) throw new AppError('AUTH_FACTOR_STANDS')
    await requireFresh(ctx)
    const seed = newSeed()
    await store.setSeed(ctx.tx, account.id, seal(ctx.config.home, account.id, seed))
    const uri = uriOf(seed, account.login)
    const svg = await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    return { seed, uri, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
  },
})

/** The first code proves that the app holds the seed. Recovery codes come once; other sessions end. */
export const confirmFactor = action(auth.confirmFactor, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, { code }, account) {
    const { tx, now, actor, config } = ctx
    ctx.record({ subject: asSubject(account) })
    if (account.totpConfirmedAt) throw new AppError('AUTH_FACTOR_STANDS')
    const seed = account.totpSealed ? unseal(config.home, account.id, account.totpSealed) : null
    if (seed === null) throw new AppError('AUTH_NOTHING_TO_CONFIRM')
    await requireFresh(ctx)
    const attempt = await openAttempt(ctx, account.login)
    if (attempt.wait > 0) return ctx.refuse(throttled(attempt))
    const step = stepOf(seed, code, now, account.totpLastStep)
    if (step === null) return ctx.refuse(await attempt.failed('AUTH_CODE_WRONG'))
    await attempt.succeeded()
    await store.confirmSeed(tx, account.id, step, now)
    await endSessions(tx, account.id, 'ended-by-owner', now, { except: actor.sessionId })
    const recoveryCodes = newRecoveryCodes()
    await store.replaceRecoveryCodes(
      tx,
      account.id,
      recoveryCodes.map((one) => recoveryHash(account.id, one)),
    )
    return { recoveryCodes }
  },
})

/** Removes the second factor; an administrator must then enrol another before anything else. */
export const removeFactor = action(auth.removeFactor, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, _, account) {
    ctx.record({ subject: asSubject(account) })
    await requireFresh(ctx)
    await store.setSeed(ctx.tx, account.id, null)
    return { done: true as const }
  },
})

/** Ten new recovery codes; the former ones are dead. */
export const newCodes = action(auth.newRecoveryCodes, {
  load: loadOwn,
  allow: (actor) => isInPerson(actor),
  async run(ctx, _, account) {
    ctx.record({ subject: asSubject(account) })
    if (!account.totpConfirmedAt) throw new AppError('AUTH_NOTHING_TO_CONFIRM')
    await requireFresh(ctx)
    const recoveryCodes = newRecoveryCodes()
    await store.replaceRecoveryCodes(
      ctx.tx,
      account.id,
      recoveryCodes.map((one) => recoveryHash(account.id, one)),
    )
    return { recoveryCodes }
  },
})
