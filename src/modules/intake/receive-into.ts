import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { screenJob } from './jobs.ts'
import { forgetDocuments as forget, insertItem } from './store.ts'

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

/** Documents that are taken back: what still waited for them is discarded, what was registered into them lets go of them. */
export function forgetDocuments(ctx: Pick<ActionContext, 'tx' | 'actor'>, ids: readonly string[]): Promise<void> {
  return forget(ctx.tx, ctx.actor.organizationId, ids)
}
