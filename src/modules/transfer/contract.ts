/** Hand-over of files to the current archive: what is due, lists, checks, minutes, keep-back, bundles (NĐ 30/2020 Đ30, Đ31). Universal. */
import { z } from 'zod'
import { checkSchema, mediums } from '#modules/casefiles/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const handoverStates = ['draft', 'submitted', 'decided', 'withdrawn'] as const
export const entryStates = ['listed', 'accepted', 'returned'] as const
/** What a machine misses in a file of an archive. */
export const unitLacks = ['items', 'dates', 'number', 'bytes', 'amount'] as const
export type UnitLack = (typeof unitLacks)[number]
export const dueKinds = ['soon', 'overdue', 'all'] as const

const params = z.object({ handoverId: shapes.id })
const paper = {
  boxes: z.number().int().min(0).max(100_000).nullish(),
  /** Shelf metres, two decimals. */
  metres: z.number().min(0).max(99_999).nullish(),
}

export const dueSchema = z.object({
  fileId: shapes.id,
  symbol: z.string(),
  title: z.string(),
  retention: z.string().nullable(),
  medium: z.enum(mediums),
  unit: z.string().nullable(),
  makerName: z.string(),
  isReturned: z.boolean(),
  endsOn: shapes.day,
  target: shapes.day,
  limit: shapes.day,
  /** Kept at least five years: it has to be handed over. */
  isMust: z.boolean(),
  isOverdue: z.boolean(),
  keepBack: z
    .object({
      id: shapes.id,
      state: z.enum(['asked', 'granted', 'refused']),
      until: shapes.day,
      reason: z.string(),
      askedByName: z.string(),
      words: z.string().nullable(),
    })
    .nullable(),
  mayAsk: z.boolean(),
})
export type Due = z.infer<typeof dueSchema>

export const handoverSchema = z.object({
  id: shapes.id,
  title: z.string(),
  /** From a unit to the archive here; out to another archive; in from one. */
  kind: z.enum(['unit', 'out', 'in']),
  /** The other archive. */
  partner: z.string().nullable(),
  unit: z.string().nullable(),
  giverName: z.string(),
  state: z.enum(handoverStates),
  stateAt: shapes.instant,
  stateByName: z.string(),
  files: z.number(),
  accepted: z.number(),
  returned: z.number(),
  /** `03/2026` of the minutes. */
  number: z.string().nullable(),
  isSigned: z.boolean(),
})
export type Handover = z.infer<typeof handoverSchema>

export const entrySchema = z.object({
  fileId: shapes.id,
  symbol: z.string(),
  title: z.string(),
  /** Narrowed to others than the reader: no title. */
  isHidden: z.boolean(),
  /** Narrowed to a list; the mark goes along to the archive. */
  isNarrowed: z.boolean(),
  startsOn: shapes.day.nullable(),
  endsOn: shapes.day.nullable(),
  retention: z.string().nullable(),
  items: z.number(),
  pages: z.number().nullable(),
  sheets: z.number().nullable(),
  state: z.enum(entryStates),
  reason: z.string().nullable(),
  isSampled: z.boolean(),
  lookedAt: shapes.instant.nullable(),
  remark: z.string().nullable(),
  /** What the file lacks, as the machine sees it. */
  checks: z.array(checkSchema),
  /** The same of a file of an archive. */
  lacks: z.array(z.enum(unitLacks)),
})
export type Entry = z.infer<typeof entrySchema>

export const bundleSchema = z.object({
  id: shapes.id,
  unitName: z.string(),
  giverName: z.string(),
  title: z.string(),
  years: z.string(),
  metres: z.number(),
  reason: z.string(),
  note: z.string().nullable(),
  receivedOn: shapes.day,
  receivedByName: z.string(),
})

/** A file kept for ever in the current archive, and when it goes to the historical one. */
export const handOnSchema = z.object({
  unitId: shapes.id,
  symbol: z.string(),
  title: z.string(),
  starts: z.string().nullable(),
  ends: z.string().nullable(),
  items: z.number(),
  /** Year in which the current archive took it; null: not known. */
  since: z.number().nullable(),
  target: shapes.day.nullable(),
  limit: shapes.day.nullable(),
  isOverdue: z.boolean(),
  isListed: z.boolean(),
})
export type HandOn = z.infer<typeof handOnSchema>

const moved = z.object({ version: z.number() })

