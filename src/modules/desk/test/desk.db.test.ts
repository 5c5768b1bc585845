import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { desk } from '../contract.ts'
import { document, emit, type Office, office } from './build.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
})
beforeEach(async () => {
  o = await office(t)
})
afterAll(() => t?.close())

const submitted = (document: Record<string, unknown>): [string, Record<string, unknown>] => [
  'incoming.submitted',
  {
    ...document,
    toPostId: o.leader.postId,
    fromPostId: o.chief.postId,
    fromName: 'Vàng A Khoa',
    words: 'Kính trình',
    dueDate: null,
  },
]
const directed = (
  document: Record<string, unknown>,
  assignments: Record<string, unknown>[],
): [string, Record<string, unknown>] => [
  'incoming.directed',
  {
    ...document,
    assignments,
    fromPostId: o.leader.postId,
    fromName: 'Lò Thị Ánh Sao',
    words: 'Giao phòng Kế hoạch tham mưu',
    closes: [o.leader.postId],
  },
]
const work = (actor: Office['leader'], group: string, more: Record<string, unknown> = {}) =>
  t.run(desk.myWork, actor, { query: { group, ...more } })

describe('tasks follow the document', () => {
  it('submitted, directed, handled, completed', async () => {
    const paper = document()
    await emit(t, o.organizationId, submitted(paper))
    const queue = await t.run(desk.inbox, o.leader)
    expect(queue.items).toMatchObject([
      {
        kind: 'direct',
        symbol: '15/KH-UBND',
        from: { name: 'Vàng A Khoa' },
        words: 'Kính trình',
        isNew: true,
        holder: 'Lò Thị Ánh Sao · Giám đốc',
      },
    ])

    const lead = newId()
    const co = newId()
    await emit(
      t,
      o.organizationId,
      directed(paper, [
        { id: lead, role: 'lead', unitId: o.unitId, postId: null, dueDate: '2026-11-30' },
        { id: co, role: 'cooperate', postId: o.second.postId, unitId: null, dueDate: '2026-11-25' },
        { id: newId(), role: 'inform', postId: o.chief.postId, unitId: null, dueDate: null },
      ]),
    )
    expect((await t.run(desk.inbox, o.leader)).items).toEqual([])
    expect((await work(o.head, 'all')).items).toMatchObject([
      {
        kind: 'handle',
        isForUnit: true,
        dueDate: '2026-11-30',
        daysLeft: 5,
        words: 'Giao phòng Kế hoạch tham mưu',
        progress: { done: 0, total: 1 },
      },
    ])
    // The unit's officer is not its head: the unit's work is not on his desk.
    expect((await work(o.officer, 'all')).items).toEqual([])
    expect((await work(o.leader, 'waiting')).items).toMatchObject([
      { kind: 'handle', holder: 'Phòng Kế hoạch', progress: { done: 0, total: 1 } },
    ])

    await emit(t, o.organizationId, ['incoming.received', { ...paper, assignmentId: co }])
    expect((await work(o.second, 'new')).items).toEqual([])
    await emit(t, o.organizationId, ['incoming.part-done', { ...paper, assignmentId: co, role: 'cooperate' }])
    expect((await work(o.second, 'all')).items).toEqual([])
    expect((await work(o.leader, 'waiting')).items).toMatchObject([{ progress: { done: 1, total: 1 } }])

    await emit(
      t,
      o.organizationId,
      ['incoming.part-done', { ...paper, assignmentId: lead, role: 'lead' }],
      ['incoming.completed', paper],
    )
    expect((await work(o.leader, 'waiting')).items).toEqual([])
    expect((await work(o.head, 'all')).items).toEqual([])
    // For information stays until it is signed for.
    expect((await work(o.chief, 'all')).items).toMatchObject([{ kind: 'inform' }])

    await emit(t, o.organizationId, [
      'incoming.reopened',
      {
        ...paper,
        assignments: [{ id: lead, role: 'lead', unitId: o.unitId, dueDate: '2026-12-01' }],
        fromPostId: o.leader.postId,
        fromName: 'Lò Thị Ánh Sao',
        words: 'Bổ sung số liệu',
      },
    ])
    expect((await work(o.head, 'new')).items).toMatchObject([
      { kind: 'handle', dueDate: '2026-12-01', words: 'Bổ sung số liệu' },
    ])
  })

  it('a proposal moves the waiting for direction to the leader', async () => {
    const paper = document()
    const toChief = { ...paper, toPostId: o.chief.postId, fromPostId: null, fromName: 'Văn thư', words: null }
    await emit(t, o.organizationId, ['incoming.submitted', toChief])
    expect((await work(o.chief, 'all')).items).toHaveLength(1)
    await emit(t, o.organizationId, [
      'incoming.proposed',
      { ...toChief, toPostId: o.leader.postId, fromPostId: o.chief.postId, fromName: 'Vàng A Khoa' },
    ])
    expect((await work(o.chief, 'all')).items).toEqual([])
    expect((await t.run(desk.inbox, o.leader)).items).toHaveLength(1)
  })

  it('sent back: the giver has it until he gives it again', async () => {
    const paper = document()
    const lead = newId()
    await emit(
      t,
      o.organizationId,
      submitted(paper),
      directed(paper, [{ id: lead, role: 'lead', postId: o.second.postId, dueDate: null }]),
    )
    await emit(t, o.organizationId, [
      'incoming.sent-back',
      {
        ...paper,
        assignmentId: lead,
        toPostId: o.leader.postId,
        fromPostId: o.second.postId,
        fromName: 'Hà Minh Tưởng',
        reason: 'Không thuộc nhiệm vụ',
      },
    ])
    expect((await work(o.second, 'all')).items).toEqual([])
    expect((await work(o.leader, 'all')).items).toMatchObject([
      { kind: 'received-back', words: 'Không thuộc nhiệm vụ' },
    ])
    await emit(
      t,
      o.organizationId,
      directed({ ...paper, answers: [lead] }, [{ id: newId(), role: 'lead', unitId: o.unitId, dueDate: null }]),
    )
    expect((await work(o.leader, 'all')).items).toEqual([])
  })

  it('passed on inside the unit: the head follows it, and it ends with its lead inside', async () => {
    const paper = document()
    const [part, inside] = [newId(), newId()]
    await emit(
      t,
      o.organizationId,
      directed(paper, [{ id: part, role: 'lead', unitId: o.unitId, dueDate: '2026-11-23' }]),
    )
    expect((await t.run(desk.counts, o.head)).groups).toMatchObject({ today: 1, all: 1, waiting: 0 })
    await emit(t, o.organizationId, [
      'incoming.assigned',
      {
        ...paper,
        assignments: [{ id: inside, role: 'lead', postId: o.officer.postId, unitId: null, dueDate: '2026-11-23' }],
        fromPostId: o.head.postId,
        fromName: 'Nông Văn Bách',
        words: null,
        closes: [],
        withdrawn: [],
        parentId: part,
      },
    ])
    expect((await t.run(desk.counts, o.head)).groups).toMatchObject({ today: 0, all: 0, waiting: 1 })
    expect((await work(o.leader, 'waiting')).items).toMatchObject([{ holder: 'Phòng Kế hoạch' }])
    await emit(t, o.organizationId, [
      'incoming.part-done',
      { ...paper, assignmentId: inside, role: 'lead', alsoDone: [part] },
    ])
    for (const actor of [o.leader, o.head]) expect((await work(actor, 'waiting')).items).toEqual([])
  })

  it('a new direction takes back what the former one gave', async () => {
    const paper = document()
    const [first, second] = [newId(), newId()]
    await emit(
      t,
      o.organizationId,
      directed(paper, [{ id: first, role: 'lead', postId: o.second.postId, dueDate: null }]),
    )
    const [type, again] = directed(paper, [{ id: second, role: 'lead', postId: o.officer.postId, dueDate: null }])
    await emit(t, o.organizationId, [type, { ...again, withdrawn: [first] }])
    expect((await work(o.second, 'all')).items).toEqual([])
    expect((await work(o.officer, 'all')).items).toHaveLength(1)
  })

  it('opened again where nobody had worked on it: the leader directs once more', async () => {
    const paper = document()
    await emit(t, o.organizationId, submitted(paper), ['incoming.completed', paper])
    expect((await t.run(desk.inbox, o.leader)).items).toEqual([])
    await emit(t, o.organizationId, [
      'incoming.reopened',
      { ...paper, assignments: [], toPostId: o.leader.postId, fromName: 'Văn thư', words: 'Có thông tin mới' },
    ])
    expect((await t.run(desk.inbox, o.leader)).items).toMatchObject([{ words: 'Có thông tin mới', isNew: true }])
  })

  it('more time: asked, granted, the deadline moves', async () => {
    const paper = document()
    const lead = newId()
    await emit(
      t,
      o.organizationId,
      directed(paper, [{ id: lead, role: 'lead', postId: o.second.postId, dueDate: '2026-11-20' }]),
    )
    expect((await work(o.second, 'overdue')).items).toMatchObject([{ daysLeft: -1 }])
    await emit(t, o.organizationId, [
      'incoming.extension-requested',
      {
        ...paper,
        assignmentId: lead,
        toPostId: o.leader.postId,
        fromPostId: o.second.postId,
        fromName: 'Hà Minh Tưởng',
        until: '2026-12-04',
        reason: 'Chờ số liệu của xã',
      },
    ])
    expect((await work(o.leader, 'all')).items).toMatchObject([
      { kind: 'decide-extension', words: 'Chờ số liệu của xã' },
    ])
    await emit(t, o.organizationId, [
      'incoming.extension-decided',
      { ...paper, assignmentId: lead, isGranted: true, until: '2026-12-04' },
    ])
    expect((await work(o.leader, 'all')).items).toEqual([])
    expect((await work(o.second, 'overdue')).items).toEqual([])
    expect((await work(o.second, 'all')).items).toMatchObject([{ dueDate: '2026-12-04' }])
  })

  it('returned and cancelled documents leave every desk', async () => {
    for (const event of ['incoming.returned', 'incoming.cancelled']) {
      const paper = document()
      await emit(t, o.organizationId, submitted(paper))
      expect((await t.run(desk.inbox, o.leader)).items).toHaveLength(1)
      await emit(t, o.organizationId, [event, paper])
      expect((await t.run(desk.inbox, o.leader)).items).toEqual([])
    }
  })

  it('a correction of the entry shows on the desk', async () => {
    const paper = document()
    await emit(t, o.organizationId, submitted(paper), [
      'incoming.corrected',
      { ...paper, subject: 'Trích yếu đã sửa', urgency: 2 },
    ])
    expect((await t.run(desk.inbox, o.leader)).items).toMatchObject([{ subject: 'Trích yếu đã sửa', urgency: 2 }])
  })

  it('a post that ends hands its work on, also what it had given', async () => {
    const paper = document()
    await emit(
      t,
      o.organizationId,
      directed(paper, [{ id: newId(), role: 'lead', postId: o.second.postId, dueDate: '2026-12-01' }]),
    )
    await emit(t, o.organizationId, [
      'people.post-ended',
      { postId: o.second.postId, unitId: null, successorPostId: o.officer.postId },
    ])
    expect((await work(o.second, 'all')).items).toEqual([])
    expect((await work(o.officer, 'new')).items).toHaveLength(1)
    await emit(t, o.organizationId, [
      'people.post-ended',
      { postId: o.leader.postId, unitId: null, successorPostId: o.chief.postId },
    ])
    expect((await work(o.chief, 'waiting')).items).toHaveLength(1)
    await emit(t, o.organizationId, [
      'people.post-ended',
      { postId: o.officer.postId, unitId: o.unitId, successorPostId: null },
    ])
    expect((await work(o.head, 'all')).items).toMatchObject([{ isForUnit: true }])
  })
})

