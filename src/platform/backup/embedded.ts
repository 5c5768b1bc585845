/**
 * Online copy of the embedded database: it ships no pg_basebackup, so its files are copied between pg_backup_start and
 * pg_backup_stop while it goes on working, together with the stretch of transaction log that makes them whole.
 */
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { EmbeddedServer } from '../db/embedded/index.ts'
import { writePart } from './copy.ts'
import { type Manifest, nextSegment, type Part } from './format.ts'
import { tarOf } from './tar.ts'

/** Contents that PostgreSQL makes anew at its start or that belong to the running server alone. */
const NOT_COPIED =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/|^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|recovery\.signal|standby\.signal|current_logfiles)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)/

/** Rows and audit roots at one named point of the log. */
export interface Point {
  readonly name: string
  readonly at: Date
  readonly rows: Manifest['rows']
  readonly audit: Manifest['audit']
}

export interface DatabaseCopy {
  readonly parts: Part[]
  readonly database: Manifest['database']
  readonly point: Point
}

/** URL of the product's database for the server's administrator. */
export const adminOf = (server: Pick<EmbeddedServer, 'adminUrl'>): string =>
  server.adminUrl.replace('/postgres?', '/vankho?')

/** @param roots SQL for the audit's heads: organization, size, root */
export async function copyEmbedded(
  server: EmbeddedServer,
  folder: string,
  name: string,
  roots: string,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<DatabaseCopy> {
  const client = await connect(adminOf(server))
  try {
    // The slot holds back the log that the copy will need; it is temporary and goes with this session, whatever happens.
    await client.query(`select pg_create_physical_replication_slot('vankho_backup_' || pg_backend_pid(), true, true)`)
    const { rows: about } = await client.query<{ version: string; system: string }>(
      `select current_setting('server_version') as version, system_identifier::text as system from pg_control_system()`,
    )
    await client.query('select pg_backup_start($1, fast => true)', [name])
    const data = server.dataFolder
    const paths = await listData(data)
    let done = 0
    let label = ''
    const ordered = [...paths.filter((path) => path !== 'global/pg_control'), 'global/pg_control']
    const finish = async (): Promise<{ path: string; bytes: Buffer }[]> => {
      const { rows: stop } = await client.query<{ label: string }>(
        'select labelfile as label from pg_backup_stop(wait_for_archive => false)',
      )
      label = stop[0]!.label
      return [{ path: 'backup_label', bytes: Buffer.from(label) }]
    }
    const archive = Readable.from(
      tarOf(data, ordered, finish, () => {
        signal.throwIfAborted()
        progress(++done, ordered.length)
      }),
      { objectMode: false },
    )
    const parts: Part[] = [await writePart(folder, 'database.tar.gz', archive, true, signal)]
    const first = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(label)?.[1]
    if (!first) throw new Error(`backup label without a place in the log:\n${label}`)
    const point = await takePoint(adminOf(server), name, roots)
    const { rows: end } = await client.query<{ last: string }>('select pg_walfile_name(pg_switch_wal() - 1) as last')
    const last = end[0]!.last
    for (let segment = first; ; segment = nextSegment(segment)) {
      const source = createReadStream(join(data, 'pg_wal', segment))
      parts.push(await writePart(folder, `log/${segment}.gz`, source, true, signal))
      if (segment >= last) break
    }
    return {
      parts,
      database: {
        kind: 'embedded',
        version: about[0]!.version,
        systemId: about[0]!.system,
        point: name,
        log: { first, last },
      },
      point,
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Names a point of the log and counts what is committed there. Writers are held off only while the point is named and
 * a snapshot is taken (a few milliseconds); when they cannot be held off at once, the counts are near and say so.
 */
async function takePoint(url: string, name: string, roots: string): Promise<Point> {
  const holder = await connect(url)
  const counter = await connect(url)
  try {
    const tables = await countedTables(holder)
    let isExact = false
    // Whoever waits for us looks for a deadlock after a second: by then we have given way. Of two in a circle we are the one to yield.
    await holder.query(`set deadlock_timeout = '50ms'`)
    for (let tries = 0; tries < 10 && !isExact; tries++) {
      if (tries > 0) await sleep(300)
      await holder.query(`begin isolation level repeatable read; set local lock_timeout = '900ms'`)
      try {
        await holder.query(`lock table ${tables.join(', ')} in share mode`)
        isExact = true
      } catch {
        await holder.query('rollback')
      }
    }
    if (!isExact) await holder.query('begin isolation level repeatable read')
    const { rows } = await holder.query<{ at: Date; snapshot: string }>(
      'select clock_timestamp() as at, pg_export_snapshot() as snapshot, pg_create_restore_point($1)',
      [name],
    )
    await counter.query(
      `begin isolation level repeatable read read only; set transaction snapshot '${rows[0]!.snapshot}'`,
    )
    await holder.query('commit')
    const counted = await countRows(counter, tables)
    const heads = await auditRoots(counter, roots)
    await counter.query('commit')
    return { name, at: rows[0]!.at, rows: { isExact, tables: counted }, audit: heads }
  } finally {
    await holder.end().catch(() => {})
    await counter.end().catch(() => {})
  }
}

/** Tables of the rooms: what people entered. Not the queue's, the sessions' and the installation's own. */
export async function countedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_'
      and n.nspname not in ('information_schema', 'graphile_worker', 'platform', 'auth', 'operations', 'public')
    order by 1`)
  return rows.map((row) => row.name)
}

export async function countRows(client: pg.Client, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table}`)
    counts[table] = Number(rows[0]!.n)
  }
  return counts
}

export async function auditRoots(client: pg.Client, roots: string): Promise<Manifest['audit']> {
  const { rows } = await client.query<{ organization: string; size: string; root: string }>(roots)
  return rows
    .map((row) => ({ organization: row.organization, size: Number(row.size), root: row.root }))
    .sort((a, b) => (a.organization < b.organization ? -1 : 1))
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'vankho-backup' })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function listData(data: string): Promise<string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      const name = relative(data, path).split(sep).join('/')
      if (NOT_COPIED.test(entry.isDirectory() ? `${name}/` : name)) continue
      if (entry.isDirectory()) await walk(path)
      else if ((await lstat(path).catch(() => null))?.isFile()) found.push(name)
    }
  }
  await walk(data)
  return found
}
