import { shortDay } from '#engines/vn-text/index.ts'
import { allOrganizations, notify } from '#modules/operations/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { dueOf } from '#regimes/transfer/index.ts'
import { thresholdsOf } from '../facts.ts'
import { noticeOf } from '../notices.ts'
import { markTold, untold } from '../store-due.ts'

const BATCH = 200

/** Each file is told of once when it comes due and once when it is overdue; a second run finds nothing to tell. */
const run: JobHandler<Record<string, never>> = async (job) => {
  const today = dayOf(job.now)
  const thresholds = thresholdsOf(today)
  let told = 0
  for (const organizationId of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (const what of ['soon', 'overdue'] as const)
      for (;;) {
        job.signal.throwIfAborted()
        const count = await job.transactionIn(organizationId, async (ctx) => {
          const files = await untold(ctx.tx, organizationId, what, thresholds, today, BATCH)
          const fresh = new Set(
            await markTold(
              ctx.tx,
              organizationId,
              what,
              files.map((file) => file.id),
              job.now,
            ),
          )
          for (const file of files) {
            if (!fresh.has(file.id)) continue
            const { target, limit } = dueOf(file.ends_on, file.medium === 'electronic', today)
            await notify(ctx, {
              kind: noticeOf(what),
              postIds: [file.maker_post],
              subject: { type: 'file', id: file.id },
              facts: { label: file.symbol, day: shortDay(what === 'soon' ? target : limit) },
              link: `files/${file.id}`,
            })
          }
          return files.length
        })
        told += count
        if (count < BATCH) break
      }
  job.report({ told })
}
export default run
