/** Copies of documents: sao y, sao lục, trích sao (NĐ 30/2020 Đ25-27). Universal. */
import { z } from 'zod'
import { DEVICE_FAULTS, passphraseSchema } from '#modules/signatures/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const copiesErrors = defineErrors({
  COPIES_NOT_REGISTERED: {
    status: 409,
    vi: 'Chỉ sao văn bản đến đã vào sổ hoặc văn bản đi đã phát hành.',
    en: 'Only registered incoming and issued outgoing documents are copied.',
  },
  COPIES_RECALLED: {
    status: 409,
    vi: 'Văn bản đã bị thu hồi nên không sao được.',
    en: 'The document has been recalled; no copy is made of it.',
  },
  COPIES_WAY: {
    status: 422,
    vi: '{form} không làm được từ {from} sang {to} (NĐ 30/2020 Đ25).',
    en: 'A copy of the form {form} is not made from {from} to {to} (NĐ 30/2020 Art. 25).',
  },
  COPIES_NO_SOURCE: {
    status: 422,
    vi: 'Văn bản chưa có tệp PDF để sao điện tử. Hãy quét bản giấy trước.',
    en: 'There is no PDF of the document to make an electronic copy of. Scan the paper first.',
  },
  COPIES_VOIDED: {
    status: 409,
    vi: 'Bản sao này đã được hủy: {reason}',
    en: 'This copy has been given up: {reason}',
  },
  COPIES_NO_EXTRACT: {
    status: 422,
    vi: 'Trích sao cần phần nội dung được trích.',
    en: 'An extract needs the part that is extracted.',
  },
})

export const copyForms = ['sao-y', 'sao-luc', 'trich-sao'] as const
export const media = ['paper', 'electronic'] as const
export const copyWays = ['paper-paper', 'paper-electronic', 'electronic-paper', 'electronic-electronic'] as const

const documentParams = z.object({ documentId: shapes.id })

export const copySchema = z.object({
  id: shapes.id,
  documentId: shapes.id,
  form: z.enum(copyForms),
  way: z.enum(copyWays),
  symbol: z.string(),
  madeOn: shapes.day,
  askedBy: z.string(),
  amount: z.number(),
  recipients: z.array(z.string()),
  note: z.string().nullable(),
  signer: z.string(),
  signerTitle: z.string(),
  extract: z.string().nullable(),
  madeByName: z.string(),
  madeAt: shapes.instant,
  /** The signed file of an electronic copy. */
  componentId: shapes.id.nullable(),
  /** Why it was given up; its number is a gap. */
  voidReason: z.string().nullable(),
})
export type Copy = z.infer<typeof copySchema>

export const wishSchema = z.object({
  form: z.enum(copyForms),
  from: z.enum(media),
  /** The file that is copied; none: what a copying machine made (on paper), or an extract. */
  sourceId: shapes.id.nullish(),
  extract: shapes.optionalText(20_000),
  askedBy: shapes.text(200),
  amount: z.number().int().min(1).max(999).default(1),
  recipients: z.array(shapes.text(200)).max(60).default([]),
  note: shapes.optionalText(300),
  signerPost: shapes.id,
  authorityId: shapes.id.nullish(),
  requestKey: z.string().max(60).optional(),
})
export type CopyWish = z.infer<typeof wishSchema>

const madeAnswer = z.object({ id: shapes.id, symbol: z.string(), number: z.number() })
const faults = [
  'COPIES_NOT_REGISTERED',
  'COPIES_RECALLED',
  'COPIES_WAY',
  'COPIES_NO_SOURCE',
  'COPIES_NO_EXTRACT',
  'OUTGOING_NO_AUTHORITY',
  'OUTGOING_NO_BOOK',
  'OUTGOING_NO_TERM',
  'OUTGOING_NO_NOTATION',
  'RECORDS_BOOK_LOCKED',
  'RECORDS_BOOK_CLOSED',
  'RECORDS_BOOK_RECONCILING',
  'COMPOSE_PDF_ENCRYPTED',
  'COMPOSE_PDF_BROKEN',
] as const

