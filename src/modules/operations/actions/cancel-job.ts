import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { operations } from '../contract.ts'
import { maySeeJob } from '../policy.ts'
import * as store from '../store.ts'

/** A waiting job is over at once; a running one stops at its next step and keeps what it did. */
export const cancelJob = action(operations.cancelJob, {
  async load(ctx, { id }) {
    const row = await store.jobById(ctx.tx, ctx.actor.organizationId, id)
    if (!row) throw new AppError('PLATFORM_NOT_FOUND')
    return row
  },
  allow: (actor, row) => maySeeJob(actor, row),
  async run(ctx, { id }, row) {
    ctx.record({ subject: { type: 'job', id, label: row.title ?? row.name } })
    const state = await store.cancelJob(ctx.tx, ctx.actor.organizationId, id, ctx.now)
    if (state === null) throw new AppError('OPERATIONS_JOB_OVER')
    return { state }
  },
})
