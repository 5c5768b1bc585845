/**
 * ASN.1 read and written, as far as signatures need it. Reading takes DER and, because some signing programs write it, BER with
 * indefinite lengths and constructed strings; nothing is ever read past its parent. Hostile input ends in `Asn1Error`, never in a
 * hang: depth and the number of elements are limited.
 */

/** The bytes are no ASN.1 of the shape that was looked for. */
export class Asn1Error extends Error {}

/** One element. Offsets count in the buffer that was given to `readAsn1`. */
export interface Asn1 {
  /** Identifier octet: class, constructed bit and number (numbers from 31 up are refused). */
  readonly tag: number
  /** The whole element with tag and length. */
  readonly bytes: Uint8Array
  /** The content alone. */
  readonly content: Uint8Array
  /** Elements inside a constructed one. */
  readonly items: readonly Asn1[]
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const

const MAX_DEPTH = 40
const MAX_ELEMENTS = 2_000_000

/**
 * Reads one element at the beginning.
 * @param options.trailing whether bytes after it are allowed (a signature's placeholder is filled up with zeros)
 * @throws Asn1Error
 */
export function readAsn1(bytes: Uint8Array, options: { trailing?: boolean } = {}): Asn1 {
  const count = { left: MAX_ELEMENTS }
  const found = element(bytes, 0, bytes.length, 0, count)
  if (!options.trailing && found.bytes.length !== bytes.length) throw new Asn1Error('bytes after the element')
  return found
}

function element(buffer: Uint8Array, start: number, end: number, depth: number, count: { left: number }): Asn1 {
  if (depth > MAX_DEPTH || --count.left < 0) throw new Asn1Error('too deep or too many elements')
  if (start + 2 > end) throw new Asn1Error('cut off')
  const tag = buffer[start]!
  if ((tag & 0x1f) === 0x1f) throw new Asn1Error('tag number of several octets')
  const isConstructed = (tag & 0x20) !== 0
  let at = start + 2
  let length = buffer[start + 1]!
  if (length === 0x80) {
    if (!isConstructed) throw new Asn1Error('indefinite length of a primitive')
    const items: Asn1[] = []
    const from = at
    for (;;) {
      if (at + 2 > end) throw new Asn1Error('cut off')
      if (buffer[at] === 0 && buffer[at + 1] === 0) break
      const item = element(buffer, at, end, depth + 1, count)
      items.push(item)
      at += item.bytes.length
    }
    return { tag, bytes: buffer.subarray(start, at + 2), content: buffer.subarray(from, at), items }
  }
  if (length > 0x80) {
    const octets = length & 0x7f
    if (octets > 4 || at + octets > end) throw new Asn1Error('length out of range')
    length = 0
    for (let i = 0; i < octets; i++) length = length * 256 + buffer[at + i]!
    at += octets
  }
  const stop = at + length
  if (stop > end) throw new Asn1Error('cut off')
  const items: Asn1[] = []
  if (isConstructed)
    for (let next = at; next < stop; ) {
      const item = element(buffer, next, stop, depth + 1, count)
      items.push(item)
      next += item.bytes.length
    }
  return { tag, bytes: buffer.subarray(start, stop), content: buffer.subarray(at, stop), items }
}

/** The element, if it is of this tag. @throws Asn1Error */
export function expectTag(node: Asn1 | undefined, tag: number): Asn1 {
  if (!node || node.tag !== tag) throw new Asn1Error(`expected tag ${tag}, found ${node?.tag ?? 'nothing'}`)
  return node
}

/** The elements of a SEQUENCE. @throws Asn1Error */
export const sequence = (node: Asn1 | undefined): readonly Asn1[] => expectTag(node, TAG.sequence).items

/** The element with the context tag [n], primitive or constructed. */
export function tagged(items: readonly Asn1[], n: number): Asn1 | undefined {
  return items.find((item) => (item.tag & 0xc0) === 0x80 && (item.tag & 0x1f) === n)
}

/** Dotted text of an OBJECT IDENTIFIER. @throws Asn1Error */
export function oidOf(node: Asn1 | undefined): string {
  const { content } = expectTag(node, TAG.oid)
  if (content.length === 0 || content.length > 64) throw new Asn1Error('object identifier out of range')
  const parts: number[] = []
  let value = 0
  for (const [i, octet] of content.entries()) {
    if (value > 2 ** 45) throw new Asn1Error('object identifier out of range')
    value = value * 128 + (octet & 0x7f)
    if (octet & 0x80) {
      if (i === content.length - 1) throw new Asn1Error('object identifier cut off')
      continue
    }
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(value / 40))
      parts.push(first, value - first * 40)
    } else parts.push(value)
    value = 0
  }
  return parts.join('.')
}

