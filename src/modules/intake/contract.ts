/** The tray: what arrived and is not registered yet. Universal. */
import { z } from 'zod'
import { boxSchema, componentSchema } from '#modules/records/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const intakeErrors = defineErrors({
  INTAKE_STATE_CHANGED: {
    status: 409,
    vi: 'Mục này vừa được người khác xử lý; khay đã được cập nhật.',
    en: 'Somebody else has just dealt with this item; the tray is up to date again.',
  },
  INTAKE_NOT_READY: {
    status: 409,
    vi: 'Tệp đang được kiểm tra; xin đợi vài giây.',
    en: 'The file is still being checked; wait a few seconds.',
  },
  INTAKE_PAGES_INVALID: {
    status: 422,
    vi: 'Khoảng trang chưa đúng: tệp có {pages} trang.',
    en: 'The page ranges are not right: the file has {pages} pages.',
  },
  INTAKE_SIGNED: {
    status: 422,
    vi: 'Tệp {name} có chữ ký số: xoay, tách, ghép làm mất chữ ký. Hãy giữ nguyên tệp; khi xem, phím R xoay trang trên màn hình.',
    en: 'The file {name} carries a digital signature, which rotating, splitting or joining would lose. Keep it as it is; R turns the page on the screen.',
  },
  INTAKE_NO_SUCH_UNIT: {
    status: 422,
    vi: 'Đơn vị này không có hoặc đã giải thể; hãy chọn đơn vị khác.',
    en: 'This unit does not exist or has ended; choose another one.',
  },
  INTAKE_NOT_PDF: {
    status: 422,
    vi: 'Chỉ xoay, tách, ghép được tệp PDF hoặc ảnh không mã hóa.',
    en: 'Only PDF files and images that are not encrypted can be rotated, split or joined.',
  },
})

/** One field as the extraction read it. */
export const suggestedField = z.object({
  value: z.string().nullable(),
  /** 0…1 */
  confidence: z.number(),
  page: z.number().nullable(),
  box: boxSchema.nullable(),
})

export const suggestionSchema = z.object({
  typeName: z.string().nullable(),
  typeCode: z.string().nullable(),
  codeNumber: z.string().nullable(),
  codeNotation: z.string().nullable(),
  issuedDate: z.string().nullable(),
  place: z.string().nullable(),
  issuerName: z.string().nullable(),
  parentIssuerName: z.string().nullable(),
  subject: z.string().nullable(),
  signerName: z.string().nullable(),
  signerPosition: z.string().nullable(),
  urgency: z.number().int().min(0).max(3),
  toPlaces: z.string().nullable(),
  pageAmount: z.number().nullable(),
  citations: z.array(z.string()),
  /** by form field: typeName, codeNumber, codeNotation, issuedDate, issuerName, subject, signerName, urgency, place */
  fields: z.record(z.string(), suggestedField),
  /** The text came from OCR. */
  isOcr: z.boolean(),
  /** Width and height of the pages in points: what the boxes are measured in (a picture's pixels are another measure). */
  pageSizes: z.array(z.tuple([z.number(), z.number()])).optional(),
})
export type Suggestion = z.infer<typeof suggestionSchema>

export const duplicateSchema = z.object({
  documentId: shapes.id,
  /** content: the same bytes; identity: issuer + number + notation + date */
  by: z.enum(['content', 'identity']),
  arrivalNumber: z.number().nullable(),
  arrivalDate: z.string().nullable(),
  symbol: z.string().nullable(),
  subject: z.string(),
  componentId: shapes.id.nullable(),
})
export type Duplicate = z.infer<typeof duplicateSchema>

export const intakeItemSchema = z.object({
  id: shapes.id,
  state: z.enum(['screening', 'ready', 'refused', 'failed', 'registered', 'discarded']),
  source: z.enum(['upload', 'paper', 'exchange']),
  /** File name of the main component, or what the clerk called a paper. Null for a refused one: nothing is kept. */
  title: z.string().nullable(),
  createdAt: shapes.instant,
  createdBy: z.string(),
  /** Sentence for refused or failed ones. */
  words: z.object({ vi: z.string(), en: z.string() }).nullable(),
  version: z.number(),
  /** The unit in whose tray it lies; null: the agency registry's. */
  unit: z.object({ id: shapes.id, name: z.string() }).nullable(),
  components: z.array(componentSchema),
  hasDuplicates: z.boolean(),
  /** The gateway whose signature stood on the package it came in; null: it came in no package. */
  vouched: z.object({ gateway: z.string(), fingerprint: z.string(), at: shapes.instant }).nullable(),
})
export type IntakeItem = z.infer<typeof intakeItemSchema>

const itemParams = z.object({ intakeId: shapes.id })
const version = z.number().int()

