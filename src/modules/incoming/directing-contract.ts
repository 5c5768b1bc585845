/** What helps to write a direction: who led like documents, and the words that are used again. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'

/** One phrase of direction (câu bút phê). */
const phrase = z.string().trim().min(1).max(200)

/** Whose list: the office's, which everybody sees, or the acting post's own additions. */
export const phraseOwners = ['office', 'own'] as const

export const leadSchema = z.object({
  postId: shapes.id.nullable(),
  unitId: shapes.id.nullable(),
  name: z.string(),
  title: z.string().nullable(),
  /** Led so many of the like documents. */
  count: z.number(),
  /** Like documents in all, among those directed lately. */
  of: z.number(),
  /** What makes them like this one. */
  by: z.enum(['issuer-and-type', 'issuer', 'type']),
})
export type SuggestedLead = z.infer<typeof leadSchema>

export const directing = defineContract('incoming', {
  suggestLead: {
    method: 'GET',
    path: '/api/incoming/:documentId/leads',
    permission: 'incoming.suggest-lead',
    summary: 'Who led documents of the same issuer and type before | Gợi ý chủ trì theo văn bản tương tự',
    params: z.object({ documentId: shapes.id }),
    response: z.object({ items: z.array(leadSchema) }),
  },
  phrases: {
    method: 'GET',
    path: '/api/incoming/phrases',
    permission: 'incoming.read',
    summary: 'Usual words of direction, of the office and one’s own | Câu bút phê thường dùng',
    response: z.object({ office: z.array(z.string()), own: z.array(z.string()), mayChangeOffice: z.boolean() }),
  },
  setPhrases: {
    method: 'PUT',
    path: '/api/incoming/phrases',
    permission: 'incoming.phrases',
    summary: 'Keeps a list of usual words of direction | Lưu câu bút phê thường dùng',
    body: z.object({ owner: z.enum(phraseOwners), phrases: z.array(phrase).max(40) }),
    response: z.object({ phrases: z.array(z.string()) }),
  },
})
