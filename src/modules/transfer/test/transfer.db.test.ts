/** Files on their way into the archive: due, handed over, sampled, taken in part, returned, kept back. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { build } from '#modules/casefiles/test/build.ts'
import { operations } from '#modules/operations/contract.ts'
import { search } from '#modules/search/contract.ts'
import { type Actor, INSTALLATION_ID } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { transfer } from '../contract.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
})
afterAll(() => t?.close())

const refused = (run: Promise<unknown>) => expect(run).rejects
async function closed(title: string, over: object = {}): Promise<string> {
  const { id } = await b.open({ title, documentIds: [await b.arrived(title)] })
  await b.close(id, over)
  return id
}
const at = (handoverId: string) => ({ params: { handoverId } })
const get = (id: string, actor: Actor = o.actors.officer) => t.run(transfer.get, actor, at(id))
const step = async (
  route: typeof transfer.submit | typeof transfer.withdraw | typeof transfer.sign,
  id: string,
  actor: Actor,
) => t.run(route, actor, { ...at(id), body: { version: (await get(id, actor)).handover.version } })
const decide = async (id: string, decisions: object[], actor: Actor = o.actors.archivist, more: object = {}) =>
  t.run(transfer.decide, actor, {
    ...at(id),
    body: { version: (await get(id, actor)).handover.version, decisions, ...more } as never,
  })
const bells = async (actor: Actor) =>
  (await t.run(operations.notices, actor, { query: {} })).items
    .filter((one) => one.kind.startsWith('transfer.'))
    .map((one) => one.text.vi)
const textOf = async (answer: unknown) =>
  paragraphTexts(await readDocument((answer as { file: { bytes: Uint8Array } }).file.bytes)).join('\n')

describe('what is due', () => {
  it('is told by the rules: target and limit, overdue past the limit alone, told once each', async () => {
    const late = await closed('Hồ sơ quá hạn nộp lưu', { startsOn: '2024-01-02', endsOn: '2024-11-01' })
    const soon = await closed('Hồ sơ sắp đến hạn nộp lưu', { endsOn: '2026-10-05' })
    const { items } = await t.run(transfer.due, o.actors.officer, { query: {} })
    expect(items.map((one) => one.fileId)).toEqual([late, soon])
    expect(items[0]).toMatchObject({ limit: '2025-12-31', isOverdue: true, isMust: true })
    expect(items[1]).toMatchObject({ target: '2026-12-04', limit: '2027-12-31', isOverdue: false })
    expect(await t.run(transfer.counts, o.actors.officer, {})).toEqual({ soon: 1, overdue: 1, waiting: 0 })
    expect((await t.run(transfer.due, o.actors.other, { query: {} })).items).toEqual([])
    const tell = async () => {
      await t.as(INSTALLATION_ID, async (ctx) => {
        ctx.enqueue(t.kernel.jobs.get('transfer.tell-due') as never, {} as never)
      })
      await t.drain()
    }
    await tell()
    await tell()
    const told = await bells(o.actors.officer)
    expect(told).toHaveLength(2)
    expect(told.join()).toContain('quá hạn nộp lưu từ ngày 31/12/2025')
  })

  it('a file is kept back by consent, two years past its limit at the most', async () => {
    const id = await closed('Hồ sơ giữ lại để dùng', { startsOn: '2024-01-02', endsOn: '2024-06-01' })
    const ask = (until: string, actor: Actor = o.actors.officer) =>
      t.run(transfer.keepBack, actor, { body: { fileId: id, until, reason: 'Đang kiểm tra' } })
    await refused(ask('2028-01-01')).toMatchObject({ code: 'TRANSFER_KEEP_BACK_DAY' })
    await refused(ask('2027-06-30', o.actors.other)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    const { id: asked } = await ask('2027-06-30')
    await refused(ask('2027-06-30')).toMatchObject({ code: 'TRANSFER_KEEP_BACK_OPEN' })
    const answer = (actor: Actor) =>
      t.run(transfer.decideKeepBack, actor, { params: { id: asked }, body: { to: 'granted', words: 'Đồng ý' } })
    await refused(answer(o.actors.archivist)).toMatchObject({ status: 403 })
    await answer(o.actors.leader)
    await refused(answer(o.actors.leader)).toMatchObject({ code: 'TRANSFER_STATE' })
    const { items } = await t.run(transfer.due, o.actors.officer, { query: { what: 'overdue' } })
    expect(items.map((one) => one.fileId)).not.toContain(id)
    expect((await bells(o.actors.officer)).join()).toContain('đồng ý giữ lại hồ sơ')
  })
})

describe('handing over', () => {
  it('the head submits, the archive looks at the sample, takes in part and returns with reasons; both sign', async () => {
    const good = await closed('Hồ sơ nộp lưu được nhận')
    const bad = await closed('Hồ sơ nộp lưu bị trả lại')
    const { id } = await t.run(transfer.create, o.actors.officer, { body: { fileIds: [good, bad] } })
    await refused(t.run(transfer.create, o.actors.leader, { body: { fileIds: [good] } })).toMatchObject({
      code: 'TRANSFER_NOT_YOURS',
    })
    // A draft is nobody else's; and a file is in one list at a time.
    await refused(get(id, o.actors.archivist)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await refused(t.run(transfer.create, o.actors.officer, { body: { fileIds: [good] } })).toMatchObject({
      code: 'TRANSFER_FILE_STATE',
    })
    await refused(step(transfer.submit, id, o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await get(id)).submitters).toEqual(['Phạm Đức Anh'])
    await step(transfer.submit, id, o.actors.head)
    expect((await b.get(good)).file.state).toBe('submitted')
    await refused(b.add(good, [await b.arrived()])).toMatchObject({ code: 'CASEFILES_FILE_STATE' })
    // The archive now sees what lies in the files.
    expect((await b.get(good, o.actors.archivist)).items).toMatchObject([{ isHidden: false }])
    expect((await bells(o.actors.archivist)).join()).toContain('nộp lưu 2 hồ sơ')

    const { entries } = await get(id, o.actors.archivist)
    const sampled = entries.filter((entry) => entry.isSampled)
    expect(sampled).toHaveLength(1)
    const all = (to: string) => entries.map((entry) => ({ fileId: entry.fileId, to, reason: 'Thiếu văn bản' }))
    await refused(decide(id, all('accepted'))).toMatchObject({ code: 'TRANSFER_NOT_LOOKED_AT' })
    await t.run(transfer.look, o.actors.archivist, {
      params: { handoverId: id, fileId: sampled[0]!.fileId },
      body: { remark: 'Đủ' },
    })
    await refused(decide(id, [{ fileId: good, to: 'accepted' }])).toMatchObject({ code: 'TRANSFER_NOT_WHOLE' })
    const parted = (reason: string | null) => [
      { fileId: good, to: 'accepted' },
      { fileId: bad, to: 'returned', reason },
    ]
    // Whichever was drawn: both have been looked at, so that the decision is free.
    for (const entry of entries)
      await t.run(transfer.look, o.actors.archivist, { params: { handoverId: id, fileId: entry.fileId }, body: {} })
    await refused(decide(id, parted(null))).toMatchObject({ code: 'TRANSFER_NO_REASON' })
    await refused(decide(id, parted('Thiếu văn bản'), o.actors.officer)).toMatchObject({ status: 403 })
    const done = await decide(id, parted('Thiếu văn bản'), o.actors.archivist, {
      boxes: 2,
      metres: 0.25,
      condition: 'Tốt',
    })
    expect(done).toMatchObject({ accepted: 1, returned: 1, number: '01/2026' })
    expect((await b.get(good)).file.state).toBe('accepted')
    const back = await b.get(bad)
    expect(back.file).toMatchObject({ state: 'returned', stateWords: 'Thiếu văn bản' })
    expect(back.steps.at(-1)).toMatchObject({ kind: 'returned', words: 'Thiếu văn bản' })

    await step(transfer.sign, id, o.actors.officer)
    expect((await get(id)).handover).toMatchObject({
      isSigned: true,
      signedName: 'Đỗ Minh Khôi',
      receiverName: 'Bùi Thị Ngà',
    })
    const minutes = await textOf(
      await t.run(transfer.print, o.actors.officer, { ...at(id), query: { kind: 'minutes' } }),
    )
    for (const words of [
      'BIÊN BẢN',
      'Số: 01/2026',
      'Phòng Kế toán',
      '0,25 mét',
      'Trả lại bên giao 01 hồ sơ',
      'ĐẠI DIỆN BÊN NHẬN',
      'Bùi Thị Ngà',
    ])
      expect(minutes).toContain(words)
    const listed = await textOf(await t.run(transfer.print, o.actors.archivist, { ...at(id), query: {} }))
    for (const words of ['MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU', 'Trả lại', '02 hồ sơ (đơn vị bảo quản)'])
      expect(listed).toContain(words)

    // What came back is put right, closed and handed over again.
    await b.add(bad, [await b.arrived('Văn bản còn thiếu')])
    await b.close(bad)
    const again = await t.run(transfer.create, o.actors.head, { body: { fileIds: [bad] } })
    await step(transfer.submit, again.id, o.actors.head)
    await step(transfer.withdraw, again.id, o.actors.head)
    expect((await b.get(bad)).file.state).toBe('closed')
  })

  it('a long list is submitted in as many trips to the database as a short one; the archive finds its documents', async () => {
    const submitted = async (count: number, name: string) => {
      const files = []
      for (let i = 0; i < count; i++) files.push(await closed(`Hồ sơ ${name} số ${i}`))
      const { id } = await t.run(transfer.create, o.actors.head, { body: { fileIds: files } })
      const { version } = (await get(id, o.actors.head)).handover
      const trips = vi.spyOn(pg.Client.prototype, 'query')
      await t.run(transfer.submit, o.actors.head, { ...at(id), body: { version } })
      const made = trips.mock.calls.length
      trips.mockRestore()
      return { id, made }
    }
    const found = async () => (await t.run(search.find, o.actors.archivist, { query: { q: 'omegaword' } })).items.length
    const short = await submitted(1, 'alphaword')
    expect(await found()).toBe(0)
    const long = await submitted(5, 'omegaword')
    expect(long.made).toBe(short.made)
    expect(await found()).toBe(5)
    // All or none: one file that was moved meanwhile stops the list.
    await step(transfer.withdraw, long.id, o.actors.head)
    const { entries } = await get(long.id, o.actors.head)
    const again = await t.run(transfer.create, o.actors.head, { body: { fileIds: entries.map((one) => one.fileId) } })
    await t.run(casefiles.reopen, o.actors.head, {
      params: { fileId: entries[0]!.fileId },
      body: { version: (await b.get(entries[0]!.fileId)).file.version, reason: 'Bổ sung văn bản' },
    })
    await refused(step(transfer.submit, again.id, o.actors.head)).toMatchObject({ code: 'TRANSFER_FILE_STATE' })
    expect((await b.get(entries[1]!.fileId)).file.state).toBe('closed')
  })

  it('two who decide at once: one does; two lists at once: two numbers', async () => {
    const lists = []
    for (const title of ['Hồ sơ đợt thứ nhất nộp', 'Hồ sơ đợt thứ hai nộp']) {
      const fileId = await closed(title)
      const { id } = await t.run(transfer.create, o.actors.head, { body: { fileIds: [fileId] } })
      await step(transfer.submit, id, o.actors.head)
      await t.run(transfer.look, o.actors.archivist, { params: { handoverId: id, fileId }, body: {} })
      lists.push({ id, fileId })
    }
    const take = (one: { id: string; fileId: string }, actor: Actor) =>
      decide(one.id, [{ fileId: one.fileId, to: 'accepted' }], actor)
    const both = await Promise.allSettled([
      take(lists[0]!, o.actors.archivist),
      take(lists[0]!, o.actors.registry),
      take(lists[1]!, o.actors.archivist),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    const numbers = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []))
    expect(new Set(numbers).size).toBe(2)
  })

  it('nobody takes in his own files', async () => {
    const { id: fileId } = await b.open({ title: 'Hồ sơ của chính lưu trữ viên', documentIds: [] }, o.actors.archivist)
    await t.run(casefiles.addLoose, o.actors.archivist, {
      params: { fileId },
      body: { typeName: 'Ghi chép', subject: 'Ghi chép' },
    })
    await b.close(fileId, {}, o.actors.archivist)
    const { id } = await t.run(transfer.create, o.actors.archivist, { body: { fileIds: [fileId] } })
    await step(transfer.submit, id, o.actors.archivist)
    await refused(decide(id, [{ fileId, to: 'accepted' }])).toMatchObject({ code: 'TRANSFER_OWN' })
    await t.run(transfer.look, o.actors.registry, { params: { handoverId: id, fileId }, body: {} })
    expect(await decide(id, [{ fileId, to: 'accepted' }], o.actors.registry)).toMatchObject({ accepted: 1 })
  })
})

it('bundles are taken in as such, in metres, with the reason', async () => {
  const body = {
    unitName: 'Phòng Kế toán',
    giverName: 'Đỗ Minh Khôi',
    title: 'Chứng từ chưa lập hồ sơ',
    years: '2018-2020',
    metres: 1.5,
    reason: 'Chưa lập hồ sơ trước khi sắp xếp đơn vị',
  }
  await refused(t.run(transfer.takeBundle, o.actors.officer, { body })).toMatchObject({ status: 403 })
  await t.run(transfer.takeBundle, o.actors.archivist, { body })
  expect((await t.run(transfer.bundles, o.actors.archivist, { query: {} })).items).toMatchObject([
    { metres: 1.5, title: 'Chứng từ chưa lập hồ sơ' },
  ])
})
