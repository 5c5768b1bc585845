import { createHash, hash as digest } from 'node:crypto'
import { constants } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { AppError, diskFault } from '../errors/index.ts'
import { newId } from '../ids/index.ts'
import { hashedName } from './errors.ts'
import type { BlobStore, StoredBlob } from './index.ts'

/** Bytes that are read at once. */
const PIECE = 1 << 20

/**
 * A store in a folder: `ab/cd/abcd…`. Write to `tmp/`, sync, rename, sync the folder: after a crash a file is there
 * whole or not at all.
 * @param root absolute folder, made when missing
 */
export function diskStore(root: string): BlobStore {
  const temp = join(root, 'tmp')
  /** Pieces that nobody reads into: new ones for each file would keep the collector busy. */
  const spare: Buffer[] = []
  const pathOf = (sha256: string): string => {
    hashedName(sha256)
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }

  async function settle(draft: string, sha256: string, size: number): Promise<StoredBlob> {
    const place = pathOf(sha256)
    const folder = join(place, '..')
    const known = await stat(place).catch(() => null)
    if (known && known.size === size) {
      const now = new Date()
      try {
        await utimes(place, now, now) // the sweep must see that it is wanted again
        await unlink(draft)
        return { sha256, size }
      } catch (error) {
        // The sweep has just taken it away: the draft takes its place.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) {
      await syncFolder(join(folder, '..'))
      await syncFolder(root)
    }
    await rename(draft, place)
    await syncFolder(folder)
    return { sha256, size }
  }

  return {
    async put(source) {
      await mkdir(temp, { recursive: true, mode: 0o700 })
      const draft = join(temp, newId())
      const hash = createHash('sha256')
      let size = 0
      let file: FileHandle | undefined
      try {
        file = await open(draft, 'wx', 0o600)
        for await (const chunk of source instanceof Uint8Array ? [source] : (source as AsyncIterable<Uint8Array>)) {
          hash.update(chunk)
          size += chunk.length
          await file.writeFile(chunk)
        }
        await file.sync()
        await file.close()
        file = undefined
        return await settle(draft, hash.digest('hex'), size)
      } catch (error) {
        await file?.close().catch(() => {})
        await unlink(draft).catch(() => {})
        throw asDiskError(error)
      }
    },

    async open(sha256, range) {
      const path = pathOf(sha256)
      const file = await open(path, constants.O_RDONLY).catch(missing)
      return file.createReadStream(range ? { start: range.start, end: range.end } : {})
    },
    async read(sha256) {
      return new Uint8Array(await readFile(pathOf(sha256)).catch(missing))
    },
    async size(sha256) {
      return (await stat(pathOf(sha256)).catch(() => null))?.size ?? null
    },
    async verify(sha256, signal) {
      const path = pathOf(sha256)
      let size = 0
      const pieces = [spare.pop() ?? Buffer.allocUnsafe(PIECE), spare.pop() ?? Buffer.allocUnsafe(PIECE)] as const
      try {
        const file = await open(path, constants.O_RDONLY)
        try {
          const read = async (into: Buffer) => into.subarray(0, (await file.read(into, 0, PIECE, null)).bytesRead)
          let here = await read(pieces[0])
          size = here.length
          // Most files are small and come in one piece.
          if (size < PIECE && digest('sha256', here, 'hex') === sha256) return { state: 'good', size }
          const hash = createHash('sha256')
          // The next piece is read while this one is reckoned.
          for (let turn = 1; here.length > 0; turn++) {
            signal?.throwIfAborted()
            const next = read(pieces[turn % 2 === 0 ? 0 : 1])
            hash.update(here)
            here = await next
            size += here.length
          }
          return { state: hash.digest('hex') === sha256 ? 'good' : 'damaged', size }
        } finally {
          await file.close()
        }
      } catch (error) {
        signal?.throwIfAborted()
        return { state: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable', size }
      } finally {
        spare.push(...pieces)
      }
    },
    async repair(sha256, source) {
      const place = pathOf(sha256)
      await mkdir(temp, { recursive: true, mode: 0o700 })
      const draft = join(temp, newId())
      try {
        const hash = createHash('sha256')
        const file = await open(draft, 'wx', 0o600)
        try {
          for await (const chunk of source as AsyncIterable<Uint8Array>) {
            hash.update(chunk)
            await file.writeFile(chunk)
          }
          await file.sync()
        } finally {
          await file.close()
        }
        if (hash.digest('hex') !== sha256) {
          await unlink(draft)
          return false
        }
        await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
        await rename(draft, place)
        await syncFolder(join(place, '..'))
        return true
      } catch (error) {
        await unlink(draft).catch(() => {})
        throw asDiskError(error)
      }
    },
    async withPath(sha256, work) {
      const path = pathOf(sha256)
      await stat(path).catch(missing)
      return work(path)
    },
    async probe() {
      // A folder that went away (a disk that is not mounted) must not be made again under its place.
      await readdir(root)
      await mkdir(temp, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw asDiskError(error)
      })
      const path = join(temp, newId())
      try {
        await writeFile(path, 'vankho', { flag: 'wx', mode: 0o600, flush: true })
        await readFile(path)
      } catch (error) {
        throw asDiskError(error)
      } finally {
        await unlink(path).catch(() => {})
      }
    },

    async *list() {
      for (const a of await readdir(root).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(a)) continue
        for (const b of await readdir(join(root, a)))
          for (const sha256 of await readdir(join(root, a, b))) {
            const found = await stat(join(root, a, b, sha256)).catch(() => null)
            if (found) yield { sha256, storedAt: found.mtime }
          }
      }
    },
    async remove(sha256, before) {
      const path = pathOf(sha256)
      const found = await stat(path).catch(() => null)
      if (!found || found.mtime >= before) return false
      // Moved aside first and looked at again: whoever stores the same bytes at this moment either touched the file
      // (then it goes back) or finds it gone (then its own copy takes the place). Nothing wanted is lost.
      const aside = join(temp, `${sha256}.swept`)
      await mkdir(temp, { recursive: true, mode: 0o700 })
      await rename(path, aside)
      if ((await stat(aside)).mtime >= before) {
        await rename(aside, path)
        return false
      }
      await unlink(aside)
      return true
    },
    async sweepUnfinished(before) {
      let swept = 0
      for (const name of await readdir(temp).catch(() => [])) {
        const found = await stat(join(temp, name)).catch(() => null)
        if (!found || found.mtime >= before) continue
        const aside = /^([0-9a-f]{64})\.swept$/.exec(name)
        if (aside && (await this.size(aside[1]!)) === null) {
          // A sweep broke off between moving aside and deciding: back to its place, the next sweep decides.
          await rename(join(temp, name), pathOf(aside[1]!)).catch(() => {})
          continue
        }
        await unlink(join(temp, name)).catch(() => {})
        swept += 1
      }
      return swept
    },
  }
}

function missing(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new AppError('BLOBS_MISSING', { cause: error })
  throw error
}

/** A full or failing disk gets its sentence; everything else stays as it is. */
export function asDiskError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  const name = diskFault(code)
  return name ? new AppError(name, { cause: error }) : error
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Bytes as a stream, for answers. */
export function streamOf(bytes: Uint8Array): Readable {
  return Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])
}
