import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  d = drafts(t, o)
})
afterAll(() => t?.close())

const front = (over: object = {}) => ({
  name: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã Sông Mây',
  abbreviation: 'MTTQ',
  onBehalfOf: 'Ban Thường trực',
  position: 'Chủ tịch',
  signer: 'Lò Thị Mai',
  ...over,
})

describe('joint documents', () => {
  it('are numbered by the presiding office, name all bodies and their signers, and pass the checker', async () => {
    const id = await d.approved({
      mode: 'paper',
      typeCode: 'ke-hoach',
      subject: 'Phối hợp giám sát đầu tư của cộng đồng',
      jointWith: [front()],
    })
    const seen = await d.get(id)
    expect(seen).toMatchObject({ notation: 'KH-UBND-MTTQ', fields: { jointWith: [front()] } })
    expect(seen.versions[0]).toMatchObject({ errors: 0, checkFault: null })
    const page = await t.run(outgoing.pages, o.actors.officer, {
      params: { documentId: id, no: 1 },
      query: { format: 'docx' },
    })
    const { readDocument } = await import('#engines/layout/index.ts')
    const model = await readDocument((page as { file: { bytes: Uint8Array } }).file.bytes)
    const words = model.paragraphs
      .map((one) => one.runs.map((run) => run.text).join(''))
      .join(' ')
      .replace(/\s+/g, ' ')
    expect(words).toContain('XÃ SÔNG MÂY - ỦY BAN MẶT TRẬN TỔ QUỐC')
    expect(words).toContain('TM. BAN THƯỜNG TRỰC')
    expect(words).toContain('Lò Thị Mai')
    expect(await d.step('numberOnPaper', id, o.actors.registry)).toMatchObject({ symbol: '01/KH-UBND-MTTQ' })
    // The next plan of the office alone goes on in the same series.
    const alone = await d.approved({ mode: 'paper', typeCode: 'ke-hoach', subject: 'Phòng cháy' })
    expect(await d.step('numberOnPaper', alone, o.actors.registry)).toMatchObject({ symbol: '02/KH-UBND' })
    const printed = await t.run(outgoingWay.printRegister, o.actors.registry, {
      query: { kind: 'register', format: 'xlsx', paper: 'A4', from: '2026-01-01', to: '2026-12-31' },
    })
    const { unzipSync, strFromU8 } = await import('fflate')
    const sheets = Object.values(unzipSync((printed as { file: { bytes: Uint8Array } }).file.bytes))
    expect(sheets.map((bytes) => strFromU8(bytes)).join(' ')).toContain('Liên tịch với Ủy ban Mặt trận Tổ quốc')
  })

  it('are found by each of their issuers', async () => {
    const { id } = await d.create({ mode: 'paper', subject: 'Giám sát cộng đồng', jointWith: [front()] })
    const { search } = await import('#modules/search/contract.ts')
    const find = async (q: string) =>
      (await t.run(search.find, o.actors.registry, { query: { q } })).items.map((one) => one.id)
    expect(await find('issuer:"Mặt trận Tổ quốc Việt Nam xã Sông Mây"')).toContain(id)
    expect(await find('issuer:"Ủy ban nhân dân xã Sông Mây" giám sát')).toContain(id)
    expect(await find('issuer:"Hội Nông dân xã Sông Mây"')).toEqual([])
  })

  it('are signed on paper, and their notation has its length', async () => {
    await expect(d.create({ mode: 'digital', jointWith: [front()] })).rejects.toMatchObject({
      code: 'OUTGOING_JOINT_ON_PAPER',
    })
    const long = [front({ abbreviation: 'UBMTTQVNXASM' }), front({ abbreviation: 'HNDVNXASONGMAY' })]
    await expect(d.create({ mode: 'paper', jointWith: long })).rejects.toMatchObject({ code: 'OUTGOING_NOTATION_LONG' })
    const made = await d.create({ mode: 'paper', jointWith: [front()] })
    await expect(
      t.admin(`update outgoing.paper set mode = 'digital' where document_id = '${made.id}'`),
    ).rejects.toThrow(/paper_joint_on_paper/)
  })
})
