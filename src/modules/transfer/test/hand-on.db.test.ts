/** Files kept for ever on their way from one archive to another: due, listed, read, taken in part, both sides' papers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { archive } from '#modules/archive/contract.ts'
import { importUnits, rewriteUnits } from '#modules/archive/index.ts'
import { build as units } from '#modules/archive/test/build.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { build as files } from '#modules/casefiles/test/build.ts'
import { operations } from '#modules/operations/contract.ts'
import { actorOfPost, createPerson, createPost, resolvePost } from '#modules/people/index.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { records } from '#modules/records/contract.ts'
import { search } from '#modules/search/contract.ts'
import { type ActionContext, type Actor, INSTALLATION_ID } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { transfer } from '../contract.ts'

let t: TestApp
/** The giver, the receiver, and a third who has no business with them. */
let o: Office
let h: Office
let stranger: Office
let keeper: Actor
let f: ReturnType<typeof files>
let u: ReturnType<typeof units>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  h = await makeOffice(t, 'Trung tâm Lưu trữ lịch sử tỉnh Lam Hà')
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  f = files(t, o)
  u = units(t, o)
  keeper = await t.db.transaction({ organizationId: h.organizationId }, async (tx) => {
    const personId = await createPerson(tx, { fullName: 'Giáp Văn Nhân' }, t.clock.now())
    const post = { personId, unitId: null, title: 'Lưu trữ viên', roles: ['hist_archivist'], validFrom: '2025-07-01' }
    const postId = await createPost(tx, h.organizationId, post, '2026-11-23')
    const facts = await resolvePost(tx, null, postId, '2026-11-23')
    return actorOfPost(facts!, { accountId: null, sessionId: null, address: '127.0.0.1' })
  })
})
afterAll(() => t?.close())

const refused = (run: Promise<unknown>) => expect(run).rejects
const at = (handoverId: string) => ({ params: { handoverId } })
const get = (id: string, actor: Actor) => t.run(transfer.get, actor, at(id))
const step = async (route: typeof transfer.submit | typeof transfer.sign, id: string, actor: Actor) => {
  await t.run(route, actor, { ...at(id), body: { version: (await get(id, actor)).handover.version } })
  await t.drain()
}
const give = (unitIds: string[], actor: Actor = o.actors.archivist, receiverId = h.organizationId) =>
  t.run(transfer.handOn, actor, { body: { unitIds, receiverId } })
const look = (id: string, fileId: string, actor: Actor = keeper) =>
  t.run(transfer.look, actor, { params: { handoverId: id, fileId }, body: {} })
const decide = async (id: string, decisions: object[], actor: Actor = keeper) => {
  const version = (await get(id, actor)).handover.version
  const done = await t.run(transfer.decide, actor, {
    ...at(id),
    body: { version, decisions, metres: 0.25, condition: 'Tốt' } as never,
  })
  await t.drain()
  return done
}
const due = async (what: 'soon' | 'overdue' | 'all', actor: Actor = o.actors.archivist) =>
  (await t.run(transfer.handOnDue, actor, { query: { what } })).items
const bytesOf = (answer: unknown) => (answer as { file: { bytes: Uint8Array } }).file.bytes
const textOf = async (answer: unknown) => paragraphTexts(await readDocument(bytesOf(answer))).join('\n')

/** A file with a scanned paper and a document of the register, taken in by the current archive. @returns its unit */
async function archived(title: string): Promise<{ unitId: string; componentId: string }> {
  const { id } = await f.open({ title, retention: 'vv', documentIds: [await f.arrived(`${title} đến`)] })
  const { documentId } = await t.run(casefiles.addLoose, o.actors.officer, {
    params: { fileId: id },
    body: { typeName: 'Ghi chép', subject: `Ghi chép của ${title}` },
  })
  const page = bytesOf(await t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: {} }))
  const upload = await quarantined(t, 'ghi-chep.pdf', page)
  const input = { params: { fileId: id, documentId }, query: {} }
  await t.run(casefiles.uploadLoose, o.actors.officer, input, { uploads: [upload] })
  await t.drain()
  await f.close(id, { retention: 'vv' })
  const { id: list } = await t.run(transfer.create, o.actors.head, { body: { fileIds: [id] } })
  await step(transfer.submit, list, o.actors.head)
  await look(list, id, o.actors.archivist)
  await decide(list, [{ fileId: id, to: 'accepted' }], o.actors.archivist)
  const { items } = await t.run(archive.list, o.actors.archivist, { query: { level: 'file', q: title } })
  const { items: found } = await t.run(archive.list, o.actors.archivist, { query: { level: 'item', q: title } })
  const scan = found.find((one) => one.title.startsWith('Ghi chép'))!
  const { unit } = await u.get(scan.id)
  return { unitId: items[0]!.id, componentId: unit.item!.files![0]!.id }
}

