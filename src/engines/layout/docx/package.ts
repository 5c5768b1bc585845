/** The XML parts of a DOCX under limits; nothing else of it is unpacked. */
import yauzl from 'yauzl'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { parseXml, type XmlElement } from '../xml.ts'

const MAX_PART = 64 * 1024 * 1024
const MAX_ENTRIES = 20_000
const MAX_UNPACKED = 1024 * 1024 * 1024
const MAX_XML_TOGETHER = 192 * 1024 * 1024
const WANTED = /^word\/(?:[^/]+|theme\/[^/]+)\.xml$|^(?:word\/)?_rels\/[^/]*\.rels$/

const broken = (): never => {
  throw new AppError('LAYOUT_BROKEN')
}

function open(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error || !zip ? reject(new AppError('LAYOUT_BROKEN')) : resolve(zip),
    )
  })
}

function read(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(new AppError('LAYOUT_BROKEN'))
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', () => reject(new AppError('LAYOUT_BROKEN')))
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

/** Text of an XML part by the byte order mark it begins with. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
  return (bytes[0] === 0xef ? bytes.subarray(3) : bytes).toString('utf8')
}

export interface DocxPackage {
  /** Root of the document's own part. */
  document: XmlElement
  /** Root of a part (`word/document.xml`); null when there is none. */
  part(name: string): XmlElement | null
  /** Part behind a relationship of the document, by its id. */
  related(id: string): XmlElement | null
  names: readonly string[]
  /** Root of a part that was read already, with what was changed in it; null: it was not. */
  opened(name: string): XmlElement | null
}

/** Name of the part that the package's relationships call its document; null when they name none. */
function mainPart(relationships: XmlElement | null): string | null {
  for (const node of relationships?.children ?? []) {
    if (!('name' in node)) continue
    const { Type = '', Target = '' } = node.attributes
    if (Type.endsWith('/officeDocument')) return Target.replace(/^\//, '')
  }
  return null
}

/**
 * Opens a DOCX.
 * @throws LAYOUT_BROKEN, LAYOUT_TOO_LARGE (a zip bomb), LAYOUT_NOT_A_DOCUMENT (a zip without a Word document)
 */
export async function openDocx(bytes: Uint8Array): Promise<DocxPackage> {
  const zip = await open(bytes)
  const texts = new Map<string, string>()
  const names: string[] = []
  let unpacked = 0
  let together = 0
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', () => reject(new AppError('LAYOUT_BROKEN')))
      zip.on('end', () => resolve())
      zip.on('entry', (entry: yauzl.Entry) => {
        names.push(entry.fileName)
        unpacked += entry.uncompressedSize
        const isWanted = WANTED.test(entry.fileName)
        if (isWanted) together += entry.uncompressedSize
        const isBomb =
          names.length > MAX_ENTRIES ||
          unpacked > MAX_UNPACKED ||
          together > MAX_XML_TOGETHER ||
          (isWanted && entry.uncompressedSize > MAX_PART)
        if (isBomb) return reject(new AppError('LAYOUT_TOO_LARGE'))
        if (!isWanted) return zip.readEntry()
        read(zip, entry).then((content) => {
          texts.set(entry.fileName, decode(content))
          zip.readEntry()
        }, reject)
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
  const parsed = new Map<string, XmlElement>()
  const part = (name: string) => {
    const source = texts.get(name)
    if (source === undefined) return null
    const known = parsed.get(name)
    if (known) return known
    const root = parseXml(source)
    parsed.set(name, root)
    return root
  }
  // the document is what the package says it is, whatever its name
  const main = mainPart(part('_rels/.rels')) ?? 'word/document.xml'
  if (!texts.has(main)) throw new AppError('LAYOUT_NOT_A_DOCUMENT')
  const targets = new Map<string, string>()
  for (const node of part(main.replace(/([^/]+)$/, '_rels/$1.rels'))?.children ?? []) {
    if (!('name' in node)) continue
    const { Id, Target, TargetMode } = node.attributes
    if (Id && Target && TargetMode !== 'External') targets.set(Id, Target.replace(/^\/word\//, ''))
  }
  if (part(main)?.name !== 'w:document') broken()
  return {
    document: part(main)!,
    part,
    related: (id) => {
      const target = targets.get(id)
      return target === undefined ? null : part(`word/${target}`)
    },
    names,
    opened: (name) => parsed.get(name) ?? null,
  }
}
