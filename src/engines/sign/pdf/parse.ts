/**
 * One PDF object out of bytes. Strict: two keys of one name, a missing bracket, a word that is none end the reading, because two
 * readers that repair differently see two documents, and attacks on signatures live there.
 */
import { type Dict, Name, PdfError, PdfLimitError, type PdfObject, PdfString, Ref, Stream } from './objects.ts'

const MAX_DEPTH = 64
const SPACE = 1
const DELIMITER = 2
const KIND = new Uint8Array(256)
for (const c of [0, 9, 10, 12, 13, 32]) KIND[c] = SPACE
for (const c of '()<>[]{}/%') KIND[c.charCodeAt(0)] = DELIMITER

export class Parser {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  /** Past white space and comments. */
  skip(): void {
    const { bytes } = this
    for (;;) {
      const c = bytes[this.at]
      if (c === undefined) return
      if (KIND[c] === SPACE) this.at++
      else if (c === 0x25) while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++
      else return
    }
  }

  /** Takes this word if it stands here. */
  take(word: string): boolean {
    const { bytes, at } = this
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
    const next = bytes[at + word.length]
    if (next !== undefined && KIND[next] === 0 && /[A-Za-z0-9]$/.test(word)) return false
    this.at += word.length
    return true
  }

  /** Takes the word or ends the reading. */
  need(word: string): void {
    this.skip()
    if (!this.take(word)) throw new PdfError(`expected “${word}” at ${this.at}`)
  }

  /** A whole number without sign. */
  integer(): number {
    this.skip()
    const from = this.at
    let value = 0
    for (let c = this.bytes[this.at]; c !== undefined && c >= 48 && c <= 57; c = this.bytes[++this.at])
      value = value * 10 + c - 48
    if (this.at === from || this.at - from > 15) throw new PdfError(`expected a whole number at ${from}`)
    return value
  }

  object(depth = 0): PdfObject {
    if (depth > MAX_DEPTH) throw new PdfLimitError('objects nested too deep')
    this.skip()
    const { bytes } = this
    const c = bytes[this.at]
    if (c === undefined) throw new PdfError('cut off')
    if (c === 0x2f) return new Name(this.name())
    if (c === 0x28) return this.literal()
    if (c === 0x5b) {
      this.at++
      const items: PdfObject[] = []
      for (;;) {
        this.skip()
        if (bytes[this.at] === 0x5d) break
        items.push(this.object(depth + 1))
      }
      this.at++
      return items
    }
    if (c === 0x3c) return bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hex()
    if ((c >= 48 && c <= 57) || c === 0x2b || c === 0x2d || c === 0x2e) return this.numberOrRef()
    if (this.take('true')) return true
    if (this.take('false')) return false
    if (this.take('null')) return null
    throw new PdfError(`no object at ${this.at}`)
  }

  private dict(depth: number): Dict {
    const { bytes } = this
    this.at += 2
    const found: Dict = new Map()
    for (;;) {
      this.skip()
      if (bytes[this.at] === 0x3e && bytes[this.at + 1] === 0x3e) break
      if (bytes[this.at] !== 0x2f) throw new PdfError(`expected a key at ${this.at}`)
      const key = this.name()
      if (found.has(key)) throw new PdfError(`the key ${key} stands twice`)
      found.set(key, this.object(depth + 1))
    }
    this.at += 2
    return found
  }

  private name(): string {
    const { bytes } = this
    let text = ''
    for (this.at++; this.at < bytes.length; this.at++) {
      const c = bytes[this.at]!
      if (KIND[c] !== 0) break
      if (c !== 0x23) text += String.fromCharCode(c)
      else {
        const code = Number.parseInt(String.fromCharCode(bytes[this.at + 1] ?? 0, bytes[this.at + 2] ?? 0), 16)
        if (Number.isNaN(code)) throw new PdfError(`name at ${this.at}`)
        text += String.fromCharCode(code)
        this.at += 2
      }
    }
    return text
  }

