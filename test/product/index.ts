/**
 * The product as a stranger runs it: a child process with a home of its own, spoken to over HTTP. For fault tests, bench and
 * browser journeys. Loopback only; it ends what it started.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDemoAccount } from '#modules/auth/index.ts'
import { diskStore, folderOf } from '#platform/blobs/index.ts'
import { fixedClock } from '#platform/clock/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { type Client, type Contract, createClient, type Routes } from '#platform/contract/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import { createLogger } from '#platform/log/index.ts'
import { createApp } from '#src/app.ts'
import type { TestApp } from '../kit/index.ts'
import { makeOffice, type Office, type RoleName } from '../kit/office.ts'
import { freePort, type RunningProcess, runCommand, startProcess } from './process.ts'

export { freePort } from './process.ts'

export interface Product {
  readonly home: string
  /** Its settings, for another process beside it. */
  readonly env: Readonly<Record<string, string>>
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

/**
 * Makes a home with an invented office and an account for every role, then starts the product on it.
 * @param options.env more settings · `VANKHO_DB_FSYNC=0` only where nothing is killed
 */
export async function startProduct(options: { env?: Record<string, string>; home?: string } = {}): Promise<Product> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'vankho-product-'))
  const port = await freePort()
  const env = { VANKHO_HOME: home, PORT: String(port), VANKHO_LOG: 'warn', ...options.env }
  const office = await furnish(env)
  const base = `http://127.0.0.1:${port}`
  let running: RunningProcess | null = null

  async function start(): Promise<void> {
    running = await startProcess(env)
  }

  const { session, as } = desk(base, office)

  async function stop(): Promise<void> {
    await running?.stop()
  }

  await start()
  return {
    home,
    base,
    office,
    get pid() {
      return running!.pid
    },
    postgresPid: () => Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    session,
    lastWords: () => running?.lastWords() ?? '',
    as,
    kill: () => running!.kill(),
    start,
    stop,
    env,
    async remove() {
      await stop()
      // The server of a killed application is just being stopped; joining and leaving it waits for that.
      const database = await openDatabase(loadConfig(env), () => {}).catch(() => null)
      await database?.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** An account as the administrator of a real office makes it: `vankho user create`, whose one-time link sets the password. */
export async function invite(env: Record<string, string>, base: string, office: Office, role: RoleName): Promise<void> {
  const words = ['user', 'create', loginOf(role), '--person', office.actors[role].personId!, '--json']
  const { code, out, err } = await runCommand(env, words)
  if (code !== 0) throw new Error(err)
  const token = /token=([\w-]+)/.exec(out)![1]!
  const answer = await fetch(`${base}/api/auth/link/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vankho': '1' },
    body: JSON.stringify({ token, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`password of ${role}: ${answer.status} ${await answer.text()}`)
}

/** The people of an office at an address: signs in once a role. */
export function desk(base: string, office: Office): Pick<Product, 'session' | 'as'> {
  const sessions = new Map<RoleName, string>()
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
  return {
    session,
    async as(role, contract) {
      const { cookie, post } = await session(role)
      return createClient(contract, { base, post, headers: () => ({ cookie }) })
    },
  }
}

/**
 * Office and accounts, made before the first start. Demo accounts are for this very machine alone.
 * @param env settings of the installation · @param accounts `none`: an office of people without
 */
export async function furnish(env: Record<string, string>, accounts: 'demo' | 'none' = 'demo'): Promise<Office> {
  const config = loadConfig({ ...env, VANKHO_LOG: 'silent' })
  const log = createLogger('silent')
  const opened = await openDatabase(config, () => {})
  try {
    const clock = fixedClock(new Date())
    const { kernel } = createApp({ config, db: opened.db, clock, blobs: diskStore(folderOf(config.home)), log })
    const office = await makeOffice({ db: opened.db, clock, kernel } as unknown as TestApp)
    await opened.db.transaction({ organizationId: office.organizationId }, async (tx) => {
      for (const role of accounts === 'demo' ? (Object.keys(office.actors) as RoleName[]) : [])
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
