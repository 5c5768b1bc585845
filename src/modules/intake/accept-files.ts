import { insertComponent } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { readKnownJob } from './jobs.ts'
import { addComponents, insertItem } from './store.ts'
import { ownTray } from './tray.ts'

/** Reads the text of files that the product made itself, for search; nothing of it is screened. */
export function readKnown(ctx: ActionContext, componentIds: readonly string[]): void {
  if (componentIds.length > 0) ctx.enqueue(readKnownJob, { componentIds: [...componentIds] })
}

/** A file whose content is known before it comes: made by the product itself, so that there is nothing to screen. */
export interface KnownFile {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly pageCount: number | null
  readonly role: 'main' | 'attachment'
}

/**
 * Puts known files into the tray as one item, ready to be registered: demo data. What comes from people or from outside
 * goes through `upload` and its screen, always. Their text is read later, as far as they carry it themselves.
 * @returns the item's id
 */
export async function acceptFiles(ctx: ActionContext, files: readonly KnownFile[]): Promise<string> {
  const { organizationId, postId, name } = ctx.actor
  const itemId = newId()
  const componentIds: string[] = []
  const unit = await ownTray(ctx)
  for (const [position, { bytes, ...file }] of files.entries()) {
    const stored = await ctx.blobs.put(bytes)
    const id = newId()
    insertComponent(ctx.tx, {
      ...file,
      ...stored,
      organizationId,
      id,
      position,
      findings: [],
      waitingUnitId: unit?.id ?? null,
      now: ctx.now,
      createdBy: postId!,
    })
    componentIds.push(id)
  }
  await insertItem(ctx.tx, {
    organizationId,
    id: itemId,
    state: 'ready',
    source: 'upload',
    title: files[0]?.fileName ?? null,
    unit,
    now: ctx.now,
    createdBy: postId!,
    createdByName: name,
  })
  await addComponents(ctx.tx, organizationId, itemId, componentIds)
  ctx.enqueue(readKnownJob, { componentIds })
  ctx.record({ subject: { type: 'intake', id: itemId }, data: { files: files.length } })
  return itemId
}
