/**
 * The product as a stranger runs it: a child process with a home of its own, spoken to over HTTP. For fault tests, bench and
 * browser journeys. Loopback only; it ends what it started.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createDemoAccount } from '#modules/auth/index.ts'
import { diskStore } from '#platform/blobs/index.ts'
import { fixedClock } from '#platform/clock/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { type Client, type Contract, createClient, type Routes } from '#platform/contract/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { createLogger } from '#platform/log/index.ts'
import { createApp } from '#src/app.ts'
import type { TestApp } from '../kit/index.ts'
import { makeOffice, type Office, type RoleName } from '../kit/office.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface Product {
  readonly home: string
  readonly base: string
  readonly office: Office
  readonly pid: number
  /** Embedded server's process, while it runs. */
  postgresPid(): number
  /** A client that is signed in as a role of the office and acts in its post. */
  as<R extends Routes>(role: RoleName, contract: Contract<R>): Promise<Client<R>>
  /** Cookie and post of a role, for a browser or a plain request. */
  session(role: RoleName): Promise<{ cookie: string; post: string }>
  /** What it last said on standard error, for the report of a failure. */
  lastWords(): string
  /** Ends the process at once, as a power cut would; answers when it is gone. */
  kill(): Promise<void>
  /** Starts it again on the same home and port. */
  start(): Promise<void>
  /** Asks it to stop and waits. */
  stop(): Promise<void>
  /** Stops everything and removes the home. */
  remove(): Promise<void>
}

export const PASSWORD = 'Thu-nghiem-2026!'
export const loginOf = (role: RoleName): string => `thu.${role}`

/** A free loopback port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/**
 * Makes a home with an invented office and an account for every role, then starts the product on it.
 * @param options.env more settings · `VANKHO_DB_FSYNC=0` only where nothing is killed
 */
export async function startProduct(
  options: { env?: Record<string, string>; home?: string; quiet?: boolean } = {},
): Promise<Product> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'vankho-product-'))
  const port = await freePort()
  const env = { VANKHO_HOME: home, PORT: String(port), VANKHO_LOG: 'warn', ...options.env }
  const office = await furnish(env)
  const base = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let said = ''
  const sessions = new Map<RoleName, string>()

  async function start(): Promise<void> {
    const running = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), 'start'],
      {
        env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home, ...env },
        cwd: root,
        stdio: ['ignore', 'ignore', options.quiet === false ? 'inherit' : 'pipe'],
      },
    )
    child = running
    said = ''
    running.stderr?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-4000)
    })
    for (const begun = performance.now(); ; ) {
      if (running.exitCode !== null) throw new Error(`the product ended at its start:\n${said}`)
      const ready = await fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
        (answer) => answer.ok,
        () => false,
      )
      if (ready) return
      if (performance.now() - begun > 90_000) throw new Error(`the product is not ready after 90 s:\n${said}`)
      await sleep(50)
    }
  }

  async function gone(one: ChildProcess): Promise<void> {
    while (one.exitCode === null && one.signalCode === null) await sleep(10)
  }

  async function session(role: RoleName): Promise<{ cookie: string; post: string }> {
    const post = office.actors[role].postId!
    const known = sessions.get(role)
    if (known) return { cookie: known, post }
    const answer = await fetch(`${base}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vankho': '1' },
      body: JSON.stringify({ login: loginOf(role), password: PASSWORD }),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    if (!answer.ok || !cookie) throw new Error(`sign-in of ${role}: ${answer.status} ${await answer.text()}`)
    sessions.set(role, cookie)
    return { cookie, post }
  }

  async function stop(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await gone(child)
  }

  await start()
  return {
    home,
    base,
    office,
    get pid() {
      return child!.pid!
    },
    postgresPid: () => Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    session,
    lastWords: () => `${child?.exitCode ?? child?.signalCode ?? 'runs'}: ${said}`,
    async as(role, contract) {
      const { cookie, post } = await session(role)
      return createClient(contract, { base, post, headers: () => ({ cookie }) })
    },
    async kill() {
      child!.kill('SIGKILL')
      await gone(child!)
    },
    start,
    stop,
    async remove() {
      await stop()
      // The embedded server outlives a killed application until somebody joins and leaves it.
      const database = await openDatabase(loadConfig(env), () => {}).catch(() => null)
      await database?.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Office and accounts, made before the first start. */
async function furnish(env: Record<string, string>): Promise<Office> {
  const config = loadConfig({ ...env, VANKHO_LOG: 'silent' })
  const log = createLogger('silent')
  const opened = await openDatabase(config, () => {})
  try {
    const clock = fixedClock(new Date())
    const { kernel } = createApp({ config, db: opened.db, clock, blobs: diskStore(join(config.home, 'blobs')), log })
    const office = await makeOffice({ db: opened.db, clock, kernel } as unknown as TestApp)
    await opened.db.transaction({ organizationId: office.organizationId }, async (tx) => {
      for (const role of Object.keys(office.actors) as RoleName[])
        await createDemoAccount(
          tx,
          { personId: office.actors[role].personId!, login: loginOf(role), password: PASSWORD },
          clock.now(),
        )
    })
    return office
  } finally {
    await opened.close()
  }
}
