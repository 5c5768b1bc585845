import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { auth } from '../contract.ts'
import { isInPerson, requireFresh } from '../own.ts'
import { hashOf, newSecret } from '../secrets.ts'
import * as store from '../store/sessions.ts'

/** A key acts in the post that makes it, with some of that post's permissions, until its day. It cannot manage accounts. */
export const createKey = action(auth.createKey, {
  allow: (actor) => isInPerson(actor),
  async run(ctx, input) {
    const { tx, actor, now } = ctx
    await requireFresh(ctx)
    const held = new Set(ctx.permissionsOf(actor.roles))
    const scopes = [...new Set(input.scopes)]
    if (scopes.some((scope) => !held.has(scope) || scope.startsWith('auth.'))) throw new AppError('AUTH_SCOPE_BEYOND')
    const id = newId()
    const secret = `vk_${newSecret()}`
    const expiresAt = new Date(now.getTime() + input.days * 86_400_000)
    await store.insertKey(tx, {
      id,
      accountId: actor.accountId!,
      postId: actor.postId!,
      name: input.name,
      secretHash: hashOf(secret),
      scopes,
      now,
      expiresAt,
    })
    ctx.record({
      subject: { type: 'key', id, label: input.name },
      after: { scopes, expiresAt: expiresAt.toISOString() },
    })
    return { id, secret, expiresAt: expiresAt.toISOString() }
  },
})

export const endKey = action(auth.endKey, {
  allow: (actor) => isInPerson(actor),
  async run(ctx, { id }) {
    const name = await store.endKey(ctx.tx, ctx.actor.accountId!, id, ctx.now)
    if (name === null) throw new AppError('PLATFORM_NOT_FOUND')
    ctx.record({ subject: { type: 'key', id, label: name } })
    return { done: true as const }
  },
})
