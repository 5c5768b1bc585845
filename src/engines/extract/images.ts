/** PNG, JPEG, TIFF and WebP as pages. */
import sharp from 'sharp'
import type { PageSize, Raster } from './types.ts'

/** 50,000 × 50,000 bombs are refused before decoding; A0 at 300 dpi (140 Mpx) is let in. */
const MAX_PIXELS = 160_000_000
/** Longest side given to OCR, pixels: A4 at 300 dpi is 3508. */
const MAX_SIDE = 4200

export interface ImagePages {
  pages: number
  size(page: number): Promise<PageSize>
  raster(page: number): Promise<Raster>
}

const open = (bytes: Buffer, page: number) =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, page: page - 1, failOn: 'error', sequentialRead: true }).timeout({
    seconds: 30,
  })

/** Size in points: by the resolution in the file when a sheet of paper comes out, else as wide as A4. */
function paperSize(width: number, height: number, density: number | undefined): PageSize {
  const points = density && density >= 72 ? 72 / density : 0
  const [w, h] = [width * points, height * points]
  const plausible = Math.min(w, h) > 250 && Math.max(w, h) < 3400 && density !== 72 && density !== 96
  if (plausible) return { width: w, height: h }
  const scale = (width <= height ? 595 : 842) / width
  return { width: width * scale, height: height * scale }
}

/** The picture has more pixels than are unpacked here. */
export class ImageTooLarge extends Error {}

/**
 * Opens an image.
 * @throws ImageTooLarge; Error when it is damaged.
 */
export async function openImage(bytes: Buffer): Promise<ImagePages> {
  // the size is asked without a limit, so that a large picture is told from a damaged one; nothing is unpacked yet
  const meta = await sharp(bytes, { limitInputPixels: false, page: 0, failOn: 'error' }).metadata()
  if ((meta.width ?? 0) * (meta.height ?? 0) > MAX_PIXELS) throw new ImageTooLarge()
  const pages = meta.format === 'tiff' ? (meta.pages ?? 1) : 1
  const size = async (page: number) => {
    const m = page === 1 ? meta : await open(bytes, page).metadata()
    // EXIF orientations 5–8 lie on their side
    const turned = (m.orientation ?? 1) >= 5
    const [w, h] = turned ? [m.height, m.width] : [m.width, m.height]
    if (!w || !h) throw new Error('no size')
    return paperSize(w, h, m.density)
  }
  return {
    pages,
    size,
    raster: async (page) => {
      const paper = await size(page)
      const { data, info } = await open(bytes, page)
        .rotate()
        .flatten({ background: 'white' })
        .toColourspace('srgb')
        .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const rgb = info.channels === 3 ? data : await threeChannels(data, info.width, info.height, info.channels)
      return { width: info.width, height: info.height, data: rgb, scale: info.width / paper.width }
    },
  }
}

async function threeChannels(data: Buffer, width: number, height: number, channels: number): Promise<Buffer> {
  const out = Buffer.allocUnsafe(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) out[i * 3 + c] = data[i * channels + (channels >= 3 ? c : 0)]!
  }
  return out
}
