/** Who leaves a post hands over all files that he made (NĐ 30/2020 Đ31.3đ): whose they are, which, and the paper of it. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'

export const leaverSchema = z.object({
  postId: shapes.id,
  name: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  lastDay: shapes.day,
  isOver: z.boolean(),
  /** Who takes over; null: nobody was named, the files stay with the post that ended. */
  successor: z.string().nullable(),
  /** Files that he still makes, and those that went to his successor. */
  inHand: z.number(),
  given: z.number(),
})
export type Leaver = z.infer<typeof leaverSchema>

const leftFile = z.object({
  fileId: shapes.id,
  symbol: z.string(),
  /** Empty where `isHidden`. */
  title: z.string(),
  /** Narrowed to a list without the reader. */
  isHidden: z.boolean(),
  state: z.enum(['open', 'closed', 'submitted', 'returned', 'accepted']),
  items: z.number(),
  startsOn: shapes.day.nullable(),
  endsOn: shapes.day.nullable(),
  retention: z.string().nullable(),
  medium: z.enum(['electronic', 'paper', 'mixed']),
  /** Who has it now; null: still his. */
  givenTo: z.string().nullable(),
})
export type LeftFile = z.infer<typeof leftFile>

const params = z.object({ postId: shapes.id })

export const leaving = defineContract('transfer', {
  leavers: {
    method: 'GET',
    path: '/api/transfers/leavers',
    permission: 'transfer.read',
    summary: 'Posts that end or ended, with the files of their holders | Người thôi giữ vị trí và hồ sơ phải bàn giao',
    query: z.object({
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: z.object({ items: z.array(leaverSchema), next: z.string().nullable() }),
  },
  leaver: {
    method: 'GET',
    path: '/api/transfers/leavers/:postId',
    permission: 'transfer.read',
    summary: 'The files that somebody who leaves hands over | Hồ sơ mà người thôi giữ vị trí bàn giao',
    params,
    response: z.object({ leaver: leaverSchema, files: z.array(leftFile) }),
  },
  printLeaver: {
    method: 'GET',
    path: '/api/transfers/leavers/:postId/print',
    permission: 'transfer.read',
    summary: 'The record of it for both to sign | In biên bản bàn giao hồ sơ, tài liệu',
    params,
    query: z.object({ format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf') }),
    response: 'file',
  },
})
