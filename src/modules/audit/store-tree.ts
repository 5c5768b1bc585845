/** SQL of the tree: what the sealing job, proofs and exports read and write. Rows are only ever added. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import { exactJson, type LogEntry } from './merkle/entry.ts'
import type { Hash } from './merkle/hash.ts'
import type { PublicKey, SignedHead } from './merkle/head.ts'
import { BLOCK_LEVELS, type Block, pendingRows } from './merkle/tree.ts'

const hex = (hash: Hash): Buffer => Buffer.from(hash, 'hex')

/** Organisations that have a log. Holds no content; the system reads it to find its work. */
export async function organizationsWithLog(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ organization_id: string }>`
    select organization_id from audit.log order by organization_id`.execute(tx)
  return rows.map((row) => row.organization_id)
}

/**
 * One sealer at a time for an organisation; the lock goes with the transaction. The batch is planned for its own values:
 * a plan for any values sorts a log of a million to take five thousand, and compiling it takes longer than running it.
 * @returns false when another has the lock
 */
export async function lockSealing(tx: Tx, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{ is_mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`audit.seal ${organizationId}`}, 0)) as is_mine,
      set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)`.execute(tx)
  return rows[0]?.is_mine === true
}

interface HeadRow {
  organization_id: string
  size: number
  at: Date
  root: Buffer
  key_id: string
  signature: Buffer
  sealed_below: string
}

const signedHead = (row: HeadRow): SignedHead => ({
  organization: row.organization_id,
  size: row.size,
  root: row.root.toString('hex'),
  at: row.at.toISOString(),
  key: row.key_id,
  signature: row.signature.toString('base64'),
})

/** The newest head with the transaction number below which all is sealed; null for an unsealed log. */
export async function lastHead(
  tx: Tx,
  organizationId: string,
): Promise<{ head: SignedHead; sealedBelow: string } | null> {
  const { rows } = await sql<HeadRow>`
    select organization_id, size, at, root, key_id, signature, sealed_below::text from audit.head
    where organization_id = ${organizationId} order by size desc limit 1`.execute(tx)
  const row = rows[0]
  return row ? { head: signedHead(row), sealedBelow: row.sealed_below } : null
}

/** Heads by size, a page after `after`. */
export async function heads(tx: Tx, organizationId: string, after: number, limit: number): Promise<SignedHead[]> {
  const { rows } = await sql<HeadRow>`
    select organization_id, size, at, root, key_id, signature, sealed_below::text from audit.head
    where organization_id = ${organizationId} and size > ${after} order by size limit ${limit}`.execute(tx)
  return rows.map(signedHead)
}

/** All public keys that ever signed heads of this installation. */
export async function publicKeys(tx: Tx): Promise<PublicKey[]> {
  const { rows } = await sql<{ id: string; public_key: string }>`
    select id, public_key from audit.key order by created_at, id`.execute(tx)
  return rows.map((row) => ({ id: row.id, publicKey: row.public_key }))
}

export async function insertKey(tx: Tx, key: PublicKey): Promise<void> {
  await sql`insert into audit.key (id, public_key) values (${key.id}, ${key.publicKey}) on conflict do nothing`.execute(
    tx,
  )
}

export interface EntryRow {
  id: string
  at: string
  txid: string
  kind: string
  outcome: string
  actor_kind: string
  account_id: string | null
  person_id: string | null
  post_id: string | null
  actor_name: string | null
  actor_title: string | null
  address: string | null
  session_id: string | null
  subject_type: string | null
  subject_id: string | null
  subject_label: string | null
  before: string | null
  after: string | null
  data: string | null
}

/** Every column of an entry as text, exact to the microsecond and the last digit. */
export const entryColumns = sql`e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.txid::text, e.kind, e.outcome, e.actor_kind, e.account_id, e.person_id, e.post_id, e.actor_name, e.actor_title,
  e.address, e.session_id, e.subject_type, e.subject_id, e.subject_label, e.before::text, e.after::text, e.data::text`

/** What is sealed of a row: all of it. */
export function logEntry(organizationId: string, row: EntryRow): LogEntry {
  return {
    organization: organizationId,
    id: row.id,
    at: row.at,
    transaction: row.txid,
    kind: row.kind,
    outcome: row.outcome,
    actor: {
      kind: row.actor_kind,
      account: row.account_id,
      person: row.person_id,
      post: row.post_id,
      name: row.actor_name,
      title: row.actor_title,
      address: row.address,
      session: row.session_id,
    },
    subject: { type: row.subject_type, id: row.subject_id, label: row.subject_label },
    before: exactJson(row.before),
    after: exactJson(row.after),
    data: exactJson(row.data),
  }
}

/**
 * Has no place in the tree yet. Asked row by row through the key: an anti-join is planned by guesses about a table that
 * grows from nothing, and goes over all of it.
 */
export const isUnplaced = (organizationId: string) => sql`(select l.leaf_index from audit.leaf l
  where l.organization_id = ${organizationId} and l.entry_id = e.id) is null`

/**
 * Entries without a place in the tree, in the order in which they are to get one: only those of transactions that no
 * running transaction can still come before (below the snapshot's xmin; decision 14).
 * @param from number below which everything is sealed already, and the instant up to which it is within that number
 * @returns the entries, and the snapshot's xmin
 */
export async function unsealed(
  tx: Tx,
  organizationId: string,
  from: { readonly txid: string; readonly at: string | null },
  limit: number,
): Promise<{ rows: EntryRow[]; below: string }> {
  const seen = await sql<{ below: string; is_other: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as below,
      pg_snapshot_xmin(pg_current_snapshot()) < ${from.txid}::xid8 as is_other`.execute(tx)
  const { below, is_other: isOther } = seen.rows[0]!
  // A lower xmin than last time: the rows were brought to another server, whose numbers start anew. Then numbers say
  // nothing about what is sealed, and those that this server has not given yet are of finished transactions.
  const due = isOther
    ? sql`(e.txid < ${below}::xid8 or e.txid >= pg_snapshot_xmax(pg_current_snapshot()))`
    : from.at === null
      ? sql`e.txid < ${below}::xid8 and e.txid >= ${from.txid}::xid8`
      : sql`e.txid < ${below}::xid8 and (e.txid, e.at) > (${from.txid}::xid8, ${from.at}::timestamptz)`
  const { rows } = await sql<EntryRow>`
    select ${entryColumns} from audit.entry e
    where e.organization_id = ${organizationId} and ${due}
      and ${isUnplaced(organizationId)}
    order by e.txid, e.at limit ${limit}`.execute(tx)
  return { rows, below }
}

