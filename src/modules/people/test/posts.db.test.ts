import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/action/kernel.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { people } from '../contract.ts'
import { createPerson, headsOfUnit, postsOfPerson, postsWithRole, unitsOf } from '../index.ts'
import { actorOf, province, seat, TODAY } from './build.ts'

let t: TestApp
let p: Awaited<ReturnType<typeof province>>
beforeAll(async () => {
  t = await testApp()
  p = await province(t)
})
afterAll(() => t.close())

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: { code?: string }) => error.code ?? String(error),
  )
const person = (fullName: string) => t.as(p.host.organizationId, ({ tx, now }) => createPerson(tx, { fullName }, now))
const postBody = (personId: string, roles: string[], more: object = {}) => ({
  personId,
  unitId: p.office,
  title: 'Chuyên viên',
  roles,
  validFrom: '2026-01-01',
  ...more,
})
const eventsOf = (postId: string) =>
  t.admin<{ type: string; payload: { successorPostId: string | null } }>(
    `select type, payload from platform.event where payload->>'postId' = $1 order by at, id`,
    [postId],
  )

describe('posts', () => {
  it('nobody grants himself a post or a role', async () => {
    const own = t.run(people.createPost, p.chief, { body: postBody(p.host.personId, ['leader']) })
    expect(await refusal(own)).toBe('PEOPLE_SELF_GRANT')
    const change = { version: 1, unitId: null, title: 'Khác', roles: ['sysadmin'], isActing: false, isPrimary: true }
    expect(await refusal(t.run(people.changePost, p.chief, { params: { id: p.host.postId }, body: change }))).toBe(
      'PEOPLE_SELF_GRANT',
    )
    const row = await t.admin<{ outcome: string; data: { code: string } }>(
      `select outcome, data from audit.entry where kind = 'people.createPost' and person_id = $1`,
      [p.host.personId],
    )
    expect(row[0]).toMatchObject({ outcome: 'refused', data: { code: 'PEOPLE_SELF_GRANT' } })
  })

  it('an administrator has no business role in the same post, in the action and in the table', async () => {
    const id = await person('Vũ Văn Ổn')
    const mixed = t.run(people.createPost, p.chief, { body: postBody(id, ['sysadmin', 'registry']) })
    expect(await refusal(mixed)).toBe('PEOPLE_MIXED_DUTIES')
    const secret = t.run(people.createPost, p.chief, { body: postBody(id, ['secrecy_officer']) })
    expect(await refusal(secret)).toBe('PEOPLE_ROLE_ISOLATED')
    await expect(
      t.admin(`update people.post set roles = '{sysadmin,registry}' where id = $1`, [p.host.postId]),
    ).rejects.toThrow('post_duties')
  })

  it('who is no administrator changes nothing, and no other organisation is reached', async () => {
    const id = await person('Ngô Thị Yến')
    expect(await refusal(t.run(people.createPost, p.registry.actor, { body: postBody(id, ['officer']) }))).toBe(
      'PLATFORM_FORBIDDEN',
    )
    const { items } = await t.run(people.listPosts, p.communeRegistry.actor)
    expect(items.map((post) => post.fullName).sort()).toEqual(['Hoàng Văn Ân', 'Phạm Thị Út'])
    const end = { version: 1, lastDay: TODAY, reason: 'thử' }
    const across = t.run(people.endPost, p.communeAdmin.actor, { params: { id: p.registry.postId }, body: end })
    expect(await refusal(across)).toBe('PLATFORM_NOT_FOUND')
    const inUnit = t.run(people.createPost, p.communeAdmin.actor, { body: postBody(id, ['officer']) })
    expect(await refusal(inUnit)).toBe('PLATFORM_NOT_FOUND')
  })

  it('a person may hold several; each is found by its holder alone, with its organisation', async () => {
    const second = await seat(t, p.commune, 'Trần Thị Đào', ['archivist'], { personId: p.registry.personId })
    const scope = { organizationId: systemActor('test').organizationId, personId: p.registry.personId }
    const held = await t.db.read(scope, (tx) => postsOfPerson(tx, p.registry.personId, TODAY))
    expect(held.map((post) => [post.organizationId, post.unitName, post.roles])).toEqual(
      expect.arrayContaining([
        [p.host.organizationId, 'Phòng Hành chính', ['registry']],
        [p.commune, null, ['archivist']],
      ]),
    )
    expect(held).toHaveLength(2)
    const others = await t.db.read({ ...scope, personId: p.leader.personId }, (tx) =>
      postsOfPerson(tx, p.registry.personId, TODAY),
    )
    expect(others).toEqual([])
    expect(await actorOf(t, p.leader.personId, second.postId)).toBeNull()
    expect(await actorOf(t, p.registry.personId, second.postId, '2025-06-30')).toBeNull()
  })

  it('ending a post ends its power at once, tells who takes over, and happens once', async () => {
    const leaving = await seat(t, p.host.organizationId, 'Mai Văn Đông', ['officer'], { unitId: p.office })
    const taking = await seat(t, p.host.organizationId, 'Bùi Thị Êm', ['officer'], { unitId: p.office })
    const body = { version: 1, lastDay: '2026-11-22', reason: 'Chuyển công tác', successorPostId: taking.postId }
    const done = await t.run(people.endPost, p.chief, { params: { id: leaving.postId }, body })
    expect(done.isOver).toBe(true)
    expect(await actorOf(t, leaving.personId, leaving.postId)).toBeNull()
    expect(await eventsOf(leaving.postId)).toMatchObject([
      { type: 'people.post-ended', payload: { successorPostId: taking.postId } },
    ])
    const again = t.run(people.endPost, p.chief, { params: { id: leaving.postId }, body: { ...body, version: 2 } })
    expect(await refusal(again)).toBe('PEOPLE_POST_ENDED')
    const { items } = await t.run(people.listPosts, p.registry.actor, { query: { ended: 'true' } })
    expect(items.map((post) => post.endReason)).toContain('Chuyển công tác')
  })

  it('an end that is still to come is told by the job on its morning, once', async () => {
    const leaving = await seat(t, p.host.organizationId, 'Lý Thị Ước', ['officer'])
    const body = { version: 1, lastDay: TODAY, reason: 'Nghỉ hưu' }
    const done = await t.run(people.endPost, p.chief, { params: { id: leaving.postId }, body })
    expect(done.isOver).toBe(false)
    expect(await actorOf(t, leaving.personId, leaving.postId)).not.toBeNull()
    const taking = await t.run(people.createPost, p.chief, {
      body: postBody(await person('Tạ Văn Ấm'), ['officer'], { replacesPostId: leaving.postId }),
    })
    const { default: run } = await import('../jobs/end-posts.ts')
    const sweep = (now: string) =>
      run(
        {
          now: new Date(now),
          signal: new AbortController().signal,
          transaction: (work: never) => t.as(systemActor('test').organizationId, work),
          transactionIn: (id: string, work: never) => t.as(id, work),
        } as never,
        {},
      )
    await sweep('2026-11-23T16:59:00Z')
    expect(await eventsOf(leaving.postId)).toEqual([])
    await sweep('2026-11-23T17:05:00Z')
    await sweep('2026-11-23T17:06:00Z')
    expect(await eventsOf(leaving.postId)).toMatchObject([{ payload: { successorPostId: taking.id } }])
  })

  it('the successor must stand, and be another post of the house', async () => {
    const leaving = await seat(t, p.host.organizationId, 'Đinh Văn Ất', ['officer'])
    const end = (successorPostId: string) =>
      t.run(people.endPost, p.chief, {
        params: { id: leaving.postId },
        body: { version: 1, lastDay: TODAY, reason: 'thử', successorPostId },
      })
    expect(await refusal(end(leaving.postId))).toBe('PEOPLE_SUCCESSOR_INVALID')
    expect(await refusal(end(p.communeRegistry.postId))).toBe('PEOPLE_SUCCESSOR_INVALID')
  })

  it('the last administrator stays, also when two end each other at once', async () => {
    const lone = t.run(people.endPost, p.communeAdmin.actor, {
      params: { id: p.communeAdmin.postId },
      body: { version: 1, lastDay: TODAY, reason: 'thử' },
    })
    expect(await refusal(lone)).toBe('PEOPLE_LAST_ADMINISTRATOR')
    const body = { version: 1, lastDay: '2026-11-22', reason: 'thử' }
    const both = await Promise.all([
      refusal(t.run(people.endPost, p.chief, { params: { id: p.second.postId }, body })),
      refusal(t.run(people.endPost, p.second.actor, { params: { id: p.host.postId }, body })),
    ])
    expect([...both].sort()).toEqual(['PEOPLE_LAST_ADMINISTRATOR', null])
    const stands = await t.db.read({ organizationId: p.host.organizationId }, (tx) =>
      postsWithRole(tx, p.host.organizationId, 'sysadmin', TODAY),
    )
    expect(stands).toHaveLength(1)
  })
})

