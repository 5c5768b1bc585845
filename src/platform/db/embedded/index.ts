/**
 * A small supervisor for the embedded PostgreSQL: made at first start with a random secret, reached through a socket
 * that only its own account can open, shared by all processes of one home, stopped by the last that leaves.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError, diskFault } from '../../errors/index.ts'
import { archiveSettings } from './archive.ts'
import { reserveOf, type SystemAccount, serverAccount, serverFolder, serverPrograms, socketFolder } from './files.ts'
import { setGuard } from './guard.ts'
import { leave, runningServer } from './leave.ts'
import { identityOf, isAlive, safeRead, takeTurn } from './processes.ts'
import { RESTORING } from './restoring.ts'

export interface EmbeddedServer {
  readonly ownerUrl: string
  readonly appUrl: string
  /** The server's own administrator; for backups and tests, never for the application. */
  readonly adminUrl: string
  /** Process id of the running server; another one after it had to be started again. */
  readonly pid: number
  /**
   * Looks after the server: when it dies under us (killed, out of memory, no room for its log) it is started again, for as long as
   * it takes.
   * @param before called before each attempt: makes room where there is none
   * @returns a function that ends the watch
   */
  watch(log: (line: string) => void, before?: () => void): () => void
  readonly dataFolder: string
  /** Leaves the server; the last process of this home to leave stops it. */
  release(): Promise<void>
}

interface Secrets {
  admin: string
  owner: string
  app: string
}

export interface EmbeddedOptions {
  readonly home: string
  readonly fsync?: boolean
  readonly log?: (line: string) => void
  /** Extra server settings, name -> value. */
  readonly settings?: Record<string, string>
  /** Folder with bin/ of another PostgreSQL (15 or newer) than the one that comes along; tests run on both. */
  readonly programs?: string
}

let uses = 0

/**
 * Starts the embedded PostgreSQL of a home, or joins the one that already runs there (also one that outlived a killed
 * application).
 * @throws Error with the server's own words when it does not start within 60 s
 */
export async function startEmbedded(given: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    return await begin(given)
  } catch (error) {
    if (!isForRoom(error)) throw error
    // On a disk that is full to the last byte it starts from its reserve, so that at least everything can be read.
    const reserve = reserveOf(serverFolder(given.home, serverAccount()))
    if (!existsSync(reserve)) throw new AppError('PLATFORM_DISK_FULL', { cause: error })
    rmSync(reserve, { force: true })
    return begin(given).catch((again: unknown) => {
      throw isForRoom(again) ? new AppError('PLATFORM_DISK_FULL', { cause: again }) : again
    })
  }
}

const isForRoom = (error: unknown): boolean =>
  diskFault((error as NodeJS.ErrnoException).code) === 'PLATFORM_DISK_FULL' ||
  /No space left on device/.test((error as Error).message)

