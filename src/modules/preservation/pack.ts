/** Packages made of what was gathered, on the disk: built, and judged by our own verifier. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { identify, type SignatureSet } from '#engines/formats/index.ts'
import {
  type BuiltPackage,
  buildPackage,
  type KnownFormat,
  type PackageReport,
  type Profile,
  type Schemas,
  verifyPackage,
} from '#engines/packages/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Gathered, listed } from './rules.ts'
import { fileSource, installedSchemas, signatureSet } from './standards.ts'

/** What does not change from package to package. */
export interface Bench {
  readonly home: string
  readonly blobs: BlobStore
  readonly signatures: SignatureSet
  readonly schemas: Schemas
  readonly software: { readonly name: string; readonly version: string }
}

export async function openBench(home: string, blobs: BlobStore): Promise<Bench> {
  return {
    home,
    blobs,
    signatures: await signatureSet(home),
    schemas: await installedSchemas(home),
    software: await software(),
  }
}

/** Name and version of the product, as packages name what made them. */
async function software(): Promise<Bench['software']> {
  const own = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return { name: 'Văn Khố', version: own.version }
}

export interface Wanted {
  readonly profile: Profile
  readonly metadata: object
  readonly now: Date
  /** Further files by their path in the folder: `vankho-unit.json`. */
  readonly besides?: Readonly<Record<string, object>>
  /** Without the files of documents. */
  readonly isDescription?: boolean
}

/**
 * Builds and verifies a package in a folder of its own, which is gone when `use` has ended.
 * @throws PRESERVATION_FILE_DAMAGED, BLOBS_…, PACKAGE_FIELD_… and what else stands in the way
 */
export async function withPackage<T>(
  bench: Bench,
  of: Gathered,
  wanted: Wanted,
  signal: AbortSignal | undefined,
  use: (made: BuiltPackage, report: PackageReport, formats: ReadonlyMap<string, KnownFormat>) => Promise<T>,
): Promise<T> {
  await mkdir(join(bench.home, 'packing'), { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(bench.home, 'packing', 'p-'))
  try {
    const files = join(folder, 'files')
    await mkdir(files)
    const formats = new Map<string, KnownFormat>()
    for (const one of wanted.isDescription ? [] : listed(of))
      for (const file of one.files) {
        signal?.throwIfAborted()
        const place = join(files, file.path)
        await mkdir(dirname(place), { recursive: true })
        await fetch(bench.blobs, file, place)
        const format = await formatOf(place, file.fileName, bench.signatures)
        if (format) formats.set(file.path, format)
      }
    for (const [path, content] of Object.entries(wanted.besides ?? {}))
      await writeFile(join(files, path), `${JSON.stringify(content, null, 1)}\n`)
    const made = await buildPackage({
      profile: wanted.profile,
      metadata: wanted.metadata,
      files,
      out: join(folder, 'package.zip'),
      now: wanted.now,
      software: bench.software,
      schemas: bench.schemas,
      formats,
    })
    signal?.throwIfAborted()
    return await use(made, await verifyPackage(made.path, { profile: wanted.profile, schemas: bench.schemas }), formats)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file out of the store; what is no longer what its name says is never packed. */
export async function fetch(
  blobs: BlobStore,
  file: { sha256: string; fileName: string },
  place: string,
): Promise<void> {
  const hash = createHash('sha256')
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(await blobs.open(file.sha256), watch, createWriteStream(place))
  if (hash.digest('hex') !== file.sha256)
    throw new AppError('PRESERVATION_FILE_DAMAGED', { facts: { name: file.fileName } })
}

/** What a file is by its content; null when that is not known. */
export async function formatOf(place: string, name: string, set: SignatureSet): Promise<KnownFormat | null> {
  const handle = await open(place, 'r')
  try {
    const found = await identify(fileSource(handle, (await handle.stat()).size), name, set)
    if (found.mime === null) return null
    return {
      mime: found.mime,
      ...(found.puid ? { puid: found.puid } : {}),
      ...(found.name ? { name: found.name } : {}),
      ...(found.version ? { version: found.version } : {}),
    }
  } finally {
    await handle.close()
  }
}

/** A package into the content store. */
export const storePackage = (bench: Bench, made: BuiltPackage) => bench.blobs.put(createReadStream(made.path))