describe('delegation', () => {
  const days = { validFrom: '2026-11-20', validTo: '2026-11-30', basis: 'Giấy ủy quyền 05/GUQ-VPTU' }
  it('lends own roles for a time, and dies with either post', async () => {
    const deputy = await seat(t, p.host.organizationId, 'Cao Thị Ước', ['officer'])
    const give = (actor: typeof p.chief, toPostId: string, roles: string[]) =>
      t.run(people.delegate, actor, { body: { toPostId, roles, ...days } })
    expect(await refusal(give(p.leader.actor, deputy.postId, ['chief_of_office']))).toBe('PEOPLE_DELEGATION_BEYOND')
    expect(await refusal(give(p.leader.actor, p.leader.postId, ['leader']))).toBe('PEOPLE_SELF_GRANT')
    expect(await refusal(give(p.registry.actor, deputy.postId, ['registry']))).toBe('PLATFORM_FORBIDDEN')
    const { id } = await give(p.leader.actor, deputy.postId, ['leader'])
    const lent = await actorOf(t, deputy.personId, deputy.postId)
    expect(lent?.roles).toEqual(['officer', 'leader'])
    expect((await actorOf(t, deputy.personId, deputy.postId, '2026-12-01'))?.roles).toEqual(['officer'])
    // What was lent is not lent on (NĐ 30/2020 Đ13.4).
    expect(await refusal(give(lent!, p.registry.postId, ['leader']))).toBe('PEOPLE_DELEGATION_BEYOND')
    expect(await refusal(t.run(people.revokeDelegation, lent!, { params: { id } }))).toBe('PLATFORM_NOT_FOUND')
    await t.run(people.revokeDelegation, p.leader.actor, { params: { id } })
    expect((await actorOf(t, deputy.personId, deputy.postId))?.roles).toEqual(['officer'])
  })
  it('ends when the lender’s post ends', async () => {
    const lender = await seat(t, p.commune, 'Chu Văn Oanh', ['leader'])
    const deputy = await seat(t, p.commune, 'Kiều Thị Ưng', ['officer'])
    await t.run(people.delegate, lender.actor, { body: { toPostId: deputy.postId, roles: ['leader'], ...days } })
    expect((await actorOf(t, deputy.personId, deputy.postId))?.roles).toContain('leader')
    const body = { version: 1, lastDay: '2026-11-22', reason: 'Nghỉ' }
    await t.run(people.endPost, p.communeAdmin.actor, { params: { id: lender.postId }, body })
    expect((await actorOf(t, deputy.personId, deputy.postId))?.roles).toEqual(['officer'])
  })
})

