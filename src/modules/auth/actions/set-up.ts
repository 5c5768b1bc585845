import { bootstrap } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { ruleSet } from '#regimes/index.ts'
import { createAccount } from '../accounts.ts'
import { auth } from '../contract.ts'
import { asSubject, openSession, transportFault } from '../own.ts'
import { checkPassword, hashPassword } from '../passwords.ts'
import { policyOf } from '../policy.ts'
import { normalLogin } from '../rules.ts'
import { hashOf } from '../secrets.ts'
import * as store from '../store/accounts.ts'
import { liveLink, takeLink } from '../store/sessions.ts'

/**
 * The first organisation and its administrator, once, by the link that the first start printed. Two browsers at once: the
 * link's row decides, the second finds it used. The administrator then enrols a second factor before anything else.
 */
export const setUp = action(auth.setUp, {
  allow: () => true,
  async run(ctx, input) {
    const unsafe = transportFault(ctx)
    if (unsafe) return ctx.refuse(unsafe)
    const { tx, now } = ctx
    const link = await liveLink(tx, 'setup', hashOf(input.token), now)
    if (!link || !(await takeLink(tx, link, now)) || (await store.hasRealAccount(tx)))
      return ctx.refuse(new AppError('AUTH_LINK_DEAD'))
    const regime = input.kind === 'party' ? 'party' : 'state'
    const login = normalLogin(input.login)
    await checkPassword(input.password, policyOf(ruleSet(regime, ctx.today)), [login, input.name], [])
    const made = await bootstrap(
      tx,
      ctx.actor,
      {
        organization: { name: input.organization, kind: input.kind, regime, level: input.level },
        fullName: input.name,
        title: 'Quản trị hệ thống',
      },
      { now, today: ctx.today },
    )
    const account = await createAccount(tx, { personId: made.personId, login }, now)
    await store.setPassword(tx, account.id, await hashPassword(input.password), now)
    await store.markSignIn(tx, account.id, now)
    ctx.record({
      subject: asSubject(account),
      after: { organizationId: made.organizationId, organization: input.organization, name: input.name },
    })
    return openSession(ctx, account, { duty: 'enrol' as const })
  },
})
