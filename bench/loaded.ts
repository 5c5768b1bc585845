/**
 * Installations with load data that several bars share: each size is loaded once a run, everything in one organisation, the hard case.
 * `BENCH_SIZES=10k,1M` says which sizes, the last is what a bar is judged by; `BENCH_LOAD_HOME=DIR` keeps them for the next run.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { actorOfPost, resolvePost } from '#modules/people/index.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { type Opened, open } from '#src/cli/with-kernel.ts'
import { loadData } from '../tools/load-data/load.ts'
import type { Part } from './kit.ts'

export interface LoadedOffice {
  readonly size: number
  readonly kernel: Kernel
  /** The server's administrator: what a peer is measured with, free of row security. */
  readonly admin: pg.Client
  readonly organizationId: string
  /** Sees every document of the organisation; sees what it was given. */
  readonly actors: { readonly registry: Actor; readonly leader: Actor; readonly head: Actor; readonly officer: Actor }
}

/** The sizes asked for, ascending. */
export function sizes(): number[] {
  const text = process.env['BENCH_SIZES'] ?? '10k,100k,1M'
  return text
    .split(',')
    .map((one) => Number(one.replace(/k$/, '000').replace(/M$/, '000000')))
    .sort((a, b) => a - b)
}

/** A bar's run: its measure at every size asked for, ascending. */
export const atEverySize =
  (measure: (size: number, tell: (line: string) => void) => Promise<Part[]>) =>
  async (tell: (line: string) => void): Promise<Part[]> => {
    const parts: Part[] = []
    for (const size of sizes()) parts.push(...(await measure(size, tell)))
    return parts
  }

const opened = new Map<number, { office: LoadedOffice; close: () => Promise<void> }>()

/** The installation of a size, loaded where it is not there yet. */
export async function loadedOffice(size: number, tell: (line: string) => void): Promise<LoadedOffice> {
  const known = opened.get(size)
  if (known) return known.office
  const kept = process.env['BENCH_LOAD_HOME']
  const home = kept ? join(kept, String(size)) : mkdtempSync(join(tmpdir(), 'vankho-load-'))
  mkdirSync(home, { recursive: true })
  const its: Opened = await open(loadConfig({ VANKHO_HOME: home, VANKHO_LOG: 'silent' }))
  const mark = join(home, 'loaded')
  if (!existsSync(mark)) {
    const { seconds } = await loadData(its.kernel, { size, bodies: 1, progress: (line) => tell(`  ${line}`) })
    tell(`  ${size.toLocaleString('en')} documents loaded in ${Math.round(seconds)} s`)
    writeFileSync(mark, '')
  }
  const office = await officeOf(its.kernel, its.database.embedded!.adminUrl.replace('/postgres?', '/vankho?'), size)
  await office.admin.query('vacuum analyze')
  opened.set(size, {
    office,
    close: async () => {
      await office.admin.end()
      await its.database.close()
      if (!kept) rmSync(home, { recursive: true, force: true })
    },
  })
  return office
}

/** The first organisation of a loaded database, as bars look at it. @param adminUrl the server's administrator */
export async function officeOf(kernel: Kernel, adminUrl: string, size: number): Promise<LoadedOffice> {
  const admin = new pg.Client({ connectionString: adminUrl, options: '-c jit=off -c timezone=UTC' })
  await admin.connect()
  const { rows } = await admin.query<{ id: string; organization_id: string; roles: string[] }>(
    'select id, organization_id, roles from people.post order by id',
  )
  const organizationId = rows[0]!.organization_id
  const day = dayOf(kernel.ports.clock.now())
  const actorWith = async (role: string): Promise<Actor> => {
    const post = rows.find((row) => row.roles.includes(role))!
    const facts = await kernel.ports.db.read({ organizationId }, (tx) => resolvePost(tx, null, post.id, day))
    return actorOfPost(facts!, { accountId: null, sessionId: null, address: '127.0.0.1' })
  }
  const actors = {
    registry: await actorWith('registry'),
    leader: await actorWith('leader'),
    head: await actorWith('unit_head'),
    officer: await actorWith('officer'),
  }
  return { size, kernel, admin, organizationId, actors }
}

/** Lends a bar an installation that somebody else has loaded and closes. */
export function lend(office: LoadedOffice): void {
  opened.set(office.size, { office, close: async () => {} })
}

/** Stops and, where they were not to be kept, removes what was loaded. */
export async function closeLoaded(): Promise<void> {
  for (const { close } of opened.values()) await close()
  opened.clear()
}
