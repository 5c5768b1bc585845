/** Taking lists of organisations and people back: what nobody has used or changed since goes, posts that may have acted end. */
import {
  correctOrganization,
  type OrganizationFacts,
  type PostBefore,
  restorePost,
  undoOrganizations,
  undoPosts,
  undoUnits,
} from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type * as store from './store.ts'

/** @returns ids of what is gone or over */
export async function removeFromDirectory(
  ctx: ActionContext,
  run: store.RunRow,
  rows: readonly store.MadeRow[],
): Promise<string[]> {
  if (run.kind === 'organizations')
    return undoOrganizations(
      ctx,
      run.id,
      rows.map((row) => ({ id: row.target_id, version: row.version })),
    )
  const bodyOf = (row: store.MadeRow): string => row.extra?.['organizationId'] ?? ctx.actor.organizationId
  const gone = await undoPosts(
    ctx,
    run.id,
    rows.map((row) => ({ id: row.target_id, version: row.version, organizationId: bodyOf(row) })),
  )
  await undoUnits(ctx, run.id, [...new Set(rows.map(bodyOf))])
  return gone
}

/** Puts back what the import wrote over. @returns ids of what stands again as it did */
export async function restoreInDirectory(
  ctx: ActionContext,
  run: store.RunRow,
  rows: readonly { id: string; version: number; before: unknown }[],
): Promise<string[]> {
  const restored: string[] = []
  for (const { id, version, before } of rows) {
    const isDone =
      run.kind === 'organizations'
        ? (await correctOrganization(ctx, id, version, before as OrganizationFacts)) !== null
        : await restorePost(ctx, { postId: id, version }, before as PostBefore)
    if (isDone) restored.push(id)
  }
  return restored
}
