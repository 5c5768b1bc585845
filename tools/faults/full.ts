/**
 * A full disk, on the running product: the one of the documents, the one of the database (which stops for want of room for its log, and must
 * come back by itself), the one on which uploads wait. Refused in plain words, reading goes on, work goes on when there is room, nothing
 * acknowledged is lost.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { incoming } from '#modules/incoming/contract.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { ProblemError } from '#platform/contract/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { type Product, startProduct } from '../../test/product/index.ts'
import { type Findings, findings, isWhole } from './findings.ts'
import { type Acknowledged, uploadFile } from './load.ts'
import { type SmallDisk, smallDisk } from './tmpfs.ts'

export type Disk = 'documents' | 'database' | 'uploads'

export interface FullReport extends Findings {
  readonly disk: Disk
  readonly acknowledged: number
  /** What a person read when the disk was full. */
  readonly told: string
  readonly refused: number
  /** Answers that were neither good nor a refusal for want of room. */
  readonly unclear: readonly string[]
  /** Reads while the disk was full: asked, and not answered. */
  readonly reads: number
  readonly readsFailed: number
  /** The database ended for want of room (it may, where its log finds none), and how long reading was away. */
  readonly databaseEnded: number
  readonly awayMs: number
  /** From the moment there was room again to the next document registered (or file taken). */
  readonly recoveredMs: number
  readonly isSamePid: boolean
  /** Files of acknowledged uploads that lie in the store at the end. */
  readonly stored: number
}

/** Of each upload, written as hexadecimal digits. */
const BYTES = 400_000

const MOUNTS: Readonly<Record<Disk, readonly [folder: string, megabytes: number]>> = {
  documents: ['blobs', 24],
  database: ['postgres', 420],
  uploads: ['quarantine', 24],
}

/**
 * Fills one disk of a product twice. The database's: nearly, so that new work is refused in time, then to the last byte. The others are
 * filled to the last byte with the early refusal switched off: what the writing itself does is looked at.
 */
export async function fillDisk(which: Disk, say: (line: string) => void = () => {}): Promise<FullReport> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-full-'))
  const [folder, megabytes] = MOUNTS[which]
  const disk = smallDisk(join(home, folder), megabytes)
  let product: Product | null = null
  try {
    product = await startProduct({ home, env: { VANKHO_SPACE_MB: which === 'database' ? '64' : '0' } })
    return await fault(which, product, disk, say)
  } finally {
    disk.free()
    await product?.stop()
    const server = await startEmbedded({ home }).catch(() => null)
    await server?.release()
    disk.remove()
    rmSync(home, { recursive: true, force: true })
  }
}

