/** Files that want to break the reader: it answers, soon and with little memory. */
import { deflateRawSync } from 'node:zlib'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { builtinSet, bytesSource, extensionOf, type FormatSource, identify } from '../index.ts'
import { corpus } from './corpus.ts'
import { compObj, ole2 } from './ole2.ts'

const set = builtinSet()
const told = (name: string, bytes: Uint8Array) => identify(bytesSource(bytes), name, set)
const samples = await corpus()
const doc = ole2({ WordDocument: Buffer.alloc(5000), '\x01CompObj': compObj('Word.Document.8') })

/** A ZIP with one entry of many equal bytes. */
function bomb(name: string, size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, 0x20), { level: 1 })
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(8, 4)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(size, 18)
  head.writeUInt16LE(name.length, 22)
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}

describe('hostile files', () => {
  it('empty, one byte, all cut off at many places, with bytes turned over', async () => {
    expect((await told('', new Uint8Array())).warnings.map((one) => one.code)).toEqual(['empty', 'unknown'])
    let seed = 7
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (const { name, bytes } of samples) {
      if (bytes.length > 100_000) continue
      for (let i = 0; i < 3; i++) {
        const cut = await told(name, bytes.subarray(0, next(bytes.length)))
        expect(cut.method).toMatch(/^(container|signature|extension|none)$/)
        const turned = Buffer.from(bytes)
        for (let j = 0; j < 8; j++) turned[next(turned.length)] = next(256)
        expect((await told(name, turned)).method).toMatch(/^(container|signature|extension|none)$/)
      }
    }
  })

  it('a ZIP whose entry blows up is unpacked only as far as is looked at', async () => {
    const bytes = bomb('[Content_Types].xml', 300_000_000)
    const before = process.memoryUsage.rss()
    expect(await told('bomb.docx', bytes)).toMatchObject({ puid: 'x-fmt/263' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
  })

  it('a ZIP with evil names, with a directory that lies, cut in two', async () => {
    const zip = new JSZip()
    zip.file('../../etc/passwd', 'x')
    zip.file('/absolute', 'x')
    zip.file(`${'a'.repeat(60_000)}.txt`, 'x')
    const bytes = await zip.generateAsync({ type: 'nodebuffer' })
    expect(await told('evil.zip', bytes)).toMatchObject({ puid: 'x-fmt/263', method: 'signature', warnings: [] })
    const lying = Buffer.from(bytes)
    lying.writeUInt32LE(0xfffffff0, lying.length - 6)
    expect((await told('evil.zip', lying)).warnings.map((one) => one.code)).toEqual(['container-broken'])
    expect((await told('cut.zip', bytes.subarray(0, 90))).puid).toBeNull()
  })

  it('a compound file whose chains and trees run in circles', async () => {
    const knotted = Buffer.from(doc)
    const directoryAt = 512 + knotted.readUInt32LE(48) * 512
    // Every entry is its own neighbour and child.
    for (let i = 0; i < 4; i++)
      for (const place of [68, 72, 76]) knotted.writeUInt32LE(i, directoryAt + i * 128 + place)
    expect((await told('a.doc', knotted)).method).toMatch(/^(container|signature)$/)
    const looping = Buffer.from(doc)
    const tableAt = 512 + looping.readUInt32LE(76) * 512
    for (let i = 0; i < 128; i++) looping.writeUInt32LE(i, tableAt + i * 4)
    expect((await told('a.doc', looping)).puid).toBeTruthy()
    const far = Buffer.from(doc)
    far.writeUInt32LE(0x0fffffff, 48)
    expect((await told('a.doc', far)).warnings.map((one) => one.code)).toContain('container-broken')
    expect((await told('a.doc', doc.subarray(0, 600))).warnings.map((one) => one.code)).toContain('container-broken')
  })

  it('a compound file of folders in folders in folders', async () => {
    const rows = 18_000
    const table = Math.ceil((rows / 4 + 200) / 128)
    const directory = Buffer.alloc(rows * 128)
    for (let i = 0; i < rows; i++) {
      const at = i * 128
      directory.write('abcdefghijklmnopqrstuvwxyz01234', at, 'utf16le')
      directory.writeUInt16LE(64, at + 64)
      directory[at + 66] = i === 0 ? 5 : 1
      directory.fill(0xff, at + 68, at + 76)
      directory.writeUInt32LE(i + 1, at + 76)
    }
    const links = Buffer.alloc(table * 512, 0xff)
    for (let i = 0; i < rows / 4; i++) links.writeUInt32LE(table + i + 1, (table + i) * 4)
    const head = Buffer.from(doc.subarray(0, 512))
    head.fill(0xff, 76)
    for (let i = 0; i < table; i++) head.writeUInt32LE(i, 76 + i * 4)
    head.writeUInt32LE(table, 48)
    const before = process.memoryUsage.rss()
    expect((await told('a.doc', Buffer.concat([head, links, directory]))).puid).toBe('fmt/111')
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000)
  })

  it('of a file of many gigabytes only a little is read', async () => {
    let read = 0
    const huge = (head: Buffer): FormatSource => ({
      size: 40 * 1024 ** 3,
      async read(offset, length) {
        read += length
        const bytes = Buffer.alloc(length)
        if (offset < head.length) head.copy(bytes, 0, offset)
        return bytes
      },
    })
    const asf = samples.find((one) => one.name === 'film.wmv')!.bytes
    expect(await identify(huge(asf), 'film.wmv', set)).toMatchObject({ puid: 'fmt/133' })
    expect(await identify(huge(Buffer.from('PK\x03\x04')), 'files.zip', set)).toMatchObject({ puid: null })
    expect(await identify(huge(doc), 'old.doc', set)).toMatchObject({ puid: 'fmt/40' })
    expect(read).toBeLessThan(80 * 1024 ** 2)
  })

  it('a source that fails is the caller’s matter, not an unknown format', async () => {
    const broken: FormatSource = { size: 10, read: () => Promise.reject(new Error('EIO')) }
    await expect(identify(broken, 'a.pdf', set)).rejects.toThrow('EIO')
  })

  it('names', () => {
    for (const [name, extension] of [
      ['a.PDF', 'pdf'],
      ['/x.y/a', ''],
      ['C:\\x.y\\b.tar.gz', 'gz'],
      ['.profile', ''],
      ['a.', ''],
      ['', ''],
    ] as const)
      expect(extensionOf(name), name).toBe(extension)
  })
})
