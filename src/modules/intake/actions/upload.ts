import { rulesOf } from '#modules/people/index.ts'
import { isVisible } from '#modules/records/index.ts'
import { refuseSecret } from '#modules/secrecy/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { intake } from '../contract.ts'
import { takeUploads } from '../receive-into.ts'
import { findOwnItem } from '../store.ts'
import { ownTray } from '../tray.ts'

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
    const items = await takeUploads(ctx, {
      item: input.intoItem,
      document: input.intoDocument,
      role: input.role,
      unit: await ownTray(ctx),
    })
    // Names are not written yet, here or anywhere else: the screen may refuse the file.
    ctx.record({ subject: { type: 'intake', id: items[0]!.id }, data: { files: items.length } })
    return { items }
  },
})
