/** Matching of blocks in a window of the file. Positions are kept as sets, so no pattern can make the work grow without bound. */
import { extent, isEndless, type Node, shortest } from './pattern.ts'

/** A part of a file that lies in memory: its beginning, or its end read backwards. */
export class Window {
  readonly bytes: Buffer
  /** Nothing of the file lies beyond. */
  readonly isWhole: boolean
  /** A search came to the end of a window beyond which the file goes on: the answer “no” is not certain then. */
  ranOff = false
  private readonly first = new Map<string, number>()
  constructor(bytes: Buffer, isWhole: boolean) {
    this.bytes = bytes
    this.isWhole = isWhole
  }

  /**
   * Where `needle` begins, from `from` to `last`; -1: nowhere. Many signatures look for the same words far and wide: that they occur
   * nowhere is found once.
   */
  indexOf(needle: Buffer, from: number, last: number): number {
    const end = last + needle.length
    if (end < this.bytes.length) return this.bytes.subarray(0, end).indexOf(needle, from)
    if (needle.length < 4) return this.bytes.indexOf(needle, from)
    const key = needle.toString('latin1')
    let first = this.first.get(key)
    if (first === undefined) {
      first = this.bytes.indexOf(needle)
      this.first.set(key, first)
    }
    if (first < 0 || from <= first) return first
    return this.bytes.indexOf(needle, from)
  }
}

/** Nodes without endless gaps, found from some place on. */
export interface Block {
  readonly nodes: readonly Node[]
  /** Fewest bytes that it takes. */
  readonly shortest: number
  /** Where the first block may begin, from the window's start; for later ones: from the end of the one before. */
  readonly min: number
  readonly max: number
  /** The run of bytes by which it is looked for in a long stretch, and how far from the block's beginning it may stand. */
  readonly lead: { readonly bytes: Buffer; readonly min: number; readonly max: number } | null
}

/** Cuts nodes at their endless gaps. `min` and `max` say where the first may begin. */
export function blocksOf(nodes: readonly Node[], min: number, max: number): Block[] {
  const blocks: Block[] = []
  let current: Node[] = []
  let [from, to] = [min, max]
  const add = (): void => {
    if (current.length === 0) return
    blocks.push({ nodes: current, shortest: shortest(current), min: from, max: to, lead: leadOf(current) })
  }
  for (const node of nodes) {
    if (node.kind !== 'gap' || !isEndless(node)) {
      current.push(node)
      continue
    }
    add()
    ;[from, to] = [current.length > 0 ? node.min : from + node.min, Number.POSITIVE_INFINITY]
    current = []
  }
  add()
  return blocks
}

function leadOf(nodes: readonly Node[]): Block['lead'] {
  let best: Block['lead'] = null
  let [min, max] = [0, 0]
  for (const node of nodes) {
    if (node.kind === 'bytes' && node.bytes.length > (best?.bytes.length ?? 0)) best = { bytes: node.bytes, min, max }
    const [least, most] = extent(node)
    min += least
    max += most
  }
  return best
}

/** Do the blocks occur one after the other? The earliest end of each is enough, because only endless gaps part them. */
export function hasBlocks(blocks: readonly Block[], window: Window): boolean {
  let at = 0
  for (const block of blocks) {
    at = earliestEnd(block, window, at + block.min, at + block.max)
    if (at < 0) return false
  }
  return true
}

/** Below this a stretch is tried place by place. */
const SHORT = 64
/** Beginnings that are tried together. */
const BATCH = 1024
/** A block without any fixed byte is looked for no farther. */
const LEADERLESS = 65_536

