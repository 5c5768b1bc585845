import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { readTar, tarOf } from './tar.ts'

const root = mkdtempSync(join(tmpdir(), 'vankho-tar-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const chunk of source) all.push(chunk)
  return Buffer.concat(all)
}

describe('the archive of the database', () => {
  it('is read back as it was, also by tar itself; what went meanwhile is left out', async () => {
    mkdirSync(join(root, 'base/1'), { recursive: true })
    const files: Record<string, Buffer> = {
      'base/1/1259': Buffer.alloc(8192 * 3, 7),
      'base/1/empty': Buffer.alloc(0),
      PG_VERSION: Buffer.from('18\n'),
      'base/1/block': Buffer.alloc(512, 1),
    }
    for (const [path, bytes] of Object.entries(files)) writeFileSync(join(root, path), bytes)
    const extra = { path: 'backup_label', bytes: Buffer.from('START') }
    const archive = await collect(
      tarOf(
        root,
        [...Object.keys(files), 'base/1/gone'],
        async () => [extra],
        () => {},
      ),
    )
    const found: Record<string, Buffer> = {}
    // In pieces of odd sizes, as a stream gives them.
    const pieces = Array.from({ length: Math.ceil(archive.length / 777) }, (_, i) =>
      archive.subarray(i * 777, (i + 1) * 777),
    )
    for await (const one of readTar(Readable.from(pieces))) found[one.path] = await collect(one.content)
    expect(found).toEqual({ ...files, backup_label: extra.bytes })
    writeFileSync(join(root, 'all.tar'), archive)
    mkdirSync(join(root, 'out'))
    execFileSync('tar', ['xf', join(root, 'all.tar'), '-C', join(root, 'out')])
    for (const [path, bytes] of Object.entries(files)) expect(readFileSync(join(root, 'out', path))).toEqual(bytes)
  })

  it('lays nothing outside its folder and says so when it is cut off', async () => {
    const archive = await collect(
      tarOf(
        root,
        [],
        async () => [{ path: '../evil', bytes: Buffer.from('x') }],
        () => {},
      ),
    )
    const read = async (bytes: Buffer): Promise<void> => {
      for await (const one of readTar(Readable.from([bytes]))) await collect(one.content)
    }
    await expect(read(archive)).rejects.toThrow('not a backup')
    const good = await collect(
      tarOf(
        root,
        [],
        async () => [{ path: 'a', bytes: Buffer.alloc(2000) }],
        () => {},
      ),
    )
    await expect(read(good.subarray(0, 1500))).rejects.toThrow('ends too early')
  })
})
