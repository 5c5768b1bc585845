import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { people } from '../contract.ts'
import { checkDelegation } from '../policy.ts'
import { checkDays, isOver } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as delegationStore from '../store-delegations.ts'
import * as postStore from '../store-posts.ts'

/**
 * The holder of a post lets another post use roles of it, in writing and for a time (NĐ 30/2020 Đ13.4: limited in time
 * and content, not passed on). He keeps them; ending either post ends it.
 */
export const delegate = action(people.delegate, {
  async load(ctx, input) {
    const { organizationId, postId } = ctx.actor
    const from = postId ? await postStore.lockPost(ctx.tx, organizationId, postId) : null
    const to = await postStore.postById(ctx.tx, organizationId, input.toPostId)
    if (!from || !to) throw new AppError('PLATFORM_NOT_FOUND')
    return { from, to }
  },
  allow: (actor, { from }) => from.id === actor.postId,
  async run(ctx, input, { from, to }) {
    checkDays(input.validFrom, input.validTo)
    checkDays(ctx.today, input.validTo)
    if (isOver(to.validTo, ctx.today)) throw new AppError('PEOPLE_SUCCESSOR_INVALID')
    checkDelegation(ctx.actor, from, to, input.roles)
    const id = newId()
    await delegationStore.insertDelegation(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id,
      fromPostId: from.id,
      toPostId: to.id,
      toPersonId: to.personId,
      roles: [...new Set(input.roles)],
      validFrom: input.validFrom,
      validTo: input.validTo,
      basis: input.basis,
      now: ctx.now,
    })
    ctx.record({ subject: { type: 'delegation', id, label: `${from.fullName} → ${to.fullName}` }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'post',
      subjectId: to.id,
      kind: 'people.delegate',
      after: { ...input, from: from.fullName },
    })
    return { id }
  },
})
