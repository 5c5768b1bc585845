/**
 * P10: what the audit costs. Appending an entry against a raw INSERT of one row into a table of the same columns, same
 * server, same fsync; verifying a million entries against a bare loop of SHA-256 over as many entries in memory; an
 * inclusion proof out of a sealed tree of a million.
 */
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { canonicalEntry, type LogEntry } from '#modules/audit/merkle/entry.ts'
import { leafHash } from '#modules/audit/merkle/hash.ts'
import { newSigningKey, readSigningKey, signHead } from '#modules/audit/merkle/head.ts'
import { headLine, leafLine, nodeLine, startLine } from '#modules/audit/merkle/log-format.ts'
import { verifyInclusion } from '#modules/audit/merkle/proofs.ts'
import { GrowingTree } from '#modules/audit/merkle/tree.ts'
import { verifyLog } from '#modules/audit/merkle/verify.ts'
import { inclusionProof } from '#modules/audit/proof.ts'
import { sealOnce } from '#modules/audit/seal.ts'
import { lastHead, sealedEntries } from '#modules/audit/store-tree.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { createDatabase } from '#platform/db/index.ts'
import { migrateAll } from '#platform/db/open.ts'
import { newId } from '#platform/ids/index.ts'
import { type Bar, comparePairs, judge, median, type Part, quantile, seeded, time } from './kit.ts'

const SIZE = Number(process.env['BENCH_AUDIT_ENTRIES'] ?? 1_000_000)
const HEAD_EVERY = 1000
/** Transactions of one run of the append. */
const RUN = 800
const words =
  'phòng chống cháy rừng mùa khô kiểm tra rà soát hồ sơ báo cáo kết quả thực hiện kế hoạch năm xã Sông Mây'.split(' ')
const kinds = [
  'incoming.register',
  'incoming.get',
  'incoming.direct',
  'incoming.assign',
  'incoming.complete',
  'auth.signIn',
]

/** Invented entries, the same in every run. */
function entries(organization: string): (i: number) => LogEntry {
  const random = seeded(10)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const id = (n: number): string => {
    const tail = n.toString(16).padStart(20, '0')
    return `0198f3a1-${tail.slice(0, 4)}-7${tail.slice(5, 8)}-8${tail.slice(9, 12)}-${tail.slice(8)}`
  }
  return (i) => ({
    organization,
    id: id(i),
    at: `${new Date(Date.UTC(2026, 0, 5) + i * 25).toISOString().slice(0, -1)}${String(i % 1000).padStart(3, '0')}Z`,
    transaction: String(700 + i),
    kind: pick(kinds),
    outcome: random() < 0.02 ? 'refused' : 'done',
    actor: {
      kind: 'post',
      account: id(1e9 + (i % 240)),
      person: id(2e9 + (i % 240)),
      post: id(3e9 + (i % 300)),
      name: `Giàng A ${pick(words)}`,
      title: 'Chuyên viên Văn phòng',
      address: `10.20.${i % 4}.${i % 250}`,
      session: id(4e9 + (i % 900)),
    },
    subject: { type: 'document', id: id(5e9 + (i % 40_000)), label: `${1 + (i % 4000)}/KH-UBND` },
    before: null,
    after: { number: 1 + (i % 4000), subject: Array.from({ length: 9 }, () => pick(words)).join(' ') },
    data: null,
  })
}

async function append(tell: (line: string) => void): Promise<Part[]> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
  const server = await startEmbedded({ home, fsync: true })
  const organization = newId()
  try {
    await migrateAll(server.ownerUrl)
    const owner = new pg.Client({ connectionString: server.ownerUrl })
    await owner.connect()
    await owner.query('create table public.raw_entry (like audit.entry including defaults)')
    await owner.query('alter table public.raw_entry add primary key (organization_id, id)')
    await owner.query('grant insert on public.raw_entry to vankho_app')
    await owner.end()
    const parts: Part[] = []
    for (const clients of [1, 8]) {
      const pool = new pg.Pool({
        connectionString: server.appUrl,
        max: clients,
        options: `-c vankho.organization_id=${organization}`,
      })
      const next = entries(organization)
      let made = 0
      const per = RUN / clients
      const rate = async (work: (client: pg.PoolClient, entry: LogEntry) => Promise<unknown>): Promise<number> => {
        const connections = await Promise.all(Array.from({ length: clients }, () => pool.connect()))
        const took = await time(() =>
          Promise.all(
            connections.map(async (client) => {
              for (let i = 0; i < per; i++) await work(client, next(made++))
            }),
          ),
        )
        for (const client of connections) client.release()
        return (per * clients * 1000) / took
      }
      parts.push(
        await comparePairs(
          {
            name: `append, ${clients} client${clients > 1 ? 's' : ''}`,
            size: `${RUN} transactions a run`,
            unit: 'entries/s',
            peer: 'raw INSERT, same server and fsync',
            limit: { better: 'more', pass: 0.5, aim: 0.8 },
            pairs: 7,
            ours: () => rate(appendOne),
            theirs: () => rate(insertOne),
          },
          tell,
        ),
      )
      await pool.end()
    }
    parts.push(await proofs(server.appUrl, server.adminUrl, tell))
    return parts
  } finally {
    await server.release()
    rmSync(home, { recursive: true, force: true })
  }
}

