/** The register of seals: entered, used, handed over by written permission with minutes, ended. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joined, readPages } from '#engines/compose/test-reading.ts'
import { audit } from '#modules/audit/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { seals } from '../seals-contract.ts'

let t: TestApp
let o: Office
let other: Office
let sealId: string
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

const who = (name: keyof Office['actors']): Actor => o.actors[name]
const list = (actor = who('registry')) => t.run(seals.listSeals, actor)
const get = (actor = who('registry')) => t.run(seals.getSeal, actor, { params: { sealId } })
const permission = {
  permissionSymbol: '12/QĐ-UBND',
  permissionOn: '2026-11-20',
  permissionBy: 'Chủ tịch Ủy ban nhân dân xã',
  witness: 'Lê Thị Thủy, Chánh Văn phòng',
  reason: 'Văn thư nghỉ phép',
  until: '2026-12-05',
}
const hand = (toPostId: string | null, version: number, actor = who('registry')) =>
  t.run(seals.handOver, actor, { params: { sealId }, body: { ...permission, toPostId, version } })

it('is entered by the registry, and seen by those who answer for it', async () => {
  const body = {
    name: 'Ủy ban nhân dân xã Sông Mây',
    kind: 'agency',
    since: '2025-07-01',
    basis: 'Giấy chứng nhận đăng ký mẫu con dấu số 5',
    custodianPostId: who('registry').postId,
  }
  await expect(t.run(seals.addSeal, who('leader'), { body })).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  await expect(
    t.run(seals.addSeal, who('registry'), { body: { ...body, custodianPostId: other.actors.registry.postId } }),
  ).rejects.toMatchObject({ code: 'SIGNATURES_SEAL_CUSTODIAN_GONE' })
  const made = await t.run(seals.addSeal, who('registry'), { body })
  sealId = made.id
  expect(made).toMatchObject({ state: 'in-use', custodianName: 'Nguyễn Thị Hòa', impressions: 0 })
  for (const name of ['leader', 'chief', 'inspector'] as const)
    expect(await list(who(name))).toMatchObject({ items: [{ id: sealId }], posts: [], abilities: { keep: false } })
  await expect(list(who('officer'))).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  expect((await list(other.actors.registry)).items).toEqual([])
  await expect(get(other.actors.registry)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
})

it('counts every use', async () => {
  const use = (description: string, impressions: number, way = 'signature') =>
    t.run(seals.applySeal, who('registry'), {
      params: { sealId },
      body: { description, impressions, way, signer: 'Trần Văn Quý' },
    })
  await use('15/QĐ-UBND', 3)
  t.clock.advance(1000)
  await use('15/QĐ-UBND, giáp lai 12 tờ', 3, 'crossing')
  const { seal, uses } = await get()
  expect(seal.impressions).toBe(6)
  expect(uses.map((one) => [one.description, one.way, one.byName])).toEqual([
    ['15/QĐ-UBND, giáp lai 12 tờ', 'crossing', 'Nguyễn Thị Hòa'],
    ['15/QĐ-UBND', 'signature', 'Nguyễn Thị Hòa'],
  ])
})

it('goes over only with permission in writing; the minutes say so; the second of two at once is told', async () => {
  await expect(hand(who('registry').postId, 1)).rejects.toMatchObject({ code: 'SIGNATURES_SEAL_SAME_CUSTODIAN' })
  await expect(
    t.run(seals.handOver, who('registry'), {
      params: { sealId },
      body: { ...permission, permissionSymbol: ' ', toPostId: who('other').postId, version: 1 },
    }),
  ).rejects.toMatchObject({ code: 'PLATFORM_INPUT_INVALID', fields: { permissionSymbol: 'required' } })
  const both = await Promise.allSettled([hand(who('other').postId, 1), hand(who('chief').postId, 1)])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'SIGNATURES_SEAL_STATE' } })
  const { seal, handovers } = await get()
  expect(handovers).toMatchObject([{ number: 1, fromName: 'Nguyễn Thị Hòa', toName: seal.custodianName }])
  const receiver = Object.values(o.actors).find((actor) => actor.postId === seal.custodianPostId)!
  const bell = await t.run(operations.notices, receiver, { query: {} })
  expect(bell.items[0]!.text.vi).toContain('biên bản bàn giao')
  const { file } = await t.run(seals.printMinutes, who('leader'), { params: { sealId, handoverId: handovers[0]!.id } })
  const text = joined((await readPages(file.bytes as Uint8Array))[0]!)
  expect(text).toContain('con dấu “Ủy ban nhân dân xã Sông Mây”')
  expect(text).toContain('số 12/QĐ-UBND ngày 20 tháng 11 năm 2026')
  await hand(who('registry').postId, 2)
  expect((await get()).handovers.map((one) => one.number)).toEqual([2, 1])
  const log = await t.run(audit.list, who('chief'), { query: { kind: 'signatures.handOver' } })
  expect(log.items.some((one) => JSON.stringify(one).includes('bàn giao Ủy ban nhân dân xã Sông Mây cho'))).toBe(true)
})

it('is printed: the register with its keeper, and the uses of a period', async () => {
  const pages = async (answer: { file: { bytes: unknown } }) =>
    joined((await readPages(answer.file.bytes as Uint8Array)).join(' '))
  const register = await pages(await t.run(seals.printSeals, who('leader'), { query: {} }))
  expect(register).toContain('SỔ QUẢN LÝ CON DẤU')
  expect(register).toContain('Giấy chứng nhận đăng ký mẫu con dấu số 5')
  const print = (query: object, actor = who('registry')) =>
    t.run(seals.printSealUses, actor, { params: { sealId }, query: query as never })
  const [first] = (await get()).uses.slice(-1)
  expect(await pages(await print({}))).toContain(first!.description)
  expect(await pages(await print({ from: '2025-01-01', to: '2025-12-31' }))).not.toContain(first!.description)
  await expect(print({ from: '2026-12-31', to: '2026-01-01' })).rejects.toMatchObject({
    code: 'SIGNATURES_SEAL_PERIOD',
  })
  await expect(print({}, who('officer'))).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  await expect(print({}, other.actors.registry)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
})

it('ends, and is used no more', async () => {
  const { seal } = await get()
  const end = (version: number) =>
    t.run(seals.endSeal, who('registry'), {
      params: { sealId },
      body: { to: 'returned', on: '2026-11-23', reason: 'Đổi mẫu con dấu', version },
    })
  await expect(end(seal.version - 1)).rejects.toMatchObject({ code: 'SIGNATURES_SEAL_STATE' })
  expect(await end(seal.version)).toMatchObject({ state: 'returned', stateOn: '2026-11-23' })
  await expect(hand(who('other').postId, seal.version + 1)).rejects.toMatchObject({ code: 'SIGNATURES_SEAL_STATE' })
  await expect(
    t.run(seals.applySeal, who('registry'), {
      params: { sealId },
      body: { description: 'x', impressions: 1, way: 'signature' },
    }),
  ).rejects.toMatchObject({ code: 'SIGNATURES_SEAL_STATE' })
})
