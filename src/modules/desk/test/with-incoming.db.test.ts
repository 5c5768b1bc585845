/** The projection beside the room that feeds it: what incoming's own actions tell, and the same made again from its view. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { desk } from '../contract.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

let number = 200
const register = (more: object = {}) =>
  t.run(incoming.register, o.actors.registry, {
    body: {
      fields: {
        typeName: 'Công văn',
        codeNumber: String(++number),
        codeNotation: 'UBND-VX',
        issuedDate: '2026-11-20',
        issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
        subject: `V/v rà soát hộ nghèo lần ${number}`,
      },
      ...more,
    },
  })
const get = (id: string, actor: Actor) => t.run(incoming.get, actor, { params: { documentId: id } })
const mine = async (id: string, actor: Actor) =>
  (await get(id, actor)).assignments.find(
    (one) => one.isMine && ['given', 'received', 'in_progress'].includes(one.state),
  )!
const desks = async () => {
  const all: Record<string, unknown> = {}
  for (const role of ['leader', 'head', 'officer', 'other', 'registry'] as const) {
    const own = await t.run(desk.myWork, o.actors[role])
    const given = await t.run(desk.myWork, o.actors[role], { query: { group: 'waiting' } })
    const sight = (items: typeof own.items) =>
      items.map((one) => `${one.kind} ${one.symbol} ${one.dueDate} ${one.holder} ${one.from.name} ${one.words}`).sort()
    all[role] = { own: sight(own.items), waiting: sight(given.items) }
  }
  return all
}
const bells = async (actor: Actor) =>
  (
    await t.admin<{ kind: string }>(
      'select kind from operations.notification where post_id = $1 order by created_at, id',
      [actor.postId],
    )
  ).map((row) => row.kind)

it('follows incoming through a whole life, with the bells that belong to it', async () => {
  const { leader, head, officer, other } = o.actors
  const made = await register({ submitTo: leader.postId })
  expect((await t.run(desk.inbox, leader)).items).toMatchObject([{ subjectId: made.id, kind: 'direct' }])
  await t.run(incoming.direct, leader, {
    params: { documentId: made.id },
    body: {
      version: made.version,
      words: 'Giao Phòng Kế toán tham mưu',
      lead: { unitId: o.units.finance },
      cooperate: [{ postId: other.postId }],
      workingDays: 5,
    },
  })
  expect((await t.run(desk.inbox, leader)).items).toEqual([])
  expect((await t.run(desk.myWork, head)).items).toMatchObject([
    {
      kind: 'handle',
      isForUnit: true,
      daysLeft: 5,
      progress: { done: 0, total: 1 },
      words: 'Giao Phòng Kế toán tham mưu',
    },
  ])
  const unit = await mine(made.id, head)
  await t.run(incoming.assign, head, {
    params: { documentId: made.id },
    body: {
      version: (await get(made.id, head)).version,
      assignmentId: unit.id,
      words: 'Đồng chí Khôi thực hiện',
      lead: { postId: officer.postId },
    },
  })
  expect((await t.run(desk.myWork, head)).items).toEqual([])
  const part = await mine(made.id, other)
  await t.run(incoming.complete, other, {
    params: { assignmentId: part.id },
    body: { version: part.version, result: 'Đã góp ý' },
  })
  const own = await mine(made.id, officer)
  await t.run(incoming.complete, officer, {
    params: { assignmentId: own.id },
    body: { version: own.version, result: 'Đã báo cáo' },
  })
  for (const actor of [leader, head, officer, other]) {
    expect((await t.run(desk.myWork, actor)).items).toEqual([])
    expect((await t.run(desk.myWork, actor, { query: { group: 'waiting' } })).items).toEqual([])
  }
  expect(await bells(leader)).toEqual(['desk.submitted', 'desk.completed'])
  expect(await bells(head)).toEqual(['desk.assigned', 'desk.completed'])
  expect(await bells(officer)).toEqual(['desk.assigned'])
})

it('is made again from the view: the same desks', async () => {
  const { leader, registry, officer, other } = o.actors
  await register({ submitTo: leader.postId })
  const second = await register()
  await t.run(incoming.assign, registry, {
    params: { documentId: second.id },
    body: {
      version: second.version,
      words: 'Chuyển xử lý',
      lead: { postId: officer.postId },
      cooperate: [{ postId: other.postId }],
      dueDate: '2026-12-04',
    },
  })
  const before = await desks()
  expect(before).toMatchObject({
    officer: { own: [expect.stringContaining('handle')] },
    leader: { own: [expect.stringContaining('direct')] },
  })
  await t.admin('delete from desk.task where holder_id = $1', [officer.postId])
  expect(await desks()).not.toEqual(before)
  await t.run(desk.rebuild, o.actors.sysadmin)
  await t.drain()
  expect(await desks()).toEqual(before)
})
