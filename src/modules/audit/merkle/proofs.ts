/**
 * Proofs (RFC 9162 sections 2.1.3 and 2.1.4): that an entry is in the tree, and that a tree grew from an earlier one.
 * Making a proof is naming ranges of leaves; the hashes are fetched by the caller (from memory or the database).
 */
import { foldRight, type Hash, nodeHash } from './hash.ts'

/** Leaves from `start` to before `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A complete subtree: 2^level leaves from index * 2^level. */
export interface Place {
  readonly level: number
  readonly index: number
}

/** Largest power of two smaller than n (n > 1). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/**
 * Ranges whose hashes prove leaf `index` in a tree of `size` leaves, from the leaf's side up. At most ceil(log2 size).
 * @throws RangeError when the leaf is not in the tree
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  const path: Range[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  return path.reverse()
}

/**
 * Ranges whose hashes prove that the tree of `first` leaves is the beginning of the tree of `second`.
 * @throws RangeError unless 0 < first <= second
 */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!(first > 0 && first <= second)) throw new RangeError(`no proof from ${first} to ${second}`)
  const path: Range[] = []
  let start = 0
  let end = second
  // `known`: the old tree's hash of the range at hand is its root, which the verifier has.
  let known = true
  while (end !== first) {
    const middle = start + split(end - start)
    if (first <= middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
      known = false
    }
  }
  if (!known) path.push({ start, end })
  return path.reverse()
}

/** The complete subtrees that make up a range, the largest first (the range stands at a multiple of its largest). */
export function subtrees(range: Range): Place[] {
  const places: Place[] = []
  let at = range.start
  while (at < range.end) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= range.end) level++
    places.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** Hashes of ranges, where the hash of any complete subtree can be had. */
export function rangeHashes(ranges: readonly Range[], hashAt: (place: Place) => Hash): Hash[] {
  return ranges.map((range) => foldRight(subtrees(range).map(hashAt)))
}

const odd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)

/** RFC 9162 2.1.3.2: does this path lead from the leaf to the root? */
export function verifyInclusion(proof: {
  index: number
  size: number
  leaf: Hash
  path: readonly Hash[]
  root: Hash
}): boolean {
  if (proof.index >= proof.size || proof.index < 0) return false
  let fn = proof.index
  let sn = proof.size - 1
  let hash = proof.leaf
  for (const p of proof.path) {
    if (sn === 0) return false
    if (odd(fn) || fn === sn) {
      hash = nodeHash(p, hash)
      while (!odd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else hash = nodeHash(hash, p)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && hash === proof.root
}

/** RFC 9162 2.1.4.2: is the first tree the beginning of the second? */
export function verifyConsistency(proof: {
  first: number
  second: number
  firstRoot: Hash
  secondRoot: Hash
  path: readonly Hash[]
}): boolean {
  const { first, second, firstRoot, secondRoot } = proof
  if (first < 1 || first > second) return false
  if (first === second) return proof.path.length === 0 && firstRoot === secondRoot
  if (proof.path.length === 0) return false
  const isPower = Number.isInteger(Math.log2(first))
  const [start, ...rest] = isPower ? [firstRoot, ...proof.path] : proof.path
  let fn = first - 1
  let sn = second - 1
  while (odd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let fr = start!
  let sr = start!
  for (const c of rest) {
    if (sn === 0) return false
    if (odd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!odd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else sr = nodeHash(sr, c)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && fr === firstRoot && sr === secondRoot
}
