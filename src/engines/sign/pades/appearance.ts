/**
 * What a signature looks like (NĐ 30/2020 PL I, phần II, mục I.7, I.8, I.14; phần II of copies): a person's is a blue picture of the
 * handwriting between title and name, an agency's the red picture of its seal in real size, over the left third of the person's;
 * copies and separate attachments bear words only, top right of page 1, 10 point, upright, black.
 */
import PDFDocument from 'pdfkit'
import { AppError } from '#platform/errors/index.ts'
import { faceBytes } from '../../compose/paper/faces.ts'
import { PdfFile } from '../pdf/file.ts'
import { type Dict, isDict, Name, PdfError, type PdfObject, Ref, Stream } from '../pdf/objects.ts'
import { pagesOf } from '../pdf/pages.ts'
import type { Update } from '../pdf/write.ts'
import { isoVietnam } from '../verify/facts.ts'
import type { Appearance } from './prepare.ts'

/** A place on a page as the reader sees it: points from the top left corner, turned pages included. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const MM = 72 / 25.4

/**
 * A person's signature: the picture fitted into the box between title and name, centred, its proportions kept.
 * @param png with a transparent ground
 * @throws AppError SIGN_IMAGE_UNFIT
 */
export async function personAppearance(png: Uint8Array, place: { page: number; box: Box }): Promise<Appearance> {
  const size = pngSize(png)
  const scale = Math.min(place.box.width / size.width, place.box.height / size.height)
  return pictureAppearance(png, place.page, pictureBox(place.box, size.width * scale, size.height * scale))
}

/** Where the picture of a person's signature comes to lie: what the seal is placed by. */
export function personBox(png: Uint8Array, box: Box): Box {
  const size = pngSize(png)
  const scale = Math.min(box.width / size.width, box.height / size.height)
  return pictureBox(box, size.width * scale, size.height * scale)
}

const pictureBox = (box: Box, width: number, height: number): Box => ({
  x: box.x + (box.width - width) / 2,
  y: box.y + (box.height - height) / 2,
  width,
  height,
})

/**
 * An agency's seal in real size, covering the left third of the person's picture, level with its middle.
 * @param widthMm of the real seal, millimetres
 * @param place.person where the person's picture lies (`personBox`)
 * @throws AppError SIGN_IMAGE_UNFIT
 */
export async function sealAppearance(
  png: Uint8Array,
  widthMm: number,
  place: { page: number; person: Box },
): Promise<Appearance> {
  const size = pngSize(png)
  const width = widthMm * MM
  const height = (width * size.height) / size.width
  const { person } = place
  const box = { x: person.x + person.width / 3 - width, y: person.y + person.height / 2 - height / 2, width, height }
  return pictureAppearance(png, place.page, box)
}

/** Words of the agency's signature on an electronic copy (PL I, phần II): form of copy, agency, time. */
export const copyLines = (form: string, agency: string, time: Date): string[] => [form, agency, isoVietnam(time)]

/** Words of the agency's signature on a separate attachment (PL I, phần II, mục II.1): number and notation of the document, time. */
export const attachmentLines = (codeNumber: string, time: Date): string[] => [codeNumber, isoVietnam(time)]

const SIZE = 10
const LEADING = 12
const MARGIN = { top: 10 * MM, right: 15 * MM }

/**
 * Words only: top right of page 1, 10 point upright black, the letters embedded.
 * @throws AppError SIGN_TEXT_UNFIT when nothing printable is in it, or it would not fit the corner
 */
export async function textAppearance(lines: readonly string[]): Promise<Appearance> {
  // Neither control characters nor marks that turn the direction of writing: what is read is what stands there.
  const words = lines
    .map((line) =>
      line
        .normalize('NFC')
        .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
        .trim(),
    )
    .filter((line) => line !== '')
  if (words.length === 0 || words.length > 8 || words.some((line) => line.length > 120))
    throw new AppError('SIGN_TEXT_UNFIT')
  let width = 0
  const height = words.length * LEADING + 2
  const pdf = await drawn((document) => {
    document.registerFont('words', faceBytes('regular') as never)
    document.font('words').fontSize(SIZE)
    width = Math.max(...words.map((line) => document.widthOfString(line))) + 2
    document.addPage({ size: [width, height], margin: 0 }).fillColor('black')
    for (const [i, line] of words.entries())
      document.text(line, width - 1 - document.widthOfString(line), 1 + i * LEADING, { lineBreak: false })
  })
  return {
    page: 1,
    draw: (update, page) => {
      const view = viewOf(update.file, page)
      return place(update, pdf, view, { x: view.width - MARGIN.right - width, y: MARGIN.top, width, height })
    },
  }
}

async function pictureAppearance(png: Uint8Array, page: number, box: Box): Promise<Appearance> {
  const pdf = await drawn((document) => {
    document.addPage({ size: [box.width, box.height], margin: 0 })
    document.image(Buffer.from(png), 0, 0, { width: box.width, height: box.height })
  })
  return { page, draw: (update, dict) => place(update, pdf, viewOf(update.file, dict), box) }
}

