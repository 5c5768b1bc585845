import { insertComponent } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { Suggestion } from './contract.ts'
import { readKnownJob } from './jobs.ts'
import { addComponents, insertItem, moveItem } from './store.ts'

/** A file of a document that came from another organisation: its bytes lie in the store already. */
export interface ArrivedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly pageCount: number | null
  readonly role: 'main' | 'attachment'
}

/** What the sender's own record says of the document: certain, so nothing is to be read from the page. */
export type ArrivedFields = Pick<
  Suggestion,
  | 'typeName'
  | 'typeCode'
  | 'codeNumber'
  | 'codeNotation'
  | 'issuedDate'
  | 'place'
  | 'issuerName'
  | 'subject'
  | 'signerName'
  | 'signerPosition'
  | 'urgency'
  | 'toPlaces'
  | 'pageAmount'
>

const FORM_FIELDS = [
  'typeName',
  'codeNumber',
  'codeNotation',
  'issuedDate',
  'place',
  'issuerName',
  'subject',
  'signerName',
] as const

/**
 * Puts a document that was sent by another organisation into the agency registry's tray, ready to be registered, its form filled in. It
 * was screened where it was made (decisions 16).
 * @returns the item's id
 */
export async function receiveArrival(
  ctx: ActionContext,
  from: string,
  title: string,
  fields: ArrivedFields,
  files: readonly ArrivedFile[],
): Promise<string> {
  const { organizationId } = ctx.actor
  const itemId = newId()
  const componentIds: string[] = []
  for (const [position, file] of files.entries()) {
    const id = newId()
    insertComponent(ctx.tx, {
      ...file,
      organizationId,
      id,
      position,
      findings: [],
      now: ctx.now,
      createdBy: organizationId,
    })
    componentIds.push(id)
  }
  const base = { organizationId, id: itemId, source: 'exchange' as const, now: ctx.now, createdBy: organizationId }
  await insertItem(ctx.tx, { ...base, state: 'ready', title, createdByName: from })
  await addComponents(ctx.tx, organizationId, itemId, componentIds)
  const sure = (value: string | null) => ({ value, confidence: value === null ? 0 : 1, page: null, box: null })
  const suggestion: Suggestion = {
    ...fields,
    parentIssuerName: null,
    citations: [],
    fields: Object.fromEntries(FORM_FIELDS.map((name) => [name, sure(fields[name])])),
    isOcr: false,
  }
  await moveItem(ctx.tx, organizationId, itemId, { from: ['ready'], to: 'ready', suggestion })
  if (componentIds.length > 0) ctx.enqueue(readKnownJob, { componentIds })
  return itemId
}

/** Takes an arrival that nobody has registered out of the tray again. @returns false: it was registered, or is gone */
export async function withdrawArrival(ctx: ActionContext, itemId: string, reason: string): Promise<boolean> {
  const moved = await moveItem(ctx.tx, ctx.actor.organizationId, itemId, { from: ['ready'], to: 'discarded', reason })
  return moved !== null
}
