/**
 * DXL as Domino 6 to 14 export it (public DTD, "domino.dtd"): `document` with `item`s that hold text, numbers, days, names, rich text
 * or an attached file. Read as a stream: attachments never pass through the XML reader, whatever their size.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row, TableSource } from '#engines/tabular/types.ts'
import { xmlReader } from '#engines/tabular/xml.ts'
import { AppError } from '#platform/errors/index.ts'

interface Note {
  readonly line: number
  readonly form: string
  readonly unid: string
  readonly items: Map<string, string[]>
  readonly files: string[]
}

/** What every document has, before its own items. */
const FIXED = ['$UNID', '$FORM', '$FILES'] as const

/** A first pass learns the names of the items, so that the table has its columns; then `rows` reads again. */
export async function openDxl(path: string): Promise<TableSource> {
  const names = new Map<string, number>()
  for await (const notes of readNotes(path))
    for (const note of notes) for (const name of note.items.keys()) names.set(name, (names.get(name) ?? 0) + 1)
  const columns = [...FIXED, ...[...names.keys()].slice(0, 1_500)]
  return {
    format: 'dxl',
    sheets: [],
    sheet: null,
    charset: 'utf-8',
    delimiter: null,
    async *rows() {
      // The header is line 0: documents count from 1.
      yield [{ line: 0, cells: columns }] as readonly Row[]
      for await (const notes of readNotes(path))
        yield notes.map((note) => ({ line: note.line, cells: columns.map((name) => cellOf(note, name)) }))
    },
  }
}

function cellOf(note: Note, name: string): string {
  if (name === '$UNID') return note.unid
  if (name === '$FORM') return note.form
  if (name === '$FILES') return note.files.map((file) => `${note.line}/${file}`).join('; ')
  return note.items.get(name)?.join('; ') ?? ''
}

/** An attached file that was written out: `name` as `$FILES` names it. */
export interface DxlFile {
  readonly line: number
  readonly name: string
  readonly path: string
  readonly size: number
}

/** Writes every attached file into a folder, under a name of ours. Streaming: a file of any size in small memory. */
export async function extractFiles(path: string, folder: string): Promise<DxlFile[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found: DxlFile[] = []
  for await (const _ of readNotes(path, { folder, found })) {
    // the files are what is wanted
  }
  return found
}

interface Sink {
  readonly folder: string
  readonly found: DxlFile[]
}

/** Items whose text is not for people: design, signatures, what the server keeps for itself. */
const INNER = /^\$(?!UNID|FORM|FILES)/i
const ITEM_LIMIT = 100_000

async function* readNotes(path: string, sink?: Sink): AsyncGenerator<Note[]> {
  const reader = noteReader()
  const filter = new FileDataFilter()
  const decoder = new TextDecoder('utf-8')
  let writer: Base64Writer | null = null
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      for (const piece of filter.split(decoder.decode(chunk, { stream: true }))) {
        if (piece.kind === 'xml') reader.write(piece.text)
        else if (piece.kind === 'begin') {
          if (sink) writer = await Base64Writer.open(sink.folder, reader.line(), reader.fileName())
        } else if (piece.kind === 'data') await writer?.write(piece.text)
        else if (writer && sink) {
          sink.found.push(await writer.close())
          writer = null
        }
      }
      const notes = reader.take()
      if (notes.length > 0) yield notes
    }
    for (const piece of filter.end()) reader.write(piece)
    reader.close()
    const notes = reader.take()
    if (notes.length > 0) yield notes
  } finally {
    await writer?.close()
  }
}

/** `20100105T101112,00+07` -> `2010-01-05`; a time alone has no day. */
function dayOf(text: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T|$)/.exec(text.trim())
  return match ? `${match[1]}-${match[2]}-${match[3]}` : text.trim()
}

/** `CN=Nguyễn Văn An/OU=VP/O=TU` -> `Nguyễn Văn An`. */
function nameOf(text: string): string {
  return /^CN=([^/]+)/i.exec(text)?.[1] ?? text
}

