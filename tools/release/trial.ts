/**
 * Installs, runs and upgrades a release as an administrator does, in an empty folder without network, as an account without
 * privileges; prints what was found as one JSON value. The test runs it (e2e/release.e2e.ts), in a network of its own where the
 * system allows one.
 *   trial.ts FOLDER [--offline] [--account nobody] [--full]
 * `--full` also loads the demo's documents, registers between the upgrades, and tries an upgrade that fails half-way (minutes).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { incoming } from '#modules/incoming/contract.ts'
import { createClient } from '#platform/contract/index.ts'
import { makeBundle, writeSums } from './bundle.ts'
import type { Release } from './setup/layout.ts'

export interface TrialReport {
  /** Could a machine outside be reached? */
  readonly hadNetwork: boolean
  readonly account: string
  readonly install: { code: number; again: number; damaged: number; leftByDamaged: boolean }
  readonly hasWeb: boolean
  readonly firstAdministrator: { made: number; session: string | null; afterUpgrade: string | null }
  readonly upgrade: { code: number; words: string; backups: number; applied: boolean }
  readonly same: { code: number }
  readonly downgrade: { code: number; words: string }
  readonly broken: { code: number; words: string; version: string } | null
  readonly before: Facts
  readonly after: Facts
  /** Around the upgrade that fails. */
  readonly beforeBroken: Facts
  readonly afterBroken: Facts
  /** Numbers given before, between and after the upgrades (full). */
  readonly numbers: readonly number[]
  readonly isAuditValid: boolean
  readonly stopCode: number | null
}

interface Facts {
  readonly documents: number
  /** Fingerprint of every number of every document. */
  readonly entries: string
  /** Rows that a failed upgrade left changed. */
  readonly halfDone: number
  readonly components: number
  readonly files: number
  readonly auditEntries: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    offline: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    account: { type: 'string' },
  },
})
const space = positionals[0]!
if (values.offline) spawnSync('ip', ['link', 'set', 'lo', 'up'])
const say = (line: string): void => console.error(line)
const account = values.account ? accountNamed(values.account) : null

function accountNamed(name: string): { uid: number; gid: number } {
  const parts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))!
    .split(':')
  return { uid: Number(parts[2]), gid: Number(parts[3]) }
}

/** Runs a program as the account, with nothing of this environment. */
async function run(program: string, ...words: string[]): Promise<{ code: number; out: string; words: string }> {
  const child = spawn(program, words, {
    ...account,
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let told = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    told += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    told += String(chunk)
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve(status ?? -1))
  })
  say(`${program.replace(space, '')} ${words.join(' ')}: ${code}`)
  return { code, out, words: told }
}

const home = join(space, 'home')
const root = join(home, 'vankho')
mkdirSync(home, { recursive: true })
chmodSync(space, 0o755)
if (account) chownSync(home, account.uid, account.gid)
const port = await freePort()
const base = `http://127.0.0.1:${port}`

const first = (await makeBundle(join(space, 'first'), { mayLink: true })).folder
const second = variant('second', 1, {
  '299901010000-trial.sql':
    'alter table incoming.entry add column trial text; update incoming.entry set trial = arrival_number::text; alter table incoming.entry alter column trial set not null, alter column trial set default now()::text;',
})
const third = variant('third', 2, {
  ...readMigrations(second),
  '299901020000-good.sql': "update incoming.entry set trial = 'half-done'",
  '299901030000-bad.sql': 'alter table incoming.entry drop column arrival_number, drop column no_such_column;',
})
const damaged = variant('damaged', 0, {})
rmSync(join(damaged, 'src', 'rooms.ts'))
writeFileSync(join(damaged, 'src', 'rooms.ts'), '// turned')

