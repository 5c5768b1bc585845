/** Signing with keys that lie here: order of signatures, levels, timestamps over HTTP; files signed elsewhere taken and refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signPdf, timestampPdf, verifyPdf } from '#engines/sign/index.ts'
import { append, FALSE_WORDS, find } from '#engines/sign/test/attack-kit.ts'
import { authorityOf, crlOf, type Identity, issue } from '#engines/sign/test/authority.ts'
import { signerOf } from '#engines/sign/test/kit.ts'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signatures } from '../contract.ts'
import {
  acceptSignedElsewhere,
  type Expected,
  keepSigned,
  type Signed,
  type SignRequest,
  signDocumentBytes,
} from '../index.ts'
import { configuredTrust } from '../trust-folder.ts'
import {
  base64,
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  outsideOf,
  PASS,
  p12,
  paper,
  removeInfrastructure,
  startLists,
  startTsa,
  type Tsa,
} from './build.ts'

let t: TestApp
let bare: TestApp
let o: Office
let pki: Infrastructure
let tsa: Tsa
let keys: { leader: string; agency: string }
beforeAll(async () => {
  pki = await makeInfrastructure()
  tsa = await startTsa(pki, () => new Date('2026-11-23T01:00:05Z'))
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, VANKHO_TSA_URL: tsa.url, VANKHO_SIGN_WAIT: '4' } })
  bare = await testApp()
  o = await makeOffice(t)
  keys = await enterKeys(t, o, pki)
})
afterAll(async () => {
  await t?.close()
  await bare?.close()
  await tsa?.close()
  removeInfrastructure(pki)
})

/** The file with a page more, as any editor could add it. */
function withPage(pdf: Uint8Array): Buffer {
  const pages = find(pdf, /\/Type\s*\/Pages/)
  const body = pages.body.replace(/\/Kids \[([^\]]*)\]/, '/Kids [$1 900 0 R]').replace(/\/Count 2/, '/Count 3')
  const page = `<</Type /Page /Parent ${pages.number} 0 R /MediaBox [0 0 595 842] /Resources <<>>>>`
  return append(pdf, { objects: { [pages.number]: body, 900: page } })
}

