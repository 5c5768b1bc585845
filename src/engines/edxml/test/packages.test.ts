import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issue } from '#engines/sign/test/authority.ts'
import { fingerprintOf, isTrusted, readPackage, signPackage, statusCodes, writePackage } from '../index.ts'
import { documentMessage, signer, statusMessage } from './build.ts'

const key = signer()
const NOW = new Date('2026-11-27T00:00:00Z')

describe('a package', () => {
  it('brings every field of a document and its files there whole', async () => {
    const message = documentMessage()
    const read = await readPackage(signPackage(await writePackage(message), key))
    expect(read.message).toEqual(message)
    expect(read.signature).toMatchObject({ isSound: true, fault: null, fingerprint: fingerprintOf(key.certificate) })
  })

  it.each([
    ['recall', { reason: 'Ban hành nhầm' }],
    [
      'update',
      {
        changes: { documentInfo: '1', documentReceiver: '0', receivers: [{ type: '1', organId: 'H98.4' }] },
      },
    ],
    ['replacement', { replaces: [{ documentId: 'H99.12,2026/11/19,14/SSN-VP', organIds: ['H98.3', 'H98.4'] }] }],
  ] as const)('of %s names the document that it is about', async (business, more) => {
    const message = documentMessage({
      business,
      aboutDocumentId: 'H99.12,2026/11/19,14/SSN-VP',
      attachments: [],
      ...more,
    })
    expect((await readPackage(await writePackage(message))).message).toEqual(message)
  })

  it.each(statusCodes)('of status %s comes back whole', async (code) => {
    const message = statusMessage({ code })
    const read = await readPackage(signPackage(await writePackage(message), key))
    expect(read).toMatchObject({ message, signature: { isSound: true } })
  })

  it('has the same bytes and the same digest each time, whoever signs it', async () => {
    const [first, second] = [await writePackage(documentMessage()), await writePackage(documentMessage())]
    expect(first.equals(second)).toBe(true)
    const digests = await Promise.all(
      [first, signPackage(first, key), signPackage(second, signer())].map(
        async (one) => (await readPackage(one)).digest,
      ),
    )
    expect(new Set(digests).size).toBe(1)
    expect((await readPackage(await writePackage(documentMessage({ subject: 'Khác' })))).digest).not.toBe(digests[0])
  })

  it('keeps whatever a person writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (subject) => {
        const wanted = subject
          .toWellFormed()
          .normalize('NFC')
          .replace(/[^\P{C}\t\n\r]/gu, '')
          .trim()
        fc.pre(wanted !== '' && wanted === subject)
        const read = await readPackage(
          signPackage(await writePackage(documentMessage({ subject, attachments: [] })), key),
        )
        expect(read.message).toMatchObject({ subject })
        expect(read.signature?.isSound).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['without an addressee', { to: [] }, 'EDXML_FIELD'],
    ['without a subject', { subject: null }, 'EDXML_FIELD'],
    ['without a day', { date: null }, 'EDXML_FIELD'],
    ['with a day that is none', { date: '20/11/2026' }, 'EDXML_FIELD'],
    ['that recalls nothing', { business: 'recall' }, 'EDXML_FIELD'],
    [
      'with a path for a name',
      { attachments: [{ ...documentMessage().attachments[0]!, name: '../a.pdf' }] },
      'EDXML_NAME',
    ],
    [
      'with one content id twice',
      { attachments: [0, 1].map(() => documentMessage().attachments[0]!) },
      'EDXML_CONTENT_ID',
    ],
  ] as const)('%s is not written', async (_, change, code) => {
    await expect(writePackage(documentMessage(change as never))).rejects.toMatchObject({ code })
  })

  it('refusing without a reason is not written', async () => {
    await expect(writePackage(statusMessage({ description: null }))).rejects.toMatchObject({ code: 'EDXML_FIELD' })
  })
})

describe('the signature', () => {
  it('is made with RSA, too, and never with a weak key', async () => {
    const plain = await writePackage(documentMessage())
    for (const algorithm of ['rsa', 'p384'] as const) {
      const who = await issue({ name: 'Cổng', algorithm })
      const read = await readPackage(signPackage(plain, { key: who.key, certificate: who.pem }))
      expect(read.signature).toMatchObject({ isSound: true, fingerprint: fingerprintOf(who.der) })
    }
    const weak = await issue({ name: 'Yếu', algorithm: 'rsa1024' })
    expect(() => signPackage(plain, { key: weak.key, certificate: weak.pem })).toThrow(/RSA 1024/)
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(() => signPackage(plain, { key: other, certificate: key.certificate })).toThrow(/certificate/)
  })

  it('is trusted through its own certificate or the authority above it, while they last', async () => {
    const root = await issue({ name: 'Gốc thử', ca: true })
    const below = await issue({ name: 'Cổng dưới gốc', issuer: root })
    expect(isTrusted(key.certificate, key.certificate, NOW)).toBe(true)
    expect(isTrusted(below.pem, root.pem, NOW)).toBe(true)
    expect(isTrusted(below.pem, key.certificate, NOW)).toBe(false)
    expect(isTrusted(key.certificate, root.pem, NOW)).toBe(false)
    expect(isTrusted(key.certificate, key.certificate, new Date('2037-01-01T00:00:00Z'))).toBe(false)
    expect(isTrusted('nothing', key.certificate, NOW)).toBe(false)
  })

  it('is what other tools find, canonical form and certificate alike', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edxml-'))
    try {
      const at = (name: string) => join(folder, name)
      const plain = await writePackage(documentMessage())
      const signed = signPackage(plain, key).toString('utf8')
      writeFileSync(at('plain.xml'), plain)
      writeFileSync(at('certificate.pem'), key.certificate)
      const canonical = execFileSync('xmllint', ['--exc-c14n', at('plain.xml')], { maxBuffer: 1 << 26 })
      writeFileSync(at('canonical'), canonical)
      const digest = execFileSync('openssl', ['dgst', '-sha256', '-binary', at('canonical')])
      expect(signed).toContain(`<DigestValue>${digest.toString('base64')}</DigestValue>`)
      const info = /<SignedInfo>.*<\/SignedInfo>/s.exec(signed)![0]
      writeFileSync(at('info'), info.replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">'))
      const raw = Buffer.from(/<SignatureValue>(.*)<\/SignatureValue>/.exec(signed)![1]!, 'base64')
      const half = (part: Buffer) => {
        const start = part.findIndex((octet) => octet !== 0)
        const short = part.subarray(start)
        const body = short[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short
        return Buffer.concat([Buffer.from([2, body.length]), body])
      }
      const both = Buffer.concat([half(raw.subarray(0, 32)), half(raw.subarray(32))])
      writeFileSync(at('value'), Buffer.concat([Buffer.from([0x30, both.length]), both]))
      writeFileSync(at('key.pem'), execFileSync('openssl', ['x509', '-in', at('certificate.pem'), '-pubkey', '-noout']))
      const verified = execFileSync('openssl', [
        'dgst',
        '-sha256',
        '-verify',
        at('key.pem'),
        '-signature',
        at('value'),
        at('info'),
      ])
      expect(verified.toString()).toContain('Verified OK')
      const subject = execFileSync('openssl', ['verify', '-CAfile', at('certificate.pem'), at('certificate.pem')])
      expect(subject.toString()).toContain('OK')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