const hadNetwork = await fetch('http://192.0.2.1:8080/', { signal: AbortSignal.timeout(3000) }).then(
  () => true,
  // In a network of its own there is no way at all; elsewhere the address just does not answer.
  (error: Error) => !/ENETUNREACH|EHOSTUNREACH/.test(String((error.cause as { code?: string } | undefined)?.code)),
)
const refusedDamaged = await run(join(damaged, 'install'), '--to', root)
const leftByDamaged = existsSync(root)
const installed = await run(join(first, 'install'), '--to', root, '--port', String(port))
if (installed.code !== 0) throw new Error(installed.words)
const again = await run(join(first, 'install'), '--to', root)

let running = await start()
const token = /setup\?token=([\w-]+)/.exec(running.said())![1]!
const made = await post('/api/auth/setup', {
  token,
  organization: 'Ủy ban nhân dân xã Nà Phiêng',
  level: 'commune',
  name: 'Trần Quang Vinh',
  login: 'vinh.tq',
  password: 'Đồi-Chè-xanh-2026',
})
const session = await get('/api/auth/session', made.cookie)
const hasWeb = /<div id="/.test(await (await fetch(`${base}/`)).text())
const numbers: number[] = []
const clerk = values.full ? await signInClerk() : null
const register = async (): Promise<void> => {
  if (!clerk) return
  const client = createClient(incoming, { base, post: clerk.post, headers: () => ({ cookie: clerk.cookie }) })
  const { arrivalNumber } = await client.register({
    body: {
      fields: { typeName: 'Công văn', issuerName: 'Sở Y tế', subject: `V/v thử nâng cấp ${numbers.length}` },
      requestKey: `trial-${numbers.length}-00000`,
    },
  })
  numbers.push(arrivalNumber)
}
await register()
const before = await facts()
// It runs: the upgrade stops it itself.
const upgraded = await run(join(second, 'upgrade'), '--to', root)
if (upgraded.code !== 0) throw new Error(upgraded.words)
await running.gone
running = await start()
const after = await facts()
await register()
const beforeBroken = await facts()
const same = await run(join(second, 'upgrade'), '--to', root)
const downgrade = await run(join(first, 'upgrade'), '--to', root)
const broken = values.full ? await run(join(third, 'upgrade'), '--to', root) : null
const version = broken ? (await run(join(root, 'bin', 'vankho'), '--version')).out.trim() : ''
if (broken) {
  await running.gone
  running = await start()
}
const afterBroken = await facts()
await register()
const stillSignedIn = await get('/api/auth/session', made.cookie)
const log = join(home, 'audit.jsonl')
await run(join(root, 'bin', 'vankho'), 'audit', 'export', '-o', log)
const verified = await run(join(root, 'bin', 'vankho'), 'audit', 'verify', log)
running.child.kill('SIGTERM')
const stopCode = await running.gone

const report: TrialReport = {
  hadNetwork,
  account: values.account ?? '',
  install: { code: installed.code, again: again.code, damaged: refusedDamaged.code, leftByDamaged },
  hasWeb,
  firstAdministrator: {
    made: made.status,
    session: loginIn(session),
    afterUpgrade: loginIn(stillSignedIn),
  },
  upgrade: {
    code: upgraded.code,
    words: upgraded.words,
    backups: readdirSync(join(root, 'backups')).filter((name) => /^\d{8}-\d{6}/.test(name)).length,
    applied: existsSync(join(root, 'current', 'src', 'modules', 'incoming', 'migrations', '299901010000-trial.sql')),
  },
  same: { code: same.code },
  downgrade: { code: downgrade.code, words: downgrade.words },
  broken: broken && { code: broken.code, words: broken.words, version },
  before,
  after,
  beforeBroken,
  afterBroken,
  numbers,
  isAuditValid: verified.code === 0,
  stopCode,
}
console.log(JSON.stringify(report))

function loginIn(session: unknown): string | null {
  return (session as { account: { login: string } | null }).account?.login ?? null
}

/** The demo's clerk, in a post that registers. */
async function signInClerk(): Promise<{ cookie: string; post: string }> {
  const demo = JSON.parse((await run(join(root, 'bin', 'vankho'), 'demo', 'load', '--json')).out) as {
    password: string
  }
  const { cookie } = await post('/api/auth/login', { login: 'vanthu.songmay', password: demo.password })
  const { posts } = (await get('/api/auth/session', cookie)) as { posts: { id: string; abilities: string[] }[] }
  return { cookie, post: posts.find((one) => one.abilities.includes('incoming.register'))!.id }
}

