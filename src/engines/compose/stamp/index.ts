import { degrees } from '@cantoo/pdf-lib'
import { AppError } from '#platform/errors/index.ts'
import { mm } from '../paper/paper.ts'
import { pageView, placeOnView } from '../pdf/geometry.ts'
import { openPdf, savePdf } from '../pdf/open.ts'
import { type PageImage, renderPage } from '../pdf/page-image.ts'
import { InkMap } from './ink.ts'
import { composeStampLabel, type StampFields, stampSize } from './label.ts'
import { findPlace, type Place } from './place.ts'

export interface StampOptions extends StampFields {
  /** Page that is stamped, from 1; the first one by rule. */
  page?: number
  /** Left and top of the stamp in millimetres from the top left corner of the page as seen; else a place is looked for. */
  at?: { x: number; y: number }
  /** The page as already drawn (grey, upright, about 850 pixels high), when the caller has it. */
  image?: PageImage
}

export interface StampedCopy {
  /** The derived copy; the given bytes are as they were. */
  bytes: Uint8Array
  /** Page that carries the stamp, from 1. */
  page: number
  /** The stamp on the page as seen: [left, top, right, bottom] in points from the top left corner. */
  box: [number, number, number, number]
  /** False when the stamp lies over ink because the page has no blank place of 35 x 50 mm (or could not be looked at). */
  isFree: boolean
  /** Share of the stamp that lies over ink, 0 … 1; null when the page could not be looked at. */
  inkShare: number | null
  /** The copy begins with the very bytes of the original, so signatures in it still cover what they covered. */
  isIncremental: boolean
}

/**
 * Sets the ĐẾN stamp (35 x 50 mm, NĐ 30/2020, Phụ lục IV, mẫu V) on a derived copy of a PDF, at a blank place of page one.
 * @throws AppError COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN, COMPOSE_PAGE_MISSING; the original is never touched.
 */
export async function stampArrival(bytes: Uint8Array, options: StampOptions): Promise<StampedCopy> {
  const pdf = await openPdf(bytes, { incremental: true })
  const pages = pdf.document.getPageCount()
  const number = options.page ?? 1
  if (number < 1 || number > pages || !Number.isInteger(number))
    throw new AppError('COMPOSE_PAGE_MISSING', { facts: { page: number, pages } })
  const page = pdf.document.getPage(number - 1)
  const view = pageView(page)
  const place = await choosePlace(bytes, number, view, options)

  const label = await composeStampLabel(options)
  const [stamp] = await pdf.document.embedPdf(label)
  const origin = placeOnView(view, { x: place.x, y: place.y, height: stampSize.height })
  page.drawPage(stamp!, {
    x: origin.x,
    y: origin.y,
    width: stampSize.width,
    height: stampSize.height,
    rotate: degrees(origin.degrees),
  })
  return {
    bytes: await savePdf(pdf),
    page: number,
    box: [place.x, place.y, place.x + stampSize.width, place.y + stampSize.height],
    isFree: place.isFree,
    inkShare: place.inkShare,
    isIncremental: pdf.incremental,
  }
}

async function choosePlace(
  bytes: Uint8Array,
  number: number,
  view: { width: number; height: number },
  options: StampOptions,
): Promise<Omit<Place, 'inkShare'> & { inkShare: number | null }> {
  // 850 pixels for A4: about 72 a inch, where a letter is still some pixels.
  const longSide = Math.min(1800, Math.round(Math.max(view.width, view.height)))
  const image = options.image ?? (await renderPage(bytes, { page: number - 1, longSide }))
  if (options.at) {
    // Never partly off the page, whatever was asked for.
    const x = Math.max(0, Math.min(mm(options.at.x), view.width - stampSize.width))
    const y = Math.max(0, Math.min(mm(options.at.y), view.height - stampSize.height))
    if (!image) return { x, y, isFree: false, inkShare: null }
    const scale = image.width / view.width
    const [width, height] = [stampSize.width * scale, stampSize.height * scale]
    const ink = new InkMap(image).inside(x * scale, y * scale, width, height)
    return { x, y, isFree: ink <= 2, inkShare: ink <= 2 ? 0 : ink / (width * height) }
  }
  if (image) return findPlace(new InkMap(image), view, stampSize)
  return { x: mm(5), y: mm(5), isFree: false, inkShare: null }
}

export { composeStampLabel, type StampFields, stampSize }
