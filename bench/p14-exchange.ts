/**
 * P14: what it costs to take an exchange package: read it, hold it against the standard's shape, check its signature. The peer are the tools
 * that an administrator would put into a loop: xmllint against a schema of the same shape, openssl cms over the same bytes, a process
 * each. Ours unpacks the files besides; the peer does not.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isTrusted, NAMESPACE, readPackage, selfSigned, signPackage, writePackage } from '#engines/edxml/index.ts'
import { documentMessage } from '#engines/edxml/test/build.ts'
import { type Bar, comparePairs, type Part, time } from './kit.ts'

const FILES = 40
const FILE_BYTES = 200 * 1024
const NOW = new Date('2026-11-27T00:00:00Z')

/** The standard's frame; what lies inside of the header's parts is left open, as its enumerations are. */
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${NAMESPACE}" targetNamespace="${NAMESPACE}" elementFormDefault="qualified">
<xs:complexType name="open" mixed="true"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence><xs:anyAttribute processContents="lax"/></xs:complexType>
<xs:element name="edXML"><xs:complexType><xs:sequence>
<xs:element name="edXMLEnvelope"><xs:complexType><xs:sequence>
<xs:element name="edXMLHeader"><xs:complexType><xs:sequence><xs:element name="MessageHeader" type="open"/><xs:element name="TraceHeaderList" type="open"/><xs:any namespace="##other" minOccurs="0" processContents="lax"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="edXMLBody" type="open"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="AttachmentEncoded" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Attachment" maxOccurs="unbounded"><xs:complexType><xs:sequence>
<xs:element name="ContentId" type="xs:string"/><xs:element name="AttachmentName" type="xs:string"/><xs:element name="ContentType" type="xs:string"/><xs:element name="ContentTransferEncoded" type="xs:base64Binary"/>
</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element></xs:schema>`

async function measure(tell: (line: string) => void): Promise<Part[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
  const at = (name: string) => join(folder, name)
  try {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const signer = {
      key: createPrivateKey(pem),
      certificate: selfSigned(privateKey, 'Cổng đo', new Date('2026-01-01T00:00:00Z'), 10),
    }
    writeFileSync(at('key.pem'), pem)
    writeFileSync(at('certificate.pem'), signer.certificate)
    writeFileSync(at('edxml.xsd'), SCHEMA)
    const packages: Buffer[] = []
    for (let i = 0; i < FILES; i++) {
      const file = { ...documentMessage().attachments[0]!, bytes: randomBytes(FILE_BYTES) }
      const message = documentMessage({ documentId: `H99.12,2026/11/20,${i}/SSN`, attachments: [file] })
      const bytes = signPackage(await writePackage(message), signer)
      packages.push(bytes)
      writeFileSync(at(`${i}.xml`), bytes)
      const words = ['cms', '-sign', '-binary', '-in', at(`${i}.xml`), '-signer', at('certificate.pem')]
      execFileSync('openssl', [...words, '-inkey', at('key.pem'), '-outform', 'DER', '-out', at(`${i}.cms`)])
    }
    const ours = async (): Promise<number> =>
      (FILES * 1000) /
      (await time(async () => {
        for (const bytes of packages) {
          const { signature, message } = await readPackage(bytes)
          const isGood = signature?.isSound && isTrusted(signature.certificate ?? '', signer.certificate, NOW)
          if (!isGood || message.kind !== 'document') throw new Error('a good package is refused')
        }
      }))
    const theirs = async (): Promise<number> =>
      (FILES * 1000) /
      (await time(() => {
        for (let i = 0; i < FILES; i++) {
          const read = ['--noout', '--nonet', '--huge', '--schema', at('edxml.xsd'), at(`${i}.xml`)]
          const shape = spawnSync('xmllint', read, { encoding: 'utf8' })
          if (shape.status !== 0) throw new Error(`xmllint: ${shape.stderr}`)
          const words = [
            'cms',
            '-verify',
            '-binary',
            '-inform',
            'DER',
            '-in',
            at(`${i}.cms`),
            '-content',
            at(`${i}.xml`),
          ]
          const check = spawnSync('openssl', [
            ...words,
            '-CAfile',
            at('certificate.pem'),
            '-purpose',
            'any',
            '-out',
            '/dev/null',
          ])
          if (check.status !== 0) throw new Error(`openssl: ${check.stderr}`)
        }
      }))
    const size = `${FILES} packages with a file of ${FILE_BYTES / 1024} KB`
    const unit = 'packages/s'
    return [
      await comparePairs(
        {
          name: 'take a package: parse, shape, signature, files',
          size,
          unit,
          peer: 'xmllint --schema + openssl cms -verify, a process each',
          limit: { better: 'more', pass: 0.3, aim: 0.6 },
          ours,
          theirs,
        },
        tell,
      ),
      await comparePairs(
        {
          name: 'packages held, one core',
          size,
          unit,
          peer: 'limit of 62 packages/s',
          limit: { better: 'more', pass: 1, aim: 2 },
          ours,
          theirs: async () => 62,
        },
        tell,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const bar: Bar = { id: 'P14', title: 'exchange packages', run: measure }
export default bar
