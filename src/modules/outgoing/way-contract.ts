/** The way of an outgoing document: opinions, checks, approval, signature, number, issue, recall (NĐ 30/2020 Đ11-19). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { moved } from './contract.ts'
import { markSchema, opinionAnswers, recipientFields } from './contract-shapes.ts'

const documentParams = z.object({ documentId: shapes.id })
const version = z.number().int()
const conflict = ['OUTGOING_STATE_CHANGED'] as const
const verdictBody = z.object({
  version,
  words: shapes.optionalText(1000),
  marks: z.array(markSchema).max(100).default([]),
})

export const outgoingWay = defineContract('outgoing', {
  submit: {
    method: 'POST',
    path: '/api/outgoing/:documentId/submit',
    permission: 'outgoing.draft',
    summary: 'To the check of content, of form, or to the signer, as the way goes | Trình',
    params: documentParams,
    body: z.object({ version, words: shapes.optionalText(1000), evenIfOpinionsOpen: z.boolean().default(false) }),
    response: moved,
    errors: [
      ...conflict,
      'OUTGOING_NO_DRAFT',
      'OUTGOING_GAPS_LEFT',
      'OUTGOING_NO_SIGNER',
      'OUTGOING_NO_AUTHORITY',
      'OUTGOING_OPINIONS_OPEN',
      'OUTGOING_NO_RECIPIENT',
    ],
  },
  askOpinions: {
    method: 'POST',
    path: '/api/outgoing/:documentId/opinions',
    permission: 'outgoing.draft',
    summary: 'Asks units and persons for their opinion on the latest version | Xin ý kiến',
    params: documentParams,
    body: z.object({
      version,
      from: z
        .array(z.union([z.object({ postId: shapes.id }), z.object({ unitId: shapes.id })]))
        .min(1)
        .max(60),
      question: shapes.optionalText(1000),
      dueDate: shapes.day.nullish(),
    }),
    response: z.object({ version, asked: z.number() }),
    errors: [...conflict, 'OUTGOING_NO_DRAFT', 'OUTGOING_RECIPIENT_UNKNOWN', 'OUTGOING_DUE_PAST'],
  },
  answerOpinion: {
    method: 'POST',
    path: '/api/outgoing/opinions/:opinionId/answer',
    permission: 'outgoing.opine',
    summary: 'Gives an opinion | Cho ý kiến',
    params: z.object({ opinionId: shapes.id }),
    body: z.object({ version, answer: z.enum(opinionAnswers), words: shapes.optionalText(4000) }),
    response: z.object({ version }),
    errors: conflict,
  },
  replyOpinion: {
    method: 'POST',
    path: '/api/outgoing/opinions/:opinionId/reply',
    permission: 'outgoing.draft',
    summary: 'What became of an opinion: taken over, or why not | Tiếp thu, giải trình',
    params: z.object({ opinionId: shapes.id }),
    body: z.object({ version, reply: shapes.text(2000) }),
    response: z.object({ version }),
    errors: conflict,
  },
  withdrawOpinion: {
    method: 'POST',
    path: '/api/outgoing/opinions/:opinionId/withdraw',
    permission: 'outgoing.draft',
    summary: 'No longer asks for it | Thôi xin ý kiến',
    params: z.object({ opinionId: shapes.id }),
    body: z.object({ version }),
    response: z.object({ version }),
    errors: conflict,
  },
  checkContent: {
    method: 'POST',
    path: '/api/outgoing/:documentId/check-content',
    permission: 'outgoing.check-content',
    summary: 'The unit’s head answers for the content (Đ12.1) | Kiểm tra nội dung',
    params: documentParams,
    body: verdictBody,
    response: moved,
    errors: conflict,
  },
  checkForm: {
    method: 'POST',
    path: '/api/outgoing/:documentId/check-form',
    permission: 'outgoing.check-form',
    summary: 'The office answers for form and procedure (Đ12.2) | Kiểm tra thể thức',
    params: documentParams,
    body: verdictBody.extend({ evenWithErrors: z.boolean().default(false) }),
    response: moved,
    errors: [...conflict, 'OUTGOING_FORM_ERRORS'],
  },
  approve: {
    method: 'POST',
    path: '/api/outgoing/:documentId/approve',
    permission: 'outgoing.sign',
    summary: 'Whoever will sign approves the draft (Đ11) | Duyệt',
    params: documentParams,
    body: verdictBody,
    response: moved,
    errors: [...conflict, 'OUTGOING_NOT_THE_SIGNER', 'OUTGOING_NO_AUTHORITY'],
  },
  sendBack: {
    method: 'POST',
    path: '/api/outgoing/:documentId/send-back',
    permission: 'outgoing.send-back',
    summary: 'Back to the drafter, with words and marks on the page | Trả lại',
    params: documentParams,
    body: verdictBody.extend({ words: shapes.text(1000) }),
    response: moved,
    errors: conflict,
  },
  numberOnPaper: {
    method: 'POST',
    path: '/api/outgoing/:documentId/number-on-paper',
    permission: 'outgoing.issue',
    summary:
      'Signed by hand: gives number and day, at the latest the next working day (Đ15) | Cấp số văn bản giấy đã ký',
    params: documentParams,
    body: z.object({ version, signedOn: shapes.day.nullish() }),
    response: moved.extend({ number: z.number(), symbol: z.string(), issuedDate: shapes.day }),
    errors: [
      ...conflict,
      'OUTGOING_SIGNED_LATER',
      'OUTGOING_NO_BOOK',
      'OUTGOING_NO_TERM',
      'OUTGOING_NO_AUTHORITY',
      'RECORDS_BOOK_LOCKED',
      'RECORDS_BOOK_CLOSED',
      'RECORDS_BOOK_RECONCILING',
    ],
  },
  issue: {
    method: 'POST',
    path: '/api/outgoing/:documentId/issue',
    permission: 'outgoing.issue',
    summary: 'Issues and sends, on the day of signing or the next working day (Đ18) | Phát hành',
    params: documentParams,
    body: z.object({
      version,
      /** Posts and units inside the office that get it too. */
      inside: z
        .array(z.union([z.object({ postId: shapes.id }), z.object({ unitId: shapes.id })]))
        .max(60)
        .default([]),
    }),
    response: moved,
    errors: [
      ...conflict,
      'OUTGOING_NO_RECIPIENT',
      'OUTGOING_RECIPIENT_UNKNOWN',
      'OUTGOING_MAIL_CLOSED',
      'OUTGOING_MARK_LIMITED',
      'OUTGOING_MAIL_LARGE',
    ],
  },
  setRecipients: {
    method: 'PUT',
    path: '/api/outgoing/:documentId/recipients',
    permission: 'outgoing.issue',
    summary: 'How it goes to whom, before it is issued | Sửa nơi nhận, cách gửi',
    params: documentParams,
    body: z.object({ version, recipients: z.array(recipientFields).max(500) }),
    response: moved,
    errors: [...conflict, 'OUTGOING_MAIL_CLOSED', 'OUTGOING_MARK_LIMITED'],
  },
  confirmReceipt: {
    method: 'POST',
    path: '/api/outgoing/dispatches/:dispatchId/receipt',
    permission: 'outgoing.issue',
    summary: 'The receiver signed for it, or it came back | Ký nhận, hoặc không gửi được',
    params: z.object({ dispatchId: shapes.id }),
    body: z.object({ version, isReceived: z.boolean(), words: shapes.optionalText(300) }),
    response: z.object({ version }),
    errors: conflict,
  },
  recall: {
    method: 'POST',
    path: '/api/outgoing/:documentId/recall',
    permission: 'outgoing.recall',
    summary: 'Recalls an issued document: ours is frozen, the receivers are told (Đ18.4, PL VI III.8) | Thu hồi',
    params: documentParams,
    body: z.object({
      version,
      reason: shapes.text(500),
      /** Whose order, where the registry recalls. */ order: shapes.optionalText(200),
    }),
    response: moved,
    errors: conflict,
  },
  printSlip: {
    method: 'GET',
    path: '/api/outgoing/:documentId/slip',
    permission: 'outgoing.read',
    summary: 'Phiếu trình: the draft with opinions and checks, for the signer | In phiếu trình',
    params: documentParams,
    response: 'file',
  },
  printDispatch: {
    method: 'GET',
    path: '/api/outgoing/:documentId/print/:what',
    permission: 'outgoing.issue',
    summary: 'Envelopes and dispatch slips for receivers by post or by hand (PL IV mẫu II) | In bì, phiếu gửi',
    params: documentParams.extend({ what: z.enum(['envelopes', 'slips']) }),
    query: z.object({
      size: z.enum(['DL', 'C5', 'C4']).default('C5'),
      /** One receiver; none: all of them. */
      dispatchId: shapes.id.optional(),
    }),
    response: 'file',
    errors: ['OUTGOING_NO_RECIPIENT'],
  },
  printRegister: {
    method: 'GET',
    path: '/api/outgoing/print/register',
    permission: 'outgoing.print',
    summary: 'Sổ đăng ký văn bản đi (10 columns), sổ gửi văn bản đi bưu điện (6) | In sổ',
    query: z.object({
      kind: z.enum(['register', 'postal']).default('register'),
      /** One book; none: all numbers of the days, type by type. */
      book: shapes.id.optional(),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
      paper: z.enum(['A4', 'A3']).default('A4'),
      from: shapes.day,
      to: shapes.day,
    }),
    response: 'file',
  },
})
