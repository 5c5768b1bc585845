/**
 * The leader of a PostgreSQL cluster under Patroni dies, or stands still, under registration load: nothing acknowledged is lost, no
 * number is skipped, the service comes back by itself – both the database's and ours.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { desk, freePort, furnish } from '../../test/product/index.ts'
import { type Cluster, startCluster } from '../../test/product/patroni.ts'
import { startProcess } from '../../test/product/process.ts'
import { type Findings, findings, isWhole } from './findings.ts'
import { type Acknowledged, press, uploadFiles } from './load.ts'

export interface PatroniReport extends Findings {
  readonly killed: number
  readonly frozen: number
  readonly acknowledged: number
  /** Blows after which another member led. */
  readonly takenOver: number
  /** From each blow to the next acknowledged registration, ms. */
  readonly pauses: readonly number[]
  /** Blows after which the service did not come back by itself within two minutes. */
  readonly stuck: number
  /** Blows after which the fallen member did not come back as a standby within three minutes. */
  readonly notRejoined: number
}

/** @param rounds blows; every third one freezes the leader's machine instead of killing it */
export async function failOver(rounds: number, say: (line: string) => void = () => {}): Promise<PatroniReport> {
  const cluster = await startCluster()
  say('cluster of three is up')
  const home = mkdtempSync(join(tmpdir(), 'vankho-failover-'))
  const port = await freePort()
  const settings = {
    VANKHO_HOME: home,
    PORT: String(port),
    DATABASE_URL: cluster.ownerUrl,
    DATABASE_APP_URL: cluster.appUrl,
    VANKHO_LOG: 'warn',
  }
  try {
    const office = await furnish(settings)
    const product = await startProcess(settings)
    const base = `http://127.0.0.1:${port}`
    const served = { base, ...desk(base, office) }
    await served.session('registry')
    const acknowledged = new Map<string, Acknowledged>()
    const pauses: number[] = []
    let [killed, frozen, takenOver, stuck, notRejoined] = [0, 0, 0, 0, 0]
    try {
      for (let round = 0; round < rounds; round++) {
        const stop = { now: false }
        const load = Array.from({ length: 8 }, (_, i) => press(served, `p${round}c${i}`, acknowledged, stop))
        const files = uploadFiles(served, round, stop)
        const enough = acknowledged.size + 60
        for (let waited = 0; acknowledged.size < enough && waited < 120_000; waited += 20) await sleep(20)
        const old = (await cluster.leader())!
        const isFrozen = round % 3 === 2
        if (isFrozen) cluster.freeze(old)
        else await cluster.kill(old)
        if (isFrozen) frozen += 1
        else killed += 1
        const blow = Date.now()
        const isServed = (): boolean => [...acknowledged.values()].some((one) => one.sentAt > blow)
        for (let waited = 0; !isServed() && waited < 120_000; waited += 50) await sleep(50)
        if (!isServed()) stuck += 1
        else
          pauses.push(
            Math.min(...[...acknowledged.values()].filter((one) => one.sentAt > blow).map((one) => one.toldAt)) - blow,
          )
        const next = await cluster.leader()
        if (next !== null && next !== old) takenOver += 1
        // More of it on the new leader, and while the old one comes back.
        if (isFrozen) cluster.thaw(old)
        else cluster.start(old)
        if (!(await isWholeAgain(cluster))) notRejoined += 1
        stop.now = true
        await Promise.all([...load, files])
        say(
          `${isFrozen ? 'frozen' : 'killed'} ${old}, ${next} leads (${round + 1}/${rounds}): ${acknowledged.size} acknowledged, pause ${pauses.at(-1)} ms`,
        )
      }
    } finally {
      await product.stop()
    }
    return {
      killed,
      frozen,
      acknowledged: acknowledged.size,
      takenOver,
      pauses,
      stuck,
      notRejoined,
      ...(await findings(cluster.adminUrl, home, acknowledged)),
    }
  } finally {
    await cluster.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function isWholeAgain(cluster: Cluster): Promise<boolean> {
  for (let waited = 0; waited < 180_000; waited += 500) {
    if ((await cluster.standbys()) === 2) return true
    await sleep(500)
  }
  return false
}

/** True when nothing was lost and everything came back by itself. */
export const cameBack = (report: PatroniReport): boolean =>
  isWhole(report) &&
  report.acknowledged > 0 &&
  report.stuck === 0 &&
  report.notRejoined === 0 &&
  report.takenOver === report.killed + report.frozen