/** Hashes that a tree of this size needs to go on (tree.ts). */
export async function pendingHashes(tx: Tx, organizationId: string, size: number): Promise<Hash[][]> {
  const wanted = pendingRows(size)
  const pending: Hash[][] = []
  for (const { level, from, count } of wanted) {
    if (count === 0) pending.push([])
    else if (level === 0)
      pending.push((await leafHashes(tx, organizationId, from, from + count)).map((row) => row.hash))
    else {
      const { rows } = await sql<{ root: Buffer }>`
        select substring(hashes from 449 for 32) as root from audit.node
        where organization_id = ${organizationId} and level = ${level - BLOCK_LEVELS}
          and position >= ${from} and position < ${from + count} order by position`.execute(tx)
      pending.push(rows.map((row) => row.root.toString('hex')))
    }
  }
  return pending
}

async function leafHashes(
  tx: Tx,
  organizationId: string,
  from: number,
  to: number,
): Promise<{ index: number; hash: Hash }[]> {
  const { rows } = await sql<{ leaf_index: number; hash: Buffer }>`
    select leaf_index, hash from audit.leaf
    where organization_id = ${organizationId} and leaf_index >= ${from} and leaf_index < ${to}
    order by leaf_index`.execute(tx)
  return rows.map((row) => ({ index: row.leaf_index, hash: row.hash.toString('hex') }))
}

/** Gives entries their places. */
export async function insertLeaves(
  tx: Tx,
  organizationId: string,
  first: number,
  leaves: readonly { entry: EntryRow; hash: Hash }[],
): Promise<void> {
  await sql`
    insert into audit.leaf (organization_id, leaf_index, entry_id, hash, at, kind, outcome, person_id, subject_id)
    select ${organizationId}::uuid, ${first}::bigint + n - 1, id, decode(hash, 'hex'), at, kind, outcome, person, subject
    from unnest(${leaves.map((l) => l.entry.id)}::uuid[], ${leaves.map((l) => l.hash)}::text[],
      ${leaves.map((l) => l.entry.at)}::timestamptz[], ${leaves.map((l) => l.entry.kind)}::text[],
      ${leaves.map((l) => l.entry.outcome)}::text[], ${leaves.map((l) => l.entry.person_id)}::uuid[],
      ${leaves.map((l) => l.entry.subject_id)}::text[])
      with ordinality as given(id, hash, at, kind, outcome, person, subject, n)`.execute(tx)
}

export async function insertBlocks(tx: Tx, organizationId: string, blocks: readonly Block[]): Promise<void> {
  if (blocks.length === 0) return
  await sql`
    insert into audit.node (organization_id, level, position, hashes)
    select ${organizationId}::uuid, level, position, decode(hashes, 'hex')
    from unnest(${blocks.map((b) => b.level)}::smallint[], ${blocks.map((b) => b.position)}::bigint[],
      ${blocks.map((b) => b.hashes.join(''))}::text[]) as given(level, position, hashes)`.execute(tx)
}

export async function insertHead(tx: Tx, head: SignedHead, sealedBelow: string): Promise<void> {
  await sql`
    insert into audit.head (organization_id, size, at, root, key_id, signature, sealed_below)
    values (${head.organization}, ${head.size}, ${head.at}::timestamptz, ${hex(head.root)}, ${head.key},
      ${Buffer.from(head.signature, 'base64')}, ${sealedBelow}::xid8)`.execute(tx)
}

