/** Attachments travel as a zip with one entry. */
import JSZip from 'jszip'
import yauzl from 'yauzl'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'

/** Always the same bytes for the same file: a repeated package is the same package. */
const DAY = new Date(Date.UTC(2000, 0, 1))

/** One file in a zip. */
export async function zipOne(name: string, bytes: Uint8Array): Promise<Buffer> {
  const zip = new JSZip()
  zip.file(name, bytes, { date: DAY, createFolders: false })
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}

const PLAIN = /\.zip$/i

/**
 * The file behind an attachment's bytes: some systems pack it, others do not. A zip that is itself the file (DOCX, an archive) stays.
 * @param room bytes that may still be unpacked
 */
export async function unzipOne(name: string, bytes: Buffer, room: number): Promise<Buffer> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return bytes
  const zip = await new Promise<yauzl.ZipFile | null>((resolve) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, found) =>
      resolve(error ? null : found),
    ),
  )
  if (!zip) return bytes
  try {
    if (zip.entryCount !== 1) return bytes
    const entry = await next(zip, name)
    const inner = entry.fileName.split(/[\\/]/).at(-1) ?? ''
    if (inner !== name && PLAIN.test(name)) return bytes
    if (entry.fileName.endsWith('/')) return bytes
    if (entry.uncompressedSize > room) throw new AppError('EDXML_TOO_LARGE', { facts: { what: name } })
    return await content(zip, entry, name)
  } finally {
    zip.close()
  }
}

function next(zip: yauzl.ZipFile, name: string): Promise<yauzl.Entry> {
  return new Promise((resolve, reject) => {
    zip.once('error', () => reject(new AppError('EDXML_ATTACHMENT', { facts: { name, reason: 'zip' } })))
    zip.once('entry', resolve)
    zip.once('end', () => reject(new AppError('EDXML_ATTACHMENT', { facts: { name, reason: 'zip' } })))
    zip.readEntry()
  })
}

function content(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): Promise<Buffer> {
  const broken = () => new AppError('EDXML_ATTACHMENT', { facts: { name, reason: 'zip' } })
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(broken())
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', () => reject(broken()))
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}
