/**
 * Paragraphs of a DOCX in order, with the table cell or text box that they stand in; `docx-page.ts` lays them out. The
 * XML is cut by a small scanner that knows no DTD and no entities but the five of XML.
 */
import yauzl from 'yauzl'

const MAX_XML = 64 * 1024 * 1024
const MAX_ENTRIES = 20_000
/** What all entries may be together when unpacked: scans set into a Word file are large, but not that large. */
const MAX_UNPACKED = 1024 * 1024 * 1024
const MAX_EDGES = 40

export interface DocxParts {
  document: string | null
  /** Headers and footers: stamps are set there too. */
  edges: string[]
  /** Names of all entries. */
  names: string[]
  /** More inside than any paper has: it was not unpacked. */
  isBomb: boolean
}

function openZip(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(error ?? new Error('no zip'))
      else resolve(zip)
    })
  })
}

function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(error ?? new Error('no stream'))
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_XML) stream.destroy(new Error('too large'))
        else chunks.push(chunk)
      })
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

/**
 * Reads `word/document.xml` of a DOCX.
 * @throws Error when the zip is damaged or an entry is larger than it says.
 */
export async function readDocxParts(bytes: Buffer): Promise<DocxParts> {
  const zip = await openZip(bytes)
  const names: string[] = []
  let document: string | null = null
  const edges: string[] = []
  let unpacked = 0
  let isBomb = false
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', () => resolve())
      zip.on('entry', (entry: yauzl.Entry) => {
        names.push(entry.fileName)
        unpacked += entry.uncompressedSize
        if (names.length > MAX_ENTRIES || unpacked > MAX_UNPACKED) isBomb = true
        const isEdge = /^word\/(?:header|footer)\d*\.xml$/.test(entry.fileName) && edges.length < MAX_EDGES
        const isWanted = isEdge || entry.fileName === 'word/document.xml'
        if (isWanted && entry.uncompressedSize > MAX_XML) isBomb = true
        if (isBomb) return resolve()
        if (!isWanted) return zip.readEntry()
        readEntry(zip, entry).then((content) => {
          if (isEdge) edges.push(content.toString('utf8'))
          else document = content.toString('utf8')
          zip.readEntry()
        }, reject)
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
  return { document: isBomb ? null : document, edges, names, isBomb }
}

export interface Paragraph {
  text: string
  align: 'left' | 'center' | 'right' | 'both'
  /** Where it stands when inside a table; null in running text. Tables of one column are running text. */
  cell: { table: number; row: number; column: number; columns: number } | null
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (_, hex?: string, dec?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? ''
    const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
    return code > 8 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

interface OpenRow {
  table: number
  row: number
  column: number
  /** Its paragraphs begin here. */
  first: number
}

/**
 * Paragraphs of a document.xml in reading order; deleted text (`w:del`) is left out, fields show their result. The
 * paragraph that a text box is anchored in comes before those of the box.
 */
export function docxParagraphs(xml: string): Paragraph[] {
  const out: Paragraph[] = []
  const tables: number[] = []
  const rowOf: OpenRow[] = []
  /** A paragraph in a text box stands inside another. */
  const open: Paragraph[] = []
  let deleted = 0
  let counted = 0
  let take = false
  const add = (text: string) => {
    const top = open.at(-1)
    if (top && deleted === 0) top.text += text
  }
  for (const match of xml.matchAll(/<(\/?)(w:[\w]+|mc:Fallback)\b([^>]*?)(\/?)>|([^<]+)/g)) {
    const [, close, tag, attributes = '', selfClosed, text] = match
    if (text !== undefined) {
      if (take) add(unescapeXml(text))
      continue
    }
    const isOpen = close === ''
    if (tag === 'w:del' || tag === 'mc:Fallback' || tag === 'w:instrText') {
      if (selfClosed !== '/') deleted += isOpen ? 1 : -1
    } else if (deleted > 0) {
      // what was deleted, or stands twice for old programs, is no structure either
    } else if (tag === 'w:tbl') {
      if (isOpen) tables.push(counted++)
      else tables.pop()
    } else if (tag === 'w:tr') {
      if (isOpen) rowOf.push({ table: tables.at(-1) ?? -1, row: counted++, column: -1, first: out.length })
      else closeRow(out, rowOf)
    } else if (tag === 'w:tc' && isOpen) {
      const row = rowOf.at(-1)
      if (row) row.column++
    } else if (tag === 'w:p') {
      if (!isOpen) open.pop()
      else {
        const row = rowOf.at(-1)
        const cell = row ? { table: row.table, row: row.row, column: row.column, columns: 1 } : null
        const paragraph: Paragraph = { text: '', align: 'left', cell }
        out.push(paragraph)
        if (selfClosed !== '/') open.push(paragraph)
      }
    } else if (tag === 'w:jc' && open.length > 0) open.at(-1)!.align = alignOf(attributes)
    else if (tag === 'w:t') take = isOpen && selfClosed !== '/'
    // a tab stop's definition has attributes, a tab in the text has none
    else if ((tag === 'w:tab' || tag === 'w:ptab') && isOpen && attributes.trim() === '') add('\t')
    else if ((tag === 'w:br' || tag === 'w:cr') && isOpen) add('\n')
    else if (tag === 'w:noBreakHyphen') add('-')
  }
  for (const paragraph of out) paragraph.text = paragraph.text.normalize('NFC')
  return out
}

function alignOf(attributes: string): Paragraph['align'] {
  const value = /w:val="(\w+)"/.exec(attributes)?.[1] ?? 'left'
  if (value === 'center' || value === 'right' || value === 'both') return value
  return value === 'end' ? 'right' : 'left'
}

/** A row of one cell is a frame: its paragraphs belong to the cell around it, or to the running text. */
function closeRow(out: Paragraph[], rowOf: OpenRow[]): void {
  const row = rowOf.pop()
  if (row === undefined) return
  const around = rowOf.at(-1)
  const frame = around ? { table: around.table, row: around.row, column: around.column, columns: 1 } : null
  for (const paragraph of out.slice(row.first)) {
    if (paragraph.cell?.row !== row.row) continue
    if (row.column === 0) paragraph.cell = frame === null ? null : { ...frame }
    else paragraph.cell.columns = row.column + 1
  }
}

/** What a child reads of a Word file for the process that asked. */
export interface DocxContent {
  isBomb: boolean
  hasMacros: boolean
  isSigned: boolean
  /** Null: no document inside. */
  paragraphs: Paragraph[] | null
  /** There were more. */
  isCut: boolean
  edges: Paragraph[]
}

/** A book of a thousand pages; more is not read. */
const MAX_PARAGRAPHS = 40_000
const MAX_EDGE_PARAGRAPHS = 200

/** @throws Error when the zip is damaged. */
export async function readDocx(bytes: Buffer): Promise<DocxContent> {
  const { document, edges, names, isBomb } = await readDocxParts(bytes)
  const paragraphs = document === null ? null : docxParagraphs(document)
  return {
    isBomb,
    hasMacros: names.some((name) => /vbaProject\.bin$/i.test(name)),
    isSigned: names.some((name) => name.startsWith('_xmlsignatures/')),
    paragraphs: paragraphs?.slice(0, MAX_PARAGRAPHS) ?? null,
    isCut: (paragraphs?.length ?? 0) > MAX_PARAGRAPHS,
    edges: edges.flatMap(docxParagraphs).slice(0, MAX_EDGE_PARAGRAPHS),
  }
}
