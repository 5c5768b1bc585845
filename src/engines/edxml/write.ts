/** Writes packages, strictly: what is missing or wrong is refused here, not at the receiver. */
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { checkedName, writtenDay, writtenTime } from './fields.ts'
import {
  type Attachment,
  businesses,
  type DocumentMessage,
  LIMITS,
  type Message,
  type Party,
  type Staff,
  type StatusMessage,
} from './types.ts'
import { zipOne } from './zip.ts'

export const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

type Value = string | number | null | undefined

const missing = (field: string): never => {
  throw new AppError('EDXML_FIELD', { facts: { field } })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escaped(value: string | number): string {
  return String(value)
    .toWellFormed()
    .normalize('NFC')
    .replace(NOT_XML, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
}

/** An element with text; nothing for an empty one. */
const leaf = (name: string, value: Value): string =>
  value === null || value === undefined || value === '' ? '' : `<edXML:${name}>${escaped(value)}</edXML:${name}>`
/** An element around others; nothing when they are nothing, unless it must stand. */
const group = (name: string, inner: string, mustStand = false): string =>
  inner === '' && !mustStand ? '' : `<edXML:${name}>${inner}</edXML:${name}>`

function party(name: string, of: Party): string {
  if (!of.organId) missing(`${name}.OrganId`)
  return group(
    name,
    leaf('OrganId', of.organId) +
      leaf('OrganizationInCharge', of.inCharge) +
      leaf('OrganName', of.name) +
      leaf('OrganAdd', of.address) +
      leaf('Email', of.email) +
      leaf('Telephone', of.telephone) +
      leaf('Fax', of.fax) +
      leaf('Website', of.website),
  )
}

const staffInfo = (of: Staff | null): string =>
  of === null
    ? ''
    : group(
        'StaffInfo',
        leaf('Department', of.department) +
          leaf('Staff', of.staff) +
          leaf('Mobile', of.mobile) +
          leaf('Email', of.email),
      )

const day = (name: string, value: string | null): string => {
  if (value === null) return ''
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) missing(name)
  return leaf(name, writtenDay(value))
}

function header(of: DocumentMessage): string {
  if (of.to.length === 0) missing('To')
  if (!of.documentId) missing('DocumentId')
  if (of.business === 'new' && (!of.subject || !of.date || !of.codeNotation))
    missing(!of.subject ? 'Subject' : !of.date ? 'PromulgationDate' : 'CodeNotation')
  if (of.business !== 'new' && !of.aboutDocumentId && of.replaces.length === 0) missing('Bussiness.DocumentId')
  const { other, signer, type } = of
  const responses = of.responseFor.map((one) =>
    group(
      'ResponseFor',
      leaf('OrganId', one.organId) +
        leaf('Code', one.code) +
        day('PromulgationDate', one.date) +
        leaf('DocumentId', one.documentId),
    ),
  )
  return group(
    'MessageHeader',
    party('From', of.from) +
      of.to.map((one) => party('To', one)).join('') +
      group('Code', leaf('CodeNumber', of.codeNumber) + leaf('CodeNotation', of.codeNotation)) +
      group('PromulgationInfo', leaf('Place', of.place) + day('PromulgationDate', of.date)) +
      group('DocumentType', leaf('Type', type.type) + leaf('TypeDetail', type.detail) + leaf('TypeName', type.name)) +
      leaf('Subject', of.subject) +
      leaf('Content', of.content) +
      group(
        'SignerInfo',
        leaf('Competence', signer.competence) + leaf('Position', signer.position) + leaf('FullName', signer.name),
      ) +
      day('DueDate', of.dueDate) +
      group('ToPlaces', of.toPlaces.map((one) => leaf('Place', one)).join('')) +
      group(
        'OtherInfo',
        leaf('Priority', other.priority) +
          leaf('SphereOfPromulgation', other.sphere) +
          leaf('TyperNotation', other.typerNotation) +
          leaf('PromulgationAmount', other.copies) +
          leaf('PageAmount', other.pages) +
          leaf('Direction', other.direction) +
          group('Appendixes', other.appendixes.map((one) => leaf('Appendix', one)).join('')),
      ) +
      responses.join('') +
      leaf('SteeringType', of.steeringType) +
      leaf('DocumentId', of.documentId),
  )
}

function trace(of: DocumentMessage): string {
  if (of.trace.length === 0) missing('TraceHeader')
  const { changes } = of
  return group(
    'TraceHeaderList',
    of.trace
      .map((one) =>
        group('TraceHeader', leaf('OrganId', one.organId) + leaf('Timestamp', one.at && writtenTime(one.at))),
      )
      .join('') +
      group(
        'Bussiness',
        leaf('BussinessDocType', businesses.indexOf(of.business)) +
          leaf('BussinessDocReason', of.reason) +
          (changes === null
            ? ''
            : group(
                'BussinessDocumentInfo',
                leaf('DocumentInfo', changes.documentInfo) +
                  leaf('DocumentReceiver', changes.documentReceiver) +
                  group(
                    'ReceiverList',
                    changes.receivers
                      .map((one) => group('Receiver', leaf('ReceiverType', one.type) + leaf('OrganId', one.organId)))
                      .join(''),
                  ),
              )) +
          leaf('DocumentId', of.aboutDocumentId) +
          leaf('Paper', of.isPaper ? 1 : 0) +
          staffInfo(of.staff) +
          group(
            'ReplacementInfoList',
            of.replaces
              .map((one) =>
                group(
                  'ReplacementInfo',
                  leaf('DocumentId', one.documentId) +
                    group('OrganIdList', one.organIds.map((id) => leaf('OrganId', id)).join('')),
                ),
              )
              .join(''),
          ),
      ),
  )
}

function manifest(attachments: readonly Attachment[]): string {
  const references = attachments.map((one) =>
    group(
      'Reference',
      leaf('ContentId', `cid:${one.contentId}`) +
        leaf('ContentType', one.mediaType) +
        leaf('AttachmentName', one.name) +
        leaf('Description', one.description),
    ),
  )
  return `<edXML:edXMLBody><edXML:edXMLManifest version="1.0">${references.join('')}</edXML:edXMLManifest></edXML:edXMLBody>`
}

async function encoded(attachments: readonly Attachment[]): Promise<string> {
  if (attachments.length > LIMITS.attachments)
    throw new AppError('EDXML_TOO_LARGE', { facts: { what: `${attachments.length} > ${LIMITS.attachments}` } })
  const known = new Set<string>()
  const parts: string[] = []
  for (const one of attachments) {
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(one.contentId)) missing('ContentId')
    if (known.has(one.contentId)) throw new AppError('EDXML_CONTENT_ID', { facts: { contentId: one.contentId } })
    known.add(one.contentId)
    const name = checkedName(one.name)
    const packed = (await zipOne(name, one.bytes)).toString('base64')
    parts.push(
      `<Attachment><ContentId>${one.contentId}</ContentId><AttachmentName>${escaped(name)}</AttachmentName>` +
        `<ContentType>${escaped(one.mediaType)}</ContentType><ContentTransferEncoded>${packed}</ContentTransferEncoded></Attachment>`,
    )
  }
  return parts.length === 0 ? '' : `<AttachmentEncoded>${parts.join('')}</AttachmentEncoded>`
}

