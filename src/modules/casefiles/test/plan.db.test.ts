/** File plans: begun from last year's files, proposed, consolidated, approved, revised. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { casefiles } from '../contract.ts'
import { filePlans } from '../plan-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let planId: string
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
  planId = (
    await t.run(filePlans.createPlan, o.actors.archivist, { body: { scope: 'year', period: '2026', from: 'units' } })
  ).id
})
afterAll(() => t?.close())

const headings = async () => (await b.plan(planId)).headings.toReversed()
const refused = (run: Promise<unknown>) => expect(run).rejects

it('begins with a heading for each unit, and tells for whom nothing is foreseen', async () => {
  const { headings: found, gaps } = await b.plan(planId)
  expect(found.map((one) => [one.mark, one.title, one.notation])).toEqual([
    ['I', 'Phòng Kế toán', 'KT'],
    ['II', 'Văn phòng', 'VP'],
  ])
  expect(gaps.units.map((one) => one.name)).toEqual(['Phòng Kế toán', 'Văn phòng'])
  expect(gaps.persons.map((one) => one.name)).toContain('Đỗ Minh Khôi')
  await refused(
    t.run(filePlans.createPlan, o.actors.archivist, { body: { scope: 'year', period: '2026' } }),
  ).toMatchObject({ code: 'CASEFILES_PLAN_EXISTS' })
})

it('takes proposals of those who will make the files, accepted by who consolidates', async () => {
  const [office, finance] = await headings()
  const proposed = await b.line(
    planId,
    finance!.id,
    'Hồ sơ quyết toán ngân sách xã năm 2026',
    { makerPost: o.actors.officer.postId },
    o.actors.officer,
  )
  await b.line(planId, office!.id, 'Tập lưu văn bản đi của Ủy ban nhân dân xã năm 2026', {
    retention: '50',
    makerPost: o.actors.registry.postId,
  })
  const found = await b.plan(planId)
  expect(found.lines.map((line) => [line.symbol, line.state])).toEqual([
    ['01.KT', 'proposed'],
    ['01.VP', 'accepted'],
  ])
  // Another officer neither changes nor decides it.
  const at = { params: { planId, lineId: proposed.id } }
  await refused(
    t.run(filePlans.changeLine, o.actors.other, { ...at, body: { version: 1, title: 'Khác' } }),
  ).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  await refused(
    t.run(filePlans.decideLines, o.actors.officer, {
      params: { planId },
      body: { lineIds: [proposed.id], to: 'accepted' },
    }),
  ).toMatchObject({ status: 403 })
  // A plan with open proposals is not laid before the head.
  await refused(
    t.run(filePlans.submitPlan, o.actors.archivist, { params: { planId }, body: { version: found.plan.version } }),
  ).toMatchObject({ code: 'CASEFILES_PLAN_PROPOSALS' })
  await t.run(filePlans.decideLines, o.actors.archivist, {
    params: { planId },
    body: { lineIds: [proposed.id], to: 'accepted' },
  })
  await refused(b.line(planId, finance!.id, 'Hồ sơ sai', { retention: '1' })).toMatchObject({
    code: 'CASEFILES_RETENTION',
  })
})

it('goes to the head, who sends it back with words or approves it', async () => {
  const { version } = (await b.plan(planId)).plan
  const submitted = await t.run(filePlans.submitPlan, o.actors.archivist, { params: { planId }, body: { version } })
  const decide = (actor: Actor, body: object) =>
    t.run(filePlans.decidePlan, actor, {
      params: { planId },
      body: { version: submitted.version, to: 'draft', ...body } as never,
    })
  await refused(decide(o.actors.archivist, { words: 'x' })).toMatchObject({ status: 403 })
  await refused(decide(o.actors.leader, {})).toMatchObject({ code: 'PLATFORM_INPUT_INVALID' })
  await decide(o.actors.leader, { words: 'Bổ sung hồ sơ nhân sự' })
  expect((await b.plan(planId)).plan).toMatchObject({ state: 'draft', stateWords: 'Bổ sung hồ sơ nhân sự' })
  const [office] = await headings()
  await b.line(planId, office!.id, 'Hồ sơ nâng lương thường xuyên năm 2026', { makerPost: o.actors.other.postId })
  expect(await b.approve(planId)).toMatchObject({ numbered: 3 })
  const { plan, lines } = await b.plan(planId)
  expect(plan).toMatchObject({ state: 'approved', accepted: 3, opened: 0, waiting: 0 })
  expect(lines.map((line) => line.symbol)).toEqual(['01.KT', '01.VP', '02.VP'])
})

it('is revised during the year: later lines go on after the last number, numbered ones stay', async () => {
  const [, finance] = await headings()
  const later = await b.line(planId, finance!.id, 'Hồ sơ kiểm kê tài sản năm 2026', {
    makerPost: o.actors.officer.postId,
  })
  const { lines } = await b.plan(planId)
  expect(lines.find((line) => line.id === later.id)).toMatchObject({ symbol: '02.KT', isLater: true })
  const at = { params: { planId, lineId: later.id } }
  await refused(t.run(filePlans.removeLine, o.actors.archivist, at)).toMatchObject({ code: 'CASEFILES_LINE_USED' })
  await refused(
    t.run(filePlans.removeHeading, o.actors.archivist, { params: { planId, headingId: finance!.id } }),
  ).toMatchObject({ code: 'CASEFILES_HEADING_USED' })
  await refused(
    t.run(filePlans.addHeading, o.actors.archivist, { params: { planId }, body: { title: 'Khác', notation: 'KT' } }),
  ).toMatchObject({ code: 'CASEFILES_NOTATION_TAKEN' })
})

it('opens each file once, with the symbol that stands in the plan; beside the plan it goes on', async () => {
  const line = (await b.plan(planId)).lines.find((one) => one.symbol === '01.KT')!
  const opened = await Promise.allSettled([b.open({ lineId: line.id }), b.open({ lineId: line.id })])
  expect(opened.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(opened.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'CASEFILES_LINE_OPENED' } })
  const { items } = await t.run(casefiles.list, o.actors.officer, { query: {} })
  expect(items).toMatchObject([
    { symbol: '01.KT', title: 'Hồ sơ quyết toán ngân sách xã năm 2026', retention: '20', isOutside: false },
  ])
  // Two at once beside the plan: two numbers.
  const beside = await Promise.all([
    b.open({ title: 'Hồ sơ phòng chống thiên tai' }),
    b.open({ title: 'Hồ sơ phòng cháy, chữa cháy' }),
  ])
  expect(beside.map((one) => one.symbol).sort()).toEqual(['03.KT', '04.KT'])
  const [same] = await Promise.all([b.open({ title: 'Hồ sơ', requestKey: 'ab' })])
  expect((await b.open({ title: 'Hồ sơ', requestKey: 'ab' })).id).toBe(same!.id)
})

it('is printed in its legal form', async () => {
  const { file } = (await t.run(filePlans.printPlan, o.actors.officer, { params: { planId }, query: {} })) as never as {
    file: { bytes: Uint8Array }
  }
  const text = paragraphTexts(await readDocument(file.bytes)).join('\n')
  for (const words of [
    'DANH MỤC HỒ SƠ NĂM 2026',
    'Quyết định số 02/QĐ-UBND',
    'II. VĂN PHÒNG',
    '01.VP',
    '50 năm',
    'có 04 hồ sơ',
  ])
    expect(text).toContain(words)
  for (const format of ['docx', 'xlsx'] as const) {
    const made = (await t.run(filePlans.printPlan, o.actors.officer, {
      params: { planId },
      query: { format },
    })) as never as { file: { bytes: Uint8Array } }
    expect(made.file.bytes.length).toBeGreaterThan(2000)
  }
})

it('the next year begins with what was really made, and proposes what nobody opened', async () => {
  const { id, lines } = await t.run(filePlans.createPlan, o.actors.archivist, {
    body: { scope: 'year', period: '2027' },
  })
  const next = await b.plan(id)
  expect(lines).toBe(next.lines.length)
  expect(
    next.lines.find((line) => line.isFromBefore && line.title === 'Hồ sơ quyết toán ngân sách xã năm 2027'),
  ).toMatchObject({ state: 'accepted', makerName: 'Đỗ Minh Khôi' })
  expect(next.lines.filter((line) => line.state === 'proposed').map((line) => line.title)).toContain(
    'Hồ sơ nâng lương thường xuyên năm 2027',
  )
})

it("the office's own retention row goes before the national one", async () => {
  const title = 'Hồ sơ nâng lương thường xuyên năm 2026'
  const found = () => t.run(filePlans.schedule, o.actors.officer, { query: { title } })
  expect((await found()).items[0]).toMatchObject({ retention: '20', isOwn: false })
  const { id } = await t.run(filePlans.addScheduleRow, o.actors.archivist, {
    body: {
      group: 'Tổ chức, nhân sự',
      title: 'Hồ sơ nâng lương',
      retention: '50',
      basis: 'Quyết định 12/QĐ-UBND',
      validFrom: '2026-01-01',
    },
  })
  expect((await found()).items[0]).toMatchObject({ retention: '50', isOwn: true, source: 'Quyết định 12/QĐ-UBND' })
  await t.run(filePlans.endScheduleRow, o.actors.archivist, { params: { rowId: id }, body: {} })
  await refused(t.run(filePlans.endScheduleRow, o.actors.archivist, { params: { rowId: id }, body: {} })).toMatchObject(
    { code: 'PLATFORM_NOT_FOUND' },
  )
})
