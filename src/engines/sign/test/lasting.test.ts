/** B-LT and B-LTA: signatures that are still verifiable when certificates have ended and nobody answers any more. */
import { beforeAll, describe, expect, it } from 'vitest'
import { addValidationData, signPdf, timestampPdf, validationNeeds, verifyPdf } from '../index.ts'
import { append, FALSE_WORDS, find } from './attack-kit.ts'
import { authorityOf, crlOf, EKU, type Identity, issue, ocspOf } from './authority.ts'
import { type Kit, makeKit, NOW, SIGNED_AT, signerOf } from './kit.ts'
import { type Make, paper } from './papers.ts'

let kit: Kit
let person: Identity
let tsa: Identity
let responder: Identity
const later = (when: string) => ({ trust: kit.trust, now: new Date(when) })

beforeAll(async () => {
  kit = await makeKit()
  person = await issue({ name: 'Giàng A Páo', issuer: kit.middle, revocable: true, notAfter: '2028-01-01T00:00:00Z' })
  tsa = await issue({
    name: 'Lâm Hà TSA',
    issuer: kit.root,
    extended: [EKU.timeStamping],
    extendedCritical: true,
    revocable: true,
    notAfter: '2030-01-01T00:00:00Z',
  })
  responder = await issue({ name: 'Lâm Hà OCSP', issuer: kit.middle, extended: [EKU.ocsp], noCheck: true })
})

