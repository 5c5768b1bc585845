/** Point in time: registered one after the other, the log shipped, restored to an instant between two of them – exactly those before it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { incoming } from '#modules/incoming/contract.ts'
import { keepLog, shipLog } from '#platform/backup/index.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { startProduct } from '../../test/product/index.ts'
import { vankho } from './command.ts'
import { uploadFile } from './load.ts'

export interface UntilReport {
  /** What stood in the book at the chosen instant, and what the restore gave. */
  readonly wanted: number
  readonly found: number
  /** Without an instant: all that was shipped. */
  readonly all: number
  readonly foundAll: number
  /** An instant after the end of the log must be refused. */
  readonly isBeyondRefused: boolean
  readonly missingFiles: number
}

/** @param count registrations before and after the instant */
export async function restoreUntil(count: number): Promise<UntilReport> {
  const product = await startProduct()
  const space = mkdtempSync(join(tmpdir(), 'vankho-until-'))
  const out = join(space, 'backup')
  const server = await startEmbedded({ home: product.home })
  try {
    const client = await product.as('registry', incoming)
    const register = async (n: number): Promise<void> => {
      await client.register({
        body: {
          fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `số ${n}` },
          requestKey: `until-${n}-00000`,
        },
      })
    }
    let n = 0
    await register(++n)
    keepLog(server, true)
    const taken = await vankho(product.home, ['backup', out])
    if (taken.code !== 0) throw new Error(taken.words)
    for (let i = 0; i < count; i++) await register(++n)
    await uploadFile(product, 'sau-sao-luu.txt', `tệp nhận sau khi sao lưu ${Math.random()}`)
    await sleep(30)
    const instant = new Date()
    const wanted = n
    await sleep(30)
    for (let i = 0; i < count; i++) await register(++n)
    await sleep(1500) // the log vouches for instants a second back
    const ship = (): ReturnType<typeof shipLog> =>
      shipLog(server, out, diskStore(join(product.home, 'blobs')), () => new Date())
    await ship()
    await register(++n)
    await sleep(1500)
    const second = await ship()
    await product.kill()
    const exact = join(space, 'exact')
    const some = await vankho(exact, ['restore', out, '--until', instant.toISOString()])
    if (some.code !== 0) throw new Error(some.words)
    const whole = join(space, 'whole')
    const every = await vankho(whole, ['restore', out])
    if (every.code !== 0) throw new Error(every.words)
    const beyond = new Date(Date.parse(second.until) + 3_600_000).toISOString()
    const refused = await vankho(join(space, 'never'), ['restore', out, '--until', beyond])
    return {
      wanted,
      found: await countEntries(exact),
      all: n,
      foundAll: await countEntries(whole),
      isBeyondRefused: refused.code === 2 && refused.json['code'] === 'BACKUP_UNTIL',
      missingFiles: (every.json['missing'] as unknown[]).length + (some.json['missing'] as unknown[]).length,
    }
  } finally {
    await server.release()
    await product.remove()
    rmSync(space, { recursive: true, force: true })
  }
}

async function countEntries(home: string): Promise<number> {
  const opened = await openDatabase(loadConfig({ VANKHO_HOME: home, VANKHO_LOG: 'silent' }), () => {})
  const admin = new pg.Client({ connectionString: opened.embedded!.adminUrl.replace('/postgres?', '/vankho?') })
  await admin.connect()
  try {
    return Number((await admin.query('select count(*) as n from incoming.entry')).rows[0].n)
  } finally {
    await admin.end()
    await opened.close()
  }
}

/** True when the instant was hit exactly. */
export const isExact = (report: UntilReport): boolean =>
  report.wanted === report.found &&
  report.all === report.foundAll &&
  report.isBeyondRefused &&
  report.missingFiles === 0
