/** Signing authority: which post signs which types, in which form, on what basis and until when (NĐ 30/2020 Đ13). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { made } from './shapes.ts'

/** `TM` on behalf of a collective, `Q` acting, `KT` for the head, `TL` by order, `TUQ` by authorisation (PL I.II.7). */
export const signingForms = ['TM', 'Q', 'KT', 'TL', 'TUQ'] as const

export const authorityForms = z.array(z.object({ form: z.enum(signingForms), of: shapes.text(200) })).max(3)

export const authorityLine = z.object({
  id: shapes.id,
  postId: shapes.id,
  name: z.string(),
  /** Title of the post today. */
  title: z.string(),
  authority: authorityForms,
  /** Title as it is printed; null where the forms name it already (`Q. GIÁM ĐỐC`). */
  position: z.string().nullable(),
  /** Codes of document types; null: all. */
  types: z.array(z.string()).nullable(),
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  basis: z.string(),
  givenBy: z.string(),
  endedAt: shapes.instant.nullable(),
  endReason: z.string().nullable(),
})
export type AuthorityLine = z.infer<typeof authorityLine>

export const signingAuthority = defineContract('people', {
  listAuthorities: {
    method: 'GET',
    path: '/api/people/signing-authorities',
    permission: 'people.read',
    summary: 'Who signs what, in force or to come first | Thẩm quyền ký',
    query: z.object({ postId: shapes.id.optional() }),
    response: z.object({ items: z.array(authorityLine) }),
  },
  giveAuthority: {
    method: 'POST',
    path: '/api/people/signing-authorities',
    permission: 'people.give-authority',
    summary: 'Records who may sign what, in which form (Đ13) | Ghi thẩm quyền ký',
    body: z.object({
      postId: shapes.id,
      authority: authorityForms,
      position: shapes.optionalText(200),
      types: z.array(z.string().max(40)).min(1).max(60).nullable().default(null),
      validFrom: shapes.day,
      validTo: shapes.day.nullable().default(null),
      basis: shapes.text(500),
    }),
    response: made,
    errors: [
      'PEOPLE_AUTHORITY_NEEDS_END',
      'PEOPLE_AUTHORITY_FORM',
      'PEOPLE_AUTHORITY_PASSED_ON',
      'PEOPLE_DAYS_ORDER',
      'PEOPLE_SELF_GRANT',
      'PEOPLE_SUCCESSOR_INVALID',
    ],
  },
  endAuthority: {
    method: 'POST',
    path: '/api/people/signing-authorities/:id/end',
    permission: 'people.give-authority',
    summary: 'Ends a signing authority at once | Chấm dứt thẩm quyền ký',
    params: z.object({ id: shapes.id }),
    body: z.object({ reason: shapes.text(300) }),
    response: made,
  },
})
