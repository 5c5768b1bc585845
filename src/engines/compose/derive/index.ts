import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { AppError } from '#platform/errors/index.ts'
import { openPdf, savePdf } from '../pdf/open.ts'

/**
 * Turns pages of a derived copy.
 * @param turns `page` from 1; `degrees` clockwise, added to the page's own turn: 90, 180, 270 (or -90 …).
 * @throws AppError COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN, COMPOSE_PAGE_MISSING, COMPOSE_ROTATION_INVALID.
 */
export async function rotatePages(
  bytes: Uint8Array,
  turns: readonly { page: number; degrees: number }[],
): Promise<Uint8Array> {
  const pdf = await openPdf(bytes, { incremental: true })
  const pages = pdf.document.getPageCount()
  for (const turn of turns) {
    if (turn.degrees % 90 !== 0) throw new AppError('COMPOSE_ROTATION_INVALID', { facts: { degrees: turn.degrees } })
    if (!Number.isInteger(turn.page) || turn.page < 1 || turn.page > pages)
      throw new AppError('COMPOSE_PAGE_MISSING', { facts: { page: turn.page, pages } })
    const page = pdf.document.getPage(turn.page - 1)
    page.setRotation(degrees((((page.getRotation().angle + turn.degrees) % 360) + 360) % 360))
  }
  return savePdf(pdf)
}

/**
 * Cuts a PDF into several; ranges are from–to, from 1, both ends in, and may overlap or leave pages out.
 * @throws AppError COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN, COMPOSE_RANGE_INVALID.
 */
export async function splitPdf(
  bytes: Uint8Array,
  ranges: readonly { from: number; to: number }[],
): Promise<Uint8Array[]> {
  const { document } = await openPdf(bytes)
  const pages = document.getPageCount()
  for (const { from, to } of ranges) {
    const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to >= from && to <= pages
    if (!isRange) throw new AppError('COMPOSE_RANGE_INVALID', { facts: { from, to, pages } })
  }
  const parts: Uint8Array[] = []
  for (const { from, to } of ranges) {
    const indices = Array.from({ length: to - from + 1 }, (_, index) => from - 1 + index)
    parts.push(await gather([{ document, indices }]))
  }
  return parts
}

/**
 * Joins PDFs in the order given.
 * @param onRefused told of a file that cannot be opened (by its place, from 0), which is then left out; none: it is thrown
 * @throws AppError COMPOSE_NOTHING_TO_MERGE, COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN.
 */
export async function mergePdf(files: readonly Uint8Array[], onRefused?: (index: number) => void): Promise<Uint8Array> {
  if (files.length === 0) throw new AppError('COMPOSE_NOTHING_TO_MERGE')
  const sources: Source[] = []
  for (const [index, file] of files.entries()) {
    try {
      const { document } = await openPdf(file)
      sources.push({ document, indices: document.getPageIndices() })
    } catch (cause) {
      if (!onRefused || !(cause instanceof AppError)) throw cause
      onRefused(index)
    }
  }
  if (sources.length === 0) throw new AppError('COMPOSE_NOTHING_TO_MERGE')
  return gather(sources)
}

interface Source {
  document: PDFDocument
  indices: number[]
}

async function gather(sources: Source[]): Promise<Uint8Array> {
  try {
    const target = await PDFDocument.create({ updateMetadata: false })
    target.setCreator('Văn Khố')
    target.setProducer('Văn Khố')
    for (const { document, indices } of sources)
      for (const page of await target.copyPages(document, indices)) target.addPage(page)
    return await target.save({ updateFieldAppearances: false })
  } catch (cause) {
    throw new AppError('COMPOSE_PDF_BROKEN', { cause })
  }
}
