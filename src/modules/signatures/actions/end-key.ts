import { notify } from '#modules/operations/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signatures } from '../contract.ts'
import { keyView, labelOf, postsOfKey } from '../key-view.ts'
import { noticeOf } from '../notices.ts'
import { mayEnd } from '../policy.ts'
import * as store from '../store.ts'

/** A leader makes the agency's key usable. */
export const confirmKey = action(signatures.confirmKey, {
  async load({ tx, actor }, { keyId }) {
    const key = await store.findKey(tx, actor.organizationId, keyId, 'lock')
    if (!key) throw new AppError('PLATFORM_NOT_FOUND')
    return key
  },
  allow: (_, key) => key.owner === 'agency',
  async run(ctx, { keyId, version }, key) {
    const { tx, actor, now } = ctx
    const by = { version, now, post: actor.postId, name: actor.name }
    if (!(await store.confirmKey(tx, actor.organizationId, keyId, by))) throw new AppError('SIGNATURES_KEY_STATE')
    ctx.record({
      subject: { type: 'key', id: keyId, label: labelOf(key) },
      before: { state: key.state },
      after: { state: 'active' },
      data: { fingerprint: key.fingerprint, serial: key.serial },
    })
    await notify(ctx, {
      kind: noticeOf('key-confirmed'),
      postIds: await postsOfKey(ctx, key),
      subject: { type: 'key', id: keyId },
      facts: { from: actor.name, label: labelOf(key) },
      link: 'keys',
    })
    return keyView((await store.findKey(tx, actor.organizationId, keyId))!, actor, now)
  },
})

/** Revoked (lost, betrayed, the person has left) or removed (replaced, entered wrongly): it signs nothing any more, its row stays. */
export const endKey = action(signatures.endKey, {
  async load({ tx, actor }, { keyId }) {
    const key = await store.findKey(tx, actor.organizationId, keyId, 'lock')
    if (!key) throw new AppError('PLATFORM_NOT_FOUND')
    return key
  },
  allow: (actor, key) => mayEnd(actor, key),
  async run(ctx, { keyId, to, reason, version }, key) {
    const { tx, actor, now } = ctx
    const by = { to, reason, version, now, post: actor.postId, name: actor.name }
    if (!(await store.endKey(tx, actor.organizationId, keyId, by))) throw new AppError('SIGNATURES_KEY_STATE')
    ctx.record({
      subject: { type: 'key', id: keyId, label: labelOf(key) },
      before: { state: key.state },
      after: { state: to },
      data: { reason, fingerprint: key.fingerprint, serial: key.serial },
    })
    await notify(ctx, {
      kind: noticeOf('key-ended'),
      postIds: await postsOfKey(ctx, key),
      subject: { type: 'key', id: keyId },
      facts: { from: actor.name, label: labelOf(key), words: reason },
      link: 'keys',
    })
    return keyView((await store.findKey(tx, actor.organizationId, keyId))!, actor, now)
  },
})
