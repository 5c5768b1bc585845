/** The first start: a one-time link for the first administrator, and what the sign-in page may know. */
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { SYSTEM_SCOPE } from '#platform/db/index.ts'
import { makeLink } from './accounts.ts'
import * as store from './store/accounts.ts'

/**
 * The token for `/setup?token=…`, or null once a first administrator exists. Every start prints a new one, each works
 * for 24 hours, and the first that is used kills the others. Only its hash is stored.
 */
export async function firstStartToken(kernel: Kernel): Promise<string | null> {
  const isDone = await kernel.ports.db.read(SYSTEM_SCOPE, (tx) => store.hasRealAccount(tx))
  if (isDone) return null
  return kernel.transact(systemActor('auth.first-start'), 'auth.firstStart', async (ctx) => {
    const { token, expiresAt } = await makeLink(ctx.tx, 'setup', null, ctx.now)
    ctx.record({ data: { expiresAt: expiresAt.toISOString() } })
    return token
  })
}

/** For the port `welcome` of the HTTP server: no secrets, nothing about single accounts. */
export async function welcome(kernel: Kernel): Promise<{ demo: boolean; needsSetup: boolean }> {
  return kernel.ports.db.read(SYSTEM_SCOPE, async (tx) => {
    const [isReal, isDemo] = [await store.hasRealAccount(tx), await store.hasDemoAccount(tx)]
    return { demo: isDemo, needsSetup: !isReal && !isDemo }
  })
}
