/** Actors and entries for the database tests; invented people of an invented province. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import { signingKey } from '../keys.ts'
import { begin, type Sealed, sealOnce } from '../seal.ts'
import { lastHead, unsealed } from '../store-tree.ts'

export function anActor(organizationId: string, roles: string[], name = 'Giàng A Páo'): Actor {
  return {
    kind: 'post',
    organizationId,
    postId: newId(),
    accountId: newId(),
    personId: newId(),
    unitId: null,
    roles,
    name,
    title: 'Chánh Văn phòng',
    sessionId: newId(),
    address: '10.20.0.9',
    isDemo: false,
  }
}

/** Writes n entries, one transaction each, as the doorway does. */
export async function happen(t: TestApp, actor: Actor, n: number, kind = 'incoming.register'): Promise<void> {
  for (let i = 0; i < n; i++) {
    t.clock.advance(1)
    await t.kernel.recordApart(actor, {
      kind,
      outcome: 'done',
      subject: { type: 'document', id: newId(), label: `${i}/KH-UBND` },
      before: { state: 'new' },
      after: { state: 'registered', number: i },
      data: { reason: 'Văn bản của xã Sông Mây' },
    })
  }
}

/**
 * Seals everything due of an organisation.
 * @param until size that the tree is to have: it waits until so many are due, for transactions of other tests on the
 * same server hold entries back for a while
 */
export async function seal(
  t: TestApp,
  organizationId: string,
  options: { until?: number; batch?: number } = {},
): Promise<Sealed> {
  const key = await signingKey(t.home)
  for (;;) {
    const isDue = await t.db.read({ organizationId }, async (tx) => {
      const last = await lastHead(tx, organizationId)
      const due = await unsealed(tx, organizationId, await begin(tx, organizationId, last), 100_000)
      return (last?.head.size ?? 0) + due.rows.length >= (options.until ?? 0)
    })
    if (!isDue) {
      await sleep(10)
      continue
    }
    const sealed = await t.db.transaction({ organizationId }, (tx) =>
      sealOnce(tx, organizationId, key, t.clock.now(), options.batch),
    )
    if (!sealed.isMore) return sealed
  }
}