function earliestEnd(block: Block, window: Window, from: number, to: number): number {
  const { nodes, lead } = block
  const length = window.bytes.length
  const last = Math.min(to, length, lead ? length : from + LEADERLESS)
  if (to > length || last + block.shortest > length) window.ranOff ||= !window.isWhole
  if (from > last) return -1
  if (last - from < SHORT || !lead) return ends(nodes, window, stretch(from, last))[0] ?? -1
  // Where the lead stands, the block may begin. Each beginning is tried once, many of them together: else a lead that stands
  // everywhere would have the same places walked again and again.
  let best = -1
  let starts: number[] = []
  let tried = from - 1
  let at = from + lead.min - 1
  do {
    at = window.indexOf(lead.bytes, at + 1, last + lead.max)
    if (at >= 0) {
      const [first, final] = [Math.max(tried + 1, at - lead.max), Math.min(last, at - lead.min)]
      for (let start = first; start <= final; start++) starts.push(start)
      tried = Math.max(tried, final)
      if (starts.length < BATCH) continue
    }
    const end = starts.length === 0 ? undefined : ends(nodes, window, starts)[0]
    if (end !== undefined && (best < 0 || end < best)) best = end
    starts = []
  } while (at >= 0 && (best < 0 || tried < best))
  return best
}

function stretch(from: number, to: number): number[] {
  const all: number[] = []
  for (let at = from; at <= to; at++) all.push(at)
  return all
}

/** All places where nodes can end that begin at one of `starts`; rising, each once. */
function ends(nodes: readonly Node[], window: Window, starts: readonly number[]): readonly number[] {
  let at = starts
  for (let i = 0; i < nodes.length && at.length > 0; i++) {
    const node = nodes[i]!
    const next = nodes[i + 1]
    if (node.kind === 'gap' && next?.kind === 'bytes' && node.max - node.min > 8) {
      at = found(next.bytes, window, at, node.min, node.max)
      i++
    } else at = step(node, window, at)
  }
  return at
}

function step(node: Node, window: Window, at: readonly number[]): readonly number[] {
  const { bytes } = window
  const next: number[] = []
  switch (node.kind) {
    case 'bytes':
      for (const start of at) if (isAt(node.bytes, window, start)) next.push(start + node.bytes.length)
      return next
    case 'set':
      for (const start of at)
        if (start >= bytes.length) window.ranOff ||= !window.isWhole
        else if (node.allowed[bytes[start]!] === 1) next.push(start + 1)
      return next
    case 'range':
      for (const start of at) {
        const end = start + node.low.length
        if (end > bytes.length) {
          window.ranOff ||= !window.isWhole
          continue
        }
        const here = bytes.subarray(start, end)
        const isInside = Buffer.compare(here, node.low) >= 0 && Buffer.compare(here, node.high) <= 0
        if (isInside !== node.isNegated) next.push(end)
      }
      return next
    case 'gap': {
      // Stretches that overlap are walked once.
      let reached = -1
      for (const start of at) {
        const last = Math.min(start + node.max, bytes.length)
        if (start + node.max > bytes.length) window.ranOff ||= !window.isWhole
        for (let place = Math.max(start + node.min, reached + 1); place <= last; place++) next.push(place)
        reached = Math.max(reached, last)
      }
      return next
    }
    case 'either': {
      const all = new Set<number>()
      for (const option of node.options) for (const end of ends(option, window, at)) all.add(end)
      return [...all].sort((a, b) => a - b)
    }
  }
}

function isAt(wanted: Buffer, window: Window, at: number): boolean {
  const { bytes } = window
  if (at + wanted.length > bytes.length) {
    window.ranOff ||= !window.isWhole
    return false
  }
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false
  return true
}

/** Ends of every occurrence of `wanted` that begins `min` to `max` after one of `at`. Stretches that touch are searched as one. */
function found(wanted: Buffer, window: Window, at: readonly number[], min: number, max: number): number[] {
  const next: number[] = []
  for (let i = 0; i < at.length; ) {
    const from = at[i]! + min
    let last = at[i]! + max
    for (i++; i < at.length && at[i]! + min <= last + 1; i++) last = at[i]! + max
    if (last + wanted.length > window.bytes.length) window.ranOff ||= !window.isWhole
    for (let place = window.indexOf(wanted, from, last); place >= 0; place = window.indexOf(wanted, place + 1, last))
      next.push(place + wanted.length)
  }
  return next
}
