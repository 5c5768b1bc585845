import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { ahead } from './ahead.ts'
import { diskStore } from './disk.ts'

const root = mkdtempSync(join(tmpdir(), 'vankho-blobs-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const store = diskStore(join(root, 'blobs'))
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const text = async (stream: NodeJS.ReadableStream): Promise<string> => {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}

describe('the file store', () => {
  it('keeps bytes under their hash, once, however often they come', async () => {
    const bytes = randomBytes(300_000)
    const first = await store.put(bytes)
    const again = await store.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]))
    expect(first).toEqual({ sha256: hashOf(bytes), size: 300_000 })
    expect(again).toEqual(first)
    expect(Buffer.from(await store.read(first.sha256)).equals(bytes)).toBe(true)
    const found = []
    for await (const one of store.list()) found.push(one.sha256)
    expect(found).toEqual([first.sha256])
  })

  it('gives a range, and says what is missing', async () => {
    const { sha256 } = await store.put(Buffer.from('0123456789'))
    expect(await text(await store.open(sha256, { start: 3, end: 5 }))).toBe('345')
    expect(await store.size(hashOf(Buffer.from('other')))).toBeNull()
    await expect(store.open(hashOf(Buffer.from('other')))).rejects.toMatchObject({ code: 'BLOBS_MISSING' })
    for (const trick of ['../../etc/passwd', '', 'A'.repeat(64), '0'.repeat(63)])
      await expect(store.read(trick)).rejects.toMatchObject({ code: 'BLOBS_MISSING' })
  })

  it('a source that breaks in the middle leaves nothing behind', async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('the line went dead')
    }
    await expect(store.put(Readable.from(broken()))).rejects.toThrow('the line went dead')
    expect(readdirSync(join(root, 'blobs', 'tmp'))).toEqual([])
  })

  it('reads again what it holds, of any length, several at a time, and knows every byte that changed', async () => {
    const piece = 1 << 20
    const sizes = [0, 1, 20_000, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 17]
    const hashes: string[] = []
    for (const size of sizes) hashes.push((await store.put(randomBytes(size))).sha256)
    const seen = []
    for await (const one of ahead([...hashes, ...hashes], (sha256) => store.verify(sha256))) seen.push(one)
    expect(seen).toEqual([...sizes, ...sizes].map((size) => ({ state: 'good', size })))
    const place = (sha256: string) => join(root, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    for (const [i, sha256] of hashes.slice(1).entries()) {
      const bytes = readFileSync(place(sha256))
      bytes[Math.floor(bytes.length / 2)]! ^= 1
      writeFileSync(place(sha256), bytes)
      expect(await store.verify(sha256)).toEqual({ state: 'damaged', size: sizes[i + 1] })
      writeFileSync(place(sha256), bytes.subarray(1))
      expect(await store.verify(sha256)).toEqual({ state: 'damaged', size: sizes[i + 1]! - 1 })
      unlinkSync(place(sha256))
      expect(await store.verify(sha256)).toEqual({ state: 'missing', size: 0 })
    }
    await expect(store.verify('../../etc/passwd')).rejects.toMatchObject({ code: 'BLOBS_MISSING' })
  })

  it('does a few at a time, in order, and ends with the first that fails', async () => {
    let going = 0
    let most = 0
    const work = async (n: number) => {
      most = Math.max(most, ++going)
      await new Promise((resolve) => setTimeout(resolve, (7 - n) % 3))
      going -= 1
      if (n === 6) throw new Error('six')
      return n
    }
    const came: number[] = []
    await expect(
      (async () => {
        for await (const n of ahead([1, 2, 3, 4, 5, 6, 7, 8], work, 3)) came.push(n)
      })(),
    ).rejects.toThrow('six')
    expect(came).toEqual([1, 2, 3, 4, 5])
    expect(most).toBe(3)
    expect(going).toBe(0)
  })

  it('the sweep removes only what was not stored again since', async () => {
    const { sha256 } = await store.put(Buffer.from('to be swept'))
    expect(await store.remove(sha256, new Date(Date.now() - 3600_000))).toBe(false)
    expect(await store.remove(sha256, new Date(Date.now() + 3600_000))).toBe(true)
    expect(await store.size(sha256)).toBeNull()
  })
})

/** A small file system of our own; only root may mount one. */
function smallDisk(): string | null {
  if (process.getuid?.() !== 0) return null
  const place = mkdtempSync(join(tmpdir(), 'vankho-small-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place], { stdio: 'ignore' })
    return place
  } catch {
    rmSync(place, { recursive: true, force: true })
    return null
  }
}

const small = smallDisk()
afterAll(() => {
  if (!small) return
  execFileSync('umount', [small])
  rmSync(small, { recursive: true, force: true })
})

describe.skipIf(small === null)('a full disk (a mounted 1 MB file system; skipped where none can be mounted)', () => {
  it('refuses with a sentence, leaves nothing half-done, goes on reading, and recovers without a restart', async () => {
    const full = diskStore(join(small!, 'blobs'))
    const kept = await full.put(randomBytes(200_000))
    writeFileSync(join(small!, 'filler'), randomBytes(500_000))
    await expect(full.put(randomBytes(600_000))).rejects.toMatchObject({ code: 'PLATFORM_DISK_FULL', status: 507 })
    expect(readdirSync(join(small!, 'blobs', 'tmp'))).toEqual([])
    expect((await full.read(kept.sha256)).length).toBe(200_000)
    unlinkSync(join(small!, 'filler'))
    await expect(full.put(randomBytes(600_000))).resolves.toMatchObject({ size: 600_000 })
  })
})
