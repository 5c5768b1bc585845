/**
 * An incremental update: objects added behind a file whose bytes stay as they are, with a cross-reference of the kind that the file
 * uses. The file is read strictly before, so a file whose own cross-references are off is refused rather than made worse.
 */
import { createHash } from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'
import { PdfFile } from './file.ts'
import {
  type Dict,
  Name,
  PdfError,
  PdfLimitError,
  type PdfObject,
  PdfString,
  Ref,
  Stream,
  writeObject,
  writeText,
} from './objects.ts'

/**
 * Opens a PDF for an update.
 * @throws AppError SIGN_NOT_PDF, SIGN_PDF_ENCRYPTED, SIGN_PDF_BROKEN, SIGN_PDF_TOO_LARGE
 */
export function openForUpdate(bytes: Uint8Array): PdfFile {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf('%PDF-') < 0) throw new AppError('SIGN_NOT_PDF')
  return guarded(() => {
    const file = new PdfFile(bytes)
    if (file.isEncrypted) throw new AppError('SIGN_PDF_ENCRYPTED')
    // Something behind the end mark would slip under the new signature unseen.
    if (bytes.subarray(file.end).some((octet) => ![0, 9, 10, 12, 13, 32].includes(octet)))
      throw new PdfError('bytes after the end')
    return file
  })
}

/** Faults of the file as errors that people read. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof PdfLimitError)
      throw new AppError('SIGN_PDF_TOO_LARGE', { facts: { what: cause.message }, cause })
    if (cause instanceof PdfError) throw new AppError('SIGN_PDF_BROKEN', { facts: { reason: cause.message }, cause })
    throw cause
  }
}

export class Update {
  readonly file: PdfFile
  #next: number
  /** Bodies; texts hold a byte a letter. */
  #objects = new Map<number, string | Buffer>()

  constructor(file: PdfFile) {
    this.file = file
    const size = file.trailer.get('Size')
    let highest = typeof size === 'number' ? size - 1 : 0
    for (const number of file.entries.keys()) if (number > highest) highest = number
    this.#next = highest + 1
  }

  /** Adds a new object. @returns its reference */
  add(value: PdfObject | { body: string }): Ref {
    const number = this.#next++
    const isBody = typeof value === 'object' && value !== null && 'body' in value
    this.#objects.set(number, isBody ? value.body : bodyOf(value))
    return new Ref(number, 0)
  }

  /** The reference that the next `add` will answer. */
  get nextRef(): Ref {
    return new Ref(this.#next, 0)
  }

  /** Puts another object in the place of one that the file has. */
  replace(ref: Ref, value: PdfObject): void {
    this.#objects.set(ref.number, bodyOf(value))
  }

  /** The whole file with the update. @param find an object whose place is wanted @returns where its value begins */
  write(find?: Ref): { bytes: Buffer; at: number } {
    const { file } = this
    // Texts are written into the one buffer at the end: a signature is made in less time than many small buffers take.
    const parts: (string | Buffer)[] = []
    let length = file.bytes.length
    const push = (part: string | Buffer): void => {
      parts.push(part)
      length += part.length
    }
    const last = file.bytes[length - 1]
    if (last !== 10 && last !== 13) push('\n')
    const offsets = new Map<number, { offset: number; generation: number }>()
    let at = -1
    for (const [number, body] of this.#objects) {
      const entry = file.entries.get(number)
      const generation = entry?.kind === 'at' ? entry.generation : 0
      offsets.set(number, { offset: length, generation })
      push(`${number} ${generation} obj\n`)
      if (find?.number === number) at = length
      push(body)
      push('\nendobj\n')
    }
    const start = length
    push(file.sections[0]!.isStream ? this.#stream(offsets, start) : this.#table(offsets))
    push(`startxref\n${start}\n%%EOF\n`)
    const bytes = Buffer.allocUnsafe(length)
    bytes.set(file.bytes)
    let to = file.bytes.length
    for (const part of parts) {
      if (typeof part === 'string') bytes.write(part, to, 'latin1')
      else bytes.set(part, to)
      to += part.length
    }
    return { bytes, at }
  }

  #trailer(size: number, offsets: ReadonlyMap<number, { offset: number }>): Dict {
    const old = this.file.trailer
    const trailer: Dict = new Map<string, PdfObject>([['Size', size]])
    for (const key of ['Root', 'Info']) if (old.has(key)) trailer.set(key, old.get(key)!)
    const [first] = this.file.array(old.get('ID'))
    if (first instanceof PdfString) {
      // The second part tells versions apart (ISO 32000, 14.4); made of what is added, so that equal input gives an equal file.
      const version = createHash('sha256')
      for (const body of this.#objects.values()) version.update(typeof body === 'string' ? body.slice(0, 4096) : body)
      version.update([...offsets.values()].map((one) => one.offset).join())
      trailer.set('ID', [first, new PdfString(version.digest().subarray(0, 16), true)])
    }
    trailer.set('Prev', this.file.sections[0]!.offset)
    return trailer
  }

  #table(offsets: ReadonlyMap<number, { offset: number; generation: number }>): string {
    let text = 'xref\n'
    for (const run of runs([...offsets.keys()])) {
      text += `${run[0]} ${run.length}\n`
      for (const number of run) {
        const { offset, generation } = offsets.get(number)!
        text += `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`
      }
    }
    return `${text}trailer\n${writeText(this.#trailer(this.#next, offsets))}\n`
  }

  #stream(offsets: Map<number, { offset: number; generation: number }>, start: number): Buffer {
    const own = this.#next
    offsets.set(own, { offset: start, generation: 0 })
    const all = runs([...offsets.keys()])
    const rows = all.flat().map((number) => {
      const { offset, generation } = offsets.get(number)!
      const row = Buffer.alloc(8)
      row[0] = 1
      row.writeUIntBE(offset, 1, 5)
      row.writeUInt16BE(generation, 6)
      return row
    })
    const dict = this.#trailer(own + 1, offsets)
    dict.set('Type', new Name('XRef'))
    dict.set('W', [1, 5, 2])
    dict.set(
      'Index',
      all.flatMap((run) => [run[0]!, run.length]),
    )
    return Buffer.concat([
      Buffer.from(`${own} 0 obj\n`),
      writeObject(new Stream(dict, Buffer.concat(rows))),
      Buffer.from('\nendobj\n'),
    ])
  }
}

const bodyOf = (value: PdfObject): string | Buffer => (value instanceof Stream ? writeObject(value) : writeText(value))

/** Numbers in ascending order, neighbours together. */
function runs(numbers: number[]): number[][] {
  const found: number[][] = []
  for (const number of numbers.sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && last.at(-1) === number - 1) last.push(number)
    else found.push([number])
  }
  return found
}
