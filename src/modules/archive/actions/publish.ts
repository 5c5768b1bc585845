/** Who may read a unit: the archivists, the office, the public (handbook 8.8). */
import { openToAll } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archive } from '../contract.ts'
import { addTraces, MOST, OPENED, refuseHandedOn, subjectOf, takeBack } from '../facts.ts'
import { mayGoPublic } from '../policy.ts'
import { unitsOf } from '../store.ts'
import { ancestorsOf, openDocuments, publishUnits, withBelow } from '../store-order.ts'

/**
 * Publishing a unit publishes what it lies in, else nobody would find it; taking one back takes back what lies in it. The head
 * may open the documents of open items along, but those narrowed to a list.
 */
export const publish = action(archive.publish, {
  allow: () => true,
  async run(ctx, { ids, to, isWithBelow, isOpening }) {
    const { tx, now } = ctx
    const { organizationId, postId } = ctx.actor
    const found = await unitsOf(tx, ctx.actor, ids)
    if (found.length < new Set(ids).size) throw new AppError('PLATFORM_NOT_FOUND')
    if (to !== 'draft') await refuseHandedOn(ctx, ids)
    const reachesPublic = to === 'public' || found.some((unit) => unit.publish === 'public')
    if ((reachesPublic || isOpening) && !mayGoPublic(ctx.actor)) throw new AppError('ARCHIVE_PUBLIC_BY_HEAD')
    const lowered = await takeBack(ctx, ids, to)
    const chosen = await withBelow(tx, organizationId, ids, isWithBelow, MOST)
    const above = to === 'draft' ? [] : await ancestorsOf(tx, organizationId, ids)
    const raised = await publishUnits(tx, organizationId, [...chosen, ...above], to, 'raise', now)
    const changed = [...lowered, ...raised.map((unit) => unit.id)]
    if (isOpening && to !== 'draft') {
      const documentIds = await openDocuments(tx, organizationId, chosen)
      const opened = await openToAll(tx, { organizationId, documentIds, reason: OPENED, now, by: postId })
      if (opened.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds: opened } })
    }
    addTraces(ctx, changed, `published-${to}`)
    ctx.record({
      subject: found.length === 1 ? subjectOf(found[0]!) : { type: 'unit', id: null, label: `${found.length}` },
      after: { publish: to },
      data: { ids, changed: changed.length, isWithBelow, isOpening },
    })
    return { changed: changed.length }
  },
})
