import { action } from '#platform/action/index.ts'
import { operations } from '../contract.ts'
import { markRead } from '../store.ts'

/** Marks notices of the acting post as read. */
export const readNotices = action(operations.readNotices, {
  allow: () => true,
  async run(ctx, { ids }) {
    const { tx, actor, now } = ctx
    return { read: await markRead(tx, actor.organizationId, actor.postId!, ids ?? null, now) }
  },
})
