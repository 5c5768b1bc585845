import { allOrganizations } from '#modules/operations/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { type AccessSubject, lapse } from './access-life.ts'
import { type AccessTables, lapsed } from './store-access-changes.ts'

const BATCH = 100

/**
 * The job that ends lists of one kind of record: each in a transaction of its own; a second run finds nothing to do.
 * @param load the record, locked
 */
export function lapseEach(
  tables: AccessTables,
  load: (ctx: ActionContext, id: string) => Promise<AccessSubject | null>,
): JobHandler<Record<string, never>> {
  return async (job) => {
    const today = dayOf(job.now)
    let ended = 0
    for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
      for (;;) {
        job.signal.throwIfAborted()
        const ids = await job.transactionIn(organizationId, (ctx) =>
          lapsed(ctx.tx, tables, organizationId, today, BATCH),
        )
        for (const id of ids)
          await job.transactionIn(organizationId, async (ctx) => {
            const subject = await load(ctx, id)
            if (subject) await lapse(ctx, subject)
          })
        ended += ids.length
        if (ids.length < BATCH) break
      }
    job.report({ ended })
  }
}
