/**
 * Recovery of the embedded database's files: first to the backup's own named point, where rows and audit roots are compared with
 * the manifest, then on through the later log, to its end or to the instant asked for.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount, serverPrograms, socketFolder } from '../db/embedded/files.ts'
import { safeRead } from '../db/embedded/processes.ts'
import { AppError } from '../errors/index.ts'
import { connect } from './embedded.ts'

export interface RecoverParts {
  readonly home: string
  /** Folder of the embedded server: data, restore-log. */
  readonly folder: string
  readonly point: string
  /** There is log after the point. */
  readonly isMore: boolean
  readonly until: Date | null
  readonly compare: (url: string) => Promise<void>
  readonly progress: () => void
  readonly signal: AbortSignal
}

/** Major version of the PostgreSQL that comes along. */
export function programsMajor(): number {
  const account = serverAccount()
  const told = spawnSync(join(serverPrograms(account), 'bin', 'postgres'), ['--version'], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  }).stdout
  return Number(/(\d+)/.exec(told ?? '')?.[1])
}

/** @throws BACKUP_RECOVERY with PostgreSQL's own words */
export async function recover(parts: RecoverParts): Promise<void> {
  const first = await run(parts, {
    recovery_target_name: parts.point,
    recovery_target_action: 'pause',
  })
  try {
    await first.until(`select pg_get_wal_replay_pause_state() = 'paused' as yes`)
    await parts.compare(first.url)
    if (!parts.isMore) {
      await first.say('select pg_wal_replay_resume()')
      await first.until('select not pg_is_in_recovery() as yes')
    }
  } finally {
    await first.stop()
  }
  if (parts.isMore) await goOn(parts)
  for (const name of ['restore-log', 'recovery.log'])
    await rm(join(parts.folder, name), { recursive: true, force: true })
  const data = join(parts.folder, 'data')
  for (const name of await readdir(data))
    if (/^(backup_label\.old|recovery\.(signal|done))$/.test(name)) await rm(join(data, name), { force: true })
}

async function goOn(parts: RecoverParts): Promise<void> {
  const target: Record<string, string> = parts.until
    ? {
        recovery_target_time: parts.until.toISOString().replace('T', ' ').replace('Z', '+00'),
        recovery_target_action: 'promote',
      }
    : {}
  const second = await run(parts, target)
  try {
    await second.until('select not pg_is_in_recovery() as yes')
  } catch (error) {
    await second.stop()
    // No commit after the instant asked for lies in the log: then all of the log is what was asked for.
    if (!parts.until || !/recovery ended before configured recovery target/.test(await words(parts))) throw error
    const last = await run(parts, {})
    try {
      await last.until('select not pg_is_in_recovery() as yes')
    } finally {
      await last.stop()
    }
    return
  }
  await second.stop()
}

const words = (parts: RecoverParts): Promise<string> =>
  readFile(join(parts.folder, 'recovery.log'), 'utf8').catch(() => '')

interface Running {
  readonly url: string
  /** Waits until a query answers yes. */
  until(sql: string): Promise<void>
  say(sql: string): Promise<void>
  stop(): Promise<void>
}

async function run(parts: RecoverParts, target: Record<string, string>): Promise<Running> {
  const account = serverAccount()
  const programs = serverPrograms(account)
  const sockets = socketFolder(parts.folder, account)
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '120',
    hot_standby: 'on',
    archive_mode: 'off',
    logging_collector: 'off',
    restore_command: `test -e "${join(parts.folder, 'restore-log')}/%f.gz" && gzip -dc "${join(parts.folder, 'restore-log')}/%f.gz" > "%p"`,
    recovery_target_timeline: 'current',
    ...target,
  }
  const log = openSync(join(parts.folder, 'recovery.log'), 'w', 0o600)
  const child: ChildProcess = spawn(
    join(programs, 'bin', 'postgres'),
    [
      '-D',
      join(parts.folder, 'data'),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  child.on('error', () => {})
  const secrets = JSON.parse(safeRead(join(parts.home, 'secrets.json')) ?? '{}') as { database?: { admin: string } }
  const url = `postgresql://vankho_admin:${secrets.database?.admin}@/vankho?host=${encodeURIComponent(sockets)}`
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    url,
    async until(sql) {
      for (;;) {
        parts.signal.throwIfAborted()
        if (isOver())
          throw new AppError('BACKUP_RECOVERY', { facts: { words: (await words(parts)).trim().slice(-1500) } })
        try {
          const client = await connect(url)
          try {
            const { rows } = await client.query<{ yes: boolean }>(sql)
            if (rows[0]?.yes) return
          } finally {
            await client.end().catch(() => {})
          }
        } catch {
          // it does not answer yet
        }
        parts.progress()
        await sleep(100)
      }
    },
    async say(sql) {
      const client = await connect(url)
      try {
        await client.query(sql)
      } finally {
        await client.end().catch(() => {})
      }
    },
    async stop() {
      if (!isOver()) child.kill('SIGINT')
      for (const begun = performance.now(); !isOver(); await sleep(20))
        if (performance.now() - begun > 60_000) child.kill('SIGQUIT')
    },
  }
}
