import type { ActionContext } from '#platform/action/index.ts'
import * as store from './store.ts'
import * as changeStore from './store-changes.ts'

/** Adds to the room's history what an import did. */
export function changed(
  ctx: ActionContext,
  subjectType: changeStore.ChangeNote['subjectType'],
  subjectId: string,
  aboutOrganizationId: string,
  kind: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): Promise<void> {
  // The writer's organisation owns the row, also while the work is done in another one.
  return store.inOrganization(ctx.tx, ctx.actor.organizationId, () =>
    changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId,
      subjectType,
      subjectId,
      kind,
      before,
      after,
    }),
  )
}