  private numberOrRef(): number | Ref {
    const { bytes } = this
    const from = this.at
    while (this.at < bytes.length && KIND[bytes[this.at]!] === 0) this.at++
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(this.at - from, 64)).toString('latin1')
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new PdfError(`no number at ${from}`)
    const value = Number(text)
    if (!/^\d{1,10}$/.test(text)) return value
    // `12 0 R`
    const after = this.at
    let at = after
    while (KIND[bytes[at] ?? 1] === SPACE && at < bytes.length) at++
    let generation = 0
    const digits = at
    for (let c = bytes[at]; c !== undefined && c >= 48 && c <= 57 && at - digits < 6; c = bytes[++at])
      generation = generation * 10 + c - 48
    if (at === digits || at === after) return value
    const gap = at
    while (KIND[bytes[at] ?? 0] === SPACE) at++
    if (at === gap || bytes[at] !== 0x52 || KIND[bytes[at + 1] ?? 0x20] === 0) return value
    this.at = at + 1
    return new Ref(value, generation)
  }

  private hex(): PdfString {
    const { bytes } = this
    const start = this.at
    const end = bytes.indexOf(0x3e, start)
    if (end < 0) throw new PdfError('hexadecimal string without end')
    let text = Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString('latin1')
    if (/[^0-9A-Fa-f]/.test(text)) {
      text = text.replace(/[\0\t\n\f\r ]+/g, '')
      if (/[^0-9A-Fa-f]/.test(text)) throw new PdfError(`hexadecimal string at ${start}`)
    }
    this.at = end + 1
    return new PdfString(Buffer.from(text.length % 2 ? `${text}0` : text, 'hex'), true, start, this.at)
  }

  private literal(): PdfString {
    const { bytes } = this
    const start = this.at
    const out: number[] = []
    let open = 1
    for (this.at++; ; this.at++) {
      let c = bytes[this.at]
      if (c === undefined) throw new PdfError('string without end')
      if (c === 0x28) open++
      else if (c === 0x29 && --open === 0) break
      else if (c === 0x0d) {
        if (bytes[this.at + 1] === 0x0a) this.at++
        c = 0x0a
      } else if (c === 0x5c) {
        c = bytes[++this.at]
        if (c === undefined) throw new PdfError('string without end')
        const short = 'nrtbf'.indexOf(String.fromCharCode(c))
        if (short >= 0) c = [10, 13, 9, 8, 12][short]!
        else if (c === 0x0d || c === 0x0a) {
          if (c === 0x0d && bytes[this.at + 1] === 0x0a) this.at++
          continue
        } else if (c >= 48 && c <= 55) {
          let code = c - 48
          for (let i = 0; i < 2; i++) {
            const next = bytes[this.at + 1] ?? 0
            if (next < 48 || next > 55) break
            code = code * 8 + next - 48
            this.at++
          }
          c = code & 0xff
        }
      }
      out.push(c)
    }
    this.at++
    return new PdfString(Uint8Array.from(out), false, start, this.at)
  }

  /**
   * An indirect object with its header, `12 0 obj … endobj`.
   * @param lengthOf answers the value of /Length where it is a reference
   */
  indirect(number: number, generation: number, lengthOf: (value: PdfObject | undefined) => number): PdfObject {
    this.skip()
    const at = this.at
    if (this.integer() !== number || this.integer() !== generation)
      throw new PdfError(`another object than ${number} at ${at}`)
    this.need('obj')
    const value = this.object()
    this.skip()
    if (!(value instanceof Map) || !this.take('stream')) {
      this.need('endobj')
      return value
    }
    const { bytes } = this
    if (bytes[this.at] === 13) this.at++
    if (bytes[this.at] !== 10) throw new PdfError(`stream ${number} begins on no new line`)
    this.at++
    const length = lengthOf(value.get('Length'))
    const start = this.at
    if (!Number.isInteger(length) || length < 0 || start + length > bytes.length)
      throw new PdfError(`length of stream ${number}`)
    this.at += length
    const end = this.at
    while (KIND[bytes[this.at] ?? 0] === SPACE && this.at < end + 2) this.at++
    if (!this.take('endstream')) throw new PdfError(`stream ${number} does not end where its length says`)
    this.need('endobj')
    return new Stream(value, bytes.subarray(start, end))
  }
}

/** Whether this octet is white space. */
export const isSpace = (octet: number | undefined): boolean => octet !== undefined && KIND[octet] === SPACE