it('a leader leaves without successor: his queue empties when incoming took the document back', async () => {
  const paper = document()
  await emit(t, o.organizationId, submitted(paper))
  await emit(t, o.organizationId, [
    'people.post-ended',
    { postId: o.leader.postId, unitId: o.unitId, successorPostId: null },
  ])
  expect((await work(o.head, 'all')).items).toEqual([])
  await emit(t, o.organizationId, [
    'incoming.handed-over',
    {
      documentId: paper.documentId,
      assignmentId: null,
      fromPostId: o.leader.postId,
      toPostId: null,
      toUnitId: o.unitId,
    },
  ])
  expect((await t.run(desk.inbox, o.leader)).items).toEqual([])
})

describe('lists', () => {
  it('the queue runs by urgency, then age; its neighbours agree with it; pages join without a gap', async () => {
    const papers = [0, 2, 1, 3, 0, 2].map((urgency, i) => document(`Văn bản ${i}`, { urgency }))
    for (const paper of papers) {
      t.clock.advance(60_000)
      await emit(t, o.organizationId, submitted(paper))
    }
    const expected = [3, 1, 5, 2, 0, 4].map((i) => `Văn bản ${i}`)
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const part = await t.run(desk.inbox, o.leader, { query: { limit: 2, after } })
      seen.push(...part.items.map((one) => one.subject))
      if (!part.next) break
      after = part.next
    }
    expect(seen).toEqual(expected)
    const all = (await t.run(desk.inbox, o.leader)).items
    for (const [i, one] of all.entries())
      expect(await t.run(desk.beside, o.leader, { params: { subjectId: one.subjectId } })).toMatchObject({
        previous: all[i - 1]?.subjectId ?? null,
        next: all[i + 1]?.subjectId ?? null,
        left: 6,
      })
    // Directed meanwhile: the queue goes on at its head.
    expect(await t.run(desk.beside, o.leader, { params: { subjectId: newId() } })).toMatchObject({
      previous: null,
      next: all[0]!.subjectId,
    })
  })

  it('groups and counts say the same; pages by deadline join without a gap', async () => {
    const days = ['2026-11-20', '2026-11-23', '2026-11-23', '2026-12-20', null, '2026-11-21', null]
    for (const dueDate of days) {
      t.clock.advance(1000)
      await emit(
        t,
        o.organizationId,
        directed(document(), [{ id: newId(), role: 'lead', postId: o.second.postId, dueDate }]),
      )
    }
    const { groups } = await t.run(desk.counts, o.second)
    expect(groups).toEqual({ today: 2, overdue: 2, waiting: 0, new: 7, all: 7 })
    for (const group of ['today', 'overdue', 'new', 'all'] as const) {
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const part = await work(o.second, group, { limit: 2, after })
        seen.push(...part.items.map((one) => one.id))
        if (!part.next) break
        after = part.next
      }
      expect(seen).toHaveLength(groups[group])
      expect(new Set(seen).size).toBe(seen.length)
    }
    expect((await t.run(desk.counts, o.leader)).groups.waiting).toBe(7)
  })

  it('a cursor of another list is refused by name', async () => {
    await expect(work(o.second, 'all', { after: Buffer.from('["x"]').toString('base64url') })).rejects.toMatchObject({
      code: 'DESK_CURSOR_INVALID',
    })
    await expect(work(o.second, 'all', { after: '%%%' })).rejects.toMatchObject({ code: 'DESK_CURSOR_INVALID' })
  })

  it('a head sees the unit and its people; others may not ask', async () => {
    const give = (holder: Record<string, unknown>, dueDate: string) =>
      emit(t, o.organizationId, directed(document(), [{ id: newId(), role: 'lead', dueDate, ...holder }]))
    await give({ unitId: o.unitId }, '2026-12-01')
    await give({ postId: o.officer.postId }, '2026-11-19')
    await give({ postId: o.officer.postId }, '2026-12-02')
    await give({ postId: o.second.postId }, '2026-12-02')
    const team = await t.run(desk.team, o.head)
    expect(team.members.find((one) => one.id === o.officer.postId)).toMatchObject({ open: 2, overdue: 1 })
    expect(team.members.find((one) => one.id === o.unitId)).toMatchObject({ kind: 'unit', open: 1, overdue: 0 })
    expect((await t.run(desk.teamWork, o.head)).items).toHaveLength(3)
    expect(
      (await t.run(desk.teamWork, o.head, { query: { holderId: o.officer.postId, overdue: 'true' } })).items,
    ).toHaveLength(1)
    // Outside of the unit: nothing, even when asked for by name.
    expect((await t.run(desk.teamWork, o.head, { query: { holderId: o.second.postId } })).items).toEqual([])
    await expect(t.run(desk.team, o.officer)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })

  it('another organisation sees nothing', async () => {
    const other = await office(t, 'UBND xã Đồi Chè')
    const paper = document()
    await emit(t, o.organizationId, submitted(paper))
    expect((await t.run(desk.inbox, { ...other.leader, postId: o.leader.postId })).items).toEqual([])
    await emit(t, other.organizationId, ['incoming.cancelled', paper])
    expect((await t.run(desk.inbox, o.leader)).items).toHaveLength(1)
  })
})
