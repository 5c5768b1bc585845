/**
 * A PDF by its cross-references, section by section from the end, as a conforming reader finds its objects. Nothing is
 * reconstructed: a file whose cross-references do not lead to its objects is no document here.
 */
import { inflateSync } from 'node:zlib'
import { type Dict, dictOf, isDict, nameOf, PdfError, PdfLimitError, type PdfObject, Ref, Stream } from './objects.ts'
import { isSpace, Parser } from './parse.ts'

/** Where an object is: at an offset, or inside an object stream; `free` hides an older one. */
export type Entry =
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in'; readonly container: number; readonly index: number }
  | { readonly kind: 'free' }

export interface Section {
  readonly offset: number
  readonly isStream: boolean
  readonly trailer: Dict
}

const MAX_SECTIONS = 2000
const MAX_ENTRIES = 1_000_000
const MAX_NUMBER = 8_388_607
const MAX_UNPACKED = 256 * 2 ** 20
const MAX_STREAM = 64 * 2 ** 20

export class PdfFile {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly sections: readonly Section[]
  readonly entries: ReadonlyMap<number, Entry>
  /** The newest trailer. */
  readonly trailer: Dict
  /** Where the last `%%EOF` ends. */
  readonly end: number
  #objects = new Map<number, PdfObject>()
  #containers = new Map<number, { body: Uint8Array; places: { number: number; at: number }[] }>()
  #open = new Set<number>()
  #unpacked = 0

