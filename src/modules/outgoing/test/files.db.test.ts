/** Drafts that come as files: screened, checked for form, mended into a new version, compared, and rendered with number and day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeDocument } from '#engines/compose/index.ts'
import { checkLayout, readDocument } from '#engines/layout/index.ts'
import {
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  PASS,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { changeWord, tooSmall } from '#test/kit/word.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'
import { outgoing } from '../contract.ts'
import { signing } from '../signing-contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
let pki: Infrastructure
let keys: { leader: string }
beforeAll(async () => {
  pki = await makeInfrastructure()
  t = await testApp()
  o = await makeOffice(t)
  d = drafts(t, o)
  keys = await enterKeys(t, o, pki)
})
afterAll(async () => {
  await t?.close()
  removeInfrastructure(pki)
})

/** A report as an office would have written it in Word, number and day blank. */
const word = (over: object = {}) =>
  composeDocument(
    {
      version: 1,
      type: 'bao-cao',
      superior: null,
      issuer: 'Ủy ban nhân dân xã Sông Mây',
      notation: 'BC-UBND',
      number: null,
      place: 'Sông Mây',
      issued: null,
      subject: 'Kết quả rà soát hộ nghèo năm 2026',
      body: [{ kind: 'paragraph', runs: [{ text: 'Toàn xã có 12 hộ nghèo, giảm 03 hộ so với năm trước.' }] }],
      signers: [{ authority: [{ form: 'TM', of: 'Ủy ban nhân dân' }], position: 'Chủ tịch', name: 'Trần Văn Quý' }],
      recipients: { lines: ['Ủy ban nhân dân tỉnh Lam Hà'], archive: 'KT' },
      ...over,
    },
    { regime: 'state', date: '2026-11-23', createdAt: '2026-11-23T01:00:00Z' },
  )

/** The same with faults that a machine can mend: another font all over. */
async function withFaults(docx: Uint8Array): Promise<Uint8Array> {
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
  const parts = unzipSync(docx)
  for (const name of Object.keys(parts))
    if (/^word\/(document|styles)\.xml$/.test(name))
      parts[name] = strToU8(strFromU8(parts[name]!).replaceAll('Times New Roman', 'Arial'))
  return zipSync(parts)
}

const at = (documentId: string) => ({ params: { documentId } })

