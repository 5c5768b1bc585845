import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { postEnded } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { checkLastDay, isOver } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as postStore from '../store-posts.ts'

/**
 * Ends a post on a day. When that day is over the event goes out here, else the nightly job tells it; a later call may
 * move an end that has not come yet, or name another successor.
 */
export const endPost = action(people.endPost, {
  async load(ctx, input) {
    const { organizationId } = ctx.actor
    const post = await postStore.lockPost(ctx.tx, organizationId, input.id)
    if (!post) throw new AppError('PLATFORM_NOT_FOUND')
    const successor = input.successorPostId
      ? await postStore.postById(ctx.tx, organizationId, input.successorPostId)
      : null
    if (input.successorPostId && !successor) throw new AppError('PEOPLE_SUCCESSOR_INVALID')
    return { post, successor }
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, { post, successor }) {
    const { organizationId } = ctx.actor
    if (isOver(post.validTo, ctx.today)) throw new AppError('PEOPLE_POST_ENDED', { facts: { day: post.validTo } })
    checkLastDay(post.validFrom, input.lastDay)
    if (successor && (successor.id === post.id || isOver(successor.validTo, ctx.today)))
      throw new AppError('PEOPLE_SUCCESSOR_INVALID')
    const isAdministration = post.roles.includes('sysadmin')
    if (
      isAdministration &&
      (await postStore.otherAdministrators(ctx.tx, organizationId, post.id, maxDay(input.lastDay, ctx.today))) === 0
    )
      throw new AppError('PEOPLE_LAST_ADMINISTRATOR')
    const over = isOver(input.lastDay, ctx.today)
    const version = await postStore.updatePost(ctx.tx, organizationId, post.id, input.version, {
      valid_to: input.lastDay,
      end_reason: input.reason,
      successor_post_id: input.successorPostId,
      ended_at: over ? ctx.now : null,
    })
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { validTo: post.validTo }
    const after = { validTo: input.lastDay, reason: input.reason, successorPostId: input.successorPostId }
    ctx.record({ subject: { type: 'post', id: post.id, label: `${post.title} · ${post.fullName}` }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'post',
      subjectId: post.id,
      kind: 'people.endPost',
      before,
      after,
    })
    if (over)
      ctx.emit(
        postEnded({
          postId: post.id,
          personId: post.personId,
          unitId: post.unitId,
          lastDay: input.lastDay,
          successorPostId: input.successorPostId,
        }),
      )
    return { version, isOver: over }
  },
})

const maxDay = (a: string, b: string): string => (a > b ? a : b)
