import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import * as store from '../store.ts'

/** Names that the report spells out; the counts are whole. */
const NAMED = 100
const SAVE_EVERY = 500

interface Pass {
  /** Last hash that was looked at: a pass that was broken off goes on after it. */
  after: string
  looked: number
  bytes: number
  damaged: number
  missing: number
  repaired: number
  names: string[]
}

const begin = (): Pass => ({ after: '', looked: 0, bytes: 0, damaged: 0, missing: 0, repaired: 0, names: [] })

/**
 * Every file that a row refers to, in order of its hash, read again and compared with its name. What is damaged or missing is put back from
 * the second copy (VANKHO_REPLICA, or the files of the backup folder) when that one is whole.
 */
const fixity: JobHandler<Record<string, never>> = async (job) => {
  const kept = await job.transactionIn(INSTALLATION_ID, ({ tx }) => store.lastCheck(tx, 'fixity-pass'))
  const pass: Pass = kept && !kept.isGood ? { ...begin(), ...(kept.report as Partial<Pass>) } : begin()
  const hashes = (await referred(job)).filter((sha256) => sha256 > pass.after)
  const begun = performance.now()
  let read = 0
  for (const sha256 of hashes) {
    job.signal.throwIfAborted()
    const found = await look(job, sha256)
    pass.looked += 1
    pass.bytes += found.size
    read += found.size
    if (found.state !== 'good') {
      pass[found.state] += 1
      if (found.isRepaired) pass.repaired += 1
      if (pass.names.length < NAMED) pass.names.push(`${sha256} ${found.state}${found.isRepaired ? ' repaired' : ''}`)
    }
    pass.after = sha256
    if (pass.looked % SAVE_EVERY === 0) await savePass(job, pass, false)
    // The rate is an average: reading slower than allowed saves nothing up beyond a second.
    const ahead = (read / job.config.fixity.bytesPerSecond) * 1000 - (performance.now() - begun)
    if (ahead > 50) await sleep(Math.min(ahead, 1000), undefined, { signal: job.signal })
  }
  await savePass(job, pass, true)
  const isGood = pass.damaged + pass.missing === pass.repaired
  const { after: _after, ...report } = pass
  await job.transactionIn(INSTALLATION_ID, async (ctx) => {
    await store.saveCheck(ctx.tx, { name: 'fixity', at: job.now, isGood, report })
    ctx.record({ kind: 'operations.fixity', data: { isGood, ...report } })
  })
  job.report(report)
}
export default fixity

/** All hashes that rows of any organisation refer to, sorted. */
async function referred(job: JobRun): Promise<string[]> {
  const all = new Set<string>()
  for (const id of await job.transactionIn(INSTALLATION_ID, (ctx) => store.allOrganizations(ctx.tx)))
    for (const sha256 of await job.transactionIn(id, (ctx) => store.referredHashes(ctx.tx, job.references.blobs, null)))
      all.add(sha256)
  return [...all].sort()
}

async function look(
  job: JobRun,
  sha256: string,
): Promise<{ state: 'good' | 'damaged' | 'missing'; size: number; isRepaired: boolean }> {
  const first = await job.blobs.verify(sha256, job.signal)
  if (first.state === 'good') return { ...first, isRepaired: false }
  // Read a second time before anybody is alarmed; and what nobody refers to any more may have been swept meanwhile.
  const second = await job.blobs.verify(sha256, job.signal)
  if (second.state === 'good') return { ...second, isRepaired: false }
  if (second.state === 'missing' && !(await isReferred(job, sha256)))
    return { state: 'good', size: 0, isRepaired: false }
  for (const copy of copies(job, sha256)) {
    if (!(await stat(copy).catch(() => null))?.isFile()) continue
    if (await job.blobs.repair(sha256, createReadStream(copy)).catch(() => false))
      return { ...second, isRepaired: true }
  }
  return { ...second, isRepaired: false }
}

async function isReferred(job: JobRun, sha256: string): Promise<boolean> {
  for (const id of await job.transactionIn(INSTALLATION_ID, (ctx) => store.allOrganizations(ctx.tx))) {
    const found = await job.transactionIn(id, (ctx) => store.referredHashes(ctx.tx, job.references.blobs, [sha256]))
    if (found.length > 0) return true
  }
  return false
}

/** Where a second copy may lie: both folders are laid out like the store itself. */
function copies(job: JobRun, sha256: string): string[] {
  const { replica } = job.config.fixity
  const { to } = job.config.backup
  const place = [sha256.slice(0, 2), sha256.slice(2, 4), sha256]
  return [...(replica ? [join(replica, ...place)] : []), ...(to ? [join(to, 'files', ...place)] : [])]
}

/** `isGood` false: the pass is not over. */
async function savePass(job: JobRun, pass: Pass, isOver: boolean): Promise<void> {
  await job.transactionIn(INSTALLATION_ID, (ctx) =>
    store.saveCheck(ctx.tx, { name: 'fixity-pass', at: job.now, isGood: isOver, report: { ...pass } }),
  )
}
