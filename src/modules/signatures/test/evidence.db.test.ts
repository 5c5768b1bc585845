/** Evidence: what arrives is looked at and kept; looked at again it is kept beside; nothing changes what was found. */

import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signPdf } from '#engines/sign/index.ts'
import { signerOf } from '#engines/sign/test/kit.ts'
import { audit } from '#modules/audit/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { verification } from '../verification-contract.ts'
import { type Infrastructure, makeInfrastructure, paper, removeInfrastructure } from './build.ts'

let t: TestApp
let o: Office
let other: Office
let pki: Infrastructure
beforeAll(async () => {
  pki = await makeInfrastructure()
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir } })
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(async () => {
  await t?.close()
  removeInfrastructure(pki)
})

/** A file into the tray, screened and looked at. @returns its component */
async function arrive(fileName: string, bytes: Uint8Array): Promise<{ intakeId: string; componentId: string }> {
  const uploads = [await quarantined(t, fileName, bytes)]
  const { items } = await t.run(intake.upload, o.actors.registry, { body: {} }, { uploads })
  await t.drain()
  const item = await t.run(intake.get, o.actors.registry, { params: { intakeId: items[0]!.id } })
  return { intakeId: item.id, componentId: item.components[0]!.id }
}
const reports = async (componentId: string, actor: Actor = o.actors.registry) =>
  (await t.run(verification.reportsOfComponent, actor, { params: { componentId } })).items
const verify = (componentId: string, actor: Actor = o.actors.registry) =>
  t.run(verification.verifyComponent, actor, { params: { componentId } })
const signed = async (pdf?: Uint8Array) =>
  signPdf(pdf ?? (await paper()), signerOf(pki.leader, [pki.middle]), { time: new Date('2026-11-22T02:00:00Z') })

describe('a PDF that arrives', () => {
  let componentId: string
  let intakeId: string
  it('is looked at by itself, and what was found is evidence with the bytes and the trust list it was found by', async () => {
    const bytes = await signed()
    ;({ componentId, intakeId } = await arrive('QĐ có chữ ký.pdf', bytes))
    const [found, ...more] = await reports(componentId)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      verdict: 'TOTAL-PASSED',
      cause: 'arrived',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      isTrustOlder: false,
      report: { signatures: [{ signer: 'Trần Văn Quý', coversWholeDocument: true }] },
    })
    expect(found!.lines.vi.join('\n')).toContain('HỢP LỆ')
    const log = await t.run(audit.list, o.actors.chief, { query: { kind: 'signatures.verified' } })
    expect(log.items).toHaveLength(1)
    // A job that runs twice keeps one report.
    await t.kernel.transact(o.actors.registry, 'test', async (ctx) => {
      ctx.enqueue(t.kernel.jobs.get('signatures.verify')!, { componentId })
    })
    await t.drain()
    expect(await reports(componentId)).toHaveLength(1)
  })

  it('is looked at again on demand; the older report stands beside', async () => {
    await rename(join(pki.trustDir, 'root.pem'), join(pki.folder, 'root.pem'))
    const again = await verify(componentId)
    expect(again).toMatchObject({ verdict: 'INDETERMINATE', cause: 'asked', byName: 'Nguyễn Thị Hòa' })
    const kept = await reports(componentId)
    expect(kept.map((one) => [one.verdict, one.isTrustOlder])).toEqual([
      ['INDETERMINATE', false],
      ['TOTAL-PASSED', true],
    ])
    const trust = await t.run(verification.trust, o.actors.sysadmin)
    expect(trust).toMatchObject({ isConfigured: true, certificates: [], unreadable: [] })
    await rename(join(pki.folder, 'root.pem'), join(pki.trustDir, 'root.pem'))
    await writeFile(join(pki.trustDir, 'rác.pem'), 'không phải chứng thư')
    expect(await t.run(verification.trust, o.actors.sysadmin)).toMatchObject({
      certificates: [{ issuer: expect.stringContaining('Lâm Hà Root CA'), isRoot: true, isOver: false }],
      unreadable: ['rác.pem'],
    })
    expect(await verify(componentId)).toMatchObject({ verdict: 'TOTAL-PASSED' })
  })

  it('cannot be changed or taken away by the application', async () => {
    const scope = { organizationId: o.organizationId }
    const { sql } = await import('kysely')
    for (const words of ['update signatures.report set verdict = $$TOTAL-PASSED$$', 'delete from signatures.report'])
      await expect(t.db.transaction(scope, (tx) => sql.raw(words).execute(tx))).rejects.toThrow(/permission denied/)
  })

  it('is shown to whoever sees the document, and to nobody else', async () => {
    expect(await reports(componentId)).toHaveLength(3)
    for (const actor of [o.actors.officer, other.actors.registry]) {
      await expect(reports(componentId, actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
      await expect(verify(componentId, actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    }
    const { id: documentId } = await t.run(incoming.register, o.actors.registry, {
      body: { intakeId, fields: { typeName: 'Quyết định', issuerName: 'Sở Y tế', subject: 'V/v phòng dịch' } },
    })
    const of = (actor: Actor) => t.run(verification.reportsOfDocument, actor, { params: { documentId } })
    expect(await of(o.actors.leader)).toMatchObject({
      files: [{ componentId, fileName: 'QĐ có chữ ký.pdf', count: 3, newest: { verdict: 'TOTAL-PASSED' } }],
    })
    for (const actor of [o.actors.officer, other.actors.registry])
      await expect(of(actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })

  it('unsigned, altered and broken ones are told apart', async () => {
    const verdicts: string[] = []
    const altered = Buffer.from(await signed())
    altered[altered.indexOf('MediaBox') + 30]! ^= 1
    for (const bytes of [await paper(), altered, Buffer.from('%PDF-1.7\nkhông còn gì\n%%EOF')]) {
      const { componentId: id } = await arrive('tệp.pdf', bytes)
      verdicts.push((await reports(id)).map((one) => one.verdict).join())
    }
    expect(verdicts).toEqual(['UNSIGNED', 'TOTAL-FAILED', 'UNREADABLE'])
  })
})

it('an uploaded file is judged and leaves nothing behind, neither bytes nor name', async () => {
  const ask = async (bytes: Uint8Array) => {
    const file = await quarantined(t, 'Bí mật gia đình.pdf', bytes)
    return t.run(verification.verifyUpload, o.actors.officer, { body: {} }, { uploads: [file] })
  }
  const before = await t.admin<{ n: number }>('select count(*)::int as n from signatures.report')
  expect(await ask(await signed())).toMatchObject({
    hasTrust: true,
    report: { verdict: 'TOTAL-PASSED', signatures: [{ signer: 'Trần Văn Quý' }] },
  })
  expect(await ask(await paper())).toMatchObject({ report: { verdict: 'INDETERMINATE', signatures: [] } })
  await expect(ask(Buffer.from('không phải PDF'))).rejects.toMatchObject({ code: 'SIGN_NOT_PDF' })
  expect(await t.admin('select count(*)::int as n from signatures.report')).toEqual(before)
  const log = JSON.stringify(await t.admin('select * from audit.entry'))
  expect(log).toContain('signatures.verifyUpload')
  expect(log).not.toContain('Bí mật gia đình')
})
