import { shortDay } from '#engines/vn-text/index.ts'
import { notify } from '#modules/operations/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { confirmers, enforce, labelOf, membersSeeing } from '../access.ts'
import { documentAccess } from '../access-contract.ts'
import { type Access, isSame, type Member, meanwhile, tidied } from '../access-rules.ts'
import { noticeOf } from '../notices.ts'
import { mayAskAccess, mayConfirmAccess } from '../policy.ts'
import * as store from '../store-access.ts'

/**
 * Asks for other rights on a document (NĐ 30/2020 PL VI III.3b, c). Until a competent person confirms it the stricter of old
 * and new holds; asked for by a competent person it is confirmed in the same act.
 */
export const askAccess = action(documentAccess.askAccess, {
  async load({ tx, actor }, { documentId }) {
    const document = await store.lockDocument(tx, actor, documentId)
    if (!document) throw new AppError('PLATFORM_NOT_FOUND')
    return { document, pending: await store.pendingChange(tx, actor.organizationId, documentId) }
  },
  allow: (actor, { document }) => mayAskAccess(actor, document.wasGiven),
  async run(ctx, { documentId, isNarrowed, members, until, reason }, { document, pending }) {
    const { tx, actor, now, today } = ctx
    const { organizationId } = actor
    if (pending) throw new AppError('RECORDS_ACCESS_PENDING')
    const before = document.access
    const after = tidied({ isNarrowed, members, until: until ?? null })
    if (isSame(before, after)) throw new AppError('RECORDS_ACCESS_SAME')
    if (after.until !== null && after.until < today)
      throw new AppError('RECORDS_ACCESS_UNTIL', { facts: { day: shortDay(after.until) } })
    await requireMembers(ctx, after, before)
    const kept = await membersSeeing(ctx, documentId, after.members)
    const isConfirmed = mayConfirmAccess(actor)
    const changeId = newId()
    if (isConfirmed) await store.endChange(tx, organizationId, documentId, now, 'confirmed')
    store.insertChange(tx, {
      organizationId,
      id: changeId,
      documentId,
      before,
      after,
      kept,
      reason,
      now,
      actor,
      isConfirmed,
    })
    const toPostIds = isConfirmed ? [] : await confirmers(ctx)
    await enforce(ctx, document, before, isConfirmed ? after : meanwhile(before, after, kept), {
      documentId,
      changeId,
      what: isConfirmed ? 'set' : 'asked',
      reason,
      toPostIds,
    })
    if (!isConfirmed) ctx.record({ data: { asked: after } })
    await notify(ctx, {
      kind: noticeOf('asked'),
      postIds: toPostIds,
      subject: { type: 'document', id: documentId },
      facts: { from: actor.name, label: labelOf(document) },
      link: `incoming/${documentId}`,
    })
    return { changeId, isConfirmed }
  },
})

/** Members must stand today; those who were on the list before may stay on it. @throws AppError RECORDS_ACCESS_MEMBER */
async function requireMembers(ctx: ActionContext, after: Access, before: Access): Promise<void> {
  const known = new Set(before.members.map((one) => one.id))
  const fresh: Member[] = after.members.filter((one) => !known.has(one.id))
  const standing = await store.standing(ctx.tx, ctx.actor.organizationId, fresh, ctx.today)
  if (standing < fresh.length) throw new AppError('RECORDS_ACCESS_MEMBER')
}
