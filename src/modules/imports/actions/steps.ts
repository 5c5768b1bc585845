import { unlink } from 'node:fs/promises'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { imports } from '../contract.ts'
import { checkJob, runJob, undoJob } from '../jobs.ts'
import { lookAt, withoutLines } from '../look.ts'
import { checkMapping, columnsKey } from '../mapping.ts'
import { ownRun } from '../queries.ts'
import { moveRun, remember } from '../store.ts'
import { refuseBuiltOn } from '../undo-inventory.ts'
import { quarantinePath } from '../work.ts'

/** Starts the dry run with the mapping chosen; it is remembered for the next file of the same columns. */
export const check = action(imports.check, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'lock'),
  allow: () => true,
  async run(ctx, { importId: _, ...settings }, run) {
    const { organizationId } = ctx.actor
    const path = quarantinePath(ctx.config.home, run)
    const layout = settings.sheet === run.layout.sheet ? run.layout : await lookAt(path, settings.sheet)
    checkMapping(run.kind, layout.columns, settings)
    await remember(ctx.tx, {
      organizationId,
      kind: run.kind,
      columnsKey: columnsKey(layout.columns),
      settings,
      now: ctx.now,
    })
    const jobId = ctx.enqueue(checkJob, { importId: run.id }, { title: `Kiểm tra thử: ${run.file_name}` })
    const isMoved = await moveRun(ctx.tx, organizationId, run.id, {
      from: ['uploaded', 'checked'],
      to: 'checking',
      jobId,
      settings,
      layout,
      note: null,
    })
    if (!isMoved) throw new AppError('IMPORTS_STATE')
    ctx.record({ subject: { type: 'import', id: run.id, label: run.file_name }, data: { mapping: settings.mapping } })
    return { jobId }
  },
})

/** Starts the import, or goes on with one that was stopped. */
export const start = action(imports.start, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'lock'),
  allow: () => true,
  async run(ctx, _input, run) {
    quarantinePath(ctx.config.home, run)
    const jobId = ctx.enqueue(runJob, { importId: run.id }, { title: `Nhập: ${run.file_name}` })
    const isMoved = await moveRun(ctx.tx, ctx.actor.organizationId, run.id, {
      from: ['checked', 'stopped'],
      to: 'running',
      jobId,
      note: null,
    })
    if (!isMoved) throw new AppError('IMPORTS_STATE')
    ctx.record({ subject: { type: 'import', id: run.id, label: run.file_name }, data: { sha256: run.sha256 } })
    return { jobId }
  },
})

/** Takes a whole import back, with the reason; also one that was stopped half-way. */
export const undo = action(imports.undo, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'lock'),
  allow: () => true,
  async run(ctx, { reason }, run) {
    if (run.kind === 'inventory') await refuseBuiltOn(ctx, run)
    const jobId = ctx.enqueue(undoJob, { importId: run.id, reason }, { title: `Hoàn tác: ${run.file_name}` })
    const isMoved = await moveRun(ctx.tx, ctx.actor.organizationId, run.id, {
      from: ['done', 'stopped'],
      to: 'undoing',
      jobId,
      note: null,
    })
    if (!isMoved) throw new AppError('IMPORTS_STATE')
    ctx.record({ subject: { type: 'import', id: run.id, label: run.file_name }, data: { reason, sha256: run.sha256 } })
    return { jobId }
  },
})

/** Drops a file that was not imported. */
export const discard = action(imports.discard, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'lock'),
  allow: () => true,
  async run(ctx, _input, run) {
    const path = run.quarantine ? quarantinePath(ctx.config.home, run) : null
    const isMoved = await moveRun(ctx.tx, ctx.actor.organizationId, run.id, {
      from: ['uploaded', 'checked'],
      to: 'discarded',
      quarantine: null,
      layout: withoutLines(run.layout, 'all'),
    })
    if (!isMoved) throw new AppError('IMPORTS_STATE')
    ctx.record({ subject: { type: 'import', id: run.id, label: run.file_name } })
    if (path) ctx.afterCommit(() => unlink(path).catch(() => {}))
    return { id: run.id }
  },
})
