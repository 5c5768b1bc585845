/**
 * The clock of the machine is set: a day ahead, back again, an hour back, a day back, while people register. Application and database see the
 * same clock (libfaketime). Numbers stay gapless and grow, people go on (or sign in again), background work neither stops nor runs in a
 * storm, the log can be verified.
 */
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { incoming } from '#modules/incoming/contract.ts'
import { ProblemError } from '#platform/contract/index.ts'
import { desk, type Product, startProduct } from '../../test/product/index.ts'
import { type ExternalServer, startExternal } from '../../test/product/postgres.ts'
import { runCommand } from '../../test/product/process.ts'
import { uploadFile } from './load.ts'

const LIBRARY = ['/usr/lib/x86_64-linux-gnu/faketime', '/usr/lib/aarch64-linux-gnu/faketime']
  .map((folder) => join(folder, 'libfaketimeMT.so.1'))
  .find((path) => existsSync(path))

/** Why no clock can be set here, or null. */
export function clockIsMissing(): string | null {
  if (!LIBRARY) return 'apt-get install faketime'
  return existsSync('/usr/lib/postgresql/15/bin/postgres') ? null : 'apt-get install postgresql-15'
}

const HOUR = 3600
const JUMPS = [
  { what: 'a day ahead', at: 24 * HOUR },
  { what: 'back to the present', at: 0 },
  { what: 'an hour back', at: -HOUR },
  { what: 'a day back', at: -24 * HOUR },
  { what: 'to the present again', at: 0 },
] as const

export interface ClockReport {
  readonly jumps: readonly {
    readonly what: string
    readonly registered: number
    /** Had to sign in again: a session had run out by that clock. */
    readonly signedInAgain: number
    readonly refused: readonly string[]
    /** From the jump until a file sent then was screened: the queue works. */
    readonly queueMs: number
    /** From the jump until the timetable began something anew; null: it was not waited for. */
    readonly timetableMs: number | null
  }[]
  readonly acknowledged: number
  readonly lost: number
  readonly gaps: number
  readonly duplicates: number
  /** Numbers told to one client that were not greater than the one before. */
  readonly notGrowing: number
  /** Jobs of the timetable that were run, in all and of the busiest kind, and the minutes that the run took. */
  readonly timetable: { readonly runs: number; readonly most: number; readonly minutes: number }
  readonly isAuditValid: boolean
  readonly isSamePid: boolean
}

