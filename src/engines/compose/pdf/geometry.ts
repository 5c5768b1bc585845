import type { PDFPage } from '@cantoo/pdf-lib'

/** A page as the reader sees it: the visible box in PDF space and its turn. */
export interface PageView {
  /** Visible box (CropBox inside MediaBox) in the page's own space, points. */
  crop: { x: number; y: number; width: number; height: number }
  /** Clockwise turn for display: 0, 90, 180 or 270. */
  turn: 0 | 90 | 180 | 270
  /** Size as seen, points. */
  width: number
  height: number
}

/** The view of a page; CropBox and /Rotate (inherited ones too) respected. */
export function pageView(page: PDFPage): PageView {
  const media = page.getMediaBox()
  const crop = page.getCropBox()
  const x0 = Math.max(media.x, crop.x)
  const y0 = Math.max(media.y, crop.y)
  const x1 = Math.min(media.x + media.width, crop.x + crop.width)
  const y1 = Math.min(media.y + media.height, crop.y + crop.height)
  // A CropBox outside the page is ignored, as readers do.
  const visible = x1 > x0 && y1 > y0 ? { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } : media
  const turn = ((((page.getRotation().angle % 360) + 360) % 360) as PageView['turn']) || 0
  const lying = turn === 90 || turn === 270
  return {
    crop: visible,
    turn,
    width: lying ? visible.height : visible.width,
    height: lying ? visible.width : visible.height,
  }
}

/**
 * Where to draw a thing of the page's own space so that the reader sees its top left corner at (x, y) points from the
 * top left of the page as seen, upright. @returns the drawing's origin (its bottom left corner) and its counter-clockwise turn.
 */
export function placeOnView(
  view: PageView,
  seen: { x: number; y: number; height: number },
): { x: number; y: number; degrees: number } {
  const { crop, turn } = view
  // The bottom left corner of the thing, as seen.
  const x = seen.x
  const y = seen.y + seen.height
  if (turn === 90) return { x: crop.x + y, y: crop.y + x, degrees: 90 }
  if (turn === 180) return { x: crop.x + crop.width - x, y: crop.y + y, degrees: 180 }
  if (turn === 270) return { x: crop.x + crop.width - y, y: crop.y + crop.height - x, degrees: 270 }
  return { x: crop.x + x, y: crop.y + crop.height - y, degrees: 0 }
}
