/** Files read again, mended where a second copy is good, and what is told of it to each organisation that refers to them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ActionContext } from '#platform/action/index.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { mend } from './copies.ts'
import type { Incident } from './incidents-contract.ts'
import { tellIncidents } from './notices.ts'
import { insertChecks, markRepaired, openHashes, openIncident } from './store-incidents.ts'

/** QCVN 12: an incident is reported within 24 hours. */
const REPORT_WITHIN = 24 * 3_600_000

export interface Found {
  readonly sha256: string
  readonly state: 'good' | 'damaged' | 'missing' | 'unreadable'
  readonly size: number
  readonly mendedFrom: 'replica' | 'backup' | null
  /** The second copy was read, too, and was not good: it is now. */
  readonly isReplicaMended?: boolean
}

/** @param isReferred asked before anybody is alarmed: what nobody refers to any more may have been swept meanwhile */
export async function look(job: JobRun, sha256: string, isReferred: () => Promise<boolean>): Promise<Found> {
  const first = await job.blobs.verify(sha256, job.signal)
  if (first.state === 'good')
    return { sha256, ...first, mendedFrom: null, isReplicaMended: await mendReplica(job, sha256) }
  // Read a second time before anybody is alarmed.
  const second = await job.blobs.verify(sha256, job.signal)
  if (second.state === 'good') return { sha256, ...second, mendedFrom: null }
  if (second.state === 'missing' && !(await isReferred())) return { sha256, state: 'good', size: 0, mendedFrom: null }
  return { sha256, ...second, mendedFrom: await mend(job.blobs, job.config, sha256) }
}

/** A replica that nobody reads rots unseen: what is there is compared, and copied anew when it is not good. */
async function mendReplica(job: JobRun, sha256: string): Promise<boolean> {
  const folder = job.config.fixity.replica
  if (folder === null) return false
  const replica = diskStore(folder)
  if ((await replica.size(sha256)) === null || (await replica.verify(sha256, job.signal)).state === 'good') return false
  return replica.repair(sha256, await job.blobs.open(sha256)).catch(() => false)
}

const KINDS: Readonly<Record<Exclude<Found['state'], 'good'>, Incident['kind']>> = {
  damaged: 'altered',
  missing: 'missing',
  unreadable: 'unreadable',
}

/**
 * Enters what was found in one organisation: PREMIS events of packages, incidents, one notice for all that are new.
 * @param run a transaction in that organisation
 * @param packages hashes that are packages of the organisation
 */
export async function enter(
  job: JobRun,
  run: (work: (ctx: ActionContext) => Promise<void>) => Promise<void>,
  organizationId: string,
  found: readonly Found[],
  packages: ReadonlySet<string>,
): Promise<void> {
  const bad = found.filter((one) => one.state !== 'good')
  const good = found.filter((one) => one.state === 'good')
  const checked = good.filter((one) => packages.has(one.sha256)).map((one) => one.sha256)
  await run(async (ctx) => {
    const common = { organizationId, at: ctx.now, byName: job.actor.name }
    if (checked.length > 0)
      insertChecks(ctx.tx, { ...common, hashes: checked, kind: 'fixity', outcome: 'success', detail: null })
    const waiting = new Set(await openHashes(ctx.tx, organizationId))
    for (const one of good)
      if (waiting.has(one.sha256))
        await markRepaired(ctx.tx, { organizationId, sha256: one.sha256, at: ctx.now, from: 'found-good' })
    const due = new Date(ctx.now.getTime() + REPORT_WITHIN)
    let fresh = 0
    for (const one of bad) {
      const kind = KINDS[one.state as keyof typeof KINDS]
      const { id, isNew } = await openIncident(ctx.tx, { ...common, id: newId(), sha256: one.sha256, kind, due })
      const subject = { type: 'incident', id, label: one.sha256.slice(0, 12) }
      if (isNew) {
        fresh += 1
        ctx.alsoRecord({ kind: 'preservation.incident-opened', subject, data: { sha256: one.sha256, kind } })
      }
      if (packages.has(one.sha256))
        insertChecks(ctx.tx, { ...common, hashes: [one.sha256], kind: 'fixity', outcome: 'failure', detail: kind })
      if (one.mendedFrom === null) continue
      await markRepaired(ctx.tx, { organizationId, sha256: one.sha256, at: ctx.now, from: one.mendedFrom })
      ctx.alsoRecord({ kind: 'preservation.incident-repaired', subject, data: { from: one.mendedFrom } })
      if (packages.has(one.sha256))
        insertChecks(ctx.tx, {
          ...common,
          hashes: [one.sha256],
          kind: 'repair',
          outcome: 'success',
          detail: one.mendedFrom,
        })
    }
    if (fresh > 0)
      await tellIncidents(ctx, { count: fresh, repaired: bad.filter((one) => one.mendedFrom !== null).length, due })
  })
}

/** Keeps reading below a rate. An average: reading slower than allowed saves nothing up beyond a second. */
export function throttle(job: JobRun): (bytes: number) => Promise<void> {
  const begun = performance.now()
  let read = 0
  return async (bytes) => {
    read += bytes
    const ahead = (read / job.config.fixity.bytesPerSecond) * 1000 - (performance.now() - begun)
    if (ahead > 50) await sleep(Math.min(ahead, 1000), undefined, { signal: job.signal })
  }
}
