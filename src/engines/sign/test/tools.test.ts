/** Outside judges: pdfsig (poppler, with the test root in an NSS database), openssl, qpdf. Debian's tools that `npm test` installs. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
    const { readFileSync } = await import('node:fs')
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
    const { readFileSync } = await import('node:fs')
    const signed = embedSignature(prepared, readFileSync(join(folder, 'made.der')))
    expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
  }
})

it('where pdfsig only sees that something came after, we see that the page was changed', () => {
  const bytes = good['rsa-table']!
  const forged = append(bytes, { objects: { [find(bytes, /stream/, 'first').number]: FALSE_WORDS } })
  expect(pdfsig(file('forged.pdf', forged))).toContain('Not total document signed')
  expect(verifyPdf(forged, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-FAILED')
})
