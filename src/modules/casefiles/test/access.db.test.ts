/** Rights on single files, through the doorway: asked, precaution, confirmed, refused, withdrawn, lapsed; documents along; and told. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#modules/audit/contract.ts'
import { desk } from '#modules/desk/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office, type RoleName } from '#test/kit/office.ts'
import { fileAccess } from '../access-contract.ts'
import { casefiles } from '../contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let id: string
let symbol: string
let documents: string[]
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  b = build(t, o)
})
afterAll(() => t?.close())

const who = (name: RoleName): Actor => o.actors[name]
const post = (name: RoleName) => ({ kind: 'post' as const, id: who(name).postId! })
const NAMES: RoleName[] = ['registry', 'leader', 'chief', 'head', 'officer', 'other', 'clerk', 'archivist', 'inspector']
const USUAL: RoleName[] = ['registry', 'leader', 'chief', 'head', 'officer', 'clerk', 'archivist', 'inspector']
const NARROWED: RoleName[] = ['registry', 'leader', 'head', 'officer']

async function seersOf(open: (actor: Actor) => Promise<unknown>): Promise<RoleName[]> {
  const found: RoleName[] = []
  for (const name of NAMES)
    await open(who(name)).then(
      () => found.push(name),
      (error) => expect(error.code).toMatch(/NOT_FOUND|FORBIDDEN/),
    )
  return found
}
const seers = () => seersOf((actor) => b.get(id, actor))
const seersOfDocument = (documentId: string) =>
  seersOf((actor) => t.run(incoming.get, actor, { params: { documentId } }))

const ask = (
  actor: Actor,
  body: { isNarrowed: boolean; members?: object[]; until?: string | null; withDocuments?: boolean },
) =>
  t.run(fileAccess.askAccess, actor, {
    params: { fileId: id },
    body: { reason: 'Việc nhân sự', members: [], ...body } as never,
  })
const decide = (actor: Actor, changeId: string, isConfirmed: boolean, words: string | null = null) =>
  t.run(fileAccess.decideAccess, actor, { params: { changeId }, body: { isConfirmed, words } })
const withdraw = (actor: Actor, changeId: string) => t.run(fileAccess.withdrawAccess, actor, { params: { changeId } })
const look = (actor: Actor) => t.run(fileAccess.access, actor, { params: { fileId: id } })
const bells = async (name: RoleName) =>
  (await t.run(operations.notices, who(name), {})).items.filter((item) => item.text.vi.includes(symbol))
const kinds = async (name: RoleName) => (await bells(name)).map((item) => item.kind)
const tasks = async () =>
  (await t.run(desk.myWork, who('leader'), {})).items.filter((task) => task.kind === 'confirm-access')
async function lapse(): Promise<void> {
  const { lapseAccessJob } = await import('../jobs.ts')
  const { lapseAccessJob: ofDocuments } = await import('#modules/records/jobs.ts')
  await t.as('00000000-0000-0000-0000-000000000000', async (ctx) => {
    ctx.enqueue(lapseAccessJob, {})
    ctx.enqueue(ofDocuments, {})
  })
  await t.drain()
}
const inDays = (more: number): string =>
  new Date(t.clock.now().getTime() + more * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)

beforeEach(async () => {
  documents = [await b.arrived('Kiểm điểm cán bộ'), await b.arrived('Xác minh đơn')]
  const made = await b.open({ title: 'Hồ sơ kiểm điểm kín', documentIds: documents })
  id = made.id
  symbol = made.symbol
})

describe('a narrowing', () => {
  it('asked by who makes it holds at once as a precaution, waits on the leader’s desk, and is confirmed by him', async () => {
    expect(await seers()).toEqual(USUAL)
    const {
      changeId,
      isConfirmed,
      documents: along,
    } = await ask(who('officer'), {
      isNarrowed: true,
      members: [post('other')],
    })
    expect([isConfirmed, along]).toEqual([false, 0])
    // The stricter of old and new: who is named anew does not see it yet.
    expect(await seers()).toEqual(NARROWED)
    expect((await look(who('officer'))).abilities).toEqual(['withdraw'])
    expect((await look(who('leader'))).abilities).toEqual(['decide'])
    expect((await tasks()).find((task) => task.subjectId === id)).toMatchObject({
      subjectType: 'file',
      symbol,
      subject: 'Hồ sơ kiểm điểm kín',
      words: 'Việc nhân sự',
    })
    expect(await kinds('leader')).toContain('casefiles.access-asked')
    // The clerk of the unit loses it, and is told by symbol alone.
    expect((await bells('clerk')).map((item) => item.text.vi)).toEqual([
      `Không còn quyền xem hồ sơ ${symbol}: quyền truy cập đã được giới hạn`,
    ])

    await decide(who('leader'), changeId, true)
    expect(await seers()).toEqual([...NARROWED, 'other'])
    expect((await tasks()).some((task) => task.subjectId === id)).toBe(false)
    expect(await kinds('other')).toEqual(['casefiles.access-gained'])
    expect(await kinds('officer')).toContain('casefiles.access-confirmed')
    const seen = await look(who('other'))
    expect(seen).toMatchObject({
      now: { isNarrowed: true, members: [{ name: 'Vũ Thị Lý' }] },
      pending: null,
      abilities: [],
    })
    expect(seen.history).toMatchObject([
      { state: 'confirmed', asked: { name: 'Đỗ Minh Khôi' }, decided: { name: 'Trần Văn Quý' } },
    ])
    expect(seen.readers.map((one) => [one.name, one.why]).sort()).toEqual(
      [
        ['Nguyễn Thị Hòa', 'role'],
        ['Trần Văn Quý', 'role'],
        ['Phạm Đức Anh', 'given'],
        ['Đỗ Minh Khôi', 'given'],
        ['Vũ Thị Lý', 'list'],
      ].sort(),
    )
    // Its documents keep their rights: the chief reads them, and is not told that they lie here.
    for (const documentId of documents) {
      expect(await seersOfDocument(documentId)).toContain('chief')
      expect((await t.run(casefiles.ofDocument, who('chief'), { params: { documentId } })).files).toEqual([])
      expect((await t.run(casefiles.ofDocument, who('officer'), { params: { documentId } })).files).toMatchObject([
        { id },
      ])
    }
  })

  it('refused with a reason, or withdrawn by who asked, leaves all as it was', async () => {
    const { changeId } = await ask(who('head'), { isNarrowed: true })
    await expect(decide(who('leader'), changeId, false)).rejects.toMatchObject({ code: 'RECORDS_ACCESS_REASON' })
    await decide(who('leader'), changeId, false, 'Không cần thiết')
    expect(await seers()).toEqual(USUAL)
    expect((await bells('head'))[0]!.text.vi).toContain('Không cần thiết')
    expect(await kinds('clerk')).toEqual(['casefiles.access-gained', 'casefiles.access-lost'])

    const again = await ask(who('head'), { isNarrowed: true })
    await expect(withdraw(who('registry'), again.changeId)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await withdraw(who('head'), again.changeId)
    expect(await seers()).toEqual(USUAL)
    expect((await tasks()).some((task) => task.subjectId === id)).toBe(false)
    expect((await look(who('head'))).history.map((one) => one.state)).toEqual(['withdrawn', 'refused'])
  })

  it('ends after its last day; a leader’s own holds at once and is lifted by him', async () => {
    await ask(who('leader'), { isNarrowed: true, members: [post('chief')], until: inDays(2) })
    expect(await seers()).toEqual(['registry', 'leader', 'chief', 'head', 'officer'])
    expect(await kinds('officer')).toContain('casefiles.access-told')
    t.clock.advance(3 * 86_400_000)
    await lapse()
    expect(await seers()).toEqual(USUAL)
    expect((await look(who('leader'))).history[0]).toMatchObject({ state: 'ended' })

    await ask(who('leader'), { isNarrowed: true })
    expect(await seers()).toEqual(NARROWED)
    await ask(who('leader'), { isNarrowed: false })
    expect(await seers()).toEqual(USUAL)
  })

  it('lets a helper and a new maker in with the work, and a unit by its head and clerk', async () => {
    await ask(who('leader'), { isNarrowed: true, members: [{ kind: 'unit', id: o.units.finance }] })
    expect(await seers()).toEqual([...NARROWED, 'clerk'])
    const { file } = await b.get(id)
    const { title, medium, kind, ordering, makerPost, version } = file
    await t.run(casefiles.change, who('officer'), {
      params: { fileId: id },
      body: { version, title, medium, kind, ordering, retention: '20', makerPost, memberPosts: [who('other').postId!] },
    })
    expect(await seers()).toEqual([...NARROWED, 'other', 'clerk'])
  })
})

describe('an opening', () => {
  it('lets nobody in before it is confirmed, and nobody into the documents by it', async () => {
    const { changeId } = await ask(who('officer'), { isNarrowed: false, members: [post('other')] })
    expect(await seers()).toEqual(USUAL)
    await decide(who('leader'), changeId, true)
    expect(await seers()).toEqual(NAMES)
    expect((await b.get(id, who('other'))).items).toMatchObject([{ isHidden: true }, { isHidden: true }])
    expect((await look(who('other'))).now.isNarrowed).toBe(false)
  })
})

describe('documents along', () => {
  it('are narrowed with one confirmation, decided with the file, and stay narrowed when the file is opened', async () => {
    expect((await look(who('officer'))).narrowable).toBe(2)
    const asked = await ask(who('officer'), { isNarrowed: true, members: [post('archivist')], withDocuments: true })
    expect(asked.documents).toBe(2)
    for (const one of documents) expect(await seersOfDocument(one)).toEqual(NARROWED)
    expect((await look(who('leader'))).along).toBe(2)
    // One thing to decide, not three.
    expect((await tasks()).filter((task) => [id, ...documents].includes(task.subjectId))).toHaveLength(1)
    expect(await decide(who('leader'), asked.changeId, true)).toEqual({ state: 'confirmed', documents: 2 })
    for (const one of documents) {
      expect(await seersOfDocument(one)).toEqual([...NARROWED, 'archivist'])
      const { history } = await t.run(documentAccess.access, who('leader'), { params: { documentId: one } })
      expect(history).toMatchObject([{ state: 'confirmed', reason: 'Việc nhân sự' }])
    }
    await ask(who('leader'), { isNarrowed: false, withDocuments: true })
    expect(await seers()).toEqual(USUAL)
    for (const one of documents) expect(await seersOfDocument(one)).not.toContain('chief')
  })

  it('go back when it is refused or withdrawn; one narrowed by itself keeps its own list', async () => {
    await t.run(documentAccess.askAccess, who('leader'), {
      params: { documentId: documents[0]! },
      body: { isNarrowed: true, members: [post('chief')], reason: 'Đơn thư' },
    })
    const seen = await seersOfDocument(documents[0]!)
    expect(seen).toContain('chief')
    for (const end of [
      (changeId: string) => decide(who('leader'), changeId, false, 'Thôi'),
      (changeId: string) => withdraw(who('officer'), changeId),
    ]) {
      const { changeId, documents: along } = await ask(who('officer'), { isNarrowed: true, withDocuments: true })
      expect(along).toBe(1)
      expect(await seersOfDocument(documents[0]!)).toEqual(seen)
      expect(await seersOfDocument(documents[1]!)).not.toContain('chief')
      await end(changeId)
      expect(await seersOfDocument(documents[0]!)).toEqual(seen)
      expect(await seersOfDocument(documents[1]!)).toContain('chief')
    }
  })

  it('lapse with the file', async () => {
    await ask(who('leader'), { isNarrowed: true, withDocuments: true, until: inDays(1) })
    expect(await seersOfDocument(documents[1]!)).not.toContain('chief')
    t.clock.advance(2 * 86_400_000)
    await lapse()
    expect(await seersOfDocument(documents[1]!)).toContain('chief')
  })
})

describe('who may, and what is refused', () => {
  it('asks who makes it, its head, or by office; a helper, a stranger and an administrator do not', async () => {
    for (const name of ['other', 'clerk', 'archivist', 'inspector', 'sysadmin'] as const)
      await expect(ask(who(name), { isNarrowed: true }), name).rejects.toMatchObject({
        code: expect.stringMatching(/^PLATFORM_(FORBIDDEN|NOT_FOUND)$/),
      })
    const { changeId } = await ask(who('registry'), { isNarrowed: true })
    for (const name of ['head', 'officer', 'registry', 'chief'] as const)
      await expect(decide(who(name), changeId, true), name).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(ask(who('head'), { isNarrowed: false })).rejects.toMatchObject({ code: 'RECORDS_ACCESS_PENDING' })
    const stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    await expect(decide(stranger.actors.leader, changeId, true)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})

it('the log tells it to who may see the file, and only that something happened to who may not', async () => {
  await ask(who('leader'), { isNarrowed: true })
  const lines = async (name: RoleName) =>
    (await t.run(audit.list, who(name), { query: { subjectId: id, limit: 200 } })).items
  const last = (await lines('leader')).find((line) => line.kind === 'casefiles.setAccess')!
  expect(last.sentence.vi).toContain('Hồ sơ kiểm điểm kín')
  for (const name of ['chief', 'inspector', 'sysadmin'] as const) {
    const seen = await lines(name)
    expect(seen.length).toBeGreaterThan(0)
    expect(JSON.stringify(seen), name).not.toContain('kiểm điểm kín')
    await expect(t.run(audit.get, who(name), { params: { id: last.id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
  }
})

it('the desk made again is the desk that was lived', async () => {
  await ask(who('officer'), { isNarrowed: true, withDocuments: true })
  const rows = () =>
    t.admin<{
      subject_id: string
    }>(`select source, kind, subject_type, subject_id, holder_kind, holder_id, from_post_id, from_name, words, symbol,
      subject, urgency, since from desk.task where kind = 'confirm-access' and state = 'open' order by source`)
  const lived = await rows()
  expect(lived.some((row) => row.subject_id === id)).toBe(true)
  await t.run(desk.rebuild, who('sysadmin'), {})
  await t.drain()
  expect(await rows()).toEqual(lived)
})
