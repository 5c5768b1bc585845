/** The bytes behind a version: the uploaded file, its pages, or what is composed of written content. */
import { mediaTypes } from '#engines/compose/index.ts'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { findComponents } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { compose, officialOf, readContent } from './content.ts'
import type { Facts } from './facts.ts'
import { findVersion, type VersionRow } from './store-drafts.ts'

/** @throws AppError OUTGOING_VERSION_MISSING */
export async function versionOf(ctx: ReadContext, facts: Facts, no: number): Promise<VersionRow> {
  const found = await findVersion(ctx.tx, ctx.actor.organizationId, facts.paper.document_id, no)
  if (!found) throw new AppError('OUTGOING_VERSION_MISSING')
  return found
}

/** Paragraphs of a version in reading order; null when its file cannot be read (the old Word format, a scan). */
export async function paragraphsOf(ctx: ReadContext, facts: Facts, draft: VersionRow): Promise<string[] | null> {
  try {
    const bytes = await bytesOf(ctx, facts, draft, 'docx')
    return paragraphTexts(await readDocument(await bytes()))
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return null
    throw error
  }
}

/**
 * A version as Word file (or the PDF that it was uploaded as), or as pages: what is needed is looked up, the bytes are made when asked
 * for, outside of the transaction.
 * @throws AppError OUTGOING_NO_PAGES when pages of a Word file cannot be made here and none were uploaded
 */
export async function bytesOf(
  ctx: ReadContext,
  facts: Facts,
  draft: VersionRow,
  format: 'pdf' | 'docx',
): Promise<() => Promise<Uint8Array>> {
  if (draft.content) {
    const official = await officialOf(ctx, facts, readContent(draft.content))
    return async () => (await compose(official))[format]
  }
  const ids = [draft.component_id, draft.pdf_component_id].filter((id): id is string => id !== null)
  const components = await findComponents(ctx.tx, ctx.actor.organizationId, ids)
  const main = components.find((one) => one.id === draft.component_id)
  if (!main) throw new AppError('OUTGOING_VERSION_MISSING')
  if (format === 'docx') return () => ctx.blobs.read(main.sha256)
  const pages =
    components.find((one) => one.id === draft.pdf_component_id) ?? (main.media_type === mediaTypes.pdf ? main : null)
  const view = pages?.sha256 ?? (isDrawn(main.findings) ? main.derivatives?.['view']?.sha256 : undefined)
  if (!view) throw new AppError('OUTGOING_NO_PAGES')
  return () => ctx.blobs.read(view)
}

/** The file that was checked and the pages that are shown of it; null pages: there are none to show a place on. */
export async function bytesToPlace(
  ctx: ReadContext,
  facts: Facts,
  draft: VersionRow,
): Promise<{ checked: () => Promise<Uint8Array>; pages: (() => Promise<Uint8Array>) | null }> {
  const checked = await bytesOf(ctx, facts, draft, 'docx')
  const pages = await bytesOf(ctx, facts, draft, 'pdf').catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'OUTGOING_NO_PAGES') return null
    throw error
  })
  return { checked, pages }
}

/** Pages that a layout program made, not the plain text that stands in for them. */
const isDrawn = (findings: readonly { code: string }[]): boolean =>
  findings.some((one) => one.code === 'INTAKE_VIEW_BY_OFFICE')
