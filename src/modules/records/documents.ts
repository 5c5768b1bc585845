/** What other rooms may do with documents: the store's functions by name, with the rules applied. */
import { headsOfUnit, type NamedRecipient } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { foldedText, identityKey } from './rules.ts'
import * as store from './store.ts'
import type { DocumentFields } from './types.ts'

export { findDocument, findDuplicates, grant, insertRelation, isVisible, relationsOf, revokeAll } from './store.ts'
export {
  addFinding,
  componentsMadeOf,
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

/** Opens many documents to posts and to the heads of units at once. @param reason a word kept with the grants */
export function openManyTo(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'now'>,
  documentIds: readonly string[],
  to: { readonly posts: readonly string[]; readonly units?: readonly string[] },
  reason: string,
): void {
  const { organizationId, postId } = ctx.actor
  store.grantMany(ctx.tx, {
    organizationId,
    documentIds,
    to: [
      ...to.posts.map((id) => ({ kind: 'post' as const, id })),
      ...(to.units ?? []).map((id) => ({ kind: 'unit' as const, id })),
    ],
    reason,
    now: ctx.now,
    by: postId,
  })
}

/** Opens a document to those it is given to, and to the heads of their units (decisions 2). @param reason a word kept with the grant */
export async function openTo(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'now' | 'today'>,
  documentId: string,
  recipients: readonly Pick<NamedRecipient, 'postId' | 'unitId' | 'inUnit'>[],
  reason: string,
): Promise<void> {
  const { organizationId, postId } = ctx.actor
  const base = { organizationId, documentId, reason, now: ctx.now, by: postId }
  const known = (ids: readonly (string | null)[]) => ids.filter((id): id is string => id !== null)
  store.grant(ctx.tx, { ...base, kind: 'post', granteeIds: known(recipients.map((one) => one.postId)) })
  store.grant(ctx.tx, { ...base, kind: 'unit', granteeIds: known(recipients.map((one) => one.inUnit)) })
  // A unit without a head of its own is answered for by the unit above: its heads must see the work.
  for (const { unitId } of recipients) {
    if (!unitId) continue
    const heads = await headsOfUnit(ctx.tx, organizationId, unitId, ctx.today)
    store.grant(ctx.tx, { ...base, kind: 'post', granteeIds: heads.map((head) => head.id) })
  }
}
