/** Documents' files, register books and numbers, over HTTP. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const recordsErrors = defineErrors({
  RECORDS_BOOK_MISSING: { status: 404, vi: 'Không có sổ này.', en: 'There is no such register book.' },
  RECORDS_BOOK_LOCKED: {
    status: 409,
    vi: 'Sổ “{title}” của {period} đang khóa (lý do: {reason}) nên chưa lấy được số. Văn thư mở khóa ở mục Sổ đăng ký.',
    en: 'The book “{title}” of {period} is locked (reason: {reason}): no number can be taken. The registry unlocks it under Register books.',
  },
  RECORDS_BOOK_CLOSED: {
    status: 409,
    vi: 'Sổ “{title}” của {period} đã kết thúc (lý do: {reason}): không lấy số mới được.',
    en: 'The book “{title}” of {period} is closed (reason: {reason}): no new number can be taken.',
  },
  RECORDS_BOOK_RECONCILING: {
    status: 409,
    vi: 'Sổ “{title}” của {period} chờ đối chiếu với sổ giấy ({reason}): văn thư xác nhận số cuối cùng ở mục Sổ đăng ký, sau đó đăng ký tiếp được.',
    en: 'The book “{title}” of {period} waits to be compared with paper ({reason}): the registry confirms the last number under Register books, then registering goes on.',
  },
  RECORDS_BOOK_STATE: {
    status: 409,
    vi: 'Sổ này đang ở trạng thái khác; xin tải lại rồi thử lại.',
    en: 'The book is in another state by now; reload and try again.',
  },
  RECORDS_BOOK_EXISTS: {
    status: 409,
    vi: 'Sổ của kỳ {period} đã được mở.',
    en: 'The book of {period} is open already.',
  },
  RECORDS_BOOK_DAYS: {
    status: 422,
    vi: 'Sổ này cần ngày bắt đầu; ngày kết thúc không được trước ngày bắt đầu.',
    en: 'This book needs its first day; its last day may not be before it.',
  },
  RECORDS_TOO_MANY_GAPS: {
    status: 422,
    vi: 'Số {number} lớn hơn số cuối đang có ({last}) tới {count}: xin xem lại số trên giấy (mỗi lần tối đa {limit} số).',
    en: 'Number {number} is {count} beyond the last known one ({last}): look at the paper again (at most {limit} at a time).',
  },
  RECORDS_NUMBER_NOT_USED: {
    status: 409,
    vi: 'Số {number} không ở trạng thái đang dùng nên không hủy được.',
    en: 'Number {number} is not in use, so it cannot be cancelled.',
  },
  RECORDS_COMPONENT_TAKEN: {
    status: 409,
    vi: 'Tệp này vừa được gắn vào văn bản khác.',
    en: 'This file has just become part of another document.',
  },
  RECORDS_NO_VIEW: {
    status: 422,
    vi: 'Tệp này không xem được trên màn hình; hãy tải về để mở.',
    en: 'This file cannot be shown on the screen; download it to open it.',
  },
})

/** Where something lies on a page: PDF points, origin top-left of the page as displayed. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])

export const findingSchema = z.object({ code: z.string(), vi: z.string(), en: z.string() })

export const componentSchema = z.object({
  id: shapes.id,
  role: z.enum(['main', 'attachment', 'copy']),
  position: z.number(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  pageCount: z.number().nullable(),
  findings: z.array(findingSchema),
  /** A copy derived by rotating, splitting or merging, and from what. */
  derivedFrom: shapes.id.nullable(),
  createdAt: shapes.instant,
  /** Can be shown as PDF pages. */
  canView: z.boolean(),
  /** A stamped copy exists. */
  isStamped: z.boolean(),
})
export type Component = z.infer<typeof componentSchema>

/** Capital letters of a notation, in groups: `HĐTĐKT`, `BCĐ-PCTT`. */
export const ABBREVIATION = /^(?=.{1,15}$)\p{Lu}[\p{L}\d]*(?:[-.&][\p{Lu}\d][\p{L}\d]*)*$/u

export const bookSchema = z.object({
  id: shapes.id,
  code: z.string(),
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  title: z.string(),
  period: z.string(),
  /** `2026`, or the term as people call it: `2025–2030`. */
  periodLabel: z.string(),
  startsOn: shapes.day,
  endsOn: shapes.day,
  volume: z.number(),
  /** The council, board or congress whose documents alone it numbers; null: the office's own. */
  issuer: z.object({ name: z.string(), above: z.string().nullable(), abbreviation: z.string() }).nullable(),
  state: z.enum(['open', 'locked', 'closed', 'reconciling']),
  stateReason: z.string().nullable(),
  version: z.number(),
  lastNumber: z.number(),
  firstNumber: z.number().nullable(),
  used: z.number(),
  cancelled: z.number(),
})
export type Book = z.infer<typeof bookSchema>

