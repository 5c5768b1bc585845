/** Giving back what a backup holds, into an empty folder: proved first, written second, compared last. */

import { createReadStream } from 'node:fs'
import { chmod, chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import type { BlobStore } from '../blobs/index.ts'
import { serverAccount, serverFolder } from '../db/embedded/files.ts'
import { startEmbedded } from '../db/embedded/index.ts'
import { identityOf } from '../db/embedded/processes.ts'
import { RESTORING } from '../db/embedded/restoring.ts'
import { AppError } from '../errors/index.ts'
import { type Chosen, checkBackup, chooseBackup, type Finding, laterFiles, unpack } from './check.ts'
import { eachOf, writeProved } from './copy.ts'
import { adminOf, auditRoots, connect, countRows } from './embedded.ts'
import { restoreExternal } from './external.ts'
import { filePlace, type Manifest } from './format.ts'
import { programsMajor, recover } from './recover.ts'
import { readTar } from './tar.ts'
import { listedFiles } from './thin-out.ts'

export interface RestoreParts {
  /** Folder of backups, or one backup in it. */
  readonly from: string
  /** Data folder to make. */
  readonly home: string
  /** Where the documents go: the folder in `home`, or the object store, which keeps them also when this is undone. */
  readonly store: BlobStore
  /** External database to fill; null: the embedded one. */
  readonly ownerUrl: string | null
  readonly until: Date | null
  /** Documents whose bytes are damaged or missing in the backup are left out and told, instead of refusing everything. */
  readonly skipDamagedFiles: boolean
  readonly roots: string
  readonly signal: AbortSignal
  readonly progress: (step: 'check' | 'write' | 'recover' | 'compare', done: number, total: number | null) => void
}

export interface Restored {
  readonly name: string
  readonly pointAt: string
  /** Up to which instant everything committed is there. */
  readonly until: string
  readonly key: string
  readonly parts: number
  readonly files: { readonly count: number; readonly bytes: number }
  readonly rows: number
  readonly isExact: boolean
  readonly organizations: number
  readonly findings: readonly Finding[]
  /** Undoes everything: for the caller, when what it does afterwards fails. */
  readonly undo: () => Promise<void>
  /** The folder may be used from now on. */
  readonly finish: () => Promise<void>
}

/**
 * @throws AppError BACKUP_… ; whatever was written is then gone again
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const { home, signal } = parts
  const chosen = await chooseBackup(parts.from, parts.until)
  const { manifest } = chosen
  const isEmbedded = manifest.database.kind === 'embedded'
  if (isEmbedded === (parts.ownerUrl !== null))
    throw new AppError('BACKUP_KIND', { facts: { kind: manifest.database.kind } })
  const wasThere = await emptyOrAbsent(home)
  if (isEmbedded) {
    const wanted = Number(/^\d+/.exec(manifest.database.version)?.[0])
    const found = programsMajor()
    if (wanted !== found) throw new AppError('BACKUP_VERSION', { facts: { wanted, found } })
  }
  const findings = await checkBackup(chosen, (done, total) => parts.progress('check', done, total), signal).catch(
    (error: unknown) => {
      throw signal.aborted ? new AppError('BACKUP_CANCELLED', { cause: error }) : error
    },
  )
  const fatal = parts.skipDamagedFiles ? findings.filter((one) => !one.path.startsWith('files/')) : findings
  if (fatal.length > 0) {
    const [first] = fatal
    throw Object.assign(
      new AppError('BACKUP_DAMAGED', { facts: { count: fatal.length, first: `${first!.path} (${first!.what})` } }),
      { findings },
    )
  }
  let database: string | null = null
  const undo = async (): Promise<void> => {
    if (database) await rm(database, { recursive: true, force: true })
    if (wasThere) for (const name of await readdir(home)) await rm(join(home, name), { recursive: true, force: true })
    else await rm(home, { recursive: true, force: true })
  }
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    // While this file is there nobody can start the half-made folder.
    await writeFile(join(home, RESTORING), identityOf(process.pid), { mode: 0o600, flush: true })
    await layOwnFiles(chosen, home)
    const laid = await layFiles(parts, chosen, new Set(findings.map((one) => one.path)))
    if (isEmbedded) {
      database = serverFolder(home, serverAccount())
      await layDatabase(chosen, database, parts)
      parts.progress('recover', 0, null)
      await recover({
        home,
        folder: database,
        point: manifest.database.point!,
        isMore: chosen.log.length > 0,
        until: parts.until,
        compare: (url) => compare(url, manifest, parts),
        progress: () => parts.progress('recover', 0, null),
        signal,
      })
      // From here on it is an ordinary embedded server; a start proves it.
      const server = await startEmbedded({ home })
      await server.release()
    } else {
      await restoreExternal(parts.ownerUrl!, join(chosen.folder, 'database.dump'), signal)
      await compare(parts.ownerUrl!, manifest, parts)
    }
    signal.throwIfAborted()
    return {
      name: manifest.name,
      pointAt: manifest.pointAt,
      until: (parts.until ?? chosen.reach).toISOString(),
      key: chosen.seal.key,
      parts: manifest.parts.length,
      files: laid,
      rows: Object.values(manifest.rows.tables).reduce((sum, n) => sum + n, 0),
      isExact: manifest.rows.isExact,
      organizations: manifest.audit.length,
      findings,
      undo,
      finish: () => rm(join(home, RESTORING)),
    }
  } catch (error) {
    await undo()
    throw signal.aborted ? new AppError('BACKUP_CANCELLED', { cause: error }) : error
  }
}

/** @returns whether the folder was there. @throws BACKUP_HOME_NOT_EMPTY */
async function emptyOrAbsent(home: string): Promise<boolean> {
  const names = await readdir(home).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (names === null) return false
  // A restore that was killed left its mark: the folder never held anything else.
  if (names.includes(RESTORING)) {
    await rm(serverFolder(home, serverAccount()), { recursive: true, force: true })
    for (const name of names) await rm(join(home, name), { recursive: true, force: true })
    return true
  }
  if (names.some((name) => name !== 'lost+found'))
    throw new AppError('BACKUP_HOME_NOT_EMPTY', { facts: { path: home } })
  return true
}

async function layOwnFiles({ folder, manifest }: Chosen, home: string): Promise<void> {
  for (const { path } of manifest.parts) {
    if (!path.startsWith('home/')) continue
    const to = join(home, path.slice('home/'.length))
    await writeProved(createReadStream(join(folder, path)), to)
    await chmod(to, 0o600)
  }
}

async function layFiles(parts: RestoreParts, chosen: Chosen, skipped: ReadonlySet<string>) {
  let count = 0
  let bytes = 0
  const lay = async (sha256: string): Promise<void> => {
    parts.signal.throwIfAborted()
    if (skipped.has(`files/${sha256}`)) return
    const stored = await parts.store.put(createReadStream(filePlace(chosen.out, sha256)))
    // Read a second time, and it is something else: the disk or the network under the backup is failing.
    if (stored.sha256 !== sha256)
      throw new AppError('BACKUP_DAMAGED', { facts: { count: 1, first: `files/${sha256}` } })
    count += 1
    bytes += stored.size
    if (count % 100 === 0) parts.progress('write', count, null)
  }
  const listed = new Set<string>()
  await eachOf(listedFiles(chosen.folder), 4, async ({ sha256 }) => {
    listed.add(sha256)
    await lay(sha256)
  })
  if (chosen.log.length > 0)
    await eachOf(laterFiles(chosen.out, Date.parse(chosen.manifest.startedAt)), 4, async (sha256) => {
      if (!listed.has(sha256)) await lay(sha256)
    })
  return { count, bytes }
}

/** Folders that PostgreSQL expects although a backup leaves them empty. */
const EMPTY_FOLDERS = [
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_commit_ts',
  'pg_logical/snapshots',
  'pg_logical/mappings',
]

async function layDatabase(chosen: Chosen, folder: string, parts: RestoreParts): Promise<void> {
  const account = serverAccount()
  const data = join(folder, 'data')
  const log = join(folder, 'restore-log')
  const folders = new Set<string>()
  const make = async (path: string): Promise<void> => {
    if (folders.has(path)) return
    folders.add(path)
    await mkdir(path, { recursive: true, mode: 0o700 })
  }
  for (const path of EMPTY_FOLDERS) await make(join(data, path))
  await make(log)
  let done = 0
  for await (const file of readTar(unpack(join(chosen.folder, 'database.tar.gz')) as Readable)) {
    parts.signal.throwIfAborted()
    const to = join(data, file.path)
    await make(dirname(to))
    // PostgreSQL syncs its whole folder before it recovers.
    await writeProved(file.content, to, parts.signal, false)
    if (++done % 100 === 0) parts.progress('write', done, null)
  }
  for (const { path } of chosen.manifest.parts)
    if (path.startsWith('log/'))
      await writeProved(createReadStream(join(chosen.folder, path)), join(log, path.slice(4)))
  for (const one of chosen.log)
    await writeProved(createReadStream(join(chosen.out, 'log', one.file)), join(log, `${one.segment}.gz`))
  await writeFile(join(data, 'recovery.signal'), '', { mode: 0o600 })
  if (!account) return
  await chown(folder, account.uid, account.gid)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chown(join(entry.parentPath, entry.name), account.uid, account.gid)
}

/** Rows and audit roots as they stand against the manifest. @throws BACKUP_UNLIKE */
async function compare(url: string, manifest: Manifest, parts: RestoreParts): Promise<void> {
  parts.progress('compare', 0, null)
  const client = await connect(url)
  try {
    await client.query('set row_security = off').catch(() => {})
    const unlike: string[] = []
    if (manifest.rows.isExact && manifest.database.kind === 'embedded') {
      const counts = await countRows(client, Object.keys(manifest.rows.tables))
      for (const [table, n] of Object.entries(manifest.rows.tables))
        if (counts[table] !== n) unlike.push(`${table}: ${counts[table]}/${n}`)
    }
    if (manifest.database.kind === 'embedded') {
      const roots = await auditRoots(client, parts.roots)
      if (JSON.stringify(roots) !== JSON.stringify(manifest.audit)) unlike.push('audit')
    }
    if (unlike.length > 0) throw new AppError('BACKUP_UNLIKE', { facts: { what: unlike.slice(0, 5).join(', ') } })
  } finally {
    await client.end().catch(() => {})
  }
}

/** For callers that look at the restored database as its administrator. */
export { adminOf }
