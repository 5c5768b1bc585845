/** Proofs from the stored tree: which hashes are needed, where they lie, one round trip to fetch them. */
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Hash, nodeHash } from './merkle/hash.ts'
import { consistencyRanges, inclusionRanges, type Place, type Range, rangeHashes, subtrees } from './merkle/proofs.ts'
import { BLOCK, BLOCK_LEVELS } from './merkle/tree.ts'
import * as store from './store-tree.ts'

/** Hashes that prove a leaf in the tree of `size` leaves, from the leaf's side up (RFC 9162 2.1.3). */
export function inclusionProof(tx: Tx, organizationId: string, index: number, size: number): Promise<Hash[]> {
  return fetchHashes(tx, organizationId, inclusionRanges(index, size), size)
}

/** Hashes that prove that the tree of `first` leaves is the beginning of that of `second` (RFC 9162 2.1.4). */
export function consistencyProof(tx: Tx, organizationId: string, first: number, second: number): Promise<Hash[]> {
  return fetchHashes(tx, organizationId, consistencyRanges(first, second), second)
}

interface Home {
  readonly level: number
  readonly position: number
  /** Place of the hash among the block's fifteen. */
  readonly at: number
}

/** The block that holds the hash of a complete subtree of level 1 and up. */
function homeOf({ level, index }: Place): Home {
  const base = Math.floor((level - 1) / BLOCK_LEVELS) * BLOCK_LEVELS
  const row = level - base
  const width = BLOCK / 2 ** row
  return { level: base, position: Math.floor(index / width), at: BLOCK - 2 * width + (index % width) }
}

const isStored = (home: Home, size: number): boolean => (home.position + 1) * BLOCK * 2 ** home.level <= size

async function fetchHashes(tx: Tx, organizationId: string, ranges: readonly Range[], size: number): Promise<Hash[]> {
  const leaves = new Set<number>()
  const blocks = new Map<string, { level: number; position: number }>()
  const want = (place: Place): void => {
    if (place.level === 0) {
      leaves.add(place.index)
      return
    }
    const home = homeOf(place)
    if (isStored(home, size)) blocks.set(`${home.level}/${home.position}`, home)
    else for (const child of [0, 1]) want({ level: place.level - 1, index: 2 * place.index + child })
  }
  for (const range of ranges) for (const place of subtrees(range)) want(place)
  const found = await store.hashesForProof(tx, organizationId, { leaves: [...leaves], blocks: [...blocks.values()] })
  const hashAt = (place: Place): Hash => {
    const home = place.level === 0 ? null : homeOf(place)
    const stored =
      home === null
        ? found.leaves.get(place.index)
        : isStored(home, size)
          ? found.blocks.get(`${home.level}/${home.position}`)?.slice(home.at * 64, home.at * 64 + 64)
          : nodeHash(
              hashAt({ level: place.level - 1, index: 2 * place.index }),
              hashAt({ level: place.level - 1, index: 2 * place.index + 1 }),
            )
    if (stored === undefined) throw new AppError('AUDIT_TREE_BROKEN', { facts: { size } })
    return stored
  }
  return rangeHashes(ranges, hashAt)
}
