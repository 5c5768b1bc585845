/** The administrator's list of persons and accounts, which is also what the quarterly review looks at. */
import { read } from '#platform/action/index.ts'
import { type AccountLine, auth } from './contract.ts'
import { isHost, policyFor, postsOf } from './persons.ts'
import { mayManage } from './policy.ts'
import { isIdle, monthsLater } from './rules.ts'
import { accountsOfOrganization, type ListedRow, lastReview } from './store/listing.ts'

export const accounts = read(auth.accounts, async (ctx) => {
  const { tx, actor, now } = ctx
  const [rows, host] = [
    await accountsOfOrganization(tx, actor.organizationId, ctx.today),
    await isHost(tx, actor.organizationId),
  ]
  const policy = await policyFor(tx, await postsOf(tx, actor.personId!, ctx.today), ctx.today)
  const last = await lastReview(tx, actor.organizationId)
  const dueAt = last ? monthsLater(last.at, policy.reviewMonths) : null
  return {
    items: rows.map((row): AccountLine => {
      // Posts elsewhere are not visible here; the action looks at them again (policy.ts).
      const may = mayManage(actor, { personId: row.personId, organizationIds: [actor.organizationId], isHost: host })
      const isOwn = row.personId === actor.personId
      const state = stateOf(row, policy.idleDays, now)
      return {
        id: row.id,
        personId: row.personId,
        name: row.name,
        login: row.login,
        posts: row.posts,
        state,
        hasSecondFactor: row.hasSecondFactor,
        lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
        isDemo: row.isDemo,
        abilities: {
          create: may && row.id === null,
          reset: may && row.id !== null && !isOwn && !row.isDemo,
          disable: may && row.id !== null && !isOwn && !row.disabledAt,
          enable: may && row.id !== null && row.disabledAt !== null,
        },
      }
    }),
    review: {
      lastAt: last?.at.toISOString() ?? null,
      lastBy: last?.byName ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      isOverdue: rows.length > 0 && (dueAt === null || dueAt <= now),
    },
  }
})

function stateOf(row: ListedRow, idleDays: number, now: Date): AccountLine['state'] {
  if (row.id === null) return 'none'
  if (row.disabledAt) return row.disabledReason === 'idle' ? 'idle' : 'disabled'
  if (!row.hasPassword) return 'invited'
  return isIdle({ lastSignInAt: row.lastSignInAt, activeFrom: row.activeFrom! }, idleDays, now) && !row.isDemo
    ? 'idle'
    : 'active'
}
