/** Packages that want to do harm: each is refused by name, or its signature is told to be worth nothing. */
import JSZip from 'jszip'
import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprintOf, readPackage, signPackage, writePackage } from '../index.ts'
import { documentMessage, signer } from './build.ts'

const key = signer()
let plain = ''
let signed = ''
beforeAll(async () => {
  const bytes = await writePackage(documentMessage())
  plain = bytes.toString('utf8')
  signed = signPackage(bytes, key).toString('utf8')
})

const swap = (text: string, from: string | RegExp, to: string) => {
  const next = text.replace(from, () => to)
  expect(next, `nothing to change: ${from}`).not.toBe(text)
  return next
}
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

describe('refused', () => {
  const cases: [what: string, code: string, make: () => string | Uint8Array][] = [
    ['a DTD', 'EDXML_HOSTILE', () => swap(plain, HEAD, `${HEAD}<!DOCTYPE edXML>`)],
    [
      'entities that grow',
      'EDXML_HOSTILE',
      () => swap(plain, HEAD, `${HEAD}<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>`),
    ],
    [
      'a file of the server',
      'EDXML_HOSTILE',
      () => swap(plain, HEAD, `${HEAD}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`),
    ],
    [
      'XInclude',
      'EDXML_HOSTILE',
      () =>
        swap(
          plain,
          '<edXML:edXMLBody>',
          '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><edXML:edXMLBody>',
        ),
    ],
    ['a DTD in UTF-16', 'EDXML_BROKEN', () => Buffer.from(`\ufeff${swap(plain, HEAD, '<!DOCTYPE edXML>')}`, 'utf16le')],
    ['another encoding', 'EDXML_BROKEN', () => swap(plain, 'UTF-8', 'UTF-7')],
    ['bytes that are no UTF-8', 'EDXML_BROKEN', () => Buffer.from(plain, 'latin1')],
    ['half a package', 'EDXML_BROKEN', () => plain.slice(0, plain.length / 2)],
    ['nothing', 'EDXML_BROKEN', () => ''],
    ['another document', 'EDXML_FOREIGN', () => '<html><body/></html>'],
    [
      'a header of another standard',
      'EDXML_FOREIGN',
      () => plain.replaceAll('http://www.mic.gov.vn/TBT/QCVN_102_2016', 'urn:other'),
    ],
    [
      'depth',
      'EDXML_TOO_LARGE',
      () => swap(plain, '<edXML:edXMLBody>', `${'<x>'.repeat(60)}${'</x>'.repeat(60)}<edXML:edXMLBody>`),
    ],
    [
      'depth beyond all measure',
      'EDXML_BROKEN',
      () => swap(plain, '<edXML:edXMLBody>', `${'<x>'.repeat(90_000)}${'</x>'.repeat(90_000)}<edXML:edXMLBody>`),
    ],
    [
      'a flood of elements',
      'EDXML_TOO_LARGE',
      () => swap(plain, '<edXML:edXMLBody>', `${'<x/>'.repeat(30_000)}<edXML:edXMLBody>`),
    ],
    ['two files under one id', 'EDXML_CONTENT_ID', () => plain.replaceAll('f2<', 'f1<')],
    ['a file that the manifest does not name', 'EDXML_MANIFEST', () => swap(plain, '<ContentId>f2<', '<ContentId>f3<')],
    [
      'a manifest that names too much',
      'EDXML_MANIFEST',
      () => swap(plain, /<Attachment><ContentId>f2.*?<\/Attachment>/, ''),
    ],
    [
      'a path for a name',
      'EDXML_NAME',
      () => swap(plain, '<AttachmentName>bảng.xlsx<', '<AttachmentName>../../bảng.xlsx<'),
    ],
    [
      'a path of Windows',
      'EDXML_NAME',
      () => swap(plain, '<AttachmentName>bảng.xlsx<', '<AttachmentName>C:\\bảng.xlsx<'),
    ],
    [
      'a name that reads backwards',
      'EDXML_NAME',
      () => swap(plain, '<AttachmentName>bảng.xlsx<', '<AttachmentName>bảng\u202excod.exe<'),
    ],
    [
      'files that are no base64',
      'EDXML_ATTACHMENT',
      () => swap(plain, /(<ContentTransferEncoded>)[A-Za-z0-9]{4}/, '<ContentTransferEncoded>!!!!'),
    ],
    [
      'two subjects',
      'EDXML_FIELD',
      () => swap(plain, '</edXML:MessageHeader>', '<edXML:Subject>Khác</edXML:Subject></edXML:MessageHeader>'),
    ],
    ['two headers', 'EDXML_FIELD', () => swap(plain, '<edXML:edXMLBody>', '<edXML:edXMLHeader/><edXML:edXMLBody>')],
    ['no sender', 'EDXML_FIELD', () => swap(plain, /<edXML:From>.*?<\/edXML:From>/, '')],
    ['no addressee', 'EDXML_FIELD', () => plain.replace(/<edXML:To>.*?<\/edXML:To>/g, '')],
    [
      'a day that is none',
      'EDXML_FIELD',
      () => swap(plain, '<edXML:PromulgationDate>2026/11/20', '<edXML:PromulgationDate>2026/13/45'),
    ],
    ['a business that does not exist', 'EDXML_FIELD', () => swap(plain, 'BussinessDocType>0<', 'BussinessDocType>7<')],
    [
      'a status that does not exist',
      'EDXML_FIELD',
      () =>
        swap(
          plain,
          /<edXML:MessageHeader>.*<\/edXML:TraceHeaderList>/s,
          '<edXML:Status><edXML:StatusCode>99</edXML:StatusCode></edXML:Status>',
        ),
    ],
    [
      'a text without end',
      'EDXML_FIELD',
      () => swap(plain, '<edXML:Place>Sông Mây', `<edXML:Place>${'a'.repeat(5_000)}`),
    ],
  ]
  it.each(cases)('%s', async (_, code, make) => {
    const given = make()
    await expect(readPackage(typeof given === 'string' ? Buffer.from(given) : given)).rejects.toMatchObject({ code })
  })

  it('what is too large, in bytes and in files', async () => {
    await expect(readPackage(Buffer.from(plain), { size: 1_000 })).rejects.toMatchObject({ code: 'EDXML_TOO_LARGE' })
    await expect(readPackage(Buffer.from(plain), { attachments: 1 })).rejects.toMatchObject({ code: 'EDXML_TOO_LARGE' })
  })

  it('a zip bomb, before it is unpacked', async () => {
    const bomb = await new JSZip()
      .file('Công văn 15.pdf', Buffer.alloc(8 << 20))
      .generateAsync({ type: 'base64', compression: 'DEFLATE' })
    const made = swap(plain, /(<ContentTransferEncoded>)[^<]*/, `<ContentTransferEncoded>${bomb}`)
    await expect(readPackage(Buffer.from(made), { unpacked: 1 << 20 })).rejects.toMatchObject({
      code: 'EDXML_TOO_LARGE',
    })
  })

  it('random damage ends in a verdict, never in a fall', async () => {
    const [honest, known] = [await readPackage(Buffer.from(signed)), fingerprintOf(key.certificate)]
    for (let at = 7; at < signed.length; at += Math.ceil(signed.length / 150)) {
      const bytes = Buffer.from(signed)
      bytes[at] = bytes[at]! ^ 0x15
      await readPackage(bytes).then(
        // What passes still says the same, or names a signer whom nobody knows: certificates do not vouch for themselves.
        ({ signature, digest }) =>
          expect(
            signature?.isSound && signature.fingerprint === known && digest !== honest.digest,
            `octet ${at}`,
          ).not.toBe(true),
        (error) => expect(error.code).toMatch(/^EDXML_/),
      )
    }
  })
})

