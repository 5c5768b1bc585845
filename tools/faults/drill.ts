/**
 * The backup drill: registered under load, backed up meanwhile, killed, restored into an empty folder, compared; then one bit turned in
 * every kind of part, each of which must be refused before anything is written.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { treeRoots } from '#modules/operations/index.ts'
import { sha256Of } from '#platform/backup/format.ts'
import { restoreBackup } from '#platform/backup/index.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import type { AppError } from '#platform/errors/index.ts'
import { startProduct } from '../../test/product/index.ts'
import { vankho } from './command.ts'
import { type Acknowledged, press, uploadFiles } from './load.ts'

export interface DrillReport {
  readonly acknowledged: number
  /** Acknowledged before the backup began: all must come back. */
  readonly before: number
  readonly backupMs: number
  readonly restoreMs: number
  readonly backupBytes: number
  readonly restored: number
  readonly lost: number
  readonly renumbered: number
  readonly gaps: number
  readonly filesCompared: number
  readonly filesUnlike: number
  readonly missingFiles: number
  readonly isAuditValid: boolean
  readonly booksLocked: number
  readonly booksFree: number
  /** One bit turned in each: what was not refused, or was refused only after something had been written. */
  readonly bitsTurned: number
  readonly notRefused: readonly string[]
}

/** @param seconds of load before and during the backup */
export async function drill(seconds: number, say: (line: string) => void = () => {}): Promise<DrillReport> {
  const product = await startProduct()
  const space = mkdtempSync(join(tmpdir(), 'vankho-drill-'))
  const out = join(space, 'backup')
  const home = join(space, 'restored')
  const acknowledged = new Map<string, Acknowledged>()
  try {
    await product.session('registry')
    const stop = { now: false }
    const load = Array.from({ length: 8 }, (_, client) => press(product, `d${client}`, acknowledged, stop))
    const files = uploadFiles(product, 0, stop)
    await sleep(seconds * 1000)
    const before = new Map(acknowledged)
    const begun = performance.now()
    const taken = await vankho(product.home, ['backup', out])
    const backupMs = performance.now() - begun
    if (taken.code !== 0) throw new Error(`backup: ${taken.code} ${taken.words}`)
    say(`backup under load: ${JSON.stringify(taken.json)}`)
    await sleep(300)
    await product.kill()
    stop.now = true
    await Promise.all([...load, files])
    const again = performance.now()
    const back = await vankho(home, ['restore', out])
    const restoreMs = performance.now() - again
    if (back.code !== 0) throw new Error(`restore: ${back.code} ${back.words}`)
    say(`restore: ${JSON.stringify(back.json)}`)
    const found = await compare(home, before, acknowledged)
    const isAuditValid = await auditIsValid(home, space)
    const bits = await turnBits(out, space, say)
    return {
      acknowledged: acknowledged.size,
      before: before.size,
      backupMs: Math.round(backupMs),
      restoreMs: Math.round(restoreMs),
      backupBytes: Number(taken.json['bytes']),
      ...found,
      isAuditValid,
      bitsTurned: bits.turned,
      notRefused: bits.notRefused,
    }
  } finally {
    await product.remove()
    rmSync(space, { recursive: true, force: true })
  }
}