/** As the doorway does it: the values of one entry as JSON, one call. */
function appendOne(client: pg.PoolClient, entry: LogEntry): Promise<unknown> {
  const { actor, subject } = entry
  const given = [
    {
      id: newId(),
      at: new Date(),
      organizationId: entry.organization,
      kind: entry.kind,
      outcome: entry.outcome,
      actor: {
        kind: actor.kind,
        accountId: actor.account,
        personId: actor.person,
        postId: actor.post,
        name: actor.name,
        title: actor.title,
        address: actor.address,
        sessionId: actor.session,
      },
      subject,
      before: entry.before,
      after: entry.after,
    },
  ]
  return client.query({ name: 'append', text: 'select audit.append($1::jsonb, null)', values: [JSON.stringify(given)] })
}

function insertOne(client: pg.PoolClient, entry: LogEntry): Promise<unknown> {
  const { actor, subject } = entry
  return client.query({
    name: 'raw',
    text: `insert into public.raw_entry (organization_id, id, at, kind, outcome, actor_kind, account_id, person_id, post_id,
      actor_name, actor_title, address, session_id, subject_type, subject_id, subject_label, before, after, data)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    values: [
      entry.organization,
      newId(),
      new Date(),
      entry.kind,
      entry.outcome,
      actor.kind,
      actor.account,
      actor.person,
      actor.post,
      actor.name,
      actor.title,
      actor.address,
      actor.session,
      subject.type,
      subject.id,
      subject.label,
      null,
      JSON.stringify(entry.after),
      null,
    ],
  })
}

/** Fills a log with a million entries, seals it as the job does, and asks for proofs. */
async function proofs(appUrl: string, adminUrl: string, tell: (line: string) => void): Promise<Part> {
  const organization = newId()
  const admin = new pg.Client({ connectionString: adminUrl.replace('/postgres?', '/vankho?') })
  await admin.connect()
  tell(`  filling a log with ${SIZE.toLocaleString('en')} entries`)
  await admin.query(
    `insert into audit.entry (organization_id, id, at, kind, outcome, actor_kind, person_id, actor_name, subject_type,
       subject_id, subject_label, after)
     select $1::uuid, ('0198f3a1-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid,
       timestamptz '2026-01-05' + g * interval '25 milliseconds', ($2::text[])[1 + g % 6], 'done', 'post',
       ('0198f3a1-0000-7000-9000-' || lpad(to_hex(g % 240), 12, '0'))::uuid, 'Giàng A Páo', 'document',
       'd' || g % 40000, g % 4000 || '/KH-UBND',
       jsonb_build_object('number', g % 4000, 'subject', 'Về việc phòng, chống cháy rừng mùa khô')
     from generate_series(1, $3::int) g`,
    [organization, kinds, SIZE],
  )
  await admin.query('insert into audit.log (organization_id) values ($1)', [organization])
  await admin.query('analyze audit.entry')
  const db = createDatabase(appUrl, { max: 2 })
  const key = readSigningKey(newSigningKey())
  try {
    const took = await time(async () => {
      let isMore = true
      while (isMore)
        ({ isMore } = await db.transaction({ organizationId: organization }, (tx) =>
          sealOnce(tx, organization, key, new Date()),
        ))
    })
    tell(`  sealed in ${Math.round(took / 1000)} s`)
    await admin.query('analyze audit.leaf')
    const random = seeded(20)
    const times: number[] = []
    let longest = 0
    await db.read({ organizationId: organization }, async (tx) => {
      const { head } = (await lastHead(tx, organization))!
      if (head.size !== SIZE) throw new Error(`sealed ${head.size} of ${SIZE}`)
      for (let i = 0; i < 500; i++) {
        const index = Math.floor(random() * SIZE)
        const leaf = (await sealedEntries(tx, organization, index, index + 1))[0]!.hash
        let path: string[] = []
        times.push(
          await time(async () => {
            path = await inclusionProof(tx, organization, index, head.size)
          }),
        )
        longest = Math.max(longest, path.length)
        if (!verifyInclusion({ index, size: head.size, leaf, path, root: head.root }))
          throw new Error(`proof of ${index} does not hold`)
      }
    })
    const bytes = (
      await admin.query<{ bytes: number }>(
        `select sum(pg_total_relation_size(c.oid))::float8 / $1 as bytes from pg_class c
       where c.oid in ('audit.leaf'::regclass, 'audit.node'::regclass, 'audit.head'::regclass)`,
        [SIZE],
      )
    ).rows[0]!.bytes
    const p95 = quantile(times, 0.95)
    const limit = { better: 'less', pass: 5, aim: 5 } as const
    return {
      name: 'inclusion proof',
      size: `${SIZE.toLocaleString('en')} entries, 500 proofs`,
      ours: Number(p95.toFixed(3)),
      theirs: 5,
      unit: 'ms p95',
      peer: 'limit of 5 ms and 20 hashes',
      ratio: Number((p95 / 5).toFixed(3)),
      spread: [Number((quantile(times, 0.05) / 5).toFixed(3)), Number((Math.max(...times) / 5).toFixed(3))],
      pairs: times.length,
      pass: '<= 20 hashes and 5 ms',
      aim: '<= 20 hashes and 5 ms',
      verdict: longest <= 20 ? judge(p95, limit) : 'short',
      notes: {
        hashes: longest,
        'median ms': Number(median(times).toFixed(3)),
        'sealed entries/s': Math.round((SIZE * 1000) / took),
        'bytes of tree an entry': Math.round(bytes),
      },
    }
  } finally {
    await db.close()
    await admin.end()
  }
}

async function verify(tell: (line: string) => void): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
  const path = join(folder, 'log.jsonl')
  try {
    tell(`  writing a log of ${SIZE.toLocaleString('en')} entries`)
    const sample = await writeLog(path)
    return await comparePairs(
      {
        name: 'verify',
        size: `${SIZE.toLocaleString('en')} entries of ${Math.round(median(sample.map((text) => text.length)))} bytes`,
        unit: 'entries/s',
        peer: 'bare SHA-256 loop (node:crypto, entries in memory)',
        limit: { better: 'more', pass: 0.15, aim: 0.4 },
        async ours() {
          const took = await time(async () => {
            const report = await verifyLog(path)
            if (!report.valid || report.entries !== SIZE) throw new Error('the log does not verify')
          })
          return (SIZE * 1000) / took
        },
        async theirs() {
          const took = await time(() => {
            for (let i = 0; i < SIZE; i++) hash('sha256', sample[i % sample.length]!, 'hex')
          })
          return (SIZE * 1000) / took
        },
      },
      tell,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes the log as an export has it. @returns some thousand of its entries as bytes, for the peer */
async function writeLog(path: string): Promise<Buffer[]> {
  const organization = '0198f000-0000-7000-8000-000000000001'
  const next = entries(organization)
  const key = readSigningKey(newSigningKey())
  const tree = new GrowingTree()
  const out = createWriteStream(path)
  const sample: Buffer[] = []
  const { id, publicKey } = key
  const about = { organization: { id: organization, name: 'UBND xã Sông Mây' }, keys: [{ id, publicKey }] }
  out.write(`${startLine({ ...about, size: SIZE, exportedAt: '2026-11-23T00:00:00.000Z', scope: 'organization' })}\n`)
  let text = ''
  for (let i = 0; i < SIZE; i++) {
    const entry = canonicalEntry(next(i))
    if (i < 4096) sample.push(Buffer.from(entry))
    const leaf = leafHash(entry)
    text += `${leafLine(i, leaf, entry)}\n`
    for (const block of tree.add(leaf)) text += `${nodeLine(block)}\n`
    if (tree.size % HEAD_EVERY === 0 || tree.size === SIZE) {
      const at = '2026-11-23T00:00:00.000Z'
      text += `${headLine(signHead({ organization, size: tree.size, root: tree.root(), at }, key))}\n`
      if (!out.write(text)) await once(out, 'drain')
      text = ''
    }
  }
  out.end()
  await once(out, 'finish')
  return sample
}

const bar: Bar = {
  id: 'P10',
  title: 'audit: append, verify, inclusion proof',
  run: async (tell) => [...(await append(tell)), await verify(tell)],
}
export default bar