export const transfer = defineContract('transfer', {
  due: {
    method: 'GET',
    path: '/api/transfers/due',
    permission: 'transfer.read',
    summary: 'Closed files in the order in which they are due | Hồ sơ đến hạn nộp lưu',
    query: z.object({
      what: z.enum(dueKinds).default('all'),
      q: z.string().max(200).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(dueSchema),
  },
  counts: {
    method: 'GET',
    path: '/api/transfers/counts',
    permission: 'transfer.read',
    summary: 'How many are due soon, overdue, waiting | Số hồ sơ đến hạn, quá hạn, chờ nhận',
    response: z.object({ soon: z.number(), overdue: z.number(), waiting: z.number() }),
  },
  list: {
    method: 'GET',
    path: '/api/transfers',
    permission: 'transfer.read',
    summary: 'Hand-overs, what moved last first | Các đợt nộp lưu',
    query: z.object({
      state: z.enum(handoverStates).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(handoverSchema),
  },
  get: {
    method: 'GET',
    path: '/api/transfers/:handoverId',
    permission: 'transfer.read',
    summary: 'A hand-over with its files and their checks | Một đợt nộp lưu',
    params,
    response: z.object({
      handover: handoverSchema.extend({
        boxes: z.number().nullable(),
        metres: z.number().nullable(),
        note: z.string().nullable(),
        condition: z.string().nullable(),
        receiverName: z.string().nullable(),
        signedName: z.string().nullable(),
        version: z.number(),
      }),
      entries: z.array(entrySchema),
      abilities: z.object({
        change: z.boolean(),
        submit: z.boolean(),
        withdraw: z.boolean(),
        receive: z.boolean(),
        sign: z.boolean(),
      }),
      /** Who has to submit it, where the actor may not: the heads of the unit. */
      submitters: z.array(z.string()),
    }),
  },
  create: {
    method: 'POST',
    path: '/api/transfers',
    permission: 'transfer.hand-over',
    summary: 'Begins a hand-over of closed files | Lập đợt nộp lưu',
    body: z.object({ fileIds: z.array(shapes.id).min(1).max(500), note: shapes.optionalText(500) }),
    response: z.object({ id: shapes.id }),
    errors: ['TRANSFER_FILE_STATE', 'TRANSFER_NOT_YOURS'],
  },
  change: {
    method: 'PATCH',
    path: '/api/transfers/:handoverId',
    permission: 'transfer.hand-over',
    summary: 'Files, boxes and metres of a list that was not submitted | Sửa đợt nộp lưu',
    params,
    body: z.object({
      version: z.number().int(),
      ...paper,
      note: shapes.optionalText(500),
      /** Files that leave the list. */
      remove: z.array(shapes.id).max(500).default([]),
    }),
    response: moved,
    errors: ['TRANSFER_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  submit: {
    method: 'POST',
    path: '/api/transfers/:handoverId/submit',
    permission: 'transfer.hand-over',
    summary: 'Hands the list to the archive (Đ31.3) | Nộp hồ sơ vào lưu trữ',
    params,
    body: z.object({ version: z.number().int() }),
    response: moved,
    errors: [
      'TRANSFER_STATE',
      'TRANSFER_EMPTY',
      'TRANSFER_FILE_STATE',
      'TRANSFER_NOT_FOR_HISTORY',
      'TRANSFER_NARROWED',
      'PLATFORM_STATE_CHANGED',
    ],
  },
  withdraw: {
    method: 'POST',
    path: '/api/transfers/:handoverId/withdraw',
    permission: 'transfer.hand-over',
    summary: 'Takes it back before the archive decides | Rút đợt nộp lưu',
    params,
    body: z.object({ version: z.number().int() }),
    response: moved,
    errors: ['TRANSFER_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  look: {
    method: 'POST',
    path: '/api/transfers/:handoverId/files/:fileId/look',
    permission: 'transfer.receive',
    summary: 'The archivist has looked at a file | Ghi kết quả xem hồ sơ',
    params: params.extend({ fileId: shapes.id }),
    body: z.object({ remark: shapes.optionalText(500) }),
    response: z.object({ lookedAt: shapes.instant }),
    errors: ['TRANSFER_STATE'],
  },
  decide: {
    method: 'POST',
    path: '/api/transfers/:handoverId/decide',
    permission: 'transfer.receive',
    summary: 'Takes files in, all or in part; returns single ones with reasons | Nhận, trả lại hồ sơ',
    params,
    body: z.object({
      version: z.number().int(),
      decisions: z
        .array(z.object({ fileId: shapes.id, to: z.enum(['accepted', 'returned']), reason: shapes.optionalText(500) }))
        .min(1)
        .max(500),
      ...paper,
      condition: shapes.optionalText(300),
    }),
    response: moved.extend({ accepted: z.number(), returned: z.number(), number: z.string() }),
    errors: [
      'TRANSFER_STATE',
      'TRANSFER_NOT_WHOLE',
      'TRANSFER_NO_REASON',
      'TRANSFER_NOT_LOOKED_AT',
      'TRANSFER_OWN',
      'PLATFORM_STATE_CHANGED',
    ],
  },
  sign: {
    method: 'POST',
    path: '/api/transfers/:handoverId/sign',
    permission: 'transfer.hand-over',
    summary: 'The giver signs the minutes, too | Bên giao xác nhận biên bản',
    params,
    body: z.object({ version: z.number().int() }),
    response: moved,
    errors: ['TRANSFER_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  print: {
    method: 'GET',
    path: '/api/transfers/:handoverId/print',
    permission: 'transfer.read',
    summary: 'Mục lục hồ sơ nộp lưu, biên bản giao nhận (PL V) | In mục lục nộp lưu, biên bản giao nhận',
    params,
    query: z.object({
      kind: z.enum(['list', 'minutes']).default('list'),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
    }),
    response: 'file',
    errors: ['TRANSFER_STATE'],
  },
  handOnDue: {
    method: 'GET',
    path: '/api/transfers/hand-on/due',
    permission: 'transfer.read',
    summary:
      'Permanent files in the order in which they go to the historical archive | Hồ sơ đến hạn nộp lưu trữ lịch sử',
    query: z.object({
      what: z.enum(dueKinds).default('all'),
      q: z.string().max(200).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(handOnSchema),
  },
  receivers: {
    method: 'GET',
    path: '/api/transfers/hand-on/receivers',
    permission: 'transfer.hand-on',
    summary: 'Bodies on this installation that may receive, the superior first | Cơ quan nhận',
    response: z.object({ items: z.array(z.object({ id: shapes.id, name: z.string() })) }),
  },
  handOn: {
    method: 'POST',
    path: '/api/transfers/hand-on',
    permission: 'transfer.hand-on',
    summary: 'Begins a hand-over of permanent files to another archive | Lập đợt nộp lưu trữ lịch sử',
    body: z.object({
      unitIds: z.array(shapes.id).min(1).max(500),
      receiverId: shapes.id,
      note: shapes.optionalText(500),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['TRANSFER_NOT_FOR_HISTORY', 'TRANSFER_NARROWED', 'TRANSFER_RECEIVER'],
  },
  contents: {
    method: 'GET',
    path: '/api/transfers/:handoverId/files/:fileId/contents',
    permission: 'transfer.receive',
    summary: 'What lies in a file that another archive hands over | Tài liệu trong hồ sơ chờ nhận',
    params: params.extend({ fileId: shapes.id }),
    response: z.object({
      items: z.array(
        z.object({
          title: z.string(),
          date: z.string().nullable(),
          pages: z.number().nullable(),
          files: z.array(z.object({ id: shapes.id, fileName: z.string() })),
        }),
      ),
    }),
  },
  openFile: {
    method: 'GET',
    path: '/api/transfers/:handoverId/files/:fileId/components/:componentId',
    permission: 'transfer.receive',
    summary: 'Opens a document that another archive hands over | Mở tài liệu chờ nhận',
    params: params.extend({ fileId: shapes.id, componentId: shapes.id }),
    response: 'file',
  },
  keepBack: {
    method: 'POST',
    path: '/api/transfers/keep-back',
    permission: 'transfer.hand-over',
    summary: 'Asks to keep a file back for work (Đ31.3d) | Đề nghị giữ lại hồ sơ',
    body: z.object({ fileId: shapes.id, until: shapes.day, reason: shapes.text(500) }),
    response: z.object({ id: shapes.id }),
    errors: ['TRANSFER_KEEP_BACK_DAY', 'TRANSFER_KEEP_BACK_OPEN', 'TRANSFER_FILE_STATE'],
  },
  decideKeepBack: {
    method: 'POST',
    path: '/api/transfers/keep-back/:id/decide',
    permission: 'transfer.consent',
    summary: 'Consents in writing, or refuses | Đồng ý hoặc không đồng ý giữ lại',
    params: z.object({ id: shapes.id }),
    body: z.object({ to: z.enum(['granted', 'refused']), words: shapes.text(500) }),
    response: z.object({ state: z.string() }),
    errors: ['TRANSFER_STATE'],
  },
  bundles: {
    method: 'GET',
    path: '/api/transfers/bundles',
    permission: 'transfer.receive',
    summary: 'Bundles taken in, as work for arrangement | Tài liệu bó gói đã nhận',
    query: z.object({
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(bundleSchema),
  },
  takeBundle: {
    method: 'POST',
    path: '/api/transfers/bundles',
    permission: 'transfer.receive',
    summary: 'Takes in papers that were never made into files, with the reason | Nhận tài liệu bó gói',
    body: z.object({
      unitName: shapes.text(200),
      giverName: shapes.text(200),
      title: shapes.text(500),
      years: shapes.text(60),
      metres: z.number().min(0.01).max(99_999),
      reason: shapes.text(500),
      note: shapes.optionalText(500),
    }),
    response: z.object({ id: shapes.id }),
  },
})
