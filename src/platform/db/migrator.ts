import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { AppError } from '../errors/index.ts'
import './server.ts'

const src = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface MigrationReport {
  readonly applied: string[]
  readonly total: number
}

interface MigrationFile {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** All migrations of platform and rooms, in order of their names over the whole house. */
async function gather(): Promise<MigrationFile[]> {
  const files: string[] = []
  for (const floor of ['platform', 'modules']) {
    for (const entry of await readdir(join(src, floor), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      const folder = join(src, floor, entry.name, 'migrations')
      const names = await readdir(folder).catch(() => [])
      files.push(...names.filter((name) => name.endsWith('.sql')).map((name) => join(folder, name)))
    }
  }
  const loaded = await Promise.all(
    files.map(async (path) => {
      const sql = await readFile(path, 'utf8')
      return { name: basename(path), sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
  loaded.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, file] of loaded.entries()) {
    if (!/^\d{12}-[a-z0-9-]+\.sql$/.test(file.name))
      throw new Error(`migration ${file.name}: name must read YYYYMMDDHHMM-words.sql`)
    if (loaded[i + 1]?.name === file.name) throw new Error(`two migrations are named ${file.name}`)
  }
  return loaded
}

/** A fingerprint of all migrations: the test template is made again when it changes. */
export async function migrationsFingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await gather()) hash.update(file.name).update(file.hash)
  return hash.digest('hex').slice(0, 16)
}

/** Names of migrations that a database still lacks. */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const exists = await client.query(`select to_regclass('platform.migration') is not null as yes`)
    const done = exists.rows[0].yes
      ? new Set((await client.query('select name from platform.migration')).rows.map((row) => row.name as string))
      : new Set<string>()
    return (await gather()).map((file) => file.name).filter((name) => !done.has(name))
  } finally {
    await client.end()
  }
}

/**
 * Row security binds the owner too: a migration that changes rows would silently find none. Within the migration's transaction, which
 * locks these tables against everybody else, it does not bind him. @returns the tables to be guarded again
 */
async function liftGuards(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and pg_get_userbyid(c.relowner) = current_user order by 1`,
  )
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`)
  return rows.map(({ name }) => name)
}

/**
 * Brings the schema up to date, under an advisory lock so that two processes may start at once.
 * All that is missing runs in one transaction, each file remembered with its hash: an upgrade is done as a whole or has changed
 * nothing, so that the version before it still works on the data.
 * @param ownerUrl URL of the owner role (may create roles the first time, or finds `vankho_app` made by an administrator)
 * @throws DATABASE_NEWER when the data knows a migration that this version does not have
 * @throws Error when an applied file was changed afterwards: history is not edited
 */
export async function migrate(ownerUrl: string, log: (line: string) => void = () => {}): Promise<MigrationReport> {
  const files = await gather()
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'vankho-migrate' })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(720260101)')
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'vankho_app') then
          create role vankho_app nologin nosuperuser nobypassrls;
        end if;
      end $$;
      create schema if not exists platform;
      create table if not exists platform.migration (
        name text primary key, hash text not null, applied_at timestamptz not null default now());
    `)
    const known = new Map<string, string>(
      (await client.query('select name, hash from platform.migration')).rows.map((row) => [row.name, row.hash]),
    )
    const stranger = [...known.keys()].find((name) => !files.some((file) => file.name === name))
    if (stranger) throw new AppError('DATABASE_NEWER', { facts: { name: stranger } })
    const wanted = files.filter((file) => {
      const hash = known.get(file.name)
      if (hash !== undefined && hash !== file.hash)
        throw new Error(`migration ${file.name} was changed after it had been applied; add a new file instead`)
      return hash === undefined
    })
    let guarded: string[] = []
    if (wanted.length > 0) {
      await client.query('begin')
      guarded = await liftGuards(client)
    }
    for (const file of wanted) {
      try {
        await client.query(file.sql)
        // What a file leaves to be checked at the commit is checked before the next file changes the same tables.
        await client.query('set constraints all immediate; set constraints all deferred')
        await client.query('insert into platform.migration (name, hash) values ($1, $2)', [file.name, file.hash])
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw new Error(`migration ${file.name}: ${(error as Error).message}`, { cause: error })
      }
      applied.push(file.name)
      log(file.name)
    }
    if (wanted.length > 0) {
      for (const table of guarded)
        if ((await client.query('select to_regclass($1) is not null as yes', [table])).rows[0].yes)
          await client.query(`alter table ${table} force row level security`)
      await client.query('commit')
    }
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    await client.end()
  }
  return { applied, total: files.length }
}
