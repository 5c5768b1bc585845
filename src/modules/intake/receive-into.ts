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
 * The files of an upload route go to a document that stands already (a draft). Screened like any upload; until then their names lie
 * beside them in quarantine, in no row.
 * @returns the items under which they wait: `intake.file-added` names them when they have become components
 */
export async function receiveUploads(
  ctx: ActionContext,
  documentId: string,
  role: 'main' | 'attachment',
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
      intoDocument: documentId,
      role,
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

/** Documents that are taken back: what still waited for them is discarded, what was registered into them lets go of them. */
export function forgetDocuments(ctx: Pick<ActionContext, 'tx' | 'actor'>, ids: readonly string[]): Promise<void> {
  return forget(ctx.tx, ctx.actor.organizationId, ids)
}
