/** The same step for several incoming documents, and reminders (đôn đốc). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'
import { directionBody } from './contract-shapes.ts'

export const manyErrors = defineErrors({
  INCOMING_NOT_YOURS_NOW: {
    status: 409,
    vi: 'Văn bản này lúc này không có việc đó cho vị trí của mình: đã làm rồi, chưa đến lượt, hoặc giao cho người khác.',
    en: 'There is nothing of that kind to do here for your post now: done already, not your turn yet, or given to somebody else.',
  },
  INCOMING_NO_PROPOSAL: {
    status: 409,
    vi: 'Văn phòng chưa đề xuất xử lý văn bản này: cần cho ý kiến riêng.',
    en: 'The office has proposed nothing for this document: it needs a direction of its own.',
  },
  INCOMING_REMINDED_TODAY: {
    status: 409,
    vi: 'Hôm nay đã đôn đốc văn bản này (đến nay {count} lần). Nếu vẫn cần nhắc nữa, chọn “Đôn đốc lại trong ngày”.',
    en: 'Reminded today already ({count} times so far). Choose “Remind again the same day” if it is needed.',
  },
  INCOMING_NOBODY_TO_REMIND: {
    status: 409,
    vi: 'Không có ai khác đang giữ việc của văn bản này để đôn đốc.',
    en: 'Nobody else has anything to do with this document now.',
  },
})

/** Items of one request: more at once would hold their rows too long. */
export const MOST_AT_ONCE = 200

const items = z
  .array(
    z.object({
      id: shapes.id,
      /** The version that the person saw; a list that does not know it leaves it out, then the state alone decides. */
      version: z.number().int().nullish(),
    }),
  )
  .min(1)
  .max(MOST_AT_ONCE)

const outcome = z.object({
  done: z.array(shapes.id),
  /** What could not be done, each with its reason; nothing of it was done in part. */
  failed: z.array(z.object({ id: shapes.id, code: z.string(), vi: z.string(), en: z.string() })),
})
export type Outcome = z.infer<typeof outcome>

export const many = defineContract('incoming', {
  receiveMany: {
    method: 'POST',
    path: '/api/incoming/many/receive',
    permission: 'incoming.handle',
    summary: 'Signs for several; answers what failed | Ký nhận nhiều văn bản',
    body: z.object({ items }),
    response: outcome,
  },
  completeMany: {
    method: 'POST',
    path: '/api/incoming/many/complete',
    permission: 'incoming.handle',
    summary: 'Finishes several with the same result; answers what failed | Kết thúc xử lý nhiều văn bản',
    body: z.object({ items, result: shapes.text(1000) }),
    response: outcome,
  },
  assignMany: {
    method: 'POST',
    path: '/api/incoming/many/assign',
    permission: 'incoming.assign',
    summary: 'Gives several to the same lead; answers what failed | Chuyển xử lý nhiều văn bản',
    body: z.object({ items, direction: directionBody }),
    response: outcome,
    errors: ['INCOMING_NEEDS_LEAD', 'INCOMING_RECIPIENT_UNKNOWN', 'INCOMING_DUE_PAST'],
  },
  directMany: {
    method: 'POST',
    path: '/api/incoming/many/direct',
    permission: 'incoming.direct',
    summary: 'Directs several that wait, with the same words or each as proposed | Chỉ đạo nhiều văn bản',
    body: z.object({
      items,
      /** Left out: each as the office proposed. */
      direction: directionBody.nullish(),
    }),
    response: outcome,
    errors: ['INCOMING_NEEDS_LEAD', 'INCOMING_RECIPIENT_UNKNOWN', 'INCOMING_DUE_PAST'],
  },
  printChosen: {
    method: 'GET',
    path: '/api/incoming/many/list',
    permission: 'incoming.read',
    summary: 'The chosen documents as a list to print or to go on with; on record | In, xuất các văn bản đã chọn',
    query: z.object({
      /** Ids with commas between. */
      ids: z.string().regex(new RegExp(`^[0-9a-f-]{36}(?:,[0-9a-f-]{36}){0,${MOST_AT_ONCE - 1}}$`)),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
    }),
    response: 'file',
  },
  remindMany: {
    method: 'POST',
    path: '/api/incoming/many/remind',
    permission: 'incoming.chase',
    summary: 'Reminds whoever has the work, once a day unless insisted | Đôn đốc',
    body: z.object({
      items,
      words: shapes.optionalText(500),
      /** Again on the same day. */
      isInsisted: z.boolean().default(false),
    }),
    response: outcome,
  },
})
