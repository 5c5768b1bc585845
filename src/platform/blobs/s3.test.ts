import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ceph, cephIsMissing, startCeph } from '#test/product/ceph.ts'
import type { ObjectStoreConfig } from '../config/index.ts'
import { copyStore } from './copy.ts'
import { type BlobStore, diskStore } from './index.ts'
import { s3Store } from './s3.ts'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const later = new Date(Date.now() + 3600_000)
const text = async (stream: NodeJS.ReadableStream): Promise<string> => {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}

const why = cephIsMissing()
if (why) console.warn(`Kho đối tượng S3 thật: bỏ qua, ${why} | a real S3 service: skipped`)

describe.skipIf(why !== null)(
  'an object store (Ceph’s gateway from Debian)',
  () => {
    const home = mkdtempSync(join(tmpdir(), 'vankho-s3-'))
    let ceph: Ceph
    let config: ObjectStoreConfig
    let store: BlobStore
    beforeAll(async () => {
      ceph = await startCeph()
      config = { ...(await ceph.bucket('vankho')), prefix: 'tinh/' }
      store = s3Store(config, join(home, 'spool'))
    }, 200_000)
    afterAll(async () => {
      await ceph?.stop()
      rmSync(home, { recursive: true, force: true })
    })

    it('keeps bytes under their hash, once, however often they come, and leaves no trace on the local disk', async () => {
      const bytes = randomBytes(3_000_000)
      const first = await store.put(bytes)
      const again = await store.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]))
      expect(first).toEqual({ sha256: hashOf(bytes), size: bytes.length })
      expect(again).toEqual(first)
      expect(Buffer.from(await store.read(first.sha256)).equals(bytes)).toBe(true)
      expect(await store.size(first.sha256)).toBe(bytes.length)
      expect(await store.verify(first.sha256)).toEqual({ state: 'good', size: bytes.length })
      const found = []
      for await (const one of store.list()) found.push(one.sha256)
      expect(found).toEqual([first.sha256])
      expect(readdirSync(join(home, 'spool'))).toEqual([])
      const empty = await store.put(Buffer.alloc(0))
      expect((await store.read(empty.sha256)).length).toBe(0)
    })

    it('gives a range and a local path, and says what is missing', async () => {
      const { sha256 } = await store.put(Buffer.from('0123456789'))
      expect(await text(await store.open(sha256, { start: 3, end: 5 }))).toBe('345')
      const seen = await store.withPath(sha256, async (path) => ({ path, text: readFileSync(path, 'utf8') }))
      expect(seen.text).toBe('0123456789')
      expect(existsSync(seen.path)).toBe(false)
      const other = hashOf(Buffer.from('other'))
      expect(await store.size(other)).toBeNull()
      expect(await store.verify(other)).toEqual({ state: 'missing', size: 0 })
      await expect(store.open(other)).rejects.toMatchObject({ code: 'BLOBS_MISSING' })
      for (const trick of ['../../etc/passwd', '', 'A'.repeat(64), '0'.repeat(63)])
        await expect(store.read(trick)).rejects.toMatchObject({ code: 'BLOBS_MISSING' })
    })

    it('finds bytes that were exchanged behind its back, and takes only true ones for their repair', async () => {
      const bytes = Buffer.from('the true text')
      const { sha256 } = await store.put(bytes)
      const client = new S3Client({
        endpoint: config.endpoint,
        region: config.region,
        forcePathStyle: true,
        credentials: { accessKeyId: config.keyId, secretAccessKey: config.secret },
      })
      const Key = `tinh/${sha256.slice(0, 2)}/${sha256}`
      await client.send(new PutObjectCommand({ Bucket: config.bucket, Key, Body: 'the false text' }))
      client.destroy()
      expect((await store.verify(sha256)).state).toBe('damaged')
      expect(await store.repair(sha256, Readable.from([Buffer.from('neither')]))).toBe(false)
      expect((await store.verify(sha256)).state).toBe('damaged')
      expect(await store.repair(sha256, Readable.from([bytes]))).toBe(true)
      expect((await store.verify(sha256)).state).toBe('good')
    })

    it('the sweep removes only what was not stored again since', async () => {
      const { sha256 } = await store.put(Buffer.from('to be swept'))
      expect(await store.remove(sha256, new Date(Date.now() - 3600_000))).toBe(false)
      expect(await store.remove(sha256, later)).toBe(true)
      expect(await store.size(sha256)).toBeNull()
      expect(await store.sweepUnfinished(later)).toBe(0)
    })

    it('whoever stores what a sweep is removing at that moment keeps it', async () => {
      const other = s3Store(config, join(home, 'other'))
      const wanted = Array.from({ length: 24 }, (_, n) => Buffer.from(`wanted after all ${n}`))
      await Promise.all(wanted.map((bytes) => store.put(bytes)))
      // The service tells its times in whole seconds.
      await sleep(1100)
      const moment = new Date(Math.floor(Date.now() / 1000) * 1000)
      const removed = await Promise.all(
        wanted.map(async (bytes, n) => {
          const [gone] = await Promise.all([
            store.remove(hashOf(bytes), moment),
            sleep(n * 4).then(() => other.put(bytes)),
          ])
          return gone
        }),
      )
      for (const bytes of wanted) expect(await store.size(hashOf(bytes))).toBe(bytes.length)
      // Both ends of the race were met.
      expect(new Set(removed)).toEqual(new Set([true, false]))
    })

    it('moves an installation from its folder and back', async () => {
      const folder = diskStore(join(home, 'folder'))
      const kept = []
      for (let n = 0; n < 5; n += 1) kept.push(await folder.put(randomBytes(10_000 + n)))
      const signal = new AbortController().signal
      const up = await copyStore(folder, store, signal, () => {})
      expect(up).toMatchObject({ looked: 5, copied: 5, damaged: [] })
      expect(await copyStore(folder, store, signal, () => {})).toMatchObject({ looked: 5, copied: 0 })
      const back = diskStore(join(home, 'back'))
      await copyStore(store, back, signal, () => {})
      for (const { sha256 } of kept) expect((await back.verify(sha256)).state).toBe('good')
    })

    it('a wrong key, a missing bucket and a full account are told apart; nothing is half there', async () => {
      const wrong = s3Store({ ...config, secret: 'sai' }, join(home, 'spool'))
      await expect(wrong.probe()).rejects.toMatchObject({
        code: 'BLOBS_REFUSED',
        facts: { reason: 'SignatureDoesNotMatch' },
      })
      const nowhere = s3Store({ ...config, bucket: 'khong-co' }, join(home, 'spool'))
      await expect(nowhere.probe()).rejects.toMatchObject({ code: 'BLOBS_REFUSED', facts: { reason: 'NoSuchBucket' } })
      await store.probe()
      await ceph.quota(1)
      const bytes = randomBytes(200_000)
      await expect(store.put(bytes)).rejects.toMatchObject({ code: 'PLATFORM_DISK_FULL', status: 507 })
      expect(await store.size(hashOf(bytes))).toBeNull()
      await ceph.quota(null)
      await expect(store.put(bytes)).resolves.toMatchObject({ size: 200_000 })
    })

    it('a gateway that is killed is a sentence, not a finding about files, and is used again once it is back', async () => {
      const { sha256 } = await store.put(Buffer.from('still there'))
      await ceph.killGateway()
      await expect(store.put(randomBytes(1000))).rejects.toMatchObject({ code: 'BLOBS_UNREACHABLE', status: 503 })
      await expect(store.put(Readable.from([randomBytes(1000)]))).rejects.toMatchObject({ code: 'BLOBS_UNREACHABLE' })
      await expect(store.size(sha256)).rejects.toMatchObject({ code: 'BLOBS_UNREACHABLE' })
      await expect(store.verify(sha256)).rejects.toMatchObject({ code: 'BLOBS_UNREACHABLE' })
      expect(readdirSync(join(home, 'spool'))).toEqual([])
      await ceph.startGateway()
      expect(await text(await store.open(sha256))).toBe('still there')
    })
  },
  120_000,
)
