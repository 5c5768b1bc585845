import { basename } from 'node:path'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { screenJob } from './jobs.ts'
import { forgetDocuments as forget, insertItem } from './store.ts'
import { keepName } from './waiting-file.ts'

/**
 * A file for a document that stands already (a scan of an old register's line). It is screened like any upload: it waits in
 * the quarantine folder, and only the screening job makes it a component.
 * @param file.quarantine name of the file in the quarantine folder, never a path
 */
export async function receiveInto(
  ctx: ActionContext,
  documentId: string,
  file: { quarantine: string; fileName: string; size: number; role: 'main' | 'attachment' },
): Promise<string> {
  const id = newId()
  await insertItem(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    id,
    state: 'screening',
    source: 'upload',
    title: file.fileName,
    quarantine: file.quarantine,
    size: file.size,
    intoDocument: documentId,
    role: file.role,
    now: ctx.now,
    createdBy: ctx.actor.postId ?? ctx.actor.organizationId,
    createdByName: ctx.actor.name,
  })
  ctx.enqueue(screenJob, { itemId: id })
  return id
}

/**
 * The files of an upload route wait in quarantine until they are screened; until then their names lie beside them, in no row.
 * @param to the tray's item or the document that they are for; neither: each becomes an item of its own in the tray
 * @returns the items under which they wait
 */
export async function takeUploads(
  ctx: ActionContext,
  to: {
    item?: string | null | undefined
    document?: string | null | undefined
    role?: 'main' | 'attachment' | null | undefined
    unit?: { id: string; name: string } | null
  },
): Promise<{ id: string; fileName: string }[]> {
  const items: { id: string; fileName: string }[] = []
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
      intoItem: to.item ?? null,
      intoDocument: to.document ?? null,
      role: to.role ?? null,
      unit: to.unit ?? null,
      now: ctx.now,
      createdBy: ctx.actor.postId ?? ctx.actor.organizationId,
      createdByName: ctx.actor.name,
    })
    ctx.enqueue(screenJob, { itemId: id })
    file.keep()
    items.push({ id, fileName: file.fileName })
  }
  return items
}

/**
 * The files of an upload route go to a document that stands already (a draft), screened like any upload.
 * @returns the items under which they wait: `intake.file-added` names them when they have become components
 */
export function receiveUploads(
  ctx: ActionContext,
  documentId: string,
  role: 'main' | 'attachment',
): Promise<{ id: string; fileName: string }[]> {
  return takeUploads(ctx, { document: documentId, role })
}

/** Documents that are taken back: what still waited for them is discarded, what was registered into them lets go of them. */
export function forgetDocuments(ctx: Pick<ActionContext, 'tx' | 'actor'>, ids: readonly string[]): Promise<void> {
  return forget(ctx.tx, ctx.actor.organizationId, ids)
}
