/**
 * Kills the application or the database under registration load, again and again, and looks at what is left:
 * every acknowledged document there under its number, no gap, no duplicate, no file without a record after the sweep.
 */
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { incoming } from '#modules/incoming/contract.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { type Product, startProduct } from '../../test/product/index.ts'
import { type Acknowledged, press, uploadFiles } from './load.ts'

export interface KillReport {
  readonly target: 'application' | 'postgres'
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  readonly renumbered: number
  readonly gaps: number
  readonly duplicates: number
  readonly twice: number
  readonly filesStored: number
  readonly orphanFiles: number
  readonly missingFiles: number
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
  const admin = new pg.Client({ connectionString: opened.embedded!.adminUrl.replace('/postgres?', '/vankho?') })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ id: string; number: number; key: string }>(
      'select document_id as id, arrival_number as number, request_key as key from incoming.entry order by arrival_number',
    )
    const byKey = new Map(rows.map((row) => [row.key, row]))
    let lost = 0
    let renumbered = 0
    for (const [key, told] of acknowledged) {
      const row = byKey.get(key)
      if (!row || row.id !== told.id) lost += 1
      else if (row.number !== told.number) renumbered += 1
    }
    const numbers = rows.map((row) => row.number)
    const referenced = new Set(
      (
        await admin.query<{ sha256: string }>(
          'select sha256 from records.component union select sha256 from records.derivative where sha256 is not null',
        )
      ).rows.map((row) => row.sha256),
    )
    // The sweep with no grace: what is left over afterwards would be an orphan.
    const blobs = diskStore(join(product.home, 'blobs'))
    const later = new Date(Date.now() + 60_000)
    await blobs.sweepUnfinished(later)
    let filesStored = 0
    for await (const { sha256 } of blobs.list()) {
      filesStored += 1
      if (!referenced.has(sha256)) await blobs.remove(sha256, later)
    }
    let orphanFiles = 0
    const present = new Set<string>()
    for await (const { sha256 } of blobs.list()) {
      present.add(sha256)
      if (!referenced.has(sha256)) orphanFiles += 1
    }
    return {
      lost,
      renumbered,
      gaps: numbers.filter((number, i) => number !== i + 1).length,
      duplicates: numbers.length - new Set(numbers).size,
      twice: rows.length - byKey.size,
      filesStored,
      orphanFiles,
      missingFiles: [...referenced].filter((sha256) => !present.has(sha256)).length,
    }
  } finally {
    await admin.end()
    await opened.close()
  }
}

/** True when nothing was lost. */
export function isClean(report: KillReport): boolean {
  const { lost, renumbered, gaps, duplicates, twice, orphanFiles, missingFiles, stuck } = report
  return lost + renumbered + gaps + duplicates + twice + orphanFiles + missingFiles + stuck === 0
}
