import { unitsOf } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { trayUnit } from './policy.ts'

/** The unit in whose tray a new item of this actor lies, with its name of today; null: the agency registry's. */
export async function ownTray(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'today'>,
): Promise<{ id: string; name: string } | null> {
  const id = trayUnit(ctx.actor)
  if (id === null) return null
  const units = await unitsOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  return { id, name: units.find((unit) => unit.id === id)?.name ?? '' }
}
