/** One file brought into a format that lasts, in a folder of its own that is gone afterwards; the original is only read. */
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  bearsSignature,
  type Converted,
  type ConvertFault,
  convertFile,
  limitsFor,
  type Program,
  type Way,
} from '#engines/convert/index.ts'
import type { SignatureSet } from '#engines/formats/index.ts'
import type { KnownFormat } from '#engines/packages/index.ts'
import type { BlobStore, StoredBlob } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { fetch, formatOf } from './pack.ts'

const CODES: Readonly<Record<Exclude<ConvertFault, 'aborted'>, string>> = {
  missing: 'PRESERVATION_NO_PROGRAM',
  timeout: 'PRESERVATION_CONVERT_TIMEOUT',
  'too-large': 'PRESERVATION_CONVERT_TOO_LARGE',
  locked: 'PRESERVATION_CONVERT_LOCKED',
  broken: 'PRESERVATION_CONVERT_BROKEN',
  failed: 'PRESERVATION_CONVERT_FAILED',
  pages: 'PRESERVATION_CONVERT_PAGES',
}

export interface MadeCopy extends Omit<Converted, 'path'> {
  readonly stored: StoredBlob
  readonly format: KnownFormat
  readonly isSourceSigned: boolean
}

/**
 * @param file its bytes are compared with their name before anything is made of them
 * @param toolPath where programs are looked for; by default the system's places
 * @returns the copy, already in the store, of the format that was wanted
 * @throws PRESERVATION_CONVERT_…, PRESERVATION_NO_PROGRAM, PRESERVATION_FILE_DAMAGED, BLOBS_MISSING: why there is none; the signal's reason
 */
export async function makeCopy(
  bench: { readonly home: string; readonly blobs: BlobStore; readonly signatures: SignatureSet },
  file: { readonly sha256: string; readonly fileName: string; readonly size: number },
  wish: { readonly to: string; readonly way: Way; readonly program: Program },
  signal: AbortSignal,
  toolPath?: string,
): Promise<MadeCopy> {
  const { to, way, program } = wish
  await mkdir(join(bench.home, 'packing'), { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(bench.home, 'packing', 'v-'))
  try {
    const path = join(folder, `in.${way.from}`)
    await fetch(bench.blobs, file, path)
    const isSourceSigned = await bearsSignature(path)
    const limits = limitsFor(file.size)
    const made = await convertFile(path, way, { ...limits, signal, toolPath })
    signal.throwIfAborted()
    const facts = { program: program.name, limit: Math.ceil(limits.maxBytes / 1024 / 1024), package: program.id }
    if (typeof made === 'string') {
      if (made === 'aborted') throw new Error('ended without being asked to')
      throw new AppError(CODES[made], { facts })
    }
    const format = await formatOf(made.path, `in.${way.extension}`, bench.signatures)
    if (format?.puid !== to)
      throw new AppError('PRESERVATION_CONVERT_FORMAT', { facts: { ...facts, found: format?.puid ?? '?', wanted: to } })
    const stored = await bench.blobs.put(createReadStream(made.path))
    const { pagesBefore, pages, notes } = made
    return { stored, format, isSourceSigned, pagesBefore, pages, notes }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
