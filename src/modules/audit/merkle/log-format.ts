/**
 * The export of a log: JSON Lines, in this order
 *   {"format":"vankho-audit","version":1, organization, keys, size, exportedAt, scope}
 *   {"leaf":0,"hash":"…","entry":{canonical JSON}}        one an entry, in the order of the tree
 *   {"node":[level,position],"hashes":"…"}                after the leaf that fills a block (tree.ts)
 *   {"head":{…}}                                          after the last leaf that it covers
 * The hash is SHA-256(0x00 || bytes of the entry as they stand in the line), so any tool can check one line alone.
 * An export of the whole installation is one such log after the other.
 * An entry that the tree has but the database has lost reads null, with its id behind it.
 */
import type { Hash } from './hash.ts'
import type { PublicKey, SignedHead } from './head.ts'
import type { Block } from './tree.ts'

export const LOG_FORMAT = 'vankho-audit'
export const LOG_VERSION = 1

export interface LogStart {
  readonly format: typeof LOG_FORMAT
  readonly version: typeof LOG_VERSION
  readonly organization: { readonly id: string; readonly name: string }
  readonly keys: readonly PublicKey[]
  /** Entries that follow. */
  readonly size: number
  readonly exportedAt: string
  /** `installation`: the file holds the log of every organisation. */
  readonly scope: 'installation' | 'organization'
}

export const startLine = (start: Omit<LogStart, 'format' | 'version'>): string =>
  JSON.stringify({ format: LOG_FORMAT, version: LOG_VERSION, ...start } satisfies LogStart)

/** What stands before the entry in its line. */
export const leafPrefix = (index: number, hash: Hash): string => `{"leaf":${index},"hash":"${hash}","entry":`

/** Length in bytes of that beginning. */
export const leafPrefixLength = (index: number): number => String(index).length + 91

/** @param entry canonical JSON of the entry */
export const leafLine = (index: number, hash: Hash, entry: string): string => `${leafPrefix(index, hash)}${entry}}`

/** For an entry that is gone. */
export const lostLine = (index: number, hash: Hash, id: string): string =>
  `${leafPrefix(index, hash)}null,"id":${JSON.stringify(id)}}`

export const nodeLine = (block: Block): string =>
  `{"node":[${block.level},${block.position}],"hashes":"${block.hashes.join('')}"}`

export const headLine = (head: SignedHead): string => JSON.stringify({ head })
