/** Files: filled by work, checked, closed, opened again, taken out; what whom sees. */
import JSZip from 'jszip'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { peopleRules } from '#modules/people/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { casefiles } from '../contract.ts'
import { build } from './build.ts'

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
const codes = async (fileId: string) => (await b.get(fileId)).checks.map((check) => check.code)
const bytesOf = (answer: unknown) => (answer as { file: { bytes: Uint8Array } }).file.bytes
const textOf = async (answer: unknown) => paragraphTexts(await readDocument(bytesOf(answer))).join('\n')

describe('what goes into a file', () => {
  it('documents go in with what answers them, once, and lie in many files without copies', async () => {
    const came = await b.arrived()
    const { id: draft } = await b.d.create({}, { repliesTo: [came] })
    const { id } = await b.open()
    expect(await b.add(id, [came])).toEqual({ added: 1, threaded: 0 })
    expect(await codes(id)).toEqual(['single', 'open-work', 'no-scan'])
    await refused(b.add(id, [came])).toMatchObject({ code: 'CASEFILES_ITEM_THERE' })
    // The draft is not told before it is issued; put in by hand it is told as not issued.
    expect(await b.add(id, [draft])).toEqual({ added: 1, threaded: 0 })
    expect(await codes(id)).toContain('not-issued')
    const second = await b.open({ title: 'Hồ sơ an sinh xã hội năm 2026', documentIds: [came] })
    expect((await b.get(second.id)).items).toHaveLength(1)
    const { files } = await t.run(casefiles.ofDocument, o.actors.officer, { params: { documentId: came } })
    expect(files.map((one) => one.id).sort()).toEqual([id, second.id].sort())
    await t.run(casefiles.takeOut, o.actors.officer, { params: { fileId: second.id, documentId: came } })
    expect((await b.get(second.id)).items).toHaveLength(0)
    expect((await b.get(id)).items).toHaveLength(2)
  })

  it('an answer that is issued goes into the file of what it answers, also when the event comes twice', async () => {
    const came = await b.arrived('Báo cáo tình hình thiên tai')
    const { id } = await b.open({ title: 'Hồ sơ phòng chống thiên tai năm 2026', documentIds: [came] })
    const answer = await b.d.approved({ mode: 'paper', typeCode: 'bao-cao' })
    await t.drain()
    expect((await b.get(id)).items).toHaveLength(1)
    const { id: reply } = await b.d.create({ mode: 'paper' }, { repliesTo: [came] })
    await b.d.write(reply)
    for (const [name, actor] of [
      ['submit', o.actors.officer],
      ['checkContent', o.actors.head],
      ['checkForm', o.actors.chief],
      ['approve', o.actors.leader],
      ['numberOnPaper', o.actors.registry],
      ['issue', o.actors.registry],
    ] as const)
      await b.d.step(name, reply, actor)
    await t.drain()
    const { items, steps } = await b.get(id)
    expect(items.map((one) => [one.documentId, one.how])).toContainEqual([reply, 'thread'])
    expect(items.map((one) => one.documentId)).not.toContain(answer)
    expect(steps.map((step) => step.kind)).toContain('threaded')
    // Put out again, it is asked for as the missing answer.
    await t.run(casefiles.takeOut, o.actors.officer, { params: { fileId: id, documentId: reply } })
    expect((await b.get(id)).checks).toContainEqual(expect.objectContaining({ code: 'missing-answer', addId: reply }))
    expect(await b.add(id, [reply])).toEqual({ added: 1, threaded: 0 })
  })

  it('a document is offered the file of its thread and those that speak of the same', async () => {
    const came = await b.arrived('Rà soát hộ nghèo, hộ cận nghèo giai đoạn 2026-2030')
    const { offers, mayFile } = await t.run(casefiles.ofDocument, o.actors.officer, { params: { documentId: came } })
    expect(mayFile).toBe(true)
    expect(offers[0]).toMatchObject({ title: 'Hồ sơ rà soát hộ nghèo năm 2026', why: 'subject' })
    // The inspector looks and makes none.
    expect(await t.run(casefiles.ofDocument, o.actors.inspector, { params: { documentId: came } })).toMatchObject({
      offers: [],
      mayFile: false,
    })
  })

  it('papers that were never registered are screened like any upload, and only they are described here', async () => {
    const { id } = await b.open({ title: 'Hồ sơ họp giao ban tháng 10 năm 2026' })
    const body = { typeName: 'Ghi chép', subject: 'Ý kiến tại cuộc họp giao ban' }
    await refused(
      t.run(casefiles.addLoose, o.actors.officer, {
        params: { fileId: id },
        body: { ...body, classification: 'secret' },
      }),
    ).toMatchObject({ code: 'SECRECY_REFUSED' })
    const { documentId } = await t.run(casefiles.addLoose, o.actors.officer, { params: { fileId: id }, body })
    const upload = await quarantined(
      t,
      'ghi-chep.pdf',
      bytesOf(await t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: {} })),
    )
    await t.run(
      casefiles.uploadLoose,
      o.actors.officer,
      { params: { fileId: id, documentId }, query: {} },
      { uploads: [upload] },
    )
    await t.drain()
    const [item] = (await b.get(id)).items
    expect(item).toMatchObject({ how: 'loose', direction: 'internal', pages: 1, files: [{ fileName: 'ghi-chep.pdf' }] })
    const change = (doc: string, fields: object) =>
      t.run(casefiles.changeItem, o.actors.officer, { params: { fileId: id, documentId: doc }, body: fields })
    await change(documentId, { subject: 'Ý kiến kết luận cuộc họp', issuedDate: '2026-10-05' })
    expect((await b.get(id)).items[0]).toMatchObject({ subject: 'Ý kiến kết luận cuộc họp', issuedDate: '2026-10-05' })
    const came = await b.arrived('Giấy mời họp giao ban')
    await b.add(id, [came])
    await refused(change(came, { subject: 'Khác' })).toMatchObject({ code: 'CASEFILES_LOOSE_NAMED' })
    // By process: one place up.
    await change(documentId, { move: 'up' })
    expect((await b.get(id)).items.map((one) => one.documentId)).toEqual([documentId, came])
    expect((await b.get(id)).file.ordering).toBe('process')
  })
})

