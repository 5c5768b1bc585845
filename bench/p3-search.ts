/**
 * P3: the ten best documents for 300 queries of words out of the corpus, half of them typed without diacritics, half by a registry that
 * sees all and half by an officer who sees what he was given; through the doorway, with cards read under the scope. Peers over the same
 * texts and rights: SQLite FTS5 with bm25 (no server, no rights but a join) and PostgreSQL's ts_rank over all hits. The better of them
 * is what we are held against. The overlap compares our ten with our own score taken of every hit, without any early stop.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { fold } from '#engines/vn-text/index.ts'
import { words } from '#engines/vn-text/search/index.ts'
import { search } from '#modules/search/contract.ts'
import { understand } from '#modules/search/understand.ts'
import type { Actor } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { type Bar, comparePairs, judge, type Part, quantile, seeded, time } from './kit.ts'
import { atEverySize, type LoadedOffice, loadedOffice } from './loaded.ts'

const QUERIES = 300
/** Queries of one run; the next run goes on behind them. */
const RUN = Number(process.env['BENCH_SEARCH_RUN'] ?? 100)
const TOP = 10

interface Query {
  readonly text: string
  readonly actor: Actor
  /** Who may read, as the projection's key sees it. */
  readonly keys: readonly string[] | null
}

/** Two to four neighbouring words of a subject; every third with a word of the issuer. */
async function queriesOf({ admin, organizationId, actors }: LoadedOffice): Promise<Query[]> {
  const random = seeded(3)
  const pick = (n: number): number => Math.floor(random() * n)
  const { rows } = await admin.query<{ subject: string; issuer: string }>(
    `select subject, issuer_name as issuer from (select subject, issuer_name, row_number() over (order by id) as n from records.document
       where organization_id = $1) d where n % (select greatest(1, count(*) / 3000) from records.document where organization_id = $1) = 0`,
    [organizationId],
  )
  const all = await admin.query<{ key: string }>('select search.all_key($1)::text as key', [organizationId])
  const queries: Query[] = []
  while (queries.length < QUERIES) {
    const { subject, issuer } = rows[pick(rows.length)]!
    const parts = subject.split(' ').filter((word) => /^\p{L}+$/u.test(word))
    const length = 2 + pick(3)
    const start = pick(Math.max(1, parts.length - length))
    const typed = parts.slice(start, start + length)
    if (queries.length % 3 === 2) typed.push(issuer.split(' ').at(-1)!)
    if (typed.length < 2) continue
    const text = typed.join(' ')
    const isOfficer = queries.length % 2 === 1
    queries.push({
      text: queries.length % 4 < 2 ? text : fold(text),
      actor: isOfficer ? actors.officer : actors.registry,
      keys: isOfficer ? [actors.officer.postId!, all.rows[0]!.key] : null,
    })
  }
  return queries
}

const ours = async ({ kernel }: LoadedOffice, { text, actor }: Query): Promise<string[]> => {
  const answer = (await kernel.run(kernel.handler(search.find), actor, {
    params: {},
    query: { q: text, limit: TOP },
    body: {},
  })) as {
    items: { id: string }[]
  }
  return answer.items.map((item) => item.id)
}

/** The same text that the projection has, without diacritics, word by word. */
const plain = (text: string): string =>
  words(text)
    .map((word) => word.folded)
    .join(' ')