describe('what is due', () => {
  it('permanent files of the current archive alone, five years from the year they came', async () => {
    const { id: repositoryId } = await u.repository()
    const fonds = await u.unit('fonds', { repositoryId }, 'Phông cũ', { number: 'CU' })
    const inventory = await u.unit('inventory', { parentId: fonds }, 'Mục lục cũ')
    const file = (title: string, ends: string, retention = 'vv') =>
      u.unit('file', { parentId: inventory }, title, { retention, starts: ends, ends })
    const late = await file('Nghị quyết năm 2015', '2015')
    const soon = await file('Nghị quyết năm 2020', '2020')
    const open = await file('Nghị quyết năm 2025', '2025')
    await file('Hồ sơ hai mươi năm', '2015', '20')
    expect(await due('overdue')).toMatchObject([
      { unitId: late, symbol: 'P.CU – ML.01 – HS.1', since: 2016, limit: '2021-12-31', isOverdue: true },
    ])
    expect(await due('soon')).toMatchObject([{ unitId: soon, target: '2025-12-31', limit: '2026-12-31' }])
    expect((await due('all')).map((one) => one.unitId)).toEqual([late, soon, open])
    // What is being described is the archive's; other offices have their own.
    expect(await due('all', o.actors.officer)).toEqual([])
    expect(await due('all', stranger.actors.archivist)).toEqual([])
    await refused(give([late], o.actors.officer)).toMatchObject({ status: 403 })
    await refused(give([late], stranger.actors.archivist)).toMatchObject({ code: 'TRANSFER_NOT_FOR_HISTORY' })
    await refused(give([late], o.actors.archivist, o.organizationId)).toMatchObject({ code: 'TRANSFER_RECEIVER' })
  })
})

