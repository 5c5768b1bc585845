/** Proving a backup whole before anything is written: every part, every document's bytes, the log in one piece. */

import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { AppError } from '../errors/index.ts'
import { eachOf } from './copy.ts'
import {
  backupNames,
  digestOf,
  filePlace,
  logAfter,
  type Manifest,
  readManifest,
  type Seal,
  type Shipped,
  shippedLog,
} from './format.ts'
import { listedFiles } from './thin-out.ts'

export interface Finding {
  /** Path within the backup folder. */
  readonly path: string
  readonly what: 'missing' | 'damaged'
}

export interface Chosen {
  readonly out: string
  readonly folder: string
  readonly manifest: Manifest
  readonly seal: Seal
  /** Log after the backup, up to where it is wanted. */
  readonly log: readonly Shipped[]
  /** The last instant to which the log reaches for certain. */
  readonly reach: Date
}

/**
 * Chooses the backup of a folder that serves the wish: the newest, or the newest before the instant asked for.
 * @param given a folder of backups, or one backup in it
 * @throws BACKUP_NONE, BACKUP_UNTIL, BACKUP_DAMAGED when no manifest can be trusted
 */
export async function chooseBackup(given: string, until: Date | null): Promise<Chosen> {
  const isOne = /(^|\/)\d{8}-\d{6}\/?$/.test(given) && (await stat(given).catch(() => null))?.isDirectory()
  const out = isOne ? join(given, '..') : given
  const names = isOne ? [given.replace(/\/$/, '').split('/').at(-1)!] : await backupNames(out)
  if (names.length === 0) throw new AppError('BACKUP_NONE', { facts: { path: given } })
  const shipped = await shippedLog(out)
  let first: Date | null = null
  for (const name of names.toReversed()) {
    const folder = join(out, name)
    const known = await readManifest(folder)
    if ('fault' in known) throw new AppError('BACKUP_DAMAGED', { facts: { count: 1, first: `${name}/${known.fault}` } })
    const { manifest, seal } = known
    const point = new Date(manifest.pointAt)
    first = point
    if (until !== null && until < point) continue
    const log = manifest.database.log ? logAfter(shipped, manifest.database.log.last) : []
    const reach = log.reduce((last, one) => (one.until && one.until > last ? one.until : last), point)
    if (until !== null && until > reach)
      throw new AppError('BACKUP_UNTIL', {
        facts: { until: until.toISOString(), from: point.toISOString(), to: reach.toISOString() },
      })
    if (until !== null && manifest.database.kind === 'external' && until > point)
      throw new AppError('BACKUP_UNTIL_EXTERNAL')
    return { out, folder, manifest, seal, log, reach }
  }
  throw new AppError('BACKUP_UNTIL', {
    facts: { until: until?.toISOString() ?? '', from: first?.toISOString() ?? '', to: '…' },
  })
}

/**
 * Reads everything that a restore would use.
 * @returns what is missing or damaged; nothing when the backup is whole
 */
export async function checkBackup(
  chosen: Chosen,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { out, folder, manifest } = chosen
  const findings: Finding[] = []
  const total = manifest.parts.length + chosen.log.length + manifest.files.count
  let done = 0
  const look = async (path: string, place: string, sha256: string, size: number | null): Promise<void> => {
    signal.throwIfAborted()
    try {
      const found = await digestOf(place)
      if (found.sha256 !== sha256 || (size !== null && found.size !== size)) findings.push({ path, what: 'damaged' })
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT'
      findings.push({ path, what: isGone ? 'missing' : 'damaged' })
    }
    progress(++done, total)
  }
  const { name } = manifest
  await eachOf(manifest.parts, 4, (part) =>
    look(`${name}/${part.path}`, join(folder, part.path), part.sha256, part.size),
  )
  // What lies there besides was not made by a backup; it is not used, but it is told.
  const known = new Set([...manifest.parts.map((part) => part.path), 'manifest.json', 'manifest.seal'])
  for (const path of await allFiles(folder))
    if (!known.has(path)) findings.push({ path: `${name}/${path}`, what: 'damaged' })
  if (findings.length > 0) return findings
  const { log } = manifest.database
  if (log && !manifest.parts.some((part) => part.path === `log/${log.last}.gz`))
    findings.push({ path: `${name}/log/${log.last}.gz`, what: 'missing' })
  await eachOf(chosen.log, 4, (one) => look(`log/${one.file}`, join(out, 'log', one.file), one.sha256, null))
  let listed = 0
  await eachOf(listedFiles(folder), 4, async ({ sha256, size }) => {
    listed += 1
    await look(`files/${sha256}`, filePlace(out, sha256), sha256, size)
  })
  if (listed !== manifest.files.count) findings.push({ path: `${name}/files.gz`, what: 'damaged' })
  // Bytes that came with the log later are no part of the list; those that are there must be what they are named after.
  const since = Date.parse(manifest.startedAt)
  if (chosen.log.length > 0)
    await eachOf(laterFiles(out, since), 4, (sha256) => look(`files/${sha256}`, filePlace(out, sha256), sha256, null))
  return findings
}

/** Shared bytes that were brought after an instant. */
export async function* laterFiles(out: string, since: number): AsyncGenerator<string> {
  const root = join(out, 'files')
  for (const a of (await readdir(root).catch(() => [] as string[])).sort()) {
    if (!/^[0-9a-f]{2}$/.test(a)) continue
    for (const b of await readdir(join(root, a)))
      for (const sha256 of await readdir(join(root, a, b)))
        if ((await stat(join(root, a, b, sha256))).mtimeMs >= since - 1000) yield sha256
  }
}

async function allFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^\//, ''))
}

/** A packed part, unpacked. */
export function unpack(path: string): NodeJS.ReadableStream {
  const source = createReadStream(path)
  const unpacked = source.pipe(createGunzip())
  source.on('error', (error) => unpacked.destroy(error))
  return unpacked
}
