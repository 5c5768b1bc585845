/** Incoming documents as they are asked for and shown: errors, fields, rows, one document whole. Universal. */
import { z } from 'zod'
import { componentSchema } from '#modules/records/contract.ts'
import { shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const incomingErrors = defineErrors({
  INCOMING_STATE_CHANGED: {
    status: 409,
    vi: 'Văn bản vừa được {name} chuyển sang bước khác; màn hình đã được cập nhật.',
    en: '{name} has just moved this document on; the screen is up to date again.',
  },
  INCOMING_DUPLICATE: {
    status: 409,
    vi: 'Có thể đã vào sổ văn bản này (số đến {number}). Xin so hai bản; nếu vẫn cần, chọn “Vẫn vào sổ”.',
    en: 'This may be registered already (arrival number {number}). Compare the two; choose “Register all the same” if it is needed.',
  },
  INCOMING_NO_BOOK: {
    status: 409,
    vi: 'Chưa có sổ đến nào đang mở cho năm {period}. Vào “Sổ đăng ký” để mở sổ.',
    en: 'No incoming book is open for {period}. Open one under “Registers”.',
  },
  INCOMING_DATE_ORDER: {
    status: 422,
    vi: 'Ngày đến {day} không hợp lệ: không sau hôm nay và không trước kỳ của sổ.',
    en: 'The arrival date {day} is not possible: not after today and not before the period of the book.',
  },
  INCOMING_DUE_PAST: {
    status: 422,
    vi: 'Hạn xử lý {day} đã qua.',
    en: 'The due date {day} is in the past.',
  },
  INCOMING_RECIPIENT_UNKNOWN: {
    status: 422,
    vi: 'Người hoặc đơn vị nhận không còn hiệu lực. Xin chọn lại.',
    en: 'The person or unit is no longer valid. Choose again.',
  },
  INCOMING_NEEDS_LEAD: {
    status: 422,
    vi: 'Cần một đơn vị hoặc cá nhân chủ trì.',
    en: 'One lead unit or person is needed.',
  },
  INCOMING_CO_OPEN: {
    status: 409,
    vi: 'Còn {count} đơn vị, cá nhân phối hợp chưa xong.',
    en: '{count} co-operating units or persons have not finished.',
  },
  INCOMING_NOT_FILED: {
    status: 409,
    vi: 'Cơ quan quy định văn bản phải ở trong hồ sơ trước khi kết thúc giải quyết. Bấm f để đưa vào hồ sơ.',
    en: 'The office wants documents in a file before their work is finished. Press f to put it into one.',
  },
})

export const incomingStates = [
  'registered',
  'submitted',
  'assigned',
  'in_progress',
  'completed',
  'returned',
  'cancelled',
] as const
export const stateSchema = z.enum(incomingStates)
export type IncomingState = z.infer<typeof stateSchema>

/** Metadata of NĐ 30/2020 PL VI Part II.2 with its lengths; what is printed nowhere else may be empty. */
export const entryFields = z.object({
  typeName: shapes.text(100),
  typeCode: z.string().max(20).nullish(),
  codeNumber: shapes.optionalText(11),
  codeNotation: shapes.optionalText(30),
  issuedDate: shapes.partialDate.nullish(),
  issuerName: shapes.text(200),
  issuerOrganId: shapes.optionalText(35),
  place: shapes.optionalText(100),
  subject: shapes.text(500),
  language: shapes.optionalText(30),
  pageAmount: z.number().int().min(0).max(99999).nullish(),
  copyAmount: z.number().int().min(0).max(999).nullish(),
  description: shapes.optionalText(500),
  signerName: shapes.optionalText(50),
  signerPosition: shapes.optionalText(100),
  urgency: z.number().int().min(0).max(3).default(0),
  circulation: z.array(z.string().max(60)).max(5).default([]),
  toPlaces: shapes.optionalText(1000),
})
export type EntryFields = z.input<typeof entryFields>

/** A post or a unit that a document is given to. */
export const recipientSchema = z.union([z.object({ postId: shapes.id }), z.object({ unitId: shapes.id })])

export const directionBody = z.object({
  /** Words of direction (bút phê). */
  words: shapes.optionalText(2000),
  lead: recipientSchema.nullish(),
  cooperate: z.array(recipientSchema).max(30).default([]),
  inform: z.array(recipientSchema).max(60).default([]),
  /** Deadline; or so many working days from today. */
  dueDate: shapes.day.nullish(),
  workingDays: z.number().int().min(0).max(365).nullish(),
})

const named = z.object({ id: shapes.id, name: z.string(), title: z.string().nullable() })

export const rowSchema = z.object({
  id: shapes.id,
  arrivalNumber: z.number().nullable(),
  /** Letters of an inserted number of an old register (`a` of 12a); empty for an ordinary one. */
  arrivalSuffix: z.string(),
  arrivalDate: shapes.day,
  period: z.string(),
  state: stateSchema,
  typeName: z.string(),
  symbol: z.string().nullable(),
  issuedDate: z.string().nullable(),
  issuerName: z.string(),
  subject: z.string(),
  urgency: z.number(),
  dueDate: shapes.day.nullable(),
  /** Working days left; negative = overdue. Null without deadline or when finished. */
  daysLeft: z.number().nullable(),
  /** Who holds it now, in words. */
  holder: z.string().nullable(),
  componentCount: z.number(),
  version: z.number(),
  /** Whoever has the work was reminded so often (đôn đốc); null: never. */
  reminders: z.object({ count: z.number(), lastAt: shapes.instant }).nullable(),
})
export type IncomingRow = z.infer<typeof rowSchema>

export const assignmentSchema = z.object({
  id: shapes.id,
  role: z.enum(['lead', 'cooperate', 'inform']),
  postId: shapes.id.nullable(),
  unitId: shapes.id.nullable(),
  /** Person and title, or name of the unit. */
  name: z.string(),
  title: z.string().nullable(),
  state: z.enum(['given', 'received', 'in_progress', 'done', 'returned', 'withdrawn']),
  dueDate: shapes.day.nullable(),
  givenAt: shapes.instant,
  givenBy: z.string(),
  receivedAt: shapes.instant.nullable(),
  doneAt: shapes.instant.nullable(),
  result: z.string().nullable(),
  words: z.string().nullable(),
  version: z.number(),
  /** A request for more time that waits for a decision. */
  extension: z.object({ until: shapes.day, reason: z.string(), at: shapes.instant }).nullable(),
  /** Acting post is the one it was given to (or head of that unit). */
  isMine: z.boolean(),
})
export type Assignment = z.infer<typeof assignmentSchema>

export const stepSchema = z.object({
  id: shapes.id,
  at: shapes.instant,
  kind: z.string(),
  byName: z.string(),
  byTitle: z.string().nullable(),
  words: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type Step = z.infer<typeof stepSchema>

/** What this actor may do now with this document: the screen shows these and invents none. */
export const abilities = [
  'correct',
  'cancel',
  'submit',
  'propose',
  'direct',
  'assign',
  'receive',
  'complete',
  'sendBack',
  'requestExtension',
  'decideExtension',
  'reopen',
  'returnToSender',
  'addFile',
  'openToAll',
  'remind',
] as const
export const abilitySchema = z.enum(abilities)

export const detailSchema = rowSchema.extend({
  fields: z.object({
    typeName: z.string(),
    typeCode: z.string().nullable(),
    codeNumber: z.string().nullable(),
    codeNotation: z.string().nullable(),
    issuedDate: z.string().nullable(),
    issuerName: z.string(),
    issuerOrganId: z.string().nullable(),
    place: z.string().nullable(),
    subject: z.string(),
    language: z.string(),
    pageAmount: z.number().nullable(),
    copyAmount: z.number().nullable(),
    description: z.string().nullable(),
    signerName: z.string().nullable(),
    signerPosition: z.string().nullable(),
    urgency: z.number(),
    circulation: z.array(z.string()),
    toPlaces: z.string().nullable(),
  }),
  book: z.object({ id: shapes.id, title: z.string() }).nullable(),
  channel: z.enum(['post', 'hand', 'email', 'axis', 'party-wan', 'local', 'other']),
  registeredAt: shapes.instant,
  registeredBy: z.string(),
  submittedTo: named.nullable(),
  /** The office's proposal for the leader, pre-filled. */
  proposal: directionBody
    .extend({ byName: z.string(), at: shapes.instant, labels: z.record(z.string(), z.string()) })
    .nullable(),
  components: z.array(componentSchema),
  assignments: z.array(assignmentSchema),
  steps: z.array(stepSchema),
  relations: z.array(
    z.object({
      documentId: shapes.id,
      kind: z.string(),
      direction: z.enum(['from', 'to']),
      symbol: z.string().nullable(),
      subject: z.string(),
    }),
  ),
  result: z.string().nullable(),
  isOpenToAll: z.boolean(),
  abilities: z.array(abilitySchema),
})
export type IncomingDetail = z.infer<typeof detailSchema>