function status(of: StatusMessage): string {
  const about = of.responseFor
  if (!about.organId) missing('ResponseFor.OrganId')
  if (!about.documentId) missing('ResponseFor.DocumentId')
  if ((of.code === '02' || of.code === '16') && !of.description) missing('Description')
  return group(
    'Status',
    group(
      'ResponseFor',
      leaf('OrganId', about.organId) +
        leaf('Code', about.code) +
        day('PromulgationDate', about.date) +
        leaf('DocumentId', about.documentId),
    ) +
      party('From', of.from) +
      leaf('StatusCode', of.code) +
      leaf('Description', of.description?.slice(0, 1000)) +
      leaf('Timestamp', of.at && writtenTime(of.at)) +
      staffInfo(of.staff),
  )
}

/**
 * A package without its signature, as the standard lays it out. The same message makes the same bytes.
 * @returns UTF-8
 * @throws AppError EDXML_FIELD, EDXML_NAME, EDXML_CONTENT_ID, EDXML_TOO_LARGE
 */
export async function writePackage(message: Message): Promise<Buffer> {
  const inner =
    message.kind === 'status'
      ? `<edXML:edXMLHeader>${status(message)}</edXML:edXMLHeader><edXML:edXMLBody/>`
      : `<edXML:edXMLHeader>${header(message)}${trace(message)}</edXML:edXMLHeader>${manifest(message.attachments)}`
  const files = message.kind === 'status' ? '' : await encoded(message.attachments)
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">${inner}</edXML:edXMLEnvelope>${files}</edXML>`
  if (text.length > LIMITS.size) throw new AppError('EDXML_TOO_LARGE', { facts: { what: `${text.length} B` } })
  return Buffer.from(text, 'utf8')
}
