/** The projection made again equals the lived one, row by row, after everything that can happen to a document. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { people } from '#modules/people/contract.ts'
import { createPerson, createPost, resolvePost } from '#modules/people/index.ts'
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

let number = 400
const get = (id: string, actor: Actor = o.actors.registry) => t.run(incoming.get, actor, { params: { documentId: id } })
async function register(): Promise<string> {
  const made = await t.run(incoming.register, o.actors.registry, {
    body: {
      fields: {
        typeName: 'Công văn',
        codeNumber: String(++number),
        codeNotation: 'UBND-VX',
        issuedDate: '2026-11-20',
        issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
        subject: `V/v rà soát hộ nghèo lần ${number}`,
      },
    },
  })
  return made.id
}
const submit = async (id: string) =>
  t.run(incoming.submit, o.actors.registry, {
    params: { documentId: id },
    body: { version: (await get(id)).version, to: o.actors.leader.postId!, words: 'Kính trình' },
  })
const direct = async (id: string, more: object, by: Actor = o.actors.leader) =>
  t.run(incoming.direct, by, {
    params: { documentId: id },
    body: { version: (await get(id)).version, words: 'Giao tham mưu', ...more },
  })
const own = async (id: string, actor: Actor) =>
  (await get(id, actor)).assignments.find(
    (one) => one.isMine && ['given', 'received', 'in_progress'].includes(one.state),
  )!
const passOn = async (id: string, more: object, head: Actor = o.actors.head) =>
  t.run(incoming.assign, head, {
    params: { documentId: id },
    body: {
      version: (await get(id, head)).version,
      assignmentId: (await own(id, head)).id,
      words: 'Đồng chí làm',
      ...more,
    },
  })
const act = async (
  what: 'receive' | 'complete' | 'sendBack' | 'requestExtension',
  id: string,
  actor: Actor,
  body: object = {},
) => {
  const part = await own(id, actor)
  return t.run(incoming[what], actor, {
    params: { assignmentId: part.id },
    body: { version: part.version, ...body } as never,
  })
}
const finish = (id: string, actor: Actor) => act('complete', id, actor, { result: 'Đã xong', evenIfOthersOpen: true })

/** Open tasks, and finished parts of documents that are open: what a desk shows. Ids and sources name rows, nothing else. */
const rows = () =>
  t.admin<Record<string, unknown>>(
    `select kind, subject_type, subject_id, assignment_id, holder_kind, holder_id, from_post_id, from_name, words, symbol,
       subject, urgency, t.due_date::text, t.state, since, received_at, ended_at, is_passed_on
     from desk.task t join incoming.entry e on e.document_id = t.subject_id
     where t.organization_id = $1 and (t.state = 'open' or (t.state = 'done' and kind in ('handle', 'cooperate')
       and e.state in ('registered', 'submitted', 'assigned', 'in_progress')))
     order by subject_id, kind, assignment_id, holder_id, since`,
    [o.organizationId],
  )

async function newPost(fullName: string, roles: string[], unitId: string | null): Promise<Actor> {
  return t.as(o.organizationId, async ({ tx, now, today }) => {
    const personId = await createPerson(tx, { fullName }, now)
    const postId = await createPost(
      tx,
      o.organizationId,
      { personId, title: 'Chuyên viên', roles, unitId, validFrom: '2025-07-01' },
      today,
    )
    return { ...o.actors.officer, postId, personId, unitId, roles, name: fullName }
  })
}

