/** The own address book: addressees with their days, groups that are chosen in one step, and who keeps them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outgoing } from '#modules/outgoing/contract.ts'
import { createOrganization } from '#modules/people/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { addresses } from '../address-contract.ts'
import { exchange } from '../contract.ts'

let t: TestApp
let o: Office
let other: Office
beforeAll(async () => {
  t = await testApp({ env: { VANKHO_SMTP_HOST: 'mail.song-may.example', VANKHO_SMTP_FROM: 'vanthu@song-may.example' } })
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  await t.admin('update people.organization set is_host = true where id = $1', [o.organizationId])
})
afterAll(() => t?.close())

const book = (actor: Actor = o.actors.registry) => t.run(addresses.addressBook, actor, {})
const keep = (fields: object, actor: Actor = o.actors.registry) =>
  t.run(addresses.saveAddressee, actor, {
    body: { id: null, version: null, fields: { validFrom: '2026-01-01', ...fields } },
  })
const save = (
  fields: { name: string; members: { kind: string; ref: string }[] },
  at: { id: string | null; version: number | null } = { id: null, version: null },
  actor: Actor = o.actors.registry,
) => t.run(addresses.saveGroup, actor, { body: { ...at, fields } })
const expand = (groupId: string, actor: Actor = o.actors.officer) =>
  t.run(outgoing.groupRecipients, actor, { params: { groupId } })
const offered = async (q: string, actor: Actor = o.actors.officer) =>
  (await t.run(outgoing.recipients, actor, { query: { q } })).items

describe('a group of receivers', () => {
  it('is chosen in one step: each by its own way; who stands no more is left out and named', async () => {
    const company = await keep({
      name: 'Công ty Thủy lợi Lam Hà',
      email: 'vanthu@thuy-loi.example',
      postAddress: 'Số 2 Lê Lợi',
    })
    const farmer = await keep({ name: 'Ông Lò Văn Pó', postAddress: 'Bản Nà Khoang' })
    const former = await keep({ name: 'Hợp tác xã cũ', email: 'htx@thuy-loi.example', validTo: '2026-11-30' })
    const contact = { code: 'H98.3', name: 'Sở Nội vụ tỉnh Lam Hà', validFrom: '2026-01-01' }
    await t.run(exchange.saveContact, o.actors.sysadmin, { body: { id: null, version: null, fields: contact } })
    const ended = await t.as(o.organizationId, (ctx) =>
      createOrganization(
        ctx.tx,
        { name: 'Ủy ban nhân dân xã Nà Khoang', kind: 'state', regime: 'state', level: 'commune', place: 'Nà Khoang' },
        ctx.now,
      ),
    )
    const members = [
      { kind: 'organization', ref: other.organizationId },
      { kind: 'organization', ref: ended },
      { kind: 'contact', ref: 'H98.3' },
      { kind: 'addressee', ref: company.id },
      { kind: 'addressee', ref: farmer.id },
      { kind: 'addressee', ref: former.id },
      // Twice is once.
      { kind: 'addressee', ref: farmer.id },
    ]
    const { id } = await save({ name: 'Phòng chống lụt bão', members })
    const [group] = await offered('lut bao')
    expect(group).toMatchObject({ kind: 'group', id, name: 'Phòng chống lụt bão', members: 6, channel: null })
    await t.admin(`update people.organization set dissolved_on = '2026-11-20' where id = $1`, [ended])
    t.clock.set('2026-12-01T02:00:00Z')
    const { items, left } = await expand(id)
    expect(items).toEqual([
      { organizationId: other.organizationId, name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'local', address: null },
      { organizationId: null, name: 'Sở Nội vụ tỉnh Lam Hà', channel: 'gateway', address: 'H98.3' },
      { organizationId: null, name: 'Công ty Thủy lợi Lam Hà', channel: 'email', address: 'vanthu@thuy-loi.example' },
      { organizationId: null, name: 'Ông Lò Văn Pó', channel: 'post', address: 'Bản Nà Khoang' },
    ])
    expect(left).toEqual([
      { name: 'Ủy ban nhân dân xã Nà Khoang', why: 'ended' },
      { name: 'Hợp tác xã cũ', why: 'ended' },
    ])
    // The keepers see the same, and may leave in the group who ended.
    const shown = (await book()).groups.find((one) => one.id === id)!
    expect(shown.members.filter((one) => !one.isValid).map((one) => one.name)).toEqual(left.map((one) => one.name))
    await save({ name: 'Phòng chống lụt bão 2027', members: members.slice(0, 3) }, shown)
    expect((await expand(id)).name).toBe('Phòng chống lụt bão 2027')
    t.clock.set('2026-11-23T01:00:00Z')
  })

  it('has a name of its own, members that are known, and is changed by one at a time', async () => {
    const members = [{ kind: 'organization', ref: other.organizationId }]
    const made = await save({ name: 'Các xã', members })
    await expect(save({ name: 'các xã', members })).rejects.toMatchObject({ code: 'EXCHANGE_GROUP_TAKEN' })
    await expect(save({ name: 'Lạ', members: [{ kind: 'contact', ref: 'H00.1' }] })).rejects.toMatchObject({
      code: 'EXCHANGE_MEMBER_UNKNOWN',
    })
    await save({ name: 'Các xã, phường', members }, made)
    await expect(save({ name: 'Các xã', members }, made)).rejects.toMatchObject({ code: 'EXCHANGE_CHANGED' })
  })

  it('is removed and taken back; the audit tells who did it', async () => {
    const members = [{ kind: 'organization', ref: other.organizationId }]
    const { id, version } = await save({ name: 'Các sở', members })
    const removed = await t.run(addresses.removeGroup, o.actors.registry, { params: { id }, body: { version } })
    expect(await offered('cac so')).toEqual([])
    await expect(expand(id)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await expect(
      t.run(addresses.removeGroup, o.actors.registry, { params: { id }, body: removed }),
    ).rejects.toMatchObject({ code: 'EXCHANGE_CHANGED' })
    // Its name is free meanwhile.
    const second = await save({ name: 'Các sở', members })
    const restore = () => t.run(addresses.restoreGroup, o.actors.registry, { params: { id }, body: removed })
    await expect(restore()).rejects.toMatchObject({ code: 'EXCHANGE_GROUP_TAKEN' })
    await t.run(addresses.removeGroup, o.actors.registry, { params: { id: second.id }, body: second })
    await restore()
    expect((await expand(id)).items).toHaveLength(1)
    const entries = await t.admin<{ kind: string }>(
      `select kind from audit.entry where subject_id = $1 and outcome = 'done' order by id`,
      [id],
    )
    expect(entries.map((one) => one.kind)).toEqual([
      'exchange.saveGroup',
      'exchange.removeGroup',
      'exchange.restoreGroup',
    ])
  })

  it('is its organisation’s: others neither see nor change it', async () => {
    const { id, version } = await save({
      name: 'Riêng của Sông Mây',
      members: [{ kind: 'organization', ref: other.organizationId }],
    })
    expect((await book(other.actors.registry)).groups).toEqual([])
    expect((await book(other.actors.registry)).addressees).toEqual([])
    expect(await offered('rieng cua', other.actors.officer)).toEqual([])
    await expect(expand(id, other.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    const body = { version }
    await expect(t.run(addresses.removeGroup, other.actors.registry, { params: { id }, body })).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      save(
        { name: 'Lấy', members: [{ kind: 'organization', ref: o.organizationId }] },
        { id, version },
        other.actors.registry,
      ),
    ).rejects.toMatchObject({ status: 404 })
    await expect(book(o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })
})

it('an addressee is written to as long as the address holds, by post where no mail is sent', async () => {
  const { id, version } = await keep({ name: 'Trường Tiểu học Nà Khoang', email: 'th@na-khoang.example' })
  expect(await offered('tieu hoc')).toMatchObject([
    { kind: 'addressee', channel: 'email', address: 'th@na-khoang.example' },
  ])
  expect(
    (await t.run(addresses.memberChoices, o.actors.registry, { query: { q: 'na-khoang.example' } })).items,
  ).toHaveLength(1)
  const fields = {
    name: 'Trường Tiểu học Nà Khoang',
    email: 'th@na-khoang.example',
    validFrom: '2026-01-01',
    validTo: '2026-11-22',
  }
  await t.run(addresses.saveAddressee, o.actors.registry, { body: { id, version, fields } })
  expect(await offered('tieu hoc')).toEqual([])
  await expect(
    t.run(addresses.saveAddressee, o.actors.registry, { body: { id, version, fields } }),
  ).rejects.toMatchObject({ code: 'EXCHANGE_CHANGED' })
  await expect(
    t.run(addresses.saveAddressee, other.actors.registry, { body: { id, version: version + 1, fields } }),
  ).rejects.toMatchObject({ status: 404 })
})