describe('rights', () => {
  it('others do not see it, the head does, whoever helps is let into its documents', async () => {
    const came = await b.arrived('Chuyển đổi số cấp xã')
    const { id } = await b.open({ title: 'Hồ sơ chuyển đổi số năm 2026', documentIds: [came] })
    await refused(b.get(id, o.actors.other)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await refused(b.add(id, [came], o.actors.other)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await b.get(id, o.actors.head)).abilities).toEqual({ fill: true, close: true, reopen: false })
    expect((await b.get(id, o.actors.archivist)).abilities).toEqual({ fill: false, close: false, reopen: false })
    // The archivist sees the file; the document itself was not opened to him.
    expect((await b.get(id, o.actors.archivist)).items).toMatchObject([{ isHidden: true, subject: '', symbol: null }])
    const { file } = await b.get(id)
    const change = (body: object, actor: Actor = o.actors.officer) =>
      t.run(casefiles.change, actor, {
        params: { fileId: id },
        body: {
          version: file.version,
          title: file.title,
          medium: file.medium,
          kind: file.kind,
          ordering: file.ordering,
          retention: '20',
          makerPost: file.makerPost,
          ...body,
        },
      })
    await change({ memberPosts: [o.actors.other.postId] })
    expect((await b.get(id, o.actors.other)).items).toMatchObject([{ isHidden: false }])
    await refused(change({ title: 'Cũ' })).toMatchObject({ code: 'PLATFORM_STATE_CHANGED' })
    // A stranger's document cannot be put in by knowing its id.
    const hidden = await b.arrived('Nhân sự', null)
    await refused(b.add(id, [hidden], o.actors.officer)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })

  it('a document narrowed to a list stays hidden in the file, its symbol too', async () => {
    const came = await b.arrived('Kiểm điểm cán bộ')
    const { id } = await b.open({ title: 'Hồ sơ kiểm điểm cán bộ năm 2026', documentIds: [came] })
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: came },
      body: { isNarrowed: true, members: [{ kind: 'post', id: o.actors.officer.postId! }], reason: 'Nhân sự' },
    })
    const seen = await b.get(id, o.actors.chief)
    expect(seen.items).toMatchObject([{ isHidden: true, symbol: null, subject: '', files: [] }])
    const text = await textOf(await t.run(casefiles.print, o.actors.chief, { params: { fileId: id }, query: {} }))
    expect(text).toContain('giới hạn quyền truy cập')
    expect(text).not.toContain('Kiểm điểm cán bộ (')
  })
})

