/**
 * Stamps on page 1 are red pictures that no text layer holds: red ink of the head is lifted out of the page and read by
 * itself, without the type under it.
 */
import sharp from 'sharp'
import { partsOf } from './ink.ts'
import { recognisePng } from './recognise.ts'
import { ocrPage } from './tesseract.ts'
import type { ExtractOptions, PageWords, Raster } from './types.ts'

/** Share of the page that holds the stamp zones: above the head, beside it, under the number. */
export const STAMP_SHARE = 0.42

/** Red ink as black on white, or null when there is too little of it to be a stamp. */
export function redInk(raster: Raster, share: number): { grey: Buffer; height: number; amount: number } | null {
  const { width, data } = raster
  const height = Math.min(raster.height, Math.round(raster.height * share))
  const grey = Buffer.alloc(width * height, 255)
  const ink = new Uint8Array(width * height)
  let amount = 0
  for (let i = 0; i < width * height; i++) {
    const [r, g, b] = [data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!]
    const red = r - Math.max(g, b)
    if (red < 38 || Math.abs(g - b) > 70) continue
    grey[i] = Math.max(0, 190 - red * 1.5)
    ink[i] = 1
    amount++
  }
  // letters of 13 pt in a short word cover some 60 square points; rust of staples makes blots, not letters
  if (amount < 25 * raster.scale ** 2) return null
  const parts = partsOf({ left: 0, top: 0, width, height, grey, ink }, raster, 8)
  const tall = parts.filter((part) => {
    const points = (part.y1 - part.y0) / raster.scale
    return points > 6 && points < 40 && part.x1 - part.x0 > 2 * raster.scale
  })
  return tall.length >= 3 || tall.some((part) => part.x1 - part.x0 > 25 * raster.scale)
    ? { grey, height, amount }
    : null
}

/**
 * Words in red on the top of page 1.
 * @param raster picture of the page from its top; @param covers which share of the page's height it shows.
 */
export async function readStamps(
  raster: Raster,
  covers: number,
  size: { width: number; height: number },
  options: ExtractOptions,
): Promise<PageWords | null> {
  const ink = redInk(raster, Math.min(1, STAMP_SHARE / covers))
  if (ink === null) return null
  const png = await sharp(ink.grey, { raw: { width: raster.width, height: ink.height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const outcome = await recognisePng(png, raster.scale, 11, options)
  if (typeof outcome === 'string' || outcome.words.length === 0) return null
  return { ...ocrPage(1, size.width, size.height, outcome.words), source: 'stamp' }
}
