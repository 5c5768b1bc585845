/** Files that bear signatures: kept as components with the evidence of what their own verification found. */

import { readFile } from 'node:fs/promises'
import { mediaTypes } from '#engines/compose/index.ts'
import { insertComponent } from '#modules/records/index.ts'
import { keepSigned, type Signed, type SignedElsewhere } from '#modules/signatures/index.ts'
import type { ActionContext, BeforeContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { Facts } from './facts.ts'

export interface SignedFile {
  readonly signed: Signed | SignedElsewhere
  readonly stored: { readonly sha256: string; readonly size: number }
}

/** Keeps a signed file as a component with its evidence. @returns its id */
export async function keepFile(
  ctx: ActionContext,
  { paper }: Facts,
  { signed, stored }: SignedFile,
  of: { from: string; role: 'main' | 'attachment'; name: string; kind: 'signed' | 'sealed' },
): Promise<string> {
  const id = newId()
  insertComponent(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    id,
    documentId: paper.document_id,
    role: of.role,
    fileName: of.name,
    mediaType: mediaTypes.pdf,
    size: stored.size,
    sha256: stored.sha256,
    pageCount: null,
    findings: [],
    derivedFrom: of.from,
    derivation: { kind: of.kind },
    now: ctx.now,
    createdBy: ctx.actor.postId!,
  })
  await keepSigned(ctx, id, signed)
  return id
}

/** The one file of an upload route, read whole: it is compared with what was handed out. */
export async function uploadedBytes(outside: BeforeContext): Promise<Uint8Array> {
  const [file] = outside.uploads
  if (!file) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
  return readFile(file.path)
}
