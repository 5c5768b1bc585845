/** Number, rendered page, the person's signature, the agency's seal, issue; files signed elsewhere; failures that keep the number. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkLayout, readDocument } from '#engines/layout/index.ts'
import { signPdf, verifyPdf } from '#engines/sign/index.ts'
import { signerOf } from '#engines/sign/test/kit.ts'
import { records } from '#modules/records/contract.ts'
import {
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  PASS,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { configuredTrust } from '#modules/signatures/trust-folder.ts'
import { verification } from '#modules/signatures/verification-contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { signing } from '../signing-contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
let pki: Infrastructure
let keys: { leader: string; agency: string }
beforeAll(async () => {
  pki = await makeInfrastructure()
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir } })
  o = await makeOffice(t)
  d = drafts(t, o)
  keys = await enterKeys(t, o, pki)
})
afterAll(async () => {
  await t?.close()
  removeInfrastructure(pki)
})

const at = (documentId: string) => ({ params: { documentId } })
const sign = async (id: string, passphrase = PASS, actor = o.actors.leader) =>
  t.run(signing.sign, actor, {
    ...at(id),
    body: { version: (await d.get(id)).version, keyId: keys.leader, passphrase },
  })
const seal = async (id: string, passphrase = PASS) =>
  t.run(signing.seal, o.actors.registry, {
    ...at(id),
    body: { version: (await d.get(id)).version, keyId: keys.agency, passphrase },
  })
const bytesOf = async (componentId: string): Promise<Uint8Array> => {
  const [row] = await t.admin<{ sha256: string }>(`select sha256 from records.component where id = '${componentId}'`)
  return t.blobs.read(row!.sha256)
}

describe('on this server', () => {
  it('reserves the number, renders it on the page, signs twice and issues; the file verifies and is right in form', async () => {
    const id = await d.approved({ typeCode: 'quyet-dinh', subject: 'Về việc kiện toàn tổ công tác' })
    const first = await sign(id)
    expect(first).toMatchObject({ state: 'signed', symbol: '01/QĐ-UBND', issuedDate: '2026-11-23', level: 'B-B' })
    const sealed = await seal(id)
    expect(sealed).toMatchObject({ state: 'sealed' })
    expect(await d.step('issue', id, o.actors.registry)).toMatchObject({ state: 'issued' })

    const end = await d.get(id)
    const [rendered, signed, both] = await Promise.all(
      [end.rendered!, end.signed!, end.sealed!].map((one) => bytesOf(one.id)),
    )
    // Nothing visible is added later: each file begins with the one before it, byte for byte.
    expect(Buffer.compare(signed!.subarray(0, rendered!.length), rendered!)).toBe(0)
    expect(Buffer.compare(both!.subarray(0, signed!.length), signed!)).toBe(0)
    const { list } = await configuredTrust(pki.trustDir)
    const report = verifyPdf(both!, { trust: list, now: t.clock.now() })
    expect(report).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ signer: 'Trần Văn Quý' }, { signer: 'Ủy ban nhân dân xã Sông Mây' }],
    })
    const document = await readDocument(both!)
    const form = checkLayout(document, { regime: 'state', date: '2026-11-23' })
    expect(form.components.find((one) => one.component === 'number')?.text).toBe('Số: 01/QĐ-UBND')
    expect(form.components.find((one) => one.component === 'place-date')?.text).toBe(
      'Sông Mây, ngày 23 tháng 11 năm 2026',
    )
    expect(form.findings.filter((one) => one.severity === 'error')).toEqual([])
    const evidence = await t.run(verification.reportsOfComponent, o.actors.registry, {
      params: { componentId: end.sealed!.id },
    })
    expect(evidence.items[0]).toMatchObject({ verdict: 'TOTAL-PASSED', cause: 'signed' })
    expect(end.steps.map((step) => step.kind).slice(-4)).toEqual(['numbered', 'signed', 'sealed', 'issued'])
    const pdfsig = spawnSync('pdfsig', ['-v'])
    if (pdfsig.error) return console.warn('pdfsig is not installed: its verdict was not asked')
    const place = join(mkdtempSync(join(tmpdir(), 'vk-')), 'a.pdf')
    writeFileSync(place, both!)
    const said = spawnSync('pdfsig', ['-nocert', place], { encoding: 'utf8' }).stdout
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  })

  it('a wrong passphrase keeps number and page for the next attempt', async () => {
    const id = await d.approved({ typeCode: 'thong-bao', subject: 'Lịch tiếp công dân' })
    await expect(sign(id, 'sai')).rejects.toMatchObject({ code: 'SIGNATURES_PASSPHRASE_WRONG' })
    const waiting = await d.get(id)
    expect(waiting).toMatchObject({ state: 'numbered', symbol: '01/TB-UBND' })
    expect(waiting.rendered).not.toBeNull()
    const other = await d.approved({ typeCode: 'thong-bao', subject: 'Nghỉ lễ' })
    expect(await sign(other)).toMatchObject({ symbol: '02/TB-UBND' })
    expect(await sign(id)).toMatchObject({ state: 'signed', symbol: '01/TB-UBND' })
    // Given up after the number: a gap that stays.
    const third = await d.approved({ typeCode: 'thong-bao', subject: 'Sẽ bỏ' })
    await expect(sign(third, 'sai')).rejects.toMatchObject({ code: 'SIGNATURES_PASSPHRASE_WRONG' })
    const { outgoing } = await import('../contract.ts')
    await t.run(outgoing.abandon, o.actors.leader, {
      ...at(third),
      body: { version: (await d.get(third)).version, reason: 'Không ban hành nữa' },
    })
    const books = await t.run(records.listBooks, o.actors.registry, { query: { direction: 'outgoing' } })
    expect(books.items.find((one) => one.title.endsWith('Thông báo'))).toMatchObject({ lastNumber: 3, cancelled: 1 })
  })

  it('nobody signs for the signer, and nobody seals but the registry', async () => {
    const id = await d.approved({ typeCode: 'ke-hoach', subject: 'Kế hoạch quý I' })
    const version = (await d.get(id)).version
    const body = { version, keyId: keys.leader, passphrase: PASS }
    await expect(t.run(signing.sign, o.actors.chief, { ...at(id), body })).rejects.toMatchObject({ status: 404 })
    await expect(t.run(signing.sign, o.actors.registry, { ...at(id), body })).rejects.toMatchObject({ status: 403 })
    expect((await d.get(id)).state).toBe('approved')
    await sign(id)
    await expect(
      t.run(signing.seal, o.actors.leader, { ...at(id), body: { ...body, version: (await d.get(id)).version } }),
    ).rejects.toMatchObject({ status: 403 })
    // Two presses of Sign at once: one signature, the other is told.
    const twice = await d.approved({ typeCode: 'ke-hoach', subject: 'Kế hoạch quý II' })
    const both = await Promise.allSettled([sign(twice), sign(twice)])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'OUTGOING_STATE_CHANGED' } })
    expect((await d.get(twice)).symbol).toBe('02/KH-UBND')
  })

  it('attachments of a file of their own bear the agency’s signature in words', async () => {
    const id = await d.approved({ typeCode: 'bao-cao', subject: 'Báo cáo có phụ lục riêng' })
    const { paper } = await import('#engines/sign/test/papers.ts')
    await d.upload(id, 'phu-luc.pdf', await paper('streams'), 'attachment')
    await sign(id)
    await seal(id)
    const { attachments } = await d.get(id)
    expect(attachments).toHaveLength(2)
    const { list } = await configuredTrust(pki.trustDir)
    const signed = attachments.find((one) => one.derivedFrom !== null)!
    const report = verifyPdf(await bytesOf(signed.id), { trust: list, now: t.clock.now() })
    expect(report).toMatchObject({ verdict: 'TOTAL-PASSED', signatures: [{ signer: 'Ủy ban nhân dân xã Sông Mây' }] })
  })
})

describe('with a device', () => {
  it('takes the page that was handed out plus the signature, and nothing else', async () => {
    const id = await d.approved({ typeCode: 'to-trinh', subject: 'Đề nghị bổ sung kinh phí' })
    const prepared = await t.run(signing.prepare, o.actors.leader, {
      ...at(id),
      body: { version: (await d.get(id)).version },
    })
    expect(prepared.state).toBe('numbered')
    const handedOut = await bytesOf(prepared.componentId)
    const handIn = async (bytes: Uint8Array, actor = o.actors.leader) =>
      t.run(
        signing.signElsewhere,
        actor,
        { ...at(id), query: { version: (await d.get(id)).version } },
        { uploads: [await quarantined(t, 'da-ky.pdf', bytes)] },
      )
    const byDevice = (bytes: Uint8Array, who = pki.leader) =>
      signPdf(bytes, signerOf(who, [pki.middle]), { time: t.clock.now() })
    await expect(handIn(handedOut)).rejects.toMatchObject({ code: 'SIGNATURES_ELSEWHERE_UNSIGNED' })
    await expect(handIn(await byDevice(handedOut, pki.stranger))).rejects.toMatchObject({
      code: 'SIGNATURES_ELSEWHERE_OTHER_SIGNER',
    })
    const { paper } = await import('#engines/sign/test/papers.ts')
    await expect(handIn(await byDevice(await paper()))).rejects.toMatchObject({
      code: 'SIGNATURES_ELSEWHERE_OTHER_BYTES',
    })
    expect((await d.get(id)).state).toBe('numbered')
    expect(await handIn(await byDevice(handedOut))).toMatchObject({ state: 'signed', symbol: '01/TTr-UBND' })
    expect(await seal(id)).toMatchObject({ state: 'sealed' })
  })
})
