/**
 * The first page of a document made into what other scanners, phones and hands would have given: `name -> file`.
 * Nothing here knows how the extraction works.
 */
import { execFileSync } from 'node:child_process'
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'

export interface Variant {
  name: string
  /** From the picture of the page at 300 dpi (PNG) to the file's bytes. */
  make: (page: Buffer) => Promise<Uint8Array>
}

const A4 = { width: 595.28, height: 841.89 }

/** A page of the file's own, drawn at 300 dpi. */
export function drawPage(path: string, page: number): Buffer {
  const args = ['-q', '-cropbox', '-r', '300', '-f', String(page), '-l', String(page), '-png', '-singlefile', path]
  return execFileSync('pdftoppm', args, { maxBuffer: 256 * 1024 * 1024 })
}

/** Pictures as pages of A4 (lying where the picture lies), as a scanner's PDF without any text. */
export async function pdfOf(pictures: Buffer[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (const bytes of pictures) {
    const image = bytes[0] === 0xff ? await pdf.embedJpg(bytes) : await pdf.embedPng(bytes)
    const lies = image.width > image.height
    const [width, height] = lies ? [A4.height, A4.width] : [A4.width, A4.height]
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
  }
  return pdf.save()
}

/** Width in pixels of A4 at a resolution. */
const wide = (dpi: number) => Math.round((A4.width / 72) * dpi)

const jpeg = (page: Buffer, dpi: number, quality: number) =>
  sharp(page)
    .resize({ width: wide(dpi) })
    .jpeg({ quality })
    .toBuffer()

const skewed = (page: Buffer, degrees: number) =>
  sharp(page)
    .resize({ width: wide(200) })
    .rotate(degrees, { background: '#f4f2ec' })
    .jpeg({ quality: 80 })
    .toBuffer()

const turned = async (page: Buffer, degrees: number) =>
  sharp(await jpeg(page, 200, 80))
    .rotate(degrees)
    .jpeg({ quality: 85 })
    .toBuffer()

async function noisy(page: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(page)
    .resize({ width: wide(200) })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let state = 20261127
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    data[i] = Math.max(0, Math.min(255, data[i]! * 0.86 + 18 + ((state >>> 24) - 128) * 0.22))
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: 40 })
    .toBuffer()
}

/** What a fax or an old copier gives: black and white, nothing between. */
const bilevel = (page: Buffer, dpi: number) =>
  sharp(page)
    .resize({ width: wide(dpi) })
    .greyscale()
    .threshold(175)
    .png()
    .toBuffer()

/** A phone's picture of the sheet on a desk: a margin of desk, uneven light, no resolution in the file. */
async function photo(page: Buffer): Promise<Buffer> {
  const sheet = await sharp(page)
    .resize({ width: 1900 })
    .rotate(1.2, { background: '#6b5a48' })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = sheet.info
  const light = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 160}" height="${height + 200}"><defs><linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#9a9a9a"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  )
  return sharp({ create: { width: width + 160, height: height + 200, channels: 3, background: '#6b5a48' } })
    .composite([
      { input: sheet.data, left: 80, top: 100 },
      { input: light, blend: 'multiply' },
    ])
    .jpeg({ quality: 72 })
    .toBuffer()
}

const blank = () =>
  sharp({ create: { width: wide(200), height: 2339, channels: 3, background: '#f7f5f0' } })
    .jpeg()
    .toBuffer()

export const variants: readonly Variant[] = [
  { name: 'pdf-300', make: async (page) => pdfOf([await jpeg(page, 300, 80)]) },
  { name: 'pdf-200', make: async (page) => pdfOf([await jpeg(page, 200, 75)]) },
  { name: 'pdf-150', make: async (page) => pdfOf([await jpeg(page, 150, 70)]) },
  { name: 'skew+1.5', make: async (page) => pdfOf([await skewed(page, 1.5)]) },
  { name: 'skew-2', make: async (page) => pdfOf([await skewed(page, -2)]) },
  { name: 'turn-90', make: async (page) => pdfOf([await turned(page, 90)]) },
  { name: 'turn-180', make: async (page) => pdfOf([await turned(page, 180)]) },
  { name: 'turn-270', make: async (page) => pdfOf([await turned(page, 270)]) },
  { name: 'noise-q40', make: async (page) => pdfOf([await noisy(page)]) },
  { name: 'bilevel-200', make: async (page) => pdfOf([await bilevel(page, 200)]) },
  { name: 'blank-first', make: async (page) => pdfOf([await blank(), await jpeg(page, 200, 80)]) },
  {
    name: 'jpg-200',
    make: async (page) =>
      sharp(await jpeg(page, 200, 80))
        .withMetadata({ density: 200 })
        .jpeg({ quality: 80 })
        .toBuffer(),
  },
  {
    name: 'png-150',
    make: async (page) =>
      sharp(page)
        .resize({ width: wide(150) })
        .png()
        .toBuffer(),
  },
  {
    name: 'tiff-bw',
    make: async (page) =>
      sharp(await bilevel(page, 300))
        .toColourspace('b-w')
        .withMetadata({ density: 300 })
        .tiff({ compression: 'deflate', bitdepth: 1 })
        .toBuffer(),
  },
  { name: 'jpg-180', make: async (page) => turned(page, 180) },
  { name: 'photo', make: photo },
]
