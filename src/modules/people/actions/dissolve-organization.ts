import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { organizationChanged } from '../events.ts'
import { endPostsJob } from '../jobs.ts'
import { loadManaged } from '../managed.ts'
import * as changeStore from '../store-changes.ts'

/**
 * Ends an organisation with its successors (Luật Lưu trữ 33/2024 Đ13 on what becomes of its records). Its posts end on
 * the last day; the job tells the rooms of that organisation.
 */
export const dissolveOrganization = action(people.dissolveOrganization, {
  load: (ctx, input) => loadManaged(ctx, input.id),
  // Not the own organisation: its superior or the host ends it, or nobody would be left to answer for it.
  allow: (actor, facts) => facts.isManaged && facts.target.id !== actor.organizationId,
  async run(ctx, input, { target }) {
    if (target.version !== input.version) throw new AppError('PLATFORM_STATE_CHANGED')
    const done = await directory.dissolveOrganization(ctx.tx, target, input)
    const before = { dissolvedOn: null }
    const after = {
      kind: input.kind,
      dissolvedOn: input.lastDay,
      successorIds: input.successorIds,
      basis: input.basis,
      postsEnded: done.postsEnded,
    }
    ctx.record({ subject: { type: 'organization', id: target.id, label: target.name }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: target.id,
      subjectType: 'organization',
      subjectId: target.id,
      kind: 'people.dissolveOrganization',
      before,
      after,
    })
    ctx.emit(organizationChanged({ organizationId: target.id, kind: input.kind }))
    ctx.enqueue(endPostsJob, {}, { key: 'people.end-posts' })
    return done
  },
})
