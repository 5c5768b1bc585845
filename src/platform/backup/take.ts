/** Taking a backup: database first, then the files; the files of every committed row are then there (bytes first, rows later). */
import { createReadStream } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import type { BlobStore } from '../blobs/index.ts'
import type { EmbeddedServer } from '../db/embedded/index.ts'
import { identityOf, isLiving, safeRead } from '../db/embedded/processes.ts'
import { AppError } from '../errors/index.ts'
import { bringFile, eachOf, syncFolder, writePart, writeProved } from './copy.ts'
import { copyEmbedded } from './embedded.ts'
import { copyExternal } from './external.ts'
import { backupNames, type Manifest, readManifest, type Seal, type Signer, sealedBytes, sha256Of } from './format.ts'
import { thinOut } from './thin-out.ts'

export interface TakeParts {
  /** Folder of backups; made when missing. */
  readonly out: string
  readonly home: string
  readonly product: string
  readonly source:
    | { readonly kind: 'embedded'; readonly server: EmbeddedServer }
    | { readonly kind: 'external'; readonly url: string }
  readonly blobs: BlobStore
  readonly now: () => Date
  readonly sign: Signer
  /** SQL for the heads of the audit's trees: organization, size, root (hex). */
  readonly roots: string
  /** Backups to keep in the folder; null keeps all. */
  readonly keep: number | null
  readonly signal: AbortSignal
  /** What is being done, and how far. */
  readonly progress: (step: 'database' | 'files', done: number, total: number | null) => void
}

export interface Taken {
  readonly path: string
  readonly name: string
  readonly pointAt: string
  readonly bytes: number
  readonly parts: number
  readonly files: { readonly count: number; readonly bytes: number; readonly copied: number; readonly damaged: number }
  readonly rows: number
  readonly organizations: number
  /** Older backups that went by the rule of how many to keep. */
  readonly removed: readonly string[]
  readonly ok: boolean
}

const WARNING = `BẢN SAO LƯU VĂN KHỐ – GIỮ NHƯ GIỮ CON DẤU
Trong thư mục này có mọi văn bản, mật khẩu nội bộ của cơ sở dữ liệu và khóa ký nhật ký (home/).
Ai đọc được thư mục này là đọc được tất cả. Cất ở nơi khóa, trên ổ đĩa khác máy chủ; không gửi qua thư điện tử.
Khôi phục: vankho restore <thư mục này> (xem docs/backup.md).

VAN KHO BACKUP – KEEP IT AS YOU KEEP THE SEAL
It holds every document, the database's internal passwords and the key that signs the audit (home/).
Whoever can read it can read everything. Keep it locked away, on another disk than the server.
`

/**
 * Takes a backup while the system goes on working. A backup becomes visible under its name when it is whole, not before;
 * stopped or killed in the middle, it leaves nothing that looks like one.
 * @throws AppError BACKUP_… with a sentence for the administrator
 */
export async function takeBackup(parts: TakeParts): Promise<Taken> {
  const { signal } = parts
  const out = resolve(parts.out)
  const inside = relative(parts.home, out)
  if (inside === '' || !(inside.startsWith('..') || resolve(inside) === inside))
    throw new AppError('BACKUP_INSIDE_HOME', { facts: { path: out } })
  const isNew = await prepare(out)
  const release = await hold(out)
  const startedAt = parts.now()
  const name = nameAfter((await backupNames(out)).at(-1), startedAt)
  const draft = join(out, `.${name}.part`)
  try {
    await mkdir(draft, { mode: 0o700 })
    await mkdir(join(out, 'files', 'tmp'), { recursive: true, mode: 0o700 })
    const { source } = parts
    const copy =
      source.kind === 'embedded'
        ? await copyEmbedded(
            source.server,
            draft,
            name,
            parts.roots,
            (d, t) => parts.progress('database', d, t),
            signal,
          )
        : await copyExternal(source.url, draft, name, parts.roots, signal)
    const files = await copyFiles(parts, out)
    const all = [...copy.parts]
    all.push(await writePart(draft, 'files.gz', Readable.from(files.lines), true, signal))
    for (const path of await ownFiles(parts.home))
      all.push(await writePart(draft, `home/${path}`, createReadStream(join(parts.home, path)), false, signal))
    all.push(await writePart(draft, 'DOC-TRUOC.txt', Readable.from([Buffer.from(WARNING)]), false, signal))
    const manifest: Manifest = {
      format: 1,
      product: parts.product,
      name,
      startedAt: startedAt.toISOString(),
      pointAt: copy.point.at.toISOString(),
      database: copy.database,
      rows: copy.point.rows,
      audit: copy.point.audit,
      files: { count: files.count, bytes: files.bytes, damaged: files.damaged },
      parts: all.sort((a, b) => (a.path < b.path ? -1 : 1)),
    }
    await sealManifest(out, draft, manifest, parts.sign)
    signal.throwIfAborted()
    await rename(draft, join(out, name))
    await syncFolder(out)
    const removed = parts.keep === null ? [] : await thinOut(out, parts.keep)
    return {
      path: join(out, name),
      name,
      pointAt: manifest.pointAt,
      bytes: all.reduce((sum, part) => sum + part.size, 0) + files.bytes,
      parts: all.length,
      files: { count: files.count, bytes: files.bytes, copied: files.copied, damaged: files.damaged.length },
      rows: Object.values(manifest.rows.tables).reduce((sum, n) => sum + n, 0),
      organizations: manifest.audit.length,
      removed,
      ok: files.damaged.length === 0,
    }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    await release()
    if (isNew) await rm(out, { recursive: true, force: true })
    if (signal.aborted) throw new AppError('BACKUP_CANCELLED', { cause: error })
    throw error
  } finally {
    await release()
  }
}

