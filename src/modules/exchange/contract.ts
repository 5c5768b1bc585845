/** Exchange with other installations: partner gateways, address book, what waits to go out, and the door for packages. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { HEADER_FIELDS } from '#regimes/types.ts'
import './errors.ts'
import { STANDARD_PROFILE } from './shapes.ts'

export const bodyCode = z
  .string()
  .trim()
  .regex(/^[\p{L}\d][\p{L}\d.-]{0,34}$/u)
const byId = z.object({ id: shapes.id })
const validity = { validFrom: shapes.day, validTo: shapes.day.nullable().default(null) }

/** `https://…`; plain http only to this machine itself. */
const address = z
  .string()
  .trim()
  .max(300)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, username, hash } = new URL(text)
    if (username !== '' || hash !== '') return false
    return protocol === 'https:' || (protocol === 'http:' && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname))
  })

export const partnerFields = z.object({
  name: shapes.text(200),
  address,
  certificate: z.string().trim().min(1).max(20_000),
  tlsCa: z.string().trim().max(20_000).nullable().default(null),
  serves: z.array(bodyCode).min(1).max(200),
  isEnabled: z.boolean().default(true),
  /** Id of the network behind it, from the rules. */
  profile: z.string().max(60).default(STANDARD_PROFILE),
  ...validity,
})
export const partnerLine = partnerFields.extend({
  id: shapes.id,
  fingerprint: z.string(),
  subject: z.string(),
  certificateEnds: z.string(),
  version: z.int(),
})
export type PartnerLine = z.infer<typeof partnerLine>

/** What a network asks of packages, as the own rules have it. */
export const profileLine = z.object({
  id: z.string(),
  name: z.object({ vi: z.string(), en: z.string() }),
  codes: z.enum(['any', 'new', 'old', 'new-or-old']),
  needs: z.array(z.enum(HEADER_FIELDS)),
  path: z.string().nullable(),
  packageMb: z.number(),
  tries: z.number().nullable(),
  /** Marks of circulation that may leave by it, as they are printed. */
  marks: z.array(z.object({ vi: z.string(), en: z.string() })),
})
export type ProfileLine = z.infer<typeof profileLine>

export const contactFields = z.object({ code: bodyCode, name: shapes.text(200), ...validity })
export const contactLine = contactFields.extend({
  id: shapes.id,
  /** The gateway behind which it lies today; null: none, so nothing can be sent. */
  partner: z.string().nullable(),
  version: z.int(),
})
export type ContactLine = z.infer<typeof contactLine>

export const messageStates = ['waiting', 'sent', 'dead', 'dropped'] as const
export const messageLine = z.object({
  id: shapes.id,
  channel: z.enum(['gateway', 'email']),
  kind: z.enum(['document', 'recall', 'status']),
  /** The receiver's code, or e-mail address. */
  receiverCode: z.string(),
  receiver: z.string().nullable(),
  /** Number and notation of the document it is about. */
  symbol: z.string().nullable(),
  subject: z.string().nullable(),
  statusCode: z.string().nullable(),
  documentId: shapes.id.nullable(),
  state: z.enum(messageStates),
  tries: z.int(),
  nextAt: shapes.instant.nullable(),
  fault: z.string().nullable(),
  partner: z.string().nullable(),
  createdAt: shapes.instant,
  stateAt: shapes.instant,
  version: z.int(),
})
export type MessageLine = z.infer<typeof messageLine>

export const askLine = z.object({
  id: shapes.id,
  from: z.string(),
  label: z.string().nullable(),
  words: z.string().nullable(),
  documentId: shapes.id.nullable(),
  askedAt: shapes.instant,
})
export type AskLine = z.infer<typeof askLine>

