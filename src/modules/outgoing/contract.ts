/** Outgoing documents: drafts and their versions (NĐ 30/2020 Đ10). The way from submission on: way-contract.ts. Universal. */
import { z } from 'zod'
import { boxSchema } from '#modules/records/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import {
  channels,
  detailSchema,
  findingSchema,
  followKinds,
  paperFields,
  rowSchema,
  stateSchema,
} from './contract-shapes.ts'

export * from './contract-shapes.ts'

export const tabs = ['mine', 'waiting', 'doing', 'to-issue', 'issued', 'all'] as const

const documentParams = z.object({ documentId: shapes.id })
const version = z.number().int()
export const moved = z.object({ state: stateSchema, version: z.number() })

export const outgoing = defineContract('outgoing', {
  list: {
    method: 'GET',
    path: '/api/outgoing',
    permission: 'outgoing.read',
    summary: 'Outgoing documents that the actor may see | Danh sách văn bản đi',
    query: z.object({
      tab: z.enum(tabs).default('all'),
      q: z.string().max(200).optional(),
      state: stateSchema.optional(),
      typeCode: z.string().max(40).optional(),
      unitId: shapes.id.optional(),
      urgency: z.coerce.number().int().min(0).max(3).optional(),
      issuedFrom: shapes.day.optional(),
      issuedTo: shapes.day.optional(),
      /** Latest moved first; or by number and day of issue. */
      sort: z.enum(['-moved', '-issued', 'issued', 'due']).default('-moved'),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(rowSchema),
  },
  counts: {
    method: 'GET',
    path: '/api/outgoing/counts',
    permission: 'outgoing.read',
    summary: 'Counts of the tabs, capped | Số lượng theo tab',
    response: z.object({ tabs: z.record(z.string(), z.number()), cap: z.number() }),
  },
  get: {
    method: 'GET',
    path: '/api/outgoing/:documentId',
    permission: 'outgoing.read',
    summary: 'Opens a document (audited) | Mở một văn bản đi',
    params: documentParams,
    response: detailSchema,
  },
  choices: {
    method: 'GET',
    path: '/api/outgoing/choices',
    permission: 'outgoing.draft',
    summary: 'Types that may be issued, and who may sign a type today | Loại văn bản và người có thẩm quyền ký',
    query: z.object({ typeCode: z.string().max(40).optional() }),
    response: z.object({
      types: z.array(
        z.object({ code: z.string(), vi: z.string(), en: z.string(), abbreviation: z.string().nullable() }),
      ),
      /** Marks of limited circulation that a document may bear (PL I.II.11), as they are printed. */
      circulation: z.array(z.object({ vi: z.string(), en: z.string() })),
      /** Open books of councils, boards, congresses, with the types that each takes. */
      books: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          issuer: z.string(),
          periodLabel: z.string(),
          types: z.array(z.string()),
        }),
      ),
      /** Documents may go by e-mail: a server is set. */
      offersMail: z.boolean(),
      signers: z.array(
        z.object({
          authorityId: shapes.id,
          postId: shapes.id,
          name: z.string(),
          title: z.string(),
          /** Lines over the name, as they are printed. */
          lines: z.array(z.string()),
        }),
      ),
    }),
  },
  recipients: {
    method: 'GET',
    path: '/api/outgoing/recipients',
    permission: 'outgoing.draft',
    summary: 'Organisations of the directory by name | Nơi nhận trong danh bạ',
    query: z.object({ q: z.string().max(200).default('') }),
    response: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['group', 'organization', 'contact', 'addressee']),
          id: shapes.id,
          name: z.string(),
          /** Of a body on another installation, reached through a gateway. */
          code: z.string().nullable(),
          /** How it is first written to, and where; null for a group. */
          channel: z.enum(channels).nullable(),
          address: z.string().nullable(),
          /** How many a group has. */
          members: z.int().nullable(),
        }),
      ),
    }),
  },
  groupRecipients: {
    method: 'GET',
    path: '/api/outgoing/recipients/groups/:groupId',
    permission: 'outgoing.draft',
    summary: 'Members of a group that stand today, and who is left out | Nơi nhận trong nhóm',
    params: z.object({ groupId: shapes.id }),
    response: z.object({
      name: z.string(),
      items: z.array(
        z.object({
          organizationId: shapes.id.nullable(),
          name: z.string(),
          channel: z.enum(channels),
          address: z.string().nullable(),
        }),
      ),
      /** `unreachable`: it stands, but no way to it is open here. */
      left: z.array(z.object({ name: z.string(), why: z.enum(['ended', 'unreachable']) })),
    }),
  },
  follow: {
    method: 'GET',
    path: '/api/outgoing/:documentId/follow',
    permission: 'outgoing.draft',
    summary:
      'What a document that follows an issued one begins with (Đ18.3) | Gợi ý đính chính, sửa đổi, thay thế, bãi bỏ',
    params: documentParams,
    query: z.object({ kind: z.enum(followKinds) }),
    response: z.object({ fields: paperFields, name: z.string() }),
    errors: ['OUTGOING_NOT_ISSUED', 'OUTGOING_TYPE_UNKNOWN'],
  },
  create: {
    method: 'POST',
    path: '/api/outgoing',
    permission: 'outgoing.draft',
    summary: 'Begins a draft (Đ10) | Lập dự thảo',
    body: z.object({
      fields: paperFields,
      /** Documents that it answers. */
      repliesTo: z.array(shapes.id).max(20).default([]),
      /** An issued document of ours that it corrects, amends, replaces or annuls (Đ18.3). */
      relation: z.object({ kind: z.enum(followKinds), documentId: shapes.id }).nullish(),
      requestKey: z.string().min(8).max(64).nullish(),
    }),
    response: z.object({ id: shapes.id, state: stateSchema, version }),
    errors: [
      'OUTGOING_MAIL_CLOSED',
      'OUTGOING_MARK_LIMITED',
      'OUTGOING_TYPE_UNKNOWN',
      'OUTGOING_BOOK_UNKNOWN',
      'OUTGOING_JOINT_ON_PAPER',
      'OUTGOING_NOTATION_LONG',
      'OUTGOING_NO_NOTATION',
      'OUTGOING_NO_AUTHORITY',
      'OUTGOING_RECIPIENT_UNKNOWN',
      'OUTGOING_NOT_ISSUED',
      'OUTGOING_FOLLOW_TYPE',
    ],
  },
  change: {
    method: 'PATCH',
    path: '/api/outgoing/:documentId',
    permission: 'outgoing.draft',
    summary: 'Changes what the draft says of itself | Sửa thông tin dự thảo',
    params: documentParams,
    body: z.object({ version, fields: paperFields }),
    response: moved,
    errors: [
      'OUTGOING_MAIL_CLOSED',
      'OUTGOING_MARK_LIMITED',
      'OUTGOING_STATE_CHANGED',
      'OUTGOING_TYPE_KEPT',
      'OUTGOING_BOOK_KEPT',
      'OUTGOING_TYPE_UNKNOWN',
      'OUTGOING_BOOK_UNKNOWN',
      'OUTGOING_JOINT_ON_PAPER',
      'OUTGOING_NOTATION_LONG',
      'OUTGOING_NO_NOTATION',
      'OUTGOING_NO_AUTHORITY',
      'OUTGOING_RECIPIENT_UNKNOWN',
    ],
  },
  upload: {
    method: 'POST',
    path: '/api/outgoing/:documentId/files',
    permission: 'outgoing.draft',
    summary: 'A new version as a file, its PDF, or an attachment; screened first | Tải tệp dự thảo lên',
    params: documentParams,
    upload: true,
    query: z.object({
      /** draft: a new version; pdf: the pages of the latest Word version; attachment: kèm theo; scan: signed by hand */
      as: z.enum(['draft', 'pdf', 'attachment', 'scan']).default('draft'),
      classification: z.enum(['none', 'confidential', 'secret', 'top-secret']).default('none'),
    }),
    response: z.object({ items: z.array(z.object({ id: shapes.id, fileName: z.string() })) }),
    errors: ['OUTGOING_FILE_KIND', 'OUTGOING_PAGES_KIND', 'SECRECY_REFUSED'],
  },
  write: {
    method: 'POST',
    path: '/api/outgoing/:documentId/content',
    permission: 'outgoing.draft',
    summary: 'A new version written in the product | Lưu phiên bản soạn thảo',
    params: documentParams,
    body: z.object({ version, content: z.record(z.string(), z.unknown()), note: shapes.optionalText(300) }),
    response: moved.extend({ no: z.number(), errors: z.number(), warnings: z.number() }),
    errors: ['OUTGOING_STATE_CHANGED', 'OUTGOING_CONTENT_INVALID'],
  },
  content: {
    method: 'GET',
    path: '/api/outgoing/:documentId/content',
    permission: 'outgoing.read',
    summary: 'The content of a version, or the template to begin with | Nội dung để soạn thảo',
    params: documentParams,
    query: z.object({ no: z.coerce.number().int().min(1).optional() }),
    response: z.object({ content: z.record(z.string(), z.unknown()), isTemplate: z.boolean() }),
  },
  findings: {
    method: 'GET',
    path: '/api/outgoing/:documentId/versions/:no/findings',
    permission: 'outgoing.read',
    summary: 'What the form checker says of a version | Kết quả kiểm tra thể thức',
    params: documentParams.extend({ no: z.coerce.number().int().min(1) }),
    response: z.object({
      ruleSet: z.string().nullable(),
      findings: z.array(findingSchema),
      fault: z.string().nullable(),
    }),
  },
  findingPlaces: {
    method: 'GET',
    path: '/api/outgoing/:documentId/versions/:no/finding-places',
    permission: 'outgoing.read',
    summary: 'Where the findings of a version stand on its pages | Vị trí các lỗi thể thức trên trang',
    params: documentParams.extend({ no: z.coerce.number().int().min(1) }),
    response: z.object({
      /** In the order of the findings; null: of the whole document, or not found on the pages. */
      places: z.array(z.object({ page: z.number(), box: boxSchema }).nullable()),
    }),
  },
  fix: {
    method: 'POST',
    path: '/api/outgoing/:documentId/versions/:no/fix',
    permission: 'outgoing.draft',
    summary: 'Mends form by machine, giving a new version; the letters stay | Sửa thể thức tự động',
    params: documentParams.extend({ no: z.coerce.number().int().min(1) }),
    /** `only`: rules to mend, all that a machine can when left out; `paragraph`: in this place only. */
    body: z.object({
      version,
      only: z.array(z.string().max(60)).max(200).nullish(),
      paragraph: z.int().min(1).nullish(),
    }),
    response: moved.extend({ no: z.number(), fixed: z.array(z.string()), errors: z.number(), warnings: z.number() }),
    errors: ['OUTGOING_STATE_CHANGED', 'OUTGOING_VERSION_MISSING', 'OUTGOING_FILE_KIND'],
  },
  compare: {
    method: 'GET',
    path: '/api/outgoing/:documentId/compare',
    permission: 'outgoing.read',
    summary: 'Two versions side by side, by paragraphs | So sánh hai phiên bản',
    params: documentParams,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    response: z.object({
      rows: z.array(
        z.object({
          kind: z.enum(['same', 'changed', 'added', 'removed']),
          from: z.string().nullable(),
          to: z.string().nullable(),
          /** Words of a changed paragraph: kept, taken out, put in. */
          words: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })).nullable(),
        }),
      ),
    }),
  },
  pages: {
    method: 'GET',
    path: '/api/outgoing/:documentId/versions/:no/pages',
    permission: 'outgoing.read',
    summary: 'A version as PDF or Word | Bản PDF hoặc Word của một phiên bản',
    params: documentParams.extend({ no: z.coerce.number().int().min(1) }),
    query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf'), download: z.enum(['1']).optional() }),
    response: 'file',
    errors: ['OUTGOING_VERSION_MISSING', 'OUTGOING_NO_PAGES'],
  },
  withdraw: {
    method: 'POST',
    path: '/api/outgoing/:documentId/withdraw',
    permission: 'outgoing.draft',
    summary: 'The drafter takes it back from check or approval | Thu hồi về soạn thảo',
    params: documentParams,
    body: z.object({ version, words: shapes.optionalText(500) }),
    response: moved,
    errors: ['OUTGOING_STATE_CHANGED'],
  },
  abandon: {
    method: 'POST',
    path: '/api/outgoing/:documentId/abandon',
    permission: 'outgoing.draft',
    summary: 'Gives the draft up; a number that it had stays as a gap with the reason | Hủy dự thảo',
    params: documentParams,
    body: z.object({ version, reason: shapes.text(300) }),
    response: moved,
    errors: ['OUTGOING_STATE_CHANGED'],
  },
})
