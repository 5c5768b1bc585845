import type { ArchiveFormat } from './archive.ts'

const MAX32 = 0xffffffff
const MAX16 = 0xffff
/** Names are UTF-8. */
const FLAGS = 0x0800

interface Entry {
  readonly name: Buffer
  readonly size: number
  crc: number
  readonly at: number
}

/**
 * Zip with entries stored as they are: most of what is kept is packed already, and a damaged archive loses only what is damaged. Sizes and
 * checksum stand before the data, zip64 is used from 4 GiB or 65,535 entries on.
 */
export class ZipFormat implements ArchiveFormat {
  readonly needsChecksum = true
  private readonly entries: Entry[] = []
  private readonly dosTime: number
  private readonly dosDate: number
  private at = 0

  constructor(time: Date) {
    // the time of Vietnam, whatever the machine's zone: the same package is the same bytes
    const local = new Date(Math.max(time.getTime(), Date.UTC(1980, 0, 2)) + 7 * 3600_000)
    this.dosTime = (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1)
    this.dosDate = ((local.getUTCFullYear() - 1980) << 9) | ((local.getUTCMonth() + 1) << 5) | local.getUTCDate()
  }

  header(path: string, size: number): Buffer {
    const name = Buffer.from(path, 'utf8')
    this.entries.push({ name, size, crc: 0, at: this.at })
    const isLarge = size >= MAX32
    const extra = Buffer.alloc(isLarge ? 20 : 0)
    if (isLarge) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(16, 2)
      extra.writeBigUInt64LE(BigInt(size), 4)
      extra.writeBigUInt64LE(BigInt(size), 12)
    }
    const out = Buffer.alloc(30)
    out.writeUInt32LE(0x04034b50, 0)
    this.common(out, 4, isLarge, size, 0, name.length, extra.length)
    this.at += out.length + name.length + extra.length + size
    return Buffer.concat([out, name, extra])
  }

  setChecksum(crc: number, header: Buffer): void {
    this.entries.at(-1)!.crc = crc
    header.writeUInt32LE(crc, 14)
  }

  /** Fields that the local and the central header have in the same order. */
  private common(
    out: Buffer,
    at: number,
    isLarge: boolean,
    size: number,
    crc: number,
    name: number,
    extra: number,
  ): void {
    out.writeUInt16LE(isLarge ? 45 : 20, at)
    out.writeUInt16LE(FLAGS, at + 2)
    out.writeUInt16LE(this.dosTime, at + 6)
    out.writeUInt16LE(this.dosDate, at + 8)
    out.writeUInt32LE(crc, at + 10)
    out.writeUInt32LE(Math.min(size, MAX32), at + 14)
    out.writeUInt32LE(Math.min(size, MAX32), at + 18)
    out.writeUInt16LE(name, at + 22)
    out.writeUInt16LE(extra, at + 24)
  }

  padding(): Buffer {
    return Buffer.alloc(0)
  }

  end(): Buffer {
    const central = this.entries.map((entry) => this.central(entry))
    const size = central.reduce((sum, one) => sum + one.length, 0)
    const count = this.entries.length
    const isLarge = count >= MAX16 || this.at >= MAX32 || size >= MAX32
    const tail: Buffer[] = []
    if (isLarge) {
      const record = Buffer.alloc(56)
      record.writeUInt32LE(0x06064b50, 0)
      record.writeBigUInt64LE(44n, 4)
      record.writeUInt16LE((3 << 8) | 45, 12)
      record.writeUInt16LE(45, 14)
      record.writeBigUInt64LE(BigInt(count), 24)
      record.writeBigUInt64LE(BigInt(count), 32)
      record.writeBigUInt64LE(BigInt(size), 40)
      record.writeBigUInt64LE(BigInt(this.at), 48)
      const locator = Buffer.alloc(20)
      locator.writeUInt32LE(0x07064b50, 0)
      locator.writeBigUInt64LE(BigInt(this.at + size), 8)
      locator.writeUInt32LE(1, 16)
      tail.push(record, locator)
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(Math.min(count, MAX16), 8)
    end.writeUInt16LE(Math.min(count, MAX16), 10)
    end.writeUInt32LE(Math.min(size, MAX32), 12)
    end.writeUInt32LE(Math.min(this.at, MAX32), 16)
    return Buffer.concat([...central, ...tail, end])
  }

  private central(entry: Entry): Buffer {
    const isLarge = entry.size >= MAX32
    const isFar = entry.at >= MAX32
    const values = [...(isLarge ? [entry.size, entry.size] : []), ...(isFar ? [entry.at] : [])]
    const extra = Buffer.alloc(values.length === 0 ? 0 : 4 + 8 * values.length)
    if (values.length > 0) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(8 * values.length, 2)
      for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i)
    }
    const out = Buffer.alloc(46)
    out.writeUInt32LE(0x02014b50, 0)
    out.writeUInt16LE((3 << 8) | 45, 4)
    this.common(out, 6, isLarge || isFar, entry.size, entry.crc, entry.name.length, extra.length)
    out.writeUInt32LE(((0o100644 << 16) >>> 0) as number, 38)
    out.writeUInt32LE(Math.min(entry.at, MAX32), 42)
    return Buffer.concat([out, entry.name, extra])
  }
}
