/** The directory of a ZIP file, read through yauzl; nothing is unpacked but the beginning of the entries asked for. */
import { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { FormatSource } from '../types.ts'
import { type Container, MOST_ENTRIES } from './types.ts'

/** No signature asks for a longer one. */
const LONGEST_NAME = 1024

/** The directory is read entry by entry, some dozens of bytes at a time: they are served out of blocks. */
const BLOCK = 256 * 1024

class Reader extends yauzl.RandomAccessReader {
  private readonly source: FormatSource
  private block: { readonly at: number; readonly bytes: Uint8Array } = { at: 0, bytes: new Uint8Array() }
  constructor(source: FormatSource) {
    super()
    this.source = source
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const serve = async (): Promise<void> => {
      const { at, bytes } = this.block
      if (position < at || position + length > at + bytes.length)
        this.block = { at: position, bytes: await this.source.read(position, Math.max(length, BLOCK)) }
      const start = position - this.block.at
      if (this.block.bytes.length < start + length) throw new Error('the file ends too early')
      buffer.set(this.block.bytes.subarray(start, start + length), offset)
    }
    serve().then(() => callback(null), callback)
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this
    async function* pieces() {
      for (let at = start; at < end; ) {
        const piece = await source.read(at, Math.min(64 * 1024, end - at))
        if (piece.length === 0) throw new Error('the file ends too early')
        at += piece.length
        yield piece
      }
    }
    return Readable.from(pieces(), { objectMode: false })
  }
}

/** @returns null when the file is no ZIP that can be read */
export async function openZip(source: FormatSource): Promise<Container | null> {
  const zip = await new Promise<yauzl.ZipFile | null>((resolve) => {
    // Names are read as they stand: an evil one is of no danger here, and must not hide the others.
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false }
    yauzl.fromRandomAccessReader(new Reader(source), source.size, options, (error, opened) =>
      resolve(error ? null : opened),
    )
  })
  if (!zip) return null
  const entries = await entriesOf(zip)
  if (entries.size === 0 && zip.entryCount > 0) return null
  return {
    names: new Set(entries.keys()),
    head: (path, limit) => headOf(zip, entries.get(path), limit),
  }
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  let seen = 0
  return new Promise((resolve) => {
    const done = (): void => resolve(entries)
    // A directory that breaks off in the middle still tells what came before.
    zip.on('error', done)
    zip.on('end', done)
    zip.on('entry', (entry: yauzl.Entry) => {
      const raw = entry.fileName as unknown as Buffer
      seen++
      if (raw.length <= LONGEST_NAME) {
        const name = raw.toString('utf8').replaceAll('\\', '/')
        if (!entries.has(name)) entries.set(name, entry)
      }
      if (seen >= MOST_ENTRIES) return done()
      zip.readEntry()
    })
    zip.readEntry()
  })
}

/** Stops unpacking at `limit`, however much the entry claims or holds. */
function headOf(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry | undefined,
  limit: number,
): Promise<{ bytes: Buffer; isWhole: boolean } | null> {
  return new Promise((resolve) => {
    if (!entry) return resolve(null)
    try {
      zip.openReadStream(entry, (error, stream) => {
        if (error || !stream) return resolve(null)
        const chunks: Buffer[] = []
        let size = 0
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          size += chunk.length
          if (size < limit) return
          resolve({ bytes: Buffer.concat(chunks).subarray(0, limit), isWhole: false })
          stream.destroy()
        })
        stream.on('end', () => resolve({ bytes: Buffer.concat(chunks), isWhole: true }))
        // What came before the fault is as good as it was.
        stream.on('error', () => resolve(size > 0 ? { bytes: Buffer.concat(chunks), isWhole: false } : null))
      })
    } catch {
      resolve(null) // encrypted, or an unknown method
    }
  })
}
