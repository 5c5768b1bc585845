import { allOrganizations } from '#modules/operations/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import type { JobHandler } from '#platform/queue/index.ts'
import { foldMonths } from '../store-figures.ts'

/** Months of one transaction: an office of a million documents has some three thousand in each. */
const MONTHS = 12

/** Idempotent: a second run finds nothing to count. */
const fold: JobHandler<Record<string, never>> = async (job) => {
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    while (!job.signal.aborted) {
      const done = await job.transactionIn(organizationId, (ctx) => foldMonths(ctx.tx, organizationId, MONTHS))
      if (done < MONTHS) break
    }
}
export default fold