/** The first bundle under a later version with other migrations besides. */
function variant(name: string, step: number, migrations: Record<string, string>): string {
  const folder = join(space, name)
  spawnSync('cp', ['-al', first, folder])
  const replace = (path: string, content: string): void => {
    rmSync(join(folder, path), { force: true })
    writeFileSync(join(folder, path), content)
  }
  const bumped = (path: string): Record<string, unknown> => {
    const found = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { version: string }
    const [major, minor, patch] = found.version.split('.').map(Number) as [number, number, number]
    return { ...found, version: `${major}.${minor}.${patch + step}` }
  }
  replace('package.json', JSON.stringify(bumped('package.json')))
  const release = bumped('release.json') as unknown as Release
  // A plain commit, so that the same bundle is known again.
  const commit = release.commit.replace('+', '')
  replace(
    'release.json',
    JSON.stringify({ ...release, commit, migrations: [...release.migrations, ...Object.keys(migrations)] }),
  )
  for (const [file, content] of Object.entries(migrations))
    replace(join('src/modules/incoming/migrations', file), content)
  rmSync(join(folder, 'SHA256SUMS'))
  writeSums(folder)
  return folder
}

function readMigrations(folder: string): Record<string, string> {
  const place = join(folder, 'src/modules/incoming/migrations')
  const own = readdirSync(place).filter((name) => name.startsWith('2999'))
  return Object.fromEntries(own.map((name) => [name, readFileSync(join(place, name), 'utf8')]))
}

async function start(): Promise<{ child: ChildProcess; said: () => string; gone: Promise<number | null> }> {
  const child = spawn(join(root, 'bin', 'vankho'), ['start'], {
    ...account,
    cwd: '/',
    // No work in the background: reading the demo's scans would take longer than all the rest.
    env: { PATH: '/usr/bin:/bin', HOME: home, VANKHO_ROLE: 'web' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk)
    })
  // Whatever happens to the trial, what it started ends with it.
  process.on('exit', () => child.kill('SIGTERM'))
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  for (let waited = 0; !said.includes('"ready"'); waited += 50) {
    if (child.exitCode !== null || waited > 90_000) throw new Error(`it does not start:\n${said}`)
    await sleep(50)
  }
  return { child, said: () => said, gone }
}

async function post(path: string, body: object): Promise<{ status: number; cookie: string }> {
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vankho': '1' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return { status: answer.status, cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! }
}

async function get(path: string, cookie: string): Promise<unknown> {
  const answer = await fetch(`${base}${path}`, { headers: { cookie } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** What the data holds, asked past the application. */
async function facts(): Promise<Facts> {
  const { database } = JSON.parse(readFileSync(join(root, 'data', 'secrets.json'), 'utf8')) as {
    database: { admin: string }
  }
  const sockets = encodeURIComponent(join(root, 'data', 'postgres', 'run'))
  const client = new pg.Client({
    connectionString: `postgresql://vankho_admin:${database.admin}@/vankho?host=${sockets}`,
  })
  await client.connect()
  try {
    const { rows } = await client.query<Facts>(
      `select (select count(*)::int from records.document) as documents,
         (select count(*)::int from records.component) as components,
         (select md5(string_agg(organization_id::text || document_id || arrival_number, ',' order by document_id)) from incoming.entry)
           as entries,
         (select count(*)::int from incoming.entry e where to_jsonb(e) ->> 'trial' = 'half-done') as "halfDone",
         (select count(*)::int from audit.entry) as "auditEntries"`,
    )
    const files = readdirSync(join(root, 'data', 'blobs'), { recursive: true, withFileTypes: true })
    return { ...rows[0]!, files: files.filter((one) => one.isFile() && /^[0-9a-f]{64}$/.test(one.name)).length }
  } finally {
    await client.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as { port: number }
      server.close(() => resolve(found))
    })
  })
}