/** One page drawn by pdfkit; its content becomes the form. */
function drawn(work: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ autoFirstPage: false, margin: 0 })
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
    try {
      work(document)
    } catch (cause) {
      reject(cause)
      return
    }
    document.end()
  })
}

interface View {
  readonly crop: Box
  /** Clockwise, for display. */
  readonly turn: 0 | 90 | 180 | 270
  readonly width: number
  readonly height: number
}

/** The visible box of a page, in its own space with y upwards, and its turn; inherited values too. */
function viewOf(file: PdfFile, page: Dict): View {
  const inherited = (key: string): PdfObject => {
    let at: Dict | undefined = page
    for (let i = 0; at && i < 64; i++) {
      if (at.has(key)) return file.resolve(at.get(key))
      at = file.dict(at.get('Parent'))
    }
    return null
  }
  const box = (key: string): [number, number, number, number] | undefined => {
    const found = file.array(inherited(key)).map((one) => file.resolve(one))
    if (found.length !== 4 || !found.every((one): one is number => typeof one === 'number')) return undefined
    const [a, b, c, d] = found as [number, number, number, number]
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  }
  const [x0, y0, x1, y1] = box('CropBox') ?? box('MediaBox') ?? [0, 0, 595.28, 841.89]
  const rotate = inherited('Rotate')
  const turn = ((((typeof rotate === 'number' ? rotate : 0) % 360) + 360) % 360) as View['turn']
  const crop = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
  const isLying = turn === 90 || turn === 270
  return { crop, turn, width: isLying ? crop.height : crop.width, height: isLying ? crop.width : crop.height }
}

/** Puts what was drawn at a place as seen, upright for the reader. */
function place(
  update: Update,
  pdf: Uint8Array,
  view: View,
  box: Box,
): { rect: [number, number, number, number]; form: Ref } {
  const { crop, turn } = view
  const right = crop.x + crop.width
  const top = crop.y + crop.height
  const corners: Record<View['turn'], [number, number, number, number]> = {
    0: [crop.x + box.x, top - box.y - box.height, crop.x + box.x + box.width, top - box.y],
    90: [crop.x + box.y, crop.y + box.x, crop.x + box.y + box.height, crop.y + box.x + box.width],
    180: [right - box.x - box.width, crop.y + box.y, right - box.x, crop.y + box.y + box.height],
    270: [right - box.y - box.height, top - box.x - box.width, right - box.y, top - box.x],
  }
  const turns = { 0: [1, 0, 0, 1, 0, 0], 90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0], 270: [0, -1, 1, 0, 0, 0] }
  return { rect: corners[turn] ?? corners[0], form: copyForm(update, pdf, box, turns[turn] ?? turns[0]) }
}

/** The first page of a small PDF as a form XObject of another file. */
function copyForm(update: Update, pdf: Uint8Array, box: Box, matrix: number[]): Ref {
  const source = new PdfFile(pdf)
  const known = new Map<number, Ref>()
  const copy = (value: PdfObject, depth = 0): PdfObject => {
    if (depth > 30) throw new PdfError('drawing nested too deep')
    if (value instanceof Ref) {
      const found = known.get(value.number) ?? update.add(copy(source.resolve(value), depth + 1))
      known.set(value.number, found)
      return found
    }
    if (Array.isArray(value)) return value.map((one) => copy(one, depth + 1))
    if (isDict(value)) return new Map([...value].map(([key, one]) => [key, copy(one, depth + 1)]))
    if (value instanceof Stream) return new Stream(copy(value.dict, depth + 1) as Dict, value.raw)
    return value
  }
  const page = source.dict(pagesOf(source)[0])
  const content = source.resolve(page?.get('Contents'))
  if (!page || !(content instanceof Stream)) throw new PdfError('nothing drawn')
  const dict: Dict = new Map(content.dict)
  dict.set('Type', new Name('XObject')).set('Subtype', new Name('Form')).set('BBox', [0, 0, box.width, box.height])
  dict.set('Matrix', matrix).set('Resources', copy(page.get('Resources') ?? new Map()))
  return update.add(new Stream(dict, content.raw))
}

const MAX_SIDE = 6000

/** Size of a PNG in pixels. @throws AppError SIGN_IMAGE_UNFIT when it is none, has no transparent ground, or is huge */
function pngSize(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  const isPng = bytes.length > 33 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString('latin1', 12, 16) === 'IHDR'
  if (!isPng) throw new AppError('SIGN_IMAGE_UNFIT')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const hasAlpha = bytes[25] === 6 || bytes[25] === 4 || bytes.subarray(0, 4096).includes('tRNS')
  if (!hasAlpha || width === 0 || height === 0 || width > MAX_SIDE || height > MAX_SIDE)
    throw new AppError('SIGN_IMAGE_UNFIT')
  return { width, height }
}
