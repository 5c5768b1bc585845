/** A database administrator at work: everything is done as superuser, with the triggers off. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { allHeads } from '../actions/export-log.ts'
import { exportAudit, exportHeads } from '../cli.ts'
import { exportLines } from '../export.ts'
import { signingKey } from '../keys.ts'
import { canonicalEntry } from '../merkle/entry.ts'
import { leafHash } from '../merkle/hash.ts'
import { headsFile, signHead } from '../merkle/head.ts'
import { type Block, GrowingTree } from '../merkle/tree.ts'
import { reportLines, type Verdict, verifyAudit } from '../offline.ts'
import * as store from '../store-tree.ts'
import { verifyStored } from '../verification.ts'
import { anActor, happen, seal } from './house.ts'

const organizationId = newId()
const N = 77
let t: TestApp
let headFile: string
let logs = 0

async function attack(...statements: string[]): Promise<void> {
  await t.admin(`begin; set local session_replication_role = replica; ${statements.join(';')}; commit`)
}

beforeAll(async () => {
  t = await testApp()
  await happen(t, anActor(organizationId, ['leader']), 40)
  await seal(t, organizationId, { until: 40 })
  await happen(t, anActor(organizationId, ['registry'], 'Vàng Thị Dợ'), N - 40)
  await seal(t, organizationId, { until: N })
  headFile = join(t.home, 'heads.jsonl')
  const heads = await t.db.read({ organizationId }, (tx) => allHeads(tx, organizationId))
  writeFileSync(
    headFile,
    headsFile(
      [await signingKey(t.home)].map(({ id, publicKey }) => ({ id, publicKey })),
      heads,
    ),
  )
  await t.admin(
    `create schema backup; ${['entry', 'leaf', 'node', 'head'].map((x) => `create table backup.${x} as table audit.${x}`).join(';')}`,
  )
})
afterAll(() => t.close())
beforeEach(() =>
  attack(
    ...['entry', 'leaf', 'node', 'head'].map((x) => `delete from audit.${x}; insert into audit.${x} table backup.${x}`),
  ),
)

/** The log as it lies in the database, without sealing anything new. */
async function verify(head?: string): Promise<Verdict & { bad: readonly object[] }> {
  const out = join(t.home, `log-${logs++}.jsonl`)
  await t.db.read({ organizationId }, async (tx) => {
    let text = ''
    for await (const line of exportLines(tx, organizationId, {
      name: 'UBND xã Sông Mây',
      exportedAt: t.clock.now(),
      isWhole: false,
    }))
      text += `${line}\n`
    writeFileSync(out, text)
  })
  const verdict = await verifyAudit(out, { head })
  // The running system finds the same without a file.
  const inside = await t.db.read({ organizationId }, (tx) => verifyStored(tx, organizationId, t.clock.now()))
  if (head === undefined) expect(inside.valid).toBe(verdict.result.valid)
  return { ...verdict, bad: 'logs' in verdict.result ? verdict.result.logs[0]!.bad : [] }
}
const entryAt = async (index: number): Promise<string> =>
  (await t.admin<{ entry_id: string }>(`select entry_id from backup.leaf where leaf_index = ${index}`))[0]!.entry_id

describe('a log nobody touched', () => {
  it('is good, inside and against the outside head', async () => {
    const verdict = await verify(headFile)
    expect(verdict).toMatchObject({ exitCode: 0, result: { valid: true, entries: N, firstBad: null } })
    expect(reportLines(verdict, 'vi')[0]).toContain('toàn vẹn')
  })
})

