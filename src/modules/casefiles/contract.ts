/** Case files (hồ sơ): opened, filled as work goes on, checked, closed, printed, taken out (NĐ 30/2020 Đ29, PL V, PL VI III.4). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const fileStates = ['open', 'closed', 'submitted', 'returned', 'accepted'] as const
export const fileKinds = ['case', 'collection', 'reference'] as const
export const mediums = ['electronic', 'paper', 'mixed'] as const
export const orderings = ['time', 'process'] as const
export const scopes = ['mine', 'unit', 'all'] as const
/** What may be wrong with a file (faults that inspections find). */
export const checkCodes = [
  'empty',
  'single',
  'no-retention',
  'retention-short',
  'open-work',
  'missing-answer',
  'missing-basis',
  'not-issued',
  'unsigned',
  'no-scan',
  'double',
  'gap',
  'other-handler',
  'unnamed',
] as const

const fileParams = z.object({ fileId: shapes.id })
const itemParams = fileParams.extend({ documentId: shapes.id })
const retention = z.string().trim().max(120)

export const fileSchema = z.object({
  id: shapes.id,
  symbol: z.string(),
  period: z.string(),
  title: z.string(),
  kind: z.enum(fileKinds),
  medium: z.enum(mediums),
  retention: z.string().nullable(),
  unit: z.string().nullable(),
  makerName: z.string(),
  isOutside: z.boolean(),
  state: z.enum(fileStates),
  items: z.number(),
  openedOn: shapes.day,
  startsOn: shapes.day.nullable(),
  endsOn: shapes.day.nullable(),
  closedOn: shapes.day.nullable(),
  changedAt: shapes.instant,
  /** Narrowed to a list: the reader is one of those who may see it. */
  isNarrowed: z.boolean(),
})
export type CaseFile = z.infer<typeof fileSchema>

export const itemSchema = z.object({
  documentId: shapes.id,
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  symbol: z.string().nullable(),
  issuedDate: z.string().nullable(),
  typeName: z.string(),
  subject: z.string(),
  issuerName: z.string(),
  how: z.enum(['hand', 'thread', 'loose']),
  state: z.string().nullable(),
  note: z.string().nullable(),
  sheets: z.number().nullable(),
  pages: z.number().nullable(),
  firstSheet: z.number().nullable(),
  firstPage: z.number().nullable(),
  addedByName: z.string(),
  addedAt: shapes.instant,
  files: z.array(z.object({ id: shapes.id, fileName: z.string() })),
  /** The reader may not see the document itself: only that it lies here. */
  isHidden: z.boolean(),
})
export type Item = z.infer<typeof itemSchema>

export const checkSchema = z.object({
  code: z.enum(checkCodes),
  /** `stop`: the file cannot be closed so; `warn`: it can. */
  level: z.enum(['stop', 'warn']),
  /** What it is about: a symbol, a number, a name. */
  about: z.string().nullable(),
  documentId: shapes.id.nullable(),
  /** A document that would mend it by lying in the file, too. */
  addId: shapes.id.nullable(),
})
export type Check = z.infer<typeof checkSchema>

export const offerSchema = z.object({
  fileId: shapes.id.nullable(),
  /** A line of the plan whose file is not opened yet. */
  lineId: shapes.id.nullable(),
  symbol: z.string().nullable(),
  title: z.string(),
  /** Why it is offered. */
  why: z.enum(['thread', 'past', 'subject', 'recent']),
})
export type Offer = z.infer<typeof offerSchema>

const openBody = z.object({
  lineId: shapes.id.nullish(),
  headingId: shapes.id.nullish(),
  title: shapes.optionalText(1000),
  kind: z.enum(fileKinds).default('case'),
  medium: z.enum(mediums).default('electronic'),
  ordering: z.enum(orderings).default('time'),
  retention: retention.nullish(),
  makerPost: shapes.id.nullish(),
  keywords: shapes.optionalText(100),
  note: shapes.optionalText(500),
  /** Documents that it begins with. */
  documentIds: z.array(shapes.id).max(200).default([]),
  requestKey: z.string().max(60).optional(),
})

