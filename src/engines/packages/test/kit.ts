/** Folders, zips and tars made by hand for the tests; nothing of the engine is used here. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll } from 'vitest'

export type Tree = Record<string, string | Uint8Array>

/** A folder that is gone after the test file. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-packages-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function writeTree(folder: string, tree: Tree): string {
  mkdirSync(folder, { recursive: true })
  for (const [path, content] of Object.entries(tree)) {
    const at = join(folder, path)
    if (path.endsWith('/')) {
      mkdirSync(at, { recursive: true })
      continue
    }
    mkdirSync(dirname(at), { recursive: true })
    writeFileSync(at, content)
  }
  return folder
}

export const digest = (algorithm: string, content: string | Uint8Array): string =>
  createHash(algorithm).update(content).digest('hex')

export interface ZipPart {
  readonly name: string | Buffer
  readonly content?: string | Uint8Array
  readonly deflate?: boolean
  /** What the headers say in place of the truth. */
  readonly lie?: { size?: number; crc?: number; localName?: string; method?: number; flags?: number; at?: number }
  /** Unix mode in the external attributes. */
  readonly mode?: number
}

/** A zip from parts, true or lying. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const out: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, content = '', deflate = false, lie = {}, mode } of parts) {
    const raw = typeof name === 'string' ? Buffer.from(name) : name
    const plain = Buffer.from(content)
    const data = deflate ? deflateRawSync(plain, { level: 9 }) : plain
    const method = lie.method ?? (deflate ? 8 : 0)
    const flags = lie.flags ?? 0x0800
    const header = (isCentral: boolean, own: Buffer): Buffer => {
      const base = isCentral ? 46 : 30
      const head = Buffer.alloc(base)
      const o = isCentral ? 2 : 0
      head.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0)
      if (isCentral) head.writeUInt16LE((3 << 8) | 20, 4)
      head.writeUInt16LE(20, 4 + o)
      head.writeUInt16LE(flags, 6 + o)
      head.writeUInt16LE(method, 8 + o)
      head.writeUInt32LE(lie.crc ?? crc32(plain), 14 + o)
      head.writeUInt32LE(data.length, 18 + o)
      head.writeUInt32LE(lie.size ?? plain.length, 22 + o)
      head.writeUInt16LE(own.length, 26 + o)
      if (isCentral) {
        if (mode !== undefined) head.writeUInt32LE((mode << 16) >>> 0, 38)
        head.writeUInt32LE(lie.at ?? at, 42)
      }
      return Buffer.concat([head, own])
    }
    const local = Buffer.concat([header(false, lie.localName === undefined ? raw : Buffer.from(lie.localName)), data])
    central.push(header(true, raw))
    out.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...out, directory, end])
}

export interface TarPart {
  readonly name: string
  readonly content?: string | Uint8Array
  readonly type?: string
  readonly link?: string
  readonly size?: number
}

/** A tar from parts, in the ustar form. */
export function makeTar(parts: readonly TarPart[]): Buffer {
  const blocks: Buffer[] = []
  for (const { name, content = '', type = '0', link = '', size } of parts) {
    const data = Buffer.from(content)
    const head = Buffer.alloc(512)
    head.write(name, 0)
    head.write('0000644\0', 100)
    head.write('0000000\0', 108)
    head.write('0000000\0', 116)
    head.write(`${(size ?? data.length).toString(8).padStart(11, '0')}\0`, 124)
    head.write('00000000000\0', 136)
    head.write('        ', 148)
    head.write(type, 156)
    head.write(link, 157)
    head.write('ustar\x0000', 257)
    const sum = head.reduce((all, byte) => all + byte, 0)
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    const padded = Buffer.alloc(Math.ceil(data.length / 512) * 512)
    data.copy(padded)
    blocks.push(head, padded)
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** Rule ids of a report by level, each once. */
export function rulesOf(
  found: { findings: readonly { ruleId: string; level: string }[] },
  level?: 'error' | 'warning' | 'info',
): string[] {
  const some = found.findings.filter((one) => level === undefined || one.level === level)
  return [...new Set(some.map((one) => one.ruleId))].sort()
}
