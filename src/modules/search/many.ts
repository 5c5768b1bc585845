/** Very many documents at once, for whoever writes them in sets. */
import type { ActionContext } from '#platform/action/index.ts'
import { index } from './in-use.ts'
import { indexRow } from './rules.ts'
import { sourcesOf } from './store.ts'

/**
 * Makes the rows of these documents again from what their owners publish at this moment, in the caller's transaction; those that are
 * no more are taken out. Sets wait for each other until the commit, so it is the last thing that a transaction does; registrations
 * do not wait. A few thousand at a time are cheapest.
 */
export async function indexMany(
  ctx: Pick<ActionContext, 'tx' | 'actor'>,
  documentIds: readonly string[],
): Promise<void> {
  const sources = await sourcesOf(ctx.tx, ctx.actor.organizationId, documentIds)
  await index().putMany(ctx.tx, sources.map(indexRow))
  const standing = new Set(sources.map((source) => source.document_id))
  await index().drop(
    ctx.tx,
    documentIds.filter((id) => !standing.has(id)),
  )
}
