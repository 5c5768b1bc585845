/**
 * Words of a DOCX without a layout engine: paragraphs and table cells in order, laid on an imaginary page so that the
 * same rules read them. The XML is cut by a small scanner that knows no DTD and no entities but the five of XML.
 */
import yauzl from 'yauzl'
import type { PageWords, Word } from './types.ts'

const MAX_XML = 64 * 1024 * 1024
const MAX_ENTRIES = 20_000
const MAX_EDGES = 40

export interface DocxParts {
  document: string | null
  /** Headers and footers: stamps are set there too. */
  edges: string[]
  /** Names of all entries. */
  names: string[]
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
 * @throws Error when the zip is damaged or larger inside than allowed (64 MiB of XML, 20 000 entries).
 */
export async function readDocxParts(bytes: Buffer): Promise<DocxParts> {
  const zip = await openZip(bytes)
  const names: string[] = []
  let document: string | null = null
  const edges: string[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', () => resolve())
      zip.on('entry', (entry: yauzl.Entry) => {
        names.push(entry.fileName)
        if (names.length > MAX_ENTRIES) return reject(new Error('too many entries'))
        const isEdge = /^word\/(?:header|footer)\d*\.xml$/.test(entry.fileName) && edges.length < MAX_EDGES
        const isWanted = isEdge || entry.fileName === 'word/document.xml'
        if (!isWanted || entry.uncompressedSize > MAX_XML) return zip.readEntry()
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
  return { document, edges, names }
}

export interface Paragraph {
  text: string
  align: 'left' | 'center' | 'right' | 'both'
  /** Column and number of columns when inside a table row; null in running text. */
  cell: { row: number; column: number; columns: number } | null
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (_, hex?: string, dec?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? ''
    const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
    return code > 8 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** Paragraphs of a document.xml in reading order; deleted text (`w:del`) is left out, fields show their result. */
export function docxParagraphs(xml: string): Paragraph[] {
  const out: Paragraph[] = []
  const rowOf: { first: number; column: number; row: number }[] = []
  let current: Paragraph | null = null
  let deleted = 0
  let rows = 0
  let take = false
  for (const match of xml.matchAll(/<(\/?)(w:[\w]+|mc:Fallback)\b([^>]*?)(\/?)>|([^<]+)/g)) {
    const [, close, tag, attributes = '', selfClosed, text] = match
    if (text !== undefined) {
      if (take && current && deleted === 0) current.text += unescapeXml(text)
      continue
    }
    const open = close === ''
    if (tag === 'w:del' || tag === 'mc:Fallback' || tag === 'w:instrText') {
      if (selfClosed !== '/') deleted += open ? 1 : -1
    } else if (tag === 'w:tr') {
      if (open) rowOf.push({ first: out.length, column: -1, row: rows++ })
      else {
        const row = rowOf.pop()
        for (const p of row ? out.slice(row.first) : []) if (p.cell?.row === row!.row) p.cell.columns = row!.column + 1
      }
    } else if (tag === 'w:tc' && open) {
      const row = rowOf.at(-1)
      if (row) row.column++
    } else if (tag === 'w:p') {
      if (open) {
        const row = rowOf.at(-1)
        const cell = row ? { row: row.row, column: row.column, columns: 1 } : null
        current = { text: '', align: 'left', cell }
        out.push(current)
      } else current = null
    } else if (tag === 'w:jc' && current) {
      const value = /w:val="(\w+)"/.exec(attributes)?.[1] ?? 'left'
      current.align =
        value === 'center' || value === 'right' || value === 'both' ? value : value === 'end' ? 'right' : 'left'
    } else if (tag === 'w:t') take = open && selfClosed !== '/'
    else if ((tag === 'w:tab' || tag === 'w:ptab') && open && current && attributes === '') current.text += '\t'
    else if ((tag === 'w:br' || tag === 'w:cr') && open && current) current.text += '\n'
    else if (tag === 'w:noBreakHyphen' && current) current.text += '-'
  }
  for (const paragraph of out) paragraph.text = paragraph.text.normalize('NFC')
  return out
}

const WIDTH = 595
const LEFT = 85
const RIGHT = 552
const LINE = 16
const CHAR = 6.2

/** Puts one line of text at (x0 … x1, y) as words of equal letter width. */
function placeLine(text: string, align: Paragraph['align'], x0: number, x1: number, y: number): Word[] {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const width = words.join(' ').length * CHAR
  const scale = width > x1 - x0 ? (x1 - x0) / width : 1
  let x = align === 'center' ? (x0 + x1 - width * scale) / 2 : align === 'right' ? x1 - width * scale : x0
  return words.map((word) => {
    const w = word.length * CHAR * scale
    const box: Word['box'] = [x, y, x + w, y + 12]
    x += w + CHAR * scale
    return { text: word, box, confidence: 1 }
  })
}

/** Lines of a paragraph wrapped to a width, so that a long one is several rows like on paper. */
function wrap(text: string, width: number): string[] {
  const max = Math.max(8, Math.floor(width / CHAR))
  const lines: string[] = []
  for (const hard of text.split('\n')) {
    let line = ''
    for (const word of hard.split(/\s+/).filter(Boolean)) {
      if (line !== '' && line.length + word.length + 1 > max) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines
}

/**
 * The imaginary page of a DOCX: one endless page for the body. Cells of a table row stand side by side from the same
 * height, as the two columns of a head do.
 */
export function docxPage(paragraphs: Paragraph[]): PageWords {
  const words: Word[] = []
  let y = 60
  for (let i = 0; i < paragraphs.length; ) {
    const paragraph = paragraphs[i]!
    if (paragraph.cell === null) {
      for (const line of wrap(paragraph.text, RIGHT - LEFT)) {
        words.push(...placeLine(line, paragraph.align, LEFT, RIGHT, y))
        y += LINE
      }
      i++
      continue
    }
    const { row, columns } = paragraph.cell
    const bottoms = new Array<number>(columns).fill(y)
    for (; i < paragraphs.length && paragraphs[i]!.cell?.row === row; i++) {
      const { text, align, cell } = paragraphs[i]!
      // the right column of a head is the wider one (NĐ 30/2020 PL I, layout sketch)
      const edge = (k: number) => LEFT + (RIGHT - LEFT) * (columns === 2 && k === 1 ? 0.42 : k / columns)
      const [x0, x1] = [edge(cell!.column), edge(cell!.column + 1) - 8]
      for (const line of wrap(text, x1 - x0)) {
        words.push(...placeLine(line, align === 'both' ? 'left' : align, x0, x1, bottoms[cell!.column]!))
        bottoms[cell!.column]! += LINE
      }
    }
    y = Math.max(...bottoms)
  }
  return { page: 1, width: WIDTH, height: Math.max(842, y + 60), words, source: 'flow' }
}
