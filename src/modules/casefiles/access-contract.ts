/** Rights on one file over HTTP, in the shapes of those on documents (decision 0021). Universal. */
import { z } from 'zod'
import {
  accessAnswer,
  accessAsked,
  accessDecision,
  accessWish,
  askErrors,
  changeParams,
  decisionErrors,
} from '#modules/records/access-contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'

const fileParams = z.object({ fileId: shapes.id })

export const fileAccess = defineContract('casefiles', {
  access: {
    method: 'GET',
    path: '/api/files/:fileId/access',
    permission: 'casefiles.read',
    summary: 'Who sees a file and why, changes of rights | Quyền truy cập hồ sơ',
    params: fileParams,
    response: accessAnswer.extend({
      /** Documents of the file that may be narrowed along with it, for whoever may ask. */
      narrowable: z.number(),
      /** Documents that wait with the change that waits. */
      along: z.number(),
    }),
  },
  askAccess: {
    method: 'POST',
    path: '/api/files/:fileId/access',
    permission: 'casefiles.ask-access',
    summary: 'Asks for a change of rights on a file | Đề nghị thay đổi quyền truy cập hồ sơ',
    params: fileParams,
    body: accessWish.extend({
      /** Narrows its documents along, to the same list and who makes the file; never opens any. */
      withDocuments: z.boolean().default(false),
    }),
    response: accessAsked.extend({ documents: z.number() }),
    errors: [...askErrors],
  },
  decideAccess: {
    method: 'POST',
    path: '/api/files/access-changes/:changeId/decision',
    permission: 'records.confirm-access',
    summary: 'Confirms or refuses a change of rights on a file | Xác nhận thay đổi quyền truy cập hồ sơ',
    params: changeParams,
    body: accessDecision,
    response: z.object({ state: z.enum(['confirmed', 'refused']), documents: z.number() }),
    errors: [...decisionErrors],
  },
  withdrawAccess: {
    method: 'POST',
    path: '/api/files/access-changes/:changeId/withdrawal',
    permission: 'casefiles.ask-access',
    summary: 'Takes a waiting change of rights on a file back | Rút đề nghị thay đổi quyền truy cập hồ sơ',
    params: changeParams,
    response: z.object({ state: z.literal('withdrawn') }),
    errors: ['RECORDS_ACCESS_DECIDED'],
  },
})
