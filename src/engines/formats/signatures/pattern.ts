/**
 * PRONOM's pattern language, both dialects: plain hex of the binary signature file and DROID's container syntax with 'text', spaces,
 * sets and bit masks. A pattern becomes a list of nodes; `*` and `{n-*}` are gaps without end and cut a sequence into blocks.
 */
export type Node =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** One byte out of a set: 1 where it is allowed. */
  | { readonly kind: 'set'; readonly allowed: Uint8Array }
  /** Several bytes that lie, as a number, between two; or do not. */
  | { readonly kind: 'range'; readonly low: Buffer; readonly high: Buffer; readonly isNegated: boolean }
  | { readonly kind: 'gap'; readonly min: number; readonly max: number }
  | { readonly kind: 'either'; readonly options: readonly (readonly Node[])[] }

/** A pattern that is not of this language. Its signature is left out, the others stand. */
export class PatternError extends Error {}

/**
 * @param text `255044462D312E[30:37]`, `10 00 'Word.Document.' ['6'-'7'] 00`, `4D{2-8}(0D|0A)*[!&01]`
 * @throws PatternError
 */
export function parsePattern(text: string): Node[] {
  const reader = new Reader(text)
  const nodes = alternative(reader)
  if (!reader.isAtEnd()) throw new PatternError(`“${reader.rest()}” is not understood`)
  return nodes
}

class Reader {
  private at = 0
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  skip(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }
  isAtEnd(): boolean {
    this.skip()
    return this.at >= this.text.length
  }
  peek(): string {
    this.skip()
    return this.text[this.at] ?? ''
  }
  rest(): string {
    return this.text.slice(this.at, this.at + 20)
  }
  take(pattern: RegExp): RegExpExecArray | null {
    this.skip()
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }
}

function alternative(reader: Reader): Node[] {
  const nodes: Node[] = []
  let run: number[] = []
  const flush = (): void => {
    if (run.length > 0) nodes.push({ kind: 'bytes', bytes: Buffer.from(run) })
    run = []
  }
  for (;;) {
    const literal = bytesOf(reader)
    if (literal) {
      run.push(...literal)
      continue
    }
    const next = reader.peek()
    if (next === '' || next === '|' || next === ')') break
    flush()
    nodes.push(...special(reader, next))
  }
  flush()
  return nodes
}

/** Hex pairs and 'text', or null. */
function bytesOf(reader: Reader): Buffer | null {
  const hex = reader.take(/(?:[0-9a-f]{2})+/iy)
  if (hex) return Buffer.from(hex[0], 'hex')
  const text = reader.take(/'([^']*)'/y)
  return text ? Buffer.from(text[1]!, 'latin1') : null
}

function special(reader: Reader, next: string): Node[] {
  if (reader.take(/\?\?/y)) return [{ kind: 'gap', min: 1, max: 1 }]
  if (reader.take(/\*/y)) return [{ kind: 'gap', min: 0, max: Number.POSITIVE_INFINITY }]
  if (next === '{') return [gap(reader)]
  if (next === '[') return set(reader)
  if (next === '`') return anyCase(reader)
  if (next === '(') {
    reader.take(/\(/y)
    const options = [alternative(reader)]
    while (reader.take(/\|/y)) options.push(alternative(reader))
    if (!reader.take(/\)/y)) throw new PatternError('a bracket is not closed')
    if (options.some((option) => option.length === 0 || option.some(isEndless)))
      throw new PatternError('a choice is empty or without end')
    return [{ kind: 'either', options }]
  }
  throw new PatternError(`“${reader.rest()}” is not understood`)
}

export const isEndless = (node: Node): boolean => node.kind === 'gap' && node.max === Number.POSITIVE_INFINITY

function gap(reader: Reader): Node {
  const found = reader.take(/\{\s*(\d+)\s*(?:-\s*(\d+|\*)\s*)?\}/y)
  if (!found) throw new PatternError(`“${reader.rest()}” is no gap`)
  const min = Number(found[1])
  const max = found[2] === undefined ? min : found[2] === '*' ? Number.POSITIVE_INFINITY : Number(found[2])
  if (max < min) throw new PatternError('a gap ends before it begins')
  return { kind: 'gap', min, max }
}