describe('a signature is worth nothing', () => {
  const other = signer('Kẻ mạo danh')
  const cases: [what: string, fault: string, make: () => Promise<string> | string][] = [
    ['when the subject was changed', 'changed', () => swap(signed, 'nạo vét', 'san lấp')],
    [
      'when an addressee was added',
      'changed',
      () => swap(signed, '</edXML:From>', '</edXML:From><edXML:To><edXML:OrganId>H1</edXML:OrganId></edXML:To>'),
    ],
    [
      'when a file was changed',
      'changed',
      () => swap(signed, '<AttachmentName>bảng.xlsx<', '<AttachmentName>khác.xlsx<'),
    ],
    [
      'when something nobody knows was added',
      'changed',
      () => swap(signed, '<edXML:edXMLBody>', '<x/><edXML:edXMLBody>'),
    ],
    ['with another digest', 'wrong-value', () => swap(signed, /<DigestValue>..../, '<DigestValue>AAAA')],
    ['with another value', 'wrong-value', () => swap(signed, /<SignatureValue>......../, '<SignatureValue>AAAAAAAA')],
    [
      'with another’s certificate',
      'wrong-value',
      () =>
        swap(
          signed,
          /<X509Certificate>[^<]*/,
          `<X509Certificate>${other.certificate.replace(/-----[^-]*-----|\n/g, '')}`,
        ),
    ],
    ['without a certificate', 'not-understood', () => swap(signed, /<KeyInfo>.*<\/KeyInfo>/, '')],
    ['over a part alone', 'not-understood', () => swap(signed, '<Reference URI="">', '<Reference URI="#x">')],
    [
      'over two references',
      'not-understood',
      () =>
        swap(
          signed,
          /(<Reference URI="">.*<\/Reference>)/s,
          /<Reference URI="">.*<\/Reference>/s.exec(signed)![0].repeat(2),
        ),
    ],
    [
      'with a transform that selects',
      'not-understood',
      () =>
        swap(
          signed,
          '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">',
          '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">',
        ),
    ],
    [
      'with SHA-1',
      'weak',
      () =>
        swap(
          signed,
          'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
          'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        ),
    ],
    [
      'with a MAC',
      'not-understood',
      () =>
        swap(
          signed,
          'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
          'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
        ),
    ],
    [
      'when there are two',
      'several',
      () => swap(signed, '<edXML:edXMLBody>', `${/<Signature .*<\/Signature>/s.exec(signed)![0]}<edXML:edXMLBody>`),
    ],
    [
      'when what was signed lies inside of something else',
      'changed',
      // wrapping: the honest package is carried along, another one is read
      () => {
        const honest = signed.slice(HEAD.length)
        const signature = /<Signature .*<\/Signature>/s.exec(signed)![0]
        return `${HEAD}${swap(plain.slice(HEAD.length), '</edXML:edXMLHeader>', `${signature}<x xmlns="urn:x">${honest.replace(signature, '')}</x></edXML:edXMLHeader>`)}`.replace(
          'nạo vét',
          'san lấp',
        )
      },
    ],
  ]
  it.each(cases)('%s', async (_, fault, make) => {
    const { signature } = await readPackage(Buffer.from(await make()))
    expect(signature).toMatchObject({ isSound: false, fault })
  })

  it('what lies inside the signature is read by nobody', async () => {
    const inside = swap(signed, '</KeyInfo>', '</KeyInfo><Object><edXML:Subject>Khác</edXML:Subject></Object>')
    const read = await readPackage(Buffer.from(inside))
    expect(read.message).toMatchObject({ subject: documentMessage().subject })
    expect(read.signature?.isSound).toBe(true)
  })

  it('without one there is none', async () => {
    expect((await readPackage(Buffer.from(plain))).signature).toBeNull()
  })
})
