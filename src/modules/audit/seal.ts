/** Sealing: entries get their place in the tree, once, in the order of their transactions; then the head is signed. */
import { isUniqueViolation, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { canonicalEntry } from './merkle/entry.ts'
import { leafHash } from './merkle/hash.ts'
import { type SigningKey, signHead } from './merkle/head.ts'
import { type Block, GrowingTree } from './merkle/tree.ts'
import * as store from './store-tree.ts'

/** Entries that one transaction seals at most. */
export const BATCH = 5000

export interface Sealed {
  /** Entries sealed by this call. */
  readonly sealed: number
  /** Leaves of the tree now. */
  readonly size: number
  /** The batch was full: call again. */
  readonly isMore: boolean
  /** Another process is sealing this organisation. */
  readonly isBusy: boolean
}

/**
 * Seals what is due of one organisation, in the caller's transaction: killed at any moment, nothing of it was; run
 * twice, the second finds nothing; run by two at once, one waits for its next turn.
 * @param now time of signing
 * @throws AUDIT_TREE_BROKEN when the stored tree is no longer the one that was signed: nothing is sealed on top of it
 */
export async function sealOnce(
  tx: Tx,
  organizationId: string,
  key: SigningKey,
  now: Date,
  batch: number = BATCH,
): Promise<Sealed> {
  if (!(await store.lockSealing(tx, organizationId))) return { sealed: 0, size: 0, isMore: false, isBusy: true }
  const last = await store.lastHead(tx, organizationId)
  const first = last?.head.size ?? 0
  const { rows, below } = await store.unsealed(tx, organizationId, await begin(tx, organizationId, last), batch)
  if (rows.length === 0) return { sealed: 0, size: first, isMore: false, isBusy: false }
  const tree = await growOn(tx, organizationId, first, last?.head.root)
  const blocks: Block[] = []
  const leaves = rows.map((entry) => {
    const hash = leafHash(canonicalEntry(store.logEntry(organizationId, entry)))
    blocks.push(...tree.add(hash))
    return { entry, hash }
  })
  await store.insertLeaves(tx, organizationId, first, leaves).catch((cause: unknown) => {
    // A place above the last head is taken: the head that covered it is gone.
    throw isUniqueViolation(cause) ? new AppError('AUDIT_TREE_BROKEN', { facts: { size: first }, cause }) : cause
  })
  await store.insertBlocks(tx, organizationId, blocks)
  await store.insertKey(tx, key)
  const isMore = rows.length === batch
  const head = signHead(
    { organization: organizationId, size: tree.size, root: tree.root(), at: now.toISOString() },
    key,
  )
  // A full batch may end within a transaction: the next one looks at that transaction again.
  await store.insertHead(tx, head, isMore ? rows.at(-1)!.txid : below)
  return { sealed: rows.length, size: tree.size, isMore, isBusy: false }
}

/** Where the next batch begins: a full batch may have ended within a transaction. */
export async function begin(
  tx: Tx,
  organizationId: string,
  last: Awaited<ReturnType<typeof store.lastHead>>,
): Promise<{ txid: string; at: string | null }> {
  if (last === null) return { txid: '0', at: null }
  const { sealedBelow } = last
  return { txid: sealedBelow, at: await store.sealedUpTo(tx, organizationId, last.head.size, sealedBelow) }
}

async function growOn(tx: Tx, organizationId: string, size: number, root: string | undefined): Promise<GrowingTree> {
  let tree: GrowingTree
  try {
    tree = new GrowingTree(size, await store.pendingHashes(tx, organizationId, size))
  } catch (cause) {
    throw new AppError('AUDIT_TREE_BROKEN', { facts: { size }, cause })
  }
  if (root !== undefined && tree.root() !== root) throw new AppError('AUDIT_TREE_BROKEN', { facts: { size } })
  return tree
}