async function begin(given: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(given.home, { recursive: true, mode: 0o700 })
  // By whatever path it is reached: a running server that is not known again would lose its lock and stop.
  const options = { ...given, home: realpathSync(given.home) }
  const restoring = safeRead(join(options.home, RESTORING))
  if (restoring !== null && restoring !== identityOf(process.pid))
    throw new Error(
      `Thư mục ${options.home} là một lần khôi phục dở dang: hãy chạy lại vankho restore. | ` +
        `The folder ${options.home} is an unfinished restore: run vankho restore again.`,
    )
  const account = serverAccount()
  const programs = options.programs ?? serverPrograms(account)
  const folder = serverFolder(options.home, account)
  const data = join(folder, 'data')
  const users = join(folder, 'users')
  mkdirSync(users, { recursive: true, mode: 0o700 })
  const own = join(users, `${process.pid}-${++uses}`)
  const unlock = await takeTurn(join(folder, 'starting'))
  let farewell = (): void => {}
  try {
    writeFileSync(own, identityOf(process.pid))
    farewell = setGuard(folder, own)
    const sockets = socketFolder(folder, account)
    const secrets = readSecrets(options.home)
    if (!existsSync(join(data, 'PG_VERSION'))) {
      options.log?.('Đang tạo cơ sở dữ liệu… | Making the database…')
      initialise(programs, data, account, secrets, folder)
    }
    const url = (user: string, password: string, database: string): string =>
      `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(sockets)}`
    const admin = url('vankho_admin', secrets.admin, 'postgres')
    const up = async (): Promise<number> => {
      // A server that is just stopping (its last user left a moment ago) is waited out, then started anew.
      for (let tries = 0; ; tries++) {
        const found = runningServer(data)
        if (found === null) clearLocks(data, sockets)
        const pid = found ?? launch(programs, data, sockets, folder, account, options)
        try {
          await waitUntilReady(admin, pid, join(folder, 'server.log'))
          return pid
        } catch (error) {
          // Sessions of a server that was killed hold its memory for a moment: the new one refuses to start until they end.
          const isHeld = /still in use/.test((error as Error).message) && tries < 60
          if (!isHeld && (found === null || tries >= 3)) throw error
          if (isHeld) await sleep(500)
        }
      }
    }
    const pid = await up()
    await prepare(admin, secrets)
    let running = pid
    const again = async (): Promise<void> => {
      const free = await takeTurn(join(folder, 'starting'))
      try {
        running = await up()
      } finally {
        free()
      }
    }
    return {
      ownerUrl: url('vankho_owner', secrets.owner, 'vankho'),
      appUrl: url('vankho_app_login', secrets.app, 'vankho'),
      adminUrl: admin,
      get pid() {
        return running
      },
      dataFolder: data,
      watch(log, before) {
        let isEnded = false
        let isBusy = false
        const timer = setInterval(async () => {
          if (isBusy || isAlive(running)) return
          isBusy = true
          log('PostgreSQL nhúng đã dừng bất ngờ; đang chạy lại… | The embedded PostgreSQL ended; starting it again…')
          // Sessions of a killed server hold its memory for a moment: the new one refuses to start until they are gone.
          // Where it cannot start for longer (no room on the disk), it is tried less often.
          for (let wait = 300; !isEnded; wait = Math.min(wait * 1.5, 5000))
            try {
              before?.()
              await again()
              break
            } catch (error) {
              log((error as Error).message)
              await sleep(wait)
            }
          isBusy = false
        }, 250)
        timer.unref()
        return () => {
          isEnded = true
          clearInterval(timer)
        }
      },
      release: async () => {
        await leave(folder, own)
        farewell()
      },
    }
  } catch (error) {
    rmSync(own, { force: true })
    farewell()
    throw error
  } finally {
    unlock()
  }
}

function readSecrets(home: string): Secrets {
  const path = join(home, 'secrets.json')
  const found = safeRead(path)
  const known = found ? (JSON.parse(found) as { database?: Secrets }) : {}
  if (known.database) return known.database
  const secret = (): string => randomBytes(24).toString('base64url')
  const database = { admin: secret(), owner: secret(), app: secret() }
  writeFileSync(path, JSON.stringify({ ...known, database }, null, 2), { mode: 0o600 })
  chmodSync(path, 0o600)
  return database
}

const asAccount = (account: SystemAccount | null): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}
const serverEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function initialise(
  programs: string,
  data: string,
  account: SystemAccount | null,
  secrets: Secrets,
  folder: string,
): void {
  const password = join(folder, 'first-password')
  rmSync(data, { recursive: true, force: true }) // an earlier attempt that was cut off: it never held anything
  writeFileSync(password, secrets.admin, { mode: 0o600 })
  if (account) chownSync(password, account.uid, account.gid)
  try {
    const version =
      spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { env: serverEnv, encoding: 'utf8' }).stdout ?? ''
    // The builtin C.UTF-8 of PostgreSQL 17 and later is the same on every machine; 15 and 16 take the system's.
    const isBuiltin = Number(/(\d+)/.exec(version)?.[1] ?? 18) >= 17
    const locale = isBuiltin
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8']
    const made = spawnSync(
      join(programs, 'bin', 'initdb'),
      [
        '-D',
        data,
        '-U',
        'vankho_admin',
        '--pwfile',
        password,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        ...locale,
        '--data-checksums',
      ],
      { ...asAccount(account), env: serverEnv, cwd: '/', encoding: 'utf8' },
    )
    if (made.status !== 0) {
      rmSync(data, { recursive: true, force: true })
      throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
    }
  } finally {
    rmSync(password, { force: true })
  }
}

