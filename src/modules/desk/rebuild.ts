import { officeHolders } from '#modules/outgoing/index.ts'
import { confirmers } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { rebuild } from './store.ts'

/**
 * Makes the organisation's tasks again from the published views of incoming, outgoing and records, in the caller's transaction; whoever writes a
 * task meanwhile waits. @returns how many tasks there were and are
 */
export async function rebuildTasks(ctx: ActionContext): Promise<{ before: number; after: number }> {
  return rebuild(ctx.tx, ctx.actor.organizationId, await confirmers(ctx), await officeHolders(ctx))
}
