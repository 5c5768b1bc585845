import { readdir, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import * as store from '../store.ts'

const HOUR = 3_600_000
/** Bytes are stored before the row that refers to them is committed: nothing younger is touched (decision 7). */
export const GRACE_MS = 24 * HOUR
const QUARANTINE_MS = 24 * HOUR
/** The longest copy to a disk takes days, and its folder is as old as its beginning. */
const WORKSPACE_MS = 14 * 24 * HOUR
const READ_NOTICES_MS = 180 * 24 * HOUR
/** Hashes looked up at a time: bounds memory, whatever the store holds. */
const BATCH = 20_000

/**
 * Candidates first, references second, removal last, each looked at again: whatever an organisation began to refer to in
 * between was stored again, which makes it young. A fault in reading any organisation's references stops the sweep
 * before anything of that batch is removed.
 */
const sweep: JobHandler<Record<string, never>> = async (job) => {
  const { now } = job
  const before = new Date(now.getTime() - GRACE_MS)
  const organizations = await job.transactionIn(INSTALLATION_ID, (ctx) => store.allOrganizations(ctx.tx))
  const report = {
    organizations: organizations.length,
    looked: 0,
    removed: 0,
    unfinished: 0,
    quarantine: 0,
    workspaces: 0,
    notices: 0,
  }
  try {
    let batch: string[] = []
    for await (const { sha256, storedAt } of job.blobs.list()) {
      job.signal.throwIfAborted()
      report.looked += 1
      if (storedAt < before) batch.push(sha256)
      if (batch.length < BATCH) continue
      report.removed += await removeUnreferred(job, organizations, batch, before)
      batch = []
    }
    report.removed += await removeUnreferred(job, organizations, batch, before)
    report.unfinished = await job.blobs.sweepUnfinished(before)
    report.quarantine = await sweepQuarantine(job, organizations)
    report.workspaces = await sweepWorkspaces(job)
    for (const id of organizations)
      report.notices += await job.transactionIn(id, (ctx) =>
        store.forgetRead(ctx.tx, id, new Date(now.getTime() - READ_NOTICES_MS)),
      )
  } catch (error) {
    await save(job, false, { ...report, error: error instanceof Error ? error.message : String(error) })
    throw error
  }
  await save(job, true, report)
  job.report(report)
}
export default sweep

async function removeUnreferred(
  job: JobRun,
  organizations: readonly string[],
  hashes: readonly string[],
  before: Date,
): Promise<number> {
  if (hashes.length === 0) return 0
  // Nobody to ask means that the question is wrong, not that nothing is wanted.
  if (organizations.length === 0 || job.references.blobs.length === 0) return 0
  const unreferred = new Set(hashes)
  for (const id of organizations) {
    const referred = await job.transactionIn(id, (ctx) =>
      store.referredHashes(ctx.tx, job.references.blobs, [...unreferred]),
    )
    for (const sha256 of referred) unreferred.delete(sha256)
    if (unreferred.size === 0) return 0
  }
  let removed = 0
  for (const sha256 of unreferred) if (await job.blobs.remove(sha256, before)) removed += 1
  return removed
}

/** Uploads that no row waits for: of requests that broke off, or of a process that died. */
async function sweepQuarantine(job: JobRun, organizations: readonly string[]): Promise<number> {
  const folder = join(job.config.home, 'quarantine')
  const before = job.now.getTime() - QUARANTINE_MS
  const stale: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found?.isFile() && found.mtimeMs < before) stale.push(name)
  }
  if (stale.length === 0) return 0
  const needed = new Set<string>()
  // Packages of other installations belong to none of them until they are delivered.
  for (const id of [...organizations, INSTALLATION_ID])
    for (const name of await job.transactionIn(id, (ctx) =>
      store.referredQuarantine(ctx.tx, job.references.quarantine),
    ))
      needed.add(name)
  let swept = 0
  // A file's name lies beside it (`.name`) and goes with it.
  for (const name of stale)
    if (!needed.has(name.replace(/\.name$/, ''))) {
      await unlink(join(folder, name)).catch(() => {})
      swept += 1
    }
  return swept
}

/** Folders in which a process that died was packing, converting or copying: whole files lie in them. */
async function sweepWorkspaces(job: JobRun): Promise<number> {
  const folder = join(job.config.home, 'packing')
  const before = job.now.getTime() - WORKSPACE_MS
  let swept = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (!found || found.mtimeMs >= before) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
    swept += 1
  }
  return swept
}

async function save(job: JobRun, isGood: boolean, report: Record<string, unknown>): Promise<void> {
  await job.transactionIn(INSTALLATION_ID, async (ctx) => {
    await store.saveCheck(ctx.tx, { name: 'sweep', at: job.now, isGood, report })
    ctx.record({ kind: 'operations.sweep', data: { isGood, ...report } })
  })
}