export const copies = defineContract('copies', {
  ofDocument: {
    method: 'GET',
    path: '/api/copies/of/:documentId',
    permission: 'copies.read',
    summary: 'Copies made of a document | Các bản sao của một văn bản',
    params: documentParams,
    response: z.object({ items: z.array(copySchema), mayMake: z.boolean() }),
  },
  choices: {
    method: 'GET',
    path: '/api/copies/of/:documentId/choices',
    permission: 'copies.make',
    summary: 'What a copy of a document may be | Lựa chọn khi sao một văn bản',
    params: documentParams,
    response: z.object({
      typeName: z.string(),
      symbol: z.string().nullable(),
      subject: z.string(),
      forms: z.array(
        z.object({
          id: z.enum(copyForms),
          vi: z.string(),
          en: z.string(),
          ways: z.array(z.enum(copyWays)),
          isExtract: z.boolean(),
        }),
      ),
      /** Who may sign copies today, with the lines over the name. */
      signers: z.array(
        z.object({ authorityId: shapes.id, postId: shapes.id, name: z.string(), lines: z.array(z.string()) }),
      ),
      /** Files that can be copied, the likeliest first. */
      sources: z.array(z.object({ id: shapes.id, fileName: z.string(), pageCount: z.number().nullable() })),
      from: z.enum(media),
      /** Circulation marks that the document bears: whoever copies is told. */
      marks: z.array(z.string()),
    }),
    errors: ['COPIES_NOT_REGISTERED', 'COPIES_RECALLED'],
  },
  text: {
    method: 'GET',
    path: '/api/copies/of/:documentId/text/:componentId',
    permission: 'copies.make',
    summary: 'Paragraphs of a file, to choose an extract from | Các đoạn của tệp để chọn phần trích',
    params: documentParams.extend({ componentId: shapes.id }),
    response: z.object({ paragraphs: z.array(z.string()) }),
  },
  make: {
    method: 'POST',
    path: '/api/copies/of/:documentId/paper',
    permission: 'copies.make',
    summary: 'A copy on paper: takes its number (Đ25) | Lập bản sao giấy',
    params: documentParams,
    body: wishSchema,
    response: madeAnswer,
    errors: faults,
  },
  makeElectronic: {
    method: 'POST',
    path: '/api/copies/of/:documentId/electronic',
    permission: 'copies.make',
    summary: 'An electronic copy, signed by the agency (PL I Phần II) | Lập bản sao điện tử, ký số cơ quan',
    params: documentParams,
    body: wishSchema.extend({ keyId: shapes.id, passphrase: passphraseSchema }),
    response: madeAnswer.extend({
      level: z.string(),
      warnings: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    }),
    errors: [
      ...faults,
      ...DEVICE_FAULTS,
      'SIGNATURES_PASSPHRASE_WRONG',
      'SIGNATURES_KEY_ENDED',
      'SIGNATURES_KEY_PENDING',
      'SIGNATURES_KEY_OUT_OF_TIME',
      'SIGNATURES_KEY_IN_DEVICE',
      'SIGNATURES_KEY_WAITS',
      'SIGNATURES_TSA_SILENT',
      'SIGNATURES_TSA_REFUSED',
      'SIGNATURES_TOO_SLOW',
      'AUTH_NEEDS_TLS',
    ],
  },
  print: {
    method: 'GET',
    path: '/api/copies/:copyId/print',
    permission: 'copies.read',
    summary: 'The pages of a copy | In bản sao',
    params: z.object({ copyId: shapes.id }),
    query: z.object({ download: z.enum(['1']).optional() }),
    response: 'file',
    errors: ['COPIES_VOIDED'],
  },
  giveUp: {
    method: 'POST',
    path: '/api/copies/:copyId/give-up',
    permission: 'copies.make',
    summary: 'Gives a copy up; its number stays as a gap with the reason | Hủy bản sao',
    params: z.object({ copyId: shapes.id }),
    body: z.object({ reason: shapes.text(300) }),
    response: z.object({ symbol: z.string() }),
    errors: ['COPIES_VOIDED'],
  },
  list: {
    method: 'GET',
    path: '/api/copies',
    permission: 'copies.print',
    summary: 'Copies by number, newest first | Danh sách bản sao',
    query: z.object({
      q: z.string().max(200).optional(),
      form: z.enum(copyForms).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(
      copySchema.extend({
        typeName: z.string(),
        documentSymbol: z.string().nullable(),
        subject: z.string(),
        direction: z.enum(['incoming', 'outgoing', 'internal']),
      }),
    ),
  },
  printRegister: {
    method: 'GET',
    path: '/api/copies/print/register',
    permission: 'copies.print',
    summary: 'Sổ đăng ký bản sao | In sổ đăng ký bản sao',
    query: z.object({
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
      paper: z.enum(['A4', 'A3']).default('A4'),
      from: shapes.day,
      to: shapes.day,
    }),
    response: 'file',
  },
})