/** Blocks and leaf hashes by place, for proofs: one round trip. */
export async function hashesForProof(
  tx: Tx,
  organizationId: string,
  wanted: { leaves: readonly number[]; blocks: readonly { level: number; position: number }[] },
): Promise<{ leaves: Map<number, Hash>; blocks: Map<string, string> }> {
  // Each by its key, twenty at most: joined as a whole, the planner reads along an index, or all of it, when it believes
  // the tables to be small.
  const { rows } = await sql<{ level: number | null; place: number; hashes: Buffer }>`
    select null::smallint as level, w.place, l.hash as hashes
    from unnest(${wanted.leaves as number[]}::bigint[]) as w(place)
    cross join lateral (select hash from audit.leaf
      where organization_id = ${organizationId} and leaf_index = w.place limit 1) l
    union all
    select w.level, w.position, n.hashes
    from unnest(${wanted.blocks.map((b) => b.level)}::smallint[], ${wanted.blocks.map((b) => b.position)}::bigint[])
      as w(level, position)
    cross join lateral (select hashes from audit.node
      where organization_id = ${organizationId} and level = w.level and position = w.position limit 1) n`.execute(tx)
  const leaves = new Map<number, Hash>()
  const blocks = new Map<string, string>()
  for (const row of rows) {
    if (row.level === null) leaves.set(row.place, row.hashes.toString('hex'))
    else blocks.set(`${row.level}/${row.place}`, row.hashes.toString('hex'))
  }
  return { leaves, blocks }
}

/** Leaves with their entries, a page by place; the entry is null where it is gone. */
export async function sealedEntries(
  tx: Tx,
  organizationId: string,
  from: number,
  to: number,
): Promise<{ index: number; hash: Hash; entryId: string; entry: EntryRow | null }[]> {
  const { rows } = await sql<EntryRow & { leaf_index: number; leaf_hash: Buffer; entry_id: string }>`
    select l.leaf_index, l.hash as leaf_hash, l.entry_id, ${entryColumns}
    from audit.leaf l left join audit.entry e on e.organization_id = ${organizationId} and e.id = l.entry_id
    where l.organization_id = ${organizationId} and l.leaf_index >= ${from} and l.leaf_index < ${to}
    order by l.leaf_index`.execute(tx)
  return rows.map((row) => ({
    index: row.leaf_index,
    hash: row.leaf_hash.toString('hex'),
    entryId: row.entry_id,
    entry: row.id === null ? null : row,
  }))
}

/** Stored blocks of a level by position. */
export async function blocks(
  tx: Tx,
  organizationId: string,
  level: number,
  from: number,
  to: number,
): Promise<Block[]> {
  const { rows } = await sql<{ position: number; hashes: Buffer }>`
    select position, hashes from audit.node
    where organization_id = ${organizationId} and level = ${level} and position >= ${from} and position < ${to}
    order by position`.execute(tx)
  return rows.map((row) => ({
    level,
    position: row.position,
    hashes: row.hashes.toString('hex').match(/.{64}/g) ?? [],
  }))
}

/** How far the last sealing got within a transaction: its last entry, when it belongs to that transaction. */
export async function sealedUpTo(tx: Tx, organizationId: string, size: number, txid: string): Promise<string | null> {
  const { rows } = await sql<{ at: string }>`
    select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from audit.leaf l join audit.entry e on e.organization_id = ${organizationId} and e.id = l.entry_id
    where l.organization_id = ${organizationId} and l.leaf_index = ${size - 1} and e.txid = ${txid}::xid8`.execute(tx)
  return rows[0]?.at ?? null
}

/**
 * Entries that have no place in the tree although their transaction is long sealed: somebody took the leaf away, or
 * put an entry among the old ones. By counting: an entry that is gone, which the log itself shows, counts against it.
 */
export async function countHomeless(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from audit.entry e where e.organization_id = ${organizationId})
      - (select count(*) from audit.leaf l where l.organization_id = ${organizationId})
      - (select count(*) from audit.entry e where e.organization_id = ${organizationId}
          and e.txid >= coalesce((select h.sealed_below from audit.head h
            where h.organization_id = ${organizationId} order by h.size desc limit 1), '0'::xid8)
          and ${isUnplaced(organizationId)}) as n`.execute(tx)
  return Math.max(0, rows[0]?.n ?? 0)
}

/** Places given so far; more than the last head's size only after tampering. */
export async function countPlaces(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(leaf_index) + 1, 0) as n from audit.leaf where organization_id = ${organizationId}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** SQL for the newest head of every organisation (organization, size, root in hex): what a backup promises to give back. */
export const treeRoots = `select distinct on (organization_id) organization_id::text as organization, size,
  encode(root, 'hex') as root from audit.head order by organization_id, size desc`
