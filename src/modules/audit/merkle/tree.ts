/**
 * A tree that only grows. It keeps, for every fourth level, the hashes that do not yet fill a block of sixteen; a full
 * block is given out once, with its fifteen inner nodes, to be stored for proofs. So adding a leaf needs no earlier leaf.
 */
import { foldRight, type Hash, nodeHash } from './hash.ts'

/** Hashes of one level that make a block. */
export const BLOCK = 16
/** Levels of the tree that one block spans. */
export const BLOCK_LEVELS = 4

/** A complete subtree over sixteen hashes of `level` (0 = leaves): its 15 inner nodes, lowest row first, root last. */
export interface Block {
  readonly level: number
  readonly position: number
  readonly hashes: readonly Hash[]
}

/** Inner nodes of a full block, lowest row first. @param row its sixteen hashes */
export function blockNodes(row: readonly Hash[]): Hash[] {
  const nodes: Hash[] = []
  let from: readonly Hash[] = row
  while (from.length > 1) {
    const above: Hash[] = []
    for (let i = 0; i < from.length; i += 2) above.push(nodeHash(from[i]!, from[i + 1]!))
    nodes.push(...above)
    from = above
  }
  return nodes
}

/** Roots of the complete subtrees that a row of fewer than sixteen hashes makes, the largest first. */
function peaks(row: readonly Hash[]): Hash[] {
  const result: Hash[] = []
  let at = 0
  for (let width = BLOCK / 2; width >= 1; width /= 2) {
    if ((row.length & width) === 0) continue
    let part = row.slice(at, at + width)
    at += width
    while (part.length > 1) part = part.filter((_, i) => i % 2 === 0).map((left, i) => nodeHash(left, part[2 * i + 1]!))
    result.push(part[0]!)
  }
  return result
}

export class GrowingTree {
  #size: number
  /** pending[k]: hashes of level 4k that wait for their block to fill. */
  readonly #pending: Hash[][]

  /**
   * @param size leaves already in the tree
   * @param pending for level 0, 4, 8 …: the hashes after the last full block, in order
   */
  constructor(size = 0, pending: readonly (readonly Hash[])[] = []) {
    this.#size = size
    this.#pending = pending.map((row) => [...row])
    let rest = size
    for (let k = 0; rest > 0 || k < this.#pending.length; k++) {
      if ((this.#pending[k]?.length ?? 0) !== rest % BLOCK)
        throw new Error(`tree of ${size}: ${rest % BLOCK} hashes of level ${k * BLOCK_LEVELS} are wanted to go on`)
      this.#pending[k] ??= []
      rest = Math.floor(rest / BLOCK)
    }
  }

  get size(): number {
    return this.#size
  }

  /** Adds a leaf. Returns the blocks that it filled, lowest first; mostly none. */
  add(leaf: Hash): readonly Block[] {
    const size = ++this.#size
    const row = this.#pending[0]
    if (row !== undefined && row.length < BLOCK - 1) {
      row.push(leaf)
      return none
    }
    const filled: Block[] = []
    let hash = leaf
    let width = BLOCK
    for (let k = 0; ; k++) {
      this.#pending[k] ??= []
      const pending = this.#pending[k]!
      pending.push(hash)
      if (pending.length < BLOCK) return filled
      const hashes = blockNodes(pending)
      filled.push({ level: k * BLOCK_LEVELS, position: size / width - 1, hashes })
      pending.length = 0
      hash = hashes.at(-1)!
      width *= BLOCK
    }
  }

  /**
   * Takes the stored root of the block that the last leaf filled for the computed one: after a fault was found below
   * it, the rest of the tree can still be judged.
   * @param level the block's level
   */
  amend(level: number, root: Hash): void {
    const row = this.#pending[level / BLOCK_LEVELS + 1]
    if (row && row.length > 0) row[row.length - 1] = root
  }

  /** The root over all leaves so far (RFC 9162 2.1.1). */
  root(): Hash {
    return foldRight([...this.#pending].reverse().flatMap(peaks))
  }
}
const none: readonly Block[] = []

/** Rows that a tree of this size needs to go on: per level 0, 4, 8 …, where its pending hashes begin and how many. */
export function pendingRows(size: number): { level: number; from: number; count: number }[] {
  const rows: { level: number; from: number; count: number }[] = []
  for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / BLOCK), level += BLOCK_LEVELS)
    rows.push({ level, from: rest - (rest % BLOCK), count: rest % BLOCK })
  return rows
}
