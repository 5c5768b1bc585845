import { sql } from 'kysely'
import { calendarOf, postsOfUnit, unitsOf } from '#modules/people/index.ts'
import { type ReadContext, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { workingDaysLeft } from '#regimes/index.ts'
import { desk, type Task } from './contract.ts'
import { givenScope, scope, teamScope } from './policy.ts'
import * as lists from './store-lists.ts'

/** Counts stop here: "1.000+". */
const CAP = 1000

/** A cursor's values. @throws DESK_CURSOR_INVALID for anything that is not this list's own cursor */
function decode(cursor: string | undefined, order: lists.Order): string[] | null {
  if (!cursor) return null
  const parts: readonly RegExp[] =
    order === lists.byDue ? [DAY, DIGIT, TIME, ID] : order === lists.byUrgency ? [DIGIT, TIME, ID] : [TIME, ID]
  const values = decodeCursor(cursor, parts.length)
  if (!values?.every((value, i) => typeof value === 'string' && parts[i]!.test(value)))
    throw new AppError('DESK_CURSOR_INVALID')
  return values as string[]
}
const DAY = /^\d{4}-\d\d-\d\d$/
const DIGIT = /^\d$/
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/
const ID = /^[0-9a-f-]{36}$/

async function views(ctx: ReadContext, rows: readonly lists.TaskRow[]): Promise<Task[]> {
  const { today } = ctx
  const hasDue = rows.some((row) => row.due_date !== null)
  const calendar = hasDue ? await calendarOf(ctx.tx, ctx.actor.organizationId, today) : null
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    assignmentId: row.assignment_id,
    symbol: row.symbol,
    subject: row.subject,
    arrivalNumber: row.arrival_number,
    urgency: row.urgency,
    reminders: row.reminded_at ? { count: row.reminder_count ?? 0, lastAt: row.reminded_at.toISOString() } : null,
    from: { postId: row.from_post_id, name: row.from_name },
    words: row.words,
    dueDate: row.due_date,
    daysLeft: row.due_date && calendar ? workingDaysLeft(row.due_date, today, calendar) : null,
    since: row.since.toISOString(),
    isNew: row.received_at === null,
    isForUnit: row.holder_kind === 'unit',
    holder: row.holder_name,
    progress: row.co_total > 0 ? { done: row.co_done, total: row.co_total } : null,
  }))
}

async function pageOf(
  ctx: ReadContext,
  where: ReturnType<typeof scope>,
  order: lists.Order,
  input: { after?: string | undefined; limit: number },
) {
  const rows = await lists.page(ctx.tx, { where, order, after: decode(input.after, order), limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: await views(ctx, shown),
    next: rows.length > input.limit && last ? encodeCursor(order.key(last)) : null,
  }
}

export const myWork = read(desk.myWork, async (ctx, input) => {
  const { group } = input
  if (group === 'waiting')
    return pageOf(ctx, sql`${givenScope(ctx.actor)} and ${lists.waitingCondition}`, lists.byDue, input)
  const where = sql<boolean>`${scope(ctx.actor)} and ${lists.groupCondition(group, ctx.today)}`
  return pageOf(ctx, where, group === 'new' ? lists.byNewest : lists.byDue, input)
})

export const counts = read(desk.counts, async ({ tx, actor, today }) => {
  const own = scope(actor)
  const { inbox, ...groups } = await lists.counts(
    tx,
    {
      today: sql<boolean>`${own} and ${lists.groupCondition('today', today)}`,
      overdue: sql<boolean>`${own} and ${lists.groupCondition('overdue', today)}`,
      waiting: sql<boolean>`${givenScope(actor)} and ${lists.waitingCondition}`,
      new: sql<boolean>`${own} and ${lists.groupCondition('new', today)}`,
      all: own,
      inbox: sql<boolean>`${own} and t.kind = 'direct'`,
    },
    CAP,
  )
  return { groups, inbox, cap: CAP }
})

export const inbox = read(desk.inbox, async (ctx, input) =>
  pageOf(ctx, sql`${scope(ctx.actor)} and t.kind = 'direct'`, lists.byUrgency, input),
)

export const beside = read(desk.beside, async ({ tx, actor }, { subjectId }) => ({
  ...(await lists.besideInQueue(tx, { where: scope(actor), subjectId, cap: CAP })),
  cap: CAP,
}))

export const team = read(desk.team, async ({ tx, actor, today }) => {
  if (!actor.unitId) return { units: [], members: [] }
  const { organizationId, unitId } = actor
  const units = (await unitsOf(tx, organizationId, today)).filter((unit) => unit.id === unitId)
  const posts = await postsOfUnit(tx, organizationId, unitId, today)
  const where = teamScope(
    actor,
    posts.map((post) => post.id),
  )
  const by = await lists.countsByHolder(tx, where, today)
  const none = { open: 0, overdue: 0 }
  return {
    units: units.map((unit) => ({ unitId: unit.id, name: unit.name })),
    members: [
      ...units.map((unit) => ({
        kind: 'unit' as const,
        id: unit.id,
        name: unit.name,
        title: null,
        ...(by.get(unit.id) ?? none),
      })),
      ...posts.map((post) => ({
        kind: 'post' as const,
        id: post.id,
        name: post.fullName,
        title: post.title,
        ...(by.get(post.id) ?? none),
      })),
    ],
  }
})

export const teamWork = read(desk.teamWork, async (ctx, input) => {
  const { actor, tx, today } = ctx
  const posts = actor.unitId ? await postsOfUnit(tx, actor.organizationId, actor.unitId, today) : []
  let where = teamScope(
    actor,
    posts.map((post) => post.id),
  )
  if (input.holderId) where = sql<boolean>`${where} and t.holder_id = ${input.holderId}`
  if (input.overdue) where = sql<boolean>`${where} and ${lists.groupCondition('overdue', today)}`
  return pageOf(ctx, where, lists.byDue, input)
})