describe('an edit', () => {
  const edits: Record<string, string> = {
    at: `at + interval '1 microsecond'`,
    txid: `'12'`,
    kind: `'incoming.open'`,
    outcome: `'refused'`,
    actor_kind: `'system'`,
    account_id: 'gen_random_uuid()',
    person_id: 'null',
    post_id: 'gen_random_uuid()',
    actor_name: `'Người Khác'`,
    actor_title: `actor_title || ' '`,
    address: `'10.0.0.1'`,
    session_id: 'null',
    subject_type: `'file'`,
    subject_id: `'0'`,
    subject_label: `'0/KH-UBND'`,
    before: `'{"state":"New"}'`,
    after: `after || '{"number": 4.0000000000000000001}'`,
    data: `data - 'reason'`,
    id: 'gen_random_uuid()',
  }

  it('of any column is found and named', async () => {
    const columns = await t.admin<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'audit' and table_name = 'entry'`,
    )
    expect([...Object.keys(edits), 'organization_id'].sort()).toEqual(columns.map((c) => c.name).sort())
    for (const [i, [column, value]] of Object.entries(edits).entries()) {
      const index = 4 + i * 3
      const id = await entryAt(index)
      await attack(`update audit.entry set ${column} = ${value} where id = '${id}'`)
      const { exitCode, bad } = await verify()
      expect(exitCode, column).toBe(1)
      expect(bad, column).toHaveLength(1)
      const problem = column === 'id' ? 'missing' : 'altered'
      expect(bad[0], column).toMatchObject({ problem, index, id })
      await attack('delete from audit.entry; insert into audit.entry table backup.entry')
    }
  })

  it('of entry and stored hash together is found by the node above', async () => {
    const id = await entryAt(21)
    await attack(`update audit.entry set outcome = 'failed' where id = '${id}'`)
    const row = (await t.db.read({ organizationId }, (tx) => store.sealedEntries(tx, organizationId, 21, 22)))[0]!
    const hash = leafHash(canonicalEntry(store.logEntry(organizationId, row.entry!)))
    await attack(`update audit.leaf set hash = decode('${hash}', 'hex') where leaf_index = 21`)
    expect((await verify()).bad).toMatchObject([{ problem: 'rewritten', index: 20, to: 21 }])
  })

  it('of stored hashes, nodes or heads alone is found too', async () => {
    await attack(`update audit.leaf set hash = sha256('x') where leaf_index = 30`)
    expect((await verify()).bad).toMatchObject([{ index: 30 }])
    await attack('delete from audit.leaf; insert into audit.leaf table backup.leaf')
    await attack(
      `update audit.node set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where position = 2 and level = 0`,
    )
    expect((await verify()).bad).toMatchObject([{ problem: 'rewritten', index: 34, to: 35 }])
    await attack('delete from audit.node; insert into audit.node table backup.node')
    await attack(`update audit.head set root = sha256('x') where size = ${N}`)
    expect((await verify()).exitCode).toBe(1)
  })
})

describe('a deletion', () => {
  it('of an entry is found and named', async () => {
    const id = await entryAt(50)
    await attack(`delete from audit.entry where id = '${id}'`)
    expect((await verify()).bad).toMatchObject([{ problem: 'missing', index: 50, id }])
  })

  it('of an entry with its leaf is found and named', async () => {
    const ids = [await entryAt(10), await entryAt(11), await entryAt(60)].map((id) => `'${id}'`).join()
    await attack(`delete from audit.entry where id in (${ids})`, `delete from audit.leaf where entry_id in (${ids})`)
    const { bad } = await verify()
    expect(bad).toMatchObject([
      { problem: 'missing', index: 10, to: 11 },
      { problem: 'missing', index: 60 },
    ])
  })

  it('of the leaf alone is found', async () => {
    await attack('delete from audit.leaf where leaf_index = 33')
    expect((await verify()).bad).toMatchObject([{ problem: 'missing', index: 33 }])
  })

  it('of the end is found by the last head, and without any head by the one outside', async () => {
    await attack(
      'delete from audit.leaf where leaf_index >= 70',
      'delete from audit.entry e where not exists (select from audit.leaf l where l.entry_id = e.id)',
    )
    expect((await verify()).bad).toMatchObject([{ problem: 'missing', index: 70, to: N - 1 }])
    await attack(
      'delete from audit.leaf where leaf_index >= 40',
      'delete from audit.node where position >= 2',
      `delete from audit.head where size > 40`,
      'delete from audit.entry e where not exists (select from audit.leaf l where l.entry_id = e.id)',
    )
    expect((await verify()).result.valid).toBe(true) // a shorter log, well sealed: only the outside can tell
    expect((await verify(headFile)).bad).toMatchObject([{ problem: 'cut-off', index: 40, to: N - 1 }])
  })

  it('of the last heads alone is found', async () => {
    await attack('delete from audit.head where size > 40')
    expect((await verify()).bad).toMatchObject([{ problem: 'unsigned', index: 40, to: N - 1 }])
  })
})

describe('another order', () => {
  it('of entries under the same leaves is found, and where they belong', async () => {
    const [a, b] = [await entryAt(12), await entryAt(44)]
    const give = (index: number, id: string): string =>
      `update audit.leaf set entry_id = '${id}' where leaf_index = ${index}`
    await attack(give(12, newId()), give(44, a), give(12, b))
    expect((await verify()).bad).toMatchObject([
      { problem: 'reordered', index: 12, belongsAt: 44 },
      { problem: 'reordered', index: 44, belongsAt: 12 },
    ])
  })

  it('of whole leaves is found', async () => {
    await attack(
      'update audit.leaf set leaf_index = 1000 where leaf_index = 12',
      'update audit.leaf set leaf_index = 12 where leaf_index = 44',
      'update audit.leaf set leaf_index = 44 where leaf_index = 1000',
    )
    expect((await verify()).bad).toMatchObject([
      { problem: 'rewritten', index: 12, to: 13 },
      { problem: 'rewritten', index: 44, to: 45 },
    ])
  })
})

describe('everything made anew', () => {
  /** Changes entry 21 and computes every hash, node and head again, signed with the installation's own key. */
  async function remake(): Promise<void> {
    const id = await entryAt(21)
    await attack(`update audit.entry set outcome = 'failed' where id = '${id}'`)
    const key = await signingKey(t.home)
    const tree = new GrowingTree()
    const blocks: Block[] = []
    const statements: string[] = []
    const rows = await t.db.read({ organizationId }, (tx) => store.sealedEntries(tx, organizationId, 0, N))
    for (const { index, entry } of rows) {
      const hash = leafHash(canonicalEntry(store.logEntry(organizationId, entry!)))
      statements.push(`update audit.leaf set hash = decode('${hash}', 'hex') where leaf_index = ${index}`)
      blocks.push(...tree.add(hash))
      if (tree.size !== 40 && tree.size !== N) continue
      const head = signHead(
        { organization: organizationId, size: tree.size, root: tree.root(), at: t.clock.now().toISOString() },
        key,
      )
      statements.push(
        `update audit.head set root = decode('${head.root}', 'hex'), at = '${head.at}', signature = decode('${head.signature}', 'base64') where size = ${head.size}`,
      )
    }
    for (const block of blocks)
      statements.push(
        `update audit.node set hashes = decode('${block.hashes.join('')}', 'hex') where level = ${block.level} and position = ${block.position}`,
      )
    await attack(...statements)
  }

  it('is found against a head that was kept outside', async () => {
    await remake()
    expect((await verify()).result.valid).toBe(true) // with the key in hand, nothing inside can tell
    const outside = await verify(headFile)
    expect(outside).toMatchObject({ exitCode: 1, bad: [{ problem: 'rewritten', index: 0, to: 39 }] })
    expect(reportLines(outside, 'en')[1]).toContain('rewritten')
  })

  it('stops the sealing where the tree is not the signed one', async () => {
    await attack(`update audit.leaf set hash = sha256('x') where leaf_index = ${N - 1}`)
    await happen(t, anActor(organizationId, ['leader']), 1)
    await expect(seal(t, organizationId, { until: N + 1 })).rejects.toMatchObject({ code: 'AUDIT_TREE_BROKEN' })
    await attack(
      'delete from audit.leaf; insert into audit.leaf table backup.leaf',
      `delete from audit.head where size > 40`,
    )
    await expect(seal(t, organizationId, { until: 40 + 1 })).rejects.toMatchObject({ code: 'AUDIT_TREE_BROKEN' })
  })
})

describe('the command line', () => {
  it('exports all organisations with the export itself on record, and verifies with the contract’s exit codes', async () => {
    const other = newId()
    await happen(t, anActor(other, ['leader']), 5)
    const out = join(t.home, 'all.jsonl')
    const exported = await exportAudit(t.kernel, { out })
    expect(exported.logs.find((log) => log.organization === other)?.entries).toBe(6)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(readFileSync(out, 'utf8')).toContain('"kind":"audit.exportLog"')
    const heads = join(t.home, 'all-heads.jsonl')
    expect((await exportHeads(t.kernel, { out: heads })).heads).toBeGreaterThan(1)
    const later = join(t.home, 'later.jsonl')
    await exportAudit(t.kernel, { out: later })
    expect(await verifyAudit(later, { head: heads })).toMatchObject({
      exitCode: 0,
      result: { valid: true, firstBad: null },
    })
    expect((await verifyAudit(out, { head: heads })).exitCode).toBe(1) // the older file ends before the newer heads
    expect((await verifyAudit(join(t.home, 'none'))).exitCode).toBe(2)
    expect((await verifyAudit(heads)).exitCode).toBe(2)
    const one = join(t.home, 'one.jsonl')
    await exportAudit(t.kernel, { out: one, organization: other })
    expect((await verifyAudit(one, { head: headFile })).exitCode).toBe(3)
    expect((await verifyAudit(one)).exitCode).toBe(0)
  })
})
