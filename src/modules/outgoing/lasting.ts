/** Issued files that stay verifiable for good: validation data and an archive timestamp over all, renewed in time (PAdES B-LTA). */
import { mediaTypes } from '#engines/compose/index.ts'
import { type ComponentRow, componentsOfDocument, insertComponent } from '#modules/records/index.ts'
import { defineRenewalOwner } from '#modules/signatures/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { findPaper } from './store.ts'

/** Files that the agency signed: the one issued, and attachments with a file of their own (each derived from what was uploaded). */
export function sealedFiles(components: readonly ComponentRow[], sealedId: string | null): ComponentRow[] {
  const parent = (one: ComponentRow) => components.find((each) => each.id === one.derived_from)
  const isSealedAttachment = (one: ComponentRow): boolean => {
    const from = one.role === 'attachment' ? parent(one) : undefined
    return from?.role === 'attachment' && from.derived_from === null
  }
  return components.filter((one) => one.id === sealedId || isSealedAttachment(one))
}

/** Files that were made of a sealed one to last, each of the one before it; the newest is the last. Signed copies of it are none. */
export function lastingOf(components: readonly ComponentRow[], sealed: ComponentRow): ComponentRow[] {
  const made: ComponentRow[] = []
  for (let at = sealed.id; ; ) {
    const next = components.find((one) => one.derived_from === at && one.role === sealed.role)
    if (!next) return made
    made.push(next)
    at = next.id
  }
}

/** Keeps a lasting file beside the one that it was made of. @returns its id */
export function keepLasting(ctx: ActionContext, from: ComponentRow, stored: { sha256: string; size: number }): string {
  const id = newId()
  insertComponent(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    id,
    documentId: from.document_id!,
    role: from.role,
    position: from.position,
    fileName: from.file_name,
    mediaType: mediaTypes.pdf,
    ...stored,
    pageCount: from.page_count,
    findings: [],
    derivedFrom: from.id,
    derivation: { kind: 'lasting' },
    now: ctx.now,
    createdBy: ctx.actor.postId ?? ctx.actor.organizationId,
  })
  return id
}

/** The newest lasting file and the document it belongs to, when it is this room's; null otherwise. */
async function ownLasting(ctx: ActionContext, componentId: string, documentId: string | null) {
  const { organizationId } = ctx.actor
  const paper = documentId ? await findPaper(ctx.tx, organizationId, documentId, 'look') : null
  if (!paper?.sealed_id) return null
  const components = await componentsOfDocument(ctx.tx, organizationId, paper.document_id)
  return (
    sealedFiles(components, paper.sealed_id)
      .map((one) => lastingOf(components, one).at(-1))
      .find((one) => one?.id === componentId) ?? null
  )
}

defineRenewalOwner({
  name: 'outgoing',
  owns: async (ctx, file) => (await ownLasting(ctx, file.componentId, file.documentId)) !== null,
  async keep(ctx, { componentId, documentId, sha256, size }) {
    const from = await ownLasting(ctx, componentId, documentId)
    return from ? keepLasting(ctx, from, { sha256, size }) : null
  },
})
