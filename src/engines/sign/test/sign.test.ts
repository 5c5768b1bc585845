/** Signing and verifying what was signed: levels, kinds of keys, kinds of files. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  buildSignedData,
  embedSignature,
  preparedFrom,
  prepareSignature,
  signedAttributes,
  signPdf,
  timestampPdf,
  verifyPdf,
} from '../index.ts'
import { issue } from './authority.ts'
import { type Kit, makeKit, NOW, SIGNED_AT, signerOf } from './kit.ts'
import { type Make, paper } from './papers.ts'

let kit: Kit
beforeAll(async () => {
  kit = await makeKit()
})

const makes: [Make, '1.4' | '1.7'][] = [
  ['table', '1.4'],
  ['table', '1.7'],
  ['streams', '1.7'],
]

describe.each(makes)('a file of kind %s, PDF %s', (make, version) => {
  it('is signed B-B and B-T, and stamped, and every signature stays valid', async () => {
    const original = await paper(make, { version })
    const once = await signPdf(original, kit.signer, { time: SIGNED_AT })
    expect(Buffer.compare(Buffer.from(once.subarray(0, original.length)), original)).toBe(0)
    expect(verifyPdf(once, { trust: kit.trust, now: NOW })).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [
        {
          verdict: 'TOTAL-PASSED',
          subIndication: null,
          signer: 'Giàng A Páo',
          level: 'B-B',
          signingTime: '2026-11-22T20:41:01+07:00',
          signingTimeSource: 'claimed',
          coversWholeDocument: true,
          changesAfter: [],
          timestamps: [],
        },
      ],
    })
    const twice = await signPdf(once, kit.seal, { time: SIGNED_AT, timestamp: kit.timestamp })
    const thrice = await timestampPdf(twice, kit.timestamp)
    const report = verifyPdf(thrice, { trust: kit.trust, now: NOW })
    expect(report.verdict).toBe('TOTAL-PASSED')
    expect(
      report.signatures.map((one) => [one.signer, one.level, one.signingTimeSource, one.coversWholeDocument]),
    ).toEqual([
      ['Giàng A Páo', 'B-T', 'timestamp', false],
      ['UBND xã Sông Mây', 'B-T', 'timestamp', false],
    ])
    expect(report.signatures[0]!.changesAfter).toEqual([
      'signature added: Signature2',
      'document timestamp added: Timestamp1',
    ])
    expect(report.signatures[1]!.timestamps.map((one) => one.kind)).toEqual(['signature', 'document'])
    expect(report.documentTimestamps).toMatchObject([{ verdict: 'TOTAL-PASSED', authority: 'Lâm Hà TSA' }])
  })
})

it('in two steps: what was prepared is kept, signed elsewhere, put in later; too small a hole is told', async () => {
  const first = prepareSignature(await paper(), {
    size: 5000,
    time: SIGNED_AT,
    reason: 'Ký ban hành',
    name: 'Giàng A Páo',
  })
  const kept = JSON.parse(JSON.stringify({ bytes: Buffer.from(first.bytes).toString('base64'), range: first.range }))
  const taken = preparedFrom(Buffer.from(kept.bytes, 'base64'), kept.range)
  const { certificate, chain, scheme } = kit.signer
  const attributes = signedAttributes(taken.digest('sha256'), certificate, 'sha256')
  const signature = await kit.signer.sign(attributes)
  const signed = embedSignature(taken, buildSignedData({ attributes, signature, scheme, certificate, chain }))
  expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
  expect(() => embedSignature(taken, new Uint8Array(5001))).toThrow(expect.objectContaining({ code: 'SIGN_TOO_LARGE' }))
})

it('a named empty field is filled, a taken one refused, and after a certifying signature nothing is signed where it forbids', async () => {
  const certified = await signPdf(await paper(), kit.signer, { time: SIGNED_AT, certify: 1, field: 'Ký' })
  expect(verifyPdf(certified, { trust: kit.trust, now: NOW })).toMatchObject({
    verdict: 'TOTAL-PASSED',
    signatures: [{ field: 'Ký' }],
  })
  await expect(signPdf(certified, kit.seal, { time: SIGNED_AT })).rejects.toMatchObject({ code: 'SIGN_CERTIFIED' })
  const open = await signPdf(await paper(), kit.signer, { time: SIGNED_AT, certify: 2, field: 'Ký' })
  await expect(signPdf(open, kit.seal, { time: SIGNED_AT, field: 'Ký' })).rejects.toMatchObject({
    code: 'SIGN_FIELD_TAKEN',
  })
  const both = await signPdf(open, kit.seal, { time: SIGNED_AT })
  expect(verifyPdf(both, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
})

it.each([
  ['rsa', 'sha256', false],
  ['rsa', 'sha512', false],
  ['rsa', 'sha256', true],
  ['rsa', 'sha384', true],
  ['p256', 'sha256', false],
  ['p384', 'sha384', false],
  ['p384', 'sha512', false],
] as const)('key %s with %s (PSS: %s)', async (algorithm, hash, isPss) => {
  const one = await issue({ name: 'Sùng Thị Mỷ', issuer: kit.middle, algorithm })
  const signed = await signPdf(await paper(), signerOf(one, [kit.middle], { hash, isPss }), { time: SIGNED_AT })
  expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
})