export const intake = defineContract('intake', {
  list: {
    method: 'GET',
    path: '/api/intake',
    permission: 'intake.work',
    summary: 'The tray, oldest first | Khay tiếp nhận',
    /** `units`: what waits in the trays of units, for the agency registry. */
    query: z.object({
      state: z.enum(['open', 'refused', 'discarded']).default('open'),
      tray: z.enum(['own', 'units']).default('own'),
    }),
    response: z.object({ items: z.array(intakeItemSchema) }),
  },
  get: {
    method: 'GET',
    path: '/api/intake/:intakeId',
    permission: 'intake.work',
    summary: 'One item with what was read from it | Một mục và gợi ý',
    params: itemParams,
    response: intakeItemSchema.extend({
      suggestion: suggestionSchema.nullable(),
      duplicates: z.array(duplicateSchema),
    }),
  },
  upload: {
    method: 'POST',
    path: '/api/intake/upload',
    permission: 'intake.work',
    summary: 'Files into the tray; each becomes an item and is screened first | Đưa tệp vào khay',
    upload: true,
    /** `classification` = the level that the clerk chose; `intoItem` adds to an item; `intoDocument` to a registered paper. */
    body: z.object({
      classification: z.enum(['none', 'confidential', 'secret', 'top-secret']).default('none'),
      intoItem: z.uuid().optional(),
      intoDocument: z.uuid().optional(),
      role: z.enum(['main', 'attachment']).optional(),
    }),
    response: z.object({ items: z.array(z.object({ id: shapes.id, fileName: z.string() })) }),
    errors: ['SECRECY_REFUSED', 'PLATFORM_TOO_LARGE', 'PLATFORM_DISK_FULL'],
  },
  addPaper: {
    method: 'POST',
    path: '/api/intake/paper',
    permission: 'intake.work',
    summary: 'A paper without a file | Văn bản giấy chưa có tệp',
    body: z.object({ title: shapes.optionalText(200) }),
    response: z.object({ id: shapes.id }),
  },
  discard: {
    method: 'POST',
    path: '/api/intake/:intakeId/discard',
    permission: 'intake.work',
    summary: 'Takes an item out of the tray, with the reason; it can be brought back | Bỏ khỏi khay',
    params: itemParams,
    body: z.object({ version, reason: shapes.text(300) }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED'],
  },
  restore: {
    method: 'POST',
    path: '/api/intake/:intakeId/restore',
    permission: 'intake.work',
    summary: 'Brings a discarded item back | Đưa lại vào khay',
    params: itemParams,
    body: z.object({ version }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED'],
  },
  pass: {
    method: 'POST',
    path: '/api/intake/:intakeId/pass',
    permission: 'intake.work',
    summary: "Into a unit's tray, or back to the agency registry (null) | Chuyển khay",
    params: itemParams,
    body: z.object({ version, unitId: shapes.id.nullable() }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED', 'INTAKE_NO_SUCH_UNIT'],
  },
  overrule: {
    method: 'POST',
    path: '/api/intake/:intakeId/overrule',
    permission: 'intake.work',
    summary:
      'A false hit of the secrets screen, with reason (only while the file is still in quarantine) | Xác nhận không mật',
    params: itemParams,
    body: z.object({ version, reason: shapes.text(300) }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED'],
  },
  setRole: {
    method: 'POST',
    path: '/api/intake/:intakeId/role',
    permission: 'intake.work',
    summary: 'Which file is the main document | Chọn tệp văn bản chính',
    params: itemParams,
    body: z.object({ version, mainComponentId: shapes.id }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED'],
  },
  join: {
    method: 'POST',
    path: '/api/intake/:intakeId/join',
    permission: 'intake.work',
    summary: 'Another item becomes attachments of this one | Gộp mục khác làm tệp kèm theo',
    params: itemParams,
    body: z.object({ version, otherId: shapes.id, otherVersion: version }),
    response: z.object({ version }),
    errors: ['INTAKE_STATE_CHANGED'],
  },
  merge: {
    method: 'POST',
    path: '/api/intake/merge',
    permission: 'intake.work',
    summary: 'Several scans become one file, as a derived copy in the order given; the originals stay | Ghép tệp',
    body: z.object({
      parts: z
        .array(z.object({ intakeId: shapes.id, version }))
        .min(2)
        .max(100),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['INTAKE_STATE_CHANGED', 'INTAKE_NOT_PDF', 'INTAKE_SIGNED'],
  },
  split: {
    method: 'POST',
    path: '/api/intake/:intakeId/split',
    permission: 'intake.work',
    summary: 'One scan of several documents: page ranges become items of their own | Tách tệp',
    params: itemParams,
    body: z.object({
      version,
      componentId: shapes.id,
      ranges: z
        .array(z.object({ from: z.number().int().min(1), to: z.number().int().min(1) }))
        .min(1)
        .max(200),
    }),
    response: z.object({ items: z.array(z.object({ id: shapes.id })) }),
    errors: ['INTAKE_STATE_CHANGED', 'INTAKE_PAGES_INVALID', 'INTAKE_NOT_PDF', 'INTAKE_SIGNED'],
  },
  rotate: {
    method: 'POST',
    path: '/api/intake/:intakeId/rotate',
    permission: 'intake.work',
    summary: 'Turns pages, as a derived copy; the original stays | Xoay trang',
    params: itemParams,
    body: z.object({
      version,
      componentId: shapes.id,
      pages: z
        .array(
          z.object({
            page: z.number().int().min(1),
            degrees: z.union([z.literal(90), z.literal(180), z.literal(270)]),
          }),
        )
        .min(1)
        .max(2000),
    }),
    response: z.object({ version, componentId: shapes.id }),
    errors: ['INTAKE_STATE_CHANGED', 'INTAKE_PAGES_INVALID', 'INTAKE_NOT_PDF', 'INTAKE_SIGNED'],
  },
  readBox: {
    method: 'POST',
    path: '/api/intake/components/:componentId/read',
    permission: 'intake.work',
    summary: 'Reads the text inside a drawn box | Đọc vùng vừa khoanh',
    params: z.object({ componentId: shapes.id }),
    body: z.object({ page: z.number().int().min(1), box: boxSchema }),
    response: z.object({ text: z.string() }),
  },
})
