/** A package written as one file, front to back: what a zip and a tar share. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '#platform/errors/index.ts'
import { type Digest, digestBytes, digestOf } from '../hash.ts'
import { fileChunks } from '../source/folder.ts'
import type { Algorithms, PackageTarget } from './types.ts'

export interface ArchiveFormat {
  /** Whether the header of an entry needs its checksum: then a large file is read twice. */
  readonly needsChecksum: boolean
  header(path: string, size: number, crc: number): Buffer
  padding(size: number): Buffer
  end(): Buffer
}

/** Below this a file is held in memory and read once. */
const SMALL = 8 * 1024 * 1024
const FLUSH = 1024 * 1024

export async function archiveTarget(
  path: string,
  format: ArchiveFormat,
  root: string,
  algorithms: Algorithms,
): Promise<PackageTarget> {
  const file = await open(path, 'wx')
  const whole = createHash('sha256')
  const asked = [...new Set(algorithms)]
  let waiting: Buffer[] = []
  let waitingSize = 0
  const flush = async () => {
    if (waitingSize === 0) return
    const bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting)
    waiting = []
    waitingSize = 0
    whole.update(bytes)
    await file.writeFile(bytes)
  }
  const write = async (bytes: Buffer) => {
    waiting.push(bytes)
    waitingSize += bytes.length
    if (waitingSize >= FLUSH) await flush()
  }
  const add = async (name: string, bytes: Uint8Array): Promise<Digest> => {
    await write(format.header(`${root}/${name}`, bytes.length, format.needsChecksum ? crc32(bytes) : 0))
    await write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    await write(format.padding(bytes.length))
    return digestBytes(bytes, asked)
  }
  const checksumOf = async (from: string, size: number): Promise<number> => {
    let crc = 0
    for await (const chunk of fileChunks(from, size)) crc = crc32(chunk, crc)
    return crc
  }
  return {
    add,
    copy: async (name, from, size) => {
      const changed = () => new AppError('PACKAGE_CHANGED', { facts: { path: from } })
      if (size <= SMALL) {
        const parts: Buffer[] = []
        for await (const chunk of fileChunks(from, size)) parts.push(Buffer.from(chunk))
        const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
        if (bytes.length !== size) throw changed()
        return add(name, bytes)
      }
      const promised = format.needsChecksum ? await checksumOf(from, size) : 0
      await write(format.header(`${root}/${name}`, size, promised))
      await flush()
      let crc = 0
      const through = async function* () {
        for await (const chunk of fileChunks(from, size)) {
          if (format.needsChecksum) crc = crc32(chunk, crc)
          whole.update(chunk)
          const writing = file.writeFile(chunk)
          yield chunk
          await writing
        }
      }
      const digest = await digestOf(through(), asked)
      if (digest.size !== size || crc !== promised) throw changed()
      await write(format.padding(size))
      return digest
    },
    finish: async () => {
      await write(format.end())
      await flush()
      await file.sync()
      await file.close()
      return { sha256: whole.digest('hex') }
    },
    abort: () => file.close(),
  }
}