describe('a Word file', () => {
  it('becomes a version with its findings; mended by machine it becomes the next one, its words the same', async () => {
    const made = await d.create()
    await d.upload(made.id, 'bao-cao.docx', await withFaults((await word()).docx))
    const seen = await d.get(made.id, o.actors.officer)
    expect(seen).toMatchObject({ latestVersion: 1, waitingFiles: [] })
    const [version] = seen.versions
    expect(version).toMatchObject({ origin: 'file', checkFault: null })
    expect(version!.errors).toBeGreaterThan(0)
    const { findings } = await t.run(outgoing.findings, o.actors.officer, { params: { documentId: made.id, no: 1 } })
    expect(findings.map((one) => one.aspect)).toContain('font')
    expect(findings.some((one) => one.component === 'number' || one.component === 'place-date')).toBe(false)
    expect(findings[0]!.sentence.vi.length).toBeGreaterThan(10)

    const fixed = await t.run(outgoing.fix, o.actors.officer, {
      params: { documentId: made.id, no: 1 },
      body: { version: seen.version },
    })
    expect(fixed).toMatchObject({ no: 2, errors: 0 })
    expect(fixed.fixed.length).toBeGreaterThan(0)
    const { rows } = await t.run(outgoing.compare, o.actors.officer, { ...at(made.id), query: { from: 1, to: 2 } })
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.every((row) => row.kind === 'same')).toBe(true)

    // Its pages are made as those of an uploaded file are, and told as such.
    await t.drain()
    const mended = (await d.get(made.id, o.actors.officer)).versions.find((one) => one.no === 2)!
    expect(mended.component!.canView).toBe(true)
    expect(mended.component!.findings.map((one) => one.code)).toEqual(
      version!.component!.findings.map((one) => one.code),
    )
  })

  it('is mended in one place when one is asked for; the other stays a finding of the next version', async () => {
    const words = [
      'Toàn xã có 12 hộ nghèo, giảm 03 hộ.',
      'Các thôn đã rà soát hai lượt.',
      'Kết quả được niêm yết công khai.',
    ]
    const body = words.map((text) => ({ kind: 'paragraph', runs: [{ text }] }))
    const made = await d.create()
    await d.upload(
      made.id,
      'hai-cho.docx',
      await changeWord((await word({ body })).docx, (xml) => tooSmall(xml, words.slice(0, 2))),
    )
    const of = (no: number) => t.run(outgoing.findings, o.actors.officer, { params: { documentId: made.id, no } })
    const small = (await of(1)).findings.find((one) => one.aspect === 'size')!
    expect(small).toMatchObject({ paragraph: small.places![0], fixable: true })
    expect(small.places).toHaveLength(2)
    const { version } = await d.get(made.id, o.actors.officer)
    const fixed = await t.run(outgoing.fix, o.actors.officer, {
      params: { documentId: made.id, no: 1 },
      body: { version, only: [small.ruleId], paragraph: small.paragraph },
    })
    expect(fixed).toMatchObject({ no: 2, fixed: [small.ruleId] })
    expect((await of(2)).findings.find((one) => one.aspect === 'size')).toMatchObject({ places: [small.places![1]] })
    const { rows } = await t.run(outgoing.compare, o.actors.officer, { ...at(made.id), query: { from: 1, to: 2 } })
    expect(rows.every((row) => row.kind === 'same')).toBe(true)
  })

  it('written here with a mark of circulation bears it, right in form', async () => {
    const { circulation } = await t.run(outgoing.choices, o.actors.officer, { query: {} })
    expect(circulation.map((one) => one.vi)).toEqual(['XEM XONG TRẢ LẠI', 'LƯU HÀNH NỘI BỘ'])
    const made = await d.create({ circulation: ['LƯU HÀNH NỘI BỘ'] })
    expect(await d.write(made.id)).toMatchObject({ no: 1, errors: 0 })
    const { file } = await t.run(outgoing.pages, o.actors.officer, {
      params: { documentId: made.id, no: 1 },
      query: { format: 'pdf' },
    })
    const { components } = checkLayout(await readDocument(file.bytes as Uint8Array), {
      regime: 'state',
      date: '2026-11-23',
    })
    expect(components.find((one) => one.component === 'circulation-mark')?.text).toBe('LƯU HÀNH NỘI BỘ')
  })

  it('compares two versions by paragraphs and words', async () => {
    const made = await d.create()
    await d.upload(made.id, 'ban-1.docx', (await word()).docx)
    const body = [{ kind: 'paragraph', runs: [{ text: 'Toàn xã có 13 hộ nghèo, giảm 03 hộ so với năm trước.' }] }]
    await d.upload(made.id, 'ban-2.docx', (await word({ body })).docx)
    const { rows } = await t.run(outgoing.compare, o.actors.officer, { ...at(made.id), query: { from: 1, to: 2 } })
    const changed = rows.filter((row) => row.kind !== 'same')
    expect(changed).toHaveLength(1)
    expect(changed[0]!.words!.filter((one) => one.kind !== 'same')).toEqual([
      { kind: 'removed', text: '12' },
      { kind: 'added', text: '13' },
    ])
  })

  it('errors of form stop the check of form, unless somebody gives a reason', async () => {
    const made = await d.create()
    await d.upload(made.id, 'loi.docx', await withFaults((await word()).docx))
    await d.step('submit', made.id, o.actors.officer)
    await d.step('checkContent', made.id, o.actors.head)
    await expect(d.step('checkForm', made.id, o.actors.chief)).rejects.toMatchObject({ code: 'OUTGOING_FORM_ERRORS' })
    await expect(d.step('checkForm', made.id, o.actors.chief, { evenWithErrors: true })).rejects.toMatchObject({
      code: 'OUTGOING_FORM_ERRORS',
    })
    const passed = await d.step('checkForm', made.id, o.actors.chief, {
      evenWithErrors: true,
      words: 'Theo mẫu của tỉnh',
    })
    expect(passed).toMatchObject({ state: 'approval' })
  })
})

