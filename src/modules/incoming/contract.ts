/** Incoming documents (văn bản đến) from registration to completion: NĐ 30/2020 Đ20-24. Universal. */
import { z } from 'zod'
import { duplicateSchema } from '#modules/intake/contract.ts'
import { componentSchema } from '#modules/records/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
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

export const tabs = ['registered', 'submitted', 'doing', 'overdue', 'completed', 'all'] as const

const documentParams = z.object({ documentId: shapes.id })
const moved = z.object({ state: stateSchema, version: z.number() })
const version = z.number().int()
const conflict = ['INCOMING_STATE_CHANGED'] as const

export const incoming = defineContract('incoming', {
  list: {
    method: 'GET',
    path: '/api/incoming',
    permission: 'incoming.read',
    summary: 'Incoming documents that the actor may see | Danh sách văn bản đến',
    query: z.object({
      tab: z.enum(tabs).default('all'),
      q: z.string().max(200).optional(),
      period: z.string().max(40).optional(),
      typeName: z.string().max(100).optional(),
      issuer: z.string().max(200).optional(),
      urgency: z.coerce.number().int().min(0).max(3).optional(),
      arrivedFrom: shapes.day.optional(),
      arrivedTo: shapes.day.optional(),
      dueTo: shapes.day.optional(),
      unitId: shapes.id.optional(),
      sort: z
        .enum(['-arrival', 'arrival', 'due', '-due', 'issuer', '-issuer', '-issued', 'issued'])
        .default('-arrival'),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(rowSchema),
  },
  counts: {
    method: 'GET',
    path: '/api/incoming/counts',
    permission: 'incoming.read',
    summary: 'Counts of the tabs, capped | Số lượng theo tab',
    response: z.object({
      tabs: z.record(z.string(), z.number()),
      cap: z.number(),
      book: z.object({ title: z.string(), lastNumber: z.number() }).nullable(),
    }),
  },
  get: {
    method: 'GET',
    path: '/api/incoming/:documentId',
    permission: 'incoming.read',
    summary: 'Opens a document (audited) | Mở một văn bản',
    params: documentParams,
    response: detailSchema,
  },
  listIssuers: {
    method: 'GET',
    path: '/api/incoming/issuers',
    permission: 'incoming.register',
    summary: 'Who has written lately, most frequent first, with what notations and signers | Nơi gửi quen thuộc',
    response: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          count: z.number(),
          notations: z.array(z.string()),
          signers: z.array(z.object({ name: z.string(), position: z.string().nullable() })),
        }),
      ),
    }),
  },
  checkDuplicates: {
    method: 'POST',
    path: '/api/incoming/duplicates',
    permission: 'incoming.register',
    summary: 'Documents with the same content or the same issuer, number, notation and date | Kiểm tra trùng',
    body: z.object({
      intakeId: shapes.id.nullish(),
      issuerName: z.string().max(200).nullish(),
      codeNumber: z.string().max(11).nullish(),
      codeNotation: z.string().max(30).nullish(),
      issuedDate: z.string().max(10).nullish(),
    }),
    response: z.object({ items: z.array(duplicateSchema) }),
  },
  register: {
    method: 'POST',
    path: '/api/incoming',
    permission: 'incoming.register',
    summary: 'Registers: gives the arrival number (Đ22) | Vào sổ',
    body: z.object({
      /** Tray item whose files it takes; none for a paper registered at once. */
      intakeId: shapes.id.nullish(),
      intakeVersion: version.nullish(),
      fields: entryFields,
      arrivalDate: shapes.day.nullish(),
      bookId: shapes.id.nullish(),
      channel: z.enum(['post', 'hand', 'email', 'axis', 'party-wan', 'local', 'other']).default('other'),
      dueDate: shapes.day.nullish(),
      repliesTo: shapes.id.nullish(),
      /** Somebody looked at the duplicate and wants it all the same. */
      isDuplicateAccepted: z.boolean().default(false),
      /** Same key, same registration: a repeated request does not register twice. */
      requestKey: z.string().min(8).max(64).nullish(),
      /** Submit at once to this post (Đ23). */
      submitTo: shapes.id.nullish(),
    }),
    response: z.object({
      id: shapes.id,
      arrivalNumber: z.number(),
      arrivalDate: shapes.day,
      bookTitle: z.string(),
      version,
      state: stateSchema,
    }),
    errors: [
      'INCOMING_DUPLICATE',
      'INCOMING_NO_BOOK',
      'INCOMING_DATE_ORDER',
      'RECORDS_BOOK_NOT_OPEN',
      'INTAKE_STATE_CHANGED',
      'INTAKE_NOT_READY',
    ],
  },
  correct: {
    method: 'PATCH',
    path: '/api/incoming/:documentId',
    permission: 'incoming.register',
    summary: 'Corrects a registered entry; the trace keeps before and after | Sửa mục đã vào sổ',
    params: documentParams,
    body: z.object({
      version,
      fields: entryFields,
      arrivalDate: shapes.day.nullish(),
      reason: shapes.optionalText(300),
    }),
    response: moved,
    errors: conflict,
  },
  cancel: {
    method: 'POST',
    path: '/api/incoming/:documentId/cancel',
    permission: 'incoming.register',
    summary: 'Cancels the number; it stays visible and is not given again (khuyết số) | Hủy số',
    params: documentParams,
    body: z.object({ version, reason: shapes.text(300) }),
    response: moved,
    errors: conflict,
  },
  submit: {
    method: 'POST',
    path: '/api/incoming/:documentId/submit',
    permission: 'incoming.submit',
    summary: 'Submits to a leader or the chief of office (Đ23) | Trình',
    params: documentParams,
    body: z.object({ version, to: shapes.id, words: shapes.optionalText(1000) }),
    response: moved,
    errors: [...conflict, 'INCOMING_RECIPIENT_UNKNOWN'],
  },
  submitMany: {
    method: 'POST',
    path: '/api/incoming/submit',
    permission: 'incoming.submit',
    summary: 'Submits several at once; answers what failed | Trình nhiều văn bản',
    body: z.object({
      items: z
        .array(z.object({ id: shapes.id, version }))
        .min(1)
        .max(200),
      to: shapes.id,
    }),
    response: z.object({
      done: z.number(),
      failed: z.array(z.object({ id: shapes.id, code: z.string(), vi: z.string(), en: z.string() })),
    }),
  },
  propose: {
    method: 'POST',
    path: '/api/incoming/:documentId/propose',
    permission: 'incoming.propose',
    summary: 'The office proposes lead, co-operating and deadline, and submits to the leader | Đề xuất xử lý',
    params: documentParams,
    body: directionBody.extend({ version, to: shapes.id.nullish() }),
    response: moved,
    errors: [...conflict, 'INCOMING_RECIPIENT_UNKNOWN'],
  },
  direct: {
    method: 'POST',
    path: '/api/incoming/:documentId/direct',
    permission: 'incoming.direct',
    summary: 'A leader’s direction: lead, co-operating, for information, deadline (bút phê) | Chỉ đạo xử lý',
    params: documentParams,
    body: directionBody.extend({ version }),
    response: moved,
    errors: [...conflict, 'INCOMING_NEEDS_LEAD', 'INCOMING_RECIPIENT_UNKNOWN', 'INCOMING_DUE_PAST'],
  },
  assign: {
    method: 'POST',
    path: '/api/incoming/:documentId/assign',
    permission: 'incoming.assign',
    summary:
      'Gives on: the registry straight to a handler where rules say so, a unit head inside the unit | Chuyển xử lý',
    params: documentParams,
    body: directionBody.extend({
      version,
      /** the unit's assignment that is passed on */ assignmentId: shapes.id.nullish(),
    }),
    response: moved,
    errors: [...conflict, 'INCOMING_NEEDS_LEAD', 'INCOMING_RECIPIENT_UNKNOWN', 'INCOMING_DUE_PAST'],
  },
  receive: {
    method: 'POST',
    path: '/api/incoming/assignments/:assignmentId/receive',
    permission: 'incoming.handle',
    summary: 'Signs for receipt (ký nhận) | Ký nhận',
    params: z.object({ assignmentId: shapes.id }),
    body: z.object({ version }),
    response: z.object({ version }),
    errors: conflict,
  },
  complete: {
    method: 'POST',
    path: '/api/incoming/assignments/:assignmentId/complete',
    permission: 'incoming.handle',
    summary: 'Finishes one’s part with the result; the lead’s finish completes the document | Kết thúc xử lý',
    params: z.object({ assignmentId: shapes.id }),
    body: z.object({
      version,
      result: shapes.text(1000),
      replySymbol: shapes.optionalText(60),
      evenIfOthersOpen: z.boolean().default(false),
    }),
    response: moved,
    errors: [...conflict, 'INCOMING_CO_OPEN'],
  },
  sendBack: {
    method: 'POST',
    path: '/api/incoming/assignments/:assignmentId/send-back',
    permission: 'incoming.handle',
    summary: 'Gives the work back to whoever gave it, with the reason | Trả lại',
    params: z.object({ assignmentId: shapes.id }),
    body: z.object({ version, reason: shapes.text(500) }),
    response: moved,
    errors: conflict,
  },
  requestExtension: {
    method: 'POST',
    path: '/api/incoming/assignments/:assignmentId/extension',
    permission: 'incoming.handle',
    summary: 'Asks for more time | Xin gia hạn',
    params: z.object({ assignmentId: shapes.id }),
    body: z.object({ version, until: shapes.day, reason: shapes.text(500) }),
    response: z.object({ version }),
    errors: [...conflict, 'INCOMING_DUE_PAST'],
  },
  decideExtension: {
    method: 'POST',
    path: '/api/incoming/assignments/:assignmentId/extension/decide',
    permission: 'incoming.assign',
    summary: 'Grants or refuses more time | Duyệt gia hạn',
    params: z.object({ assignmentId: shapes.id }),
    body: z.object({ version, isGranted: z.boolean(), words: shapes.optionalText(500) }),
    response: z.object({ version }),
    errors: conflict,
  },
  reopen: {
    method: 'POST',
    path: '/api/incoming/:documentId/reopen',
    permission: 'incoming.assign',
    summary: 'Opens a finished document again, with the reason | Mở lại',
    params: documentParams,
    body: z.object({ version, reason: shapes.text(500) }),
    response: moved,
    errors: conflict,
  },
  returnToSender: {
    method: 'POST',
    path: '/api/incoming/:documentId/return',
    permission: 'incoming.register',
    summary: 'Misdirected or not authentic: back to the sender (Đ21); the number stays | Trả lại nơi gửi',
    params: documentParams,
    body: z.object({ version, reason: shapes.text(500) }),
    response: moved,
    errors: conflict,
  },
  openToAll: {
    method: 'POST',
    path: '/api/incoming/:documentId/open',
    permission: 'incoming.direct',
    summary: 'Opens the document to the whole organisation, or takes that back (phổ biến) | Phổ biến',
    params: documentParams,
    body: z.object({ version, isOpen: z.boolean() }),
    response: z.object({ version }),
    errors: conflict,
  },
  label: {
    method: 'GET',
    path: '/api/incoming/:documentId/stamp-label',
    permission: 'incoming.register',
    summary: 'The arrival stamp alone, for a label | Dấu đến để in nhãn',
    params: documentParams,
    response: 'file',
  },
  slip: {
    method: 'GET',
    path: '/api/incoming/:documentId/slip',
    permission: 'incoming.read',
    summary: 'Phiếu giải quyết văn bản đến (PL IV.VII) | Handling slip',
    params: documentParams,
    query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
    response: 'file',
  },
  printRegister: {
    method: 'GET',
    path: '/api/incoming/print/register',
    permission: 'incoming.print',
    summary: 'Sổ đăng ký văn bản đến (10 columns, PL IV.VI) or sổ theo dõi giải quyết (7, PL IV.VIII) | In sổ',
    query: z.object({
      book: shapes.id,
      kind: z.enum(['register', 'follow-up', 'handover']).default('register'),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
      paper: z.enum(['A4', 'A3']).default('A4'),
      from: shapes.day.optional(),
      to: shapes.day.optional(),
    }),
    response: 'file',
  },
})
