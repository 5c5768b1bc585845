/** A package written as one file, front to back: what a zip and a tar share. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '#platform/errors/index.ts'
import { type Digest, digestBytes, digestOf } from '../hash.ts'
import { fileChunks, readInto } from '../source/folder.ts'
import type { Algorithms, PackageTarget } from './types.ts'

export interface ArchiveFormat {
  /** Whether the header of an entry needs its checksum: then a large file is read twice. */
  readonly needsChecksum: boolean
  header(path: string, size: number): Buffer
  /** Puts the checksum of the last entry into its header, wherever that has been copied to. */
  setChecksum(crc: number, header: Buffer): void
  padding(size: number): Buffer
  end(): Buffer
}

/** What is written at once. Small files are read straight into it, behind their headers. */
const BLOCK = 4 * 1024 * 1024
/** A file that fits is read once; larger ones go through chunk by chunk. */
const SMALL = 3 * 1024 * 1024

export async function archiveTarget(
  path: string,
  format: ArchiveFormat,
  root: string,
  algorithms: Algorithms,
): Promise<PackageTarget> {
  const file = await open(path, 'wx')
  const whole = createHash('sha256')
  const asked = [...new Set(algorithms)]
  const block = Buffer.allocUnsafeSlow(BLOCK)
  let used = 0
  const out = async (bytes: Uint8Array) => {
    const writing = file.writeFile(bytes)
    whole.update(bytes)
    await writing
  }
  const flush = async () => {
    if (used > 0) await out(block.subarray(0, used))
    used = 0
  }
  const write = async (bytes: Buffer) => {
    if (used + bytes.length > BLOCK) await flush()
    if (bytes.length > BLOCK) return out(bytes)
    used += bytes.copy(block, used)
  }
  /** A small file: header, content and padding come to lie in the block together. */
  const small = async (name: string, size: number, fill: (at: number) => Promise<boolean>): Promise<Digest | null> => {
    const head = format.header(`${root}/${name}`, size)
    if (used + head.length + size + 1 > BLOCK) await flush()
    const at = used + head.length
    head.copy(block, used)
    if (!(await fill(at))) return null
    const content = block.subarray(at, at + size)
    if (format.needsChecksum) format.setChecksum(crc32(content), block.subarray(used, at))
    used = at + size
    const digest = digestBytes(content, asked)
    await write(format.padding(size))
    return digest
  }
  const large = async (name: string, size: number, chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    const head = format.header(`${root}/${name}`, size)
    let promised = 0
    if (format.needsChecksum) {
      for await (const chunk of chunks()) promised = crc32(chunk, promised)
      format.setChecksum(promised, head)
    }
    await write(head)
    await flush()
    let crc = 0
    const through = async function* () {
      for await (const chunk of chunks()) {
        if (format.needsChecksum) crc = crc32(chunk, crc)
        await out(chunk)
        yield chunk
      }
    }
    const digest = await digestOf(through(), asked)
    if (digest.size !== size || crc !== promised) return null
    await write(format.padding(size))
    return digest
  }
  return {
    add: async (name, bytes) => {
      const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const digest =
        bytes.length <= SMALL
          ? await small(name, bytes.length, async (at) => content.copy(block, at) === bytes.length)
          : await large(name, bytes.length, () => [content])
      return digest!
    },
    copy: async (name, from, size) => {
      const digest =
        size <= SMALL
          ? await small(name, size, async (at) => (await readInto(from, block, at, size)) === size)
          : await large(name, size, () => fileChunks(from))
      if (digest === null) throw new AppError('PACKAGE_CHANGED', { facts: { path: from } })
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
