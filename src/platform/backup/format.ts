/**
 * What a backup looks like on disk, and how it is proved whole.
 *
 *     OUT/20261127-010003/manifest.json   what it holds: every part with size and SHA-256, row counts, audit roots
 *                         manifest.seal   digest of the manifest, of the backup before it, and a signature
 *                         database.tar.gz log/ home/ files.gz   the parts
 *     OUT/files/ab/cd/<sha256>            bytes of documents, shared by all backups in OUT, named by their own digest
 *     OUT/log/<segment>_<until>_<sha256>.gz   transaction log after the backup, each named by its own digest
 */
import { createHash, createPublicKey, hash, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import './errors.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

const manifestSchema = z.strictObject({
  format: z.literal(1),
  product: z.string(),
  name: z.string().regex(/^\d{8}-\d{6}$/),
  startedAt: z.iso.datetime(),
  /** The instant that the restore gives back when nothing later is asked for. */
  pointAt: z.iso.datetime(),
  database: z.strictObject({
    kind: z.enum(['embedded', 'external']),
    version: z.string(),
    /** Identity of the database cluster; null for external ones. */
    systemId: z.string().nullable(),
    /** Named place in the transaction log at which rows were counted. */
    point: z.string().nullable(),
    /** First and last segment of the transaction log that lie in the backup. */
    log: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
  }),
  /** Row counts at `point`; `isExact` false: writers could not be held off for the moment, counts are near. */
  rows: z.strictObject({ isExact: z.boolean(), tables: z.record(z.string(), z.int()) }),
  /** Heads of the audit's trees at `point`. */
  audit: z.array(z.strictObject({ organization: z.string(), size: z.int(), root: digest })),
  /** Bytes of documents: their list is the part `files.gz`. `damaged`: the store itself no longer had them whole. */
  files: z.strictObject({ count: z.int(), bytes: z.int(), damaged: z.array(digest) }),
  parts: z.array(z.strictObject({ path: z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/), size: z.int(), sha256: digest })),
})
/** What a backup holds. */
export type Manifest = z.infer<typeof manifestSchema>
export type Part = Manifest['parts'][number]

const sealSchema = z.strictObject({
  sha256: digest,
  /** Digest of the manifest before this one in the same folder: a chain. */
  previous: digest.nullable(),
  key: z.string(),
  publicKey: z.string(),
  signature: z.string(),
})
export type Seal = z.infer<typeof sealSchema>

/** Signs bytes with the installation's key. */
export type Signer = (bytes: Buffer) => { key: string; publicKey: string; signature: string }

export const sha256Of = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex')

/** What the signature covers: this manifest and the one before it. */
export const sealedBytes = (sha256: string, previous: string | null): Buffer =>
  Buffer.from(`vankho-backup/1\n${sha256}\n${previous ?? '-'}\n`)

/** Names of finished backups in a folder, oldest first. */
export async function backupNames(out: string): Promise<string[]> {
  const names = await readdir(out).catch(() => [] as string[])
  return names.filter((name) => /^\d{8}-\d{6}$/.test(name)).sort()
}

/** A file's digest. @throws the system's own error when it cannot be read */
export async function digestOf(path: string): Promise<{ sha256: string; size: number }> {
  const sum = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    sum.update(chunk as Buffer)
    size += (chunk as Buffer).length
  }
  return { sha256: sum.digest('hex'), size }
}

/**
 * Reads and proves a manifest: its digest, its form, its signature.
 * @returns the manifest, or the reason in a word why it cannot be trusted
 */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; seal: Seal } | { fault: string }> {
  let text: string
  let sealText: string
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8')
  } catch {
    return { fault: 'manifest.json' }
  }
  try {
    sealText = await readFile(join(folder, 'manifest.seal'), 'utf8')
  } catch {
    return { fault: 'manifest.seal' }
  }
  let seal: Seal
  try {
    seal = sealSchema.parse(JSON.parse(sealText))
    if (JSON.stringify(seal) !== sealText) return { fault: 'manifest.seal' }
    const key = createPublicKey({ key: Buffer.from(seal.publicKey, 'base64'), format: 'der', type: 'spki' })
    const isKey = hash('sha256', Buffer.from(seal.publicKey, 'base64'), 'hex').slice(0, 16) === seal.key
    const signature = Buffer.from(seal.signature, 'base64')
    if (signature.toString('base64') !== seal.signature) return { fault: 'manifest.seal' }
    if (!isKey || !verify(null, sealedBytes(seal.sha256, seal.previous), key, signature))
      return { fault: 'manifest.seal' }
  } catch {
    return { fault: 'manifest.seal' }
  }
  if (sha256Of(text) !== seal.sha256) return { fault: 'manifest.json' }
  try {
    const manifest = manifestSchema.parse(JSON.parse(text))
    return { manifest, seal }
  } catch {
    return { fault: 'manifest.json' }
  }
}

/** Where the bytes of a document lie among the shared files of a backup folder. */
export const filePlace = (out: string, sha256: string): string =>
  join(out, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** The segment of the transaction log after this one (16 MiB each). */
export function nextSegment(name: string): string {
  const line = name.slice(0, 8)
  let high = Number.parseInt(name.slice(8, 16), 16)
  let low = Number.parseInt(name.slice(16), 16) + 1
  if (low === 256) {
    low = 0
    high += 1
  }
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')
  return line + hex(high) + hex(low)
}

export interface Shipped {
  readonly segment: string
  /** Everything committed before this instant lies in the log up to here; null: only a later segment tells. */
  readonly until: Date | null
  readonly sha256: string
  readonly file: string
}

/** Segments shipped after the backups, in order. */
export async function shippedLog(out: string): Promise<Shipped[]> {
  const found: Shipped[] = []
  for (const file of await readdir(join(out, 'log')).catch(() => [] as string[])) {
    const parts = /^([0-9A-F]{24})_(-|\d+)_([0-9a-f]{64})\.gz$/.exec(file)
    if (parts)
      found.push({
        segment: parts[1]!,
        until: parts[2] === '-' ? null : new Date(Number(parts[2])),
        sha256: parts[3]!,
        file,
      })
  }
  return found.sort((a, b) => (a.segment < b.segment ? -1 : 1))
}

/** The unbroken run of shipped segments that follows a segment. */
export function logAfter(shipped: readonly Shipped[], last: string): Shipped[] {
  const by = new Map(shipped.map((one) => [one.segment, one]))
  const run: Shipped[] = []
  for (let next = nextSegment(last); by.has(next); next = nextSegment(next)) run.push(by.get(next)!)
  return run
}
