import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises'
import { Agent } from 'node:https'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { ObjectStoreConfig } from '../config/index.ts'
import { AppError } from '../errors/index.ts'
import { newId } from '../ids/index.ts'
import { asDiskError } from './disk.ts'
import { hashedName } from './errors.ts'
import type { BlobStore, StoredBlob } from './index.ts'

/** How often one request is sent before the store counts as silent. */
const ATTEMPTS = 3
/** A sweep that has not decided within this time gives up; who stores the same bytes waits twice as long for it. */
const SWEEP_MS = 15_000

/**
 * A store in a bucket of an S3 service: `PREFIX/ab/abcd…`. The service compares every write with its hash, because the hash of the
 * content is the hash of the payload that the request is signed with. Needs read-after-write consistency, which S3 promises.
 * @param spool local folder where a stream of unknown hash waits until it is whole; made when missing
 */
export function s3Store(config: ObjectStoreConfig, spool: string): BlobStore {
  const { bucket, prefix } = config
  const client = new S3Client({
    endpoint: config.endpoint,
    region: config.region,
    forcePathStyle: true,
    credentials: { accessKeyId: config.keyId, secretAccessKey: config.secret },
    maxAttempts: ATTEMPTS,
    // Ours are signed payloads; checksums as trailers are not known to every service.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // What goes wrong is thrown; the client's own remarks on it would stand between the lines of the log.
    logger: { trace: noWord, debug: noWord, info: noWord, warn: noWord, error: noWord },
    requestHandler: {
      connectionTimeout: 5_000,
      // Of silence, not of the whole: a large file may take long, and whoever reads it may pause.
      socketTimeout: 120_000,
      ...(config.ca ? { httpsAgent: new Agent({ keepAlive: true, maxSockets: 50, ca: config.ca }) } : {}),
    },
  })
  const keyOf = (sha256: string): string => `${prefix}${hashedName(sha256).slice(0, 2)}/${sha256}`
  const markOf = (sha256: string): string => `${prefix}sweeping/${hashedName(sha256)}`
  const at = (key: string) => ({ Bucket: bucket, Key: key })

  async function write(key: string, sha256: string, size: number, body: () => Uint8Array | Readable): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const command = new PutObjectCommand({ ...at(key), Body: body(), ContentLength: size })
      command.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> }
          headers['x-amz-content-sha256'] = sha256
          return next(args)
        },
        { step: 'build' },
      )
      try {
        await client.send(command)
        return
      } catch (error) {
        const known = asStoreError(error)
        // The client does not send a stream twice, so this does.
        if (attempt === ATTEMPTS || known.code !== 'BLOBS_UNREACHABLE') throw known
        await sleep(200 * attempt)
      }
    }
  }

  const put = async (sha256: string, size: number, body: () => Uint8Array | Readable): Promise<StoredBlob> => {
    for (;;) {
      await write(keyOf(sha256), sha256, size, body)
      // A sweep that looked before these bytes came may still remove them; it has left its mark before it looked. And a write that
      // meets a removal may be answered as done and yet be the one that was removed: so the last word is a look.
      for (let waited = 0; waited < 2 * SWEEP_MS && (await head(markOf(sha256))) !== null; waited += 250)
        await sleep(250)
      if ((await head(keyOf(sha256))) !== null) return { sha256, size }
    }
  }

  async function head(key: string): Promise<{ size: number; storedAt: Date } | null> {
    try {
      const found = await client.send(new HeadObjectCommand(at(key)))
      return { size: found.ContentLength ?? 0, storedAt: found.LastModified ?? new Date(0) }
    } catch (error) {
      if (isMissing(error)) return null
      throw asStoreError(error)
    }
  }

  async function get(sha256: string, range?: { start: number; end: number }): Promise<Readable> {
    const command = new GetObjectCommand({
      ...at(keyOf(sha256)),
      ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    })
    try {
      return (await client.send(command)).Body as Readable
    } catch (error) {
      throw isMissing(error) ? new AppError('BLOBS_MISSING', { cause: error }) : asStoreError(error)
    }
  }

  const remove = async (key: string): Promise<void> => {
    await client.send(new DeleteObjectCommand(at(key))).catch((error: unknown) => {
      throw asStoreError(error)
    })
  }

  /** The stream in a local file with its hash; the file is gone when `work` has ended. */
  async function spooled<T>(
    source: AsyncIterable<Uint8Array>,
    work: (path: string, sha256: string, size: number) => Promise<T>,
  ): Promise<T> {
    await mkdir(spool, { recursive: true, mode: 0o700 })
    const path = join(spool, newId())
    const hash = createHash('sha256')
    let size = 0
    try {
      const file = await open(path, 'wx', 0o600)
      try {
        for await (const chunk of source) {
          hash.update(chunk)
          size += chunk.length
          await file.writeFile(chunk)
        }
      } finally {
        await file.close()
      }
      return await work(path, hash.digest('hex'), size)
    } catch (error) {
      throw asDiskError(error)
    } finally {
      await unlink(path).catch(() => {})
    }
  }

  return {
    put(source) {
      if (!(source instanceof Uint8Array))
        return spooled(source as AsyncIterable<Uint8Array>, (path, sha256, size) =>
          put(sha256, size, () => createReadStream(path)),
        )
      return put(createHash('sha256').update(source).digest('hex'), source.length, () => source)
    },
    open: get,
    async read(sha256) {
      const chunks: Uint8Array[] = []
      for await (const chunk of await get(sha256)) chunks.push(chunk as Uint8Array)
      return new Uint8Array(Buffer.concat(chunks))
    },
    async size(sha256) {
      return (await head(keyOf(sha256)))?.size ?? null
    },
    async verify(sha256, signal) {
      const hash = createHash('sha256')
      let size = 0
      try {
        for await (const chunk of await get(sha256)) {
          signal?.throwIfAborted()
          hash.update(chunk as Uint8Array)
          size += (chunk as Uint8Array).length
        }
      } catch (error) {
        signal?.throwIfAborted()
        // A store that is silent says nothing about the file: only what it says itself is a finding.
        if (error instanceof AppError && error.code === 'BLOBS_MISSING') return { state: 'missing', size }
        throw asStoreError(error)
      }
      return { state: hash.digest('hex') === sha256 ? 'good' : 'damaged', size }
    },
    repair(sha256, source) {
      return spooled(source as AsyncIterable<Uint8Array>, async (path, found, size) => {
        if (found !== sha256) return false
        await put(sha256, size, () => createReadStream(path))
        return true
      })
    },
    async withPath(sha256, work) {
      return spooled(await get(sha256), (path) => work(path))
    },

    async *list() {
      const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })
      try {
        for await (const page of pages)
          for (const { Key = '', LastModified } of page.Contents ?? []) {
            const [, sha256] = /^[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(Key.slice(prefix.length)) ?? []
            if (sha256) yield { sha256, storedAt: LastModified ?? new Date(0) }
          }
      } catch (error) {
        throw asStoreError(error)
      }
    },
    async remove(sha256, before) {
      const found = await head(keyOf(sha256))
      if (!found || found.storedAt >= before) return false
      // The mark first, then a second look: whoever stores the same bytes from here on sees the mark and waits for the outcome.
      const begun = performance.now()
      await write(markOf(sha256), emptyHash, 0, () => new Uint8Array())
      try {
        const again = await head(keyOf(sha256))
        if (!again || again.storedAt >= before || performance.now() - begun > SWEEP_MS) return false
        await remove(keyOf(sha256))
        return true
      } finally {
        await remove(markOf(sha256))
      }
    },
    async sweepUnfinished(before) {
      let swept = 0
      for (const name of await readdir(spool).catch(() => [])) {
        const found = await stat(join(spool, name)).catch(() => null)
        if (!found || found.mtime >= before) continue
        await unlink(join(spool, name)).catch(() => {})
        swept += 1
      }
      const marks = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: `${prefix}sweeping/` })
      try {
        for await (const page of marks)
          for (const { Key, LastModified } of page.Contents ?? []) {
            if (!Key || !LastModified || LastModified >= before) continue
            await remove(Key)
            swept += 1
          }
      } catch (error) {
        throw asStoreError(error)
      }
      return swept
    },
    async probe() {
      const bytes = Buffer.from(`vankho ${newId()}`)
      const key = `${prefix}probe/${newId()}`
      await write(key, createHash('sha256').update(bytes).digest('hex'), bytes.length, () => bytes)
      if ((await head(key))?.size !== bytes.length)
        throw new AppError('BLOBS_REFUSED', { facts: { reason: 'read-after-write' } })
      await remove(key)
    },
  }
}

const noWord = (): void => {}
const emptyHash = createHash('sha256').digest('hex')

function isMissing(error: unknown): boolean {
  // An empty answer (HEAD) to a wrong bucket is a 404 as well, but a listing or a write names it.
  return (
    error instanceof S3ServiceException &&
    error.name !== 'NoSuchBucket' &&
    (error.name === 'NoSuchKey' || error.name === 'NotFound' || error.$metadata.httpStatusCode === 404)
  )
}

/** A sentence for what the service said; its silence, and faults of the line, are BLOBS_UNREACHABLE. */
function asStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (!(error instanceof S3ServiceException)) return new AppError('BLOBS_UNREACHABLE', { cause: error })
  const status = error.$metadata.httpStatusCode ?? 0
  if (status === 507 || /Quota|InsufficientStorage|StorageFull/i.test(error.name))
    return new AppError('PLATFORM_DISK_FULL', { cause: error })
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    return new AppError('BLOBS_REFUSED', { cause: error, facts: { reason: error.name } })
  return new AppError('BLOBS_UNREACHABLE', { cause: error })
}
