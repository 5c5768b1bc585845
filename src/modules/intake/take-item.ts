import { takeComponents } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { findOwnItem, moveItem } from './store.ts'

/**
 * Hands a ready item's files to a document that is being registered. The item leaves the tray in the same transaction.
 * @throws AppError INTAKE_NOT_READY (still screened), INTAKE_STATE_CHANGED (registered or changed by somebody else)
 */
export async function takeItem(
  ctx: ActionContext,
  itemId: string,
  version: number | null,
  documentId: string,
): Promise<{ componentIds: string[] }> {
  const { organizationId } = ctx.actor
  const item = await findOwnItem(ctx.tx, ctx.actor, itemId, 'lock')
  if (!item) throw new AppError('PLATFORM_NOT_FOUND')
  if (item.state === 'screening') throw new AppError('INTAKE_NOT_READY')
  const moved = await moveItem(ctx.tx, organizationId, itemId, {
    from: ['ready'],
    ...(version === null ? {} : { version }),
    to: 'registered',
    documentId,
  })
  if (moved === null) throw new AppError('INTAKE_STATE_CHANGED')
  const taken = await takeComponents(ctx.tx, organizationId, item.component_ids, documentId)
  if (taken !== item.component_ids.length) throw new AppError('RECORDS_COMPONENT_TAKEN')
  return { componentIds: item.component_ids }
}
