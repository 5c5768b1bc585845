/** Steps of outgoing documents on the desks, and the desk made again from the published view. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outgoingWay } from '#modules/outgoing/way-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { drafts } from '../../outgoing/test/build.ts'
import { desk } from '../contract.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  d = drafts(t, o)
})
afterAll(() => t?.close())

const work = async (actor: Actor) =>
  (await t.run(desk.myWork, actor, { query: { group: 'all' } })).items.map((one) => `${one.kind} ${one.subject}`)
const rows = () =>
  t.admin(
    `select source, kind, subject_type, subject_id, assignment_id, holder_kind, holder_id, from_post_id, from_name, words, symbol, subject,
       urgency, due_date::text, state, since from desk.task where organization_id = $1 and state = 'open' order by source`,
    [o.organizationId],
  )

it('each holder has his step on the desk, and nobody has two', async () => {
  const made = await d.create({ subject: 'Kế hoạch A', mode: 'paper', dueDate: '2026-12-01' })
  await d.write(made.id)
  const { version } = await d.get(made.id, o.actors.officer)
  await t.run(outgoingWay.askOpinions, o.actors.officer, {
    params: { documentId: made.id },
    body: { version, from: [{ unitId: o.units.office }], question: 'Cho ý kiến' },
  })
  expect(await work(o.actors.officer)).toEqual([])
  await d.step('submit', made.id, o.actors.officer, { evenIfOpinionsOpen: true, words: 'Kính trình' })
  expect(await work(o.actors.head)).toEqual(['check-content Kế hoạch A'])
  await d.step('sendBack', made.id, o.actors.head, { words: 'Sửa lại' })
  expect(await work(o.actors.head)).toEqual([])
  expect(await work(o.actors.officer)).toEqual(['redraft Kế hoạch A'])
  await d.step('submit', made.id, o.actors.officer, { evenIfOpinionsOpen: true })
  await d.step('checkContent', made.id, o.actors.head)
  expect(await work(o.actors.chief)).toEqual(['check-form Kế hoạch A'])
  await d.step('checkForm', made.id, o.actors.chief)
  expect(await work(o.actors.leader)).toEqual(['approve Kế hoạch A'])
  await d.step('approve', made.id, o.actors.leader)
  expect(await work(o.actors.leader)).toEqual([])
  // The opinion was not given in time: nobody is asked any more.
  const open = await t.admin(`select 1 from desk.task where kind = 'give-opinion' and state = 'open'`)
  expect(open).toEqual([])
  expect(await work(o.actors.registry)).toEqual(['number Kế hoạch A'])
  await d.step('numberOnPaper', made.id, o.actors.registry)
  expect(await work(o.actors.registry)).toEqual(['issue Kế hoạch A'])
  await d.step('issue', made.id, o.actors.registry, { inside: [{ postId: o.actors.other.postId }] })
  expect(await work(o.actors.registry)).toEqual([])
  const bell = await t.admin<{ kind: string; link: string }>(
    `select kind, link from operations.notification where post_id = '${o.actors.other.postId}'`,
  )
  expect(bell).toEqual([{ kind: 'desk.issued', link: `outgoing/${made.id}` }])
})

it('made again equals the lived one', async () => {
  const at = async (steps: number, fields: object = {}) => {
    const made = await d.create({ subject: `Dự thảo ${steps}`, ...fields })
    await d.write(made.id)
    const way = [
      () => d.step('submit', made.id, o.actors.officer, { words: 'Kính trình', evenIfOpinionsOpen: true }),
      () => d.step('checkContent', made.id, o.actors.head),
      () => d.step('checkForm', made.id, o.actors.chief, { words: 'Đúng thể thức' }),
      () => d.step('approve', made.id, o.actors.leader),
      () => d.step('numberOnPaper', made.id, o.actors.registry),
    ]
    for (const step of way.slice(0, steps)) await step()
    return made.id
  }
  for (const steps of [0, 1, 2, 3, 4]) await at(steps, { urgency: 2, dueDate: '2026-12-05' })
  for (const steps of [4, 5]) await at(steps, { mode: 'paper' })
  const back = await at(2)
  await d.step('sendBack', back, o.actors.chief, { words: 'Thiếu căn cứ' })
  const gone = await at(3)
  const { version } = await d.get(gone, o.actors.officer)
  await t.run(outgoingWay.askOpinions, o.actors.officer, {
    params: { documentId: gone },
    body: { version, from: [{ postId: o.actors.other.postId }, { unitId: o.units.office }], dueDate: '2026-11-30' },
  })
  const lived = await rows()
  expect(lived.length).toBeGreaterThan(9)
  await t.run(desk.rebuild, o.actors.sysadmin)
  await t.drain()
  expect(await rows()).toEqual(lived)
})
