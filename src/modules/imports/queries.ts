import { mediaTypes } from '#engines/compose/index.ts'
import { columnKey } from '#engines/tabular/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type ImportLine, imports } from './contract.ts'
import { kindsOf, mayImport } from './policy.ts'
import { faultyLinesXlsx, faultyView, templateOf } from './report.ts'
import { type CheckId, checks } from './sentences.ts'
import * as store from './store.ts'

function lineOf(run: store.RunRow): ImportLine {
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    fileName: run.file_name,
    size: Number(run.size),
    createdAt: run.created_at.toISOString(),
    createdByName: run.created_by_name,
    counts: run.counts,
    jobId: run.job_id,
    version: run.version,
  }
}

/** An import that this actor may work with; others and missing ones answer alike. */
export async function ownRun(ctx: ReadContext, id: string, lock: 'lock' | 'look'): Promise<store.RunRow> {
  const run = await store.findRun(ctx.tx, ctx.actor.organizationId, id, lock)
  if (!run || !mayImport(ctx.actor, run.kind)) throw new AppError('PLATFORM_NOT_FOUND')
  return run
}

export const list = read(imports.list, async (ctx) => ({
  items: (await store.listRuns(ctx.tx, ctx.actor.organizationId, kindsOf(ctx.actor))).map(lineOf),
}))

export const get = read(imports.get, async (ctx, { importId }) => {
  const run = await ownRun(ctx, importId, 'look')
  const lines = await store.linesOf(ctx.tx, ctx.actor.organizationId, run.id, { limit: 300, isRejectedOnly: false })
  return {
    ...lineOf(run),
    sha256: run.sha256,
    format: run.layout.format,
    sheets: [...run.layout.sheets],
    sheet: run.layout.sheet,
    headerLine: run.layout.headerLine,
    columns: run.layout.columns.map((column) => ({
      key: columnKey(column),
      encoding: column.encoding,
      isSure: column.isSure,
      filled: column.filled,
      sample: [...column.sample],
    })),
    preview: run.layout.preview.map((row) => ({ line: row.line, cells: [...row.cells] })),
    settings: run.settings,
    isRemembered: run.is_remembered,
    checks: Object.entries(run.checks).map(([check, count]) => ({
      check,
      count,
      severity: checks[check as CheckId].severity,
      title: checks[check as CheckId].title,
    })),
    gaps: run.gaps.map((gap) => ({ ...gap, examples: [...gap.examples] })),
    lines: lines.map((row) => faultyView(run, row)),
    files: await store.fileCounts(ctx.tx, ctx.actor.organizationId, run.id),
    note: run.note,
  }
})

export const template = read(imports.template, async (ctx, { kind }) => {
  if (!mayImport(ctx.actor, kind)) throw new AppError('PLATFORM_NOT_FOUND')
  return { file: { name: `mau-${kind}.xlsx`, mediaType: mediaTypes.xlsx, bytes: await templateOf(kind) } }
})

/** An export of what was in the file: on record. */
export const report = action(imports.report, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'look'),
  allow: () => true,
  async run(ctx, _input, run) {
    const lines = await store.linesOf(ctx.tx, ctx.actor.organizationId, run.id, { limit: 20_000, isRejectedOnly: true })
    ctx.record({ subject: { type: 'import', id: run.id, label: run.file_name }, data: { lines: lines.length } })
    const name = `can-sua-${run.file_name.replace(/\.\w+$/, '')}.xlsx`
    return { file: { name, mediaType: mediaTypes.xlsx, bytes: await faultyLinesXlsx(run, lines) } }
  },
})
