/** An organisation's own address book: whom it writes to, groups of receivers, how its letters are worded. Universal. */
import { z } from 'zod'
import { isMailAddress } from '#modules/outgoing/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'
import { unknownFields } from './shapes.ts'

const byId = z.object({ id: shapes.id })
const saved = z.object({ id: shapes.id, version: z.int() })
const mailAddress = z.string().trim().max(254).refine(isMailAddress, { message: 'email' })

export const addresseeFields = z
  .object({
    name: shapes.text(200),
    email: mailAddress.nullable().default(null),
    postAddress: shapes.optionalText(200),
    validFrom: shapes.day,
    validTo: shapes.day.nullable().default(null),
  })
  .refine((one) => one.email !== null || (one.postAddress ?? null) !== null, { path: ['email'], message: 'address' })
  .refine((one) => one.validTo === null || one.validTo >= one.validFrom, { path: ['validTo'], message: 'before' })

export const addresseeLine = z.object({
  id: shapes.id,
  name: z.string(),
  email: z.string().nullable(),
  postAddress: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  isValid: z.boolean(),
  version: z.int(),
})
export type AddresseeLine = z.infer<typeof addresseeLine>

export const memberKinds = ['organization', 'contact', 'addressee'] as const
/** `ref`: id of an organisation or addressee, code of a body on another installation. */
export const memberFields = z.object({ kind: z.enum(memberKinds), ref: z.string().trim().min(1).max(40) })
export const memberLine = memberFields.extend({
  name: z.string(),
  /** Code or address by which it is reached. */
  note: z.string().nullable(),
  /** It stands today and can be reached. */
  isValid: z.boolean(),
})
export type MemberLine = z.infer<typeof memberLine>

export const groupLine = z.object({
  id: shapes.id,
  name: z.string(),
  note: z.string().nullable(),
  members: z.array(memberLine),
  version: z.int(),
})
export type GroupLine = z.infer<typeof groupLine>

const formText = (max: number) =>
  shapes.text(max).refine((text) => unknownFields(text).length === 0, { message: 'field' })
export const mailFormFields = z.object({
  subject: formText(500),
  body: formText(5000),
  replyTo: mailAddress.nullable().default(null),
})
export type MailFormFields = z.infer<typeof mailFormFields>

export const addresses = defineContract('exchange', {
  addressBook: {
    method: 'GET',
    path: '/api/exchange/addresses',
    permission: 'exchange.addresses',
    summary: 'Own address book, groups of recipients, form of letters | Danh bạ riêng, nhóm nơi nhận, mẫu thư',
    response: z.object({
      addressees: z.array(addresseeLine),
      groups: z.array(groupLine),
      /** Null: documents do not go by e-mail here. */
      mail: z
        .object({
          from: z.string(),
          form: mailFormFields,
          standard: mailFormFields,
          /** Null: the form of the product stands. */
          version: z.int().nullable(),
        })
        .nullable(),
    }),
  },
  memberChoices: {
    method: 'GET',
    path: '/api/exchange/addresses/choices',
    permission: 'exchange.addresses',
    summary: 'Who may be a member of a group today | Nơi nhận chọn được vào nhóm',
    query: z.object({ q: z.string().max(200).default('') }),
    response: z.object({ items: z.array(memberLine) }),
  },
  saveAddressee: {
    method: 'POST',
    path: '/api/exchange/addresses',
    permission: 'exchange.addresses',
    summary: 'Adds or changes an e-mail or postal address | Thêm, sửa địa chỉ thư',
    body: z.object({ id: shapes.id.nullable(), version: z.int().nullable(), fields: addresseeFields }),
    response: saved,
    errors: ['EXCHANGE_CHANGED'],
  },
  saveGroup: {
    method: 'POST',
    path: '/api/exchange/groups',
    permission: 'exchange.addresses',
    summary: 'Adds or changes a group of recipients | Thêm, sửa nhóm nơi nhận',
    body: z.object({
      id: shapes.id.nullable(),
      version: z.int().nullable(),
      fields: z.object({
        name: shapes.text(100),
        note: shapes.optionalText(300),
        members: z.array(memberFields).min(1).max(500),
      }),
    }),
    response: saved,
    errors: ['EXCHANGE_CHANGED', 'EXCHANGE_GROUP_TAKEN', 'EXCHANGE_MEMBER_UNKNOWN'],
  },
  removeGroup: {
    method: 'POST',
    path: '/api/exchange/groups/:id/remove',
    permission: 'exchange.addresses',
    summary: 'Takes a group out of use | Bỏ nhóm nơi nhận',
    params: byId,
    body: z.object({ version: z.int() }),
    response: z.object({ version: z.int() }),
    errors: ['EXCHANGE_CHANGED'],
  },
  restoreGroup: {
    method: 'POST',
    path: '/api/exchange/groups/:id/restore',
    permission: 'exchange.addresses',
    summary: 'Takes a removed group back | Khôi phục nhóm nơi nhận',
    params: byId,
    body: z.object({ version: z.int() }),
    response: z.object({ version: z.int() }),
    errors: ['EXCHANGE_CHANGED', 'EXCHANGE_GROUP_TAKEN'],
  },
  saveMailForm: {
    method: 'PUT',
    path: '/api/exchange/mail-form',
    permission: 'exchange.addresses',
    summary: 'How letters are worded that bring documents | Mẫu thư gửi văn bản',
    body: z.object({ version: z.int().nullable(), fields: mailFormFields }),
    response: z.object({ version: z.int() }),
    errors: ['EXCHANGE_CHANGED'],
  },
})
