import { resolvePost, unitsOf } from '#modules/people/index.ts'
import { grant } from '#modules/records/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { findEntry, insertStep, moveEntry } from '../store.ts'
import { handOverGiving, openWorkOfPost, rewriteAssignment } from '../store-assignments.ts'

/**
 * A post has ended: its open work goes to the successor; without one, to the unit (its head passes it on); a document that
 * lay with a leader goes back to the registry, who submits it again. Each document in a transaction of its own.
 */
export default async function handOverWork(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const { organizationId } = job.actor
  const endedId = String(payload['postId'])
  const successorId = (payload['successorPostId'] as string | null) ?? null
  const unitId = (payload['unitId'] as string | null) ?? null
  const work = await job.transaction(async (ctx) => {
    await handOverGiving(ctx.tx, organizationId, endedId, { successorId, unitId })
    return openWorkOfPost(ctx.tx, organizationId, endedId)
  })
  let moved = 0
  for (const one of work) {
    await job.transaction(async (ctx) => {
      const successor = successorId ? await resolvePost(ctx.tx, null, successorId, ctx.today) : null
      const unit = unitId
        ? (await unitsOf(ctx.tx, organizationId, ctx.today)).find((each) => each.id === unitId)
        : undefined
      const entry = await findEntry(ctx.tx, organizationId, one.documentId, 'lock')
      if (!entry) return
      const to = successor
        ? { postId: successor.postId, unitId: null, name: successor.fullName, title: successor.title }
        : unit
          ? { postId: null, unitId: unit.id, name: unit.name, title: null }
          : null
      const base = { organizationId, documentId: one.documentId, reason: 'handed-over', now: ctx.now, by: null }
      if (one.assignmentId) {
        if (!to || !(await rewriteAssignment(ctx.tx, organizationId, one.assignmentId, endedId, to))) return
      } else if (entry.submitted_to === endedId && entry.state === 'submitted') {
        const person = successor ? { id: successor.postId, name: successor.fullName, title: successor.title } : null
        await moveEntry(
          ctx.tx,
          {
            organizationId,
            documentId: one.documentId,
            from: 'submitted',
            version: entry.version,
            now: ctx.now,
            byName: job.actor.name,
          },
          person ? { holder: person.name, submittedTo: person } : { to: 'registered', holder: null, submittedTo: null },
        )
      } else return
      if (to?.postId) grant(ctx.tx, { ...base, kind: 'post', granteeIds: [to.postId] })
      if (to?.unitId) grant(ctx.tx, { ...base, kind: 'unit', granteeIds: [to.unitId] })
      insertStep(ctx.tx, {
        organizationId,
        id: newId(),
        documentId: one.documentId,
        kind: 'handed-over',
        at: ctx.now,
        byPost: null,
        byName: job.actor.name,
        byTitle: null,
        data: { to: to?.name ?? null },
      })
      ctx.record({
        kind: 'incoming.hand-over',
        subject: { type: 'document', id: one.documentId },
        data: { fromPostId: endedId, to },
      })
      ctx.emit({
        type: 'incoming.handed-over',
        payload: {
          documentId: one.documentId,
          assignmentId: one.assignmentId,
          fromPostId: endedId,
          toPostId: to?.postId ?? null,
          toUnitId: to?.unitId ?? null,
        },
      })
      moved += 1
    })
  }
  job.report({ found: work.length, moved })
}
