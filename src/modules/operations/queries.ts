/** Reads of the room. */
import { type ReadContext, read } from '#platform/action/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type JobLine, operations } from './contract.ts'
import { checkHealth, isHealthy } from './health.ts'
import { tell } from './notices.ts'
import { isOwnJob, mayCancelJob, maySeeJob } from './policy.ts'
import * as store from './store.ts'

const PAGE = 50

export const notices = read(operations.notices, async (ctx, input) => {
  const rows = await store.noticesOf(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    postId: ctx.actor.postId!,
    isUnreadOnly: input.unread ?? false,
    after: input.after ?? null,
    limit: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  return {
    items: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: tell(row.kind, row.facts),
      link: row.link,
      subject: { type: row.subjectType, id: row.subjectId },
      createdAt: row.createdAt.toISOString(),
      isRead: row.readAt !== null,
    })),
    next: rows.length > PAGE ? page.at(-1)!.id : null,
  }
})

export const countNotices = read(operations.countNotices, async (ctx) => ({
  unread: await store.countUnread(ctx.tx, ctx.actor.organizationId, ctx.actor.postId!, 100),
}))

function viewOf(ctx: ReadContext, row: store.JobRow): JobLine {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    state: row.state,
    done: row.done,
    total: row.total,
    words: row.words,
    error: row.error,
    startedBy: row.startedBy,
    isOwn: isOwnJob(ctx.actor, row),
    isCancelRequested: row.isCancelRequested,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    abilities: { cancel: mayCancelJob(ctx.actor, row) && !row.isCancelRequested },
  }
}

export const jobs = read(operations.jobs, async (ctx, input) => {
  const { actor } = ctx
  const seesAll = actor.roles.includes('sysadmin') && input.mine !== true
  const rows = await store.jobsOf(ctx.tx, {
    organizationId: actor.organizationId,
    own: seesAll ? null : { postId: actor.postId, accountId: actor.accountId },
    state: input.state ?? null,
    after: input.after ?? null,
    limit: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  return { items: page.map((row) => viewOf(ctx, row)), next: rows.length > PAGE ? page.at(-1)!.id : null }
})

export const job = read(operations.job, async (ctx, { id }) => {
  const row = await store.jobById(ctx.tx, ctx.actor.organizationId, id)
  if (!row || !maySeeJob(ctx.actor, row)) throw new AppError('PLATFORM_NOT_FOUND')
  // What a job reports may name documents: that is for those who may read them, not for the administrator.
  return { ...viewOf(ctx, row), report: isOwnJob(ctx.actor, row) || row.postId === null ? row.report : null }
})

export const health = read(operations.health, async (ctx) => {
  const checks = await checkHealth({
    config: ctx.config,
    blobs: ctx.blobs,
    now: () => systemClock.now(),
    read: (work) => work(ctx.tx),
    organizationId: ctx.actor.organizationId,
  })
  return { at: ctx.now.toISOString(), isGood: isHealthy(checks), checks }
})
