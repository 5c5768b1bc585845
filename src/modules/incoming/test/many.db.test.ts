/** One step for several documents: each stands for itself; and reminders (đôn đốc). */
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractText } from '#engines/extract/index.ts'
import { desk } from '#modules/desk/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { many } from '../many-contract.ts'

let t: TestApp
let o: Office
let stranger: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

let number = 0
async function arrived(office = o, submitTo: string | null = null) {
  return t.run(incoming.register, office.actors.registry, {
    body: {
      fields: { typeName: 'Công văn', codeNumber: String(++number), issuerName: 'Sở Y tế', subject: `Việc ${number}` },
      ...(submitTo ? { submitTo } : {}),
    },
  })
}
const look = (id: string, actor = o.actors.registry) => t.run(incoming.get, actor, { params: { documentId: id } })
const codes = (failed: readonly { id: string; code: string }[]) => new Map(failed.map((one) => [one.id, one.code]))

describe('the same step for several', () => {
  it('gives to one lead what can be given, and says of the rest why not, leaving it as it was', async () => {
    const [fresh, second] = [await arrived(), await arrived()]
    const submitted = await arrived(o, o.actors.leader.postId)
    const foreign = await arrived(stranger)
    const stale = await arrived()
    const answer = await t.run(many.assignMany, o.actors.registry, {
      body: {
        items: [
          { id: fresh.id, version: fresh.version },
          { id: second.id },
          { id: submitted.id },
          { id: foreign.id },
          { id: stale.id, version: 99 },
        ],
        direction: {
          lead: { postId: o.actors.officer.postId! },
          cooperate: [{ unitId: o.units.office }],
          words: 'Xử lý theo quy định.',
          workingDays: 5,
        },
      },
    })
    expect([...answer.done].sort()).toEqual([fresh.id, second.id].sort())
    expect(codes(answer.failed)).toEqual(
      new Map([
        [submitted.id, 'INCOMING_NOT_YOURS_NOW'],
        [foreign.id, 'PLATFORM_NOT_FOUND'],
        [stale.id, 'INCOMING_STATE_CHANGED'],
      ]),
    )
    for (const { id } of [fresh, second]) {
      const { state, assignments } = await look(id)
      expect(state).toBe('assigned')
      expect(assignments.map(({ role, name }) => [role, name])).toEqual(
        expect.arrayContaining([
          ['lead', 'Đỗ Minh Khôi'],
          ['cooperate', 'Văn phòng'],
        ]),
      )
    }
    expect(await look(submitted.id)).toMatchObject({ state: 'submitted', assignments: [] })
    expect(await look(stale.id)).toMatchObject({ state: 'registered', assignments: [], version: 1 })
    // One audit entry for each that was done, none for what was not, and one for the request.
    const kinds = async (kind: string) =>
      (await t.admin<{ subject_id: string }>(`select subject_id from audit.entry where kind = $1`, [kind])).map(
        (row) => row.subject_id,
      )
    expect((await kinds('incoming.assign')).sort()).toEqual([fresh.id, second.id].sort())
    expect(await kinds('incoming.assignMany')).toHaveLength(1)
  })

  it('refuses the order as a whole when it is wrong for all', async () => {
    const { id } = await arrived()
    const give = (direction: object) =>
      t.run(many.assignMany, o.actors.registry, { body: { items: [{ id }], direction } })
    await expect(give({ words: 'Không có ai.' })).rejects.toMatchObject({ code: 'INCOMING_NEEDS_LEAD' })
    await expect(give({ lead: { postId: stranger.actors.officer.postId! } })).rejects.toMatchObject({
      code: 'INCOMING_RECIPIENT_UNKNOWN',
    })
    expect(await look(id)).toMatchObject({ state: 'registered' })
  })

  it('takes back what an item wrote before it failed: the unit’s part is not marked when the giving on fails', async () => {
    const { id } = await arrived()
    await t.run(incoming.assign, o.actors.registry, {
      params: { documentId: id },
      body: { version: 1, lead: { unitId: o.units.finance }, workingDays: 3 },
    })
    // A co-operating post without a lead is no order: refused after the unit's part was looked at.
    await expect(
      t.run(many.assignMany, o.actors.head, {
        body: { items: [{ id }], direction: { cooperate: [{ postId: o.actors.officer.postId! }] } },
      }),
    ).rejects.toMatchObject({ code: 'INCOMING_NEEDS_LEAD' })
    expect((await look(id)).assignments).toMatchObject([{ state: 'given' }])
    const passed = await t.run(many.assignMany, o.actors.head, {
      body: { items: [{ id }], direction: { lead: { postId: o.actors.officer.postId! } } },
    })
    expect(passed).toEqual({ done: [id], failed: [] })
  })

  it('is received and finished in one go by whoever has it; a lead with others open is told so', async () => {
    const [alone, withOthers] = [await arrived(), await arrived()]
    const lead = { postId: o.actors.officer.postId! }
    await t.run(many.assignMany, o.actors.registry, { body: { items: [{ id: alone.id }], direction: { lead } } })
    await t.run(many.assignMany, o.actors.registry, {
      body: { items: [{ id: withOthers.id }], direction: { lead, cooperate: [{ unitId: o.units.office }] } },
    })
    const items = [{ id: alone.id }, { id: withOthers.id }]
    expect(await t.run(many.receiveMany, o.actors.officer, { body: { items } })).toMatchObject({ failed: [] })
    const again = await t.run(many.receiveMany, o.actors.officer, { body: { items } })
    expect(again.done).toEqual([])
    expect([...codes(again.failed).values()]).toEqual(['INCOMING_NOT_YOURS_NOW', 'INCOMING_NOT_YOURS_NOW'])
    const finished = await t.run(many.completeMany, o.actors.officer, { body: { items, result: 'Đã tham mưu.' } })
    expect(finished.done).toEqual([alone.id])
    expect(codes(finished.failed)).toEqual(new Map([[withOthers.id, 'INCOMING_CO_OPEN']]))
    expect(await look(alone.id)).toMatchObject({ state: 'completed', result: 'Đã tham mưu.' })
    expect(await look(withOthers.id)).toMatchObject({ state: 'in_progress' })
  })

  it('is directed by the leader with the same words, or each as proposed; never again in a heap', async () => {
    const leader = o.actors.leader.postId!
    const [proposed, bare] = [await arrived(), await arrived(o, leader)]
    await t.run(incoming.propose, o.actors.registry, {
      params: { documentId: proposed.id },
      body: { version: 1, to: leader, words: 'Giao Phòng Kế toán.', lead: { unitId: o.units.finance }, workingDays: 4 },
    })
    const items = [{ id: proposed.id }, { id: bare.id }]
    const agreed = await t.run(many.directMany, o.actors.leader, { body: { items } })
    expect(agreed.done).toEqual([proposed.id])
    expect(codes(agreed.failed)).toEqual(new Map([[bare.id, 'INCOMING_NO_PROPOSAL']]))
    expect((await look(proposed.id)).assignments).toMatchObject([
      { name: 'Phòng Kế toán', words: 'Giao Phòng Kế toán.' },
    ])
    const direction = { lead: { postId: o.actors.other.postId! }, words: 'Báo cáo trước hạn.' }
    const directed = await t.run(many.directMany, o.actors.leader, { body: { items, direction } })
    expect(directed.done).toEqual([bare.id])
    expect(codes(directed.failed)).toEqual(new Map([[proposed.id, 'INCOMING_NOT_YOURS_NOW']]))
    await expect(
      t.run(many.directMany, o.actors.registry, { body: { items: [{ id: bare.id }] } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })
})

describe('reminders', () => {
  const bell = (actor = o.actors.officer) => t.run(operations.notices, actor, { query: {} })

  it('reach whoever has the work, once a day, counted; insisting counts on', async () => {
    const { id } = await arrived()
    await t.run(many.assignMany, o.actors.registry, {
      body: {
        items: [{ id }],
        direction: { lead: { postId: o.actors.officer.postId! }, inform: [{ postId: o.actors.other.postId! }] },
      },
    })
    expect((await look(id)).abilities).toContain('remind')
    expect((await look(id, o.actors.officer)).abilities).not.toContain('remind')
    const remind = (isInsisted = false) =>
      t.run(many.remindMany, o.actors.registry, { body: { items: [{ id }], words: 'Xin báo cáo ngay.', isInsisted } })
    const versionBefore = (await look(id)).version
    expect(await remind()).toEqual({ done: [id], failed: [] })
    expect(codes((await remind()).failed)).toEqual(new Map([[id, 'INCOMING_REMINDED_TODAY']]))
    expect(await remind(true)).toEqual({ done: [id], failed: [] })
    const now = await look(id)
    // Nobody's open sheet goes stale because of a reminder.
    expect(now.version).toBe(versionBefore)
    expect(now.reminders).toMatchObject({ count: 2 })
    expect(now.steps.filter((step) => step.kind === 'reminded')).toMatchObject([
      { words: 'Xin báo cáo ngay.', data: { to: 'Đỗ Minh Khôi', count: 1 } },
      { data: { count: 2 } },
    ])
    const told = (await bell()).items.filter((one) => one.text.vi.includes('đôn đốc'))
    expect(told).toHaveLength(2)
    expect(told[0]!.text.vi).toContain('“Xin báo cáo ngay.”')
    // For information only: nothing to chase.
    expect((await bell(o.actors.other)).items.filter((one) => one.text.vi.includes('đôn đốc'))).toEqual([])
    const [task] = (await t.run(desk.myWork, o.actors.officer, { query: {} })).items.filter(
      (one) => one.subjectId === id,
    )
    expect(task!.reminders).toMatchObject({ count: 2 })
    expect(task!.arrivalNumber).toBe(now.arrivalNumber)
  })

  it('go to the leader while a direction is waited for, to nobody when nothing is open', async () => {
    const waiting = await arrived(o, o.actors.leader.postId)
    const fresh = await arrived()
    const answer = await t.run(many.remindMany, o.actors.chief, {
      body: { items: [{ id: waiting.id }, { id: fresh.id }] },
    })
    expect(answer.done).toEqual([waiting.id])
    expect(codes(answer.failed)).toEqual(new Map([[fresh.id, 'INCOMING_NOBODY_TO_REMIND']]))
    expect((await bell(o.actors.leader)).items.some((one) => one.text.vi.includes('đôn đốc'))).toBe(true)
    await expect(
      t.run(many.remindMany, o.actors.officer, { body: { items: [{ id: waiting.id }] } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })
})

describe('the chosen documents as a list', () => {
  it('stand in it in the order of the choice, in all three forms; one that may not be seen is refused whole', async () => {
    const [first, second] = [await arrived(), await arrived()]
    const foreign = await arrived(stranger)
    const print = (ids: string[], format: 'pdf' | 'xlsx' | 'docx') =>
      t.run(many.printChosen, o.actors.registry, { query: { ids: ids.join(','), format } })
    const { file } = await print([second.id, first.id], 'xlsx')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(file.bytes as Uint8Array) as never)
    const numbers: string[] = []
    book.worksheets[0]!.eachRow((row) => numbers.push(String(row.getCell(1).value)))
    const chosen = [second, first].map((one) => String(one.arrivalNumber))
    expect(numbers.filter((one) => chosen.includes(one))).toEqual(chosen)
    const text = await extractText((await print([first.id, second.id], 'pdf')).file.bytes as Uint8Array)
    expect(text.pages[0]!.text).toMatch(/DANH SÁCH VĂN BẢN ĐẾN/)
    expect(text.pages[0]!.text).toContain('Danh sách này có 2 văn bản')
    const paper = await extractText((await print([first.id], 'docx')).file.bytes as Uint8Array)
    expect(paper.pages[0]!.text).toContain(`Việc ${number - 2}`)
    await expect(print([first.id, foreign.id], 'pdf')).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    const kinds = await t.admin<{ n: number }>(
      `select count(*)::int as n from audit.entry where organization_id = $1 and kind = 'incoming.printChosen' and outcome = 'done'`,
      [o.organizationId],
    )
    expect(kinds[0]!.n).toBe(3)
  })
})

describe('the number of a document submitted at its registration', () => {
  it('stands on the leader’s task at once', async () => {
    const made = await arrived(o, o.actors.leader.postId)
    const [task] = (await t.run(desk.inbox, o.actors.leader, { query: { limit: 100 } })).items.filter(
      (one) => one.subjectId === made.id,
    )
    expect(task!.arrivalNumber).toBe(made.arrivalNumber)
  })
})
