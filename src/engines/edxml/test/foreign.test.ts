/** Packages as other systems write them: prefixes, places and shapes of several kits, with invented content. */
import { describe, expect, it } from 'vitest'
import { readPackage } from '../index.ts'

const NS = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'
const FILE = Buffer.from('%PDF-1.4 thử').toString('base64')
const read = async (text: string) => (await readPackage(Buffer.from(text))).message

const body = (p: string, more = '') =>
  `<${p}From><${p}OrganId>000.00.12.H99</${p}OrganId><${p}OrganName>Sở Sông Ngòi</${p}OrganName></${p}From>
   <${p}To><${p}OrganId>000.00.03.H98</${p}OrganId></${p}To>
   <${p}Code><${p}CodeNumber>15</${p}CodeNumber><${p}CodeNotation>SSN-VP</${p}CodeNotation></${p}Code>
   <${p}PromulgationInfo><${p}Place>Sông Mây</${p}Place><${p}PromulgationDate>2026/11/20</${p}PromulgationDate></${p}PromulgationInfo>
   <${p}Subject>V/v nạo vét</${p}Subject>${more}<${p}DocumentId>000.00.12.H99,2026/11/20,15/SSN-VP</${p}DocumentId>`
const WANTED = {
  kind: 'document',
  codeNumber: '15',
  codeNotation: 'SSN-VP',
  date: '2026-11-20',
  subject: 'V/v nạo vét',
  business: 'new',
}

describe('a package of another system', () => {
  it('with the prefix on the envelope, xlink in the manifest and files that are not zipped', async () => {
    const message = await read(`<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="${NS}">
 <edXML:edXMLEnvelope xmlns:edXML="${NS}"><edXML:edXMLHeader>
  <edXML:MessageHeader>${body('edXML:')}</edXML:MessageHeader>
  <edXML:TraceHeaderList id="a1" version="1.0" mustUnderstand="1" actor="http://schemas.xmlsoap.org/soap/actor/next">
   <edXML:TraceHeader><edXML:OrganId>000.00.12.H99</edXML:OrganId><edXML:Timestamp>2026/11/20 08:30:00</edXML:Timestamp></edXML:TraceHeader>
   <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:Paper>0</edXML:Paper></edXML:Bussiness>
  </edXML:TraceHeaderList><edXML:DigitalSignature/></edXML:edXMLHeader>
  <edXML:edXMLBody><edXML:edXMLManifest version="1.0">
   <edXML:Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:a-b-c" xlink:role="XLinkRole" xlink:type="simple">
    <edXML:Description>Tệp 1</edXML:Description><edXML:AttachmentName>15.pdf</edXML:AttachmentName></edXML:Reference>
  </edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
 <AttachmentEncoded><Attachment><ContentType>application/pdf</ContentType><ContentId>a-b-c</ContentId>
  <ContentTransferEncoded>${FILE}</ContentTransferEncoded><AttachmentName>15.pdf</AttachmentName></Attachment></AttachmentEncoded>
</edXML>`)
    expect(message).toMatchObject({
      ...WANTED,
      trace: [{ organId: '000.00.12.H99', at: '2026-11-20T08:30:00+07:00' }],
      attachments: [{ contentId: 'a-b-c', name: '15.pdf', description: 'Tệp 1' }],
    })
    expect(message.kind === 'document' && Buffer.from(message.attachments[0]!.bytes).toString()).toBe('%PDF-1.4 thử')
  })

  it('in the default namespace, with `cid:` on both sides, wrapped base64 and what nobody knows', async () => {
    const message =
      await read(`<edXML xmlns="${NS}"><edXMLEnvelope><edXMLHeader><MessageHeader>${body('', '<Mood>vui</Mood><y:Subject xmlns:y="urn:y">Khác</y:Subject>')}</MessageHeader></edXMLHeader>
 <edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId><ContentType>application/pdf</ContentType></Reference></edXMLManifest></edXMLBody></edXMLEnvelope>
 <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>15.pdf</AttachmentName>
 <edXML:ContentTransferEncoded xmlns:edXML="${NS}">${FILE.slice(0, 8)}
 ${FILE.slice(8)}</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>`)
    expect(message).toMatchObject({ ...WANTED, attachments: [{ contentId: '1', mediaType: 'application/pdf' }] })
  })

  it('whose root is the envelope, without TraceHeaderList', async () => {
    expect(
      await read(
        `<e:edXMLEnvelope xmlns:e="${NS}"><e:edXMLHeader><e:MessageHeader>${body('e:')}</e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>`,
      ),
    ).toMatchObject({ ...WANTED, trace: [], attachments: [] })
  })

  it('that says a status in a SOAP envelope, its code as one text', async () => {
    expect(
      await read(`<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header>
 <edXML:Status xmlns:edXML="http://schemas.xmlsoap.org/soap/envelope/"><edXML:ResponseFor><edXML:OrganId>000.00.12.H99</edXML:OrganId>
 <edXML:Code>15/SSN-VP</edXML:Code><edXML:PromulgationDate>20/11/2026</edXML:PromulgationDate><edXML:DocumentId>000.00.12.H99,2026/11/20,15/SSN-VP</edXML:DocumentId></edXML:ResponseFor>
 <edXML:From><edXML:OrganId>000.00.03.H98</edXML:OrganId></edXML:From><edXML:StatusCode>3</edXML:StatusCode><edXML:Timestamp>2026/11/20 09:00:00</edXML:Timestamp></edXML:Status>
</SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>`),
    ).toMatchObject({
      kind: 'status',
      code: '03',
      responseFor: { code: '15/SSN-VP', date: '2026-11-20' },
      at: '2026-11-20T09:00:00+07:00',
    })
  })
})
