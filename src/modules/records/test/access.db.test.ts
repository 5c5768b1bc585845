/** Rights on single documents, through the doorway: asked, precaution, confirmed, refused, withdrawn, lapsed; and told. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#modules/audit/contract.ts'
import { desk } from '#modules/desk/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office, type RoleName } from '#test/kit/office.ts'
import { documentAccess } from '../access-contract.ts'

let t: TestApp
let o: Office
let id: string
let number = 0
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

const who = (name: RoleName): Actor => o.actors[name]
const post = (name: RoleName) => ({ kind: 'post' as const, id: who(name).postId! })
const get = (actor: Actor, documentId = id) => t.run(incoming.get, actor, { params: { documentId } })
const NAMES: RoleName[] = ['registry', 'leader', 'chief', 'head', 'officer', 'other', 'clerk', 'archivist', 'inspector']

/** Who opens the document, by the doorway. */
async function seers(documentId = id): Promise<RoleName[]> {
  const found: RoleName[] = []
  for (const name of NAMES)
    await get(who(name), documentId).then(
      () => found.push(name),
      (error) => expect(error.code).toMatch(/NOT_FOUND|FORBIDDEN/),
    )
  return found
}
async function register(): Promise<string> {
  const made = await t.run(incoming.register, who('registry'), {
    body: {
      fields: {
        typeName: 'Đơn',
        codeNumber: String(++number),
        codeNotation: 'ĐT',
        issuerName: 'Công dân',
        subject: `Đơn tố cáo kín ${number}`,
      },
    },
  })
  return made.id
}
const direct = async (more: object, documentId = id) => {
  const { version } = await get(who('registry'), documentId)
  await t.run(incoming.direct, who('leader'), { params: { documentId }, body: { version, ...more } })
}
const ask = (
  actor: Actor,
  body: { isNarrowed: boolean; members: object[]; until?: string | null },
  reason = 'Đơn thư',
) => t.run(documentAccess.askAccess, actor, { params: { documentId: id }, body: { reason, ...body } })
const decide = (actor: Actor, changeId: string, isConfirmed: boolean, words: string | null = null) =>
  t.run(documentAccess.decideAccess, actor, { params: { changeId }, body: { isConfirmed, words } })
const look = (actor: Actor) => t.run(documentAccess.access, actor, { params: { documentId: id } })
const bells = async (name: RoleName) =>
  (await t.run(operations.notices, who(name), {})).items.filter((item) => item.text.vi.includes(`${number}/ĐT`))

/** Led by the finance unit, told to `other`. */
beforeEach(async () => {
  id = await register()
  await t.run(incoming.submit, who('registry'), {
    params: { documentId: id },
    body: { version: (await get(who('registry'))).version, to: who('leader').postId! },
  })
  await direct({ lead: { unitId: o.units.finance }, inform: [{ postId: who('other').postId }] })
})

const USUAL: RoleName[] = ['registry', 'leader', 'chief', 'head', 'other', 'clerk', 'inspector']