/** Whole number of an INTEGER or ENUMERATED. @throws Asn1Error when it is no safe number */
export function smallInteger(node: Asn1 | undefined): number {
  if (!node || (node.tag !== TAG.integer && node.tag !== TAG.enumerated)) throw new Asn1Error('expected an integer')
  if (node.content.length === 0 || node.content.length > 6) throw new Asn1Error('integer out of range')
  let value = (node.content[0]! & 0x80) !== 0 ? -1 : 0
  for (const octet of node.content) value = value * 256 + octet
  return value
}

/** Hexadecimal digits of an INTEGER without leading zero octet, as OpenSSL prints serial numbers. */
export function hexInteger(node: Asn1 | undefined): string {
  const { content } = expectTag(node, TAG.integer)
  const hex = Buffer.from(content).toString('hex').toUpperCase()
  return hex.length > 2 && hex.startsWith('00') ? hex.slice(2) : hex
}

/** Bytes of an OCTET STRING, also of one that BER wrote in pieces. @throws Asn1Error */
export function octets(node: Asn1 | undefined): Uint8Array {
  if (node && (node.tag === TAG.octetString || node.tag === 0x80)) return node.content
  if (node && (node.tag === 0x24 || node.tag === 0xa0)) return Buffer.concat(node.items.map(octets))
  throw new Asn1Error('expected an octet string')
}

/** Bytes of a BIT STRING of whole octets. @throws Asn1Error */
export function bitOctets(node: Asn1 | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.bitString)
  if (content.length === 0 || content[0] !== 0) throw new Asn1Error('bit string of no whole octets')
  return content.subarray(1)
}

/** Instant of a UTCTime or GeneralizedTime in UTC. @throws Asn1Error */
export function timeOf(node: Asn1 | undefined): Date {
  const text = Buffer.from(node?.content ?? []).toString('latin1')
  const isUtc = node?.tag === TAG.utcTime
  if (!isUtc && node?.tag !== TAG.generalizedTime) throw new Asn1Error('expected a time')
  const found = (
    isUtc ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z)$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([.,]\d{1,9})?Z$/
  ).exec(text)
  if (!found) throw new Asn1Error('time is not written in UTC')
  const year = isUtc ? Number(found[1]) + (Number(found[1]) >= 50 ? 1900 : 2000) : Number(found[1])
  const [month, day, hour, minute, second] = [2, 3, 4, 5, 6].map((i) => Number(found[i] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const fraction = !isUtc && found[7] ? Math.floor(Number(`0.${found[7].slice(1)}`) * 1000) : 0
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second, fraction))
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day || hour > 23 || minute > 59 || second > 60)
    throw new Asn1Error('no such time')
  return time
}

/** Text of any of the string types of names. */
export function textOf(node: Asn1): string {
  const bytes = Buffer.from(node.content)
  if (node.tag === 0x1e)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  return bytes.toString(node.tag === TAG.utf8 ? 'utf8' : 'latin1')
}

// Writing -------------------------------------------------------------------------------------------------------------

/** An element of this tag around its parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  let length = 0
  for (const part of parts) length += part.length
  const head = length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : length < 0x1000000 ? 5 : 6
  const out = Buffer.allocUnsafe(head + length)
  out[0] = tag
  if (head === 2) out[1] = length
  else {
    out[1] = 0x80 | (head - 2)
    out.writeUIntBE(length, 2, head - 2)
  }
  let at = head
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export const derSequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts)
export const derOctets = (bytes: Uint8Array): Buffer => der(TAG.octetString, bytes)
export const derNull = (): Buffer => Buffer.from([5, 0])

/** SET OF: DER wants its elements in ascending order of their encodings. */
export function derSetOf(tag: number, parts: readonly Uint8Array[]): Buffer {
  return der(tag, ...[...parts].sort((a, b) => Buffer.compare(a, b)))
}

const oidCache = new Map<string, Buffer>()

export function derOid(oid: string): Buffer {
  const known = oidCache.get(oid)
  if (known) return known
  const [first, second, ...rest] = oid.split('.').map(Number)
  const out: number[] = []
  for (const value of [first! * 40 + second!, ...rest]) {
    const digits = [value & 0x7f]
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left & 0x7f) | 0x80)
    out.push(...digits)
  }
  const made = der(TAG.oid, Buffer.from(out))
  oidCache.set(oid, made)
  return made
}

/** A non-negative INTEGER, from a number or from big-endian octets. */
export function derInteger(value: number | Uint8Array): Buffer {
  let bytes: Buffer
  if (typeof value === 'number') {
    const hex = value.toString(16)
    bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  } else bytes = Buffer.from(value)
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from++
  bytes = bytes.subarray(from)
  return der(TAG.integer, bytes.length === 0 || bytes[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** GeneralizedTime in UTC without fractions. */
export const derGeneralizedTime = (time: Date): Buffer =>
  der(TAG.generalizedTime, Buffer.from(`${time.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