it('equals the lived one', async () => {
  const { leader, head, officer, other, chief, registry, clerk, sysadmin } = o.actors
  const { finance, office } = o.units
  const lead = { lead: { unitId: finance } }

  // Submitted; proposed with a day; registered only.
  await submit(await register())
  const proposed = await register()
  await t.run(incoming.propose, chief, {
    params: { documentId: proposed },
    body: {
      version: (await get(proposed)).version,
      to: leader.postId,
      words: 'Đề xuất giao Phòng Kế toán',
      ...lead,
      dueDate: '2026-12-11',
    },
  })
  await register()

  // Passed on inside a unit; one co-operator done, one signed, one new; told and signed, told and not.
  const rich = await register()
  await submit(rich)
  await direct(rich, {
    ...lead,
    cooperate: [{ postId: other.postId }, { postId: chief.postId }, { unitId: office }],
    inform: [{ postId: clerk.postId }, { postId: registry.postId }],
    workingDays: 7,
  })
  await passOn(rich, { lead: { postId: officer.postId } })
  await act('complete', rich, other, { result: 'Đã góp ý' })
  await act('receive', rich, chief)
  await act('receive', rich, clerk)
  await act('requestExtension', rich, officer, { until: '2026-12-20', reason: 'Chờ số liệu' })

  // Told inside the unit only: the head still has it to do.
  const told = await register()
  await submit(told)
  await direct(told, lead)
  await passOn(told, { inform: [{ postId: officer.postId }] })

  // The head gives it to another: the first has it no longer, and what he asked for is no longer asked.
  const twice = await register()
  await submit(twice)
  await direct(twice, lead)
  await passOn(twice, { lead: { postId: officer.postId } })
  await act('requestExtension', twice, officer, { until: '2026-12-24', reason: 'Bận' })
  await passOn(twice, { lead: { postId: clerk.postId } })
  expect((await get(twice)).assignments.filter((one) => one.state === 'withdrawn')).toHaveLength(1)

  // Given back inside the unit, by a co-operator, and by the lead with all that hung on it.
  const inside = await register()
  await submit(inside)
  await direct(inside, { ...lead, cooperate: [{ postId: other.postId }] })
  await passOn(inside, { lead: { postId: officer.postId } })
  await act('sendBack', inside, officer, { reason: 'Không đúng chuyên môn' })
  await act('sendBack', inside, other, { reason: 'Không thuộc phần việc' })
  const whole = await register()
  await submit(whole)
  await direct(whole, {
    lead: { postId: other.postId },
    cooperate: [{ unitId: finance }],
    inform: [{ postId: clerk.postId }],
  })
  await passOn(whole, { lead: { postId: officer.postId } })
  await act('sendBack', whole, other, { reason: 'Thuộc Phòng Kế toán' })
  expect((await get(whole)).assignments.map((one) => one.state).sort()).toEqual([
    'given',
    'returned',
    'withdrawn',
    'withdrawn',
  ])
  // Given back and directed again; given back and submitted again.
  const again = await register()
  await submit(again)
  await direct(again, { lead: { postId: other.postId } })
  await act('sendBack', again, other, { reason: 'Bận họp' })
  await direct(again, { lead: { postId: officer.postId } })
  const resubmitted = await register()
  await submit(resubmitted)
  await direct(resubmitted, { lead: { postId: other.postId } })
  await act('sendBack', resubmitted, other, { reason: 'Nhầm' })
  await submit(resubmitted)

  // More time granted; finished with co-operators open, told and unsigned; opened again.
  const longer = await register()
  await submit(longer)
  await direct(longer, { lead: { postId: officer.postId }, workingDays: 2 })
  await act('requestExtension', longer, officer, { until: '2026-12-15', reason: 'Chờ họp' })
  const asked = (await get(longer, leader)).assignments.find((one) => one.extension)!
  await t.run(incoming.decideExtension, leader, {
    params: { assignmentId: asked.id },
    body: { version: asked.version, isGranted: true },
  })
  const reopened = await register()
  await submit(reopened)
  await direct(reopened, {
    ...lead,
    cooperate: [{ postId: other.postId }, { unitId: office }],
    inform: [{ postId: clerk.postId }],
  })
  await finish(reopened, head)
  await t.run(incoming.reopen, leader, {
    params: { documentId: reopened },
    body: { version: (await get(reopened)).version, reason: 'Còn thiếu phụ lục' },
  })
  expect((await get(reopened)).assignments.filter((one) => one.state === 'withdrawn')).toHaveLength(2)
  const filed = await register()
  await submit(filed)
  await direct(filed, { inform: [{ postId: other.postId }] })
  await t.run(incoming.reopen, leader, {
    params: { documentId: filed },
    body: { version: (await get(filed)).version, reason: 'Cần xử lý' },
  })
  const cancelled = await register()
  await submit(cancelled)
  await t.run(incoming.cancel, registry, {
    params: { documentId: cancelled },
    body: { version: (await get(cancelled)).version, reason: 'Vào sổ nhầm' },
  })

  // Posts end: one with a successor, who had given, asked and held; one without, whose unit stands in.
  const successor = await newPost('Lương Thị Xuân', ['officer'], office)
  const vacant = await newPost('Khúc Văn Thành', ['leader'], finance)
  const asking = await register()
  await submit(asking)
  await direct(asking, { lead: { postId: other.postId } }, vacant)
  await act('requestExtension', asking, other, { until: '2026-12-28', reason: 'Thiếu người' })
  const backTo = await register()
  await submit(backTo)
  await direct(backTo, { lead: { postId: other.postId } }, vacant)
  await act('sendBack', backTo, other, { reason: 'Không làm được' })
  const held = await register()
  await submit(held)
  await direct(held, { lead: { postId: other.postId }, cooperate: [{ postId: officer.postId }] })
  await act('receive', held, other)
  const end = async (actor: Actor, successorPostId: string | null) => {
    const found = await t.as(o.organizationId, ({ tx, today }) => resolvePost(tx, null, actor.postId!, today))
    expect(found).not.toBeNull()
    const [row] = await t.admin<{ version: number }>('select version from people.post where id = $1', [actor.postId])
    await t.run(people.endPost, sysadmin, {
      params: { id: actor.postId! },
      body: { version: row!.version, lastDay: '2026-11-22', reason: 'Chuyển công tác', successorPostId },
    })
    await t.drain()
  }
  await end(other, successor.postId)
  await end(officer, null)
  await end(vacant, null)

  const lived = await rows()
  const kinds = new Set(lived.map((row) => row['kind']))
  expect([...kinds].sort()).toEqual(['cooperate', 'decide-extension', 'direct', 'handle', 'inform', 'received-back'])
  expect(lived.some((row) => row['is_passed_on'])).toBe(true)
  expect(lived.some((row) => row['state'] === 'done' && row['kind'] === 'cooperate')).toBe(true)
  expect(lived.some((row) => row['holder_kind'] === 'unit' && row['kind'] === 'decide-extension')).toBe(true)
  expect(lived.some((row) => row['holder_id'] === successor.postId)).toBe(true)
  await t.run(desk.rebuild, sysadmin)
  await t.drain()
  expect(await rows()).toEqual(lived)
})
