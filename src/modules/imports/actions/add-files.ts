import { basename } from 'node:path'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { imports } from '../contract.ts'
import { attach } from '../files.ts'
import { ownRun } from '../queries.ts'

/** Files of the imported lines: matched by the name that the line gives, screened like any upload. */
export const addFiles = action(imports.files, {
  load: (ctx, { importId }) => ownRun(ctx, importId, 'lock'),
  allow: () => true,
  async run(ctx, _input, run) {
    if (run.state !== 'done' && run.state !== 'stopped') throw new AppError('IMPORTS_STATE')
    const matched: string[] = []
    const unmatched: string[] = []
    for (const file of ctx.uploads) {
      const isTaken = await attach(ctx, run, {
        quarantine: basename(file.path),
        fileName: file.fileName,
        size: file.size,
      })
      if (isTaken) file.keep()
      ;(isTaken ? matched : unmatched).push(file.fileName)
    }
    // How many, never which: the screen may refuse a file, and then its name is not to be known (decisions 16).
    ctx.record({
      subject: { type: 'import', id: run.id, label: run.file_name },
      data: { matched: matched.length, unmatched: unmatched.length },
    })
    return { matched, unmatched }
  },
})
