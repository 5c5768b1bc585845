import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { auth } from '../contract.ts'
import { asSubject } from '../own.ts'
import { hashOf } from '../secrets.ts'
import * as store from '../store/accounts.ts'
import { liveLink } from '../store/sessions.ts'

/** Says for whom a link is; the link stays unused. On record: somebody holds it. */
export const readLink = action(auth.readLink, {
  allow: () => true,
  async run(ctx, input) {
    const link = await liveLink(ctx.tx, 'password', hashOf(input.token), ctx.now)
    const account = link?.accountId ? await store.accountById(ctx.tx, link.accountId) : null
    if (!link || !account || account.disabledAt) return ctx.refuse(new AppError('AUTH_LINK_DEAD'))
    ctx.record({ subject: asSubject(account) })
    return { login: account.login, expiresAt: link.expiresAt.toISOString() }
  },
})