function noteReader() {
  let notes: Note[] = []
  let line = 0
  let note: Note | null = null
  let item: string | null = null
  let isNames = false
  let value: string | null = null
  let kind = ''
  let rich = 0
  let file = ''

  const put = (text: string): void => {
    if (!note || item === null || INNER.test(item) || text === '') return
    const values = note.items.get(item) ?? []
    if (values.length < 500) values.push(isNames ? nameOf(text) : text)
    note.items.set(item, values)
  }

  const xml = xmlReader(
    {
      open(name, a) {
        if (name === 'document') {
          line++
          note = { line, form: a['form'] ?? '', unid: '', items: new Map(), files: [] }
        } else if (!note) return
        else if (name === 'noteinfo') (note as { unid: string }).unid = a['unid'] ?? ''
        else if (name === 'item') {
          item = a['name'] ?? ''
          isNames = a['names'] === 'true' || a['authors'] === 'true' || a['readers'] === 'true'
        } else if (name === 'richtext') {
          rich++
          value = ''
          kind = 'rich'
        } else if (name === 'file') {
          file = a['name'] ?? 'tep'
          note.files.push(file)
        } else if (rich > 0) {
          if (name === 'break' || (name === 'par' && value)) value += '\n'
          if (name === 'tab') value += '\t'
        } else if (name === 'text' || name === 'number' || name === 'datetime') {
          value = ''
          kind = name
        } else if (name === 'break' && value !== null) value += '\n'
      },
      close(name) {
        if (name === 'document') {
          if (note) notes.push(note)
          note = null
        } else if (name === 'item') item = null
        else if (name === 'richtext') {
          rich--
          put((value ?? '').trim())
          value = null
        } else if (rich === 0 && name === kind && value !== null) {
          put(kind === 'datetime' ? dayOf(value) : value.trim())
          value = null
        }
      },
      text(text) {
        if (value === null) return
        value += rich > 0 ? text.replace(/\r?\n/g, '') : text
        if (value.length > ITEM_LIMIT) value = value.slice(0, ITEM_LIMIT)
      },
    },
    true,
  )
  return {
    write: xml.write,
    close: xml.close,
    line: () => line,
    fileName: () => file,
    take(): Note[] {
      const done = notes
      notes = []
      return done
    },
  }
}

type Piece = { readonly kind: 'xml' | 'begin' | 'data' | 'end'; readonly text: string }
const BEGIN = '<filedata'
const END = '</filedata>'

/** Takes the base64 of attachments out of the stream before the XML reader would gather it in memory. */
class FileDataFilter {
  #rest = ''
  #isData = false

  split(text: string): Piece[] {
    const pieces: Piece[] = []
    let all = this.#rest + text
    this.#rest = ''
    for (;;) {
      if (this.#isData) {
        const end = all.indexOf('<')
        if (end < 0) {
          if (all !== '') pieces.push({ kind: 'data', text: all })
          return pieces
        }
        if (end > 0) pieces.push({ kind: 'data', text: all.slice(0, end) })
        all = all.slice(end)
        if (all.length < END.length) break
        if (!all.startsWith(END)) throw new AppError('TABULAR_BROKEN', { facts: { reason: 'filedata' } })
        pieces.push({ kind: 'end', text: '' }, { kind: 'xml', text: END })
        all = all.slice(END.length)
        this.#isData = false
      } else {
        const begin = all.indexOf(BEGIN)
        if (begin < 0) {
          // the last letters may be the beginning of the tag
          const keep = tailOf(all)
          if (all.length > keep) pieces.push({ kind: 'xml', text: all.slice(0, all.length - keep) })
          all = all.slice(all.length - keep)
          break
        }
        const close = all.indexOf('>', begin)
        if (close < 0) break
        pieces.push({ kind: 'xml', text: all.slice(0, close + 1) })
        if (all[close - 1] !== '/') {
          this.#isData = true
          pieces.push({ kind: 'begin', text: '' })
        }
        all = all.slice(close + 1)
      }
    }
    if (all.length > 1_000_000) throw new AppError('TABULAR_BROKEN', { facts: { reason: 'filedata' } })
    this.#rest = all
    return pieces
  }

  end(): string[] {
    if (this.#isData) throw new AppError('TABULAR_BROKEN', { facts: { reason: 'filedata' } })
    return this.#rest === '' ? [] : [this.#rest]
  }
}

/** How many letters at the end of a text may begin `<filedata`. */
function tailOf(text: string): number {
  for (let n = Math.min(BEGIN.length - 1, text.length); n > 0; n--) if (text.endsWith(BEGIN.slice(0, n))) return n
  return 0
}

/** Base64 with any line breaks, decoded as it comes. */
class Base64Writer {
  readonly #file: Awaited<ReturnType<typeof open>>
  readonly #found: { line: number; name: string; path: string }
  #rest = ''
  #size = 0

  private constructor(file: Awaited<ReturnType<typeof open>>, found: { line: number; name: string; path: string }) {
    this.#file = file
    this.#found = found
  }

  static #count = 0
  static async open(folder: string, line: number, name: string): Promise<Base64Writer> {
    const path = join(folder, `${line}-${Base64Writer.#count++}`)
    return new Base64Writer(await open(path, 'wx', 0o600), { line, name: `${line}/${name}`, path })
  }

  async write(text: string): Promise<void> {
    const clean = this.#rest + text.replace(/[^A-Za-z0-9+/=]/g, '')
    const whole = clean.length - (clean.length % 4)
    this.#rest = clean.slice(whole)
    const bytes = Buffer.from(clean.slice(0, whole), 'base64')
    this.#size += bytes.length
    await this.#file.write(bytes)
  }

  async close(): Promise<DxlFile> {
    if (this.#rest !== '') {
      const bytes = Buffer.from(this.#rest, 'base64')
      this.#size += bytes.length
      await this.#file.write(bytes)
      this.#rest = ''
    }
    await this.#file.close()
    return { ...this.#found, size: this.#size }
  }
}
