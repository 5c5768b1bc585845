import { allOrganizations, lastCheck, referredHashes, saveCheck } from '#modules/operations/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { throttle } from '../fixity.ts'
import { openReplica } from '../replica.ts'
import { insertChecks, packageHashes } from '../store-incidents.ts'

/**
 * Brings every file that a row refers to into the second store. What is there in the same size stays, so it may be broken off and begun
 * again; bytes are compared with their name as they are copied, so a damaged file never gets there.
 */
export default async function replicate(job: JobRun): Promise<void> {
  const folder = job.config.fixity.replica
  if (folder === null) return
  const before = await job.transactionIn(INSTALLATION_ID, ({ tx }) => lastCheck(tx, 'replica'))
  const save = (isGood: boolean, report: Record<string, unknown>) =>
    job.transactionIn(INSTALLATION_ID, async (ctx) => {
      await saveCheck(ctx.tx, { name: 'replica', at: job.now, isGood, report })
      ctx.record({ kind: 'preservation.replicated', data: { isGood, ...report } })
    })
  try {
    const replica = await openReplica(folder, before === null)
    const slow = throttle(job)
    const report = { looked: 0, copied: 0, bytes: 0, missing: 0 }
    const seen = new Set<string>()
    for (const id of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx))) {
      const hashes = await job.transactionIn(id, (ctx) => referredHashes(ctx.tx, job.references.blobs, null))
      const copied: string[] = []
      for (const sha256 of hashes) {
        if (seen.has(sha256)) continue
        seen.add(sha256)
        job.signal.throwIfAborted()
        report.looked += 1
        const size = await job.blobs.size(sha256)
        if (size !== null && (await replica.size(sha256)) === size) continue
        if (size === null || !(await replica.repair(sha256, await job.blobs.open(sha256)))) {
          report.missing += 1
          continue
        }
        report.copied += 1
        report.bytes += size
        copied.push(sha256)
        await slow(size)
      }
      if (copied.length === 0) continue
      await job.transactionIn(id, async (ctx) => {
        const packages = new Set(await packageHashes(ctx.tx, id))
        const hashes = copied.filter((sha256) => packages.has(sha256))
        const common = { organizationId: id, at: ctx.now, byName: job.actor.name, outcome: 'success' as const }
        if (hashes.length > 0)
          insertChecks(ctx.tx, { ...common, hashes, kind: 'replication', detail: 'VANKHO_REPLICA' })
      })
    }
    await save(report.missing === 0, report)
    job.report(report)
  } catch (error) {
    if (!(error instanceof AppError) || job.signal.aborted) throw error
    await save(false, { vi: sentence(error.code, 'vi', error.facts), en: sentence(error.code, 'en', error.facts) })
  }
}
