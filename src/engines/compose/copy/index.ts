/** Copies of documents on paper: the document's pages, and the copy's block under its last line. */
import { degrees } from '@cantoo/pdf-lib'
import { AppError } from '#platform/errors/index.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { pageView, placeOnView } from '../pdf/geometry.ts'
import { type OpenedPdf, openPdf, savePdf } from '../pdf/open.ts'
import { renderPage } from '../pdf/page-image.ts'
import { InkMap } from '../stamp/ink.ts'
import { BLOCK_WIDTH, blockPdf, type CopyBlock } from './block.ts'

export type { CopyBlock } from './block.ts'
export { type Extract, extractPdf } from './extract.ts'

const UNDER_TEXT = mm(6)
const BOTTOM = mm(12)

/**
 * Sets the copy's block (form, organisation, number, place and day, signer, receivers) under the last line of a document's pages, after
 * a rule over the whole width; where the last page has no room, on a page of its own (NĐ 30/2020 PL I Phần II).
 * @param pdf pages that are copied; null: the block alone, for pages that a copying machine made
 * @returns the pages to be printed, signed by hand and sealed; the given bytes are as they were
 * @throws AppError COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN
 */
export async function copyOnPaper(pdf: Uint8Array | null, block: CopyBlock): Promise<Uint8Array> {
  const { bytes, height } = await blockPdf(block)
  const opened = await openPdf(pdf ?? (await blankPage()), { incremental: pdf !== null })
  const { document } = opened
  const last = document.getPageCount() - 1
  const page = document.getPage(last)
  const view = pageView(page)
  const end = pdf === null ? mm(20) : await lastInk(pdf, last, view)
  const isRoom = end + UNDER_TEXT + height + BOTTOM <= view.height
  const [drawn] = await document.embedPdf(bytes)
  const scale = Math.min(1, (view.width - mm(35)) / BLOCK_WIDTH)
  const width = BLOCK_WIDTH * scale
  const at = isRoom ? { page, view } : added(opened)
  const x = Math.max(mm(8), Math.min(mm(30), (at.view.width - width) / 1.2))
  const y = isRoom ? end + UNDER_TEXT : mm(20)
  const origin = placeOnView(at.view, { x, y, height: height * scale })
  at.page.drawPage(drawn!, { x: origin.x, y: origin.y, width, height: height * scale, rotate: degrees(origin.degrees) })
  return savePdf(opened)
}

function added({ document }: OpenedPdf) {
  const { width, height } = paperSizes.A4
  const page = document.addPage([width, height])
  return { page, view: pageView(page) }
}

async function blankPage(): Promise<Uint8Array> {
  const paper = new Paper()
  paper.page(paperSizes.A4.width, paperSizes.A4.height)
  return paper.finish()
}

/** Lower edge of what is printed on a page, points from its top; the whole page where it cannot be looked at. */
async function lastInk(bytes: Uint8Array, page: number, view: { width: number; height: number }): Promise<number> {
  const longSide = Math.min(1800, Math.round(Math.max(view.width, view.height)))
  const image = await renderPage(bytes, { page, longSide }).catch((cause) => {
    if (cause instanceof AppError) return null
    throw cause
  })
  if (!image) return view.height
  const map = new InkMap(image)
  const scale = map.height / view.height
  for (let row = map.height - 1; row >= 0; row -= 1) if (map.inside(0, row, map.width, 1) > 1) return (row + 1) / scale
  return mm(20)
}
