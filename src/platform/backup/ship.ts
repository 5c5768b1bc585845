/** Bringing the log that was written since the last backup to it, every few minutes: what makes any instant reachable. */
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import type { BlobStore } from '../blobs/index.ts'
import { archiveFolder, switchArchive } from '../db/embedded/archive.ts'
import type { EmbeddedServer } from '../db/embedded/index.ts'
import { AppError } from '../errors/index.ts'
import { newId } from '../ids/index.ts'
import { bringFile, eachOf, syncFolder, touch, writeProved } from './copy.ts'
import { adminOf, connect } from './embedded.ts'
import { backupNames, filePlace, logAfter, nextSegment, readManifest, shippedLog } from './format.ts'
import { type Fresh, freshlyStored } from './stored.ts'
import { hold } from './take.ts'

/** Log that waits because its target is away: beyond this the chain is given up, so that the data disk does not fill. */
const WAITING_LIMIT = 4 * 1024 ** 3

export interface ShipReport {
  readonly segments: number
  /** Files of documents that were brought. */
  readonly files: number
  /** Files that were looked at: those stored since the last time, or all of the store once after a start of the machine. */
  readonly looked: number
  /** Everything committed before this instant is in the backup folder. */
  readonly until: string
}

/** Lets the server hand over its log, or not. @returns true when it was off until now: a full backup must follow */
export const keepLog = (server: EmbeddedServer, isOn: boolean): boolean =>
  switchArchive(dirname(server.dataFolder), isOn)

/**
 * Ships finished log to a backup folder; files first, so that every row in shipped log has its bytes.
 * @throws BACKUP_NONE without a backup to follow on, BACKUP_LOG_BROKEN when a stretch is missing
 */
export async function shipLog(
  server: EmbeddedServer,
  out: string,
  blobs: BlobStore,
  now: () => Date,
): Promise<ShipReport> {
  const newest = (await backupNames(out)).at(-1)
  const known = newest ? await readManifest(join(out, newest)) : null
  if (!known || !('manifest' in known) || !known.manifest.database.log)
    throw new AppError('BACKUP_NONE', { facts: { path: out } })
  const { manifest } = known
  const release = await hold(out)
  try {
    const { until, last } = await switchSegment(server)
    const before = logAfter(await shippedLog(out), manifest.database.log!.last)
    const spool = archiveFolder(dirname(server.dataFolder))
    const waiting = (await readdir(spool)).filter((name) => /^[0-9A-F]{24}$/.test(name) && name <= last).sort()
    const fresh = await freshlyStored(blobs, server.dataFolder, out)
    const { files, looked } = await shipFiles(blobs, out, fresh, now())
    let next = nextSegment(before.at(-1)?.segment ?? manifest.database.log!.last)
    let segments = 0
    await mkdir(join(out, 'log'), { recursive: true, mode: 0o700 })
    for (const segment of waiting) {
      if (segment < next) {
        await rm(join(spool, segment)) // lies in the backup itself, or was shipped before a crash
        continue
      }
      if (segment !== next) {
        switchArchive(dirname(server.dataFolder), false)
        throw new AppError('BACKUP_LOG_BROKEN', { facts: { path: out } })
      }
      const draft = join(out, 'log', `.${newId()}`)
      try {
        const packed = createReadStream(join(spool, segment)).pipe(createGzip({ level: 1 }))
        const { sha256 } = await writeProved(packed as Readable, draft)
        // Only the newest stretch vouches for an instant: what was committed before it lies in it or in earlier ones.
        const mark = segment === last ? String(until.getTime()) : '-'
        await rename(draft, join(out, 'log', `${segment}_${mark}_${sha256}.gz`))
      } finally {
        await rm(draft, { force: true })
      }
      await rm(join(spool, segment))
      segments += 1
      next = nextSegment(segment)
    }
    await syncFolder(join(out, 'log'))
    return { segments, files, looked, until: until.toISOString() }
  } finally {
    await release()
  }
}

/** Closes the current stretch and waits until the server has handed it over. */
async function switchSegment(server: EmbeddedServer): Promise<{ until: Date; last: string }> {
  const client = await connect(adminOf(server))
  try {
    // A commit notes its time a moment before it is written: a second of allowance.
    const { rows } = await client.query<{ until: Date; last: string }>(
      `select clock_timestamp() - interval '1 second' as until, pg_walfile_name(pg_switch_wal() - 1) as last`,
    )
    const { until, last } = rows[0]!
    for (let tries = 0; tries < 300; tries++) {
      const { rows: state } = await client.query<{ yes: boolean }>(
        `select not exists (select from pg_ls_archive_statusdir() where name = $1) as yes`,
        [`${last}.ready`],
      )
      if (state[0]!.yes) return { until, last }
      await sleep(100)
    }
    throw new Error('the database does not hand over its log')
  } finally {
    await client.end().catch(() => {})
  }
}

/** Brings bytes that came into the store; then their notes go. */
async function shipFiles(
  blobs: BlobStore,
  out: string,
  fresh: Fresh,
  now: Date,
): Promise<{ files: number; looked: number }> {
  let files = 0
  let looked = 0
  await eachOf(fresh.hashes, 4, async (sha256) => {
    looked += 1
    const size = await blobs.size(sha256)
    if (size === null) return // swept again: nothing refers to it
    const brought = await bringFile(() => blobs.open(sha256), out, sha256, size)
    if (brought === 'copied') files += 1
    // Known from long ago and wanted again: thinning out must see that.
    else if (brought === 'kept' && !fresh.isWhole) await touch(filePlace(out, sha256), now).catch(() => {})
  })
  await fresh.done()
  return { files, looked }
}

/** Is so much log waiting that it must be given up? Then the next full backup begins a new chain. */
export async function giveUpIfFull(server: EmbeddedServer): Promise<boolean> {
  const spool = archiveFolder(dirname(server.dataFolder))
  let bytes = 0
  for (const name of await readdir(spool)) bytes += (await stat(join(spool, name)).catch(() => null))?.size ?? 0
  if (bytes < WAITING_LIMIT) return false
  switchArchive(dirname(server.dataFolder), false)
  return true
}
