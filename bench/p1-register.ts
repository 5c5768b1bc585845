/**
 * P1: register one document over HTTP, with session, policy, row security, validation, gapless number, audit and event,
 * eight clients; against eight connections that insert one row each into a bare table of the same PostgreSQL, same fsync.
 * The peer's statement is prepared, as ours are. Generators share the cores with what they measure, so each is as slim as
 * its kind allows: ours is Node's own HTTP client, not the screens' typed one, which checks every answer a second time.
 */
import { Agent, request } from 'node:http'
import process from 'node:process'
import pg from 'pg'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import { startProduct } from '../test/product/index.ts'
import { type Bar, comparePairs, quantile } from './kit.ts'

const CLIENTS = 8
/** Documents (rows) of one run. */
const RUN = Number(process.env['BENCH_REGISTER_RUN'] ?? 800)

const bar: Bar = {
  id: 'P1',
  title: 'registering over HTTP against a raw INSERT',
  async run(tell) {
    const product = await startProduct()
    const opened = await openDatabase(loadConfig({ VANKHO_HOME: product.home, VANKHO_LOG: 'silent' }), () => {})
    const adminUrl = opened.embedded!.adminUrl.replace('/postgres?', '/vankho?')
    const pool = new pg.Pool({ connectionString: adminUrl, max: CLIENTS })
    try {
      await pool.query(
        `create table public.bare (id uuid primary key, n bigserial, at timestamptz not null default now(), issuer text, notation text, subject text)`,
      )
      const send = sender(`${product.base}/api/incoming`, await product.session('registry'))
      let counter = 0
      const given = new Set<number>()
      const press = async () => {
        const { arrivalNumber } = await send({
          fields: {
            typeName: 'Công văn',
            codeNumber: String(++counter),
            codeNotation: 'UBND-VX',
            issuedDate: '2026-11-20',
            issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
            subject: 'V/v rà soát, cập nhật cơ sở dữ liệu hộ nghèo, hộ cận nghèo năm 2026',
          },
          requestKey: newId(),
        })
        given.add(arrivalNumber)
      }
      const insert = () =>
        pool.query({
          name: 'bare',
          text: 'insert into public.bare (id, issuer, notation, subject) values ($1, $2, $3, $4)',
          values: [
            newId(),
            'Ủy ban nhân dân tỉnh Lam Hà',
            'UBND-VX',
            'V/v rà soát, cập nhật cơ sở dữ liệu hộ nghèo, hộ cận nghèo năm 2026',
          ],
        })
      // tables that are a minute old have statistics: autovacuum sees to it
      await rate(press, RUN)
      await pool.query('analyze')
      const part = await comparePairs(
        {
          name: 'register',
          size: `${CLIENTS} clients, ${RUN} a run`,
          unit: 'documents/s',
          peer: 'raw one-row INSERT, prepared, same server and fsync',
          limit: { better: 'more', pass: 0.12, aim: 0.2 },
          ours: () => rate(press, RUN),
          theirs: () => rate(insert, RUN),
        },
        tell,
      )
      const latencies = await paced(press, part.ours / 2, RUN)
      const p99 = quantile(latencies, 0.99)
      if (given.size !== counter || Math.max(...given) !== counter) throw new Error('the numbers have gaps')
      tell(`  at half load: p50 ${quantile(latencies, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
      return [
        {
          ...part,
          notes: {
            'p50 ms at half load': round(quantile(latencies, 0.5)),
            'p99 ms at half load (limit 25)': round(p99),
          },
        },
      ]
    } finally {
      await pool.end()
      await opened.close()
      await product.remove()
    }
  },
}
export default bar

/** Posts JSON over kept-alive connections. */
function sender(url: string, { cookie, post }: { cookie: string; post: string }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 * CLIENTS })
  const headers = { 'content-type': 'application/json', 'x-vankho': '1', 'x-vankho-post': post, cookie }
  return (body: object) =>
    new Promise<{ arrivalNumber: number }>((resolve, reject) => {
      const text = JSON.stringify(body)
      const call = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(text) } },
        (answer) => {
          let said = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk: string) => {
            said += chunk
          })
          answer.on('end', () =>
            answer.statusCode === 200 ? resolve(JSON.parse(said)) : reject(new Error(`${answer.statusCode} ${said}`)),
          )
        },
      )
      call.on('error', reject)
      call.end(text)
    })
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Calls a second with CLIENTS callers that each begin anew when answered. */
async function rate(call: () => Promise<unknown>, count: number): Promise<number> {
  let left = count
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left-- > 0) await call()
    }),
  )
  return count / ((performance.now() - begun) / 1000)
}

/** Milliseconds of each call when calls begin at an even pace. */
async function paced(call: () => Promise<unknown>, perSecond: number, count: number): Promise<number[]> {
  const taken: number[] = []
  const waiting: Promise<void>[] = []
  const begun = performance.now()
  for (let i = 0; i < count; i++) {
    const due = begun + (i * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const from = performance.now()
    waiting.push(call().then(() => void taken.push(performance.now() - from)))
  }
  await Promise.all(waiting)
  return taken
}
