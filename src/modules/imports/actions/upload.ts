import { basename } from 'node:path'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { imports } from '../contract.ts'
import { firstSettings, fitSettings, lookAt } from '../look.ts'
import { columnsKey } from '../mapping.ts'
import { mayImport } from '../policy.ts'
import { insertRun, remembered } from '../store.ts'

/** Takes a file into quarantine and looks at it. It stays there, outside store and backup, until it is imported or dropped. */
export const upload = action(imports.upload, {
  load: async ({ uploads }) => {
    if (uploads.length !== 1) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
  },
  allow: (actor, _facts, { kind }) => mayImport(actor, kind),
  async run(ctx, { kind }) {
    const { organizationId, postId, name } = ctx.actor
    const file = ctx.uploads[0]!
    const layout = await lookAt(file.path, null)
    const known = await remembered(ctx.tx, organizationId, kind, columnsKey(layout.columns))
    const id = newId()
    await insertRun(ctx.tx, {
      organizationId,
      id,
      kind,
      fileName: file.fileName,
      quarantine: basename(file.path),
      size: file.size,
      sha256: file.sha256,
      layout,
      settings: known ? fitSettings(known, layout) : firstSettings(kind, layout),
      isRemembered: known !== null,
      now: ctx.now,
      by: postId ?? organizationId,
      byName: name,
    })
    file.keep()
    ctx.record({
      subject: { type: 'import', id, label: file.fileName },
      data: { importKind: kind, sha256: file.sha256, size: file.size },
    })
    return { id }
  },
})
