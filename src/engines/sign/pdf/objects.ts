/** Objects of a PDF (ISO 32000, 7.3) as signatures need them: exact, nothing repaired, nothing guessed. */

/** The file breaks the format; strict reading stops here. */
export class PdfError extends Error {}
/** The file wants more than the limits: it is told so and not read on. */
export class PdfLimitError extends PdfError {}

export class Name {
  readonly value: string
  constructor(value: string) {
    this.value = value
  }
}

export class Ref {
  readonly number: number
  readonly generation: number
  constructor(number: number, generation: number) {
    this.number = number
    this.generation = generation
  }
}

/** A string with the place of its token in the buffer, brackets included. */
export class PdfString {
  readonly bytes: Uint8Array
  readonly isHex: boolean
  readonly start: number
  readonly end: number
  constructor(bytes: Uint8Array, isHex = false, start = -1, end = -1) {
    this.bytes = bytes
    this.isHex = isHex
    this.start = start
    this.end = end
  }
  /** Text by the string's own encoding mark: UTF-16, UTF-8, else as PDFDocEncoding, near enough to Latin-1. */
  get text(): string {
    const [a, b, c] = this.bytes
    const bytes = Buffer.from(this.bytes)
    if (a === 0xfe && b === 0xff)
      return bytes
        .subarray(2, bytes.length & ~1)
        .swap16()
        .toString('utf16le')
    if (a === 0xff && b === 0xfe) return bytes.subarray(2).toString('utf16le')
    if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3).toString('utf8')
    return bytes.toString('latin1')
  }
}

export type Dict = Map<string, PdfObject>

export class Stream {
  readonly dict: Dict
  /** Bytes as they stand in the file, filters not undone. */
  readonly raw: Uint8Array
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict
    this.raw = raw
  }
}

export type PdfObject = null | boolean | number | Name | PdfString | Ref | Stream | PdfObject[] | Dict

export const isDict = (value: PdfObject | undefined): value is Dict => value instanceof Map
export const nameOf = (value: PdfObject | undefined): string | undefined =>
  value instanceof Name ? value.value : undefined
/** The dictionary of a dictionary or stream. */
export const dictOf = (value: PdfObject | undefined): Dict | undefined =>
  isDict(value) ? value : value instanceof Stream ? value.dict : undefined

/**
 * Whether two objects are written alike: same structure, same references (not what stands behind them), same raw bytes of streams.
 */
export function isSame(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true
  if (a instanceof Name) return b instanceof Name && a.value === b.value
  if (a instanceof Ref) return b instanceof Ref && a.number === b.number && a.generation === b.generation
  if (a instanceof PdfString) return b instanceof PdfString && Buffer.compare(a.bytes, b.bytes) === 0
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]))
  if (isDict(a)) {
    if (!isDict(b) || a.size !== b.size) return false
    for (const [key, value] of a) if (!b.has(key) || !isSame(value, b.get(key))) return false
    return true
  }
  if (a instanceof Stream) return b instanceof Stream && isSame(a.dict, b.dict) && Buffer.compare(a.raw, b.raw) === 0
  return false
}

/** Calls `found` for every reference inside, with the key of the nearest dictionary around it. */
export function eachReference(value: PdfObject, found: (ref: Ref, key: string) => void, key = ''): void {
  if (value instanceof Ref) found(value, key)
  else if (Array.isArray(value)) for (const one of value) eachReference(one, found, key)
  else if (isDict(value)) for (const [name, one] of value) eachReference(one, found, name)
  else if (value instanceof Stream) for (const [name, one] of value.dict) eachReference(one, found, name)
}

const NAME_SAFE = /^[A-Za-z0-9_.+*:@-]*$/

/** Bytes of an object as they are written into a file. */
export function writeObject(value: PdfObject): Buffer {
  if (value instanceof Stream) {
    const dict = new Map(value.dict).set('Length', value.raw.length)
    return Buffer.concat([writeObject(dict), Buffer.from('\nstream\n'), value.raw, Buffer.from('\nendstream')])
  }
  return Buffer.from(writeText(value), 'latin1')
}

function nameText(name: string): string {
  if (NAME_SAFE.test(name)) return name
  return [...name].map((c) => (NAME_SAFE.test(c) ? c : `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')
}

/** The same as text, a letter a byte; streams stand alone. */
export function writeText(value: PdfObject): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/0+$/, '')
  if (value instanceof Ref) return `${value.number} ${value.generation} R`
  if (value instanceof Name) return `/${nameText(value.value)}`
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString('hex')}>`
  if (Array.isArray(value)) return `[${value.map(writeText).join(' ')}]`
  if (value instanceof Stream) throw new PdfError('a stream stands alone')
  let text = '<<'
  for (const [key, one] of value) text += `/${nameText(key)} ${writeText(one)}\n`
  return value.size === 0 ? '<<>>' : `${text.slice(0, -1)}>>`
}

/** A text as a PDF string: Latin letters as they are, others as UTF-16 with its mark. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'))
  return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))
}
