/** Who may read a unit: the archivists, the office, the public (handbook 8.8). */
import { closeToAll, openToAll } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archive } from '../contract.ts'
import { addTraces, subjectOf } from '../facts.ts'
import { mayGoPublic } from '../policy.ts'
import { unitsOf } from '../store.ts'
import { ancestorsOf, openDocuments, publishUnits, withBelow } from '../store-order.ts'

/** At most so many units at once: it is one transaction. */
const MOST = 20_000

/**
 * Publishing a unit publishes what it lies in, else nobody would find it; taking one back takes back what lies in it. The head
 * may open the documents of open items along, but those narrowed to a list.
 */
export const publish = action(archive.publish, {
  allow: () => true,
  async run(ctx, { ids, to, isWithBelow, isOpening }) {
    const { tx, now } = ctx
    const { organizationId, postId } = ctx.actor
    const found = await unitsOf(tx, organizationId, ids)
    if (found.length < new Set(ids).size) throw new AppError('PLATFORM_NOT_FOUND')
    const reachesPublic = to === 'public' || found.some((unit) => unit.publish === 'public')
    if ((reachesPublic || isOpening) && !mayGoPublic(ctx.actor)) throw new AppError('ARCHIVE_PUBLIC_BY_HEAD')
    const inside = await withBelow(tx, organizationId, ids, true, MOST)
    if (inside.length > MOST) throw new AppError('ARCHIVE_TOO_MANY', { facts: { count: `${MOST}+`, limit: MOST } })
    const above = to === 'draft' ? [] : await ancestorsOf(tx, organizationId, ids)
    const lowered = await publishUnits(tx, organizationId, inside, to, 'lower', now)
    const raised = await publishUnits(tx, organizationId, [...(isWithBelow ? inside : ids), ...above], to, 'raise', now)
    const changed = [...lowered, ...raised]
    const open = isOpening && to !== 'draft' ? await openDocuments(tx, organizationId, isWithBelow ? inside : ids) : []
    const shut = to === 'draft' ? lowered.filter((unit) => unit.document_id).map((unit) => unit.document_id!) : []
    const opened = await openToAll(tx, { organizationId, documentIds: open, reason: 'archive', now, by: postId })
    const closed = await closeToAll(tx, { organizationId, documentIds: shut, reason: 'archive' })
    addTraces(
      ctx,
      changed.map((unit) => unit.id),
      `published-${to}`,
    )
    ctx.record({
      subject: found.length === 1 ? subjectOf(found[0]!) : { type: 'unit', id: null, label: `${found.length}` },
      after: { publish: to },
      data: { ids, changed: changed.length, isWithBelow, isOpening },
    })
    const touched = [...opened, ...closed]
    if (touched.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds: touched } })
    return { changed: changed.length }
  },
})
