/** Archive copies (bản lưu): handed in to the registry in register order, lent and given back (NĐ 30/2020 Đ19). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const keptErrors = defineErrors({
  COPIES_KEPT_ALREADY: {
    status: 409,
    vi: 'Bản lưu giấy của văn bản này đã được nhận.',
    en: 'The paper archive copy of this document has been handed in already.',
  },
  COPIES_KEPT_DIGITAL: {
    status: 409,
    vi: 'Văn bản ký số có bản gốc điện tử trên hệ thống, không nhận bản lưu giấy.',
    en: 'A document signed with keys has its original in the system; there is no paper copy to hand in.',
  },
  COPIES_NOT_KEPT: {
    status: 409,
    vi: 'Chưa nhận bản lưu giấy của văn bản này.',
    en: 'The paper archive copy of this document has not been handed in yet.',
  },
  COPIES_LENT: {
    status: 409,
    vi: 'Bản lưu đang do {name} sử dụng từ ngày {day}.',
    en: 'The archive copy has been with {name} since {day}.',
  },
  COPIES_NOT_LENT: {
    status: 409,
    vi: 'Bản lưu đã được trả.',
    en: 'The archive copy has been given back already.',
  },
  COPIES_RETURN_DAY: {
    status: 422,
    vi: 'Ngày trả không được trước ngày lấy hoặc sau hôm nay.',
    en: 'The day of return is neither before the day of taking nor after today.',
  },
})

/** `missing`: the paper copy is not in yet; `electronic`: the original is the signed file. */
export const keptStates = ['missing', 'kept', 'lent', 'electronic'] as const

export const loanSchema = z.object({
  id: shapes.id,
  takenOn: shapes.day,
  borrower: z.string(),
  unit: z.string().nullable(),
  purpose: z.string().nullable(),
  fileSymbol: z.string().nullable(),
  permittedBy: z.string(),
  dueOn: shapes.day.nullable(),
  returnedOn: shapes.day.nullable(),
  note: z.string().nullable(),
})

export const keptRow = z.object({
  documentId: shapes.id,
  state: z.enum(keptStates),
  symbol: z.string().nullable(),
  issuedDate: z.string().nullable(),
  typeName: z.string(),
  subject: z.string(),
  unit: z.string().nullable(),
  isRecalled: z.boolean(),
  book: z.string(),
  place: z.string().nullable(),
  receivedOn: shapes.day.nullable(),
  loan: loanSchema.nullable(),
})
export type KeptRow = z.infer<typeof keptRow>

const documentParams = z.object({ documentId: shapes.id })

export const archiveCopies = defineContract('copies', {
  kept: {
    method: 'GET',
    path: '/api/copies/kept',
    permission: 'copies.print',
    summary: 'Archive copies in register order, with what is missing | Bản lưu theo thứ tự đăng ký',
    query: z.object({
      book: shapes.id.optional(),
      state: z.enum(keptStates).optional(),
      q: z.string().max(200).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(keptRow),
  },
  handIn: {
    method: 'POST',
    path: '/api/copies/kept/:documentId',
    permission: 'copies.make',
    summary: 'The registry takes in the paper archive copy (Đ19) | Nhận bản lưu',
    params: documentParams,
    body: z.object({ place: shapes.optionalText(200), note: shapes.optionalText(300) }),
    response: z.object({ receivedOn: shapes.day }),
    errors: ['COPIES_NOT_REGISTERED', 'COPIES_KEPT_ALREADY', 'COPIES_KEPT_DIGITAL'],
  },
  lend: {
    method: 'POST',
    path: '/api/copies/kept/:documentId/loans',
    permission: 'copies.make',
    summary: 'Lets somebody use the archive copy, by permission | Cho sử dụng bản lưu',
    params: documentParams,
    body: z.object({
      borrower: shapes.text(200),
      unit: shapes.optionalText(200),
      purpose: shapes.optionalText(300),
      fileSymbol: shapes.optionalText(60),
      permittedBy: shapes.text(200),
      dueOn: shapes.day.nullish(),
      note: shapes.optionalText(300),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['COPIES_NOT_KEPT', 'COPIES_LENT', 'COPIES_RETURN_DAY'],
  },
  takeBack: {
    method: 'POST',
    path: '/api/copies/loans/:loanId/return',
    permission: 'copies.make',
    summary: 'The archive copy is given back | Nhận lại bản lưu',
    params: z.object({ loanId: shapes.id }),
    body: z.object({ returnedOn: shapes.day, note: shapes.optionalText(300) }),
    response: z.object({ returnedOn: shapes.day }),
    errors: ['COPIES_NOT_LENT', 'COPIES_RETURN_DAY'],
  },
  printKept: {
    method: 'GET',
    path: '/api/copies/kept/print',
    permission: 'copies.print',
    summary: 'Sổ sử dụng bản lưu (9 columns), danh sách bản lưu | In sổ sử dụng bản lưu, danh sách bản lưu',
    query: z.object({
      kind: z.enum(['use', 'list']).default('use'),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
      paper: z.enum(['A4', 'A3']).default('A4'),
      from: shapes.day,
      to: shapes.day,
    }),
    response: 'file',
  },
})
