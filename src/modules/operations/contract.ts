/** What the room operations offers over HTTP. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const byId = z.object({ id: shapes.id })
const words = z.object({ vi: z.string(), en: z.string() })

export const noticeLine = z.object({
  id: shapes.id,
  kind: z.string(),
  /** The sentence in both languages, facts filled in. */
  text: words,
  /** Address below `/p/<post>/`, or null. */
  link: z.string().nullable(),
  subject: z.object({ type: z.string(), id: shapes.id.nullable() }),
  createdAt: shapes.instant,
  isRead: z.boolean(),
})
export type NoticeLine = z.infer<typeof noticeLine>

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const jobLine = z.object({
  id: shapes.id,
  name: z.string(),
  title: z.string().nullable(),
  state: z.enum(jobStates),
  done: z.int(),
  /** Null: unknown. */
  total: z.int().nullable(),
  words: z.string().nullable(),
  error: z.string().nullable(),
  /** Title and holder of the post that started it; null for the installation's own. */
  startedBy: z.string().nullable(),
  isOwn: z.boolean(),
  isCancelRequested: z.boolean(),
  createdAt: shapes.instant,
  startedAt: shapes.instant.nullable(),
  finishedAt: shapes.instant.nullable(),
  abilities: z.object({ cancel: z.boolean() }),
})
export type JobLine = z.infer<typeof jobLine>

export const checkLine = z.object({
  id: z.string(),
  state: z.enum(['good', 'warning', 'bad', 'unknown']),
  title: words,
  /** What was found, and what to do about it. */
  text: words,
})
export type CheckLine = z.infer<typeof checkLine>

export const operations = defineContract('operations', {
  notices: {
    method: 'GET',
    path: '/api/operations/notices',
    permission: 'operations.own',
    summary: 'Notices for the acting post, newest first | Thông báo của vị trí đang làm việc',
    query: z.object({ unread: z.stringbool().optional(), after: shapes.id.optional() }),
    response: shapes.page(noticeLine),
  },
  countNotices: {
    method: 'GET',
    path: '/api/operations/notices/count',
    permission: 'operations.own',
    summary: 'Unread notices, up to 100 | Số thông báo chưa đọc, đến 100',
    response: z.object({ unread: z.int() }),
  },
  readNotices: {
    method: 'POST',
    path: '/api/operations/notices/read',
    permission: 'operations.own',
    summary: 'Marks notices as read; without ids all of them | Đánh dấu đã đọc',
    body: z.object({ ids: z.array(shapes.id).max(200).optional() }),
    response: z.object({ read: z.int() }),
  },
  jobs: {
    method: 'GET',
    path: '/api/operations/jobs',
    permission: 'operations.own',
    summary: 'Jobs: own ones; an administrator sees those of the organisation | Việc nền',
    query: z.object({
      state: z.enum(jobStates).optional(),
      mine: z.stringbool().optional(),
      after: shapes.id.optional(),
    }),
    response: shapes.page(jobLine),
  },
  job: {
    method: 'GET',
    path: '/api/operations/jobs/:id',
    permission: 'operations.own',
    summary: 'One job with its report | Một việc nền và báo cáo',
    params: byId,
    response: jobLine.extend({ report: z.record(z.string(), z.unknown()).nullable() }),
  },
  cancelJob: {
    method: 'POST',
    path: '/api/operations/jobs/:id/cancel',
    permission: 'operations.own',
    summary: 'Asks a job to stop | Hủy việc nền',
    params: byId,
    response: z.object({ state: z.enum(jobStates) }),
    errors: ['OPERATIONS_JOB_OVER'],
  },
  health: {
    method: 'GET',
    path: '/api/operations/health',
    permission: 'operations.health',
    summary: 'The checks of `vankho doctor` | Kiểm tra sức khỏe hệ thống',
    response: z.object({ at: shapes.instant, isGood: z.boolean(), checks: z.array(checkLine) }),
  },
})