describe('a narrowing', () => {
  it('holds at once as a precaution, stays pending, and is confirmed by a leader', async () => {
    expect(await seers()).toEqual(USUAL)
    const { changeId, isConfirmed } = await ask(who('registry'), { isNarrowed: true, members: [post('archivist')] })
    expect(isConfirmed).toBe(false)
    // The unit that leads keeps it; whoever was only told, the chief and the inspector do not; the archivist not yet.
    expect(await seers()).toEqual(['registry', 'leader', 'head', 'clerk'])
    const seen = await look(who('registry'))
    expect(seen.pending).toMatchObject({ id: changeId, state: 'pending', reason: 'Đơn thư' })
    expect(seen.abilities).toEqual(['withdraw'])
    // The leader, to whom it was submitted, sees it by office all the same.
    expect(seen.kept.map((one) => one.name)).toEqual(['Văn phòng', 'Vũ Thị Lý'])
    expect((await look(who('leader'))).abilities).toEqual(['decide'])

    expect((await bells('leader')).map((item) => item.kind)).toContain('records.access-asked')
    const work = await t.run(desk.myWork, who('leader'), {})
    expect(work.items.find((task) => task.subjectId === id)).toMatchObject({ kind: 'confirm-access', words: 'Đơn thư' })

    await decide(who('leader'), changeId, true)
    expect(await seers()).toEqual(['registry', 'leader', 'head', 'clerk', 'archivist'])
    expect((await t.run(desk.myWork, who('leader'), {})).items.some((task) => task.subjectId === id)).toBe(false)
    expect((await bells('registry')).map((item) => item.kind)).toContain('records.access-confirmed')
    expect((await bells('archivist')).map((item) => item.kind)).toEqual(['records.access-gained'])
    const { history, now, pending } = await look(who('archivist'))
    expect(pending).toBeNull()
    expect(now).toMatchObject({ isNarrowed: true, members: [{ name: 'Bùi Thị Ngà' }] })
    expect(history).toMatchObject([
      {
        state: 'confirmed',
        asked: { name: 'Nguyễn Thị Hòa' },
        decided: { name: 'Trần Văn Quý' },
        before: { isNarrowed: false },
      },
    ])
  })

  it('is told to who loses the sight of it, by number alone; what the bell said of it is kept back until it is lifted', async () => {
    expect((await bells('other')).map((item) => item.kind)).toEqual(['desk.assigned'])
    const { changeId } = await ask(who('registry'), { isNarrowed: true, members: [] })
    const told = await bells('other')
    expect(told.map((item) => [item.kind, item.text.vi])).toEqual([
      ['records.access-lost', `Không còn quyền xem văn bản ${number}/ĐT: quyền truy cập đã được giới hạn`],
    ])
    expect((await t.run(desk.myWork, who('other'), {})).items.some((task) => task.subjectId === id)).toBe(false)
    await decide(who('leader'), changeId, true)
    expect((await bells('other')).map((item) => item.kind)).toEqual(['records.access-lost'])

    await ask(who('leader'), { isNarrowed: false, members: [] })
    expect(await seers()).toEqual(USUAL)
    expect((await bells('other')).map((item) => item.kind)).toEqual([
      'records.access-gained',
      'records.access-lost',
      'desk.assigned',
    ])
    expect((await t.run(desk.myWork, who('other'), {})).items.some((task) => task.subjectId === id)).toBe(true)
  })

  it('refused with a reason puts back what stood before; without a reason it cannot be refused', async () => {
    const { changeId } = await ask(who('head'), { isNarrowed: true, members: [] })
    expect(await seers()).not.toContain('chief')
    await expect(decide(who('leader'), changeId, false)).rejects.toMatchObject({ code: 'RECORDS_ACCESS_REASON' })
    await decide(who('leader'), changeId, false, 'Không cần thiết')
    expect(await seers()).toEqual(USUAL)
    const [bell] = await bells('head')
    expect(bell).toMatchObject({ kind: 'records.access-refused' })
    expect(bell!.text.vi).toContain('Không cần thiết')
    await expect(decide(who('leader'), changeId, true)).rejects.toMatchObject({ code: 'RECORDS_ACCESS_DECIDED' })
  })

  it('keeps those who are given the work afterwards, and cannot be opened to all over its head', async () => {
    await ask(who('leader'), { isNarrowed: true, members: [] })
    await direct({ lead: { postId: who('other').postId } })
    expect(await seers()).toContain('other')
    const { version } = await get(who('leader'))
    await expect(
      t.run(incoming.openToAll, who('leader'), { params: { documentId: id }, body: { version, isOpen: true } }),
    ).rejects.toMatchObject({ code: 'RECORDS_ACCESS_NARROWED' })
  })

  it('rests an opening to all until it is lifted', async () => {
    const { version } = await get(who('leader'))
    await t.run(incoming.openToAll, who('leader'), { params: { documentId: id }, body: { version, isOpen: true } })
    expect(await seers()).toEqual(NAMES)
    await ask(who('leader'), { isNarrowed: true, members: [] })
    expect(await seers()).toEqual(['registry', 'leader', 'head', 'clerk'])
    await ask(who('leader'), { isNarrowed: false, members: [] })
    expect(await seers()).toEqual(NAMES)
  })
})

describe('an opening', () => {
  it('lets nobody in before it is confirmed, a unit by its head and clerk, and lapses after its last day', async () => {
    const until = '2026-12-05'
    const members = [post('archivist'), { kind: 'unit', id: o.units.office }]
    const { changeId } = await ask(who('chief'), { isNarrowed: false, members, until })
    expect(await seers()).toEqual(USUAL)
    await decide(who('leader'), changeId, true)
    expect(await seers()).toEqual([...USUAL.slice(0, 6), 'archivist', 'inspector'])

    t.clock.advance(13 * 86_400_000) // 06/12
    await lapse()
    expect(await seers()).toEqual(USUAL)
    const { history, now } = await look(who('chief'))
    expect(now).toMatchObject({ members: [], until: null })
    expect(history[0]).toMatchObject({ state: 'ended' })
    expect((await bells('chief')).map((item) => item.kind)).toContain('records.access-ended')
  })

  it('of who is given the work by name outlives the list', async () => {
    await ask(who('leader'), { isNarrowed: false, members: [post('officer')] })
    await direct({ lead: { postId: who('officer').postId } })
    await ask(who('leader'), { isNarrowed: false, members: [] })
    expect(await seers()).toContain('officer')
  })

  it('withdrawn by whoever asked leaves all as it was; nobody else withdraws it', async () => {
    const { changeId } = await ask(who('head'), { isNarrowed: false, members: [post('officer')] })
    const withdraw = (actor: Actor) => t.run(documentAccess.withdrawAccess, actor, { params: { changeId } })
    await expect(withdraw(who('registry'))).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await withdraw(who('head'))
    expect(await seers()).toEqual(USUAL)
    expect((await look(who('head'))).history[0]).toMatchObject({ state: 'withdrawn' })
    expect((await t.run(desk.myWork, who('leader'), {})).items.some((task) => task.subjectId === id)).toBe(false)
  })
})

