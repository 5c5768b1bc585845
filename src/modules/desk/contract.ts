/** The desk: what is to do, for whom, until when; across the rooms that give work. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const deskErrors = defineErrors({
  DESK_CURSOR_INVALID: {
    status: 422,
    vi: 'Trang danh sách không còn đúng; xin tải lại danh sách.',
    en: 'This page of the list no longer fits; load the list again.',
  },
})

export const taskKinds = [
  'direct',
  'handle',
  'cooperate',
  'inform',
  'decide-extension',
  'received-back',
  'confirm-access',
  'redraft',
  'check-content',
  'check-form',
  'approve',
  'sign',
  'number',
  'seal',
  'issue',
  'give-opinion',
] as const
/** Steps of an outgoing document: one at a time, whoever holds it. */
export const wayKinds = [
  'redraft',
  'check-content',
  'check-form',
  'approve',
  'sign',
  'number',
  'seal',
  'issue',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** Groups of My work. `waiting`: what this post gave to others and is not finished. */
export const groups = ['today', 'overdue', 'waiting', 'new', 'all'] as const
export type Group = (typeof groups)[number]

export const taskSchema = z.object({
  id: shapes.id,
  kind: z.enum(taskKinds),
  /** Room of the subject, `incoming` or `outgoing`: subjectId is the document. */
  subjectType: z.string(),
  subjectId: shapes.id,
  assignmentId: shapes.id.nullable(),
  symbol: z.string().nullable(),
  subject: z.string(),
  arrivalNumber: z.number().nullable(),
  /** 0 normal … 3 most urgent. */
  urgency: z.number(),
  from: z.object({ postId: shapes.id.nullable(), name: z.string() }),
  /** Words of direction, of the submission, or the reason for giving back or asking for more time. */
  words: z.string().nullable(),
  dueDate: shapes.day.nullable(),
  /** Working days left; negative = overdue. */
  daysLeft: z.number().nullable(),
  since: shapes.instant,
  isNew: z.boolean(),
  /** Given to a unit: the acting post sees it as its head. */
  isForUnit: z.boolean(),
  /** Who has it: person and title, or the unit. */
  holder: z.string().nullable(),
  /** So often whoever has it was reminded (đôn đốc); null: never. */
  reminders: z.object({ count: z.number(), lastAt: shapes.instant }).nullable(),
  /** Co-operating posts and units of the subject: how many have finished, of how many. Null without any. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
})
export type Task = z.infer<typeof taskSchema>

const page = { after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }

export const desk = defineContract('desk', {
  myWork: {
    method: 'GET',
    path: '/api/desk/work',
    permission: 'desk.read',
    summary: 'Work of the acting post and of the units that it heads | Việc của tôi',
    query: z.object({ group: z.enum(groups).default('all'), ...page }),
    response: shapes.page(taskSchema),
    errors: ['DESK_CURSOR_INVALID'],
  },
  counts: {
    method: 'GET',
    path: '/api/desk/counts',
    permission: 'desk.read',
    summary: 'Counts of the groups and of the leader’s queue, capped | Số việc theo nhóm',
    response: z.object({
      groups: z.object({
        today: z.number(),
        overdue: z.number(),
        waiting: z.number(),
        new: z.number(),
        all: z.number(),
      }),
      /** Documents that wait for this post’s direction. */
      inbox: z.number(),
      cap: z.number(),
    }),
  },
  inbox: {
    method: 'GET',
    path: '/api/desk/inbox',
    permission: 'desk.read',
    summary: 'Documents waiting for direction: urgency first, then the oldest | Văn bản chờ chỉ đạo',
    query: z.object(page),
    response: shapes.page(taskSchema),
    errors: ['DESK_CURSOR_INVALID'],
  },
  beside: {
    method: 'GET',
    path: '/api/desk/inbox/:subjectId/beside',
    permission: 'desk.read',
    summary: 'The document before and after one in the queue | Văn bản trước và sau trong hàng chờ',
    params: z.object({ subjectId: shapes.id }),
    response: z.object({
      previous: shapes.id.nullable(),
      next: shapes.id.nullable(),
      left: z.number(),
      cap: z.number(),
    }),
  },
  team: {
    method: 'GET',
    path: '/api/desk/team',
    permission: 'desk.team',
    summary: 'Open and overdue work of the units that the post heads, by person | Việc của đơn vị',
    response: z.object({
      units: z.array(z.object({ unitId: shapes.id, name: z.string() })),
      members: z.array(
        z.object({
          kind: z.enum(['post', 'unit']),
          id: shapes.id,
          name: z.string(),
          title: z.string().nullable(),
          open: z.number(),
          overdue: z.number(),
        }),
      ),
    }),
  },
  teamWork: {
    method: 'GET',
    path: '/api/desk/team/work',
    permission: 'desk.team',
    summary: 'Open work of the units that the post heads, or of one member | Việc đang mở của đơn vị',
    query: z.object({ holderId: shapes.id.optional(), overdue: z.stringbool().optional(), ...page }),
    response: shapes.page(taskSchema),
    errors: ['DESK_CURSOR_INVALID'],
  },
  rebuild: {
    method: 'POST',
    path: '/api/desk/rebuild',
    permission: 'desk.rebuild',
    summary: 'Makes the list of work again from the documents | Lập lại danh sách việc',
    response: z.object({ jobId: shapes.id }),
  },
})