async function makePeers(office: LoadedOffice, folder: string, tell: (line: string) => void) {
  const { admin, organizationId } = office
  const sqlite = new DatabaseSync(join(folder, 'fts.sqlite'))
  sqlite.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -262144;
    create virtual table fts using fts5(body, content='', tokenize='unicode61');
    create table reader (key text, doc integer, primary key (doc, key)) without rowid`)
  await admin.query(
    `drop table if exists public.fts; create table public.fts (n bigint, readers uuid[], body tsvector)`,
  )
  const put = sqlite.prepare('insert into fts (rowid, body) values (?, ?)')
  const give = sqlite.prepare('insert or ignore into reader (key, doc) values (?, ?)')
  let last = '00000000-0000-0000-0000-000000000000'
  let n = 0
  for (;;) {
    const { rows } = await admin.query<{ id: string; text: string; readers: string[] }>(
      `select d.id, concat_ws(' ', d.subject, d.issuer_name, d.type_name, d.signer_name, d.place, d.description) as text,
         array(select g.grantee_id::text from records.access_grant g where g.organization_id = d.organization_id and g.document_id = d.id) as readers
       from records.document d where d.organization_id = $1 and d.id > $2 order by d.id limit 5000`,
      [organizationId, last],
    )
    if (rows.length === 0) break
    sqlite.exec('begin')
    const batch = rows.map((row) => ({ n: ++n, body: plain(row.text), readers: row.readers }))
    for (const row of batch) {
      put.run(row.n, row.body)
      for (const key of row.readers) give.run(key, row.n)
    }
    sqlite.exec('commit')
    await admin.query(
      `insert into public.fts select n, readers, to_tsvector('simple', body) from jsonb_to_recordset($1::jsonb) as r(n bigint, readers uuid[], body text)`,
      [JSON.stringify(batch)],
    )
    last = rows.at(-1)!.id
  }
  sqlite.exec(`insert into fts(fts) values ('optimize')`)
  await admin.query('create index on public.fts using gin (body); analyze public.fts')
  tell(`  peers: ${n.toLocaleString('en')} texts indexed`)
  const every = sqlite.prepare('select rowid from fts where fts match ? order by rank limit 10')
  const some = sqlite.prepare(
    `select rowid from fts where fts match ? and exists (select 1 from reader where doc = fts.rowid and key in (?, ?)) order by rank limit 10`,
  )
  return {
    sqlite: async ({ text, keys }: Query) => {
      const match = plain(text)
        .split(' ')
        .map((word) => `"${word}"`)
        .join(' ')
      return keys ? some.all(match, ...keys) : every.all(match)
    },
    rank: async ({ text, keys }: Query) => {
      const asked = plain(text).split(' ').join(' & ')
      const where = keys ? 'and readers && $2::uuid[]' : ''
      return admin.query({
        name: keys ? 'rank_some' : 'rank_all',
        text: `select n from public.fts where body @@ $1::tsquery ${where} order by ts_rank(body, $1::tsquery) desc limit 10`,
        values: keys ? [asked, keys] : [asked],
      })
    },
    close: async () => {
      sqlite.close()
      await admin.query('drop table public.fts')
    },
  }
}

/** Our ten against our own score of every hit. @returns the mean share that is the same */
async function overlap(office: LoadedOffice, queries: readonly Query[]): Promise<number> {
  const { kernel, admin, organizationId } = office
  const now = kernel.ports.clock.now()
  let sum = 0
  for (const query of queries) {
    const mine = await ours(office, query)
    const { plan } = await kernel.ports.db.read({ organizationId, postId: query.actor.postId }, (tx) =>
      understand(
        { tx, config: kernel.ports.config, actor: query.actor, now, today: dayOf(now), lang: 'vi' } as never,
        query.text,
      ),
    )
    const points = [
      ...plan.pairs.map((pair) => `2 * (tokens @@ $q$${pair}$q$::tsquery)::int`),
      ...(plan.exact ? [`(tokens @@ $q$${plan.exact}$q$::tsquery)::int`] : []),
    ]
    const { rows } = await admin.query<{ id: string }>(
      `select document_id as id from search.document where organization_id = $1 and readers && $2::uuid[] and tokens @@ $3::tsquery
       order by ${points.length > 0 ? points.join(' + ') : '(select 0)'} desc, at desc, document_id desc limit ${TOP}`,
      [organizationId, query.keys ?? [organizationId], plan.base],
    )
    const truth = new Set(rows.map((row) => row.id))
    sum += truth.size === 0 ? 1 : mine.filter((id) => truth.has(id)).length / truth.size
  }
  return sum / queries.length
}

const bar: Bar = {
  id: 'P3',
  title: 'ranked search with rights against SQLite FTS5 and ts_rank over all hits',
  run: atEverySize(measure),
}

async function measure(size: number, tell: (line: string) => void): Promise<Part[]> {
  const office = await loadedOffice(size, tell)
  const queries = await queriesOf(office)
  const folder = mkdtempSync(join(tmpdir(), 'vankho-p3-'))
  const peers = await makePeers(office, folder, tell)
  try {
    let at = 0
    const next = (): Query[] => {
      const some = Array.from({ length: RUN }, (_, i) => queries[(at + i) % queries.length]!)
      at += RUN
      return some
    }
    const p95 = async (some: readonly Query[], answer: (query: Query) => Promise<unknown>): Promise<number> => {
      const times: number[] = []
      for (const query of some) times.push(await time(() => answer(query)))
      return quantile(times, 0.95)
    }
    // the better peer is found out over a part of the queries, each answered once before
    const trial = queries.filter((_, i) => i % 10 === 0)
    for (const query of trial) await peers.sqlite(query)
    const figures = { sqlite: await p95(trial, peers.sqlite), rank: await p95(trial, peers.rank) }
    const better = figures.sqlite <= figures.rank ? 'sqlite' : 'rank'
    tell(`  p95 of the peers: FTS5 ${figures.sqlite.toFixed(1)} ms, ts_rank ${figures.rank.toFixed(1)} ms`)
    // both sides of a pair answer the same hundred, whichever begins
    let pending: Query[] | null = null
    const turn = (): Query[] => {
      const mine = pending ?? next()
      pending = pending ? null : mine
      return mine
    }
    const sized = `${size.toLocaleString('en')} documents`
    const limit = { better: 'less', pass: 0.25, aim: 0.05 } as const
    const speed = await comparePairs(
      {
        name: `ten best, p95 of ${QUERIES} queries in turn`,
        size: sized,
        unit: 'ms',
        peer: better === 'sqlite' ? 'SQLite FTS5 bm25' : 'PostgreSQL ts_rank over all hits',
        limit,
        ours: () => p95(turn(), (query) => ours(office, query)),
        theirs: () => p95(turn(), peers[better]),
        notes: () => ({
          'FTS5 p95 (ms)': Math.round(figures.sqlite * 10) / 10,
          'ts_rank p95 (ms)': Math.round(figures.rank * 10) / 10,
        }),
      },
      tell,
    )
    const sample = queries.filter((_, i) => i % 3 === 0)
    const same = await overlap(office, sample)
    tell(`  overlap with the exact ranking: ${same.toFixed(4)} over ${sample.length} queries`)
    return [
      speed,
      {
        name: 'top ten, overlap with exact ranking',
        size: sized,
        ours: Number(same.toPrecision(4)),
        theirs: 1,
        unit: 'of the ten',
        peer: `own score of every hit, ${sample.length} queries`,
        ratio: Number(same.toPrecision(4)),
        spread: [Number(same.toPrecision(4)), Number(same.toPrecision(4))],
        pairs: sample.length,
        pass: '>= 0.9',
        aim: '>= 0.9',
        verdict: judge(same, { better: 'more', pass: 0.9, aim: 0.9 }),
      },
    ]
  } finally {
    await peers.close()
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
  }
}

export default bar