describe('handing on', () => {
  it('is read before it is taken, taken in part; custody moves, the description stays; both print one paper', async () => {
    const kept = await archived('Hồ sơ thành lập xã')
    const back = await archived('Hồ sơ địa giới xã')
    const before = (await u.get(kept.unitId)).unit
    const { id } = await give([kept.unitId, back.unitId])
    await refused(give([kept.unitId])).toMatchObject({ code: 'TRANSFER_NOT_FOR_HISTORY' })
    // A draft is the giver's archive's alone.
    for (const actor of [keeper, h.actors.archivist, o.actors.officer, o.actors.leader])
      await refused(get(id, actor)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await get(id, o.actors.registry)).abilities).toMatchObject({ submit: true })
    await step(transfer.submit, id, o.actors.archivist)
    expect((await get(id, o.actors.archivist)).abilities).toMatchObject({ withdraw: false, receive: false })
    const { items: bells } = await t.run(operations.notices, keeper, { query: {} })
    expect(bells.map((one) => one.text.vi).join()).toContain('nộp lưu 2 hồ sơ của Ủy ban nhân dân xã Sông Mây')

    // The receiver's archivists read it, its officers and third parties do not; not before it is decided do they have it.
    const seen = await get(id, keeper)
    expect(seen).toMatchObject({
      handover: { kind: 'in', partner: 'Ủy ban nhân dân xã Sông Mây', state: 'submitted' },
      abilities: { receive: true, sign: false, change: false },
    })
    expect(seen.entries.map((one) => one.title)).toEqual(['Hồ sơ thành lập xã', 'Hồ sơ địa giới xã'])
    const within = { params: { handoverId: id, fileId: kept.unitId } }
    const { items } = await t.run(transfer.contents, keeper, within)
    expect(items.flatMap((one) => one.files)).toEqual([{ id: kept.componentId, fileName: 'ghi-chep.pdf' }])
    const open = (actor: Actor) =>
      t.run(transfer.openFile, actor, { params: { ...within.params, componentId: kept.componentId } })
    expect(await open(keeper)).toMatchObject({ file: { name: 'ghi-chep.pdf', mediaType: 'application/pdf' } })
    await refused(open(h.actors.officer)).toMatchObject({ status: 403 })
    for (const actor of [stranger.actors.archivist, o.actors.archivist])
      await refused(open(actor)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await refused(get(id, h.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await refused(get(id, stranger.actors.archivist)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await t.run(archive.list, keeper, { query: {} })).items).toEqual([])

    const parted = [
      { fileId: kept.unitId, to: 'accepted' },
      { fileId: back.unitId, to: 'returned', reason: 'Thiếu bản đồ kèm theo' },
    ]
    await refused(decide(id, parted, o.actors.archivist)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    for (const { fileId } of parted) await look(id, fileId)
    expect(await decide(id, parted)).toMatchObject({ accepted: 1, returned: 1, number: '01/2026' })

    // The receiver has fonds, inventory, file, items and documents, as they were described.
    const { unit } = await u.get(kept.unitId, keeper)
    expect(unit).toMatchObject({
      title: before.title,
      number: before.number,
      starts: before.starts,
      ends: before.ends,
      retention: 'vv',
      repository: { name: 'Lưu trữ lịch sử Trung tâm Lưu trữ lịch sử tỉnh Lam Hà' },
      sourceFile: null,
      handedOn: null,
      description: { acquisition: 'Nhận từ Ủy ban nhân dân xã Sông Mây, biên bản số 01/2026' },
    })
    expect(unit.ancestors.map((one) => one.title)).toEqual(before.ancestors.map((one) => one.title))
    const there = await u.children(kept.unitId, keeper)
    expect(there.map((one) => one.title)).toEqual((await u.children(kept.unitId)).map((one) => one.title))
    const opened = await t.run(records.openComponent, keeper, { params: { componentId: kept.componentId }, query: {} })
    expect(opened).toMatchObject({ file: { name: 'ghi-chep.pdf' } })
    expect(
      (await t.run(search.find, h.actors.archivist, { query: { q: 'Ghi chép thành lập xã' } })).items,
    ).toHaveLength(1)
    const derived = (organizationId: string) =>
      t.admin(
        `select component_id, kind, sha256 from records.derivative where organization_id = $1 and component_id = $2 order by kind`,
        [organizationId, kept.componentId],
      )
    expect(await derived(h.organizationId)).toEqual(await derived(o.organizationId))
    await refused(u.get(back.unitId, keeper)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await refused(t.run(transfer.contents, keeper, within)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await t.run(archive.accessions, keeper, { query: {} })).items).toMatchObject([
      { source: 'Ủy ban nhân dân xã Sông Mây', files: 1, minutes: '01/2026', metres: 0.25 },
    ])
    expect((await t.run(archive.list, stranger.actors.archivist, { query: {} })).items).toEqual([])

    // The giver sees where it went and changes nothing more; what came back is due again.
    const left = await u.get(kept.unitId)
    expect(left.unit.handedOn).toMatchObject({ to: 'Trung tâm Lưu trữ lịch sử tỉnh Lam Hà', minutes: '01/2026' })
    expect(left.abilities).toMatchObject({ describe: false, add: [] })
    expect(left.trace).toContainEqual(expect.objectContaining({ kind: 'handed-on', byName: 'Bùi Thị Ngà' }))
    expect((await u.get(kept.unitId, keeper)).trace[0]).toMatchObject({ kind: 'received', byName: 'Giáp Văn Nhân' })
    const change = (unitId: string, version: number) =>
      t.run(archive.change, o.actors.archivist, { params: { unitId }, body: { version, title: 'Tên khác' } })
    await refused(change(kept.unitId, left.unit.version)).toMatchObject({ code: 'ARCHIVE_HANDED_ON' })
    const inventory = left.unit.ancestors.at(-1)!.id
    await refused(
      t.run(archive.changeMany, o.actors.archivist, { body: { ids: [kept.unitId], box: '9' } }),
    ).toMatchObject({ code: 'ARCHIVE_HANDED_ON' })
    await refused(
      t.run(archive.renumber, o.actors.archivist, {
        params: { unitId: inventory },
        body: { level: 'file', order: 'position', from: 7 },
      }),
    ).toMatchObject({ code: 'ARCHIVE_HANDED_ON' })
    await refused(
      t.run(archive.publish, o.actors.leader, { body: { ids: [kept.unitId], to: 'public' } }),
    ).toMatchObject({ code: 'ARCHIVE_HANDED_ON' })
    // Old inventories that are taken in again write nothing over it and lay nothing into it.
    const line = { id: newId(), number: '9', title: 'Tờ rời', level: 'item' as const, parentId: kept.unitId }
    for (const work of [
      (ctx: ActionContext) => importUnits(ctx, [line], 'Mục lục cũ'),
      (ctx: ActionContext) => rewriteUnits(ctx, [{ ...line, id: kept.unitId }], 'Mục lục cũ'),
    ])
      await refused(t.kernel.transact(o.actors.archivist, 'imports.load', (ctx) => work(ctx) as never)).toMatchObject({
        code: 'ARCHIVE_HANDED_ON',
      })
    const mine = await get(id, o.actors.archivist)
    expect(mine).toMatchObject({
      handover: { kind: 'out', state: 'decided', number: '01/2026', accepted: 1, returned: 1, isSigned: false },
      abilities: { sign: true },
    })
    expect(mine.entries[1]).toMatchObject({ state: 'returned', reason: 'Thiếu bản đồ kèm theo' })
    expect((await due('all')).map((one) => one.unitId)).toContain(back.unitId)
    expect((await due('all')).map((one) => one.unitId)).not.toContain(kept.unitId)

    await step(transfer.sign, id, o.actors.archivist)
    const print = (actor: Actor, kind: 'minutes' | 'list') =>
      t.run(transfer.print, actor, { ...at(id), query: { kind } })
    const minutes = await textOf(await print(keeper, 'minutes'))
    expect(minutes).toBe(await textOf(await print(o.actors.archivist, 'minutes')))
    for (const words of [
      'BÊN GIAO: Ủy ban nhân dân xã Sông Mây',
      'BÊN NHẬN: Trung tâm Lưu trữ lịch sử tỉnh Lam Hà',
      'Giáp Văn Nhân',
      'Đã xác nhận trên hệ thống: Bùi Thị Ngà',
      'Luật Lưu trữ',
      'Số: 01/2026',
    ])
      expect(minutes).toContain(words)
    expect(await textOf(await print(keeper, 'list'))).toContain('Thiếu bản đồ')
    // The current archive's own series goes on by itself.
    const own = await t.run(transfer.list, o.actors.archivist, { query: { state: 'decided' } })
    expect(own.items.filter((one) => one.kind === 'unit').map((one) => one.number)).toEqual(['02/2026', '01/2026'])

    // What came back goes again, into the same fonds and inventory.
    const again = await give([back.unitId])
    await step(transfer.submit, again.id, o.actors.archivist)
    await look(again.id, back.unitId)
    await decide(again.id, [{ fileId: back.unitId, to: 'accepted' }])
    expect((await u.get(back.unitId, keeper)).unit.ancestors.at(-1)!.id).toBe(unit.ancestors.at(-1)!.id)
  })

  it('the jobs done again change nothing; two at once lay it down once', async () => {
    const { unitId } = await archived('Hồ sơ đại hội')
    const { id } = await give([unitId])
    const { version } = (await get(id, o.actors.archivist)).handover
    await t.run(transfer.submit, o.actors.archivist, { ...at(id), body: { version } })
    const again = (name: string, payload: object) =>
      t.as(INSTALLATION_ID, async (ctx) => {
        ctx.enqueue(t.kernel.jobs.get(name) as never, payload as never)
      })
    const carry = () => again('transfer.carry', { giverId: o.organizationId, handoverId: id })
    await carry()
    await Promise.all([t.drain(), t.drain()])
    await look(id, unitId)
    await decide(id, [{ fileId: unitId, to: 'accepted' }])
    const count = async () =>
      (
        await t.admin<{ n: number }>(
          `select (select count(*) from archive.unit)::int + (select count(*) from archive.trace)::int
          + (select count(*) from records.document)::int + (select count(*) from transfer.entry)::int as n`,
        )
      )[0]!.n
    const stood = await count()
    await carry()
    await again('transfer.settle', { receiverId: h.organizationId, handoverId: id })
    await again('transfer.settle', { receiverId: h.organizationId, handoverId: id })
    await Promise.all([t.drain(), t.drain()])
    expect(await count()).toBe(stood)
  })

  it('a narrowed document holds the list up; where nobody keeps an archive it comes back as a draft', async () => {
    const { unitId } = await archived('Hồ sơ kỷ luật')
    const { items } = await t.run(archive.children, o.actors.archivist, { query: { parent: unitId } })
    await t.admin(
      `insert into records.access_list (organization_id, document_id, is_narrowed, members, change_id, since)
       values ($1, $2, true, '[]', $2, now())`,
      [o.organizationId, items[0]!.documentId],
    )
    await refused(give([unitId])).toMatchObject({ code: 'TRANSFER_NARROWED' })
    await t.admin('delete from records.access_list where organization_id = $1', [o.organizationId])
    const { id } = await give([unitId])
    await t.admin(
      `insert into casefiles.access_list (organization_id, file_id, is_narrowed, members, change_id, since)
       select organization_id, source_file, true, '[]', id, now() from archive.unit where id = $1 and source_file is not null`,
      [unitId],
    )
    await refused(step(transfer.submit, id, o.actors.archivist)).toMatchObject({ code: 'TRANSFER_NARROWED' })
    await t.admin('delete from casefiles.access_list where organization_id = $1', [o.organizationId])
    await t.run(transfer.withdraw, o.actors.archivist, {
      ...at(id),
      body: { version: (await get(id, o.actors.archivist)).handover.version },
    })
    await t.admin(`update people.post set valid_to = '2026-01-01' where organization_id = $1`, [
      stranger.organizationId,
    ])
    const lost = await give([unitId], o.actors.archivist, stranger.organizationId)
    await step(transfer.submit, lost.id, o.actors.archivist)
    expect((await get(lost.id, o.actors.archivist)).handover).toMatchObject({ state: 'draft' })
    const { items: bells } = await t.run(operations.notices, o.actors.archivist, { query: {} })
    expect(bells.map((one) => one.text.vi).join()).toContain('chưa chuyển được')
  })

  it('what is being read stays as it is; what is narrowed meanwhile goes back; the rest is free again', async () => {
    const [kept, kin] = [await archived('Hồ sơ quy hoạch'), await archived('Hồ sơ khiếu nại')]
    const { id } = await give([kept.unitId, kin.unitId])
    await step(transfer.submit, id, o.actors.archivist)
    const { unit } = await u.get(kept.unitId)
    const change = () =>
      t.run(archive.change, o.actors.archivist, {
        params: { unitId: kept.unitId },
        body: { version: unit.version, title: 'Tên khác' },
      })
    await refused(change()).toMatchObject({ code: 'ARCHIVE_BEING_HANDED' })
    const [item] = await u.children(kept.unitId)
    await refused(t.run(archive.move, o.actors.archivist, { body: { ids: [item!.id], to: kin.unitId } })).toMatchObject(
      { code: 'ARCHIVE_BEING_HANDED' },
    )
    await refused(u.unit('item', { parentId: kept.unitId }, 'Tờ thêm')).toMatchObject({ code: 'ARCHIVE_BEING_HANDED' })

    const [complaint] = await u.children(kin.unitId)
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: complaint!.documentId! },
      body: { isNarrowed: true, members: [], reason: 'Đơn tố cáo' },
    })
    for (const fileId of [kept.unitId, kin.unitId]) await look(id, fileId)
    await decide(id, [
      { fileId: kept.unitId, to: 'accepted' },
      { fileId: kin.unitId, to: 'accepted' },
    ])
    const mine = await get(id, o.actors.archivist)
    expect(mine.handover).toMatchObject({ state: 'decided', accepted: 1, returned: 1 })
    expect(mine.entries.find((one) => one.fileId === kin.unitId)).toMatchObject({
      state: 'returned',
      reason: 'Bên giao vừa giới hạn quyền truy cập hồ sơ này.',
    })
    await refused(u.get(kin.unitId, keeper)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect(await t.admin('select 1 from archive.unit where handing is not null')).toEqual([])
    await t.run(archive.change, o.actors.archivist, {
      params: { unitId: kin.unitId },
      body: { version: (await u.get(kin.unitId)).unit.version, title: 'Hồ sơ khiếu nại đã sửa' },
    })
  })

  it('comes in as another one where its place here was removed; a list whose job gave up is taken up again', async () => {
    const { unitId } = await archived('Hồ sơ tổ chức bộ máy')
    const inventory = (await u.get(unitId)).unit.ancestors.at(-1)!.id
    // The receiver has put its files elsewhere and taken the inventory out.
    await t.admin(`update archive.unit set removed_at = now() where organization_id = $1 and id = $2`, [
      h.organizationId,
      inventory,
    ])
    const { id } = await give([unitId])
    await step(transfer.submit, id, o.actors.archivist)
    await look(id, unitId)
    const version = (await get(id, keeper)).handover.version
    await t.run(transfer.decide, keeper, {
      ...at(id),
      body: { version, decisions: [{ fileId: unitId, to: 'accepted' }], metres: 0.1, condition: 'Tốt' } as never,
    })
    // Its job is lost with the queue.
    await t.admin(`delete from graphile_worker._private_jobs where payload::text like $1`, [`%${id}%`])
    await t.drain()
    expect((await get(id, o.actors.archivist)).handover.state).toBe('submitted')
    t.clock.advance(2 * 3_600_000)
    await t.as(INSTALLATION_ID, async (ctx) => {
      ctx.enqueue(t.kernel.jobs.get('transfer.catch-up') as never, {} as never)
    })
    await t.drain()
    expect((await get(id, o.actors.archivist)).handover.state).toBe('decided')
    const laid = (await u.get(unitId, keeper)).unit
    expect(laid.ancestors.at(-1)!.title).toBe((await u.get(unitId)).unit.ancestors.at(-1)!.title)
    expect(laid.ancestors.at(-1)!.id).not.toBe(inventory)
  })
})
