import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { accessSubject, mayAsk } from '../access.ts'
import { documentAccess } from '../access-contract.ts'
import { askFor } from '../access-life.ts'
import { lockDocument } from '../store-access.ts'

/** Asks for other rights on a document (NĐ 30/2020 PL VI III.3b, c). */
export const askAccess = action(documentAccess.askAccess, {
  async load({ tx, actor }, { documentId }) {
    const document = await lockDocument(tx, actor, documentId)
    if (!document) throw new AppError('PLATFORM_NOT_FOUND')
    return document
  },
  allow: mayAsk,
  run: (ctx, wish, document) => askFor(ctx, accessSubject(document), wish),
})
