/** Takes a whole import back, in batches: what it made goes, what it wrote over stands again; what was worked on since stays. */
import { type OldEntry, rewriteEntries, undoEntries, workedSince } from '#modules/incoming/index.ts'
import { forgetDocuments } from '#modules/intake/index.ts'
import { closeUndo, restoreImported, takenUpElsewhere, touchedSince, undoDocuments } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import * as store from './store.ts'
import { removeFromDirectory, restoreInDirectory } from './undo-directory.ts'
import { refuseBuiltOn, removeFromArchive, restoreInArchive } from './undo-inventory.ts'
import { BATCH, type Host, tellWritten } from './work.ts'

export interface Undone {
  readonly removed: number
  readonly restored: number
  /** Worked on since the import, and left as they are. */
  readonly kept: number
  readonly books: number
}

export async function undo(host: Host, importId: string, reason: string): Promise<Undone> {
  const { organizationId } = host.actor
  const run = await host.transaction((ctx) => store.findRun(ctx.tx, organizationId, importId))
  if (run?.state !== 'undoing') throw new AppError('IMPORTS_STATE')
  if (run.kind === 'inventory') await host.transaction((ctx) => refuseBuiltOn(ctx, run))
  let removed = 0
  let restored = 0
  let kept = 0
  let after: string | null = null
  let goneInPass = 0
  for (;;) {
    host.signal.throwIfAborted()
    const page: Page = await host.transaction(async (ctx) => {
      const rows = await store.madeBy(ctx.tx, organizationId, importId, after, BATCH)
      if (rows.length === 0) return { last: null, gone: 0, left: 0 }
      const gone = await removerOf(run)(ctx, run, rows)
      await store.deleteOrigins(ctx.tx, organizationId, gone)
      return { last: rows.at(-1)!.key, gone: gone.length, left: rows.length - gone.length }
    })
    if (page.last === null) {
      // A superior on an earlier page may be free now that what was under it is gone.
      if (run.kind !== 'organizations' || goneInPass === 0 || kept === 0) break
      after = null
      goneInPass = 0
      kept = 0
      continue
    }
    after = page.last
    removed += page.gone
    goneInPass += page.gone
    kept += page.left
    await host.progress(removed + kept, run.counts?.created ?? null)
  }
  for (;;) {
    const page = await host.transaction((ctx) => putBack(ctx, run))
    if (page.seen === 0) break
    restored += page.restored
    kept += page.seen - page.restored
  }
  return host.transaction(async (ctx) => {
    const books = await closeUndo(ctx, importId)
    const undone: Undone = { removed, restored, kept, books }
    const note = kept > 0 ? `${kept}` : null
    if (
      !(await store.moveRun(ctx.tx, organizationId, importId, {
        from: ['undoing'],
        to: 'undone',
        note,
        finishedAt: ctx.now,
      }))
    )
      throw new AppError('IMPORTS_STATE')
    ctx.record({
      kind: 'imports.undone',
      subject: { type: 'import', id: importId, label: run.file_name },
      data: { importKind: run.kind, sha256: run.sha256, reason, ...undone },
    })
    return undone
  })
}

const removerOf = (run: store.RunRow) =>
  isDirectory(run) ? removeFromDirectory : run.kind === 'inventory' ? removeFromArchive : removeDocuments

interface Page {
  readonly last: string | null
  readonly gone: number
  readonly left: number
}

async function removeDocuments(
  ctx: ActionContext,
  run: store.RunRow,
  rows: readonly { target_id: string; version: number }[],
): Promise<string[]> {
  const all = rows.map((row) => row.target_id)
  const touched = new Set([
    ...(await touchedSince(
      ctx,
      rows.map((row) => ({ id: row.target_id, version: row.version })),
    )),
    ...(run.kind === 'incoming' ? await workedSince(ctx, all) : []),
    ...(await takenUpElsewhere(ctx, all, ['incoming.entry', 'incoming.step', 'intake.item'])),
  ])
  const ids = all.filter((id) => !touched.has(id))
  await undoEntries(ctx, run.id, ids)
  await forgetDocuments(ctx, ids)
  await undoDocuments(ctx, run.id, ids)
  tellWritten(ctx, ids)
  return ids
}

/** What this import wrote over, where neither a later import nor a person has written since. */
async function putBack(ctx: ActionContext, run: store.RunRow): Promise<{ seen: number; restored: number }> {
  const { organizationId } = ctx.actor
  const importId = run.id
  const rows = await store.takeBefore(ctx.tx, organizationId, importId, BATCH)
  if (rows.length === 0) return { seen: 0, restored: 0 }
  const last = await store.lastWrittenBy(
    ctx.tx,
    organizationId,
    importId,
    rows.map((row) => row.target_id),
  )
  if (isDirectory(run)) {
    const versions = new Map(last.map((row) => [row.target_id, row.version]))
    const restored = await restoreInDirectory(
      ctx,
      run,
      rows.flatMap((row) => {
        const version = versions.get(row.target_id)
        return version === undefined ? [] : [{ id: row.target_id, version, before: row.document }]
      }),
    )
    await resetOrigins(
      ctx,
      run,
      rows.filter((row) => restored.includes(row.target_id)),
    )
    return { seen: rows.length, restored: restored.length }
  }
  if (run.kind === 'inventory') {
    const mine = await restoreInArchive(ctx, run, rows, last)
    await resetOrigins(ctx, run, mine)
    return { seen: rows.length, restored: mine.length }
  }
  const touched = new Set(
    await touchedSince(
      ctx,
      last.map((row) => ({ id: row.target_id, version: row.version })),
    ),
  )
  const free = new Set(last.map((row) => row.target_id).filter((id) => !touched.has(id)))
  const mine = rows.filter((row) => free.has(row.target_id))
  await restoreImported(
    ctx,
    mine.map((row) => row.document),
  )
  await rewriteEntries(
    ctx,
    mine.flatMap((row) => (row.entry ? [row.entry as OldEntry] : [])),
  )
  await resetOrigins(ctx, run, mine)
  tellWritten(
    ctx,
    mine.map((row) => row.target_id),
  )
  return { seen: rows.length, restored: mine.length }
}

const isDirectory = ({ kind }: store.RunRow): boolean => kind === 'organizations' || kind === 'staff'

function resetOrigins(ctx: ActionContext, run: store.RunRow, rows: readonly store.BeforeRow[]): Promise<void> {
  return store.resetOrigins(
    ctx.tx,
    ctx.actor.organizationId,
    run.id,
    rows.map((row) => ({ id: row.target_id, content: row.content, importBefore: row.import_before })),
  )
}