  /** @throws PdfError */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new PdfError('no PDF header')
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const last = buffer.lastIndexOf('startxref')
    if (last < 0) throw new PdfError('no startxref')
    const parser = new Parser(bytes, last)
    parser.need('startxref')
    const start = parser.integer()
    while (isSpace(bytes[parser.at])) parser.at++
    if (!parser.take('%%EOF')) throw new PdfError('no end mark')
    this.end = parser.at
    const entries = new Map<number, Entry>()
    const sections: Section[] = []
    const seen = new Set<number>()
    this.entries = entries
    this.sections = sections
    for (let offset: number | undefined = start; offset !== undefined; ) {
      if (seen.has(offset)) throw new PdfError('cross-references go in a circle')
      seen.add(offset)
      if (sections.length >= MAX_SECTIONS) throw new PdfLimitError('too many revisions')
      const section = this.#section(offset, entries)
      sections.push(section)
      const previous = section.trailer.get('Prev')
      if (previous !== undefined && (typeof previous !== 'number' || !Number.isInteger(previous) || previous < 0))
        throw new PdfError('/Prev is no offset')
      offset = previous as number | undefined
    }
    this.trailer = sections[0]!.trailer
  }

  #section(offset: number, entries: Map<number, Entry>): Section {
    if (offset >= this.bytes.length) throw new PdfError('cross-reference past the end')
    const parser = new Parser(this.bytes, offset)
    parser.skip()
    if (!parser.take('xref')) return { offset, isStream: true, trailer: this.#xrefStream(offset, entries) }
    const own = new Map<number, Entry>()
    for (;;) {
      parser.skip()
      if (parser.take('trailer')) break
      this.#table(parser, own)
    }
    const trailer = parser.object()
    if (!isDict(trailer)) throw new PdfError('trailer is no dictionary')
    // A hybrid file: entries of the stream that readers before 1.5 do not see come before the free ones of the table.
    const hybrid = trailer.get('XRefStm')
    const hidden = new Map<number, Entry>()
    if (hybrid !== undefined) {
      if (typeof hybrid !== 'number' || !Number.isInteger(hybrid) || hybrid < 0)
        throw new PdfError('/XRefStm is no offset')
      this.#xrefStream(hybrid, hidden)
    }
    for (const [number, entry] of own) if (entry.kind !== 'free' && !entries.has(number)) entries.set(number, entry)
    for (const source of [hidden, own])
      for (const [number, entry] of source) if (!entries.has(number)) entries.set(number, entry)
    return { offset, isStream: false, trailer }
  }

  #table(parser: Parser, own: Map<number, Entry>): void {
    const first = parser.integer()
    const count = parser.integer()
    if (own.size + count > MAX_ENTRIES || first + count > MAX_NUMBER + 1) throw new PdfLimitError('too many objects')
    for (let i = 0; i < count; i++) {
      const offset = parser.integer()
      const generation = parser.integer()
      parser.skip()
      const isUsed = parser.take('n')
      if (!isUsed && !parser.take('f')) throw new PdfError('cross-reference entry')
      if (own.has(first + i)) throw new PdfError(`object ${first + i} stands twice in one table`)
      own.set(first + i, isUsed && offset > 0 ? { kind: 'at', offset, generation } : { kind: 'free' })
    }
  }

  #xrefStream(offset: number, entries: Map<number, Entry>): Dict {
    const parser = new Parser(this.bytes, offset)
    parser.skip()
    const at = parser.at
    const number = parser.integer()
    const generation = parser.integer()
    parser.at = at
    const stream = parser.indirect(number, generation, directLength)
    if (!(stream instanceof Stream) || nameOf(stream.dict.get('Type')) !== 'XRef')
      throw new PdfError(`no cross-reference at ${offset}`)
    const { dict } = stream
    const widths = dict.get('W')
    const size = dict.get('Size')
    if (!Array.isArray(widths) || widths.length !== 3 || typeof size !== 'number')
      throw new PdfError('cross-reference stream')
    const [w0, w1, w2] = widths.map((w) => {
      if (typeof w !== 'number' || !Number.isInteger(w) || w < 0 || w > 6)
        throw new PdfError('/W of a cross-reference stream')
      return w
    }) as [number, number, number]
    const index = dict.get('Index') ?? [0, size]
    if (!Array.isArray(index) || index.length % 2 !== 0) throw new PdfError('/Index of a cross-reference stream')
    const body = this.unpack(stream)
    const row = w0 + w1 + w2
    const own = new Set<number>()
    let place = 0
    const field = (width: number, absent: number): number => {
      if (width === 0) return absent
      let value = 0
      for (let i = 0; i < width; i++) value = value * 256 + body[place++]!
      return value
    }
    for (let i = 0; i < index.length; i += 2) {
      const [first, count] = [index[i], index[i + 1]]
      if (
        typeof first !== 'number' ||
        typeof count !== 'number' ||
        !Number.isInteger(first) ||
        first < 0 ||
        !Number.isInteger(count) ||
        count < 0
      )
        throw new PdfError('/Index of a cross-reference stream')
      if (row === 0 || first + count > MAX_NUMBER + 1 || place + count * row > body.length)
        throw new PdfError('cross-reference stream cut off')
      for (let j = 0; j < count; j++) {
        const kind = field(w0, 1)
        const second = field(w1, 0)
        const third = field(w2, 0)
        if (own.has(first + j)) throw new PdfError(`object ${first + j} stands twice in one table`)
        own.add(first + j)
        if (own.size > MAX_ENTRIES) throw new PdfLimitError('too many objects')
        if (entries.has(first + j)) continue
        if (kind === 0 || (kind === 1 && second === 0)) entries.set(first + j, { kind: 'free' })
        else if (kind === 1) entries.set(first + j, { kind: 'at', offset: second, generation: third })
        else if (kind === 2) entries.set(first + j, { kind: 'in', container: second, index: third })
      }
    }
    return dict
  }

  /** The object of this number, null where there is none. @throws PdfError when the file says where it is and it is not there */
  object(number: number): PdfObject {
    const known = this.#objects.get(number)
    if (known !== undefined) return known
    const entry = this.entries.get(number)
    if (!entry || entry.kind === 'free') return null
    if (this.#open.has(number)) throw new PdfError(`object ${number} leads to itself`)
    this.#open.add(number)
    try {
      const found =
        entry.kind === 'at'
          ? this.#at(number, entry.offset, entry.generation)
          : this.#inside(number, entry.container, entry.index)
      if (found instanceof Ref) throw new PdfError(`object ${number} is a reference`)
      this.#objects.set(number, found)
      return found
    } finally {
      this.#open.delete(number)
    }
  }

  #at(number: number, offset: number, generation: number): PdfObject {
    return new Parser(this.bytes, offset).indirect(number, generation, (value) => {
      const length = this.resolve(value)
      if (typeof length !== 'number') throw new PdfError(`length of stream ${number}`)
      return length
    })
  }

  #inside(number: number, container: number, index: number): PdfObject {
    let known = this.#containers.get(container)
    if (!known) {
      if (this.entries.get(container)?.kind !== 'at') throw new PdfError(`object stream ${container} is missing`)
      const stream = this.object(container)
      if (!(stream instanceof Stream) || nameOf(stream.dict.get('Type')) !== 'ObjStm')
        throw new PdfError(`${container} is no object stream`)
      const [count, first] = [this.resolve(stream.dict.get('N')), this.resolve(stream.dict.get('First'))]
      if (typeof count !== 'number' || typeof first !== 'number' || count < 0 || count > 1_000_000)
        throw new PdfError(`object stream ${container}`)
      const body = this.unpack(stream)
      const parser = new Parser(body)
      const places = Array.from({ length: count }, () => ({ number: parser.integer(), at: first + parser.integer() }))
      known = { body, places }
      this.#containers.set(container, known)
    }
    const place = known.places[index]
    if (!place || place.number !== number) throw new PdfError(`object ${number} is not in stream ${container}`)
    return new Parser(known.body, place.at).object()
  }

  /** What stands behind a reference; anything else answers itself. Undefined and missing answer null. */
  resolve(value: PdfObject | undefined): PdfObject {
    if (value === undefined) return null
    if (!(value instanceof Ref)) return value
    const entry = this.entries.get(value.number)
    if (!entry || entry.kind === 'free') return null
    if ((entry.kind === 'at' ? entry.generation : 0) !== value.generation) return null
    return this.object(value.number)
  }

  /** The dictionary behind a value, if it is one. */
  dict(value: PdfObject | undefined): Dict | undefined {
    const found = this.resolve(value)
    return isDict(found) ? found : undefined
  }

  /** The array behind a value; a missing one is empty. */
  array(value: PdfObject | undefined): PdfObject[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : []
  }

  get root(): Dict {
    const found = this.dict(this.trailer.get('Root'))
    if (!found) throw new PdfError('no catalog')
    return found
  }

  get isEncrypted(): boolean {
    return this.sections.some((section) => section.trailer.has('Encrypt'))
  }

  /** Content of a stream, Flate and its predictors undone. @throws PdfError for other filters and past the limits */
  unpack(stream: Stream): Uint8Array {
    const filter = this.#single(stream.dict.get('Filter'))
    if (filter === null) return stream.raw
    if (nameOf(filter) !== 'FlateDecode' && nameOf(filter) !== 'Fl') throw new PdfError(`filter ${nameOf(filter)}`)
    let body: Uint8Array
    try {
      body = inflateSync(stream.raw, { maxOutputLength: MAX_STREAM })
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        throw new PdfLimitError('a stream unfolds too far')
      throw new PdfError('a packed stream is broken')
    }
    this.#unpacked += body.length
    if (this.#unpacked > MAX_UNPACKED) throw new PdfLimitError('streams unfold too far')
    const parameters = dictOf(this.#single(stream.dict.get('DecodeParms')))
    return parameters ? unpredict(body, parameters) : body
  }

  #single(value: PdfObject | undefined): PdfObject {
    const found = this.resolve(value)
    if (!Array.isArray(found)) return found
    if (found.length > 1) throw new PdfError('several filters')
    return this.resolve(found[0])
  }
}

