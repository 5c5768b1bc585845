import { documentsWithText } from '#modules/records/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { index } from '../in-use.ts'
import { indexRow } from '../rules.ts'
import { countSources, nextSources } from '../store.ts'
import { indexFilesOf } from './index-content.ts'

const BATCH = 2_000

/**
 * Every document again, two thousand at a time, while others search and register: a row is replaced by its like.
 * What no document stands behind any more goes last.
 */
const rebuild: JobHandler<Record<string, never>> = async (job) => {
  const { organizationId } = job.actor
  const total = await job.transaction((ctx) => countSources(ctx.tx, organizationId))
  let done = 0
  let files = 0
  for (let after: string | null = null; ; ) {
    job.signal.throwIfAborted()
    const from: string | null = after
    const { rows, withText } = await job.transaction(async (ctx) => {
      const sources = await nextSources(ctx.tx, organizationId, from, BATCH)
      await index().putMany(ctx.tx, sources.map(indexRow))
      const ids = sources.map((source) => source.document_id)
      return { rows: sources, withText: await documentsWithText(ctx.tx, organizationId, ids) }
    })
    for (const id of withText) {
      job.signal.throwIfAborted()
      files += await indexFilesOf(job, id)
    }
    done += rows.length
    await job.progress(done, Math.max(total, done))
    if (rows.length < BATCH) break
    after = rows.at(-1)!.document_id
  }
  const orphans = await job.transaction(async (ctx) => {
    const dropped = await index().dropOrphans(ctx.tx)
    ctx.record({ kind: 'search.rebuild', data: { documents: done, files, dropped } })
    return dropped
  })
  job.report({ documents: done, files, dropped: orphans })
}
export default rebuild