/** Names sort as they were made, also after the clock was set back: then the name is a second after the newest one's. */
export function nameAfter(newest: string | undefined, at: Date): string {
  const name = nameOf(at)
  if (newest === undefined || name > newest) return name
  const iso = newest.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+07:00')
  return nameOf(new Date(Date.parse(iso) + 1000))
}

/** 20261127-010003, Vietnam's time. */
function nameOf(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}`
}

/** @returns true when the folder was made by us or was empty */
async function prepare(out: string): Promise<boolean> {
  const found = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (found === null) await mkdir(out, { recursive: true, mode: 0o700 })
  if (found === null || found.length === 0) return found === null
  const isOurs = found.every((name) =>
    /^(\d{8}-\d{6}|\.\d{8}-\d{6}\.part|files|log|\.busy[\w.]*|lost\+found)$/.test(name),
  )
  if (!isOurs) throw new AppError('BACKUP_FOLDER_FOREIGN', { facts: { path: out } })
  return false
}

/** One writer at a time; what a dead one left half-done is cleared away. */
export async function hold(out: string): Promise<() => Promise<void>> {
  const path = join(out, '.busy')
  const own = join(out, `.busy.${process.pid}`)
  await writeFile(own, identityOf(process.pid), { mode: 0o600 })
  try {
    for (let tries = 0; ; tries++) {
      try {
        await link(own, path)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        if (tries > 3 || isLiving(safeRead(path))) throw new AppError('BACKUP_BUSY', { facts: { path: out } })
        await rm(path, { force: true })
      }
    }
  } finally {
    await unlink(own).catch(() => {})
  }
  for (const left of await readdir(out))
    if (/^\.\d{8}-\d{6}\.part$/.test(left)) await rm(join(out, left), { recursive: true, force: true })
  let isReleased = false
  return async () => {
    if (isReleased) return
    isReleased = true
    await rm(path, { force: true })
  }
}

async function copyFiles(parts: TakeParts, out: string) {
  const listed: { sha256: string; size: number }[] = []
  const damaged: string[] = []
  let bytes = 0
  let copied = 0
  let done = 0
  await eachOf(parts.blobs.list(), 4, async ({ sha256 }) => {
    parts.signal.throwIfAborted()
    const size = await parts.blobs.size(sha256)
    if (size === null) return // swept a moment ago: nothing refers to it
    const brought = await bringFile(() => parts.blobs.open(sha256), out, sha256, size).catch((error: unknown) => {
      if ((error as AppError).code === 'BLOBS_MISSING') return null
      if ((error as NodeJS.ErrnoException).code === 'EIO') return 'damaged' as const
      throw error
    })
    if (brought === null) return
    if (brought === 'damaged') damaged.push(sha256)
    else listed.push({ sha256, size })
    if (brought === 'copied') copied += 1
    bytes += size
    if (++done % 200 === 0) parts.progress('files', done, null)
  })
  listed.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  parts.progress('files', done, done)
  return {
    count: listed.length,
    bytes,
    copied,
    damaged: damaged.sort(),
    lines: listed.map(({ sha256, size }) => Buffer.from(`${sha256} ${size}\n`)),
  }
}

/** Secrets, keys and settings that lie in the data folder: everything but bytes, quarantine, database and what can be made again. */
async function ownFiles(home: string): Promise<string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(home, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (/^(blobs|quarantine|postgres|log|cache)$/.test(path) || entry.name.startsWith('.')) continue
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile() && /^[\w./-]+$/.test(path) && (await stat(join(home, path))).size < 16 << 20)
        found.push(path)
    }
  }
  await walk('')
  return found.map((path) => path.split(sep).join('/'))
}

async function sealManifest(out: string, draft: string, manifest: Manifest, sign: Signer): Promise<void> {
  const text = JSON.stringify(manifest)
  const sha256 = sha256Of(text)
  let previous: string | null = null
  const before = (await backupNames(out)).at(-1)
  if (before) {
    const known = await readManifest(join(out, before))
    previous =
      'manifest' in known
        ? known.seal.sha256
        : sha256Of(await readFile(join(out, before, 'manifest.json')).catch(() => ''))
    if ('manifest' in known && known.manifest.database.systemId !== manifest.database.systemId)
      throw new AppError('BACKUP_FOLDER_FOREIGN', { facts: { path: out } })
  }
  const seal: Seal = { sha256, previous, ...sign(sealedBytes(sha256, previous)) }
  await writeProved([Buffer.from(text)] as unknown as AsyncIterable<Uint8Array>, join(draft, 'manifest.json'))
  await writeProved(
    [Buffer.from(JSON.stringify(seal))] as unknown as AsyncIterable<Uint8Array>,
    join(draft, 'manifest.seal'),
  )
  await syncFolder(draft)
}
