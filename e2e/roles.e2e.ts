/**
 * The product on a PostgreSQL of one's own, in several processes: `web` and `worker` apart, then two that do both. Numbers stay gapless,
 * every job is done once, and whoever is asked to stop finishes what it has begun.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { incoming } from '../src/modules/incoming/contract.ts'
import { createClient, ProblemError } from '../src/platform/contract/index.ts'
import { freePort, type Product, startProduct } from '../test/product/index.ts'
import { type ExternalServer, startExternal } from '../test/product/postgres.ts'
import { type RunningProcess, startProcess } from '../test/product/process.ts'

let server: ExternalServer
let product: Product
const others: RunningProcess[] = []
const acknowledged = new Map<string, number>()
let uploaded = 0

beforeAll(async () => {
  server = await startExternal()
  product = await startProduct({
    env: { DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl, VANKHO_ROLE: 'web' },
  })
})
afterAll(async () => {
  for (const one of others) await one.stop()
  await product?.remove()
  await server?.stop()
})

async function another(role: 'all' | 'web' | 'worker'): Promise<{ one: RunningProcess; base: string }> {
  const port = String(await freePort())
  const one = await startProcess({ ...product.env, VANKHO_ROLE: role, PORT: port })
  others.push(one)
  return { one, base: `http://127.0.0.1:${port}` }
}

/** Registers until told to stop, or until the server takes no more. */
async function press(base: string, name: string, stop: { now: boolean }): Promise<void> {
  const { cookie, post } = await product.session('registry')
  const client = createClient(incoming, { base, post, headers: () => ({ cookie }) })
  for (let i = 0; !stop.now; i++) {
    const requestKey = `${name}-${i}-0000`
    const body = {
      fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v ${requestKey}` },
      requestKey,
    }
    try {
      acknowledged.set(requestKey, (await client.register({ body })).arrivalNumber)
    } catch (error) {
      // Not taken in any more: no loss, if it was not done all the same (`inspect` looks).
      if (error instanceof ProblemError && (error.status === 0 || error.status === 503)) return
      throw error
    }
  }
}

async function upload(base: string, name: string): Promise<void> {
  const { cookie, post } = await product.session('registry')
  const form = new FormData()
  form.append('classification', 'none')
  form.append('file', new Blob([`Công văn ${name}\n`.repeat(200)]), `${name}.txt`)
  const answer = await fetch(`${base}/api/intake/upload`, {
    method: 'POST',
    body: form,
    headers: { cookie, 'x-vankho-post': post, 'x-vankho': '1' },
  })
  expect(answer.status, await answer.text()).toBe(200)
  uploaded += 1
}

const waiting = async (): Promise<number> =>
  (await server.ask<{ n: number }>(`select count(*)::int as n from intake.item where state = 'screening'`))[0]!.n

async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await is()) return
    await sleep(200)
  }
  throw new Error(`it never came: ${what}`)
}

/** Numbers without gap or double; what is there was acknowledged, and the other way round; every file read once. */
async function inspect(): Promise<void> {
  const rows = await server.ask<{ key: string; number: number }>(
    'select request_key as key, arrival_number::int as number from incoming.entry order by arrival_number',
  )
  expect(rows.map((row) => row.number)).toEqual(rows.map((_, i) => i + 1))
  expect(Object.fromEntries(rows.map((row) => [row.key, row.number]))).toEqual(Object.fromEntries(acknowledged))
  const reads = await server.ask<{ n: number }>(
    `select count(*)::int as n from audit.entry where kind = 'intake.accept' and outcome = 'done' group by subject_id`,
  )
  expect(reads.map((row) => row.n)).toEqual(Array.from({ length: uploaded }, () => 1))
}

it('works under the roles that the page for administrators makes, and says who binds it', async () => {
  const roles = await server.ask<{ name: string; n: number }>(
    `select usename as name, count(*)::int as n from pg_stat_activity where application_name = 'vankho' group by 1`,
  )
  expect(roles.map((row) => row.name)).toEqual(['vankho_app_login'])
})

it('leaves jobs and clock to the worker', async () => {
  for (let i = 0; i < 6; i++) await upload(product.base, `web-${i}`)
  await sleep(3000) // longer than a worker would wait before it looks
  expect(await waiting()).toBe(6)
  expect(await server.ask('select identifier from graphile_worker._private_known_crontabs')).toEqual([])
  await another('worker')
  await until(async () => (await waiting()) === 0, 'the worker reads what web took in')
  const clock = await server.ask<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs',
  )
  expect(clock.map((row) => row.identifier)).toContain('audit.seal')
  await inspect()
})

it('finishes what it has begun when it is asked to stop under load, and gives jobs back', async () => {
  const [worker] = others
  const stop = { now: false }
  const before = acknowledged.size
  const load = Array.from({ length: 6 }, (_, i) => press(product.base, `stop${i}`, stop))
  for (let i = 0; i < 12; i++) await upload(product.base, `stop-${i}`)
  await until(async () => acknowledged.size > before + 20, 'load is on')
  const [code] = await Promise.all([worker!.stop(), product.stop()])
  expect(code).toBe(0)
  stop.now = true
  await Promise.all(load)
  expect(await server.ask('select id from graphile_worker.jobs where locked_at is not null')).toEqual([])
  await product.start()
  await another('worker')
  await until(async () => (await waiting()) === 0, 'the next worker goes on')
  await inspect()
})

it('lets two processes do everything on one database', async () => {
  await others.at(-1)!.stop()
  const one = await another('all')
  const two = await another('all')
  const stop = { now: false }
  const before = acknowledged.size
  const load = [one, two].flatMap(({ base }, p) => [1, 2, 3].map((i) => press(base, `all${p}${i}`, stop)))
  for (let i = 0; i < 8; i++) await upload(i % 2 === 0 ? one.base : two.base, `all-${i}`)
  await until(async () => acknowledged.size > before + 40, 'both work')
  stop.now = true
  await Promise.all(load)
  await until(async () => (await waiting()) === 0, 'the tray is read')
  await inspect()
})
