/**
 * Hashes of the tree (RFC 9162 section 2.1.1). A hash is written as 64 lower-case hex letters everywhere: node:crypto
 * hands out hex strings several times faster than buffers.
 */
import { hash } from 'node:crypto'

/** SHA-256 in hex. */
export type Hash = string

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'hex')

/** Hash of a leaf: SHA-256(0x00 || bytes). @param text the entry's canonical JSON, hashed as UTF-8 */
export function leafHash(text: string): Hash {
  return hash('sha256', `\u0000${text}`, 'hex')
}

/** The same for bytes. */
export function leafHashOf(bytes: Uint8Array): Hash {
  const buffer = Buffer.allocUnsafe(bytes.length + 1)
  buffer[0] = 0
  buffer.set(bytes, 1)
  return hash('sha256', buffer, 'hex')
}

const node = Buffer.alloc(65, 1)

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.write(left + right, 1, 'hex')
  return hash('sha256', node, 'hex')
}

/** The root over hashes of subtrees that stand side by side, the largest first (as the right edge of a tree). */
export function foldRight(hashes: readonly Hash[]): Hash {
  let root = hashes.at(-1) ?? EMPTY_ROOT
  for (let i = hashes.length - 2; i >= 0; i--) root = nodeHash(hashes[i]!, root)
  return root
}
