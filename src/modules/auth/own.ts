/** What the actions on one's own account share. */
import type { ActionContext, Actor, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { withSession } from '#platform/http/server.ts'
import { newId } from '#platform/ids/index.ts'
import { acceptsPasswords } from './policy.ts'
import { sessionLimits } from './rules.ts'
import { hashOf, newSecret } from './secrets.ts'
import { type AccountRow, accountById } from './store/accounts.ts'
import { insertSession, sessionOfAccount } from './store/sessions.ts'

/** A real person in a session: keys and jobs do not manage accounts. */
export const isInPerson = (actor: Actor): boolean =>
  actor.accountId !== null && actor.sessionId !== null && !actor.sessionId.startsWith('key:')

/** The actor's own account, its row locked. */
export async function loadOwn(ctx: ActionContext): Promise<AccountRow> {
  const account = ctx.actor.accountId ? await accountById(ctx.tx, ctx.actor.accountId, true) : null
  if (!account || account.disabledAt) throw new AppError('PLATFORM_SIGN_IN')
  return account
}

export const asSubject = (account: Pick<AccountRow, 'id' | 'login'>) => ({
  type: 'account',
  id: account.id,
  label: account.login,
})

/** The refusal of an unencrypted connection from another machine (decision 27); null where passwords may travel. */
export function transportFault(ctx: Pick<ReadContext, 'config' | 'actor'>): AppError | null {
  return acceptsPasswords(ctx.config, ctx.actor.address) ? null : new AppError('AUTH_NEEDS_TLS')
}

/** @throws AUTH_NEEDS_TLS on an unencrypted connection from another machine (decision 27) */
export function guardTransport(ctx: Pick<ReadContext, 'config' | 'actor'>): void {
  const fault = transportFault(ctx)
  if (fault) throw fault
}

/** Was the password given in this session within the last minutes? */
export async function isFresh(ctx: ReadContext): Promise<boolean> {
  const { actor, tx, now } = ctx
  if (!isInPerson(actor)) return false
  const session = await sessionOfAccount(tx, actor.accountId!, actor.sessionId!)
  return session !== null && now.getTime() - session.confirmedAt.getTime() <= sessionLimits.freshMs
}

/**
 * For dangerous steps of any room (destroying, keys, rights): the password must have been given within ten minutes.
 * The screens open the confirmation sheet on this error and go on afterwards.
 * @throws AUTH_CONFIRM_AGAIN
 */
export async function requireFresh(ctx: ReadContext): Promise<void> {
  if (!(await isFresh(ctx))) throw new AppError('AUTH_CONFIRM_AGAIN')
}

/** Opens a session and hands its secret to the cookie, never to the body. The secret is always new (session fixation). */
export async function openSession<T extends object>(ctx: ActionContext, account: AccountRow, answer: T): Promise<T> {
  const secret = newSecret()
  await insertSession(ctx.tx, {
    id: newId(),
    accountId: account.id,
    secretHash: hashOf(secret),
    now: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + sessionLimits.absoluteMs),
    address: ctx.actor.address ?? 'local',
    userAgent: '',
  })
  return withSession(answer, { value: secret, maxAgeSeconds: sessionLimits.absoluteMs / 1000 })
}