async function compare(home: string, before: Map<string, Acknowledged>, all: Map<string, Acknowledged>) {
  const opened = await openDatabase(loadConfig({ VANKHO_HOME: home, VANKHO_LOG: 'silent' }), () => {})
  const admin = new pg.Client({ connectionString: opened.embedded!.adminUrl.replace('/postgres?', '/vankho?') })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ id: string; number: number; key: string }>(
      'select document_id as id, arrival_number as number, request_key as key from incoming.entry order by arrival_number',
    )
    const byKey = new Map(rows.map((row) => [row.key, row]))
    let lost = 0
    let renumbered = 0
    for (const [key, told] of before) if (byKey.get(key)?.id !== told.id) lost += 1
    for (const [key, row] of byKey) {
      const told = all.get(key)
      if (told && told.number !== row.number) renumbered += 1
    }
    const blobs = diskStore(join(home, 'blobs'))
    let filesCompared = 0
    let filesUnlike = 0
    const present = new Set<string>()
    for await (const { sha256 } of blobs.list()) {
      filesCompared += 1
      present.add(sha256)
      if (sha256Of(await blobs.read(sha256)) !== sha256) filesUnlike += 1
    }
    const { rows: referenced } = await admin.query<{ sha256: string }>(
      'select sha256 from records.component union select sha256 from records.derivative where sha256 is not null',
    )
    const { rows: books } = await admin.query<{ state: string }>('select state from records.register_book')
    return {
      restored: rows.length,
      lost,
      renumbered,
      gaps: rows.filter((row, i) => row.number !== i + 1).length,
      filesCompared,
      filesUnlike,
      missingFiles: referenced.filter(({ sha256 }) => !present.has(sha256)).length,
      booksLocked: books.filter((book) => book.state === 'reconciling').length,
      booksFree: books.filter((book) => book.state === 'open').length,
    }
  } finally {
    await admin.end()
    await opened.close()
  }
}

async function auditIsValid(home: string, space: string): Promise<boolean> {
  const log = join(space, 'audit.jsonl')
  const exported = await vankho(home, ['audit', 'export', '-o', log])
  if (exported.code !== 0) throw new Error(exported.words)
  const verdict = await vankho(home, ['audit', 'verify', log])
  return verdict.code === 0 && verdict.json['valid'] === true
}

/** Every file of a backup folder by the kind of part it is; one or two of each kind. */
function samples(out: string): string[] {
  const kinds = new Map<string, string[]>()
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(out, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) walk(path)
      else if (statSync(join(out, path)).size > 0) {
        const kind = path.replace(/^\d{8}-\d{6}\//, '').replace(/^(files\/|log\/|home\/[\w-]+).*$/, '$1')
        kinds.set(kind, [...(kinds.get(kind) ?? []), path])
      }
    }
  }
  walk('')
  return [...kinds.values()].map((paths) => paths[Math.floor(paths.length / 2)]!)
}

async function turnBits(out: string, space: string, say: (line: string) => void) {
  const notRefused: string[] = []
  const target = join(space, 'never')
  const paths = samples(out)
  const isRefused = async (path: string, how: string): Promise<void> => {
    const answer = await restoreBackup({
      from: out,
      home: target,
      store: diskStore(join(target, 'blobs')),
      ownerUrl: null,
      until: null,
      skipDamagedFiles: false,
      roots: treeRoots,
      signal: new AbortController().signal,
      progress: () => {},
    }).then(
      () => 'accepted',
      (error: AppError) => error.code,
    )
    if (answer !== 'BACKUP_DAMAGED') notRefused.push(`${path} (${how}): ${answer}`)
    else if (existsSync(target)) notRefused.push(`${path} (${how}): refused, but something was written`)
    say(`${how} ${path}: ${answer}`)
    rmSync(target, { recursive: true, force: true })
  }
  for (const path of paths) {
    const place = join(out, path)
    const bytes = readFileSync(place)
    const turned = Buffer.from(bytes)
    const at = Math.floor(turned.length / 2)
    turned[at] = turned[at]! ^ 1
    writeFileSync(place, turned)
    await isRefused(path, 'one bit turned')
    writeFileSync(place, bytes)
  }
  // Missing and cut parts, one each.
  const some = paths.find((path) => path.endsWith('/database.tar.gz'))!
  const bytes = readFileSync(join(out, some))
  rmSync(join(out, some))
  await isRefused(some, 'missing')
  writeFileSync(join(out, some), bytes.subarray(0, bytes.length >> 1))
  await isRefused(some, 'cut off')
  writeFileSync(join(out, some), bytes)
  return { turned: paths.length + 2, notRefused }
}

/** True when nothing was lost, changed or accepted that should not have been. */
export function isWhole(report: DrillReport): boolean {
  const { lost, renumbered, gaps, filesUnlike, missingFiles, booksFree, notRefused } = report
  return (
    lost + renumbered + gaps + filesUnlike + missingFiles + booksFree + notRefused.length === 0 &&
    report.isAuditValid &&
    report.booksLocked > 0 &&
    report.before > 0 &&
    report.filesCompared > 0
  )
}
