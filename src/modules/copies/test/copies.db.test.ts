/** Copies: their one series, the ways that the law allows, the rights of the original, the register. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { verifyPdf } from '#engines/sign/index.ts'
import { paper } from '#engines/sign/test/papers.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { acceptFiles } from '#modules/intake/index.ts'
import { signing } from '#modules/outgoing/signing-contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { records } from '#modules/records/contract.ts'
import {
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  PASS,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { configuredTrust } from '#modules/signatures/trust-folder.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { copies } from '../contract.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
let pki: Infrastructure
let keys: { leader: string; agency: string }
let issued: string
let draft: string
beforeAll(async () => {
  pki = await makeInfrastructure()
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir } })
  o = await makeOffice(t)
  d = drafts(t, o)
  keys = await enterKeys(t, o, pki)
  issued = await d.approved({ typeCode: 'quyet-dinh', subject: 'Kiện toàn tổ công tác' })
  const step = async (route: typeof signing.sign | typeof signing.seal, actor: Actor, keyId: string) =>
    t.run(route, actor, {
      params: { documentId: issued },
      body: { version: (await d.get(issued)).version, keyId, passphrase: PASS },
    })
  await step(signing.sign, o.actors.leader, keys.leader)
  await step(signing.seal, o.actors.registry, keys.agency)
  await d.step('issue', issued, o.actors.registry)
  draft = (await d.create()).id
})
afterAll(async () => {
  await t?.close()
  removeInfrastructure(pki)
})

const choices = (id = issued, actor = o.actors.registry) => t.run(copies.choices, actor, { params: { documentId: id } })
const wish = async (over: object = {}) => ({
  form: 'sao-y' as const,
  from: 'electronic' as const,
  sourceId: (await choices()).sources[0]!.id,
  askedBy: 'Hội Nông dân xã',
  amount: 2,
  recipients: ['Hội Nông dân xã Sông Mây'],
  signerPost: o.actors.leader.postId!,
  ...over,
})
const make = async (over: object = {}, id = issued, actor = o.actors.registry) =>
  t.run(copies.make, actor, { params: { documentId: id }, body: await wish(over) })
const sign = async (over: object = {}) =>
  t.run(copies.makeElectronic, o.actors.registry, {
    params: { documentId: issued },
    body: { ...(await wish(over)), keyId: keys.agency, passphrase: PASS },
  } as never)
const bytesOf = async (copyId: string, actor = o.actors.registry): Promise<Uint8Array> => {
  const { file } = (await t.run(copies.print, actor, { params: { copyId } })) as never as {
    file: { bytes: Uint8Array | { sha256: string } }
  }
  return file.bytes instanceof Uint8Array ? file.bytes : t.blobs.read(file.bytes.sha256)
}

describe('copies of an issued document', () => {
  it('take numbers of one series, whatever their form, and stand in its own book', async () => {
    expect(await choices()).toMatchObject({
      forms: [{ id: 'sao-y' }, { id: 'sao-luc' }, { id: 'trich-sao' }],
      signers: [{ name: 'Trần Văn Quý', lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'] }],
      from: 'electronic',
    })
    const first = await make()
    expect(first).toMatchObject({ symbol: '01/SY-UBND', number: 1 })
    const pages = paragraphTexts(await readDocument(await bytesOf(first.id))).join('\n')
    for (const words of ['SAO Y', 'Số: 01/SY-UBND', 'Hội Nông dân xã Sông Mây', 'Lưu: VT', 'Điều 1'])
      expect(pages).toContain(words)
    const extract = await make({ form: 'trich-sao', sourceId: null, extract: 'Điều 2. Có hiệu lực từ ngày ký.' })
    expect(extract).toMatchObject({ symbol: '02/TrS-UBND', number: 2 })
    const part = paragraphTexts(await readDocument(await bytesOf(extract.id))).join('\n')
    expect(part).toContain('TRÍCH SAO')
    expect(part).toContain('Có hiệu lực từ ngày ký')
    expect(part).not.toContain('Điều 1')
    // Pressed twice it is one copy.
    const again = await Promise.all(
      [make({ requestKey: 'hai-lan' }), make({ requestKey: 'hai-lan' })].map((one) => one.catch((e) => e)),
    )
    const made = again.filter((one) => one.symbol)
    expect(made.length).toBeGreaterThan(0)
    expect(await make({ requestKey: 'hai-lan' })).toEqual(made[0])
    const books = await t.run(records.listBooks, o.actors.registry, { query: { direction: 'outgoing' } })
    expect(books.items.find((one) => one.code === 'outgoing-copy')).toMatchObject({ title: 'Sổ đăng ký bản sao' })
    const listed = await t.run(copies.list, o.actors.registry, { query: { q: 'kien toan' } })
    expect(listed.items.map((one) => one.symbol).sort()).toEqual(['01/SY-UBND', '02/TrS-UBND', made[0].symbol].sort())
    // The document's own number, its list of files and its page know nothing of them.
    expect((await d.get(issued)).symbol).toBe('01/QĐ-UBND')
  })

  it('are made only the ways that the law knows, of what is registered, by the registry', async () => {
    await expect(sign()).rejects.toMatchObject({ code: 'COPIES_WAY' })
    await expect(make({ form: 'sao-luc', from: 'paper', sourceId: null })).resolves.toMatchObject({})
    await expect(make({ sourceId: null })).rejects.toMatchObject({ code: 'COPIES_NO_SOURCE' })
    await expect(make({ form: 'trich-sao', sourceId: null })).rejects.toMatchObject({ code: 'COPIES_NO_EXTRACT' })
    await expect(make({ signerPost: o.actors.officer.postId })).rejects.toMatchObject({ code: 'OUTGOING_NO_AUTHORITY' })
    await expect(make({}, draft)).rejects.toMatchObject({ code: 'COPIES_NOT_REGISTERED' })
    await expect(make({}, issued, o.actors.officer)).rejects.toMatchObject({ status: 403 })
  })

  it('in electronic form bear the agency’s signature in words, and a wrong passphrase takes no number', async () => {
    const before = (await t.run(copies.list, o.actors.registry, { query: {} })).items.length
    const wrong = { ...(await wish({ form: 'trich-sao', sourceId: null, extract: 'Điều 2.' })), keyId: keys.agency }
    await expect(
      t.run(copies.makeElectronic, o.actors.registry, {
        params: { documentId: issued },
        body: { ...wrong, passphrase: 'sai' },
      } as never),
    ).rejects.toMatchObject({ code: 'SIGNATURES_PASSPHRASE_WRONG' })
    expect((await t.run(copies.list, o.actors.registry, { query: {} })).items).toHaveLength(before)
    const made = (await sign({ form: 'trich-sao', sourceId: null, extract: 'Điều 2. Có hiệu lực.' })) as { id: string }
    const bytes = await bytesOf(made.id)
    const { list } = await configuredTrust(pki.trustDir)
    expect(verifyPdf(bytes, { trust: list, now: t.clock.now() })).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ signer: 'Ủy ban nhân dân xã Sông Mây' }],
    })
    // A file of the document, apart from what the document consists of.
    expect((await d.get(issued)).attachments).toEqual([])
  })

  it('are seen by whoever sees the document, and by nobody else', async () => {
    const [one] = (await t.run(copies.ofDocument, o.actors.registry, { params: { documentId: issued } })).items.filter(
      (each) => each.componentId,
    )
    expect((await t.run(copies.ofDocument, o.actors.officer, { params: { documentId: issued } })).mayMake).toBe(false)
    for (const actor of [o.actors.other, o.actors.archivist]) {
      await expect(t.run(copies.ofDocument, actor, { params: { documentId: issued } })).rejects.toMatchObject({
        status: 404,
      })
      await expect(bytesOf(one!.id, actor)).rejects.toMatchObject({ status: 404 })
      await expect(
        t.run(records.openComponent, actor, { params: { componentId: one!.componentId! } }),
      ).rejects.toMatchObject({ status: 404 })
    }
    expect((await bytesOf(one!.id, o.actors.chief)).length).toBeGreaterThan(0)
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: issued },
      body: {
        isNarrowed: true,
        members: [{ kind: 'post', id: o.actors.officer.postId! }],
        reason: 'Đang xác minh',
      },
    })
    await expect(bytesOf(one!.id, o.actors.chief)).rejects.toMatchObject({ status: 404 })
    expect((await t.run(copies.list, o.actors.chief, { query: {} })).items).toEqual([])
  })

  it('made by mistake are given up: the number stays as a gap, and nothing is printed of them', async () => {
    const made = await make({ askedBy: 'Nhầm' })
    const giveUp = (actor = o.actors.registry) =>
      t.run(copies.giveUp, actor, { params: { copyId: made.id }, body: { reason: 'Sao nhầm văn bản' } })
    await expect(giveUp(o.actors.leader)).rejects.toMatchObject({ status: 403 })
    expect(await giveUp()).toEqual({ symbol: made.symbol })
    await expect(giveUp()).rejects.toMatchObject({ code: 'COPIES_VOIDED' })
    await expect(bytesOf(made.id)).rejects.toMatchObject({ code: 'COPIES_VOIDED' })
    expect((await make({ askedBy: 'Tiếp theo' })).number).toBe(made.number + 1)
    const books = await t.run(records.listBooks, o.actors.registry, { query: { direction: 'outgoing' } })
    expect(books.items.find((one) => one.code === 'outgoing-copy')).toMatchObject({ cancelled: 1 })
  })

  it('stand in their register, printed in the columns of the outgoing one', async () => {
    const answer = (await t.run(copies.printRegister, o.actors.registry, {
      query: { from: '2026-01-01', to: '2026-12-31', format: 'pdf', paper: 'A4' },
    })) as never as { file: { bytes: Uint8Array } }
    const text = paragraphTexts(await readDocument(answer.file.bytes)).join(' ')
    for (const words of ['SỔ ĐĂNG KÝ BẢN SAO', 'TrS-', 'Hội Nông dân xã', 'Sao nhầm']) expect(text).toContain(words)
  })
})

describe('copies of an incoming document', () => {
  it('take no place of its file: the next one is made of the same', async () => {
    const intakeId = await t.kernel.transact(o.actors.registry, 'test', async (ctx) =>
      acceptFiles(ctx, [
        { fileName: 'quet.pdf', mediaType: 'application/pdf', bytes: await paper(), pageCount: 2, role: 'main' },
      ]),
    )
    const { id } = await t.run(incoming.register, o.actors.registry, {
      body: { intakeId, fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ', subject: 'V/v rà soát chức danh' } },
    })
    const { sources } = await choices(id)
    expect(sources).toHaveLength(1)
    await t.run(copies.makeElectronic, o.actors.registry, {
      params: { documentId: id },
      body: { ...(await wish({ from: 'paper', sourceId: sources[0]!.id })), keyId: keys.agency, passphrase: PASS },
    } as never)
    expect((await choices(id)).sources).toEqual(sources)
  })
})

describe('copies of a Party body', () => {
  it('are all of one type and number through the term', async () => {
    const party = await makeOffice(t, 'Đảng ủy xã Sông Mây', 'party')
    const { placeOf } = await import('../numbering.ts')
    await t.db.transaction({ organizationId: party.organizationId }, async (tx) => {
      const { rulesOf } = await import('#modules/people/index.ts')
      const rules = await rulesOf(tx, party.organizationId, '2026-11-23')
      expect(rules.copyForms.map((form) => form.typeCode)).toEqual(['ban-sao', 'ban-sao', 'ban-sao'])
      const ctx = { tx, actor: party.actors.registry, today: '2026-11-23' } as never
      await expect(placeOf(ctx, rules, rules.copyForms[0]!)).rejects.toMatchObject({ code: 'OUTGOING_NO_TERM' })
    })
  })
})