function directLength(value: PdfObject | undefined): number {
  if (typeof value !== 'number') throw new PdfError('length of a cross-reference stream')
  return value
}

/** PNG predictors (ISO 32000, 7.4.4.4). */
function unpredict(body: Uint8Array, parameters: Dict): Uint8Array {
  const whole = (key: string, absent: number): number => {
    const value = parameters.get(key) ?? absent
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_535)
      throw new PdfError(`/${key} of a predictor`)
    return value
  }
  const predictor = whole('Predictor', 1)
  if (predictor === 1) return body
  if (predictor < 10) throw new PdfError('predictor of TIFF')
  const step = Math.max(1, (whole('Colors', 1) * whole('BitsPerComponent', 8)) >> 3)
  const width = (whole('Columns', 1) * whole('Colors', 1) * whole('BitsPerComponent', 8) + 7) >> 3
  const rows = Math.floor(body.length / (width + 1))
  const out = new Uint8Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const kind = body[row * (width + 1)]!
    const [from, to] = [row * (width + 1) + 1, row * width]
    for (let i = 0; i < width; i++) {
      const left = i >= step ? out[to + i - step]! : 0
      const up = row > 0 ? out[to + i - width]! : 0
      const corner = row > 0 && i >= step ? out[to + i - width - step]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind]
      if (guess === undefined) throw new PdfError('predictor of PNG')
      out[to + i] = body[from + i]! + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
