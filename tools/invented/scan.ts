import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import type { Chance } from './chance.ts'

/** How a scanner saw a page. */
export interface ScanLook {
  dpi: number
  /** Degrees clockwise. */
  skew: number
  /** Paper colour, 0-255. */
  tint: [number, number, number]
  blur: number
  grain: number
  /** Darkening towards one side, 0 … 0.12. */
  shade: number
  quality: number
}

/** The habits of one scanner for one document. */
export function aScanner(chance: Chance, dpi: number): ScanLook {
  const tints: [number, number, number][] = [
    [252, 250, 244],
    [248, 245, 236],
    [254, 254, 252],
    [244, 242, 236],
    [250, 248, 246],
  ]
  return {
    dpi,
    skew: chance.bell(0.5),
    tint: chance.pick(tints),
    blur: chance.between(0.35, 0.6),
    grain: chance.between(2, 6),
    shade: chance.between(0.01, 0.08),
    quality: chance.int(68, 80),
  }
}

let library: Promise<PDFiumLibrary> | undefined

/** Opens a PDF for drawing, with pdfium from npm: the same on every machine. Call `destroy` after use. */
export async function openForDrawing(pdf: Uint8Array): Promise<PDFiumDocument> {
  library ??= PDFiumLibrary.init()
  return (await library).loadDocument(pdf)
}

export interface Picture {
  jpeg: Buffer
  width: number
  height: number
}

/** Draws a page (from 0) and ages it as paper under a scanner. */
export async function scanPage(
  document: PDFiumDocument,
  page: number,
  look: ScanLook,
  chance: Chance,
): Promise<Picture> {
  const drawn = await document.getPage(page).render({ scale: look.dpi / 72, render: 'bitmap' })
  const { width, height } = drawn
  const pixels = age(drawn.data, width, height, look, chance)
  const background = { r: look.tint[0], g: look.tint[1], b: look.tint[2] }
  const turned = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .rotate(look.skew, { background })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const jpeg = await sharp(turned.data, { raw: { width: turned.info.width, height: turned.info.height, channels: 3 } })
    .extract({
      left: Math.floor((turned.info.width - width) / 2),
      top: Math.floor((turned.info.height - height) / 2),
      width,
      height,
    })
    .blur(look.blur)
    .withMetadata({ density: look.dpi })
    .jpeg({ quality: look.quality, chromaSubsampling: '4:2:0' })
    .toBuffer()
  return { jpeg, width, height }
}

/** Paper tint, a shadow towards one side, grain, and a few specks of dust. */
function age(source: Uint8Array, width: number, height: number, look: ScanLook, chance: Chance): Buffer {
  const grainSize = 8192
  const grain = new Float32Array(grainSize)
  for (let index = 0; index < grainSize; index += 1) grain[index] = chance.bell(look.grain)
  const isLeft = chance.happens(0.5)
  const pixels = new Uint8ClampedArray(width * height * 3)
  // Black ink never scans as pure black; white paper has its tint.
  const [red, green, blue] = look.tint.map((tint) =>
    Float32Array.from({ length: 256 }, (_, value) => ((value * 0.9 + 25.5) * tint) / 255),
  ) as [Float32Array, Float32Array, Float32Array]
  let offset = chance.int(0, grainSize - 1)
  const shades = Float32Array.from({ length: width }, (_, x) => {
    const away = isLeft ? 1 - x / width : x / width
    return 1 - look.shade * away * away
  })
  for (let y = 0; y < height; y += 1) {
    offset = (offset + 97 + ((y * 131) % 613)) % grainSize
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const to = (y * width + x) * 3
      const noise = grain[(offset + x) % grainSize]!
      const shade = shades[x]!
      pixels[to] = red[source[from]!]! * shade + noise
      pixels[to + 1] = green[source[from + 1]!]! * shade + noise
      pixels[to + 2] = blue[source[from + 2]!]! * shade + noise
    }
  }
  for (let speck = chance.int(4, 22); speck > 0; speck -= 1) {
    const size = chance.int(1, Math.max(1, Math.round(look.dpi / 90)))
    const left = chance.int(0, width - 8)
    const top = chance.int(0, height - 8)
    const dark = chance.int(70, 170)
    for (let y = top; y < top + size; y += 1)
      for (let x = left; x < left + size; x += 1) pixels.fill(dark, (y * width + x) * 3, (y * width + x) * 3 + 3)
  }
  return Buffer.from(pixels.buffer)
}
