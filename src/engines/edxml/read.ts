/** Reads packages, tolerantly where it does no harm: other prefixes, other orders, elements that nobody here knows. */
import type { XmlElement } from 'libxml2-wasm'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { checkedName, contentIdOf, dayOf, timeOf } from './fields.ts'
import { inspectSignature } from './signature.ts'
import { all, elements, isKnown, one, parse, text } from './tree.ts'
import {
  type Attachment,
  businesses,
  type DocumentMessage,
  type DocumentRef,
  LIMITS,
  type Limits,
  type Message,
  type Party,
  type ReadPackage,
  type Staff,
  type StatusCode,
  type StatusMessage,
  statusCodes,
} from './types.ts'
import { unzipOne } from './zip.ts'

const wrong = (field: string): never => {
  throw new AppError('EDXML_FIELD', { facts: { field } })
}

/**
 * Reads a package and what its signature is worth. Whether the signer is trusted is another question (`trustOf`).
 * @throws AppError EDXML_* when it is refused
 */
export async function readPackage(bytes: Uint8Array, given: Partial<Limits> = {}): Promise<ReadPackage> {
  const limits = { ...LIMITS, ...given }
  const document = parse(bytes, limits)
  let read: { message: Message; files: readonly Encoded[] }
  let signed: Pick<ReadPackage, 'digest' | 'signature'>
  try {
    read = messageOf(document.root, limits)
    // Takes the signature out of the tree: the last thing that is done with it.
    signed = inspectSignature(document)
  } finally {
    document.dispose()
  }
  if (read.message.kind === 'status') return { message: read.message, ...signed }
  const attachments: Attachment[] = []
  let room = limits.unpacked
  for (const { encoded, ...file } of read.files) {
    const bytesOf = await unzipOne(file.name, base64(file.name, encoded), room)
    room -= bytesOf.length
    if (room < 0) throw new AppError('EDXML_TOO_LARGE', { facts: { what: file.name } })
    attachments.push({ ...file, bytes: bytesOf })
  }
  return { message: { ...read.message, attachments }, ...signed }
}

interface Encoded extends Omit<Attachment, 'bytes'> {
  readonly encoded: string
}

function messageOf(root: XmlElement, limits: Limits): { message: Message; files: readonly Encoded[] } {
  if (!isKnown(root)) throw new AppError('EDXML_FOREIGN')
  const envelope = /^(edXMLEnvelope|Envelope)$/.test(root.name)
    ? root
    : root.name === 'edXML'
      ? one(root, 'edXMLEnvelope')
      : null
  const header = envelope && (one(envelope, 'edXMLHeader') ?? one(envelope, 'Header'))
  if (!envelope || !header) throw new AppError('EDXML_FOREIGN')
  const status = one(header, 'Status') ?? (text(header, 'StatusCode') ? header : null)
  if (status) return { message: statusOf(status), files: [] }
  const message = one(header, 'MessageHeader')
  if (!message) throw new AppError('EDXML_FOREIGN')
  if (text(message, 'StatusCode')) return { message: statusOf(message), files: [] }
  return {
    message: documentOf(message, one(header, 'TraceHeaderList')),
    files: filesOf(root, envelope, limits),
  }
}

function partyOf(of: XmlElement | null, field: string): Party {
  const organId = text(of, 'OrganId', 100)
  if (!of || !organId) return wrong(`${field}.OrganId`)
  return {
    organId,
    name: text(of, 'OrganName'),
    inCharge: text(of, 'OrganizationInCharge'),
    address: text(of, 'OrganAdd'),
    email: text(of, 'Email'),
    telephone: text(of, 'Telephone'),
    fax: text(of, 'Fax'),
    website: text(of, 'Website'),
  }
}

function refOf(of: XmlElement): DocumentRef {
  const code = one(of, 'Code')
  const parts = code ? [text(code, 'CodeNumber'), text(code, 'CodeNotation')].filter((part) => part !== null) : []
  return {
    organId: text(of, 'OrganId', 100),
    code: parts.length > 0 ? parts.join('/') : text(of, 'Code'),
    date: dayOf(text(of, 'PromulgationDate')),
    documentId: text(of, 'DocumentId', 300),
  }
}