async function fault(which: Disk, product: Product, disk: SmallDisk, say: (line: string) => void): Promise<FullReport> {
  const client = await product.as('registry', incoming)
  const log = which === 'database' ? await openLog(product) : null
  const acknowledged = new Map<string, Acknowledged>()
  const unclear: string[] = []
  let told = ''
  let refused = 0
  let taken = 0
  let n = 0
  const tryOnce = async (): Promise<boolean> => {
    n += 1
    if (which !== 'database') {
      const { status, body } = await uploadFile(product, `tep-${n}.txt`, randomBytes(BYTES).toString('hex')).catch(
        (error: unknown) => ({ status: 0, body: { code: String(error) } as Record<string, unknown> }),
      )
      if (status === 200) {
        taken += 1
        return true
      }
      note(status, String(body['code']), (body['detail'] as { vi?: string } | undefined)?.vi ?? '')
      return false
    }
    const requestKey = `day-${n}-000000`
    const sentAt = Date.now()
    try {
      const made = await client.register({
        body: {
          fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v ${requestKey}` },
          requestKey,
        },
        signal: AbortSignal.timeout(10_000),
      })
      acknowledged.set(requestKey, { id: made.id, number: made.arrivalNumber, sentAt, toldAt: Date.now() })
      return true
    } catch (error) {
      if (error instanceof ProblemError) note(error.status, error.code, error.detail.vi)
      else note(0, String(error), '')
      return false
    }
  }
  const note = (status: number, code: string, words: string): void => {
    // While the database is just coming back it is busy, and says so.
    if (code === 'PLATFORM_DISK_FULL' || code === 'PLATFORM_BUSY') {
      refused += 1
      if (code === 'PLATFORM_DISK_FULL') told ||= words
    } else unclear.push(`${status} ${code}`)
  }
  let reads = 0
  let readsFailed = 0
  let awayMs = 0
  const read = async (): Promise<boolean> => {
    reads += 1
    const isGood = await client.list({ query: {}, signal: AbortSignal.timeout(10_000) }).then(
      () => true,
      () => false,
    )
    if (!isGood) readsFailed += 1
    return isGood
  }
  const untilRead = async (): Promise<void> => {
    const begun = performance.now()
    while (!(await read())) {
      if (performance.now() - begun > 90_000) throw new Error(`reading does not come back\n${product.lastWords()}`)
      await sleep(200)
    }
    if (performance.now() - begun > 1000) awayMs = Math.max(awayMs, Math.round(performance.now() - begun))
  }
  const untilTaken = async (): Promise<number> => {
    const begun = performance.now()
    while (!(await tryOnce())) {
      if (performance.now() - begun > 90_000) throw new Error(`work does not come back\n${product.lastWords()}`)
      await sleep(200)
    }
    return Math.round(performance.now() - begun)
  }

  for (let i = 0; i < 5; i++) if (!(await tryOnce())) throw new Error(`before the fault: ${unclear.join()} ${told}`)
  const server = product.postgresPid()
  const pid = product.pid
  disk.fill(which === 'database' ? 40 << 20 : 0)
  await sleep(400)
  for (let i = 0; i < 5; i++) await tryOnce()
  for (let i = 0; i < 5; i++) await read()
  say(`nearly full: refused ${refused}, ${told}`)
  disk.free()
  let recoveredMs = await untilTaken()
  let databaseEnded = 0
  // To the last byte, while people work; the database's log is driven to its next stretch, for which there is no room.
  const stop = { now: false }
  const working = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (!stop.now) if (!(await tryOnce())) await sleep(50)
    }),
  )
  await sleep(500)
  disk.fill()
  await log?.exhaust(disk)
  await sleep(2000)
  stop.now = true
  await working
  await untilRead()
  for (let i = 0; i < 5; i++) await read()
  for (let i = 0; i < 3; i++) await tryOnce()
  databaseEnded = product.postgresPid() === server ? 0 : 1
  say(
    `full: refused ${refused}, unclear ${unclear.join(', ')}, reads failed ${readsFailed}, database ended ${databaseEnded}`,
  )
  disk.free()
  recoveredMs = Math.max(recoveredMs, await untilTaken())
  for (let i = 0; i < 3; i++) await tryOnce()
  const isSamePid = product.pid === pid
  await log?.close()
  if (which !== 'database') await untilScreened(product)
  await product.stop()
  const blobs = diskStore(join(product.home, 'blobs'))
  let stored = 0
  for await (const { sha256 } of blobs.list()) if ((await blobs.size(sha256)) === 2 * BYTES) stored += 1
  const again = await startEmbedded({ home: product.home })
  try {
    const found = await findings(again.adminUrl.replace('/postgres?', '/vankho?'), product.home, acknowledged)
    return {
      disk: which,
      acknowledged: which === 'database' ? acknowledged.size : taken,
      told,
      refused,
      unclear: [...new Set(unclear)],
      reads,
      readsFailed,
      databaseEnded,
      awayMs,
      recoveredMs,
      isSamePid,
      stored,
      ...found,
    }
  } finally {
    await again.release()
  }
}

/** Drives the database's log on until it finds no room, or until the server is gone. */
async function openLog(product: Product): Promise<{ exhaust(disk: SmallDisk): Promise<void>; close(): Promise<void> }> {
  const server = await startEmbedded({ home: product.home })
  const admin = new pg.Client({ connectionString: server.adminUrl.replace('/postgres?', '/vankho?') })
  admin.on('error', () => {})
  await admin.connect()
  return {
    async exhaust(disk) {
      try {
        for (let i = 0; i < 40; i++) {
          await admin.query(`select pg_logical_emit_message(false, 'fault', repeat('x', 1000)), pg_switch_wal()`)
          disk.fill() // what the server itself had given back is taken too
        }
      } catch {
        // it found no room, as it should
      }
    },
    async close() {
      await admin.end().catch(() => {})
      await server.release()
    },
  }
}

/** Every upload that was taken has left the quarantine for the store. */
async function untilScreened(product: Product): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < 150_000; await sleep(1000))
    if (readdirSync(join(product.home, 'quarantine')).filter((name) => /^[\w-]{36}$/.test(name)).length === 0) return
}

/** A clean refusal, reading goes on, recovery without a restart, nothing lost. */
export const isKept = (report: FullReport): boolean =>
  isWhole(report) &&
  report.refused > 0 &&
  report.told.length > 0 &&
  report.unclear.length === 0 &&
  report.isSamePid &&
  (report.disk === 'database' || (report.readsFailed === 0 && report.stored === report.acknowledged))
