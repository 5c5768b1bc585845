/** Signatures made ready for matching, once for all files. */
import type { Format } from '../types.ts'
import { type Block, blocksOf, hasBlocks, type Window } from './match.ts'
import { isEndless, type Node, PatternError, parsePattern, reversed } from './pattern.ts'
import type {
  ContainerType,
  RawContainer,
  RawFormat,
  RawFragment,
  RawSequence,
  RawSet,
  RawSignature,
  RawSubSequence,
} from './raw.ts'

interface Sequence {
  readonly isFromEnd: boolean
  readonly blocks: readonly Block[]
}

/** One signature; compiled when it is first needed, because a file meets few of some two thousand. */
export class Signature {
  readonly puids: readonly string[]
  private readonly raw: RawSignature
  private compiled: readonly Sequence[] | null = null
  /** Why the signature cannot be used: a pattern that is not of PRONOM's language. */
  fault: string | null = null
  constructor(puids: readonly string[], raw: RawSignature) {
    this.puids = puids
    this.raw = raw
  }

  /** @param head the file's beginning; @param tail its end, read backwards */
  fits(head: Window, tail: () => Window): boolean {
    this.compiled ??= this.compile()
    if (this.fault !== null) return false
    return this.compiled.every(({ isFromEnd, blocks }) => hasBlocks(blocks, isFromEnd ? tail() : head))
  }

  /** The first byte of every file that can fit, or null when it may be any. */
  firstByte(): number | null {
    for (const { reference, parts } of this.raw) {
      const [first] = parts
      if (reference !== 'start' || !first || first.min !== 0 || first.max !== 0) continue
      const outermost = Math.max(0, ...first.left.map((one) => one.position))
      const outer = first.left.filter((one) => one.position === outermost)
      const edge = outermost === 0 ? first.pattern : outer.length === 1 ? outer[0]!.pattern : ''
      const hex = /^\s*(?:([0-9a-f]{2})|'([^']))/i.exec(edge)
      if (hex) return hex[1] === undefined ? hex[2]!.charCodeAt(0) : Number.parseInt(hex[1], 16)
    }
    return null
  }

  private compile(): readonly Sequence[] {
    try {
      // What is tied to one place is asked first: it says no to most files.
      const rank = (one: RawSequence): number => (one.reference === 'start' ? 0 : one.reference === 'end' ? 1 : 2)
      return [...this.raw].sort((a, b) => rank(a) - rank(b)).map(compileSequence)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      this.fault = error.message
      return []
    }
  }
}

function compileSequence({ reference, parts }: RawSequence): Sequence {
  const isFromEnd = reference === 'end'
  const inOrder = isFromEnd ? [...parts].reverse() : parts
  const [first] = inOrder
  if (!first) throw new PatternError('a sequence is empty')
  const nodes: Node[] = []
  for (const [i, part] of inOrder.entries()) {
    if (i > 0) nodes.push({ kind: 'gap', min: part.min, max: part.max ?? Number.POSITIVE_INFINITY })
    nodes.push(...(isFromEnd ? reversed(nodesOf(part)) : nodesOf(part)))
  }
  return { isFromEnd, blocks: blocksOf(nodes, first.min, first.max ?? Number.POSITIVE_INFINITY) }
}

function nodesOf({ pattern, left, right }: RawSubSequence): Node[] {
  const beside = (fragments: readonly RawFragment[], isLeft: boolean): Node[][] => {
    const positions = [...new Set(fragments.map((one) => one.position))].sort((a, b) => a - b)
    return positions.map((position) => {
      const options = fragments
        .filter((one) => one.position === position)
        .map(({ pattern: text, min, max }) => {
          const gap: Node[] = max === 0 ? [] : [{ kind: 'gap', min, max }]
          return isLeft ? [...parsePattern(text), ...gap] : [...gap, ...parsePattern(text)]
        })
      return options.length === 1 ? options[0]! : [{ kind: 'either', options }]
    })
  }
  return merged([...beside(left, true).reverse().flat(), ...parsePattern(pattern), ...beside(right, false).flat()])
}

