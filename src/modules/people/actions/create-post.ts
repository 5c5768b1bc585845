import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { postChanged } from '../events.ts'
import { isAdministrator, refuseSelfGrant } from '../policy.ts'
import { isOver } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as personStore from '../store-persons.ts'
import * as postStore from '../store-posts.ts'

/** Gives a person a post with its roles. With `replacesPostId` the new post is named successor of the leaving one. */
export const createPost = action(people.createPost, {
  async load(ctx, input) {
    const person = await personStore.personById(ctx.tx, input.personId)
    if (!person || person.is_demo !== ctx.actor.isDemo) throw new AppError('PLATFORM_NOT_FOUND')
    if (!input.replacesPostId) return null
    const replaced = await postStore.lockPost(ctx.tx, ctx.actor.organizationId, input.replacesPostId)
    if (!replaced) throw new AppError('PLATFORM_NOT_FOUND')
    return replaced
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, replaced) {
    const { organizationId } = ctx.actor
    refuseSelfGrant(ctx.actor, input.personId)
    const { replacesPostId: _replaced, ...post } = input
    const id = await directory.createPost(ctx.tx, organizationId, post, ctx.today)
    if (replaced) {
      // After its end was told it is too late: the open work has already gone elsewhere.
      if (isOver(replaced.validTo, ctx.today)) throw new AppError('PEOPLE_SUCCESSOR_INVALID')
      await postStore.updatePost(ctx.tx, organizationId, replaced.id, replaced.version, { successor_post_id: id })
    }
    ctx.record({ subject: { type: 'post', id, label: input.title }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'post',
      subjectId: id,
      kind: 'people.createPost',
      after: input,
    })
    ctx.emit(postChanged({ postId: id, personId: input.personId, kind: 'started' }))
    return { id }
  },
})
