/** PKCS#12 files as openssl writes them, today's and yesterday's. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keySigner, readPkcs12, signPdf, verifyPdf } from '../index.ts'
import { decryptRc2 } from '../pades/rc2.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'
import { paper } from './papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-p12-'))
let kit: Kit
beforeAll(async () => {
  kit = await makeKit()
  writeFileSync(join(folder, 'key.pem'), kit.person.key.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(join(folder, 'cert.pem'), kit.person.pem)
  writeFileSync(join(folder, 'chain.pem'), kit.middle.pem + kit.root.pem)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PASS = 'Mật khẩu 1'
function p12(...options: string[]): Buffer {
  const out = join(folder, 'made.p12')
  execFileSync('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    join(folder, 'key.pem'),
    '-in',
    join(folder, 'cert.pem'),
    '-certfile',
    join(folder, 'chain.pem'),
    '-passout',
    `pass:${PASS}`,
    '-out',
    out,
    ...options,
  ])
  return readFileSync(out)
}

it.each([
  ['AES-256, as written today', []],
  ['AES-128, SHA-512', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC', '-macalg', 'SHA512']],
  ['3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'SHA1']],
  ['RC2-40 and 3DES, as written before', ['-legacy']],
  ['RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-3DES']],
  ['certificates in the open', ['-certpbe', 'NONE']],
])('%s', async (_, options) => {
  const bytes = p12(...options)
  const { key, certificate, chain } = readPkcs12(bytes, PASS)
  expect([certificate, ...chain].map((one) => one.commonName)).toEqual(['Giàng A Páo', 'Lâm Hà CA 1', 'Lâm Hà Root CA'])
  const signed = await signPdf(await paper(), keySigner(key, certificate, chain), { time: SIGNED_AT })
  expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
  expect(() => readPkcs12(bytes, 'sai')).toThrow(expect.objectContaining({ code: 'SIGN_PASSPHRASE_WRONG' }))
})

it('RC2 as openssl has it, over keys and data of every kind', () => {
  for (let i = 0; i < 24; i++) {
    const [key, iv, data] = [randomBytes(i % 2 ? 5 : 16), randomBytes(8), randomBytes(200 + i)]
    const name = i % 2 ? '-rc2-40-cbc' : '-rc2-cbc'
    const words = [
      'enc',
      name,
      '-provider',
      'legacy',
      '-provider',
      'default',
      '-K',
      key.toString('hex'),
      '-iv',
      iv.toString('hex'),
    ]
    expect(decryptRc2(execFileSync('openssl', words, { input: data }), key, iv).equals(data)).toBe(true)
  }
})

it('what is no key file, or a cut one, is told so', () => {
  for (const bytes of [Buffer.from('hello'), p12().subarray(0, 500), Buffer.from(kit.person.der)])
    expect(() => readPkcs12(bytes, PASS)).toThrow(expect.objectContaining({ code: 'SIGN_KEY_FILE_BROKEN' }))
})
