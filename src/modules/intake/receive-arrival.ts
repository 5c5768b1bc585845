import { insertComponent } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { IntakeItem, Suggestion } from './contract.ts'
import { readKnownJob, screenJob } from './jobs.ts'
import { addComponents, discardWaiting, insertItem, moveItem } from './store.ts'
import { keepName, wipeWaiting } from './waiting-file.ts'

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
  await moveItem(ctx.tx, organizationId, itemId, { from: ['ready'], to: 'ready', suggestion: suggestionFrom(fields) })
  if (componentIds.length > 0) ctx.enqueue(readKnownJob, { componentIds })
  return itemId
}

/** A file of a document that came from another installation: it lies in quarantine, as nobody here has screened it. */
export interface ForeignFile {
  readonly fileName: string
  readonly size: number
  /** Its name in the quarantine folder, never a path. */
  readonly quarantine: string
  readonly role: 'main' | 'attachment'
}

/**
 * Puts a document of another installation into the agency registry's tray, its form filled in. Its files are screened one by one; the item
 * is ready when none of them waits any more. Where one is held back for a secret, what the form said of it goes, too.
 * @param vouched whose signature stood on its package, shown in the tray
 * @returns the item's id
 */
export async function receiveForeign(
  ctx: ActionContext,
  from: string,
  title: string,
  fields: ArrivedFields,
  files: readonly ForeignFile[],
  vouched: IntakeItem['vouched'],
): Promise<string> {
  const { organizationId } = ctx.actor
  const itemId = newId()
  const base = {
    organizationId,
    source: 'exchange' as const,
    now: ctx.now,
    createdBy: organizationId,
    createdByName: from,
  }
  const state = files.length > 0 ? 'screening' : 'ready'
  await insertItem(ctx.tx, { ...base, id: itemId, state, title, vouched })
  await moveItem(ctx.tx, organizationId, itemId, { from: [state], to: state, suggestion: suggestionFrom(fields) })
  for (const { fileName, ...file } of files) {
    const id = newId()
    await keepName(ctx.config.home, file.quarantine, fileName)
    await insertItem(ctx.tx, { ...base, ...file, id, state: 'screening', title: null, intoItem: itemId })
    ctx.enqueue(screenJob, { itemId: id })
  }
  return itemId
}

function suggestionFrom(fields: ArrivedFields): Suggestion {
  const sure = (value: string | null) => ({ value, confidence: value === null ? 0 : 1, page: null, box: null })
  return {
    ...fields,
    parentIssuerName: null,
    citations: [],
    fields: Object.fromEntries(FORM_FIELDS.map((name) => [name, sure(fields[name])])),
    isOcr: false,
  }
}

/** Takes an arrival that nobody has registered out of the tray again, with files of it that still wait. @returns false: it was registered, or is gone */
export async function withdrawArrival(ctx: ActionContext, itemId: string, reason: string): Promise<boolean> {
  const { organizationId } = ctx.actor
  const moved = await moveItem(ctx.tx, organizationId, itemId, {
    from: ['ready', 'screening'],
    to: 'discarded',
    reason,
  })
  if (moved === null) return false
  const { home } = ctx.config
  for (const name of await discardWaiting(ctx.tx, organizationId, itemId, reason))
    ctx.afterCommit(() => wipeWaiting(home, name))
  return true
}
