/**
 * The directory of an OLE2 compound file ([MS-CFB]): old Office files, Outlook messages. Read by hand, because only names and the
 * beginnings of streams are wanted and the libraries read whole files into memory. Chains are walked with a bound: a loop ends them.
 */
import type { FormatSource } from '../types.ts'
import { type Container, MOST_ENTRIES } from './types.ts'

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Sector numbers from here on are marks, not places. */
const LAST_SECTOR = 0xfffffffa
const NONE = 0xffffffff
/** Streams below this share the root's stream, in pieces of 64 bytes; files that say more are not believed. */
const SMALL = 4096
/** Of the root's stream, for small streams. */
const SMALL_STORE = 4 * 1024 * 1024
/** Folders inside folders. */
const DEEPEST = 16

interface Entry {
  readonly name: string
  /** 1 storage, 2 stream, 5 root. */
  readonly kind: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

/** @returns null when the file is no compound file that can be read */
export async function openOle2(source: FormatSource): Promise<Container | null> {
  const header = Buffer.from(await source.read(0, 512))
  if (header.length < 512 || !header.subarray(0, 8).equals(MAGIC)) return null
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return null
  const file = new Sectors(source, shift, header)
  await file.readTable()
  const entries = await directory(file, header.readUInt32LE(48), header.readUInt16LE(26) === 3)
  const root = entries[0]
  if (root?.kind !== 5) return null
  const streams = new Map<string, Entry>()
  const names = new Set<string>()
  for (const [path, entry] of walk(entries, root)) {
    names.add(path)
    if (entry.kind === 2) streams.set(path, entry)
  }
  const cutoff = Math.min(header.readUInt32LE(56), SMALL)
  const miniStart = header.readUInt32LE(60)
  return {
    names,
    async head(path, limit) {
      const entry = streams.get(path)
      if (!entry) return null
      const wanted = Math.min(limit, entry.size)
      const bytes =
        entry.size < cutoff
          ? await file.small(entry.start, wanted, miniStart, root.start)
          : await file.stream(entry.start, wanted)
      return { bytes, isWhole: bytes.length >= entry.size }
    },
  }
}

class Sectors {
  readonly size: number
  private readonly source: FormatSource
  private readonly header: Buffer
  /** Sectors that hold the allocation table. */
  private table: number[] = []
  private readonly known = new Map<number, Buffer>()
  constructor(source: FormatSource, shift: number, header: Buffer) {
    this.source = source
    this.size = 1 << shift
    this.header = header
  }

  async read(sector: number): Promise<Buffer> {
    return Buffer.from(await this.source.read((sector + 1) * this.size, this.size))
  }

  /** Places of the allocation table: 109 in the header, others in a chain of sectors. */
  async readTable(): Promise<void> {
    const most = Math.ceil(this.source.size / this.size / (this.size / 4)) + 1
    const add = (from: Buffer, at: number, count: number): void => {
      for (let i = 0; i < count && at + i * 4 + 4 <= from.length && this.table.length < most; i++) {
        const sector = from.readUInt32LE(at + i * 4)
        if (sector <= LAST_SECTOR) this.table.push(sector)
      }
    }
    add(this.header, 76, 109)
    let next = this.header.readUInt32LE(68)
    const perSector = this.size / 4 - 1
    for (let i = 0; next <= LAST_SECTOR && this.table.length < most && i <= most; i++) {
      const more = await this.read(next)
      if (more.length < this.size) break
      add(more, 0, perSector)
      next = more.readUInt32LE(perSector * 4)
    }
  }

  private async next(sector: number): Promise<number> {
    const perSector = this.size / 4
    const at = this.table[Math.floor(sector / perSector)]
    if (at === undefined) return NONE
    let page = this.known.get(at)
    if (!page) {
      page = await this.read(at)
      if (this.known.size > 256) this.known.clear()
      this.known.set(at, page)
    }
    const place = (sector % perSector) * 4
    return place + 4 <= page.length ? page.readUInt32LE(place) : NONE
  }

  /** Up to `wanted` bytes of a chain; a loop ends with them. */
  async stream(start: number, wanted: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let size = 0
    for (let sector = start; sector <= LAST_SECTOR && size < wanted; sector = await this.next(sector)) {
      const piece = await this.read(sector)
      if (piece.length === 0) break
      pieces.push(piece)
      size += piece.length
    }
    return Buffer.concat(pieces).subarray(0, wanted)
  }

  private smallStore: { readonly table: Buffer; readonly bytes: Buffer } | null = null

  /** Up to `wanted` bytes of a small stream. */
  async small(start: number, wanted: number, tableStart: number, rootStart: number): Promise<Buffer> {
    this.smallStore ??= {
      table: await this.stream(tableStart, (SMALL_STORE / 64) * 4),
      bytes: await this.stream(rootStart, SMALL_STORE),
    }
    const { table, bytes } = this.smallStore
    const pieces: Buffer[] = []
    for (let piece = start; pieces.length * 64 < wanted; ) {
      const found = bytes.subarray(piece * 64, piece * 64 + 64)
      if (found.length === 0) break
      pieces.push(found)
      piece = table.length >= (piece + 1) * 4 ? table.readUInt32LE(piece * 4) : NONE
    }
    return Buffer.concat(pieces).subarray(0, wanted)
  }
}

async function directory(file: Sectors, start: number, isOld: boolean): Promise<Entry[]> {
  const bytes = await file.stream(start, MOST_ENTRIES * 128)
  const entries: Entry[] = []
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = Math.min(bytes.readUInt16LE(at + 64), 64)
    const high = isOld ? 0 : bytes.readUInt32LE(at + 124)
    entries.push({
      // Names such as ^ACompObj begin with a control sign that signatures leave out.
      name: trimmed(bytes.toString('utf16le', at, at + Math.max(0, length - 2))),
      kind: bytes[at + 66]!,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: high * 2 ** 32 + bytes.readUInt32LE(at + 120),
    })
  }
  return entries
}

function trimmed(name: string): string {
  let [from, to] = [0, name.length]
  while (from < to && name.charCodeAt(from) <= 0x20) from++
  while (to > from && name.charCodeAt(to - 1) <= 0x20) to--
  return name.slice(from, to)
}

/** Every entry once with its path, however its tree is knotted. */
function walk(entries: readonly Entry[], root: Entry): [string, Entry][] {
  const found: [string, Entry][] = []
  const seen = new Set<number>()
  const waiting: [index: number, folder: string, depth: number][] = [[root.child, '', 0]]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const [index, folder, depth] = one
    const entry = entries[index]
    if (!entry || entry.kind === 0 || seen.has(index)) continue
    seen.add(index)
    const path = folder + entry.name
    found.push([path, entry])
    waiting.push([entry.left, folder, depth], [entry.right, folder, depth])
    if (entry.kind === 1 && depth < DEEPEST) waiting.push([entry.child, `${path}/`, depth + 1])
  }
  return found
}
