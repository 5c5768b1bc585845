/** Outside judges: pdfsig (poppler, with the test root in an NSS database), openssl, qpdf. Debian's tools that `npm test` installs. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSignedData } from '../cms/signed-data.ts'
import { signPdf, timestampPdf, verifyPdf } from '../index.ts'
import { append, FALSE_WORDS, find, rangeIn } from './attack-kit.ts'
import { issue } from './authority.ts'
import { type Kit, makeKit, NOW, SIGNED_AT, signerOf } from './kit.ts'
import { paper } from './papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-sign-'))
const nss = join(folder, 'nss')
let kit: Kit
const good: Record<string, Uint8Array> = {}

const file = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const pdfsig = (path: string): string =>
  spawnSync('pdfsig', ['-nssdir', `sql:${nss}`, path], { encoding: 'utf8' }).stdout

beforeAll(async () => {
  kit = await makeKit()
  mkdirSync(nss)
  execFileSync('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password'])
  execFileSync('certutil', [
    '-A',
    '-d',
    `sql:${nss}`,
    '-n',
    'root',
    '-t',
    'CT,C,C',
    '-i',
    file('root.pem', kit.root.pem),
  ])
  const p256 = await issue({ name: 'Sùng Thị Mỷ', issuer: kit.middle, algorithm: 'p256' })
  const p384 = await issue({ name: 'Sùng A Của', issuer: kit.middle, algorithm: 'p384' })
  const one = { time: SIGNED_AT }
  good['rsa-table'] = await signPdf(await paper('table'), kit.signer, one)
  good['rsa-streams'] = await signPdf(await paper('streams'), kit.signer, { ...one, timestamp: kit.timestamp })
  good['rsa-sha512'] = await signPdf(await paper('table'), signerOf(kit.person, [kit.middle], { hash: 'sha512' }), one)
  good['p256'] = await signPdf(await paper('streams'), signerOf(p256, [kit.middle]), one)
  good['p384'] = await signPdf(await paper('table'), signerOf(p384, [kit.middle]), {
    ...one,
    reason: 'Ký ban hành',
    location: 'Sông Mây',
  })
  good['three'] = await signPdf(await signPdf(good['rsa-table'], kit.seal, one), signerOf(p256, [kit.middle]), one)
  const packed = join(folder, 'packed.pdf')
  for (const [name, options] of [
    ['linear', ['--linearize']],
    ['packed', ['--object-streams=generate']],
  ] as const) {
    execFileSync('qpdf', [...options, file('plain.pdf', await paper('table')), packed])
    good[name] = await signPdf(readFileSync(packed), kit.signer, one)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = ['rsa-table', 'rsa-streams', 'rsa-sha512', 'p256', 'p384', 'three', 'linear', 'packed']

describe.each(names)('%s', (name) => {
  it('is sound and trusted for pdfsig, qpdf and us', () => {
    const path = file(`${name}.pdf`, good[name]!)
    const said = pdfsig(path)
    const count = name === 'three' ? 3 : 1
    expect(said.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(count)
    expect(said.match(/Certificate Validation: Certificate is Trusted\./g)).toHaveLength(count)
    expect(said).toContain('Total document signed')
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors found',
    )
    const ours = verifyPdf(good[name]!, { trust: kit.trust, now: NOW })
    expect([ours.verdict, ours.signatures.length]).toEqual(['TOTAL-PASSED', count])
  })

  it('altered: both say so', () => {
    const altered = Buffer.from(good[name]!)
    altered[40] = altered[40]! ^ 1
    expect(pdfsig(file('altered.pdf', altered))).not.toContain('Signature is Valid')
    expect(verifyPdf(altered, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-FAILED')
  })
})

it.each(['rsa-table', 'rsa-streams', 'p256', 'p384'])(
  'openssl verifies the CMS of %s over the covered bytes, certificate reference included',
  (name) => {
    const bytes = Buffer.from(good[name]!)
    const [start, a, b, rest] = rangeIn(bytes)
    const contents = Buffer.from(bytes.subarray(a + 1, b - 1).toString('latin1'), 'hex')
    const content = file('content', Buffer.concat([bytes.subarray(start, a), bytes.subarray(b, b + rest)]))
    const length = 4 + contents.readUInt16BE(2)
    const words = [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      file('cms.der', contents.subarray(0, length)),
      '-content',
      content,
      '-CAfile',
      join(folder, 'root.pem'),
      '-purpose',
      'any',
      '-out',
      join(folder, 'out'),
    ]
    const found = spawnSync('openssl', words, { encoding: 'utf8' })
    expect(found.stderr).toMatch(/CAdES Verification successful|Verification successful/)
    expect(found.status).toBe(0)
    writeFileSync(content, 'other bytes')
    expect(spawnSync('openssl', words, { encoding: 'utf8' }).status).not.toBe(0)
  },
)

it('openssl verifies the timestamps: over the signature, and over the document', async () => {
  const stamped = Buffer.from(await timestampPdf(good['rsa-streams']!, kit.timestamp))
  const [start, a, b, rest] = rangeIn(stamped)
  const token = Buffer.from(stamped.subarray(a + 1, b - 1).toString('latin1'), 'hex')
  const covered = Buffer.concat([stamped.subarray(start, a), stamped.subarray(b, b + rest)])
  const [, first, second] = rangeIn(Buffer.from(good['rsa-streams']!))
  const inner = readSignedData(
    Buffer.from(
      Buffer.from(good['rsa-streams']!)
        .subarray(first + 1, second - 1)
        .toString('latin1'),
      'hex',
    ),
  )
  const own = inner.signer.unsigned.get('1.2.840.113549.1.9.16.2.14')![0]!.bytes
  for (const [bytes, data] of [
    [token.subarray(0, 4 + token.readUInt16BE(2)), covered],
    [own, inner.signer.signature],
  ] as const) {
    const words = [
      'ts',
      '-verify',
      '-token_in',
      '-in',
      file('token.der', bytes),
      '-data',
      file('data', data),
      '-CAfile',
      join(folder, 'root.pem'),
    ]
    expect(spawnSync('openssl', words, { encoding: 'utf8' })).toMatchObject({ status: 0 })
  }
})

it('a signature that openssl made is verified by us', async () => {
  const { embedSignature, prepareSignature } = await import('../index.ts')
  const prepared = prepareSignature(await paper('table'), { size: 6000, time: SIGNED_AT })
  const { hole, end } = prepared.range
  const content = file(
    'content',
    Buffer.concat([prepared.bytes.subarray(0, hole[0]), prepared.bytes.subarray(hole[1], end)]),
  )
  const key = file('key.pem', kit.person.key.export({ type: 'pkcs8', format: 'pem' }) as string)
  for (const more of [[], ['-keyopt', 'rsa_padding_mode:pss']]) {
    execFileSync('openssl', [
      'cms',
      '-sign',
      '-cades',
      '-binary',
      '-md',
      'sha256',
      '-in',
      content,
      '-signer',
      file('p.pem', kit.person.pem),
      '-certfile',
      file('m.pem', kit.middle.pem),
      '-inkey',
      key,
      '-outform',
      'DER',
      '-out',
      join(folder, 'made.der'),
      ...more,
    ])
    const signed = embedSignature(prepared, readFileSync(join(folder, 'made.der')))
    expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
  }
})

it('what pdfsig signs after us is verified by us, and ours stands; it lists no field in the form', async () => {
  // RSA: this pdfsig spoils the digest of its own ECDSA signatures, whose length varies (it says so itself).
  const office = await issue({ name: 'Văn phòng', issuer: kit.middle, algorithm: 'rsa' })
  const p12 = join(folder, 'agency.p12')
  const key = file('agency.key', office.key.export({ type: 'pkcs8', format: 'pem' }) as string)
  const chain = file('chain.pem', kit.middle.pem + kit.root.pem)
  const words = [
    'pkcs12',
    '-export',
    '-inkey',
    key,
    '-in',
    file('agency.pem', office.pem),
    '-certfile',
    chain,
    '-name',
    'agency',
    '-passout',
    'pass:x',
    '-out',
    p12,
  ]
  execFileSync('openssl', words)
  execFileSync('pk12util', ['-i', p12, '-d', `sql:${nss}`, '-W', 'x'])
  for (const name of ['rsa-table', 'rsa-streams']) {
    const out = join(folder, 'countersigned.pdf')
    spawnSync('pdfsig', [
      file('once.pdf', good[name]!),
      out,
      '-add-signature',
      '-nssdir',
      `sql:${nss}`,
      '-nick',
      'agency',
    ])
    const bytes = readFileSync(out)
    const report = verifyPdf(bytes, { trust: kit.trust, now: new Date() })
    expect(report.signatures.map((one) => [one.signer, one.verdict, one.level])).toEqual([
      ['Giàng A Páo', 'TOTAL-PASSED', name === 'rsa-table' ? 'B-B' : 'B-T'],
      ['Văn phòng', 'TOTAL-PASSED', 'PKCS7-B'],
    ])
    expect(report.signatures[0]!.changesAfter).toHaveLength(1)
    expect(report.signatures[0]!.changesAfter![0]).toMatch(/^signature added/)
    const altered = Buffer.from(bytes)
    altered[good[name]!.length + 200]! ^= 1
    expect(verifyPdf(altered, { trust: kit.trust, now: new Date() }).verdict).not.toBe('TOTAL-PASSED')
  }
})

it('pdf-lib’s own update after the signature, and qpdf’s rewriting, do not pass', async () => {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  for (const name of ['rsa-table', 'rsa-streams']) {
    const document = await PDFDocument.load(good[name]!, { forIncrementalUpdate: true })
    document.getPages()[0]!.drawText('them 900 ty', { x: 100, y: 600 })
    expect(verifyPdf(await document.commit(), { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-FAILED')
    execFileSync('qpdf', [file('once.pdf', good[name]!), join(folder, 'rewritten.pdf')])
    expect(verifyPdf(readFileSync(join(folder, 'rewritten.pdf')), { trust: kit.trust, now: NOW }).verdict).toBe(
      'TOTAL-FAILED',
    )
  }
})

it('where pdfsig only sees that something came after, we see that the page was changed', () => {
  const bytes = good['rsa-table']!
  const forged = append(bytes, { objects: { [find(bytes, /stream/, 'first').number]: FALSE_WORDS } })
  expect(pdfsig(file('forged.pdf', forged))).toContain('Not total document signed')
  expect(verifyPdf(forged, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-FAILED')
})
