/** Tools of an attacker: incremental updates written by hand, without any of the engine's code. */

/** What an update puts into the file: object bodies by number, `free` numbers, bare offsets by number. */
export interface Blow {
  readonly objects?: Readonly<Record<number, string>>
  readonly free?: readonly number[]
  readonly offsets?: Readonly<Record<number, number>>
  /** Other words in the trailer. */
  readonly trailer?: string
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

export function lastXref(bytes: Uint8Array): number {
  return Number([...text(bytes).matchAll(/startxref\s+(\d+)/g)].at(-1)![1])
}

/** The file with an update of this content, as any editor could write it. */
export function append(bytes: Uint8Array, blow: Blow): Buffer {
  const size = Math.max(
    ...[...text(bytes).matchAll(/\/Size (\d+)/g)].map((found) => Number(found[1])),
    ...Object.keys(blow.objects ?? {}).map((n) => Number(n) + 1),
  )
  const root = /\/Root (\d+ 0 R)/.exec(text(bytes))![1]
  let body = text(bytes)
  const rows: [number, string][] = []
  for (const [number, object] of Object.entries(blow.objects ?? {})) {
    rows.push([Number(number), `${String(body.length).padStart(10, '0')} 00000 n \n`])
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  for (const number of blow.free ?? []) rows.push([number, '0000000000 00001 f \n'])
  for (const [number, offset] of Object.entries(blow.offsets ?? {}))
    rows.push([Number(number), `${String(offset).padStart(10, '0')} 00000 n \n`])
  const start = body.length
  body += 'xref\n'
  for (const [number, row] of rows.sort((a, b) => a[0] - b[0])) body += `${number} 1\n${row}`
  body += `trailer\n<</Size ${size} /Root ${root} /Prev ${lastXref(bytes)} ${blow.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}

/** Number and body of the first (or last) object whose body matches. */
export function find(
  bytes: Uint8Array,
  pattern: RegExp,
  which: 'first' | 'last' = 'last',
): { number: number; body: string } {
  const all = [...text(bytes).matchAll(/(?:^|\n)(\d+) 0 obj\s+([\s\S]*?)\s*endobj/g)].filter((one) =>
    pattern.test(one[2]!),
  )
  const found = which === 'first' ? all[0] : all.at(-1)
  if (!found) throw new Error(`no object like ${pattern}`)
  return { number: Number(found[1]), body: found[2]! }
}

export const page = (bytes: Uint8Array) => find(bytes, /\/Type\s*\/Page\b(?!s)/)
export const catalog = (bytes: Uint8Array) => find(bytes, /\/Type\s*\/Catalog/)
export const signature = (bytes: Uint8Array) => find(bytes, /\/ByteRange/)

export const stream = (content: string, more = ''): string =>
  `<<${more} /Length ${content.length}>>\nstream\n${content}\nendstream`
export const FALSE_WORDS = stream('BT /F1 14 Tf 100 700 Td (chi 900 ty dong) Tj ET')

/** The file with this text replaced by another of the same length. */
export function patch(bytes: Uint8Array, from: string | RegExp, to: string): Buffer {
  const words = text(bytes)
  const at = typeof from === 'string' ? words.lastIndexOf(from) : words.search(from)
  if (at < 0) throw new Error(`nothing like ${from}`)
  const out = Buffer.from(bytes)
  out.write(to, at, 'latin1')
  return out
}

/** Offsets of the last ByteRange. */
export function rangeIn(bytes: Uint8Array): [number, number, number, number] {
  return [...text(bytes).matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].at(-1)!.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ]
}