/** Neighbouring runs of bytes become one, and a wide gap goes into the choice behind it: both are found faster so. */
function merged(nodes: readonly Node[]): Node[] {
  const all: Node[] = []
  for (const node of nodes) {
    const before = all.at(-1)
    if (node.kind === 'bytes' && before?.kind === 'bytes')
      all[all.length - 1] = { kind: 'bytes', bytes: Buffer.concat([before.bytes, node.bytes]) }
    else if (node.kind === 'either' && before?.kind === 'gap' && before.max - before.min > 8 && !isEndless(before))
      all[all.length - 1] = { kind: 'either', options: node.options.map((option) => merged([before, ...option])) }
    else all.push(node)
  }
  return all
}

export interface ContainerSignature {
  readonly puids: readonly string[]
  readonly files: readonly { readonly path: string; readonly signatures: readonly Signature[] }[]
}

/** Everything that files are told by; made by `compileSet`, good for any number of files. */
export interface SignatureSet {
  readonly formats: ReadonlyMap<string, Format>
  /** PUID -> PUIDs that give way to it. */
  readonly over: ReadonlyMap<string, ReadonlySet<string>>
  /** Signatures by the first byte of the file, and those that may begin with any. */
  readonly byFirstByte: readonly (readonly Signature[])[]
  readonly others: readonly Signature[]
  readonly containers: Readonly<Record<ContainerType, readonly ContainerSignature[]>>
  readonly triggers: ReadonlyMap<string, ContainerType>
  /** Every format that has the extension. */
  readonly possible: ReadonlyMap<string, readonly string[]>
  /** Formats that can be told by the extension alone, because they have no signature. */
  readonly byExtension: ReadonlyMap<string, readonly string[]>
}

/** Makes signatures ready. Formats with a container signature are told by that alone: their plain signatures are left out. */
export function compileSet({ formats, containers, triggers }: RawSet): SignatureSet {
  const inContainers = new Set(containers.flatMap((one) => one.puids))
  const shared = new Map<RawSignature, string[]>()
  const byExtension = new Map<string, string[]>()
  const possible = new Map<string, string[]>()
  const add = (to: Map<string, string[]>, key: string, puid: string): void => {
    const known = to.get(key)
    if (known) known.push(puid)
    else to.set(key, [puid])
  }
  for (const format of formats) {
    for (const extension of format.extensions) add(possible, extension, format.puid)
    if (inContainers.has(format.puid)) continue
    for (const signature of format.signatures) shared.set(signature, [...(shared.get(signature) ?? []), format.puid])
    if (format.signatures.length === 0)
      for (const extension of format.extensions) add(byExtension, extension, format.puid)
  }
  const byFirstByte: Signature[][] = Array.from({ length: 256 }, () => [])
  const others: Signature[] = []
  for (const [raw, puids] of shared) {
    const signature = new Signature(puids, raw)
    const first = signature.firstByte()
    if (first === null) others.push(signature)
    else byFirstByte[first]!.push(signature)
  }
  const ofType = (type: ContainerType): ContainerSignature[] =>
    containers.filter((one) => one.type === type).map(compileContainer)
  return {
    formats: new Map(formats.map((one) => [one.puid, plain(one)])),
    over: new Map(formats.map((one) => [one.puid, new Set(one.over)])),
    byFirstByte,
    others,
    containers: { ZIP: ofType('ZIP'), OLE2: ofType('OLE2') },
    triggers: new Map(Object.entries(triggers)),
    possible,
    byExtension,
  }
}

const compileContainer = ({ puids, files }: RawContainer): ContainerSignature => ({
  puids,
  files: files.map(({ path, signatures }) => ({
    path,
    signatures: signatures.map((one) => new Signature(puids, one)),
  })),
})

const plain = ({ puid, name, version, mime, extensions }: RawFormat): Format => ({
  puid,
  name,
  version,
  mime,
  extensions,
})
