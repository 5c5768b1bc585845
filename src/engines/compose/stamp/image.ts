import sharp from 'sharp'
import { AppError } from '#platform/errors/index.ts'
import { Paper, paperSizes } from '../paper/paper.ts'

const LIMIT_PIXELS = 100_000_000
const LIMIT_PAGES = 300

/**
 * Derives a PDF from a picture (JPEG, PNG, TIFF with any number of pages) so that it can be read and stamped like a
 * document. A JPEG goes in as it is, other pictures without loss. The page has the picture's real size when the picture
 * knows its resolution, else it fits A4.
 * @throws AppError COMPOSE_IMAGE_BROKEN, COMPOSE_IMAGE_TOO_LARGE.
 */
export async function imageToPdf(bytes: Uint8Array): Promise<Uint8Array> {
  const info = await metadata(bytes)
  const pages = info.pages ?? 1
  const isTooLarge = info.width * info.height > LIMIT_PIXELS || pages > LIMIT_PAGES
  if (isTooLarge)
    throw new AppError('COMPOSE_IMAGE_TOO_LARGE', { facts: { limit: LIMIT_PIXELS / 1e6, pages: LIMIT_PAGES } })
  const paper = new Paper({})
  for (let page = 0; page < pages; page += 1) {
    const part = pages === 1 ? info : await metadata(bytes, page)
    const picture = await embeddable(bytes, page, part)
    const size = pageSize(picture.width, picture.height, part.density)
    paper.page(size.width, size.height)
    paper.doc.image(picture.data, 0, 0, { width: size.width, height: size.height })
  }
  return paper.finish()
}

interface Metadata {
  format: string
  width: number
  height: number
  pages: number | undefined
  density: number | undefined
  orientation: number | undefined
  space: string | undefined
}

async function metadata(bytes: Uint8Array, page = 0): Promise<Metadata> {
  try {
    const { format, width, height, pages, density, orientation, space } = await sharp(bytes, { page }).metadata()
    if (format !== 'jpeg' && format !== 'png' && format !== 'tiff') throw new Error(`format ${format}`)
    return { format, width, height, pages: format === 'tiff' ? pages : 1, density, orientation, space }
  } catch (cause) {
    throw new AppError('COMPOSE_IMAGE_BROKEN', { cause })
  }
}

async function embeddable(
  bytes: Uint8Array,
  page: number,
  info: Metadata,
): Promise<{ data: Buffer; width: number; height: number }> {
  try {
    const picture = sharp(bytes, { page, failOn: 'error', limitInputPixels: LIMIT_PIXELS })
    const isUpright = info.orientation === undefined || info.orientation === 1
    if (info.format === 'jpeg' && isUpright && info.space !== 'cmyk') {
      // Read once, so that a JPEG cut short is found here and not by the reader.
      await picture.stats()
      return { data: Buffer.from(bytes), width: info.width, height: info.height }
    }
    const upright = picture.rotate().flatten({ background: 'white' }).toColourspace('srgb')
    const written = info.format === 'jpeg' ? upright.jpeg({ quality: 92 }) : upright.png({ compressionLevel: 6 })
    const { data, info: made } = await written.toBuffer({ resolveWithObject: true })
    return { data, width: made.width, height: made.height }
  } catch (cause) {
    throw new AppError('COMPOSE_IMAGE_BROKEN', { cause })
  }
}

/** Pictures that give no resolution say 72 or nothing; scanners say 100 and more. */
function pageSize(width: number, height: number, density: number | undefined): { width: number; height: number } {
  if (density !== undefined && density >= 100 && density <= 2400)
    return { width: (width * 72) / density, height: (height * 72) / density }
  const lying = width > height
  const room = lying ? { width: paperSizes.A4.height, height: paperSizes.A4.width } : paperSizes.A4
  const scale = Math.min(room.width / width, room.height / height)
  return { width: width * scale, height: height * scale }
}
