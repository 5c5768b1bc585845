/**
 * Data of an earlier version under this one: the source of the last commit with an older schema is unpacked, loads the demo province
 * into a home of its own, and that home is brought up to date by the present version. Counts, numbers and evidence must be equal.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { vankho } from './command.ts'

const root = join(import.meta.dirname, '..', '..')

export interface UpgradeReport {
  readonly from: string
  readonly migrations: number
  readonly documents: number
  readonly tables: number
  /** Tables with another number of rows than before, that the upgrade had no reason to touch. */
  readonly unlike: readonly string[]
  readonly numbersUnlike: number
  readonly isAuditValid: boolean
}

/** @param back how many changes of the schema back */
export async function upgradeFromBefore(back: number): Promise<UpgradeReport> {
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()
  const changes = git(
    'log',
    '--format=%H',
    '--diff-filter=A',
    '--',
    'src/modules/*/migrations/*.sql',
    'src/platform/*/migrations/*.sql',
  )
  const change = changes.split('\n')[back - 1]
  if (!change) throw new Error('the history of this checkout does not reach back to an older schema')
  const from = git('rev-parse', '--short=10', `${change}~1`)
  const space = mkdtempSync(join(tmpdir(), 'vankho-upgrade-'))
  try {
    const old = join(space, 'old')
    const home = join(space, 'home')
    mkdirSync(old)
    execFileSync('tar', ['x', '-C', old], {
      input: execFileSync('git', ['archive', from], { cwd: root, maxBuffer: 1 << 29 }),
    })
    symlinkSync(join(root, 'node_modules'), join(old, 'node_modules'))
    execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(old, 'src', 'main.ts'), 'demo', 'load', '--json'],
      {
        cwd: old,
        env: { PATH: process.env['PATH'], VANKHO_HOME: home, VANKHO_LOG: 'warn', HOME: space },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    const before = await facts(home)
    const migrated = await vankho(home, ['migrate'])
    if (migrated.code !== 0) throw new Error(migrated.words)
    const after = await facts(home)
    const log = join(space, 'audit.jsonl')
    await vankho(home, ['audit', 'export', '-o', log])
    const verdict = await vankho(home, ['audit', 'verify', log])
    return {
      from,
      migrations: (migrated.json['applied'] as unknown[]).length,
      documents: before.rows.get('records.document') ?? 0,
      tables: before.rows.size,
      unlike: [...before.rows].filter(([name, rows]) => after.rows.get(name) !== rows).map(([name]) => name),
      numbersUnlike: before.numbers.filter((line, i) => line !== after.numbers[i]).length,
      isAuditValid: verdict.code === 0 && verdict.json['valid'] === true && readFileSync(log).length > 0,
    }
  } finally {
    rmSync(space, { recursive: true, force: true })
  }
}

/** Rows of every table of the rooms, and every number with its document, asked past the application. */
async function facts(home: string): Promise<{ rows: Map<string, number>; numbers: string[] }> {
  const server = await startEmbedded({ home })
  const client = new pg.Client({ connectionString: server.adminUrl.replace('/postgres?', '/vankho?') })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'platform') order by 1`,
    )
    const rows = new Map<string, number>()
    for (const { name } of tables)
      rows.set(name, Number((await client.query(`select count(*) as n from ${name}`)).rows[0].n))
    const { rows: numbers } = await client.query<{ line: string }>(
      `select organization_id || ' ' || document_id || ' ' || arrival_number as line from incoming.entry order by 1`,
    )
    return { rows, numbers: numbers.map(({ line }) => line) }
  } finally {
    await client.end()
    await server.release()
  }
}

export const isEqual = (report: UpgradeReport): boolean =>
  report.migrations > 0 &&
  report.documents > 0 &&
  report.unlike.length === 0 &&
  report.numbersUnlike === 0 &&
  report.isAuditValid
