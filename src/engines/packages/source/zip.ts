/** A package in a zip: the directory by yauzl (zip64 included), the data by us, held against the sizes and the checksum it promises. */
import { Buffer } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { digestBytes, digestOf } from '../hash.ts'
import type { Limits } from '../types.ts'
import { Directory } from './entries.ts'
import { borrow, CHUNK, giveBack } from './scratch.ts'
import { EntryError, type PackageSource, type RawEntry } from './types.ts'

const SMALL = 1024 * 1024

interface ZipEntry extends RawEntry {
  readonly at: number
  readonly packed: number
  readonly crc: number
  readonly isDeflated: boolean
  readonly rawName: Buffer
}

/** Reads through a window, so that a directory of many entries is not read in crumbs. */
class WindowReader extends yauzl.RandomAccessReader {
  private window = Buffer.alloc(0)
  private start = 0
  private readonly file: FileHandle
  private readonly size: number

  constructor(file: FileHandle, size: number) {
    super()
    this.file = file
    this.size = size
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, done: (error: Error | null) => void) {
    this.fill(buffer, offset, length, position).then(() => done(null), done)
  }

  private async fill(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    const end = position + length
    if (position < this.start || end > this.start + this.window.length) {
      const wanted = Math.min(Math.max(length, CHUNK), Math.max(length, this.size - position))
      const window = Buffer.allocUnsafe(wanted)
      const { bytesRead } = await this.file.read(window, 0, wanted, position)
      this.window = window.subarray(0, bytesRead)
      this.start = position
      if (bytesRead < length) throw new Error('unexpected EOF')
    }
    this.window.copy(buffer, offset, position - this.start, end - this.start)
  }

  override close(done: (error: Error | null) => void) {
    done(null)
  }
}

/** What an entry is by the attributes that Unix systems write. */
function kindOf(entry: yauzl.Entry, name: string | null): RawEntry['kind'] {
  const mode = entry.versionMadeBy >> 8 === 3 ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0
  if (mode === 0o120000) return 'symlink'
  if (mode === 0o020000 || mode === 0o060000 || mode === 0o010000 || mode === 0o140000) return 'device'
  return name?.endsWith('/') || mode === 0o040000 ? 'folder' : 'file'
}

/** Name as text: UTF-8 where it says so or plainly is, else the old code page; null: said to be UTF-8 and is not. */
function nameOf(entry: yauzl.Entry): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.fileNameRaw)
  } catch {
    if (entry.generalPurposeBitFlag & 0x800) return null
    return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  }
}

