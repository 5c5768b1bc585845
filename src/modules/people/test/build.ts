/** Factories: an invented province with its bodies, and actors for its posts. */
import type { Actor } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import type { TestApp } from '#test/kit/index.ts'
import {
  actorOfPost,
  bootstrap,
  createOrganization,
  createPerson,
  createPost,
  createUnit,
  type OrganizationInput,
  resolvePost,
} from '../index.ts'
import * as store from '../store.ts'

export const TODAY = '2026-11-23'
const START = '2025-07-01'

const someone = { accountId: null, sessionId: null, address: '127.0.0.1' }

/** Actor of a post, as a request would make it: in the scope of the person alone. */
export async function actorOf(t: TestApp, personId: string, postId: string, day = TODAY): Promise<Actor | null> {
  const scope = { organizationId: systemActor('test').organizationId, personId }
  const facts = await t.db.read(scope, (tx) => resolvePost(tx, personId, postId, day))
  return facts ? actorOfPost(facts, someone) : null
}

export interface Seat {
  readonly personId: string
  readonly postId: string
  readonly actor: Actor
}

/** A person in a new post of an organisation. */
export async function seat(
  t: TestApp,
  organizationId: string,
  fullName: string,
  roles: string[],
  more: { unitId?: string; title?: string; personId?: string } = {},
): Promise<Seat> {
  const made = await t.as(organizationId, async ({ tx, now }) => {
    const personId = more.personId ?? (await createPerson(tx, { fullName }, now))
    const post = {
      personId,
      unitId: more.unitId ?? null,
      title: more.title ?? roles.join(', '),
      roles,
      validFrom: START,
    }
    return { personId, postId: await createPost(tx, organizationId, post, TODAY) }
  })
  const actor = await actorOf(t, made.personId, made.postId)
  if (!actor) throw new Error('the new post does not stand')
  return { ...made, actor }
}

export async function organization(t: TestApp, input: Partial<OrganizationInput> & { name: string }): Promise<string> {
  return t.as(systemActor('test').organizationId, ({ tx, now }) =>
    createOrganization(tx, { kind: 'state', regime: 'state', level: 'commune', foundedOn: START, ...input }, now),
  )
}

/** The host (a provincial Party office) with two administrators and a registry, and a commune with the same under it. */
export async function province(t: TestApp) {
  const host = await t.kernel.transact(systemActor('set-up'), 'people.bootstrap', ({ tx, now }) =>
    bootstrap(
      tx,
      systemActor('set-up'),
      {
        organization: {
          name: 'Văn phòng Tỉnh ủy Lam Hà',
          kind: 'party',
          regime: 'party',
          level: 'province',
          abbreviation: 'VPTU',
        },
        fullName: 'Đỗ Thị Ánh',
        title: 'Quản trị hệ thống',
      },
      { now, today: START },
    ),
  )
  const chief = (await actorOf(t, host.personId, host.postId))!
  const second = await seat(t, host.organizationId, 'Lê Văn Bảo', ['sysadmin'])
  const office = await t.as(host.organizationId, ({ tx }) =>
    createUnit(tx, host.organizationId, { name: 'Phòng Hành chính', validFrom: START }),
  )
  const registry = await seat(t, host.organizationId, 'Trần Thị Đào', ['registry'], { unitId: office })
  const leader = await seat(t, host.organizationId, 'Nguyễn Văn Ý', ['leader'])
  const commune = await organization(t, {
    name: 'Ủy ban nhân dân xã Sông Mây',
    parentId: host.organizationId,
    abbreviation: 'UBND',
    organId: 'H99.64.33',
  })
  const communeAdmin = await seat(t, commune, 'Phạm Thị Út', ['sysadmin'])
  const communeRegistry = await seat(t, commune, 'Hoàng Văn Ân', ['registry'])
  return { host, chief, second, office, registry, leader, commune, communeAdmin, communeRegistry, store }
}
