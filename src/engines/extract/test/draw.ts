/**
 * Draws invented official documents for the tests: born-digital PDF, scans (picture only), scans with an invisible text
 * layer (good or degraded), with typed or "handwritten" figures. Nothing here shares code with the rules under test.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { openPdf } from '../pdf.ts'

const require = createRequire(import.meta.url)
const tinos = (file: string) => require.resolve(`@expo-google-fonts/tinos/${file}`)
const FONTS = {
  regular: tinos('400Regular/Tinos_400Regular.ttf'),
  italic: tinos('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bold: tinos('700Bold/Tinos_700Bold.ttf'),
  boldItalic: tinos('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
}

/** A figure: typed, or written by hand with what a text layer claims to have read there. */
export type Figure = { typed: string } | { hand: string; layer: string }

export interface Spec {
  regime?: 'state' | 'party'
  parent?: string
  organ: string[]
  number: Figure
  /** With its separator: `/QĐ-UBND`, Party `-QĐ/TU`. */
  notation: string
  place: string
  day: Figure
  month: Figure
  year: Figure
  type?: string
  subject: string[]
  addressee?: string
  body: string[]
  position?: string[]
  signer?: string
  recipients?: string[]
  stamp?: string
}

export interface Mark {
  text: string
  font: keyof typeof FONTS
  size: number
  x: number
  y: number
  /** Handwriting: drawn as strokes on scans, never as type. */
  hand?: string
  /** Red stamp in a frame: drawn on the picture only. */
  stamp?: boolean
}

export const PAGE = { width: 595, height: 842 }
const measure = new PDFDocument({ autoFirstPage: false })
for (const [name, file] of Object.entries(FONTS)) measure.registerFont(name, file)

function widthOf(text: string, font: Mark['font'], size: number): number {
  return measure.font(font).fontSize(size).widthOfString(text)
}

const shown = (figure: Figure) => ('typed' in figure ? figure.typed : figure.layer)

/** Pieces one after the other from x; figures by hand get room for their strokes. */
function sequence(pieces: (string | Figure)[], font: Mark['font'], size: number, x: number, y: number): Mark[] {
  const marks: Mark[] = []
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      if (piece !== '') marks.push({ text: piece, font, size, x, y })
      x += widthOf(piece, font, size)
      continue
    }
    const room = 'hand' in piece ? size * 0.62 * piece.hand.length + 3 : widthOf(piece.typed, font, size)
    marks.push({ text: shown(piece), font, size, x, y, ...('hand' in piece ? { hand: piece.hand } : {}) })
    x += room
  }
  return marks
}

const lengthOf = (pieces: (string | Figure)[], font: Mark['font'], size: number) =>
  pieces.reduce(
    (sum, p) =>
      sum +
      (typeof p === 'string'
        ? widthOf(p, font, size)
        : 'hand' in p
          ? size * 0.62 * p.hand.length + 3
          : widthOf(p.typed, font, size)),
    0,
  )

