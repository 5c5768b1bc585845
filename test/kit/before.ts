/** What `beforehand` of an action works with, for tests of functions that rooms call from there. */
import type { Actor, BeforeContext } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { TestApp } from './index.ts'

export function beforehandOf(t: TestApp, actor: Actor): Omit<BeforeContext, 'read'> {
  return {
    actor,
    get now() {
      return t.clock.now()
    },
    get today() {
      return dayOf(t.clock.now())
    },
    config: t.config,
    blobs: t.blobs,
    lang: 'vi',
    uploads: [],
    permissionsOf: () => t.kernel.permissionsOf(actor),
    transaction: (work) => t.kernel.transact(actor, 'test', work),
  }
}
