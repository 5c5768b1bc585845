/** A narrowing takes no work out of anybody's hands: who holds the document goes on seeing it (decision 0021). */
import { headsOfUnit } from '#modules/people/index.ts'
import { wakeGrants } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { DomainEvent } from '#platform/events/index.ts'
import { holdersOf } from './store-assignments.ts'

/**
 * Wakes the grants of those who lead or co-operate, of their units where the unit was given it, and of the heads who answer
 * for a unit without one of its own. Who was only told of it may be left out by the list.
 */
export async function keepHolders(ctx: ActionContext, event: DomainEvent): Promise<void> {
  const { organizationId } = ctx.actor
  const documentId = String(event.payload['documentId'])
  const holders = await holdersOf(ctx.tx, organizationId, documentId)
  const postIds = holders.flatMap((one) => one.post_id ?? [])
  const unitIds = holders.flatMap((one) => (one.post_id === null && one.unit_id !== null ? [one.unit_id] : []))
  for (const unitId of unitIds)
    for (const head of await headsOfUnit(ctx.tx, organizationId, unitId, ctx.today)) postIds.push(head.id)
  if (holders.length > 0) await wakeGrants(ctx.tx, organizationId, documentId, { postIds, unitIds })
}