function staffOf(of: XmlElement | null): Staff | null {
  if (!of) return null
  const staff = {
    department: text(of, 'Department'),
    staff: text(of, 'Staff'),
    mobile: text(of, 'Mobile'),
    email: text(of, 'Email'),
  }
  return Object.values(staff).every((value) => value === null) ? null : staff
}

function statusOf(of: XmlElement): StatusMessage {
  const given = text(of, 'StatusCode', 10)?.padStart(2, '0')
  const code = statusCodes.find((known) => known === given) as StatusCode | undefined
  const about = all(of, 'ResponseFor')[0]
  if (!code) return wrong('StatusCode')
  const responseFor = about && refOf(about)
  if (!responseFor?.organId || !responseFor.documentId) return wrong('ResponseFor')
  return {
    kind: 'status',
    code,
    responseFor,
    from: partyOf(one(of, 'From'), 'From'),
    description: text(of, 'Description', 10_000)?.slice(0, 1_000) ?? null,
    at: timeOf(text(of, 'Timestamp')),
    staff: staffOf(one(of, 'StaffInfo')),
  }
}

const whole = (value: string | null): number | null =>
  value !== null && /^\d{1,7}$/.test(value) ? Number(value) : null

function documentOf(of: XmlElement, traces: XmlElement | null): DocumentMessage {
  const to = all(of, 'To').map((party) => partyOf(party, 'To'))
  if (to.length === 0) wrong('To')
  const documentId = text(of, 'DocumentId', 300)
  if (!documentId) return wrong('DocumentId')
  const code = one(of, 'Code')
  const issued = one(of, 'PromulgationInfo')
  const type = one(of, 'DocumentType')
  const signer = one(of, 'SignerInfo')
  const other = one(of, 'OtherInfo')
  const business = one(traces, 'Bussiness') ?? one(traces, 'Business')
  const kind = text(business, 'BussinessDocType') ?? text(business, 'BusinessDocType') ?? '0'
  const changes = one(business, 'BussinessDocumentInfo')
  const date = text(issued, 'PromulgationDate')
  if (date !== null && dayOf(date) === null) wrong('PromulgationDate')
  return {
    kind: 'document',
    from: partyOf(one(of, 'From'), 'From'),
    to,
    documentId,
    codeNumber: text(code, 'CodeNumber'),
    codeNotation: text(code, 'CodeNotation'),
    place: text(issued, 'Place'),
    date: dayOf(date),
    type: { type: text(type, 'Type'), detail: text(type, 'TypeDetail'), name: text(type, 'TypeName') },
    subject: text(of, 'Subject'),
    content: text(of, 'Content', 100_000),
    signer: {
      competence: text(signer, 'Competence'),
      position: text(signer, 'Position'),
      name: text(signer, 'FullName'),
    },
    responseFor: all(of, 'ResponseFor').map(refOf),
    dueDate: dayOf(text(of, 'DueDate')),
    toPlaces: textsOf(one(of, 'ToPlaces'), 'Place'),
    other: {
      priority: whole(text(other, 'Priority')),
      sphere: text(other, 'SphereOfPromulgation'),
      typerNotation: text(other, 'TyperNotation'),
      copies: whole(text(other, 'PromulgationAmount')),
      pages: whole(text(other, 'PageAmount')),
      direction: text(other, 'Direction'),
      appendixes: textsOf(one(other, 'Appendixes'), 'Appendix'),
    },
    steeringType: text(of, 'SteeringType'),
    trace: all(traces, 'TraceHeader').flatMap((line) => {
      const organId = text(line, 'OrganId', 100)
      return organId ? [{ organId, at: timeOf(text(line, 'Timestamp')) }] : []
    }),
    business: businesses[Number(kind)] ?? wrong('BussinessDocType'),
    reason: text(business, 'BussinessDocReason', 10_000)?.slice(0, 1_000) ?? null,
    changes: changes && {
      documentInfo: text(changes, 'DocumentInfo'),
      documentReceiver: text(changes, 'DocumentReceiver'),
      receivers: all(one(changes, 'ReceiverList'), 'Receiver').flatMap((line) => {
        const organId = text(line, 'OrganId', 100)
        return organId ? [{ type: text(line, 'ReceiverType'), organId }] : []
      }),
    },
    aboutDocumentId: text(business, 'DocumentId', 300),
    replaces: all(one(business, 'ReplacementInfoList'), 'ReplacementInfo').flatMap((line) => {
      const id = text(line, 'DocumentId', 300)
      return id ? [{ documentId: id, organIds: textsOf(one(line, 'OrganIdList'), 'OrganId') }] : []
    }),
    isPaper: text(business, 'Paper') === '1',
    staff: staffOf(one(business, 'StaffInfo')),
    attachments: [],
  }
}

