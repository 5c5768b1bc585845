/** The second factor: a code of the authenticator app, or one of the recovery codes. */
import type { ActionContext } from '#platform/action/index.ts'
import { recoveryHash, unseal } from './secrets.ts'
import * as store from './store/accounts.ts'
import { stepOf } from './totp.ts'

export type FactorUse = 'code' | 'recovery-code' | null

/** Uses a code up. @returns which kind it was, null when it does not fit */
export async function takeCode(ctx: ActionContext, account: store.AccountRow, code: string): Promise<FactorUse> {
  if (!account.totpSealed) return null
  const seed = unseal(ctx.config.home, account.id, account.totpSealed)
  const step = seed === null ? null : stepOf(seed, code, ctx.now, account.totpLastStep)
  if (step !== null) return (await store.takeStep(ctx.tx, account.id, step)) ? 'code' : null
  if (/^\s*\d{3}\s*\d{3}\s*$/.test(code)) return null
  return (await store.takeRecoveryCode(ctx.tx, account.id, recoveryHash(account.id, code), ctx.now))
    ? 'recovery-code'
    : null
}
