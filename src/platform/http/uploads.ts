import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { UploadedFile } from '../action/types.ts'
import { asDiskError } from '../blobs/disk.ts'
import { AppError } from '../errors/index.ts'
import { newId } from '../ids/index.ts'

export interface Uploads {
  readonly files: UploadedFile[]
  readonly fields: Record<string, string>
  /** Takes away what the action did not keep. */
  wipe(): Promise<void>
}

/**
 * Streams the files of a multipart request into the quarantine folder: outside store, database and backup, and wiped
 * after the action unless it keeps them (decisions 16: nothing is stored before it has been screened).
 */
export async function receiveUploads(
  request: FastifyRequest,
  folder: string,
  limit: number,
  most = 50,
): Promise<Uploads> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files: UploadedFile[] = []
  const fields: Record<string, string> = {}
  const kept = new Set<string>()
  const paths: string[] = []
  const wipe = async (): Promise<void> => {
    for (const path of paths) if (!kept.has(path)) await unlink(path).catch(() => {})
  }
  if (!request.isMultipart()) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
  try {
    for await (const part of request.parts({ limits: { fileSize: limit, files: most } })) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value
        continue
      }
      const path = join(folder, newId())
      paths.push(path)
      const hash = createHash('sha256')
      let size = 0
      const meter = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk)
          size += chunk.length
          done(null, chunk)
        },
      })
      await pipeline(part.file, meter, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
      if (part.file.truncated)
        throw new AppError('PLATFORM_TOO_LARGE', { facts: { limit: `${Math.round(limit / 1024 / 1024)} MB` } })
      files.push({
        field: part.fieldname,
        fileName: cleanName(part.filename),
        path,
        size,
        sha256: hash.digest('hex'),
        keep: () => kept.add(path),
      })
    }
  } catch (error) {
    await wipe()
    // What is still coming is read and forgotten: otherwise the connection would stand still, and the next request on it.
    request.raw.unpipe()
    request.raw.resume()
    throw asDiskError(error)
  }
  return { files, fields, wipe }
}

/** NFC, last part of any path, no control characters, at most 200 characters with the ending kept. */
export function cleanName(name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  if (!clean || clean === '.' || clean === '..') return 'tep'
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  return [...clean.slice(0, clean.length - ending.length)].slice(0, 200 - ending.length).join('') + ending
}
