/** Reads a log line by line and finds what does not fit: the heart of the offline verifier. */
import { hash as digest } from 'node:crypto'
import type { Hash } from './hash.ts'
import { HeadVerifier, isSignedHead, type SignedHead } from './head.ts'
import { LOG_FORMAT, LOG_VERSION, type LogStart, leafPrefix, leafPrefixLength, nodeLine } from './log-format.ts'
import { BLOCK, type Block, GrowingTree } from './tree.ts'

/**
 * altered: the entry is not what was sealed · missing: it is gone · reordered: it stands elsewhere than it was sealed ·
 * inserted: a line that the tree has no place for · cut-off: the log ends too early · rewritten: entry and hash were
 * changed together, found by a node or a head above (`index` to `to`) · unsigned: no head covers it · forged-head: the
 * signature is not the key's · unreadable: not a line of a log
 */
export type Problem =
  | 'altered'
  | 'missing'
  | 'reordered'
  | 'inserted'
  | 'cut-off'
  | 'rewritten'
  | 'unsigned'
  | 'forged-head'
  | 'unreadable'

export interface Bad {
  readonly problem: Problem
  /** Place in the tree, from 0. */
  readonly index: number
  /** Last place, where only a range can be named. */
  readonly to?: number
  /** Id, instant and kind of the entry, where it still says so. */
  readonly id?: string
  readonly at?: string
  readonly kind?: string
  /** Where a reordered entry was sealed. */
  readonly belongsAt?: number
  /** Line in the file, from 1. */
  readonly line?: number
}

/** The first line is not the start of a log. */
export class NotALog extends Error {}

const COLON = 0x3a
const CLOSE = 0x7d
const MOST = 1000

export class LogChecker {
  start: LogStart | null = null
  /** Entries read. */
  entries = 0
  heads = 0
  lines = 0
  readonly bad: Bad[] = []
  /** Hashes of altered entries: the second reading looks whether they were sealed elsewhere. */
  readonly strays = new Map<Hash, number>()
  readonly #allOutside: readonly SignedHead[]
  #outside: readonly SignedHead[] = []
  #outsideNext = 0
  #outsideGood = 0
  #tree = new GrowingTree()
  #isWhole = true
  /** A head did not fit; until a block puts it right, the next ones will not either. */
  #isAstray = false
  #next = 0
  #blocks: Block[] = []
  #verifier = new HeadVerifier([])
  #lastHead = 0

  /** @param outside heads that were kept elsewhere; those of other organisations do not matter */
  constructor(outside: readonly SignedHead[] = []) {
    this.#allOutside = outside
  }

  /** How many of the outside heads are of this log. */
  get outsideHeads(): number {
    return this.#outside.length
  }

  /** The root as far as hashes are stored, or null where one is missing. */
  get root(): Hash | null {
    return this.#isWhole ? this.#tree.root() : null
  }

