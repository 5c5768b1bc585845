import { INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { policyFor, postsOf } from '../persons.ts'
import * as store from '../store/accounts.ts'
import { endKeys, endSessions } from '../store/sessions.ts'

const DAY = 86_400_000

/** Disables accounts unused for longer than their organisation's profile allows, and clears old rows. */
const sweep: JobHandler<Record<string, never>> = async (job) => {
  const { now } = job
  const found = await job.transactionIn(INSTALLATION_ID, (ctx) =>
    store.unusedSince(ctx.tx, new Date(now.getTime() - 7 * DAY)),
  )
  for (const one of found)
    await job.transactionIn(INSTALLATION_ID, async (ctx) => {
      const account = await store.accountById(ctx.tx, one.id, true)
      if (!account || account.disabledAt) return
      const policy = await policyFor(ctx.tx, await postsOf(ctx.tx, one.personId, dayOf(now)), dayOf(now))
      const last = Math.max(account.lastSignInAt?.getTime() ?? 0, account.activeFrom.getTime())
      if (now.getTime() - last <= policy.idleDays * DAY) return
      await store.setDisabled(ctx.tx, account.id, 'idle', now)
      await endSessions(ctx.tx, account.id, 'account-disabled', now)
      await endKeys(ctx.tx, account.id, now)
      ctx.record({
        kind: 'auth.disableIdle',
        subject: { type: 'account', id: account.id, label: account.login },
        data: { days: policy.idleDays },
      })
    })
  job.report({ ...(await job.transactionIn(INSTALLATION_ID, (ctx) => store.sweep(ctx.tx, now))) })
}
export default sweep
