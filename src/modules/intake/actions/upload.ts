import { basename } from 'node:path'
import { rulesOf } from '#modules/people/index.ts'
import { isVisible } from '#modules/records/index.ts'
import { refuseSecret } from '#modules/secrecy/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { intake } from '../contract.ts'
import { screenJob } from '../jobs.ts'
import { findOwnItem, insertItem } from '../store.ts'
import { ownTray } from '../tray.ts'
import { keepName } from '../waiting-file.ts'

/**
 * Files into the tray. They lie in the quarantine folder until they have been screened; with a secret level chosen they
 * are refused at once and wiped (decisions 16).
 */
export const upload = action(intake.upload, {
  async load({ tx, actor, today, config, uploads }, input) {
    refuseSecret(input.classification, await rulesOf(tx, actor.organizationId, today), config.isIsolated)
    if (uploads.length === 0) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
    if (input.intoItem && !(await findOwnItem(tx, actor, input.intoItem))) throw new AppError('PLATFORM_NOT_FOUND')
    // What is registered is the agency registry's to complete (NĐ 30/2020 Đ6.3).
    const isRegistry = actor.roles.includes('registry')
    if (input.intoDocument && !(isRegistry && (await isVisible(tx, actor, input.intoDocument))))
      throw new AppError('PLATFORM_NOT_FOUND')
  },
  allow: () => true,
  async run(ctx, input) {
    const items: { id: string; fileName: string }[] = []
    const unit = await ownTray(ctx)
    for (const file of ctx.uploads) {
      const id = newId()
      await keepName(ctx.config.home, basename(file.path), file.fileName)
      await insertItem(ctx.tx, {
        organizationId: ctx.actor.organizationId,
        id,
        state: 'screening',
        source: 'upload',
        title: null,
        quarantine: basename(file.path),
        size: file.size,
        intoItem: input.intoItem ?? null,
        intoDocument: input.intoDocument ?? null,
        role: input.role ?? null,
        unit,
        now: ctx.now,
        createdBy: ctx.actor.postId!,
        createdByName: ctx.actor.name,
      })
      ctx.enqueue(screenJob, { itemId: id })
      file.keep()
      items.push({ id, fileName: file.fileName })
    }
    // Names are not written yet, here or anywhere else: the screen may refuse the file.
    ctx.record({ subject: { type: 'intake', id: items[0]!.id }, data: { files: items.length } })
    return { items }
  },
})
