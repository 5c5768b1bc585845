/** Copying that can be proved: every written file is synced, and its digest is of the bytes that were written. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, rename, stat, unlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { asDiskError } from '../blobs/disk.ts'
import { newId } from '../ids/index.ts'
import { filePlace, type Part } from './format.ts'

/** A fault of the target has its sentence; one of the source (EIO of a document) stays as it is. */
function failed(error: unknown): never {
  throw asDiskError(error)
}

/** Writes a stream to a new file, synced unless somebody else sees to that. @returns size and digest of what was written */
export async function writeProved(
  source: AsyncIterable<Uint8Array>,
  to: string,
  signal?: AbortSignal,
  isSynced = true,
): Promise<{ size: number; sha256: string }> {
  const sum = createHash('sha256')
  let size = 0
  let file: FileHandle | undefined
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 }).catch(failed)
    file = await open(to, 'wx', 0o600).catch(failed)
    for await (const chunk of source) {
      signal?.throwIfAborted()
      sum.update(chunk)
      size += chunk.length
      await file.writeFile(chunk).catch(failed)
    }
    if (isSynced) await file.sync().catch(failed)
  } finally {
    await file?.close()
  }
  return { size, sha256: sum.digest('hex') }
}

/** A part of a backup, compressed where it pays. */
export async function writePart(
  folder: string,
  path: string,
  source: Readable,
  isPacked: boolean,
  signal?: AbortSignal,
): Promise<Part> {
  const packed = isPacked ? source.pipe(createGzip({ level: 1 })) : source
  // A fault of the source must reach whoever reads the packed stream.
  if (isPacked) source.on('error', (error) => (packed as Readable).destroy(error))
  const written = await writeProved(packed as Readable, join(folder, path), signal)
  return { path, ...written }
}

/**
 * Brings the bytes of one document to their place among shared files; what is there in the same size stays.
 * @returns whether bytes were copied, or `damaged` when the source is not what its name says
 */
export async function bringFile(
  from: () => Promise<NodeJS.ReadableStream>,
  out: string,
  sha256: string,
  size: number,
): Promise<'kept' | 'copied' | 'damaged'> {
  const place = filePlace(out, sha256)
  const known = await stat(place).catch(() => null)
  if (known?.size === size) return 'kept'
  const draft = join(out, 'files', 'tmp', newId())
  try {
    const written = await writeProved((await from()) as Readable, draft)
    if (written.sha256 !== sha256) {
      await unlink(draft)
      return 'damaged'
    }
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(draft, place)
    return 'copied'
  } catch (error) {
    await unlink(draft).catch(() => {})
    throw error
  }
}

/** Marks shared bytes as wanted now, so that thinning out keeps them. */
export async function touch(path: string, now: Date): Promise<void> {
  await utimes(path, now, now)
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Runs over items, a few at a time; the first fault ends it. */
export async function eachOf<T>(
  items: AsyncIterable<T> | Iterable<T>,
  lanes: number,
  work: (item: T) => Promise<void>,
) {
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : (items as Iterable<T>)[Symbol.iterator]()
  let fault: unknown
  const lane = async (): Promise<void> => {
    while (fault === undefined) {
      const next = await iterator.next()
      if (next.done) return
      try {
        await work(next.value)
      } catch (error) {
        fault ??= error
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (fault !== undefined) throw fault
}
