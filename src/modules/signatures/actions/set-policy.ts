import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signatures } from '../contract.ts'
import * as store from '../store.ts'

/** What the organisation says on tries, timestamps and undecided signatures. */
export const setPolicy = action(signatures.setPolicy, {
  load: ({ tx, actor }) => store.policyOf(tx, actor.organizationId),
  allow: () => true,
  async run(ctx, { version, ...policy }, before) {
    const { tx, actor, now } = ctx
    const by = { version, now, post: actor.postId, name: actor.name }
    const next = await store.putPolicy(tx, actor.organizationId, policy, by)
    if (next === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: { type: 'policy', id: null }, before: { ...before }, after: { ...policy, version: next } })
    return { ...policy, version: next }
  },
})
