import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import * as changeStore from '../store-changes.ts'
import * as delegationStore from '../store-delegations.ts'

/** Whoever delegated takes it back at once. */
export const revokeDelegation = action(people.revokeDelegation, {
  async load(ctx, input) {
    const [found] = await delegationStore.delegations(ctx.tx, ctx.actor.organizationId, input.id)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return found
  },
  allow: (actor, found) => found.fromPostId === actor.postId,
  async run(ctx, input, found) {
    const isDone = await delegationStore.revokeDelegation(ctx.tx, ctx.actor.organizationId, input.id, ctx.now)
    if (!isDone) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: { type: 'delegation', id: found.id, label: `${found.fromName} → ${found.toName}` } })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'post',
      subjectId: found.toPostId,
      kind: 'people.revokeDelegation',
      before: { roles: found.roles, validTo: found.validTo, from: found.fromName },
    })
    return { id: found.id }
  },
})
