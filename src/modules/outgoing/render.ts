/** The page that is signed: the approved version with number and day, rendered before any signature (decisions 11). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillNumber, fillNumberPdf, mediaTypes, type PdfPlace, signaturePlaces } from '#engines/compose/index.ts'
import { hasOffice, officeToPdf } from '#engines/extract/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { findComponents } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Regime } from '#regimes/index.ts'
import { compose, type Official, officialOf, readContent } from './content.ts'
import type { Facts } from './facts.ts'
import { findVersion } from './store-drafts.ts'

export interface Rendered {
  readonly pdf: Uint8Array
  /** Where the signer's picture stands; null: no signature block was found, the signature shows nothing. */
  readonly place: PdfPlace | null
}

/** What rendering works on, looked up beforehand: bytes by their hash, or content with all that composing needs. */
export type Source =
  | { readonly kind: 'content'; readonly official: Official }
  | { readonly kind: 'pdf'; readonly sha256: string; readonly regime: Regime }
  | { readonly kind: 'word'; readonly sha256: string; readonly regime: Regime }

/**
 * What the approved version is rendered from.
 * @throws AppError OUTGOING_VERSION_MISSING, OUTGOING_FILE_KIND
 */
export async function sourceOf(ctx: ReadContext, facts: Facts): Promise<Source> {
  const { paper } = facts
  const { organizationId } = ctx.actor
  const no = paper.approved_version ?? paper.latest_version
  const draft = await findVersion(ctx.tx, organizationId, paper.document_id, no)
  if (!draft) throw new AppError('OUTGOING_VERSION_MISSING')
  if (draft.content) {
    return { kind: 'content', official: await officialOf(ctx, facts, readContent(draft.content)) }
  }
  const { regime } = await rulesOf(ctx.tx, organizationId, ctx.today)
  const ids = [draft.component_id, draft.pdf_component_id].filter((id): id is string => id !== null)
  const components = await findComponents(ctx.tx, organizationId, ids)
  const main = components.find((one) => one.id === draft.component_id)
  // The office's own pages of a Word file are what its people have seen.
  const pages =
    components.find((one) => one.id === draft.pdf_component_id) ?? (main?.media_type === mediaTypes.pdf ? main : null)
  if (pages) return { kind: 'pdf', sha256: pages.sha256, regime }
  if (main?.media_type === mediaTypes.docx) return { kind: 'word', sha256: main.sha256, regime }
  throw new AppError('OUTGOING_FILE_KIND')
}

/**
 * Would rendering succeed? Asked before a number is taken, so that none is taken in vain.
 * @throws AppError OUTGOING_NO_PAGES, COMPOSE_NO_BLANK_PLACE, COMPOSE_COMPONENT_MISSING and what reading the file throws
 */
export async function tryRendering(blobs: BlobStore, source: Source, day: string): Promise<void> {
  if (source.kind === 'content') {
    await compose(source.official)
    return
  }
  const bytes = await blobs.read(source.sha256)
  const trial = { number: 1, issued: day, regime: source.regime }
  if (source.kind === 'pdf') await fillNumberPdf(bytes, trial)
  else {
    if (!(await hasOffice())) throw new AppError('OUTGOING_NO_PAGES')
    await fillNumber(bytes, trial)
  }
}

/**
 * Renders the page that is signed. Slow for Word files: never inside a transaction.
 * @param number and day that were reserved for the document
 */
export async function render(
  blobs: BlobStore,
  source: Source,
  number: { readonly value: number; readonly day: string },
): Promise<Rendered> {
  if (source.kind === 'content') {
    const made = await compose(source.official)
    return { pdf: made.pdf, place: made.places.signers[0]?.signature ?? null }
  }
  const bytes = await blobs.read(source.sha256)
  const wish = { number: number.value, issued: number.day, regime: source.regime }
  const pdf =
    source.kind === 'pdf' ? await fillNumberPdf(bytes, wish) : await pagesOfWord(await fillNumber(bytes, wish))
  const { signers } = await signaturePlaces(pdf)
  return { pdf, place: signers[0]?.signature ?? null }
}

async function pagesOfWord(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'vankho-issue-'))
  try {
    const path = join(folder, 'van-ban.docx')
    await writeFile(path, bytes)
    const made = await officeToPdf(path)
    if (typeof made === 'string') throw new AppError('OUTGOING_NO_PAGES')
    return made.pdf
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