describe('closing', () => {
  it('an empty file, a short period without reason and unnumbered leaves are refused', async () => {
    const { id } = await b.open({ title: 'Hồ sơ giấy về đất đai năm 2026', medium: 'paper', retention: '20' })
    await refused(b.close(id)).toMatchObject({ code: 'CASEFILES_EMPTY' })
    const came = await b.arrived('Cấp giấy chứng nhận quyền sử dụng đất')
    await b.add(id, [came])
    await refused(b.close(id)).toMatchObject({ code: 'CASEFILES_SHEETS' })
    await refused(b.close(id, { retention: 'mãi mãi' })).toMatchObject({ code: 'CASEFILES_RETENTION' })
    await t.run(casefiles.changeItem, o.actors.officer, {
      params: { fileId: id, documentId: came },
      body: { sheets: 4 },
    })
    await refused(b.close(id, {}, o.actors.other)).toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect(await b.close(id, { condition: 'Tốt' })).toMatchObject({ sheets: 4, pages: 0 })
    const closed = await b.get(id)
    expect(closed.file).toMatchObject({ state: 'closed', sheetCount: 4, startsOn: '2026-10-01' })
    expect(closed.items).toMatchObject([{ firstSheet: 1, sheets: 4 }])
    await refused(b.add(id, [await b.arrived()])).toMatchObject({ code: 'CASEFILES_FILE_STATE' })
    const cover = await textOf(
      await t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: { kind: 'cover' } }),
    )
    for (const words of [
      'HỒ SƠ',
      closed.file.symbol,
      'Từ ngày 01/10/2026 đến ngày 01/11/2026',
      '04 tờ (bốn tờ)',
      '20 năm',
    ])
      expect(cover).toContain(words)
    const certificate = await textOf(
      await t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: { kind: 'certificate' } }),
    )
    for (const words of [
      'CHỨNG TỪ KẾT THÚC',
      'NGƯỜI LẬP HỒ SƠ',
      'Đỗ Minh Khôi',
      '01 văn bản, tài liệu (một văn bản, tài liệu)',
    ])
      expect(certificate).toContain(words)
  })

  it('two who close at once: one does', async () => {
    const { id } = await b.open({ title: 'Hồ sơ hai người cùng kết thúc', documentIds: [await b.arrived()] })
    const both = await Promise.allSettled([b.close(id), b.close(id, {}, o.actors.head)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is opened again by authority only, with the reason', async () => {
    const { id } = await b.open({ title: 'Hồ sơ mở lại theo thẩm quyền', documentIds: [await b.arrived()] })
    await refused(
      t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: { kind: 'cover' } }),
    ).toMatchObject({ code: 'CASEFILES_FILE_STATE' })
    const { version } = await b.close(id)
    const reopen = (actor: Actor) =>
      t.run(casefiles.reopen, actor, { params: { fileId: id }, body: { version, reason: 'Bổ sung văn bản' } })
    await refused(reopen(o.actors.officer)).toMatchObject({ status: 403 })
    await reopen(o.actors.head)
    expect((await b.get(id)).file).toMatchObject({ state: 'open', stateWords: 'Bổ sung văn bản' })
  })
})

it('who has files to make is seen by who answers for it; one’s own work without a file by oneself', async () => {
  const came = await b.arrived('Việc chưa lập hồ sơ')
  const { items } = await t.run(casefiles.unfiled, o.actors.officer, { query: {} })
  expect(items[0]).toMatchObject({ documentId: came, isDone: false })
  const duties = await t.run(casefiles.duties, o.actors.leader, { query: { period: '2026' } })
  const own = duties.items.find((one) => one.postId === o.actors.officer.postId)!
  expect(own.unfiled).toBe(items.length)
  expect(own.outside).toBeGreaterThan(5)
  expect(own.closed).toBeGreaterThanOrEqual(2)
  const ofUnit = await t.run(casefiles.duties, o.actors.head, { query: { period: '2026' } })
  expect(new Set(ofUnit.items.map((one) => one.unit))).toEqual(new Set(['Phòng Kế toán']))
  await refused(t.run(casefiles.duties, o.actors.officer, { query: {} })).toMatchObject({ status: 403 })
})