/** Everything on the one page, in reading order. */
export function layout(spec: Spec): Mark[] {
  const marks: Mark[] = []
  const party = spec.regime === 'party'
  const [leftX, rightX] = [165, 410]
  const centred = (text: string, font: Mark['font'], size: number, x: number, y: number) =>
    marks.push({ text, font, size, x: x - widthOf(text, font, size) / 2, y })
  let y = 60
  const title = party ? 'ĐẢNG CỘNG SẢN VIỆT NAM' : 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
  centred(title, 'bold', party ? 15 : 12, rightX, y)
  if (!party) centred('Độc lập - Tự do - Hạnh phúc', 'bold', 13, rightX, y + 16)
  if (spec.parent) {
    centred(spec.parent, 'regular', 12, leftX - 20, y)
    y += 16
  }
  for (const line of spec.organ) {
    centred(line, 'bold', 12, leftX - 20, y)
    y += 16
  }
  if (party) {
    centred('*', 'regular', 12, leftX - 20, y)
    y += 14
  }
  y += 14
  const number = [party ? 'Số ' : 'Số: ', spec.number, spec.notation]
  marks.push(...sequence(number, 'regular', 13, leftX - 20 - lengthOf(number, 'regular', 13) / 2, y))
  const date = [`${spec.place}, ngày `, spec.day, ' tháng ', spec.month, ' năm ', spec.year]
  marks.push(...sequence(date, 'italic', 13, rightX - lengthOf(date, 'italic', 13) / 2, y))
  y += 18
  if (spec.stamp) marks.push({ text: spec.stamp, font: 'bold', size: 14, x: 100, y: y + 8, stamp: true })
  if (spec.type) {
    y += 46
    centred(spec.type, 'bold', 14, PAGE.width / 2, y)
    for (const line of spec.subject) {
      y += 17
      centred(line, 'bold', 14, PAGE.width / 2, y)
    }
  } else {
    for (const line of spec.subject) {
      centred(line, 'regular', 12, leftX - 20, y)
      y += 14
    }
    y += 20
  }
  y += 36
  if (spec.addressee) {
    marks.push({ text: `Kính gửi: ${spec.addressee}`, font: 'regular', size: 14, x: 170, y })
    y += 34
  }
  for (const paragraph of spec.body) {
    let x = 121
    let line = ''
    for (const word of paragraph.split(' ')) {
      const next = line === '' ? word : `${line} ${word}`
      if (widthOf(next, 'regular', 14) > 552 - x) {
        marks.push({ text: line, font: 'regular', size: 14, x, y })
        y += 19
        x = 85
        line = word
      } else line = next
    }
    marks.push({ text: line, font: 'regular', size: 14, x, y })
    y += 23
  }
  y += 10
  const signY = y
  for (const line of spec.position ?? []) {
    centred(line, 'bold', 13, 430, y)
    y += 17
  }
  if (spec.signer) centred(spec.signer, 'bold', 14, 430, y + 70)
  if (spec.recipients) {
    marks.push({ text: 'Nơi nhận:', font: 'boldItalic', size: 12, x: 85, y: signY })
    for (const [i, line] of spec.recipients.entries()) {
      marks.push({ text: line, font: 'regular', size: 11, x: 85, y: signY + 16 + i * 14 })
    }
  }
  return marks
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.end()
  })
}

function newDocument(): PDFKit.PDFDocument {
  const doc = new PDFDocument({ size: [PAGE.width, PAGE.height], margin: 0, info: { CreationDate: new Date(0) } })
  for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, file)
  return doc
}

function write(doc: PDFKit.PDFDocument, marks: Mark[]): void {
  for (const mark of marks)
    doc.font(mark.font).fontSize(mark.size).text(mark.text, mark.x, mark.y, { lineBreak: false })
}

/** Born-digital: real type, figures as typed; what is by hand is left blank. */
export function drawPdf(spec: Spec): Promise<Buffer> {
  const doc = newDocument()
  write(
    doc,
    layout(spec).filter((mark) => mark.hand === undefined && !mark.stamp),
  )
  return collect(doc)
}

/** Strokes of the ten figures in a unit square, y downwards. */
export const STROKES: Record<string, string> = {
  '0': 'M.55 .05 C.1 0 .05 .95 .5 .97 C.95 1 .95 .1 .5 .06',
  '1': 'M.25 .3 L.6 .02 L.45 1',
  '2': 'M.15 .25 C.2 -.05 .9 -.05 .75 .35 C.65 .6 .3 .8 .1 .95 C.4 .85 .6 1.05 .95 .88',
  '3': 'M.2 .12 C.5 -.1 .95 .15 .45 .45 C1 .45 .9 1.05 .15 .9',
  '4': 'M.5 .02 L.1 .62 L.9 .55 M.7 .3 L.62 1.05',
  '5': 'M.85 .03 L.35 .08 L.28 .45 C.8 .35 1 .95 .2 .97',
  '6': 'M.75 .02 C.2 .2 .05 .95 .45 .97 C.9 .98 .85 .45 .25 .65',
  '7': 'M.1 .1 L.9 .03 L.4 1 M.25 .55 L.75 .5',
  '8': 'M.7 .15 C.3 -.1 .1 .35 .5 .5 C.95 .7 .6 1.05 .4 .97 C.05 .85 .3 .55 .55 .45 C.8 .3 .8 .2 .65 .12',
  '9': 'M.75 .3 C.6 -.05 .1 .05 .2 .35 C.3 .6 .75 .4 .75 .2 C.8 .5 .7 .8 .5 1.02',
}

/** Small repeatable random numbers, 0 … 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface ScanOptions {
  seed?: number
  dpi?: number
  /** Ink of the handwriting: a blue pen, or black of the same darkness as the type. */
  pen?: 'blue' | 'black'
  /** Degrees the sheet lies askew. */
  skew?: number
  noise?: number
}

