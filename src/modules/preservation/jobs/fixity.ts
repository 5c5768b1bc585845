import { allOrganizations, lastCheck, referredHashes, saveCheck } from '#modules/operations/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { ahead } from '#platform/blobs/index.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import { enter, type Found, look, throttle } from '../fixity.ts'
import { packageHashes } from '../store-incidents.ts'

/** Names that the report spells out; the counts are whole. */
const NAMED = 100
const SAVE_EVERY = 500
const DAY = 24 * 3_600_000

interface Pass {
  /** Last hash that was looked at: a pass that was broken off goes on after it. */
  after: string
  begunAt: string
  looked: number
  bytes: number
  damaged: number
  missing: number
  repaired: number
  replicaMended: number
  names: string[]
}

const begin = (now: Date): Pass => ({
  after: '',
  begunAt: now.toISOString(),
  looked: 0,
  bytes: 0,
  damaged: 0,
  missing: 0,
  repaired: 0,
  replicaMended: 0,
  names: [],
})

/**
 * Every file that a row refers to, in order of its hash, read again and compared with its name. What is damaged or missing is put back from
 * a second copy when that one is whole. A pass begins VANKHO_FIXITY_DAYS after the one before, and goes on night by night.
 */
const fixity: JobHandler<{ isForced?: boolean | undefined }> = async (job, { isForced }) => {
  const kept = await job.transactionIn(INSTALLATION_ID, ({ tx }) => lastCheck(tx, 'fixity-pass'))
  const isOver = kept === null || kept.isGood
  const last = kept ? new Date((kept.report as Partial<Pass>).begunAt ?? kept.at) : null
  // Half a day less: the clock of the night that begins it is never quite the same.
  const isDue = last === null || job.now.getTime() - last.getTime() >= job.config.fixity.days * DAY - DAY / 2
  if (isOver && !isDue && !isForced) return
  const pass: Pass = kept && !isOver ? { ...begin(job.now), ...(kept.report as Partial<Pass>) } : begin(job.now)
  const owners = await referredBy(job)
  const hashes = [...owners.keys()].filter((sha256) => sha256 > pass.after).sort()
  const slow = throttle(job)
  let batch: Found[] = []
  for await (const found of ahead(hashes, (sha256) => look(job, sha256, () => isReferred(job, sha256)))) {
    job.signal.throwIfAborted()
    const { sha256 } = found
    pass.looked += 1
    pass.bytes += found.size
    if (found.isReplicaMended) pass.replicaMended += 1
    if (found.state !== 'good') {
      pass[found.state === 'missing' ? 'missing' : 'damaged'] += 1
      if (found.mendedFrom) pass.repaired += 1
      if (pass.names.length < NAMED) pass.names.push(`${sha256} ${found.state}${found.mendedFrom ? ' repaired' : ''}`)
    }
    pass.after = sha256
    batch.push(found)
    if (batch.length === SAVE_EVERY) {
      await enterAll(job, batch, owners)
      batch = []
      await savePass(job, pass, false)
    }
    await slow(found.size)
  }
  await enterAll(job, batch, owners)
  await savePass(job, pass, true)
  const isGood = pass.damaged + pass.missing === pass.repaired
  const { after: _after, begunAt: _begun, ...report } = pass
  await job.transactionIn(INSTALLATION_ID, async (ctx) => {
    await saveCheck(ctx.tx, { name: 'fixity', at: job.now, isGood, report })
    ctx.record({ kind: 'preservation.fixity', data: { isGood, ...report } })
  })
  job.report(report)
}
export default fixity

/** All hashes that rows of any organisation refer to, with these organisations. */
async function referredBy(job: JobRun): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>()
  for (const id of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx)))
    for (const sha256 of await job.transactionIn(id, (ctx) => referredHashes(ctx.tx, job.references.blobs, null))) {
      const known = owners.get(sha256)
      if (known) known.push(id)
      else owners.set(sha256, [id])
    }
  return owners
}

/** What was found, told to every organisation that it concerns. */
async function enterAll(job: JobRun, found: readonly Found[], owners: ReadonlyMap<string, string[]>): Promise<void> {
  const byOwner = new Map<string, Found[]>()
  for (const one of found)
    for (const id of owners.get(one.sha256) ?? []) {
      const list = byOwner.get(id)
      if (list) list.push(one)
      else byOwner.set(id, [one])
    }
  for (const [id, list] of byOwner) {
    const packages = new Set(await job.transactionIn(id, (ctx) => packageHashes(ctx.tx, id)))
    await enter(job, (work) => job.transactionIn(id, work), id, list, packages)
  }
}

async function isReferred(job: JobRun, sha256: string): Promise<boolean> {
  for (const id of await job.transactionIn(INSTALLATION_ID, (ctx) => allOrganizations(ctx.tx))) {
    const found = await job.transactionIn(id, (ctx) => referredHashes(ctx.tx, job.references.blobs, [sha256]))
    if (found.length > 0) return true
  }
  return false
}

/** `isGood` false: the pass is not over. */
async function savePass(job: JobRun, pass: Pass, isOver: boolean): Promise<void> {
  await job.transactionIn(INSTALLATION_ID, (ctx) =>
    saveCheck(ctx.tx, { name: 'fixity-pass', at: job.now, isGood: isOver, report: { ...pass } }),
  )
}