describe('units and persons', () => {
  it('heads are looked for upwards; a unit in use is not closed', async () => {
    const make = (name: string, parentId: string | null) =>
      t.run(people.createUnit, p.communeAdmin.actor, {
        body: { name, parentId, abbreviation: null, validFrom: '2025-07-01' },
      })
    const room = await make('Phòng Kinh tế', null)
    const team = await make('Tổ Nông nghiệp', room.id)
    const head = await seat(t, p.commune, 'Tô Thị Ý', ['unit_head'], { unitId: room.id })
    const heads = await t.db.read({ organizationId: p.commune }, (tx) => headsOfUnit(tx, p.commune, team.id, TODAY))
    expect(heads.map((post) => post.id)).toEqual([head.postId])
    const close = (id: string) =>
      refusal(
        t.run(people.closeUnit, p.communeAdmin.actor, { params: { id }, body: { version: 1, lastDay: '2026-12-31' } }),
      )
    expect(await close(room.id)).toBe('PEOPLE_UNIT_IN_USE')
    expect(await close(team.id)).toBeNull()
    const loop = t.run(people.updateUnit, p.communeAdmin.actor, {
      params: { id: room.id },
      body: { version: 1, parentId: team.id, name: 'Phòng Kinh tế', abbreviation: null, position: 0 },
    })
    expect(await refusal(loop)).toBe('PEOPLE_TREE_LOOP')
    const later = await t.db.read({ organizationId: p.commune }, (tx) => unitsOf(tx, p.commune, '2027-01-01'))
    expect(later.map((unit) => unit.name)).toEqual(['Phòng Kinh tế'])
    expect(await t.db.read({ organizationId: p.host.organizationId }, (tx) => unitsOf(tx, p.commune, TODAY))).toEqual(
      [],
    )
  })

  it('are listed by given name, found without diacritics, and paged', async () => {
    const { items } = await t.run(people.listPersons, p.registry.actor, { query: { q: 'tran thi dao' } })
    expect(items.map((one) => [one.fullName, one.givenName])).toEqual([['Trần Thị Đào', 'Đào']])
    const all = await t.run(people.listPersons, p.chief)
    const given = all.items.map((one) => one.givenName)
    const inOrder = [...given].sort(new Intl.Collator('vi').compare)
    expect(given).toEqual(inOrder)
    const from = await t.run(people.listPersons, p.chief, {
      query: {
        after: `${all.items[1]!.id}${(await t.admin<{ sort_key: string }>('select sort_key from people.person where id = $1', [all.items[1]!.id]))[0]!.sort_key}`,
      },
    })
    expect(from.items[0]?.id).toBe(all.items[2]?.id)
  })

  it('invented people are not found, and get no post, in a real house', async () => {
    const invented = await t.as(p.host.organizationId, ({ tx, now }) =>
      createPerson(tx, { fullName: 'Người Mẫu', isDemo: true }, now),
    )
    const { items } = await t.run(people.listPersons, p.chief, { query: { q: 'nguoi mau' } })
    expect(items).toEqual([])
    const post = t.run(people.createPost, p.chief, { body: postBody(invented, ['officer']) })
    expect(await refusal(post)).toBe('PLATFORM_NOT_FOUND')
  })

  it('an administrator corrects only people of his house', async () => {
    const body = { version: 1, fullName: 'Trần Thị Đào Tiên', email: null, phone: null }
    const stranger = await seat(t, p.host.organizationId, 'Quách Văn Ưu', ['officer'])
    const across = t.run(people.updatePerson, p.communeAdmin.actor, { params: { id: stranger.personId }, body })
    expect(await refusal(across)).toBe('PLATFORM_NOT_FOUND')
  })
})