/** Opens a zip. @throws AppError PACKAGE_UNREADABLE */
export async function openZip(path: string, limits: Limits): Promise<PackageSource> {
  const file = await open(path, 'r')
  try {
    return await read(path, file, limits)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function read(path: string, file: FileHandle, limits: Limits): Promise<PackageSource> {
  const { size } = await file.stat()
  const unreadable = (error: unknown) =>
    new AppError('PACKAGE_UNREADABLE', { facts: { name: basename(path), reason: (error as Error).message } })
  const directory = new Directory<ZipEntry>(limits, true)
  const spans: { at: number; end: number; name: string }[] = []
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new WindowReader(file, size), size, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const kind = kindOf(entry, name)
      const shown = name ?? ''
      if (entry.isEncrypted()) directory.findings.error('PACKAGE-ENCRYPTED', shown, 'encrypted')
      const method = entry.compressionMethod
      if (method !== 0 && method !== 8) directory.findings.error('PACKAGE-ZIP-METHOD', shown, 'zipMethod', { method })
      if (method === 0 && !entry.isEncrypted() && entry.compressedSize !== entry.uncompressedSize)
        directory.findings.error('PACKAGE-ENTRY-SIZE', shown, 'entrySize')
      if (kind === 'folder' && entry.uncompressedSize > 0)
        directory.findings.error('PACKAGE-ENTRY-SIZE', shown, 'entrySize')
      const at = entry.relativeOffsetOfLocalHeader
      spans.push({ at, end: at + 30 + entry.fileNameLength + entry.compressedSize, name: shown })
      const goesOn = directory.add({
        name,
        kind,
        size: entry.uncompressedSize,
        at,
        packed: entry.compressedSize,
        crc: entry.crc32,
        isDeflated: method === 8,
        rawName: Buffer.from(entry.fileNameRaw),
      })
      if (!goesOn) break
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (!/encrypt/.test((error as Error).message)) throw unreadable(error)
    directory.findings.error('PACKAGE-ENCRYPTED', '', 'encrypted')
  }
  // entries that share bytes unpack to more than the archive holds: no honest writer makes them
  spans.sort((a, b) => a.at - b.at)
  for (let i = 1; i < spans.length; i++)
    if (spans[i]!.at < spans[i - 1]!.end) directory.findings.error('PACKAGE-ZIP-OVERLAP', spans[i]!.name, 'zipOverlap')
  const { root, files, folders } = directory.finish(size)
  const entryOf = (name: string): ZipEntry => {
    const known = files.get(name)
    if (!known) throw new EntryError('PACKAGE-ENTRY-BROKEN', `no ${name}`)
    return known.entry
  }
  return {
    kind: 'zip',
    name: basename(path),
    root,
    files,
    folders,
    findings: directory.findings.all(),
    read: async (name, limit) => {
      const entry = entryOf(name)
      if (entry.size > limit) throw new EntryError('PACKAGE-ENTRY-LARGE', `${entry.size} bytes`)
      const parts: Buffer[] = []
      for await (const chunk of content(file, entry)) parts.push(Buffer.from(chunk))
      return Buffer.concat(parts)
    },
    digest: async (name, algorithms) => {
      const entry = entryOf(name)
      if (entry.size > SMALL || entry.packed > SMALL) return digestOf(content(file, entry), algorithms)
      const buffer = borrow()
      try {
        return digestBytes(await small(file, entry, buffer), algorithms)
      } finally {
        giveBack(buffer)
      }
    },
    close: () => file.close(),
  }
}

async function dataStart(file: FileHandle, entry: ZipEntry): Promise<number> {
  const header = Buffer.allocUnsafe(30 + entry.rawName.length)
  const { bytesRead } = await file.read(header, 0, header.length, entry.at)
  if (bytesRead < header.length || header.readUInt32LE(0) !== 0x04034b50)
    throw new EntryError('PACKAGE-ENTRY-BROKEN', 'no local header')
  const nameLength = header.readUInt16LE(26)
  // two names for one entry: readers that trust one would see another file than readers that trust the other
  if (nameLength !== entry.rawName.length || !header.subarray(30).equals(entry.rawName))
    throw new EntryError('PACKAGE-ZIP-HEADERS', 'the local header names another file')
  return entry.at + 30 + nameLength + header.readUInt16LE(28)
}

/** A small entry whole. @param buffer to read it into, at least as large as what is packed */
async function small(file: FileHandle, entry: ZipEntry, buffer: Buffer): Promise<Buffer> {
  const packed = buffer.subarray(0, entry.packed)
  const { bytesRead } = await file.read(packed, 0, packed.length, await dataStart(file, entry))
  if (bytesRead < packed.length) throw new EntryError('PACKAGE-ENTRY-BROKEN', 'the archive ends early')
  let bytes = packed
  if (entry.isDeflated)
    try {
      bytes = inflateRawSync(packed, { maxOutputLength: entry.size + 1 })
    } catch (error) {
      const isLarger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      throw new EntryError(isLarger ? 'PACKAGE-ENTRY-SIZE' : 'PACKAGE-ENTRY-BROKEN', (error as Error).message)
    }
  if (bytes.length !== entry.size) throw new EntryError('PACKAGE-ENTRY-SIZE', `${bytes.length} ≠ ${entry.size}`)
  if (crc32(bytes) !== entry.crc) throw new EntryError('PACKAGE-ENTRY-CRC', 'CRC-32')
  return bytes
}

async function* content(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.size <= SMALL && entry.packed <= SMALL) {
    yield await small(file, entry, Buffer.allocUnsafe(entry.packed))
    return
  }
  let crc = 0
  let size = 0
  const start = await dataStart(file, entry)
  const source = entry.isDeflated ? Readable.from(range(file, start, entry.packed)) : null
  const inflate = source === null ? null : createInflateRaw({ chunkSize: CHUNK })
  if (source && inflate) source.on('error', (error) => inflate.destroy(error)).pipe(inflate)
  const chunks: AsyncIterable<Buffer> = inflate ?? range(file, start, entry.packed, true)
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > entry.size) throw new EntryError('PACKAGE-ENTRY-SIZE', `more than ${entry.size}`)
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    if (error instanceof EntryError) throw error
    throw new EntryError('PACKAGE-ENTRY-BROKEN', (error as Error).message)
  } finally {
    source?.destroy()
    inflate?.destroy()
  }
  if (size !== entry.size) throw new EntryError('PACKAGE-ENTRY-SIZE', `${size} ≠ ${entry.size}`)
  if (crc !== entry.crc) throw new EntryError('PACKAGE-ENTRY-CRC', 'CRC-32')
}

/** Bytes of a part of a file. @param isReused each chunk is good only until the next is asked for */
export async function* range(
  file: FileHandle,
  start: number,
  length: number,
  isReused = false,
): AsyncGenerator<Buffer> {
  const kept = isReused ? borrow() : null
  try {
    for (let done = 0; done < length; ) {
      const chunk = kept ?? Buffer.allocUnsafe(Math.min(CHUNK, length - done))
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, length - done), start + done)
      if (bytesRead === 0) throw new EntryError('PACKAGE-ENTRY-BROKEN', 'the archive ends early')
      yield chunk.subarray(0, bytesRead)
      done += bytesRead
    }
  } finally {
    if (kept) giveBack(kept)
  }
}
