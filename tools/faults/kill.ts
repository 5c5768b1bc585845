/**
 * Kills the application or the database under registration load, again and again, and looks at what is left:
 * every acknowledged document there under its number, no gap, no duplicate, no file without a record after the sweep.
 */
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { incoming } from '#modules/incoming/contract.ts'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { type Product, startProduct } from '../../test/product/index.ts'
import { type Findings, findings, isWhole } from './findings.ts'
import { type Acknowledged, press, uploadFiles } from './load.ts'

export interface KillReport extends Findings {
  readonly target: 'application' | 'postgres'
  readonly rounds: number
  readonly acknowledged: number
  /** Rounds in which the service did not come back by itself. */
  readonly stuck: number
}

const CLIENTS = 8

/** @param rounds kills · @param onRound told after each */
export async function killUnderLoad(
  target: KillReport['target'],
  rounds: number,
  onRound: (line: string) => void = () => {},
): Promise<KillReport> {
  const product = await startProduct()
  const acknowledged = new Map<string, Acknowledged>()
  let stuck = 0
  try {
    await product.session('registry') // signed in before the first blow; the session outlives every restart
    for (let round = 0; round < rounds; round++) {
      const stop = { now: false }
      const load = Array.from({ length: CLIENTS }, (_, client) =>
        press(product, `r${round}c${client}`, acknowledged, stop),
      )
      const files = uploadFiles(product, round, stop)
      // The blow falls while work is being acknowledged, however slow the machine is.
      const enough = acknowledged.size + 10 + Math.floor(Math.random() * 60)
      for (let waited = 0; acknowledged.size < enough && waited < 30_000; waited += 20) await sleep(20)
      await sleep(Math.random() * 100)
      if (target === 'application') {
        await product.kill()
        stop.now = true
        await Promise.all([...load, files])
        await product.start()
      } else {
        process.kill(product.postgresPid(), 'SIGKILL')
        await sleep(200)
        stop.now = true
        await Promise.all([...load, files])
        if (!(await isBack(product))) {
          stuck += 1
          onRound(`not back by itself; it last said: ${product.lastWords()}`)
          await product.kill()
          await product.start()
        }
      }
      onRound(`${target} ${round + 1}/${rounds}: ${acknowledged.size} acknowledged`)
    }
    await sleep(500)
    await product.stop()
    return { target, rounds, acknowledged: acknowledged.size, stuck, ...(await inspect(product, acknowledged)) }
  } finally {
    await product.remove()
  }
}

async function isBack(product: Product): Promise<boolean> {
  const client = await product.as('registry', incoming)
  for (let i = 0; i < 300; i++) {
    const isServed = await client.counts({ signal: AbortSignal.timeout(3000) }).then(
      () => true,
      () => false,
    )
    if (isServed) return true
    await sleep(100)
  }
  return false
}

async function inspect(product: Product, acknowledged: ReadonlyMap<string, Acknowledged>) {
  const config = loadConfig({ VANKHO_HOME: product.home, VANKHO_LOG: 'silent' })
  const opened = await openDatabase(config, () => {})
  try {
    const adminUrl = opened.embedded!.adminUrl.replace('/postgres?', '/vankho?')
    return await findings(adminUrl, product.home, acknowledged)
  } finally {
    await opened.close()
  }
}

/** True when nothing was lost. */
export const isClean = (report: KillReport): boolean => isWhole(report) && report.stuck === 0
