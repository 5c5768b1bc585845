/**
 * Copy of an external PostgreSQL by its own pg_dump, and back by pg_restore. Programs get argument arrays; the password goes
 * through the environment, never through the command line.
 */
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors/index.ts'
import { writePart } from './copy.ts'
import { auditRoots, connect, countedTables, countRows, type DatabaseCopy } from './embedded.ts'

/** @param url of a role that reads past row security (superuser or BYPASSRLS) */
export async function copyExternal(
  url: string,
  folder: string,
  name: string,
  roots: string,
  signal: AbortSignal,
): Promise<DatabaseCopy> {
  const client = await connect(url)
  const draft = join(folder, 'dump.tmp')
  try {
    await client.query('begin isolation level repeatable read read only; set local row_security = off')
    const { rows } = await client.query<{ at: Date; snapshot: string; version: string }>(
      `select clock_timestamp() as at, pg_export_snapshot() as snapshot, current_setting('server_version') as version`,
    )
    await run(
      'pg_dump',
      ['--format=custom', '--no-password', `--snapshot=${rows[0]!.snapshot}`, `--file=${draft}`],
      url,
      signal,
    )
    const part = await writePart(folder, 'database.dump', createReadStream(draft), false, signal)
    const tables = await countRows(client, await countedTables(client))
    const audit = await auditRoots(client, roots)
    await client.query('commit')
    return {
      parts: [part],
      database: { kind: 'external', version: rows[0]!.version, systemId: null, point: null, log: null },
      point: { name, at: rows[0]!.at, rows: { isExact: true, tables }, audit },
    }
  } finally {
    await client.end().catch(() => {})
    await rm(draft, { force: true })
  }
}

/** Fills an empty external database from a dump. @throws BACKUP_DATABASE_NOT_EMPTY */
export async function restoreExternal(ownerUrl: string, dump: string, signal: AbortSignal): Promise<void> {
  const client = await connect(ownerUrl)
  try {
    const { rows } = await client.query(`select from pg_namespace where nspname in ('platform', 'records', 'audit')`)
    if (rows.length > 0) throw new AppError('BACKUP_DATABASE_NOT_EMPTY')
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'vankho_app') then
        create role vankho_app nologin nosuperuser nobypassrls;
      end if; end $$`)
  } finally {
    await client.end().catch(() => {})
  }
  // One transaction: it is all there, or nothing is.
  await run(
    'pg_restore',
    ['--no-owner', '--exit-on-error', '--single-transaction', '--no-password', dump],
    ownerUrl,
    signal,
    true,
  )
}

async function run(tool: string, args: string[], url: string, signal: AbortSignal, isTarget = false): Promise<void> {
  const parsed = new URL(url)
  const password = decodeURIComponent(parsed.password)
  parsed.password = ''
  const child = spawn(tool, [...args, `--dbname=${parsed.href}`], {
    env: { PATH: '/usr/lib/postgresql/bin:/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', PGPASSWORD: password },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words = (words + String(chunk)).slice(-2000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new AppError('BACKUP_TOOL_MISSING', { facts: { tool }, cause: error }) : error),
    )
    child.once('close', resolve)
  })
  if (code === 0) return
  const hint =
    !isTarget && /row-level security/.test(words)
      ? ' (đặt DATABASE_BACKUP_URL tới một vai có BYPASSRLS | set DATABASE_BACKUP_URL to a role with BYPASSRLS)'
      : ''
  throw new AppError('BACKUP_TOOL_FAILED', { facts: { tool, words: words.trim().slice(-600) + hint } })
}