it('a list that lapses while a change waits leaves the precaution standing', async () => {
  await ask(who('leader'), { isNarrowed: false, members: [post('archivist')], until: today(2) })
  const { changeId } = await ask(who('registry'), { isNarrowed: true, members: [post('archivist')] })
  expect(await seers()).toEqual(['registry', 'leader', 'head', 'clerk', 'archivist'])
  t.clock.advance(3 * 86_400_000)
  await lapse()
  expect((await seers()).sort()).toEqual(['archivist', 'clerk', 'head', 'leader', 'registry'])
  await decide(who('leader'), changeId, false, 'Thôi')
  expect(await seers()).toEqual(USUAL)
})

describe('who may, and what is refused', () => {
  it('asks who sees it by office or was given it; neither an informed stranger nor an administrator', async () => {
    const members = [post('officer')]
    for (const name of ['inspector', 'clerk', 'archivist', 'sysadmin', 'officer'] as const)
      await expect(ask(who(name), { isNarrowed: false, members }), name).rejects.toMatchObject({
        code: expect.stringMatching(/^PLATFORM_(FORBIDDEN|NOT_FOUND)$/),
      })
    const { changeId } = await ask(who('other'), { isNarrowed: false, members })
    await expect(decide(who('chief'), changeId, true)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(ask(who('registry'), { isNarrowed: true, members })).rejects.toMatchObject({
      code: 'RECORDS_ACCESS_PENDING',
    })
  })

  it('wants a change, a day to come, and people of this office', async () => {
    const stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    await expect(ask(who('registry'), { isNarrowed: false, members: [] })).rejects.toMatchObject({
      code: 'RECORDS_ACCESS_SAME',
    })
    await expect(ask(who('registry'), { isNarrowed: true, members: [], until: '2026-11-01' })).rejects.toMatchObject({
      code: 'RECORDS_ACCESS_UNTIL',
    })
    for (const id of [stranger.actors.officer.postId!, who('sysadmin').postId!])
      await expect(ask(who('registry'), { isNarrowed: true, members: [{ kind: 'post', id }] })).rejects.toMatchObject({
        code: 'RECORDS_ACCESS_MEMBER',
      })
  })

  it('two leaders at once: one decides, the other hears so', async () => {
    const { changeId } = await ask(who('registry'), { isNarrowed: true, members: [] })
    const done = await Promise.allSettled([
      decide(who('leader'), changeId, true),
      decide(who('leader'), changeId, false, 'Không'),
    ])
    expect(done.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

it('the log tells before and after to who may see the document, and only that something happened to who may not', async () => {
  await ask(who('leader'), { isNarrowed: true, members: [post('archivist')] })
  const lines = async (name: RoleName) =>
    (await t.run(audit.list, who(name), { query: { subjectId: id, limit: 200 } })).items
  const [last] = (await lines('leader')).filter((line) => line.kind === 'records.setAccess')
  const detail = await t.run(audit.get, who('leader'), { params: { id: last!.id } })
  expect(detail.before).toMatchObject({ isNarrowed: false, members: [] })
  expect(detail.after).toMatchObject({ isNarrowed: true, members: [{ name: 'Bùi Thị Ngà' }] })
  expect(last!.sentence.vi).toContain('đổi quyền truy cập')
  for (const name of ['chief', 'inspector', 'sysadmin'] as const) {
    const seen = await lines(name)
    expect(seen.length).toBeGreaterThan(0)
    expect(JSON.stringify(seen), name).not.toContain('tố cáo kín')
    await expect(t.run(audit.get, who(name), { params: { id: last!.id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
  }
})

it('the desk made again is the desk that was lived, with what waits for confirmation', async () => {
  await ask(who('registry'), { isNarrowed: true, members: [] })
  const rows = () =>
    t.admin(`select source, kind, subject_id, holder_kind, holder_id, from_post_id, from_name, words, symbol, subject,
      urgency, since from desk.task where kind = 'confirm-access' and state = 'open' order by source`)
  const lived = await rows()
  expect(lived.length).toBeGreaterThan(0)
  await t.run(desk.rebuild, who('sysadmin'), {})
  await t.drain()
  expect(await rows()).toEqual(lived)
})

const today = (more: number): string =>
  new Date(t.clock.now().getTime() + more * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
async function lapse(): Promise<void> {
  const { lapseAccessJob } = await import('../jobs.ts')
  await t.as('00000000-0000-0000-0000-000000000000', async (ctx) => {
    ctx.enqueue(lapseAccessJob, {})
  })
  await t.drain()
}
