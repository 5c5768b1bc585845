/** The few words of the tar format (POSIX ustar) that one archive of plain files needs: `tar xzf` reads it, should nobody else. */
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'

const BLOCK = 512

/**
 * Files as one archive. A file is taken in the size that it has when its turn comes; one that grows, shrinks or goes meanwhile is mended
 * by the transaction log that is copied after it.
 * @param extra files that exist in memory only, at the end
 */
export async function* tarOf(
  root: string,
  paths: readonly string[],
  extra: () => Promise<readonly { path: string; bytes: Buffer }[]>,
  onFile: () => void,
): AsyncGenerator<Buffer> {
  for (const path of paths) {
    onFile()
    const found = await lstat(join(root, path)).catch(() => null)
    if (!found?.isFile()) continue // a table that was dropped since
    let left = found.size
    yield header(path, left)
    const chunks =
      left === 0 ? [] : createReadStream(join(root, path), { start: 0, end: left - 1, highWaterMark: 1 << 18 })
    try {
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        left -= chunk.length
        yield chunk
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    for (; left > 0; left -= Math.min(left, 1 << 18)) yield Buffer.alloc(Math.min(left, 1 << 18))
    yield padding(found.size)
  }
  for (const { path, bytes } of await extra()) {
    yield header(path, bytes.length)
    yield bytes
    yield padding(bytes.length)
  }
  yield Buffer.alloc(2 * BLOCK)
}

const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`path too long for the archive: ${path}`)
  const block = Buffer.alloc(BLOCK)
  block.write(path, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

export interface Packed {
  readonly path: string
  readonly size: number
  readonly content: AsyncIterable<Buffer>
}

/** Files of an archive, in order; the content of each must be read before the next. @throws Error where it is no such archive */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Packed> {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  /** The next `size` bytes at most, at least one. */
  const take = async (size: number): Promise<Buffer> => {
    if (held.length === 0) {
      const next = await chunks.next()
      if (next.done) throw new Error('the archive ends too early')
      held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    }
    const part = held.subarray(0, size)
    held = held.subarray(part.length)
    return part
  }
  const exactly = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let left = size; left > 0; ) {
      const part = await take(left)
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
  for (;;) {
    const block = await exactly(BLOCK)
    if (block[0] === 0) return
    const path = block.toString('utf8', 0, block.indexOf(0))
    const size = Number.parseInt(block.toString('latin1', 124, 135), 8)
    // Only names that we write ourselves: nothing can be laid outside the folder.
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(path) || path.split('/').includes('..') || !(size >= 0))
      throw new Error(`not a backup's archive: ${path.slice(0, 100)}`)
    async function* content(): AsyncGenerator<Buffer> {
      for (let left = size; left > 0; ) {
        const part = await take(left)
        left -= part.length
        yield part
      }
    }
    yield { path, size, content: content() }
    await exactly((BLOCK - (size % BLOCK)) % BLOCK)
  }
}
