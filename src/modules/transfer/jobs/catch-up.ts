import { allOrganizations } from '#modules/operations/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { unfinishedLists } from '../store-hand-on.ts'
import carry from './carry.ts'
import settle from './settle.ts'

const HOUR = 3_600_000

/** Both find what they did: one whose own job waits or runs still does no harm. What fails again is told, the others go on. */
const run: JobHandler<Record<string, never>> = async (job) => {
  const before = new Date(job.now.getTime() - HOUR)
  const faults: unknown[] = []
  let again = 0
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (const { id, kind } of await job.transactionIn(organizationId, (ctx) =>
      unfinishedLists(ctx.tx, organizationId, before),
    )) {
      job.signal.throwIfAborted()
      again += 1
      try {
        if (kind === 'out') await carry(job, { giverId: organizationId, handoverId: id })
        else await settle(job, { receiverId: organizationId, handoverId: id })
      } catch (error) {
        faults.push(error)
      }
    }
  job.report({ again, failed: faults.length })
  if (faults.length > 0) throw faults[0]
}
export default run