describe('a PDF', () => {
  it('gets number and day in its blank places and is signed', async () => {
    const made = await d.create()
    await d.upload(made.id, 'bao-cao.pdf', (await word()).pdf)
    await d.step('submit', made.id, o.actors.officer)
    await d.step('checkContent', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.chief, { evenWithErrors: true, words: 'Xem bằng mắt' })
    await d.step('approve', made.id, o.actors.leader)
    const signed = await t.run(signing.sign, o.actors.leader, {
      ...at(made.id),
      body: { version: (await d.get(made.id)).version, keyId: keys.leader, passphrase: PASS },
    })
    expect(signed.symbol).toBe('01/BC-UBND')
    const { rendered } = await d.get(made.id)
    const [row] = await t.admin<{ sha256: string }>(`select sha256 from records.component where id = '${rendered!.id}'`)
    const report = checkLayout(await readDocument(await t.blobs.read(row!.sha256)), {
      regime: 'state',
      date: '2026-11-23',
    })
    const text = (component: string) => report.components.find((one) => one.component === component)?.text
    expect(text('number')).toMatch(/^Số:\s*01\/BC-UBND$/)
    expect(text('place-date')).toMatch(/ngày\s*23\s*tháng\s*11\s*năm 2026$/)
  })

  it('without a blank place takes no number', async () => {
    const made = await d.create({ typeCode: 'ke-hoach', subject: 'Kế hoạch' })
    const { pdf } = await word({ type: 'ke-hoach', notation: 'KH-UBND', number: 7, issued: '2026-11-20' })
    await d.upload(made.id, 'ke-hoach.pdf', pdf)
    await d.step('submit', made.id, o.actors.officer)
    await d.step('checkContent', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.chief, { evenWithErrors: true, words: 'Xem bằng mắt' })
    await d.step('approve', made.id, o.actors.leader)
    await expect(
      t.run(signing.sign, o.actors.leader, {
        ...at(made.id),
        body: { version: (await d.get(made.id)).version, keyId: keys.leader, passphrase: PASS },
      }),
    ).rejects.toMatchObject({ code: 'COMPOSE_NO_BLANK_PLACE' })
    expect(await d.get(made.id)).toMatchObject({ state: 'approved', symbol: null })
    expect(await t.admin(`select 1 from records.register_book where code = 'outgoing/ke-hoach'`)).toEqual([])
  })
})

describe('what is not a draft', () => {
  it('a paper signed by hand keeps its scan, added by the registry alone, again after it has gone out', async () => {
    const id = await d.approved({ mode: 'paper' })
    const pdf = (await word()).pdf
    expect((await d.get(id)).abilities).not.toContain('addScan')
    await expect(d.upload(id, 'quet.pdf', pdf, 'scan', o.actors.registry)).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    await d.step('numberOnPaper', id, o.actors.registry)
    expect((await d.get(id)).abilities).toContain('addScan')
    expect((await d.get(id, o.actors.officer)).abilities).not.toContain('addScan')
    await expect(d.upload(id, 'quet.docx', (await word()).docx, 'scan', o.actors.registry)).rejects.toMatchObject({
      code: 'OUTGOING_PAGES_KIND',
    })
    await d.upload(id, 'quet.pdf', pdf, 'scan', o.actors.registry)
    expect((await d.get(id)).sealed).toMatchObject({ fileName: 'quet.pdf', canView: true })
    await d.step('issue', id, o.actors.registry)
    await d.upload(id, 'quet-ro-hon.pdf', pdf, 'scan', o.actors.registry)
    const end = await d.get(id)
    expect(end.sealed).toMatchObject({ fileName: 'quet-ro-hon.pdf' })
    expect(end.state).toBe('issued')
    expect(end.steps.filter((step) => step.kind === 'scan-added')).toHaveLength(2)
  })

  it('a secret file is refused with its reason on the draft, and nothing of it is kept', async () => {
    const made = await d.create()
    for await (const file of makeInventedDocuments({ seed: 5, count: 1, kinds: ['secret'] }))
      await d.upload(made.id, 'du-thao.pdf', file.bytes)
    const seen = await d.get(made.id, o.actors.officer)
    expect(seen).toMatchObject({ latestVersion: 0, waitingFiles: [{ state: 'refused' }] })
    expect(seen.waitingFiles[0]!.words!['vi']).toMatch(/độ mật/)
  })

  it('another kind of file is refused by name, a broken one is kept and says why it was not checked', async () => {
    const made = await d.create()
    await expect(d.upload(made.id, 'bang.xlsx', new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      code: 'OUTGOING_FILE_KIND',
    })
    const docx = (await word()).docx
    await d.upload(made.id, 'hong.docx', docx.subarray(0, docx.length - 400))
    const [version] = (await d.get(made.id, o.actors.officer)).versions
    expect(version!.errors).toBeNull()
  })
})
