/** The giver's side: its description stays, says where the files are, and is not changed any more. */
import type { ActionContext } from '#platform/action/index.ts'
import { addTraces } from './facts.ts'
import { handOn, hold, release } from './store-receiving.ts'

/**
 * Files went on to another archive, with the items in them. Done again it changes nothing.
 * @param of.to name of the archive that has them now
 * @param of.minutes number of the minutes
 * @param of.by who handed them over
 */
export async function handOnFiles(
  ctx: ActionContext,
  ids: readonly string[],
  of: { to: string; minutes: string; by: string },
): Promise<void> {
  if (ids.length === 0) return
  const gone = await handOn(ctx.tx, ctx.actor.organizationId, ids, { at: ctx.now, ...of })
  const { tx, now, actor } = ctx
  addTraces({ tx, now, actor: { ...actor, name: of.by } }, gone, 'handed-on', `${of.to}, biên bản số ${of.minutes}`)
}

/** The list went to the other archive: its files and what lies in them stay as they are until that has decided. */
export const holdForHandOn = (
  ctx: Pick<ActionContext, 'tx' | 'actor'>,
  ids: readonly string[],
  list: string,
): Promise<void> => hold(ctx.tx, ctx.actor.organizationId, ids, list)

/** The list is decided, or came back: what was not taken may be changed again. */
export const releaseHandOn = (ctx: Pick<ActionContext, 'tx' | 'actor'>, list: string): Promise<void> =>
  release(ctx.tx, ctx.actor.organizationId, list)