const known = { thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-12-23T00:00:00Z' }

async function lasting(make: Make, revokedAt?: string) {
  const stamp = authorityOf(tsa, () => SIGNED_AT.toISOString())
  const signed = await signPdf(await paper(make), signerOf(person, [kit.middle]), { time: SIGNED_AT, timestamp: stamp })
  const needs = validationNeeds(signed, { trust: kit.trust, now: NOW })
  const ocsp = await ocspOf(person, kit.middle, { ...known, ...(revokedAt ? { revokedAt } : {}) }, responder)
  const crl = await crlOf(kit.root, [], known)
  const data = { certificates: needs.certificates.map((one) => one.der), crls: [crl], ocsps: [ocsp] }
  return { signed, needs, data, long: addValidationData(signed, data) }
}

describe.each<Make>(['table', 'streams'])('a file of kind %s', (make) => {
  it('tells what it needs, takes it, and stands without it being asked again', async () => {
    const { signed, needs, data, long } = await lasting(make)
    expect(needs.revocation.map((one) => [one.certificate.commonName, one.issuer.commonName, one.crlUrls])).toEqual([
      ['Giàng A Páo', 'Lâm Hà CA 1', ['http://127.0.0.1/crl']],
      ['Lâm Hà TSA', 'Lâm Hà Root CA', ['http://127.0.0.1/crl']],
    ])
    expect(needs.certificates.map((one) => one.commonName)).toEqual([
      'Giàng A Páo',
      'Lâm Hà CA 1',
      'Lâm Hà Root CA',
      'Lâm Hà TSA',
    ])
    expect(verifyPdf(signed, later('2026-11-27T09:00:00Z'))).toMatchObject({
      verdict: 'INDETERMINATE',
      signatures: [{ level: 'B-T', subIndication: 'TRY_LATER' }],
    })
    const report = verifyPdf(long, later('2026-11-27T09:00:00Z'))
    expect(report).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [
        { level: 'B-LT', changesAfter: ['validation data added'], timestamps: [{ verdict: 'TOTAL-PASSED' }] },
      ],
    })
    expect(addValidationData(long, data)).toBe(long)
  })

  it('B-LTA stands when the signer’s and the first authority’s certificates have ended, renewed before each end', async () => {
    const { long } = await lasting(make)
    const second = await issue({
      name: 'Lâm Hà TSA 2',
      issuer: kit.root,
      extended: [EKU.timeStamping],
      extendedCritical: true,
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2033-01-01T00:00:00Z',
    })
    const third = await issue({
      name: 'Lâm Hà TSA 3',
      issuer: kit.root,
      extended: [EKU.timeStamping],
      extendedCritical: true,
      notBefore: '2032-01-01T00:00:00Z',
      notAfter: '2042-01-01T00:00:00Z',
    })
    const archived = await timestampPdf(
      long,
      authorityOf(second, () => '2026-12-01T00:00:00Z'),
    )
    expect(verifyPdf(archived, later('2026-12-02T00:00:00Z'))).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ level: 'B-LTA', signingTime: '2026-11-22T20:41:01+07:00' }],
    })
    expect(verifyPdf(archived, later('2031-06-01T00:00:00Z'))).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ level: 'B-LTA' }],
    })
    // Without the archive timestamp the first authority's certificate has ended, and with it the proof.
    expect(verifyPdf(long, later('2031-06-01T00:00:00Z')).signatures[0]).toMatchObject({
      verdict: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    })
    // 2036: the second has ended as well; a third stamp in 2032 keeps it.
    expect(verifyPdf(archived, later('2036-01-01T00:00:00Z')).verdict).toBe('INDETERMINATE')
    const renewed = await timestampPdf(
      archived,
      authorityOf(third, () => '2032-06-01T00:00:00Z'),
    )
    const report = verifyPdf(renewed, later('2036-01-01T00:00:00Z'))
    expect(report).toMatchObject({ verdict: 'TOTAL-PASSED', signatures: [{ level: 'B-LTA' }] })
    expect(report.documentTimestamps.map((one) => one.verdict)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED'])
  })

  it('revoked after the proved time stands, before it does not', async () => {
    const after = await lasting(make, '2026-11-22T20:00:00Z')
    expect(verifyPdf(after.long, later('2026-11-27T09:00:00Z')).verdict).toBe('TOTAL-PASSED')
    const before = await lasting(make, '2026-11-21T00:00:00Z')
    expect(verifyPdf(before.long, later('2026-11-27T09:00:00Z')).signatures[0]).toMatchObject({
      verdict: 'TOTAL-FAILED',
      subIndication: 'REVOKED',
    })
  })

  it('a further signature after the validation data, and a forgery after everything', async () => {
    const { long } = await lasting(make)
    const both = await signPdf(long, kit.seal, { time: SIGNED_AT })
    expect(verifyPdf(both, later('2026-11-27T09:00:00Z'))).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ level: 'B-LT' }, { level: 'B-B' }],
    })
    if (make !== 'table') return
    const archived = await timestampPdf(both, kit.timestamp)
    const forged = append(archived, { objects: { [find(archived, /stream/, 'first').number]: FALSE_WORDS } })
    const report = verifyPdf(forged, later('2026-11-27T09:00:00Z'))
    expect([...report.signatures, ...report.documentTimestamps].map((one) => one.verdict)).toEqual([
      'TOTAL-FAILED',
      'TOTAL-FAILED',
      'TOTAL-FAILED',
    ])
  })
})

it('answers that prove nothing: a responder nobody named, an answer about another, one too old', async () => {
  const { signed, data } = await lasting('table')
  const stranger = await issue({ name: 'Lâm Hà OCSP', issuer: kit.root, extended: [EKU.ocsp] })
  const unnamed = await issue({ name: 'Sùng A Của', issuer: kit.middle })
  for (const ocsp of [
    await ocspOf(person, kit.middle, known, stranger),
    await ocspOf(person, kit.middle, known, unnamed),
    await ocspOf(kit.agency, kit.middle, known, responder),
    await ocspOf(
      person,
      kit.middle,
      { thisUpdate: '2026-10-01T00:00:00Z', nextUpdate: '2026-10-08T00:00:00Z' },
      responder,
    ),
  ]) {
    const long = addValidationData(signed, { ...data, ocsps: [ocsp] })
    expect(verifyPdf(long, later('2026-11-27T09:00:00Z')).signatures[0]).toMatchObject({
      verdict: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
    })
  }
  expect(() => addValidationData(signed, { crls: [Buffer.from('no list')] })).toThrow(
    expect.objectContaining({ code: 'SIGN_DATA_BROKEN' }),
  )
})
