/** Headers of tar archives, read and written. */
export const BLOCK = 512

export interface TarHeader {
  /** Null: no UTF-8. */
  readonly name: string | null
  readonly size: number
  /** One character; empty for the oldest archives' plain files. */
  readonly type: string
}

const text = (block: Buffer, from: number, length: number): string | null => {
  const end = block.indexOf(0, from)
  const bytes = block.subarray(from, end < 0 || end > from + length ? from + length : end)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A number in octal, or in GNU's base 256 when its first bit is set. */
function number(block: Buffer, from: number, length: number): number {
  if (block[from]! & 0x80) {
    let value = BigInt(block[from]! & 0x7f)
    for (let i = from + 1; i < from + length; i++) value = value * 256n + BigInt(block[i]!)
    return Number(value)
  }
  const digits = block
    .toString('latin1', from, from + length)
    .replace(/[\0 ]+$/, '')
    .trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** @returns `end` for a block of zeros, `broken` when the checksum or a number is wrong */
export function parseHeader(block: Buffer): TarHeader | 'end' | 'broken' {
  if (block.every((byte) => byte === 0)) return 'end'
  let sum = 8 * 32
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i]!
  if (number(block, 148, 8) !== sum) return 'broken'
  const size = number(block, 124, 12)
  if (!Number.isSafeInteger(size) || size < 0) return 'broken'
  const type = block[156] === 0 ? '' : String.fromCharCode(block[156]!)
  const name = text(block, 0, 100)
  const isPosix = block.toString('latin1', 257, 262) === 'ustar' && block[262] === 0
  const prefix = isPosix ? text(block, 345, 155) : ''
  const whole = name === null || prefix === null ? null : prefix === '' ? name : `${prefix}/${name}`
  return { name: whole, size, type }
}

/** Records of a pax header; null when they are not as they should be. */
export function parsePax(content: Buffer): Record<string, string> | null {
  const found: Record<string, string> = Object.create(null)
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const length = Number(content.toString('latin1', at, space))
    const end = at + length
    if (space < 0 || !Number.isSafeInteger(length) || length < 5 || end > content.length || content[end - 1] !== 0x0a)
      return null
    const record = content.toString('utf8', space + 1, end - 1)
    const equals = record.indexOf('=')
    if (equals < 1) return null
    found[record.slice(0, equals)] = record.slice(equals + 1)
    at = end
  }
  return found
}

/** Largest size that eleven octal digits say. */
const OCTAL_MAX = 8 ** 11 - 1

/**
 * Header blocks of a file: a pax header before it when the name or size does not fit the old fields.
 * @param seconds time of the file since 1970
 */
export function makeHeader(name: string, size: number, seconds: number): Buffer {
  const isPlain = /^[\x20-\x7e]*$/.test(name)
  const records: string[] = []
  if (!isPlain || Buffer.byteLength(name) > 100) records.push(paxRecord('path', name))
  if (size > OCTAL_MAX) records.push(paxRecord('size', String(size)))
  const short = isPlain ? name.slice(-100) : 'long'
  const own = block(short, Math.min(size, OCTAL_MAX), '0', seconds)
  if (records.length === 0) return own
  const body = Buffer.from(records.join(''))
  const padded = Buffer.alloc(Math.ceil(body.length / BLOCK) * BLOCK)
  body.copy(padded)
  return Buffer.concat([block('PaxHeader', body.length, 'x', seconds), padded, own])
}

function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`
  let length = Buffer.byteLength(body) + 1
  while (Buffer.byteLength(`${length}${body}`) !== length) length++
  return `${length}${body}`
}

function block(name: string, size: number, type: string, seconds: number): Buffer {
  const out = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, digits: number) => out.write(value.toString(8).padStart(digits, '0'), at)
  out.write(name, 0, 100, 'latin1')
  octal(0o644, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(Math.max(0, Math.min(seconds, OCTAL_MAX)), 136, 11)
  out.write('        ', 148)
  out.write(type, 156)
  out.write('ustar\u000000', 257, 'latin1')
  octal(
    out.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  )
  out[154] = 0
  out[155] = 0x20
  return out
}