/** The file with other words on its first page. */
function withOtherWords(pdf: Uint8Array): Buffer {
  const page = find(pdf, /\/Type\s*\/Page\b(?!s)/, 'first')
  return append(pdf, {
    objects: { [page.number]: page.body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'), 900: FALSE_WORDS },
  })
}

const box = { x: 320, y: 560, width: 160, height: 70 }
const sign = (
  actor: Actor,
  request: Partial<SignRequest> & Pick<SignRequest, 'pdf' | 'keyId' | 'place'>,
): Promise<Signed> => signDocumentBytes(outsideOf(t, actor), { passphrase: PASS, ...request })
const byLeader = async (pdf?: Uint8Array) =>
  sign(o.actors.leader, { pdf: pdf ?? (await paper()), keyId: keys.leader, place: { kind: 'person', page: 1, box } })

describe('on this server', () => {
  beforeEach(() => {
    tsa.mode = 'good'
  })

  it('the person first, then the agency’s seal over it: both valid, the time proved, the approved bytes untouched', async () => {
    const approved = await paper('streams')
    const first = await byLeader(approved)
    expect(Buffer.compare(first.bytes.subarray(0, approved.length), approved)).toBe(0)
    expect(first).toMatchObject({ level: 'B-LT', warnings: [] })
    const both = await sign(o.actors.registry, {
      pdf: first.bytes,
      keyId: keys.agency,
      place: { kind: 'agency', page: 1, box, personKeyId: keys.leader },
      subject: { id: newId(), label: '15/QĐ-UBND' },
    })
    const { list } = await configuredTrust(pki.trustDir)
    const report = verifyPdf(both.bytes, { trust: list, now: t.clock.now() })
    expect(report).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [
        { signer: 'Trần Văn Quý', signingTimeSource: 'timestamp', signingTime: '2026-11-23T08:00:05+07:00' },
        { signer: 'Ủy ban nhân dân xã Sông Mây', verdict: 'TOTAL-PASSED' },
      ],
    })
    expect(report.signatures[0]!.changesAfter).not.toContainEqual(expect.stringContaining('overlay'))
  })

  it('without an authority: B-B, and nothing passes where nothing is trusted', async () => {
    const office = await makeOffice(bare)
    const made = await bare.run(signatures.addKey, office.actors.leader, {
      body: { owner: 'person', file: base64(p12(pki, pki.leader)), passphrase: PASS },
    })
    const signed = await signDocumentBytes(outsideOf(bare, office.actors.leader), {
      pdf: await paper(),
      keyId: made.id,
      passphrase: PASS,
      place: { kind: 'none', by: 'person' },
    })
    expect(signed).toMatchObject({
      level: 'B-B',
      report: { verdict: 'INDETERMINATE', signatures: [{ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }] },
    })
  })

  it('a silent authority stops the signature in its time, and by policy it goes on with a warning', async () => {
    tsa.mode = 'silent'
    await expect(byLeader()).rejects.toMatchObject({ code: 'SIGNATURES_TSA_SILENT', facts: { seconds: 4 } })
    tsa.mode = 'refuses'
    await expect(byLeader()).rejects.toMatchObject({ code: 'SIGNATURES_TSA_REFUSED' })
    const policy = { tries: 5, waitMinutes: 15, withoutTimestamp: 'warn', undecidedAllowed: [], noticeDays: 30 }
    await t.run(signatures.setPolicy, o.actors.leader, { body: { ...policy, version: 0 } })
    expect(await byLeader()).toMatchObject({ level: 'B-B', warnings: [{ code: 'no-timestamp' }] })
    await t.run(signatures.setPolicy, o.actors.leader, { body: { ...policy, withoutTimestamp: 'stop', version: 1 } })
  })

  it('the server answers others while a key is opened', async () => {
    const signing = byLeader()
    let turns = 0
    const tick = setInterval(() => turns++, 5)
    await signing
    clearInterval(tick)
    // Deriving alone takes some tenths of a second: on this thread no timer would have its turn meanwhile.
    expect(turns).toBeGreaterThan(5)
  })

  it('hostile and broken files are refused by name, and no passphrase is counted for them', async () => {
    await expect(byLeader(Buffer.from('%PDF-1.4 nothing'))).rejects.toMatchObject({ code: 'SIGN_PDF_BROKEN' })
    const { own } = await t.run(signatures.listKeys, o.actors.leader)
    expect(own[0]).toMatchObject({ hindrance: null })
    await expect(
      sign(o.actors.registry, { pdf: await paper(), keyId: keys.agency, place: { kind: 'person', page: 1, box } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await expect(
      sign(o.actors.leader, { pdf: await paper(), keyId: keys.leader, place: { kind: 'person', page: 9, box } }),
    ).rejects.toMatchObject({ code: 'SIGN_PAGE_MISSING' })
  })
})

describe('elsewhere', () => {
  let approved: Buffer
  let device: Identity
  const time = new Date('2026-11-23T00:59:00Z')
  const person = (): Expected => ({ kind: 'person', personId: o.actors.head.personId!, name: o.actors.head.name })
  const accept = (uploaded: Uint8Array, expected: Expected = person(), base: Uint8Array = approved) =>
    acceptSignedElsewhere(outsideOf(t, o.actors.head), base, uploaded, expected)
  const signedBy = (one: Identity, pdf: Uint8Array = approved) => signPdf(pdf, signerOf(one, [pki.middle]), { time })

  beforeAll(async () => {
    approved = await paper()
    device = await issue({ name: 'Phạm Đức Anh', issuer: pki.middle })
  })

  it('a device’s first signature is taken, put on record and shown; the second is known', async () => {
    const uploaded = await signedBy(device)
    const signed = await accept(uploaded)
    expect(signed).toMatchObject({ isFirstUse: true, level: 'B-B', report: { verdict: 'TOTAL-PASSED' } })
    await t.kernel.transact(o.actors.head, 'test', (ctx) => keepSigned(ctx, newId(), signed))
    const { own } = await t.run(signatures.listKeys, o.actors.head)
    expect(own).toMatchObject([{ means: 'token', commonName: 'Phạm Đức Anh', state: 'active', uses: 1 }])
    const again = await accept(await signedBy(device))
    expect(again.isFirstUse).toBe(false)
    await t.kernel.transact(o.actors.head, 'test', (ctx) => keepSigned(ctx, newId(), again))
    expect((await t.run(signatures.listKeys, o.actors.head)).own[0]!.uses).toBe(2)
    // Of another person it is somebody else's certificate, whatever its name says.
    await expect(accept(uploaded, { kind: 'person', personId: newId(), name: 'Phạm Đức Anh' })).rejects.toMatchObject({
      code: 'SIGNATURES_ELSEWHERE_OTHER_SIGNER',
    })
  })

  it('the agency’s over a person’s', async () => {
    const first = await signedBy(device)
    const both = await signedBy(pki.agency, first)
    expect(await accept(both, { kind: 'agency' }, first)).toMatchObject({ isFirstUse: false })
    await expect(accept(both, { kind: 'agency' })).rejects.toMatchObject({ code: 'SIGNATURES_ELSEWHERE_SEVERAL' })
  })

  it('refused, each for its own reason', async () => {
    const good = await signedBy(device)
    const flipped = Buffer.from(good)
    flipped[flipped.lastIndexOf('/Contents') + 400]! ^= 1
    const otherPaper = await signedBy(device, await paper('table', { words: 'QUYET DINH khac' }))
    const paged = await signedBy(device, withPage(approved))
    const rewritten = await signedBy(device, withOtherWords(approved))
    const later = Buffer.concat([good, Buffer.from('\n% thêm sau khi ký\n')])
    const stamped = await timestampPdf(
      good,
      authorityOf(pki.tsa, () => '2026-11-23T00:59:30Z', { chain: [pki.root] }),
    )
    const self = await issue({ name: 'Phạm Đức Anh', ca: false })
    const revocable = await issue({ name: 'Phạm Đức Anh', issuer: pki.middle, revocable: true })
    const table: [string, Uint8Array, string][] = [
      ['other bytes', otherPaper, 'OTHER_BYTES'],
      ['the first byte changed', Buffer.concat([Buffer.from('x'), good.subarray(1)]), 'OTHER_BYTES'],
      ['cut short', good.subarray(0, approved.length - 10), 'OTHER_BYTES'],
      ['not signed', approved, 'UNSIGNED'],
      ['a page more', paged, 'CHANGED'],
      ['other words', rewritten, 'CHANGED'],
      ['broken', flipped, 'FAILED'],
      ['something after it', later, 'CHANGED'],
      ['not covering all', stamped, 'NOT_COVERING'],
      ['other signer', await signedBy(pki.stranger), 'OTHER_SIGNER'],
      ['an authority that nobody trusts', await signPdf(approved, signerOf(self), { time }), 'UNDECIDED'],
      ['revocation not known', await signedBy(revocable), 'UNDECIDED'],
    ]
    const found: [string, string][] = []
    for (const [what, bytes] of table)
      found.push([
        what,
        await accept(bytes).then(
          () => 'accepted',
          (error) => error.code.replace('SIGNATURES_ELSEWHERE_', ''),
        ),
      ])
    expect(found).toEqual(table.map(([what, , code]) => [what, code]))
    await expect(accept(Buffer.concat([approved, Buffer.from('rác')]))).rejects.toMatchObject({
      code: expect.stringMatching(/^(SIGN_PDF_BROKEN|SIGNATURES_ELSEWHERE_UNSIGNED)$/),
    })
  })

  it('what the policy takes undecided is taken of a registered certificate alone; an ended one never', async () => {
    const self = await issue({ name: 'Phạm Đức Anh', ca: false })
    const uploaded = await signPdf(approved, signerOf(self), { time })
    const { policy } = await t.run(signatures.listKeys, o.actors.leader)
    await t.run(signatures.setPolicy, o.actors.leader, {
      body: { ...policy, undecidedAllowed: ['NO_CERTIFICATE_CHAIN_FOUND'] },
    })
    await expect(accept(uploaded)).rejects.toMatchObject({ code: 'SIGNATURES_ELSEWHERE_OTHER_SIGNER' })
    const key = await t.run(signatures.addCertificate, o.actors.head, {
      body: { owner: 'person', file: base64(Buffer.from(self.pem)) },
    })
    expect(await accept(uploaded)).toMatchObject({ isFirstUse: false, report: { verdict: 'INDETERMINATE' } })
    await t.run(signatures.endKey, o.actors.head, {
      params: { keyId: key.id },
      body: { to: 'removed', reason: 'Trả thiết bị', version: key.version },
    })
    await expect(accept(uploaded)).rejects.toMatchObject({ code: 'SIGNATURES_ELSEWHERE_KEY_ENDED' })
  })
})

describe('revocation', () => {
  it('data is fetched where a trusted authority says, and makes B-LT; silence leaves B-T with a warning', async () => {
    const lists = await startLists()
    const issued = await issue({ name: 'Lê Thị Thủy', issuer: pki.middle, revocable: `${lists.url}ca1.crl` })
    const key = await t.run(signatures.addKey, o.actors.chief, {
      body: { owner: 'person', file: base64(p12(pki, issued)), passphrase: PASS },
    })
    const signIt = async () =>
      sign(o.actors.chief, { pdf: await paper(), keyId: key.id, place: { kind: 'none', by: 'person' } })
    lists.body = await crlOf(pki.middle, [], { thisUpdate: '2026-11-22T00:00:00Z', nextUpdate: '2026-12-20T00:00:00Z' })
    expect(await signIt()).toMatchObject({ level: 'B-LT', warnings: [], report: { verdict: 'TOTAL-PASSED' } })
    expect(lists.asked()).toBe(1)
    for (const body of [null, Buffer.from('không phải danh sách')]) {
      lists.body = body
      expect(await signIt()).toMatchObject({ level: 'B-T', warnings: [{ code: 'no-revocation-data' }] })
    }
    await lists.close()
    expect(await signIt()).toMatchObject({ level: 'B-T' })
  })

  it('an address in a certificate that nobody trusts is never asked', async () => {
    const lists = await startLists()
    const ownCa = await issue({ name: 'CA lạ' })
    const issued = await issue({ name: 'Đỗ Minh Khôi', issuer: ownCa, revocable: `${lists.url}noi-bo` })
    const key = await t.run(signatures.addKey, o.actors.officer, {
      body: { owner: 'person', file: base64(p12({ ...pki, middle: ownCa, root: ownCa }, issued)), passphrase: PASS },
    })
    const signed = await sign(o.actors.officer, {
      pdf: await paper(),
      keyId: key.id,
      place: { kind: 'none', by: 'person' },
    })
    expect(signed).toMatchObject({ level: 'B-T', warnings: [{ code: 'no-revocation-data' }] })
    expect(lists.asked()).toBe(0)
    await lists.close()
  })

  it('a revocation list in the trust folder counts', async () => {
    const crl = await crlOf(pki.middle, [{ of: pki.leader, at: '2026-11-01T00:00:00Z' }], {
      thisUpdate: '2026-11-20T00:00:00Z',
      nextUpdate: '2026-12-20T00:00:00Z',
    })
    const { writeFile, rm } = await import('node:fs/promises')
    await writeFile(`${pki.trustDir}/ca1.crl`, crl)
    tsa.mode = 'good'
    await expect(byLeader()).rejects.toMatchObject({ code: 'SIGNATURES_NOT_VERIFIABLE', facts: { reason: 'REVOKED' } })
    await rm(`${pki.trustDir}/ca1.crl`)
    expect((await byLeader()).report.verdict).toBe('TOTAL-PASSED')
  })
})