export const exchange = defineContract('exchange', {
  receive: {
    method: 'POST',
    path: '/api/exchange/gateway',
    // Nobody signs in: the package's signature says who sends it.
    permission: 'public',
    summary: 'Takes a signed edXML package of a partner | Nhận gói tin edXML đã ký của đối tác',
    upload: true,
    uploadLimit: 96 * 1024 * 1024,
    body: z.object({}),
    /** `digest` of what was read: the sender compares it with his own. */
    response: z.object({ digest: z.string(), isNew: z.boolean() }),
    errors: ['EXCHANGE_UNSIGNED', 'EXCHANGE_UNTRUSTED', 'EXCHANGE_ADDRESSEE_UNKNOWN', 'EXCHANGE_CLOSED'],
  },
  gateway: {
    method: 'GET',
    path: '/api/exchange/gateways',
    permission: 'exchange.partners',
    summary: 'Own certificate and partner gateways | Chứng thư của hệ thống này và các đối tác',
    response: z.object({
      own: z.object({ certificate: z.string(), fingerprint: z.string(), ends: z.string(), path: z.string() }),
      /** Only the administrator of the organisation that runs the installation changes them. */
      abilities: z.object({ keep: z.boolean() }),
      items: z.array(partnerLine),
      profiles: z.array(profileLine),
      contacts: z.array(contactLine),
    }),
  },
  savePartner: {
    method: 'POST',
    path: '/api/exchange/gateways',
    permission: 'exchange.partners',
    summary: 'Adds or changes a partner gateway | Thêm, sửa đối tác',
    body: z.object({ id: shapes.id.nullable(), version: z.int().nullable(), fields: partnerFields }),
    response: z.object({ id: shapes.id, version: z.int() }),
    errors: ['EXCHANGE_CERTIFICATE', 'EXCHANGE_CHANGED', 'EXCHANGE_PROFILE'],
  },
  saveContact: {
    method: 'POST',
    path: '/api/exchange/contacts',
    permission: 'exchange.partners',
    summary: 'Adds or changes an entry of the address book | Thêm, sửa mục danh bạ',
    body: z.object({ id: shapes.id.nullable(), version: z.int().nullable(), fields: contactFields }),
    response: z.object({ id: shapes.id, version: z.int() }),
    errors: ['EXCHANGE_CHANGED', 'EXCHANGE_CONTACT_TAKEN'],
  },
  messages: {
    method: 'GET',
    path: '/api/exchange/messages',
    permission: 'exchange.queue',
    summary: 'What goes to other installations, dead ones first | Gói tin gửi đi',
    query: z.object({ state: z.enum(messageStates).optional() }),
    response: z.object({ items: z.array(messageLine), asks: z.array(askLine) }),
  },
  resend: {
    method: 'POST',
    path: '/api/exchange/messages/:id/resend',
    permission: 'exchange.queue',
    summary: 'Sends a dead or waiting message now | Gửi lại',
    params: byId,
    body: z.object({ version: z.int() }),
    response: z.object({ version: z.int() }),
    errors: ['EXCHANGE_CHANGED'],
  },
  readdress: {
    method: 'POST',
    path: '/api/exchange/messages/:id/readdress',
    permission: 'exchange.queue',
    summary: 'Corrects the address of a document that could not be sent, and sends it | Sửa địa chỉ và gửi lại',
    params: byId,
    /** A body's code through the gateway, or an e-mail address. */
    body: z.object({ version: z.int(), address: shapes.text(254) }),
    response: z.object({ version: z.int() }),
    errors: ['EXCHANGE_CHANGED', 'EXCHANGE_ADDRESS'],
  },
  refuseRecall: {
    method: 'POST',
    path: '/api/exchange/arrivals/:id/refuse-recall',
    permission: 'exchange.queue',
    summary: 'Keeps a registered document that its sender asked back (status 16) | Không đồng ý thu hồi',
    params: byId,
    body: z.object({ reason: shapes.text(1000) }),
    response: z.object({ ok: z.literal(true) }),
    errors: ['EXCHANGE_CHANGED'],
  },
})
