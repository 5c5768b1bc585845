import { referredHashes } from '#modules/operations/index.ts'
import { ahead } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { enter, type Found, look, throttle } from '../fixity.ts'
import { has } from '../policy.ts'
import { packageHashes } from '../store-incidents.ts'

const BATCH = 100

/** All files of one organisation read again, now; with progress, to be cancelled at any file. */
export default async function check(job: JobRun): Promise<void> {
  if (!has(job.actor, 'preservation.watch')) throw new AppError('PLATFORM_FORBIDDEN')
  const { organizationId } = job.actor
  const hashes = await job.transaction((ctx) => referredHashes(ctx.tx, job.references.blobs, null))
  const packages = new Set(await job.transaction((ctx) => packageHashes(ctx.tx, organizationId)))
  const slow = throttle(job)
  const counts = { looked: 0, bytes: 0, damaged: 0, missing: 0, repaired: 0 }
  let batch: Found[] = []
  const isReferred = (sha256: string) =>
    job.transaction((ctx) => referredHashes(ctx.tx, job.references.blobs, [sha256])).then((still) => still.length > 0)
  for await (const found of ahead(hashes.toSorted(), (sha256) => look(job, sha256, () => isReferred(sha256)))) {
    job.signal.throwIfAborted()
    counts.looked += 1
    counts.bytes += found.size
    if (found.state !== 'good') counts[found.state === 'missing' ? 'missing' : 'damaged'] += 1
    if (found.mendedFrom) counts.repaired += 1
    batch.push(found)
    if (batch.length === BATCH || found.state !== 'good') {
      await enter(job, job.transaction, organizationId, batch, packages)
      batch = []
    }
    await job.progress(counts.looked, hashes.length)
    await slow(found.size)
  }
  if (batch.length > 0) await enter(job, job.transaction, organizationId, batch, packages)
  await job.transaction(async (ctx) => ctx.record({ kind: 'preservation.checked', data: counts }))
  job.report(counts)
}
