import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { postChanged } from '../events.ts'
import { rulesOf } from '../lookups.ts'
import { checkRoles, isAdministrator, refuseSelfGrant } from '../policy.ts'
import { isOver } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as postStore from '../store-posts.ts'
import * as unitStore from '../store-units.ts'

/** Changes title, unit or roles of a post; at once for whoever is signed in with it. */
export const changePost = action(people.changePost, {
  async load(ctx, input) {
    const post = await postStore.lockPost(ctx.tx, ctx.actor.organizationId, input.id)
    if (!post) throw new AppError('PLATFORM_NOT_FOUND')
    return post
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, post) {
    const { organizationId } = ctx.actor
    refuseSelfGrant(ctx.actor, post.personId)
    if (isOver(post.validTo, ctx.today)) throw new AppError('PEOPLE_POST_ENDED', { facts: { day: post.validTo } })
    checkRoles(await rulesOf(ctx.tx, organizationId, ctx.today), input.roles)
    const losesAdministration = post.roles.includes('sysadmin') && !input.roles.includes('sysadmin')
    if (losesAdministration && (await postStore.otherAdministrators(ctx.tx, organizationId, post.id, ctx.today)) === 0)
      throw new AppError('PEOPLE_LAST_ADMINISTRATOR')
    if (input.unitId && !(await unitStore.unitById(ctx.tx, organizationId, input.unitId)))
      throw new AppError('PLATFORM_NOT_FOUND')
    if (input.isPrimary) await postStore.clearPrimary(ctx.tx, organizationId, post.personId, post.id)
    const version = await postStore.updatePost(ctx.tx, organizationId, post.id, input.version, {
      unit_id: input.unitId,
      title: input.title,
      roles: [...new Set(input.roles)],
      is_acting: input.isActing,
      is_primary: input.isPrimary,
    })
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { title: post.title, unitId: post.unitId, roles: post.roles, isActing: post.isActing }
    const after = { title: input.title, unitId: input.unitId, roles: input.roles, isActing: input.isActing }
    ctx.record({ subject: { type: 'post', id: post.id, label: input.title }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'post',
      subjectId: post.id,
      kind: 'people.changePost',
      before,
      after,
    })
    ctx.emit(postChanged({ postId: post.id, personId: post.personId, kind: 'changed' }))
    return { version }
  },
})
