/** Incoming documents (văn bản đến) from registration to completion: NĐ 30/2020 Đ20-24. Universal. */
import { z } from 'zod'
import { duplicateSchema } from '#modules/intake/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { detailSchema, directionBody, entryFields, rowSchema, stateSchema } from './contract-shapes.ts'

export * from './contract-shapes.ts'

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
      'RECORDS_BOOK_LOCKED',
      'RECORDS_BOOK_CLOSED',
      'RECORDS_BOOK_RECONCILING',
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
    errors: [...conflict, 'INCOMING_CO_OPEN', 'INCOMING_NOT_FILED'],
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
