/**
 * The work of an import: lines are read, checked and, unless it is a dry run, written in batches of one transaction each. Killed at any
 * point, it goes on behind the last committed batch; nothing of a batch is ever half there.
 */
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Layout, openTable, type Row } from '#engines/tabular/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { isDoubling, renewStatistics } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import type { ImportCounts } from './contract.ts'
import { withoutLines } from './look.ts'
import { type Reading, rowReader } from './mapping.ts'
import type { Fault } from './sentences.ts'
import * as store from './store.ts'
import { countFaults, emptyCounts, isRejected, NumberTally } from './tally.ts'

/** What the work needs of a job; the command line gives the same. */
export type Host = Pick<JobRun, 'actor' | 'config' | 'signal' | 'transaction' | 'progress'>

export const BATCH = 2_000
const STEP = 100
/** Lines with findings that are kept for the report; counts go on beyond. */
const KEPT_LINES = 20_000

/** One line on its way: read, judged, written. */
export interface Line {
  readonly reading: Reading
  readonly row: Row
  outcome: 'created' | 'updated' | 'unchanged' | null
}

/** How lines of a kind are judged and written; made anew for each run. */
export interface Taker {
  /** Judging a batch does not hang on what the one before has written: it is begun before that is committed. */
  readonly isAhead?: boolean
  /** What can be said of a line without the database; in the order of the file. Runs while the batch before is written. */
  prepare(line: Line): void
  /** Adds the faults that only the database knows. */
  examine(ctx: ActionContext, lines: readonly Line[]): Promise<void>
  /**
   * Writes the lines without errors and says what became of each.
   * @param turn resolves when the batch before is committed; whatever hangs on it, or keeps others waiting, comes after
   */
  write(ctx: ActionContext, lines: readonly Line[], turn: () => Promise<void>): Promise<void>
}

export type MakeTaker = (host: Host, run: store.RunRow, numbers: NumberTally) => Promise<Taker>

/** Tells who keeps a projection which documents a batch has written or taken back. */
export function tellWritten(ctx: ActionContext, documentIds: readonly string[]): void {
  if (documentIds.length > 0) ctx.emit({ type: 'imports.written', payload: { documentIds: [...documentIds] } })
}