/** @param waitsForTimetable after each jump, up to 80 s: proves that it goes on */
export async function setClock(
  waitsForTimetable: boolean,
  say: (line: string) => void = () => {},
): Promise<ClockReport> {
  const space = mkdtempSync(join(tmpdir(), 'vankho-clock-'))
  const file = join(space, 'offset')
  const set = (seconds: number): void => {
    writeFileSync(`${file}.new`, `${seconds >= 0 ? '+' : ''}${seconds}\n`, { mode: 0o644 })
    renameSync(`${file}.new`, file)
  }
  set(0)
  chmodSync(space, 0o755)
  const env = {
    LD_PRELOAD: LIBRARY!,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  let server: ExternalServer | null = null
  let product: Product | null = null
  try {
    server = await startExternal(env)
    product = await startProduct({ env: { ...env, DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl } })
    return await jump(product, server, set, waitsForTimetable, space, say)
  } finally {
    await product?.remove()
    await server?.stop()
    rmSync(space, { recursive: true, force: true })
  }
}

async function jump(
  product: Product,
  server: ExternalServer,
  set: (seconds: number) => void,
  waitsForTimetable: boolean,
  space: string,
  say: (line: string) => void,
): Promise<ClockReport> {
  const pid = product.pid
  const acknowledged = new Map<string, number>()
  const jumps: ClockReport['jumps'][number][] = []
  let people = desk(product.base, product.office)
  let notGrowing = 0
  let n = 0
  const begun = performance.now()
  await server.ask('create table public.timetable_told (at timestamptz default clock_timestamp(), task text)')
  await server.ask(`create function public.timetable_tell() returns trigger language plpgsql security definer as $$ begin
    insert into public.timetable_told (task) select identifier from graphile_worker._private_tasks t
      where t.id = new.task_id and new.payload::jsonb ? '_cron';
    return null; end $$`)
  await server.ask(`create trigger timetable_tell after insert on graphile_worker._private_jobs
    for each row execute function public.timetable_tell()`)
  const told = async (): Promise<number> =>
    Number((await server.ask<{ n: string }>('select count(*) as n from public.timetable_told'))[0]!.n)

  for (const { what, at } of JUMPS) {
    const refused = new Set<string>()
    let registered = 0
    let signedInAgain = 0
    const stop = { now: false }
    const press = async (client: number): Promise<void> => {
      let last = 0
      for (; !stop.now; n++) {
        const requestKey = `dong-ho-${client}-${n}-000`
        try {
          const desk = await people.as('registry', incoming)
          const made = await desk.register({
            body: {
              fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v ${requestKey}` },
              requestKey,
            },
            signal: AbortSignal.timeout(15_000),
          })
          if (made.arrivalNumber <= last) notGrowing += 1
          last = made.arrivalNumber
          acknowledged.set(requestKey, made.arrivalNumber)
          registered += 1
        } catch (error) {
          if (error instanceof ProblemError && error.code === 'PLATFORM_SIGN_IN') {
            signedInAgain += 1
            people = desk(product.base, product.office)
          } else refused.add(error instanceof ProblemError ? error.code : String(error))
          await sleep(100)
        }
      }
    }
    const working = Promise.all([press(0), press(1), press(2)])
    await sleep(1000)
    const before = await told()
    const jumpedAt = performance.now()
    set(at)
    await sleep(2500)
    stop.now = true
    await working
    const session = await people.session('registry')
    const { status, body } = await uploadFile(
      { ...product, session: async () => session },
      `tep-${at}.txt`,
      `tệp ${at} ${Math.random()}`,
    )
    if (status !== 200) refused.add(`upload ${status} ${body['code']}`)
    const queueMs = await since(jumpedAt, 30_000, async () => {
      const [row] = await server.ask<{ n: string }>(`select count(*) as n from intake.item where state = 'screening'`)
      return row!.n === '0'
    })
    const timetableMs = waitsForTimetable ? await since(jumpedAt, 90_000, async () => (await told()) > before) : null
    say(`${what}: registered ${registered}, ${[...refused]}, queue ${queueMs} ms, timetable ${timetableMs} ms`)
    jumps.push({ what, registered, signedInAgain, refused: [...refused], queueMs, timetableMs })
  }
  const rows = await server.ask<{ number: number; key: string }>(
    'select arrival_number as number, request_key as key from incoming.entry order by arrival_number',
  )
  const byKey = new Map(rows.map((row) => [row.key, row.number]))
  const kinds = await server.ask<{ n: string }>('select count(*) as n from public.timetable_told group by task')
  const runs = kinds.map((row) => Number(row.n))
  const isSamePid = product.pid === pid && existsSync(`/proc/${pid}`)
  await product.stop()
  return {
    jumps,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter(([key, number]) => byKey.get(key) !== number).length,
    gaps: rows.filter((row, i) => row.number !== i + 1).length,
    duplicates: rows.length - new Set(rows.map((row) => row.number)).size,
    notGrowing,
    timetable: {
      runs: runs.reduce((sum, one) => sum + one, 0),
      most: Math.max(0, ...runs),
      minutes: Math.round((performance.now() - begun) / 60_000),
    },
    isAuditValid: await auditIsValid(product, space),
    isSamePid,
  }
}

/** Milliseconds until it holds; -1 when it does not in time. */
async function since(from: number, most: number, holds: () => Promise<boolean>): Promise<number> {
  while (!(await holds())) {
    if (performance.now() - from > most) return -1
    await sleep(250)
  }
  return Math.round(performance.now() - from)
}

async function auditIsValid(product: Product, space: string): Promise<boolean> {
  const log = join(space, 'audit.jsonl')
  const env = { ...product.env, LD_PRELOAD: '' }
  const exported = await runCommand(env, ['audit', 'export', '-o', log])
  if (exported.code !== 0) throw new Error(exported.err)
  const verdict = await runCommand(env, ['audit', 'verify', log, '--json'])
  return verdict.code === 0 && (JSON.parse(verdict.out) as { valid: boolean }).valid
}

/** Nothing lost or doubled, everything goes on, no storm. */
export const isSteady = (report: ClockReport): boolean =>
  report.lost + report.gaps + report.duplicates + report.notGrowing === 0 &&
  report.jumps.every(
    (one) =>
      one.registered > 0 &&
      one.refused.every((code) => code === 'PLATFORM_BUSY') &&
      one.queueMs >= 0 &&
      one.timetableMs !== -1,
  ) &&
  report.timetable.most <= report.timetable.minutes + 2 * report.jumps.length &&
  report.isAuditValid &&
  report.isSamePid