function handSvg(marks: Mark[], scale: number, options: ScanOptions): string {
  const random = seeded(options.seed ?? 1)
  const colour = options.pen === 'black' ? '#1c1c1c' : '#2a3fb5'
  const paths = marks.flatMap((mark) =>
    [...(mark.hand ?? '')].map((digit, i) => {
      const size = mark.size * (0.78 + random() * 0.25)
      const x = mark.x + i * mark.size * 0.6 + random() * 1.5
      const y = mark.y + mark.size * 0.22 - random() * 3.5 + random() * 2
      const [width, slant] = [size * 0.62 * scale, -8 - random() * 14]
      return `<path transform="translate(${x * scale} ${y * scale}) skewX(${slant}) scale(${width} ${size * scale})" d="${STROKES[digit]}" fill="none" stroke="${colour}" stroke-width="${(1.15 + random() * 0.4) * scale}" vector-effect="non-scaling-stroke" stroke-linecap="round"/>`
    }),
  )
  const stamps = marks
    .filter((mark) => mark.stamp)
    .map((mark) => {
      const [x, y, w] = [mark.x * scale, mark.y * scale, (widthOf(mark.text, mark.font, mark.size) + 14) * scale]
      return `<rect x="${x - 7 * scale}" y="${y - 3 * scale}" width="${w}" height="${22 * scale}" fill="none" stroke="#d01c1c" stroke-width="${1.2 * scale}"/>`
    })
  return `${paths.join('')}${stamps.join('')}`
}

/** The page as a scanner sees it: RGB JPEG with grain, skew and handwriting. */
export async function drawScan(
  spec: Spec,
  options: ScanOptions = {},
): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const dpi = options.dpi ?? 200
  const scale = dpi / 72
  const marks = layout(spec)
  const doc = newDocument()
  write(
    doc,
    marks.filter((mark) => mark.hand === undefined && !mark.stamp),
  )
  doc.fillColor('#d01c1c')
  write(
    doc,
    marks.filter((mark) => mark.stamp),
  )
  const folder = await mkdtemp(join(tmpdir(), 'vankho-draw-'))
  try {
    const path = join(folder, 'page.pdf')
    await writeFile(path, await collect(doc))
    const raster = await (await openPdf(path, {})).render(1, PAGE, dpi, 1)
    if (raster === null) throw new Error('the page could not be drawn')
    const { width, height } = raster
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${handSvg(marks, scale, options)}</svg>`
    const random = seeded((options.seed ?? 1) + 7)
    const strength = options.noise ?? 10
    const grain = Buffer.alloc(width * height)
    for (let i = 0; i < grain.length; i++) grain[i] = Math.round(128 + (random() - 0.5) * 2 * strength)
    let page = sharp(raster.data, { raw: { width, height, channels: 3 } }).composite([
      { input: Buffer.from(svg) },
      {
        input: await sharp(grain, { raw: { width, height, channels: 1 } })
          .png()
          .toBuffer(),
        blend: 'soft-light',
      },
    ])
    if (options.skew) {
      const turned = await page.png().toBuffer()
      const rotated = sharp(turned).rotate(options.skew, { background: '#fdfdfd' })
      const { data, info } = await rotated.png().toBuffer({ resolveWithObject: true })
      page = sharp(data).extract({
        left: Math.floor((info.width - width) / 2),
        top: Math.floor((info.height - height) / 2),
        width,
        height,
      })
    }
    return { jpeg: await page.blur(0.5).jpeg({ quality: 80 }).toBuffer(), width, height }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A picture wrapped as a PDF without text. */
export async function scanPdf(spec: Spec, options: ScanOptions = {}): Promise<Buffer> {
  const doc = newDocument()
  doc.image((await drawScan(spec, options)).jpeg, 0, 0, { width: PAGE.width, height: PAGE.height })
  return collect(doc)
}

/** A scan with an invisible text layer; `spoil` changes each piece of text as a bad OCR would. */
export async function layeredPdf(
  spec: Spec,
  options: ScanOptions = {},
  spoil: (text: string) => string = (t) => t,
): Promise<Buffer> {
  const doc = newDocument()
  doc.image((await drawScan(spec, options)).jpeg, 0, 0, { width: PAGE.width, height: PAGE.height })
  doc.fillOpacity(0)
  const marks = layout(spec).filter((mark) => !mark.stamp)
  write(
    doc,
    marks.map((mark) => ({ ...mark, text: mark.hand === undefined ? spoil(mark.text) : mark.text })),
  )
  return collect(doc)
}