/**
 * Takes away what would keep a new server from starting: a pid file whose number now belongs to another program (or to a
 * killed server that its parent has not yet waited for), and the lock of a socket. Only called when no server of ours runs. The pid file itself stays: its last line names the memory of a server
 * that was killed, and PostgreSQL refuses to start while sessions of that one still write. With its parent's number (ours) in the
 * first line it counts as left behind.
 */
function clearLocks(data: string, sockets: string): void {
  const path = join(data, 'postmaster.pid')
  const lines = safeRead(path)?.split('\n')
  if (lines) writeFileSync(path, [String(process.pid), ...lines.slice(1)].join('\n'))
  for (const name of readdirSync(sockets))
    if (name.startsWith('.s.PGSQL.')) rmSync(join(sockets, name), { force: true })
}

function launch(
  programs: string,
  data: string,
  sockets: string,
  folder: string,
  account: SystemAccount | null,
  options: EmbeddedOptions,
): number {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '120',
    shared_buffers: '192MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off', // short statements: compiling them costs more than running them
    // a system that begins to fill up should not plan for empty tables for a whole minute
    autovacuum_naptime: '15s',
    wal_compression: 'on',
    max_wal_size: '2GB',
    fsync: options.fsync === false ? 'off' : 'on',
    synchronous_commit: options.fsync === false ? 'off' : 'on',
    full_page_writes: options.fsync === false ? 'off' : 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: join(folder, 'log'),
    log_filename: 'postgresql-%u.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '20MB',
    log_min_duration_statement: '2000',
    ...archiveSettings(folder, account),
    ...options.settings,
  }
  const log = openSync(join(folder, 'server.log'), 'w', 0o600)
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...asAccount(account), env: serverEnv, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  )
  child.on('error', () => {}) // told by waitUntilReady
  child.unref()
  return child.pid ?? 0
}

async function waitUntilReady(adminUrl: string, pid: number, logFile: string): Promise<void> {
  let last: Error | undefined
  for (const start = performance.now(); performance.now() - start < 60_000; ) {
    if (!pid || !isAlive(pid))
      throw new Error(`the embedded PostgreSQL ended at once:\n${safeRead(logFile)?.slice(-2000) ?? ''}`)
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      return
    } catch (error) {
      last = error as Error
      await sleep(40)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error(`the embedded PostgreSQL does not answer: ${last?.message}\n${safeRead(logFile)?.slice(-2000) ?? ''}`)
}

/** Roles and database, when they are not there yet. */
async function prepare(adminUrl: string, secrets: Secrets): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const has = async (sql: string): Promise<boolean> => (await client.query(sql)).rows.length > 0
    if (!(await has(`select from pg_roles where rolname = 'vankho_owner'`)))
      await client.query(`create role vankho_owner login nosuperuser nobypassrls password '${secrets.owner}'`)
    if (!(await has(`select from pg_roles where rolname = 'vankho_app'`)))
      await client.query('create role vankho_app nologin nosuperuser nobypassrls')
    if (!(await has(`select from pg_roles where rolname = 'vankho_app_login'`)))
      await client.query(
        `create role vankho_app_login login nosuperuser nobypassrls in role vankho_app password '${secrets.app}'`,
      )
    if (!(await has(`select from pg_database where datname = 'vankho'`)))
      await client.query('create database vankho owner vankho_owner')
  } finally {
    await client.end()
  }
}