export const casefiles = defineContract('casefiles', {
  list: {
    method: 'GET',
    path: '/api/files',
    permission: 'casefiles.read',
    summary: 'Case files, what changed last first | Danh sách hồ sơ',
    query: z.object({
      q: z.string().max(200).optional(),
      state: z.enum(fileStates).optional(),
      scope: z.enum(scopes).default('mine'),
      period: z.string().max(20).optional(),
      maker: shapes.id.optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(fileSchema),
  },
  get: {
    method: 'GET',
    path: '/api/files/:fileId',
    permission: 'casefiles.read',
    summary: 'A case file with what lies in it and what it lacks | Một hồ sơ',
    params: fileParams,
    response: z.object({
      file: fileSchema.extend({
        planId: shapes.id.nullable(),
        ordering: z.enum(orderings),
        keywords: z.string().nullable(),
        note: z.string().nullable(),
        condition: z.string().nullable(),
        pageCount: z.number().nullable(),
        sheetCount: z.number().nullable(),
        makerPost: shapes.id,
        stateWords: z.string().nullable(),
        version: z.number(),
      }),
      members: z.array(z.object({ postId: shapes.id, name: z.string() })),
      items: z.array(itemSchema),
      checks: z.array(checkSchema),
      steps: z.array(
        z.object({
          id: shapes.id,
          kind: z.string(),
          at: shapes.instant,
          byName: z.string(),
          words: z.string().nullable(),
        }),
      ),
      /** What the schedule says of such titles. */
      schedule: z.array(z.object({ title: z.string(), retention: z.string(), source: z.string() })),
      /** Days of the first and last document. */
      span: z.object({ from: shapes.day.nullable(), to: shapes.day.nullable() }),
      abilities: z.object({ fill: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
    }),
  },
  ofDocument: {
    method: 'GET',
    path: '/api/files/of/:documentId',
    permission: 'casefiles.read',
    summary: 'In which files a document lies, and into which it might go | Hồ sơ của một văn bản',
    params: z.object({ documentId: shapes.id }),
    response: z.object({
      files: z.array(
        z.object({
          id: shapes.id,
          symbol: z.string(),
          title: z.string(),
          state: z.enum(fileStates),
          mayTakeOut: z.boolean(),
        }),
      ),
      offers: z.array(offerSchema),
      mayFile: z.boolean(),
    }),
  },
  choose: {
    method: 'GET',
    path: '/api/files/choose',
    permission: 'casefiles.keep',
    summary: 'Open files and lines of the plan that the actor may fill | Chọn hồ sơ để đưa văn bản vào',
    query: z.object({ q: z.string().max(200).optional() }),
    response: z.object({ items: z.array(offerSchema.omit({ why: true })) }),
  },
  unfiled: {
    method: 'GET',
    path: '/api/files/unfiled',
    permission: 'casefiles.keep',
    summary: 'Documents that the actor handled or drafted and that lie in no file | Văn bản chưa lập hồ sơ',
    query: z.object({
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(
      z.object({
        documentId: shapes.id,
        direction: z.enum(['incoming', 'outgoing', 'internal']),
        symbol: z.string().nullable(),
        issuedDate: z.string().nullable(),
        typeName: z.string(),
        subject: z.string(),
        issuerName: z.string(),
        isDone: z.boolean(),
      }),
    ),
  },
  duties: {
    method: 'GET',
    path: '/api/files/duties',
    permission: 'casefiles.oversee',
    summary: 'Who has files to make: foreseen, opened, closed, documents unfiled | Tình hình lập hồ sơ',
    query: z.object({ period: z.string().max(20).optional() }),
    response: z.object({
      period: z.string(),
      items: z.array(
        z.object({
          postId: shapes.id,
          name: z.string(),
          title: z.string(),
          unit: z.string().nullable(),
          planned: z.number(),
          opened: z.number(),
          outside: z.number(),
          closed: z.number(),
          unfiled: z.number(),
        }),
      ),
    }),
  },
  open: {
    method: 'POST',
    path: '/api/files',
    permission: 'casefiles.keep',
    summary: 'Opens a file from the plan or beside it (Đ29.1) | Mở hồ sơ',
    body: openBody,
    response: z.object({ id: shapes.id, symbol: z.string() }),
    errors: ['CASEFILES_LINE_OPENED', 'CASEFILES_RETENTION', 'CASEFILES_PLAN_STATE', 'CASEFILES_FILE_STATE'],
  },
  change: {
    method: 'PATCH',
    path: '/api/files/:fileId',
    permission: 'casefiles.keep',
    summary: 'Corrects a file that is open | Sửa thông tin hồ sơ',
    params: fileParams,
    body: z.object({
      version: z.number().int(),
      title: shapes.text(1000),
      medium: z.enum(mediums),
      kind: z.enum(fileKinds),
      ordering: z.enum(orderings),
      retention: retention.nullable(),
      makerPost: shapes.id,
      memberPosts: z.array(shapes.id).max(50).default([]),
      keywords: shapes.optionalText(100),
      note: shapes.optionalText(500),
    }),
    response: z.object({ version: z.number() }),
    errors: ['CASEFILES_RETENTION', 'CASEFILES_FILE_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  add: {
    method: 'POST',
    path: '/api/files/:fileId/items',
    permission: 'casefiles.keep',
    summary: 'Puts documents into the file, with what they answer and what answers them | Đưa văn bản vào hồ sơ',
    params: fileParams,
    body: z.object({ documentIds: z.array(shapes.id).min(1).max(200), withThread: z.boolean().default(true) }),
    response: z.object({ added: z.number(), threaded: z.number() }),
    errors: ['CASEFILES_FILE_STATE', 'CASEFILES_ITEM_THERE'],
  },
  takeOut: {
    method: 'DELETE',
    path: '/api/files/:fileId/items/:documentId',
    permission: 'casefiles.keep',
    summary: 'Takes a document out of the file; it stays where it is registered | Đưa văn bản ra khỏi hồ sơ',
    params: itemParams,
    response: z.object({ left: z.number() }),
    errors: ['CASEFILES_FILE_STATE'],
  },
  changeItem: {
    method: 'PATCH',
    path: '/api/files/:fileId/items/:documentId',
    permission: 'casefiles.keep',
    summary: 'Place, leaves and note of a document in the file | Sửa thứ tự, số tờ, ghi chú',
    params: itemParams,
    body: z.object({
      /** One place up or down; the file is then ordered by process. */
      move: z.enum(['up', 'down']).optional(),
      sheets: z.number().int().min(1).max(9999).nullable().optional(),
      note: shapes.optionalText(300).optional(),
      /** Of a paper that was never registered. */
      typeName: shapes.text(200).optional(),
      subject: shapes.text(500).optional(),
      issuedDate: shapes.partialDate.nullable().optional(),
      issuerName: shapes.text(200).optional(),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_FILE_STATE', 'CASEFILES_LOOSE_NAMED'],
  },
  addLoose: {
    method: 'POST',
    path: '/api/files/:fileId/loose',
    permission: 'casefiles.keep',
    summary: 'A note or loose paper that was never registered; its scan follows | Thêm giấy tờ không vào sổ',
    params: fileParams,
    body: z.object({
      typeName: shapes.text(200),
      subject: shapes.text(500),
      issuedDate: shapes.partialDate.nullish(),
      issuerName: shapes.optionalText(200),
      classification: z.enum(['none', 'confidential', 'secret', 'top-secret']).default('none'),
    }),
    response: z.object({ documentId: shapes.id }),
    errors: ['CASEFILES_FILE_STATE', 'SECRECY_REFUSED'],
  },
  uploadLoose: {
    method: 'POST',
    path: '/api/files/:fileId/items/:documentId/files',
    permission: 'casefiles.keep',
    summary: 'The scan of a loose paper; screened first | Tải tệp quét của giấy tờ không vào sổ',
    params: itemParams,
    upload: true,
    query: z.object({ classification: z.enum(['none', 'confidential', 'secret', 'top-secret']).default('none') }),
    response: z.object({ items: z.array(z.object({ id: shapes.id, fileName: z.string() })) }),
    errors: ['CASEFILES_FILE_STATE', 'CASEFILES_LOOSE_NAMED', 'SECRECY_REFUSED'],
  },
  close: {
    method: 'POST',
    path: '/api/files/:fileId/close',
    permission: 'casefiles.keep',
    summary: 'Closes the file: retention decided, pages and leaves numbered (Đ29.4) | Kết thúc hồ sơ',
    params: fileParams,
    body: z.object({
      version: z.number().int(),
      retention,
      startsOn: shapes.day,
      endsOn: shapes.day,
      condition: shapes.optionalText(300),
      /** Needed where the period is shorter than the plan's. */
      reason: shapes.optionalText(500),
    }),
    response: z.object({ version: z.number(), pages: z.number(), sheets: z.number() }),
    errors: [
      'CASEFILES_EMPTY',
      'CASEFILES_SHEETS',
      'CASEFILES_RETENTION',
      'CASEFILES_RETENTION_LOW',
      'CASEFILES_FILE_STATE',
      'PLATFORM_STATE_CHANGED',
    ],
  },
  reopen: {
    method: 'POST',
    path: '/api/files/:fileId/reopen',
    permission: 'casefiles.reopen',
    summary: 'Opens a closed file again, by authority | Mở lại hồ sơ',
    params: fileParams,
    body: z.object({ version: z.number().int(), reason: shapes.text(500) }),
    response: z.object({ version: z.number() }),
    errors: ['CASEFILES_FILE_STATE'],
  },
  print: {
    method: 'GET',
    path: '/api/files/:fileId/print',
    permission: 'casefiles.read',
    summary: 'Mục lục văn bản, bìa, chứng từ kết thúc | In mục lục văn bản, bìa hồ sơ, chứng từ kết thúc',
    params: fileParams,
    query: z.object({
      kind: z.enum(['contents', 'cover', 'certificate']).default('contents'),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
    }),
    response: 'file',
  },
  take: {
    method: 'GET',
    path: '/api/files/:fileId/export',
    permission: 'casefiles.export',
    summary: 'The whole file as PDF and XML in order, usable without the system (PL VI III.4g) | Xuất hồ sơ',
    params: fileParams,
    response: 'file',
  },
})
