/** What other rooms may do with documents: the store's functions by name, with the rules applied. */
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { foldedText, identityKey } from './rules.ts'
import * as store from './store.ts'
import type { DocumentFields } from './types.ts'

export { findDocument, findDuplicates, grant, insertRelation, isVisible, relationsOf, revokeAll } from './store.ts'
export {
  componentsOfDocument,
  documentsWithText,
  findComponents,
  findVisibleComponent,
  insertComponent,
  moveWaiting,
  putDerivative,
  setComponentRole,
  takeComponents,
} from './store-components.ts'

/** Makes a document's record. @returns its id */
export function createDocument(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'now'>,
  direction: 'incoming' | 'outgoing' | 'internal',
  fields: DocumentFields,
): string {
  const id = newId()
  store.insertDocument(ctx.tx, {
    ...fields,
    organizationId: ctx.actor.organizationId,
    id,
    direction,
    folded: foldedText(fields),
    identityKey: identityKey(fields),
    now: ctx.now,
    createdBy: ctx.actor.postId ?? ctx.actor.organizationId,
  })
  return id
}

/** Corrects a document's metadata; the caller records before and after. */
export function correctDocument(ctx: Pick<ActionContext, 'tx' | 'actor'>, id: string, fields: DocumentFields): void {
  store.updateDocument(ctx.tx, ctx.actor.organizationId, id, {
    ...fields,
    folded: foldedText(fields),
    identityKey: identityKey(fields),
  })
}
