/** Verdicts on trust, one table: expectations are those of EN 319 102-1, written before the code was run. */
import { createPrivateKey, sign as signBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { signPdf, timestampPdf, verifyPdf } from '../index.ts'
import { readTrust } from '../verify/trust.ts'
import { readCertificate } from '../x509/certificate.ts'
import { authorityOf, crlOf, EKU, type Identity, issue, pemOf, USAGE, type Wish } from './authority.ts'
import { type Kit, makeKit, NOW, SIGNED_AT, signerOf, trustOf } from './kit.ts'
import { paper } from './papers.ts'

let kit: Kit
let pdf: Buffer
beforeAll(async () => {
  kit = await makeKit()
  pdf = await paper()
})

async function verdictOf(wish: Partial<Wish>, chain: readonly Identity[] = [kit.middle], trust = kit.trust) {
  const one = await issue({ name: 'Lò Văn Pẩu', issuer: kit.middle, ...wish })
  const signed = await signPdf(pdf, signerOf(one, chain), { time: SIGNED_AT })
  const [found] = verifyPdf(signed, { trust, now: NOW }).signatures
  return [found!.verdict, found!.subIndication]
}

describe('the signer’s certificate', () => {
  it.each<[string, Partial<Wish>, string, string | null]>([
    ['as it should be', {}, 'TOTAL-PASSED', null],
    ['for documents', { extended: ['1.3.6.1.5.5.7.3.36'] }, 'TOTAL-PASSED', null],
    ['for web servers', { extended: [EKU.serverAuth] }, 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
    [
      'for timestamps',
      { extended: [EKU.timeStamping], extendedCritical: true },
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ],
    ['for encipherment', { usage: USAGE.encipher }, 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
    [
      'with a critical extension nobody knows',
      { criticalOid: '1.2.3.4' },
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ],
    [
      'with name constraints, which are not processed',
      { criticalOid: '2.5.29.30' },
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ],
    ['signed with SHA-1', { hash: 'SHA-1' }, 'INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'],
    ['ended, signed before', { notAfter: '2026-11-25T00:00:00Z' }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE'],
    ['ended, signed after by the signer’s own word', { notAfter: '2026-11-20T00:00:00Z' }, 'TOTAL-FAILED', 'EXPIRED'],
    ['not yet begun', { notBefore: '2026-12-01T00:00:00Z' }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE'],
    [
      'that names where revocation is told, and nothing of it at hand',
      { revocable: true },
      'INDETERMINATE',
      'TRY_LATER',
    ],
  ])('%s', async (_, wish, verdict, sub) => {
    expect(await verdictOf(wish)).toEqual([verdict, sub])
  })

  it('no trust list, another root of the same name, a chain that is missing', async () => {
    const signed = await signPdf(pdf, kit.signer, { time: SIGNED_AT })
    const other = await issue({ name: 'Lâm Hà Root CA', algorithm: 'p384' })
    const bare = await signPdf(pdf, signerOf(kit.person), { time: SIGNED_AT })
    const results = [
      verifyPdf(signed, { now: NOW }),
      verifyPdf(signed, { trust: trustOf(other), now: NOW }),
      verifyPdf(bare, { trust: kit.trust, now: NOW }),
    ]
    for (const result of results)
      expect(result).toMatchObject({
        verdict: 'INDETERMINATE',
        signatures: [{ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }],
      })
    expect(verifyPdf(bare, { trust: trustOf(kit.middle), now: NOW }).verdict).toBe('TOTAL-PASSED')
  })

  it('issued by one who is no authority, or below the allowed depth', async () => {
    expect(await verdictOf({ issuer: kit.person }, [kit.person, kit.middle])).toEqual([
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ])
    const deep = await issue({ name: 'Lâm Hà CA 2', issuer: kit.middle, ca: true })
    expect(await verdictOf({ issuer: deep }, [deep, kit.middle])).toEqual([
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ])
  })

  it('self-made with the name of a trusted authority above it', async () => {
    const false_ = await issue({ name: 'Lâm Hà CA 1', ca: true, serial: 7 })
    expect(await verdictOf({ issuer: false_ }, [false_])).toEqual(['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'])
  })

  it('RSA of 1024 bits, a digest by MD5 or SHA-1', async () => {
    const weak = await issue({ name: 'Khóa ngắn', issuer: kit.middle, algorithm: 'rsa1024' })
    const certificate = readCertificate(weak.der)
    const short = { ...kit.signer, certificate, sign: (bytes: Uint8Array) => signBytes('sha256', bytes, weak.key) }
    const key = createPrivateKey({
      key: kit.person.key.export({ type: 'pkcs8', format: 'der' }) as Buffer,
      format: 'der',
      type: 'pkcs8',
    })
    const old = (hash: 'md5' | 'sha1') => ({
      ...kit.signer,
      scheme: { kind: 'rsa', hash } as const,
      sign: (bytes: Uint8Array) => signBytes(hash, bytes, key),
    })
    for (const signer of [short, old('md5'), old('sha1')]) {
      const signed = await signPdf(pdf, signer, { time: SIGNED_AT })
      expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).signatures[0]).toMatchObject({
        verdict: 'INDETERMINATE',
        subIndication: 'CRYPTO_CONSTRAINTS_FAILURE',
      })
    }
  })

  it('another certificate of the same name and number put in its place', async () => {
    const twin = await issue({ name: 'Giàng A Páo', issuer: kit.middle, serial: 4711, keys: kit.person })
    const one = await issue({
      name: 'Giàng A Páo',
      issuer: kit.middle,
      serial: 4711,
      keys: kit.person,
      notAfter: '2030-01-01T00:00:00Z',
    })
    const signer = signerOf(one, [kit.middle])
    const { buildSignedData, signedAttributes } = await import('../cms/build.ts')
    const { embedSignature, prepareSignature } = await import('../index.ts')
    const prepared = prepareSignature(pdf, { size: 5000, time: SIGNED_AT })
    const attributes = signedAttributes(prepared.digest('sha256'), signer.certificate, 'sha256')
    const parts = { attributes, signature: await signer.sign(attributes), scheme: signer.scheme, chain: signer.chain }
    const swapped = embedSignature(prepared, buildSignedData({ ...parts, certificate: readCertificate(twin.der) }))
    expect(verifyPdf(swapped, { trust: kit.trust, now: NOW }).signatures[0]).toMatchObject({
      verdict: 'INDETERMINATE',
      subIndication: 'SIG_CONSTRAINTS_FAILURE',
    })
  })
})

describe('revocation lists beside the trust list', () => {
  const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T00:00:00Z`
  it.each<[string, { revoked?: string; from: number; to: number; by?: 'other'; hash?: string }, string, string | null]>(
    [
      ['fresh, not on it', { from: 26, to: 30 }, 'TOTAL-PASSED', null],
      ['too old', { from: 20, to: 24 }, 'INDETERMINATE', 'TRY_LATER'],
      ['revoked after the claimed time', { revoked: day(24), from: 26, to: 30 }, 'INDETERMINATE', 'REVOKED_NO_POE'],
      ['revoked before the claimed time', { revoked: day(20), from: 26, to: 30 }, 'TOTAL-FAILED', 'REVOKED'],
      ['signed by another key', { from: 26, to: 30, by: 'other' }, 'INDETERMINATE', 'TRY_LATER'],
      ['signed with SHA-1', { from: 26, to: 30, hash: 'SHA-1' }, 'INDETERMINATE', 'TRY_LATER'],
    ],
  )('%s', async (_, { revoked, from, to, by, hash }, verdict, sub) => {
    const one = await issue({ name: 'Hạng A Sà', issuer: kit.middle, revocable: true })
    const other = await issue({ name: 'Lâm Hà CA 1', issuer: kit.root, ca: true })
    const crl = await crlOf(
      by ? other : kit.middle,
      revoked ? [{ of: one, at: revoked }] : [],
      { thisUpdate: day(from), nextUpdate: day(to) },
      hash,
    )
    const trust = readTrust([{ name: 'a.pem', bytes: Buffer.from(kit.root.pem + pemOf('X509 CRL', crl)) }])
    const signed = await signPdf(pdf, signerOf(one, [kit.middle]), { time: SIGNED_AT })
    const [found] = verifyPdf(signed, { trust, now: NOW }).signatures
    expect([found!.verdict, found!.subIndication]).toEqual([verdict, sub])
    // With the time proved before the revocation the signature stands.
    if (sub === 'REVOKED_NO_POE') {
      const stamped = await signPdf(pdf, signerOf(one, [kit.middle]), { time: SIGNED_AT, timestamp: kit.timestamp })
      expect(verifyPdf(stamped, { trust, now: NOW })).toMatchObject({
        verdict: 'TOTAL-PASSED',
        signatures: [{ signingTimeSource: 'timestamp' }],
      })
    }
  })
})

describe('timestamps', () => {
  it('prove the time after the certificate has ended', async () => {
    const one = await issue({ name: 'Vàng Thị Dợ', issuer: kit.middle, notAfter: '2026-11-25T00:00:00Z' })
    const signed = await signPdf(pdf, signerOf(one, [kit.middle]), { time: SIGNED_AT, timestamp: kit.timestamp })
    expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
    const covered = await timestampPdf(
      await signPdf(pdf, signerOf(one, [kit.middle]), { time: SIGNED_AT }),
      kit.timestamp,
    )
    expect(verifyPdf(covered, { trust: kit.trust, now: NOW })).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ level: 'B-T' }],
    })
  })

  it('before the certificate began: not yet valid', async () => {
    const one = await issue({ name: 'Vàng Thị Dợ', issuer: kit.middle, notBefore: '2026-11-24T00:00:00Z' })
    const signed = await signPdf(pdf, signerOf(one, [kit.middle]), { time: SIGNED_AT, timestamp: kit.timestamp })
    expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).signatures[0]).toMatchObject({
      verdict: 'TOTAL-FAILED',
      subIndication: 'NOT_YET_VALID',
    })
  })

  it.each<[string, Partial<Wish>, string, string]>([
    ['an authority without that use', {}, 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
    [
      'an authority with other uses besides',
      { extended: [EKU.timeStamping, EKU.email] },
      'INDETERMINATE',
      'CHAIN_CONSTRAINTS_FAILURE',
    ],
    [
      'an authority nobody trusts',
      { issuer: undefined, extended: [EKU.timeStamping], extendedCritical: true, ca: false },
      'INDETERMINATE',
      'NO_CERTIFICATE_CHAIN_FOUND',
    ],
  ])('of %s prove nothing', async (_, wish, verdict, sub) => {
    const tsa = await issue({ name: 'TSA lạ', ...('issuer' in wish ? {} : { issuer: kit.root }), ...wish } as Wish)
    const one = await issue({ name: 'Vàng Thị Dợ', issuer: kit.middle, notAfter: '2026-11-25T00:00:00Z' })
    const signed = await signPdf(pdf, signerOf(one, [kit.middle]), {
      time: SIGNED_AT,
      timestamp: authorityOf(tsa, () => SIGNED_AT.toISOString()),
    })
    const [found] = verifyPdf(signed, { trust: kit.trust, now: NOW }).signatures
    expect(found).toMatchObject({
      verdict: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
      signingTimeSource: 'claimed',
      timestamps: [{ verdict, subIndication: sub }],
    })
  })

  it('of the future, or over other bytes, prove nothing', async () => {
    const future = await signPdf(pdf, kit.signer, {
      time: SIGNED_AT,
      timestamp: authorityOf(kit.tsa, () => '2027-06-01T00:00:00Z'),
    })
    expect(verifyPdf(future, { trust: kit.trust, now: NOW }).signatures[0]).toMatchObject({
      signingTimeSource: 'claimed',
      timestamps: [{ verdict: 'INDETERMINATE' }],
    })
    // Clocks differ: a few minutes ahead is no future.
    const ahead = authorityOf(kit.tsa, () => new Date(NOW.getTime() + 200_000).toISOString())
    const early = await signPdf(pdf, kit.signer, { time: NOW, timestamp: ahead })
    expect(verifyPdf(early, { trust: kit.trust, now: NOW }).signatures[0]).toMatchObject({
      signingTimeSource: 'timestamp',
      timestamps: [{ verdict: 'TOTAL-PASSED' }],
    })
    const refused = authorityOf(kit.tsa, () => SIGNED_AT.toISOString(), { status: 2 })
    await expect(signPdf(pdf, kit.signer, { time: SIGNED_AT, timestamp: refused })).rejects.toMatchObject({
      code: 'SIGN_TIMESTAMP_REFUSED',
    })
    const { timestampRequest } = await import('../cms/timestamp.ts')
    const elsewhere = await kit.timestamp(timestampRequest(Buffer.from('other'), 'sha256', Buffer.from([1, 2, 3])))
    await expect(signPdf(pdf, kit.signer, { time: SIGNED_AT, timestamp: async () => elsewhere })).rejects.toMatchObject(
      { code: 'SIGN_TIMESTAMP_REFUSED' },
    )
  })
})
