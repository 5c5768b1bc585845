/** Counting of failed attempts around everything that can be guessed: passwords, codes. */
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { afterFailure, waitMs } from './rules.ts'
import { hashOf } from './secrets.ts'
import * as store from './store/accounts.ts'

export interface Attempt {
  /** Seconds still to wait; 0 when the try may go on. */
  readonly wait: number
  /** Counts the failure and answers the error that goes back. */
  failed(code: string): Promise<AppError>
  /** Forgets the account's failures. The address keeps its own: one good account must not pay for a search. */
  succeeded(): Promise<void>
}

/** An IPv6 caller owns a /64, not an address. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::', 2)
  const left = head === '' ? [] : head.split(':')
  if (tail === undefined) return left.slice(0, 4).join(':')
  const right = tail === '' ? [] : tail.split(':')
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    .slice(0, 4)
    .join(':')
}

/**
 * Opens a try at an account name. The name's row stays locked until the transaction ends: tries at one name stand in line.
 * @param login normal form, known or not
 */
export async function openAttempt(ctx: ActionContext, login: string): Promise<Attempt> {
  const { tx, now } = ctx
  const accountKey = hashOf(`account:${login}`)
  const addressKey = hashOf(`address:${network(ctx.actor.address ?? 'local')}`)
  const byAddress = await store.readAttempts(tx, 'address', addressKey)
  const early = waitMs(byAddress, now)
  if (early > 0) return { wait: Math.ceil(early / 1000), failed: never, succeeded: never }
  const byAccount = await store.lockAttempts(tx, 'account', accountKey, now)
  return {
    wait: Math.ceil(waitMs(byAccount, now) / 1000),
    async failed(code) {
      await store.writeAttempts(tx, 'account', accountKey, afterFailure('account', byAccount, now))
      const present = await store.lockAttempts(tx, 'address', addressKey, now)
      await store.writeAttempts(tx, 'address', addressKey, afterFailure('address', present, now))
      return new AppError(code)
    },
    succeeded: () => store.forgetAttempts(tx, 'account', accountKey),
  }
}

async function never(): Promise<never> {
  throw new Error('a blocked attempt has no outcome')
}

export function throttled(attempt: Attempt): AppError {
  return new AppError('AUTH_THROTTLED', { facts: { seconds: attempt.wait } })
}
