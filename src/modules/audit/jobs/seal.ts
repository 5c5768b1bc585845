import { AppError } from '#platform/errors/index.ts'
import type { JobHandler } from '#platform/queue/index.ts'
import { signingKey } from '../keys.ts'
import { sealOnce } from '../seal.ts'
import { organizationsWithLog } from '../store-tree.ts'

/** A broken tree of one organisation must not leave the others unsealed: it is logged and the rest goes on. */
const seal: JobHandler<object> = async (job) => {
  const key = await signingKey(job.config.home)
  for (const organizationId of await job.transaction((ctx) => organizationsWithLog(ctx.tx))) {
    try {
      let isMore = true
      while (isMore && !job.signal.aborted)
        ({ isMore } = await job.transactionIn(organizationId, (ctx) => sealOnce(ctx.tx, organizationId, key, ctx.now)))
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'AUDIT_TREE_BROKEN')) throw error
      job.log.error({ err: error, organizationId }, 'audit: the stored tree is not the one that was signed')
    }
  }
}
export default seal