const textsOf = (of: XmlElement | null, name: string): string[] =>
  all(of, name).flatMap((line) => {
    const value = line.content.normalize('NFC').trim()
    return value === '' ? [] : [value.slice(0, 1_000)]
  })

/** Files and the manifest that names them: each in both, once. */
function filesOf(root: XmlElement, envelope: XmlElement, limits: Limits): Encoded[] {
  const body = one(envelope, 'edXMLBody') ?? one(envelope, 'Body')
  const manifest = one(body, 'edXMLManifest') ?? one(body, 'Manifest')
  const references = new Map<string, XmlElement>()
  for (const line of all(manifest, 'Reference')) {
    const href = line.attrs.find((attribute) => attribute.name === 'href')?.value
    const id = contentIdOf(text(line, 'ContentId', 300) ?? href ?? '')
    if (id === '') wrong('Reference.ContentId')
    if (references.has(id)) throw new AppError('EDXML_CONTENT_ID', { facts: { contentId: id } })
    references.set(id, line)
  }
  const lists = [...all(root, 'AttachmentEncoded'), ...(envelope === root ? [] : all(envelope, 'AttachmentEncoded'))]
  const parts = lists.flatMap((list) => elements(list).filter((part) => part.name === 'Attachment' && isKnown(part)))
  if (parts.length > limits.attachments || references.size > limits.attachments)
    throw new AppError('EDXML_TOO_LARGE', { facts: { what: `${Math.max(parts.length, references.size)} files` } })
  const seen = new Set<string>()
  const files = parts.map((part): Encoded => {
    const contentId = contentIdOf(text(part, 'ContentId', 300) ?? '')
    if (contentId === '') wrong('Attachment.ContentId')
    if (seen.has(contentId)) throw new AppError('EDXML_CONTENT_ID', { facts: { contentId } })
    seen.add(contentId)
    const reference = references.get(contentId)
    if (!reference) throw new AppError('EDXML_MANIFEST', { facts: { contentId } })
    const name = checkedName(text(part, 'AttachmentName') ?? text(reference, 'AttachmentName') ?? '')
    return {
      contentId,
      name,
      mediaType: text(part, 'ContentType', 300) ?? text(reference, 'ContentType', 300) ?? 'application/octet-stream',
      description: text(reference, 'Description') ?? text(part, 'Description'),
      encoded: one(part, 'ContentTransferEncoded')?.content ?? '',
    }
  })
  for (const id of references.keys())
    if (!seen.has(id)) throw new AppError('EDXML_MANIFEST', { facts: { contentId: id } })
  return files
}

/** Strict: `Buffer.from` passes over what is no base64. */
function base64(name: string, encoded: string): Buffer {
  const compact = encoded.replace(/\s+/g, '')
  const bytes = Buffer.from(compact, 'base64')
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  if (compact.length % 4 !== 0 || bytes.length !== (compact.length / 4) * 3 - padding)
    throw new AppError('EDXML_ATTACHMENT', { facts: { name, reason: 'base64' } })
  return bytes
}