/** Text in any case: `text` between backticks. */
function anyCase(reader: Reader): Node[] {
  const found = reader.take(/`([^`]*)`/y)
  if (!found) throw new PatternError('a backtick is not closed')
  return [...found[1]!].map((letter) => {
    const allowed = new Uint8Array(256)
    for (const one of [letter.toLowerCase(), letter.toUpperCase()]) allowed[one.charCodeAt(0) & 0xff] = 1
    return { kind: 'set', allowed }
  })
}

/** `[30:39]` `['6'-'7']` `[!00]` `[0A 0D 'x']` `[&01]` all bits, `[~03]` any bit; ranges of several bytes stand alone. */
function set(reader: Reader): Node[] {
  reader.take(/\[/y)
  const isNegated = reader.take(/!/y) !== null
  const allowed = new Uint8Array(256)
  let wide: { low: Buffer; high: Buffer } | null = null
  let count = 0
  while (!reader.take(/\]/y)) {
    count++
    const mask = reader.take(/([&~])\s*([0-9a-f]{2})/iy)
    if (mask) {
      const bits = Number.parseInt(mask[2]!, 16)
      for (let i = 0; i < 256; i++) if (mask[1] === '&' ? (i & bits) === bits : (i & bits) !== 0) allowed[i] = 1
      continue
    }
    const low = bytesOf(reader)
    if (!low) throw new PatternError(`“${reader.rest()}” stands in a set`)
    if (reader.take(/[:-]/y)) {
      const high = bytesOf(reader)
      if (!high || high.length !== low.length) throw new PatternError('a range has unequal ends')
      // Ends are met in either order.
      const [from, to] = Buffer.compare(low, high) <= 0 ? [low, high] : [high, low]
      if (low.length > 1) wide = { low: from, high: to }
      else for (let i = from[0]!; i <= to[0]!; i++) allowed[i] = 1
    } else if (isNegated && low.length > 1) wide = { low, high: low }
    else for (const octet of low) allowed[octet] = 1
  }
  if (count === 0 || (wide && count > 1)) throw new PatternError('a set is empty or mixes what cannot be mixed')
  if (wide) return [{ kind: 'range', ...wide, isNegated }]
  return [{ kind: 'set', allowed: isNegated ? allowed.map((one) => 1 - one) : allowed }]
}

/** Shortest length that nodes can match. */
export function shortest(nodes: readonly Node[]): number {
  let sum = 0
  for (const node of nodes) sum += extent(node)[0]
  return sum
}

/** Shortest and longest length of one node. */
export function extent(node: Node): readonly [number, number] {
  switch (node.kind) {
    case 'bytes':
      return [node.bytes.length, node.bytes.length]
    case 'set':
      return [1, 1]
    case 'range':
      return [node.low.length, node.low.length]
    case 'gap':
      return [node.min, node.max]
    case 'either': {
      const all = node.options.map((option) =>
        option.map(extent).reduce(([a, b], [c, d]) => [a + c, b + d] as const, [0, 0] as const),
      )
      return [Math.min(...all.map(([min]) => min)), Math.max(...all.map(([, max]) => max))]
    }
  }
}

/** The same pattern for bytes that are read backwards. */
export function reversed(nodes: readonly Node[]): Node[] {
  return nodes
    .map((node): Node => {
      switch (node.kind) {
        case 'bytes':
          return { kind: 'bytes', bytes: Buffer.from(node.bytes).reverse() }
        case 'either':
          return { kind: 'either', options: node.options.map(reversed) }
        case 'range':
          if (node.low.equals(node.high))
            return { ...node, low: Buffer.from(node.low).reverse(), high: Buffer.from(node.high).reverse() }
          throw new PatternError('a range of several bytes cannot be read backwards')
        default:
          return node
      }
    })
    .reverse()
}
