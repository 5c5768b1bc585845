import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/action/kernel.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { people } from '../contract.ts'
import { bootstrap } from '../index.ts'
import { actorOf, organization, province, TODAY } from './build.ts'

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
const basis = 'Nghị quyết 1001/NQ-UBTVQH15'

describe('set-up', () => {
  it('makes the host, its first administrator and nothing twice', async () => {
    expect(p.chief).toMatchObject({ roles: ['sysadmin'], name: 'Đỗ Thị Ánh', organizationId: p.host.organizationId })
    const again = t.kernel.transact(systemActor('set-up'), 'people.bootstrap', ({ tx, now }) =>
      bootstrap(
        tx,
        systemActor('set-up'),
        {
          organization: { name: 'Cơ quan khác', kind: 'state', regime: 'state', level: 'commune' },
          fullName: 'A',
          title: 'B',
        },
        { now, today: TODAY },
      ),
    )
    expect(await refusal(again)).toBe('PEOPLE_ALREADY_SET_UP')
  })
})

describe('organisations', () => {
  it('the administrator of the host keeps all, a commune’s only its own', async () => {
    const body = {
      name: 'Ủy ban nhân dân xã Đồi Chè',
      shortName: 'UBND xã Đồi Chè',
      abbreviation: 'UBND',
      kind: 'state' as const,
      regime: 'state' as const,
      level: 'commune' as const,
      parentId: p.host.organizationId,
      place: 'Đồi Chè',
      foundedOn: '2025-07-01',
      basis,
      organId: 'H99.64.34',
    }
    const { id } = await t.run(people.createOrganization, p.chief, { body })
    const detail = await t.run(people.getOrganization, p.chief, { params: { id } })
    expect(detail).toMatchObject({ name: body.name, organId: 'H99.64.34', abilities: { manage: true } })
    expect(detail.successions[0]).toMatchObject({ kind: 'founded', effectiveOn: '2025-07-01' })
    const seen = await t.run(people.getOrganization, p.communeAdmin.actor, { params: { id } })
    expect(seen.abilities.manage).toBe(false)
    const below = { ...body, name: 'Trạm khác', organId: null }
    expect(await refusal(t.run(people.createOrganization, p.communeAdmin.actor, { body: below }))).toBe(
      'PLATFORM_NOT_FOUND',
    )
    expect(await refusal(t.run(people.createOrganization, p.registry.actor, { body: below }))).toBe(
      'PLATFORM_FORBIDDEN',
    )
    const station = await t.run(people.createOrganization, p.communeAdmin.actor, {
      body: { ...below, parentId: p.commune },
    })
    const list = await t.run(people.listOrganizations, p.registry.actor)
    expect(list.items.find((one) => one.id === station.id)?.parentId).toBe(p.commune)
    expect(list.canManageAll).toBe(false)
  })

  it('cannot be put under themselves', async () => {
    const { version, level, place, foundedOn } = await t.run(people.getOrganization, p.chief, {
      params: { id: p.commune },
    })
    const under = await organization(t, { name: 'Trạm Y tế xã Sông Mây', parentId: p.commune })
    const body = { version, level, place, foundedOn, parentId: under, position: 1 }
    expect(await refusal(t.run(people.updateOrganization, p.chief, { params: { id: p.commune }, body }))).toBe(
      'PEOPLE_TREE_LOOP',
    )
    const done = await t.run(people.updateOrganization, p.chief, {
      params: { id: p.commune },
      body: {
        ...body,
        parentId: p.host.organizationId,
        place: 'Sông Mây',
        address: 'Thôn Đồi Chè, xã Sông Mây',
        phone: '0215 3 123 456',
      },
    })
    expect(done.version).toBe(version + 1)
    const known = await t.run(people.getOrganization, p.chief, { params: { id: p.commune } })
    expect(known).toMatchObject({ address: 'Thôn Đồi Chè, xã Sông Mây', phone: '0215 3 123 456', place: 'Sông Mây' })
    const stale = t.run(people.updateOrganization, p.chief, {
      params: { id: p.commune },
      body: { ...body, parentId: null },
    })
    expect(await refusal(stale)).toBe('PLATFORM_STATE_CHANGED')
  })

  it('a new name keeps the old one with its days', async () => {
    const id = await organization(t, { name: 'Sở Nội vụ cũ', foundedOn: '2020-01-01', level: 'province' })
    const body = {
      version: 1,
      name: 'Sở Nội vụ tỉnh Lam Hà',
      shortName: null,
      abbreviation: 'SNV',
      from: '2025-03-01',
      basis,
    }
    await t.run(people.renameOrganization, p.chief, { params: { id }, body })
    const { name, names, successions } = await t.run(people.getOrganization, p.chief, { params: { id } })
    expect(name).toBe('Sở Nội vụ tỉnh Lam Hà')
    expect(names.map((one) => [one.name, one.validFrom, one.validTo])).toEqual([
      ['Sở Nội vụ tỉnh Lam Hà', '2025-03-01', null],
      ['Sở Nội vụ cũ', '2020-01-01', '2025-02-28'],
    ])
    expect(successions[0]?.kind).toBe('renamed')
    const early = { ...body, version: 2, from: '2025-03-01' }
    expect(await refusal(t.run(people.renameOrganization, p.chief, { params: { id }, body: early }))).toBe(
      'PEOPLE_RENAMED_SINCE',
    )
  })

  it('a district body dissolved on 30/6/2025 stays visible with its successor', async () => {
    const district = await organization(t, {
      name: 'Huyện ủy Đá Mài',
      kind: 'party',
      regime: 'party',
      level: 'district',
      foundedOn: '1990-01-01',
      parentId: p.host.organizationId,
      organId: 'A77.08',
    })
    const body = { version: 1, kind: 'dissolved' as const, lastDay: '2025-06-30', successorIds: [p.commune], basis }
    await t.run(people.dissolveOrganization, p.chief, { params: { id: district }, body })
    const { items } = await t.run(people.listOrganizations, p.registry.actor)
    expect(items.find((one) => one.id === district)?.dissolvedOn).toBe('2025-06-30')
    const detail = await t.run(people.getOrganization, p.registry.actor, { params: { id: district } })
    expect(detail.successions[0]).toMatchObject({
      kind: 'dissolved',
      effectiveOn: '2025-07-01',
      successor: { id: p.commune },
    })
    expect(detail.identifiers[0]).toMatchObject({ value: 'A77.08', validTo: '2025-06-30' })
    const twice = t.run(people.dissolveOrganization, p.chief, {
      params: { id: district },
      body: { ...body, version: 2 },
    })
    expect(await refusal(twice)).toBe('PEOPLE_ORGANIZATION_DISSOLVED')
    const own = t.run(people.dissolveOrganization, p.chief, { params: { id: p.host.organizationId }, body })
    expect(await refusal(own)).toBe('PLATFORM_NOT_FOUND')
  })

  it('dissolving ends the posts, and the rooms of that organisation are told', async () => {
    const id = await organization(t, { name: 'Ban quản lý chợ', parentId: p.host.organizationId })
    await t.run(people.seatAdministrator, p.chief, {
      params: { id },
      body: { personId: p.registry.personId, title: 'Quản trị' },
    })
    const body = { version: 1, kind: 'dissolved' as const, lastDay: '2026-10-31', successorIds: [], basis }
    const done = await t.run(people.dissolveOrganization, p.chief, { params: { id }, body })
    expect(done.postsEnded).toBe(1)
    await t.drain()
    const events = await t.admin<{ payload: { lastDay: string } }>(
      `select payload from platform.event where organization_id = $1 and type = 'people.post-ended'`,
      [id],
    )
    expect(events.map((event) => event.payload.lastDay)).toHaveLength(1)
    await t.drain()
  })

  it('codes are checked, never shared on the same day, and keep their history', async () => {
    const id = await organization(t, { name: 'Sở Tài chính', level: 'province', organId: 'H99.20' })
    const add = (scheme: 'organ-id' | 'qcvn102', value: string, validFrom = '2026-01-01') =>
      t.run(people.addIdentifier, p.chief, { params: { id }, body: { scheme, value, validFrom, basis: null } })
    expect(await refusal(add('organ-id', 'h99-20'))).toBe('PEOPLE_IDENTIFIER_INVALID')
    expect(await refusal(add('organ-id', 'H99.64.33'))).toBe('PEOPLE_IDENTIFIER_TAKEN')
    await add('qcvn102', '000.00.20.H99')
    await add('organ-id', 'H98.20')
    const { identifiers, organId } = await t.run(people.getOrganization, p.chief, { params: { id } })
    expect(organId).toBe('H98.20')
    expect(identifiers.filter((one) => one.scheme === 'organ-id').map((one) => one.validTo)).toEqual([
      null,
      '2025-12-31',
    ])
  })

  it('a code entered twice at the same moment has one holder; after a merger it passes on', async () => {
    const [a, b] = [await organization(t, { name: 'Sở A' }), await organization(t, { name: 'Sở B' })]
    const give = (id: string, validFrom: string, validTo: string | null = null) =>
      t.run(people.addIdentifier, p.chief, {
        params: { id },
        body: { scheme: 'organ-id', value: 'H77.01', validFrom, validTo, basis: null },
      })
    const both = await Promise.all([refusal(give(a, '2026-01-01')), refusal(give(b, '2026-01-01'))])
    expect([...both].sort()).toEqual(['PEOPLE_IDENTIFIER_TAKEN', null])
    const holder = both[0] === null ? a : b
    const body = {
      version: 1,
      kind: 'merged' as const,
      lastDay: '2026-06-30',
      successorIds: [holder === a ? b : a],
      basis,
    }
    await t.run(people.dissolveOrganization, p.chief, { params: { id: holder }, body })
    expect(await refusal(give(holder === a ? b : a, '2026-07-01'))).toBeNull()
  })

  it('only an organisation without an administrator is given one from above, and never oneself', async () => {
    const body = { personId: p.registry.personId, title: 'Quản trị' }
    expect(await refusal(t.run(people.seatAdministrator, p.chief, { params: { id: p.commune }, body }))).toBe(
      'PEOPLE_HAS_ADMINISTRATOR',
    )
    const id = await organization(t, { name: 'Hội Chữ thập đỏ', kind: 'mass', parentId: p.host.organizationId })
    const self = { personId: p.host.personId, title: 'Quản trị' }
    expect(await refusal(t.run(people.seatAdministrator, p.chief, { params: { id }, body: self }))).toBe(
      'PEOPLE_SELF_GRANT',
    )
    const made = await t.run(people.seatAdministrator, p.chief, { params: { id }, body })
    expect((await actorOf(t, p.registry.personId, made.id))?.organizationId).toBe(id)
    const row = await t.admin(`select 1 from people.post where organization_id = $1 and id = $2`, [id, made.id])
    expect(row).toHaveLength(1)
  })

  it('the demo mark is for good, and demo bodies stand apart', async () => {
    const demo = await organization(t, { name: 'Cơ quan mẫu', isDemo: true })
    await expect(t.admin(`update people.organization set is_demo = false where id = $1`, [demo])).rejects.toThrow(
      'VK:PEOPLE_DEMO_IS_FOR_GOOD',
    )
    const { items } = await t.run(people.listOrganizations, p.chief)
    expect(items.some((one) => one.id === demo)).toBe(false)
    expect(await refusal(t.run(people.getOrganization, p.chief, { params: { id: demo } }))).toBe('PLATFORM_NOT_FOUND')
  })

  it('every change stands in the history and in the audit', async () => {
    const id = await organization(t, { name: 'Đài Truyền thanh', parentId: p.commune })
    const body = {
      version: 1,
      name: 'Đài Truyền thanh xã',
      shortName: null,
      abbreviation: null,
      from: '2026-02-01',
      basis,
    }
    await t.run(people.renameOrganization, p.communeAdmin.actor, { params: { id }, body })
    const { items } = await t.run(people.listChanges, p.communeAdmin.actor, { query: { subjectId: id } })
    expect(items[0]).toMatchObject({ kind: 'people.renameOrganization', byName: 'Phạm Thị Út' })
    const audited = await t.admin<{ kind: string }>(
      `select kind from audit.entry where subject_id = $1 and outcome = 'done'`,
      [id],
    )
    expect(audited.map((row) => row.kind)).toEqual(['people.renameOrganization'])
    const other = await t.run(people.listChanges, p.registry.actor, { query: { subjectId: id } })
    expect(other.items).toEqual([])
  })
})
