/** Rights on one record over HTTP: who sees it, asking for a change, confirming or refusing it. Of documents here; rooms above use the shapes for theirs. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const accessErrors = defineErrors({
  RECORDS_ACCESS_PENDING: {
    status: 409,
    vi: 'Đang có một đề nghị đổi quyền chờ xác nhận; xin chờ kết quả hoặc rút đề nghị đó.',
    en: 'A change of rights is waiting already; wait for it, or withdraw it.',
  },
  RECORDS_ACCESS_SAME: {
    status: 422,
    vi: 'Quyền truy cập đề nghị giống hệt hiện tại: không có gì để đổi.',
    en: 'The rights asked for are the present ones: there is nothing to change.',
  },
  RECORDS_ACCESS_UNTIL: {
    status: 422,
    vi: 'Ngày hết hạn {day} đã qua; hãy chọn hôm nay hoặc một ngày sau.',
    en: 'The last day {day} is past; choose today or a later day.',
  },
  RECORDS_ACCESS_MEMBER: {
    status: 422,
    vi: 'Một người hoặc đơn vị trong danh sách không còn ở cơ quan này; hãy bỏ ra rồi gửi lại.',
    en: 'A person or unit of the list is no longer of this organisation; take it out and send again.',
  },
  RECORDS_ACCESS_DECIDED: {
    status: 409,
    vi: 'Đề nghị này đã được giải quyết ({name}).',
    en: 'This request has been dealt with ({name}).',
  },
  RECORDS_ACCESS_REASON: {
    status: 422,
    vi: 'Từ chối thì phải ghi lý do.',
    en: 'A refusal needs a reason.',
  },
  RECORDS_ACCESS_NARROWED: {
    status: 409,
    vi: 'Văn bản đang được giới hạn quyền truy cập: bỏ giới hạn (mục Quyền truy cập) rồi mới phổ biến được.',
    en: 'The document is narrowed to a list: lift that (under Access) before opening it to all.',
  },
})

const member = z.object({ kind: z.enum(['post', 'unit']), id: shapes.id })
const named = member.extend({
  name: z.string(),
  /** Title of the post; of a unit null. */
  title: z.string().nullable(),
})
export type NamedMember = z.infer<typeof named>

const access = z.object({
  isNarrowed: z.boolean(),
  members: z.array(named),
  /** Last day on which the list holds. */
  until: shapes.day.nullable(),
})
export type AccessView = z.infer<typeof access>

const deed = z.object({ at: shapes.instant, name: z.string(), title: z.string().nullable() })

const change = z.object({
  id: shapes.id,
  state: z.enum(['pending', 'confirmed', 'refused', 'withdrawn', 'ended']),
  before: access,
  after: access,
  reason: z.string(),
  asked: deed,
  /** Who confirmed, refused or withdrew it. */
  decided: deed.nullable(),
  words: z.string().nullable(),
  /** When the list that it put in force lapsed. */
  endedAt: shapes.instant.nullable(),
})
export type AccessChange = z.infer<typeof change>

/** Why somebody sees it: by the role of the post, named on the list, was given the work, open to the whole office. */
const why = z.enum(['role', 'list', 'given', 'all'])

const reader = z.object({
  kind: z.enum(['post', 'unit', 'all']),
  id: shapes.id,
  name: z.string(),
  title: z.string().nullable(),
  why,
  /** The role that sees it, where `why` is `role`. */
  role: z.string().nullable(),
})
export type Reader = z.infer<typeof reader>

export const accessAbilities = ['ask', 'decide', 'withdraw'] as const

const documentParams = z.object({ documentId: shapes.id })
export const changeParams = z.object({ changeId: shapes.id })

/** What a page tells of the rights on a record. */
export const accessAnswer = z.object({
  now: access,
  readers: z.array(reader),
  /** Who was given it and may not see it while it is narrowed. */
  kept: z.array(reader),
  pending: change.nullable(),
  /** Newest first, the waiting one too; at most a hundred. */
  history: z.array(change),
  abilities: z.array(z.enum(accessAbilities)),
})
export type AccessAnswer = z.infer<typeof accessAnswer>

/** What is asked for. */
export const accessWish = z.object({
  isNarrowed: z.boolean(),
  members: z.array(member).max(50),
  until: shapes.day.nullable().default(null),
  reason: shapes.text(500),
})
export const accessAsked = z.object({
  changeId: shapes.id,
  /** Confirmed at once: asked for by the competent person. */
  isConfirmed: z.boolean(),
})
export const accessDecision = z.object({
  isConfirmed: z.boolean(),
  words: z.string().trim().max(500).nullable().default(null),
})
export const askErrors = [
  'RECORDS_ACCESS_PENDING',
  'RECORDS_ACCESS_SAME',
  'RECORDS_ACCESS_UNTIL',
  'RECORDS_ACCESS_MEMBER',
] as const
export const decisionErrors = ['RECORDS_ACCESS_DECIDED', 'RECORDS_ACCESS_REASON', 'RECORDS_ACCESS_UNTIL'] as const

export const documentAccess = defineContract('records', {
  access: {
    method: 'GET',
    path: '/api/records/documents/:documentId/access',
    permission: 'records.read',
    summary: 'Who sees a document and why, changes of rights | Quyền truy cập văn bản',
    params: documentParams,
    response: accessAnswer,
  },
  askAccess: {
    method: 'POST',
    path: '/api/records/documents/:documentId/access',
    permission: 'records.ask-access',
    summary: 'Asks for a change of rights on a document | Đề nghị thay đổi quyền truy cập',
    params: documentParams,
    body: accessWish,
    response: accessAsked,
    errors: [...askErrors],
  },
  decideAccess: {
    method: 'POST',
    path: '/api/records/access-changes/:changeId/decision',
    permission: 'records.confirm-access',
    summary: 'Confirms or refuses a change of rights | Xác nhận thay đổi quyền truy cập',
    params: changeParams,
    body: accessDecision,
    response: z.object({ state: z.enum(['confirmed', 'refused']) }),
    errors: [...decisionErrors],
  },
  withdrawAccess: {
    method: 'POST',
    path: '/api/records/access-changes/:changeId/withdrawal',
    permission: 'records.ask-access',
    summary: 'Takes a waiting change of rights back | Rút đề nghị thay đổi quyền truy cập',
    params: changeParams,
    response: z.object({ state: z.literal('withdrawn') }),
    errors: ['RECORDS_ACCESS_DECIDED'],
  },
})