it('a whole file is taken out as PDF and XML in order, with the originals', async () => {
  const draft = await b.d.issued({ subject: 'Báo cáo xuất hồ sơ' })
  const { id, symbol } = await b.open({ title: 'Hồ sơ <xuất> & "kiểm tra" năm 2026', documentIds: [draft] })
  const { documentId } = await t.run(casefiles.addLoose, o.actors.officer, {
    params: { fileId: id },
    body: { typeName: 'Ghi chép', subject: 'Ghi chép' },
  })
  const page = bytesOf(await t.run(casefiles.print, o.actors.officer, { params: { fileId: id }, query: {} }))
  await t.run(
    casefiles.uploadLoose,
    o.actors.officer,
    { params: { fileId: id, documentId }, query: {} },
    { uploads: [await quarantined(t, 'Ghi chép số 1.pdf', page)] },
  )
  await t.drain()
  await b.close(id)
  const answer = (await t.run(casefiles.take, o.actors.officer, { params: { fileId: id } })) as never as {
    file: { bytes: AsyncIterable<Buffer>; name: string }
  }
  const chunks: Buffer[] = []
  for await (const chunk of answer.file.bytes) chunks.push(chunk)
  const zip = await JSZip.loadAsync(Buffer.concat(chunks))
  const names = Object.keys(zip.files).filter((name) => !name.endsWith('/'))
  expect(names).toEqual(
    expect.arrayContaining(['ho-so.pdf', 'ho-so.xml', 'muc-luc-van-ban.pdf', 'sha256.txt', 'DOC-TRUOC.txt']),
  )
  const original = names.find((name) => name.endsWith('Ghi_chep_so_1.pdf'))!
  expect(await zip.file(original)!.async('nodebuffer')).toEqual(Buffer.from(page))
  const xml = XmlDocument.fromString(await zip.file('ho-so.xml')!.async('string'))
  const value = (path: string) => xml.get(path, { c: 'urn:vankho:casefile:1' })?.content
  expect(value('/c:CaseFile/c:Title')).toBe('Hồ sơ <xuất> & "kiểm tra" năm 2026')
  expect(value('/c:CaseFile/c:FileCode/c:FileNotation')).toBe(symbol)
  expect(xml.find('//c:Document', { c: 'urn:vankho:casefile:1' })).toHaveLength(2)
  xml.dispose()
  const text = paragraphTexts(await readDocument(await zip.file('ho-so.pdf')!.async('uint8array'))).join('\n')
  for (const words of ['Số và ký hiệu hồ sơ', 'MỤC LỤC VĂN BẢN', 'CHỨNG TỪ KẾT THÚC']) expect(text).toContain(words)
})

it('an office may want a document in a file before its work is finished', async () => {
  const came = await b.arrived('Việc phải có hồ sơ trước khi xong')
  const loose = await b.arrived('Việc chưa có hồ sơ')
  await t.run(peopleRules.addOverride, o.actors.sysadmin, {
    body: {
      collection: 'policies',
      ruleId: 'file-before-finish',
      effect: 'set',
      values: { value: true },
      validFrom: '2026-01-01',
      basis: 'Quy chế làm việc',
    },
  })
  const finish = async (documentId: string) => {
    const [own] = (await t.run(incoming.get, o.actors.officer, { params: { documentId } })).assignments.filter(
      (one) => one.isMine,
    )
    return t.run(incoming.complete, o.actors.officer, {
      params: { assignmentId: own!.id },
      body: { version: own!.version, result: 'Xong' },
    })
  }
  await b.open({ title: 'Hồ sơ của việc phải có hồ sơ', documentIds: [came] })
  await refused(finish(loose)).toMatchObject({ code: 'INCOMING_NOT_FILED' })
  expect(await finish(came)).toMatchObject({ state: 'completed' })
})