export const records = defineContract('records', {
  openComponent: {
    method: 'GET',
    path: '/api/records/components/:componentId/file',
    permission: 'records.read',
    summary: 'The bytes of a file | Nội dung một tệp',
    params: z.object({ componentId: shapes.id }),
    query: z.object({
      /** original: as it came; view: PDF for the screen; stamped: with the arrival stamp */
      copy: z.enum(['original', 'view', 'stamped']).default('original'),
      /** saved to disk instead of shown */
      download: z.enum(['1']).optional(),
    }),
    response: 'file',
    errors: ['BLOBS_MISSING', 'RECORDS_NO_VIEW'],
  },
  listBooks: {
    method: 'GET',
    path: '/api/records/books',
    permission: 'records.read',
    summary: 'Register books | Các sổ đăng ký',
    query: z.object({ direction: z.enum(['incoming', 'outgoing', 'internal']).optional() }),
    response: z.object({
      items: z.array(bookSchema),
      /** Books that the regime foresees for the present period and that are not open yet. */
      proposed: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          period: z.string(),
          periodLabel: z.string(),
          direction: z.string(),
        }),
      ),
      /** Kinds of books that are opened by name, for one body and its own series. */
      named: z.array(
        z.object({ ruleId: z.string(), vi: z.string(), en: z.string(), period: z.enum(['calendar-year', 'event']) }),
      ),
    }),
  },
  openBook: {
    method: 'POST',
    path: '/api/records/books',
    permission: 'records.keep-books',
    summary: 'Opens a book of the regime for a period | Mở sổ',
    body: z.object({ code: z.string().min(1).max(60), period: z.string().min(4).max(40) }),
    response: bookSchema,
    errors: ['RECORDS_BOOK_EXISTS'],
  },
  openNamedBook: {
    method: 'POST',
    path: '/api/records/named-books',
    permission: 'records.keep-books',
    summary:
      'Opens the book of a council, board or congress with its own series (Đ15) | Mở sổ riêng của hội đồng, ban, đại hội',
    body: z.object({
      ruleId: z.string().min(1).max(60),
      issuer: z.object({
        name: shapes.text(200),
        /** The line over its name on its documents. */
        above: shapes.optionalText(200),
        abbreviation: z.string().regex(ABBREVIATION),
      }),
      /** Of an event; a book by the year has its year's. */
      startsOn: shapes.day.nullish(),
      endsOn: shapes.day.nullish(),
    }),
    response: bookSchema,
    errors: ['RECORDS_BOOK_MISSING', 'RECORDS_BOOK_EXISTS', 'RECORDS_BOOK_DAYS'],
  },
  moveBook: {
    method: 'POST',
    path: '/api/records/books/:bookId/state',
    permission: 'records.keep-books',
    summary: 'Locks, unlocks or closes a book | Khóa, mở khóa, đóng sổ',
    params: z.object({ bookId: shapes.id }),
    body: z.object({
      to: z.enum(['open', 'locked', 'closed']),
      version: z.number().int(),
      reason: shapes.text(300),
    }),
    response: bookSchema,
    errors: ['RECORDS_BOOK_STATE'],
  },
  confirmBook: {
    method: 'POST',
    path: '/api/records/books/:bookId/confirm',
    permission: 'records.keep-books',
    summary:
      'After a restore: the last number seen on paper; the difference becomes explained gaps | Đối chiếu sổ sau khôi phục',
    params: z.object({ bookId: shapes.id }),
    body: z.object({
      /** 0: nothing is on paper. */
      lastNumber: z.number().int().min(0).max(9_999_999),
      version: z.number().int(),
    }),
    response: bookSchema,
    errors: ['RECORDS_BOOK_STATE', 'RECORDS_TOO_MANY_GAPS'],
  },
  listNumbers: {
    method: 'GET',
    path: '/api/records/books/:bookId/numbers',
    permission: 'records.read',
    summary: 'Cancelled numbers of a book (khuyết số) | Các số khuyết',
    params: z.object({ bookId: shapes.id }),
    response: z.object({
      cancelled: z.array(
        z.object({
          number: z.number(),
          reason: z.string(),
          at: shapes.instant,
          /** Null: a number of the hours that a restore lost; the paper exists, its row does not. */
          documentId: shapes.id.nullable(),
          subject: z.string().nullable(),
        }),
      ),
    }),
  },
})