/** Reads all lines of a run's file. @throws IMPORTS_FILE_GONE */
export async function* dataRows(
  path: string,
  layout: Pick<Layout, 'firstLine'>,
  sheet: string | null,
): AsyncGenerator<readonly Row[]> {
  const source = await openTable(path, { sheet })
  let batch: Row[] = []
  for await (const rows of source.rows())
    for (const row of rows) {
      if (row.line < layout.firstLine) continue
      batch.push(row)
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  if (batch.length > 0) yield batch
}

export function quarantinePath(home: string, run: Pick<store.RunRow, 'quarantine'>): string {
  if (!run.quarantine) throw new AppError('IMPORTS_FILE_GONE')
  return join(home, 'quarantine', run.quarantine)
}

/**
 * @param of.path the file, where it is not the run's own in quarantine (command line)
 * @param of.beforeDone work that belongs to the import and may be done again after a death: attachments
 */
export async function work(
  host: Host,
  importId: string,
  makeTaker: MakeTaker,
  of: { isDry: boolean; path?: string; beforeDone?: (run: store.RunRow, path: string) => Promise<void> },
): Promise<ImportCounts> {
  const { organizationId } = host.actor
  const run = await host.transaction((ctx) => store.findRun(ctx.tx, organizationId, importId))
  if (!run) throw new AppError('PLATFORM_NOT_FOUND')
  const path = of.path ?? quarantinePath(host.config.home, run)
  const numbers = new NumberTally()
  const taker = await makeTaker(host, run, numbers)
  const read = rowReader(run.kind, run.layout.columns, run.settings)
  const isResumed = !of.isDry && run.done_line > 0
  const counts: ImportCounts = isResumed && run.counts ? { ...run.counts } : emptyCounts()
  const checks: Record<string, number> = isResumed ? { ...run.checks } : {}
  let doneLine = of.isDry ? 0 : run.done_line
  let kept = 0
  let written = 0
  let seen = 0
  const secretLines = new Set<number>()
  if (!isResumed) await host.transaction((ctx) => store.clearLines(ctx.tx, organizationId, importId))

  const batches = prepared(dataRows(path, run.layout, run.settings.sheet), (row) => {
    const line: Line = { reading: read(row), row, outcome: null }
    taker.prepare(line)
    return line
  })
  const resumedBehind = doneLine
  /** @param turn see `Taker` */
  const take = async (lines: readonly Line[], turn: () => Promise<void>): Promise<void> => {
    const fresh = lines.filter((line) => line.row.line > resumedBehind)
    if (!taker.isAhead) await turn()
    await host.transaction(async (ctx) => {
      // Lines of committed batches are judged again for the numbers they hold, and not written.
      await taker.examine(ctx, lines)
      for (const { reading } of lines) if (isSecretLine(reading)) secretLines.add(reading.line)
      if (fresh.length === 0) return
      if (!of.isDry)
        await taker.write(
          ctx,
          fresh.filter((line) => !isRejected(line.reading.faults)),
          turn,
        )
      await turn()
      kept = tell(fresh, counts, checks, kept)
      await store.putLines(ctx.tx, organizationId, importId, keptLines(fresh, kept))
      const last = fresh.at(-1)!.row.line
      if (
        !of.isDry &&
        !(await store.advance(ctx.tx, organizationId, importId, { from: doneLine, to: last, counts, checks }))
      )
        throw new AppError('IMPORTS_STATE')
    })
    if (fresh.length > 0 && !of.isDry) {
      doneLine = fresh.at(-1)!.row.line
      const isDue = isDoubling(++written)
      // Beside the next batches; one look at a time.
      statistics = statistics.then(() => host.transaction((ctx) => renewStatistics(ctx.tx, isDue)))
      statistics.catch(() => {})
    }
    seen += lines.length
    await host.progress(seen, run.counts?.rows ?? null)
  }
  let statistics: Promise<unknown> = Promise.resolve()
  await inPairs(ahead(batches), (lines, turn) => {
    host.signal.throwIfAborted()
    return take(lines, turn)
  })
  await statistics
  if (seen === 0) throw new AppError('IMPORTS_EMPTY')
  await of.beforeDone?.(run, path)
  await host.transaction(async (ctx) => {
    const isDone = await store.moveRun(ctx.tx, organizationId, importId, {
      from: [of.isDry ? 'checking' : 'running'],
      to: of.isDry ? 'checked' : 'done',
      counts,
      checks,
      gaps: numbers.gaps(),
      note: null,
      ...(of.isDry
        ? secretLines.size > 0 && { layout: withoutLines(run.layout, secretLines) }
        : { layout: withoutLines(run.layout, 'all'), quarantine: null, finishedAt: ctx.now }),
    })
    if (!isDone) throw new AppError('IMPORTS_STATE')
    if (of.isDry) return
    // One entry for the whole import: counts and the file's hash; the rows name their import.
    ctx.record({
      kind: 'imports.finish',
      subject: { type: 'import', id: importId, label: run.file_name },
      data: { importKind: run.kind, sha256: run.sha256, size: run.size, ...counts },
    })
  })
  return counts
}

/** Batches of lines, made in small steps: between them the answers of the database come in. */
async function* prepared(
  source: AsyncGenerator<readonly Row[]>,
  make: (row: Row) => Line,
): AsyncGenerator<readonly Line[]> {
  for await (const rows of source) {
    const lines: Line[] = []
    for (const [i, row] of rows.entries()) {
      lines.push(make(row))
      if (i % STEP === STEP - 1) await setImmediate()
    }
    yield lines
  }
}

/**
 * Works on two at a time, in order: the second does beforehand what hangs on nothing, then waits for its turn. When one fails, the one
 * behind it fails with it; both have ended when this does.
 */
async function inPairs<T>(
  source: AsyncGenerator<T>,
  work: (value: T, turn: () => Promise<void>) => Promise<void>,
): Promise<void> {
  let first: Promise<void> = Promise.resolve()
  let second: Promise<void> = first
  try {
    for await (const value of source) {
      await first
      const before = second
      first = before
      second = work(value, () => before).then(() => before)
      second.catch(() => {})
    }
    await second
  } finally {
    await Promise.allSettled([first, second])
  }
}

/** Makes the next one while the one before is worked on. */
async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = source.next()
      // a fault of the next one is met when its turn comes
      next.catch(() => {})
      yield value
    }
  } finally {
    await source.return(undefined).catch(() => {})
  }
}

function tell(lines: readonly Line[], counts: ImportCounts, checks: Record<string, number>, kept: number): number {
  for (const { reading, outcome } of lines) {
    counts.rows++
    countFaults(checks, reading.faults)
    if (isRejected(reading.faults)) counts.rejected++
    else counts.accepted++
    if (outcome) counts[outcome]++
    if (reading.faults.length > 0) {
      if (!isRejected(reading.faults)) counts.warnings++
      kept++
    }
  }
  return kept
}

const isSecretLine = (reading: Reading): boolean => reading.faults.some((fault: Fault) => fault.check === 'secret')

/** What is kept of a line: its cells, but for one that names a state secret (decisions 16). */
function keptLines(lines: readonly Line[], kept: number) {
  if (kept > KEPT_LINES)
    return lines
      .filter(({ reading }) => isRejected(reading.faults))
      .slice(0, 200)
      .map(lineRow)
  return lines.filter(({ reading }) => reading.faults.length > 0).map(lineRow)
}

function lineRow({ reading }: Line) {
  return {
    line: reading.line,
    rejected: isRejected(reading.faults),
    cells: isSecretLine(reading) ? null : reading.cells(),
    faults: reading.faults,
  }
}
