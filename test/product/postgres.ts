/** A PostgreSQL of one's own: Debian's 15 on a free loopback port, flushing to the disk, with the roles of docs/external-postgresql.md. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { serverAccount } from '#platform/db/embedded/files.ts'
import { freePort } from './process.ts'

const bin = '/usr/lib/postgresql/15/bin'

export interface ExternalServer {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly adminUrl: string
  /** One statement as the server's administrator, in the product's database. */
  ask<T>(sql: string): Promise<T[]>
  stop(): Promise<void>
}

/**
 * Makes and starts it, then runs the very statements that the page for administrators gives.
 * @param env of its processes: a clock that can be set
 */
export async function startExternal(env: Readonly<Record<string, string>> = {}): Promise<ExternalServer> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-pg15-'))
  const account = serverAccount()
  const as = account ? { uid: account.uid, gid: account.gid } : {}
  const data = join(home, 'data')
  const secret = join(home, 'secret')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(secret, 'quan-tri')
  if (account) for (const path of [home, data, secret]) chownSync(path, account.uid, account.gid)
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...as, cwd: '/', encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
  const port = await freePort()
  const server: ChildProcess = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${home}`],
    { ...as, cwd: '/', stdio: 'ignore', env: { ...process.env, ...env } },
  )
  const url = (user: string, password: string, database: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
  const ask = async <T>(sql: string, database = 'vankho'): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url('postgres', 'quan-tri', database) })
    await client.connect()
    try {
      return (await client.query(sql)).rows as T[]
    } finally {
      await client.end()
    }
  }
  for (let i = 0; ; i++)
    try {
      await ask('select 1', 'postgres')
      break
    } catch (error) {
      if (i > 300) throw error
      await sleep(100)
    }
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'external-postgresql.md'), 'utf8')
  const statements = /```sql\n([\s\S]*?)```/.exec(page)![1]!
  for (const statement of statements.split(';\n').filter((one) => one.trim())) await ask(statement, 'postgres')
  return {
    ownerUrl: url('vankho_owner', 'OWNER-PASSWORD', 'vankho'),
    appUrl: url('vankho_app_login', 'APP-PASSWORD', 'vankho'),
    adminUrl: url('postgres', 'quan-tri', 'vankho'),
    ask: (sql) => ask(sql),
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await gone
      rmSync(home, { recursive: true, force: true })
    },
  }
}