  /** One line, without its end. The bytes are changed for a moment and put back. */
  line(bytes: Buffer, from: number, to: number): void {
    this.lines++
    if (this.start === null) {
      this.#begin(bytes.toString('utf8', from, to))
      return
    }
    const index = this.#next
    const entry = from + leafPrefixLength(index)
    if (entry < to && bytes[entry - 1] === COLON && bytes[to - 1] === CLOSE) {
      bytes[entry - 1] = 0 // the leaf's 0x00, in the place of the colon: no copy
      const hash = digest('sha256', bytes.subarray(entry - 1, to - 1), 'hex')
      bytes[entry - 1] = COLON
      if (bytes.toString('latin1', from, entry) === leafPrefix(index, hash)) {
        this.#leaf(hash)
        return
      }
    }
    this.#slow(bytes.toString('utf8', from, to), () => {
      const begins = bytes.indexOf('"entry":', from) + 8
      return digest('sha256', Buffer.concat([Buffer.of(0), bytes.subarray(begins, to - 1)]), 'hex')
    })
  }

  #begin(text: string): void {
    const start = parse(text) as Partial<LogStart> | null
    if (start?.format !== LOG_FORMAT || !start.organization || !Array.isArray(start.keys))
      throw new NotALog('the file does not begin like an audit log')
    if (start.version !== LOG_VERSION) throw new NotALog(`audit log of version ${start.version} is not known`)
    this.start = start as LogStart
    this.#verifier = new HeadVerifier(this.start.keys)
    const { id } = this.start.organization
    this.#outside = this.#allOutside.filter((head) => head.organization === id).sort((a, b) => a.size - b.size)
  }

  #leaf(hash: Hash): void {
    if (this.#blocks.length > 0) this.#wantBlocks()
    this.entries++
    this.#next++
    if (!this.#isWhole) return
    const blocks = this.#tree.add(hash)
    if (blocks.length > 0) this.#blocks.push(...blocks)
    this.#compareOutside()
  }

  #compareOutside(): void {
    while (this.#outside[this.#outsideNext]?.size === this.#tree.size) {
      const head = this.#outside[this.#outsideNext++]!
      if (head.root === this.#tree.root()) this.#outsideGood = head.size
      else this.#range('rewritten', this.#outsideGood, head.size - 1)
    }
  }

  #slow(text: string, hash: () => Hash): void {
    const value = parse(text) as Record<string, unknown> | null
    if (typeof value?.['leaf'] === 'number') this.#oddLeaf(value, value['leaf'], hash)
    else if (Array.isArray(value?.['node'])) this.#node(text)
    else if (isSignedHead(value?.['head'])) this.#head(value['head'])
    else this.#note({ problem: 'unreadable', index: this.#next, line: this.lines })
  }

  /** A leaf that is not as it should be. */
  #oddLeaf(value: Record<string, unknown>, index: number, hash: () => Hash): void {
    const entry = value['entry'] as Record<string, unknown> | null
    const stored = String(value['hash'])
    const who = { ...naming(entry ?? value), line: this.lines }
    if (index < this.#next) {
      const gap = this.bad.findIndex((b) => b.problem === 'missing' && index >= b.index && index <= (b.to ?? b.index))
      if (gap < 0) this.#note({ problem: 'inserted', index, ...who })
      else {
        const { index: first, to: last = first } = this.bad[gap]!
        const around: Bad[] = [{ problem: 'reordered', index, ...who }]
        if (first < index) around.push(missing(first, index - 1))
        if (index < last) around.push(missing(index + 1, last))
        this.bad.splice(gap, 1, ...around)
        this.entries++
      }
      return
    }
    if (index > this.#next) {
      this.#note(missing(this.#next, index - 1))
      this.#isWhole = false
      this.#blocks = []
      this.#next = index
    }
    const computed = hash()
    if (entry === null || entry === undefined) this.#note({ problem: 'missing', index, ...who })
    else if (computed !== stored) {
      this.#note({ problem: 'altered', index, ...who })
      this.strays.set(computed, index)
    }
    this.#leaf(/^[0-9a-f]{64}$/.test(stored) ? stored : computed)
    if (entry === null || entry === undefined) this.entries--
  }

  #node(text: string): void {
    if (!this.#isWhole) return
    const block = this.#blocks.shift()
    if (!block) this.#note({ problem: 'unreadable', index: this.#next, line: this.lines })
    else if (text !== nodeLine(block)) this.#oddNode(block, text)
  }

  /** The stored nodes differ from the leaves below: names the lowest pair that does. */
  #oddNode(block: Block, text: string): void {
    const stored = String((parse(text) as { hashes?: unknown }).hashes ?? '')
    const first = block.hashes.findIndex((hash, i) => stored.slice(i * 64, i * 64 + 64) !== hash)
    const width = 2 ** block.level
    let begin = block.position * BLOCK * width
    let reach = BLOCK * width
    if (first >= 0 && first < BLOCK / 2) {
      begin += first * 2 * width
      reach = 2 * width
    }
    this.#range('rewritten', begin, begin + reach - 1)
    const root = stored.slice(-64)
    if (/^[0-9a-f]{64}$/.test(root)) this.#tree.amend(block.level, root)
    this.#isAstray = false
  }

  #wantBlocks(): void {
    const block = this.#blocks[0]!
    const width = BLOCK * 2 ** block.level
    this.#range('missing', block.position * width, (block.position + 1) * width - 1)
    this.#blocks = []
  }

  #head(head: SignedHead): void {
    if (this.#blocks.length > 0) this.#wantBlocks()
    this.heads++
    const isOurs = head.organization === this.start!.organization.id
    if (!isOurs || !this.#verifier.isGood(head)) this.#range('forged-head', this.#lastHead, head.size - 1)
    else if (head.size < this.#next) this.#range('reordered', head.size - 1, head.size - 1)
    else if (head.size > this.#next) {
      this.#range('missing', this.#next, head.size - 1)
      this.#isWhole = false
      this.#next = head.size
    } else if (this.#isWhole && !this.#isAstray && head.root !== this.#tree.root()) {
      this.#range('rewritten', this.#lastHead, head.size - 1)
      this.#isAstray = true
    }
    this.#lastHead = head.size
  }

  /** After the last line. @param isTorn the last line had no end */
  end(isTorn: boolean): void {
    if (this.start === null) throw new NotALog('the file is empty')
    const { size } = this.start
    if (this.#blocks.length > 0 && this.#next >= size) this.#wantBlocks()
    const torn = isTorn && this.bad.at(-1)?.problem === 'unreadable' && this.bad.at(-1)?.line === this.lines
    if (torn) this.bad.pop()
    if (this.#next < size || torn) this.#range('cut-off', this.#next, Math.max(size, this.#next + 1) - 1)
    else if (this.#next > size) this.#range('inserted', size, this.#next - 1)
    else if (this.#lastHead !== size) this.#range('unsigned', this.#lastHead, size - 1)
    const last = this.#outside.at(-1)
    if (last && last.size > this.#next) this.#range('cut-off', this.#next, last.size - 1)
    this.bad.sort((a, b) => a.index - b.index || rank(a) - rank(b))
  }

  /** Notes a range, unless something in it is already named more closely. */
  #range(problem: Problem, index: number, to: number): void {
    if (this.bad.some((b) => b.index <= to && (b.to ?? b.index) >= index)) return
    this.#note(to > index ? { problem, index, to } : { problem, index: Math.max(index, 0) })
  }

  #note(bad: Bad): void {
    if (this.bad.length < MOST) this.bad.push(bad)
  }
}

const missing = (index: number, to: number): Bad =>
  to > index ? { problem: 'missing', index, to } : { problem: 'missing', index }

const rank = (bad: Bad): number => (bad.to === undefined ? 0 : bad.to - bad.index)

function naming(entry: Record<string, unknown>): { id?: string; at?: string; kind?: string } {
  const named: { id?: string; at?: string; kind?: string } = {}
  for (const name of ['id', 'at', 'kind'] as const) {
    const value = entry[name]
    if (typeof value === 'string') named[name] = value
  }
  return named
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
