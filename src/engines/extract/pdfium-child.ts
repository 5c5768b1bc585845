/**
 * Runs in a process of its own: pdfium (WebAssembly) on one file. Arguments: FILE info MAX | words FIRST LAST |
 * styled LAST | cover LAST | render PAGE DPI SHARE. Answers JSON, or a binary PPM for `render`.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PdfInfo } from './poppler.ts'
import type { PageWords, StyledPage, StyledRun, Word } from './types.ts'

type Native = (...args: number[]) => number

/** The emscripten module inside the package: it exports more of pdfium than the package's own classes use. */
interface Pdfium {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc: Native; free: Native } & Record<string, unknown>
}

const [path = '', command, ...numbers] = process.argv.slice(2)
const bytes = readFileSync(path)
const library = await PDFiumLibrary.init()
const pdfium = (library as unknown as { module: Pdfium & Record<string, Native> }).module

/** A pdfium function by its name; all take and give numbers. */
function call(name: string, ...args: number[]): number {
  const native = pdfium[`_${name}`] as Native | undefined
  if (native === undefined) throw new Error(`pdfium has no ${name}`)
  return native(...args)
}

const view = () => new DataView(pdfium.HEAPU8.buffer)
const scratch = pdfium.wasmExports.malloc(64)
const names = pdfium.wasmExports.malloc(320)
const file = pdfium.wasmExports.malloc(bytes.length)
pdfium.HEAPU8.set(bytes, file)
const document = call('FPDF_LoadMemDocument', file, bytes.length, 0)
const PASSWORD_ERROR = 4
const locked = document === 0 && call('FPDF_GetLastError') === PASSWORD_ERROR

/** Page to device at this many units a point: whole numbers come back. */
const FINE = 100

interface OpenPage {
  handle: number
  width: number
  height: number
}

function openPage(page: number): OpenPage | null {
  const handle = call('FPDF_LoadPage', document, page - 1)
  if (handle === 0) return null
  return { handle, width: call('FPDF_GetPageWidth', handle), height: call('FPDF_GetPageHeight', handle) }
}

/** Page space → points from the top left of the page as displayed. */
function toDisplay(page: OpenPage, x: number, y: number): [number, number] {
  const [w, h] = [Math.round(page.width * FINE), Math.round(page.height * FINE)]
  call('FPDF_PageToDevice', page.handle, 0, 0, w, h, 0, x, y, scratch + 32, scratch + 36)
  return [view().getInt32(scratch + 32, true) / FINE, view().getInt32(scratch + 36, true) / FINE]
}

function charBox(page: OpenPage, textPage: number, index: number): Word['box'] | null {
  if (call('FPDFText_GetLooseCharBox', textPage, index, scratch) === 0) return null
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => view().getFloat32(scratch + at, true)) as Word['box']
  const [ax, ay] = toDisplay(page, left, top)
  const [bx, by] = toDisplay(page, right, bottom)
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
}

function readWords(number: number): PageWords {
  const page = openPage(number)
  if (page === null) return { page: number, width: 595, height: 842, words: [], source: 'text-layer' }
  const result: PageWords = { page: number, width: page.width, height: page.height, words: [], source: 'text-layer' }
  const textPage = call('FPDFText_LoadPage', page.handle)
  const count = call('FPDFText_CountChars', textPage)
  let text = ''
  let box: Word['box'] | null = null
  const flush = () => {
    const word = text.normalize('NFC').trim()
    if (word !== '' && box !== null) result.words.push({ text: word, box, confidence: 1 })
    text = ''
    box = null
  }
  for (let i = 0; i < count; i++) {
    const code = call('FPDFText_GetUnicode', textPage, i)
    const char = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' '
    const at = code < 0x20 || /[\s\ufffe\uffff]/u.test(char) ? null : charBox(page, textPage, i)
    if (at === null) {
      flush()
      continue
    }
    const last: Word['box'] | null = box
    // pdfium joins lines by a space it makes up; a jump without one also parts words
    if (last !== null && (at[0] - last[2] > (last[3] - last[1]) * 0.6 || at[1] > last[3])) flush()
    text += char
    box =
      box === null
        ? at
        : [Math.min(box[0], at[0]), Math.min(box[1], at[1]), Math.max(box[2], at[2]), Math.max(box[3], at[3])]
  }
  flush()
  call('FPDFText_ClosePage', textPage)
  call('FPDF_ClosePage', page.handle)
  return result
}

/** Name of a letter's font and whether it slants, by its own flags. */
function fontOf(textPage: number, index: number): { name: string; isItalic: boolean } {
  const length = call('FPDFText_GetFontInfo', textPage, index, 0, 0, scratch)
  const ITALIC = 64
  const flags = length > 0 && length < 300 ? view().getInt32(scratch, true) : 0
  if (length <= 1 || length >= 300) return { name: '', isItalic: (flags & ITALIC) !== 0 }
  call('FPDFText_GetFontInfo', textPage, index, names, length, scratch)
  const name = Buffer.from(pdfium.HEAPU8.slice(names, names + length - 1)).toString('utf8')
  return { name, isItalic: (view().getInt32(scratch, true) & ITALIC) !== 0 }
}

/** Where a letter stands, in points from the top of the page as displayed. */
function originOf(page: OpenPage, textPage: number, index: number): number | null {
  if (call('FPDFText_GetCharOrigin', textPage, index, scratch, scratch + 8) === 0) return null
  return toDisplay(page, view().getFloat64(scratch, true), view().getFloat64(scratch + 8, true))[1]
}

/** Colour that a letter is filled with, RRGGBB. */
function colorOf(textPage: number, index: number): string {
  if (call('FPDFText_GetFillColor', textPage, index, scratch, scratch + 4, scratch + 8, scratch + 12) === 0)
    return '000000'
  return [0, 4, 8]
    .map((at) => (view().getUint32(scratch + at, true) & 255).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

/** Letters that look alike and stand together. */
function readStyled(number: number): StyledPage {
  const page = openPage(number)
  if (page === null) return { page: number, width: 595, height: 842, runs: [], lines: [] }
  const result: StyledPage = { page: number, width: page.width, height: page.height, runs: [], lines: [] }
  const textPage = call('FPDFText_LoadPage', page.handle)
  const count = Math.min(call('FPDFText_CountChars', textPage), 60_000)
  let last: StyledRun | null = null
  let hasSpace = false
  for (let i = 0; i < count; i++) {
    const code = call('FPDFText_GetUnicode', textPage, i)
    const char = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' '
    if (code < 0x21 || /[\s\ufffe\uffff]/u.test(char)) {
      hasSpace = true
      continue
    }
    const at = charBox(page, textPage, i)
    if (at === null) continue
    const baseline = originOf(page, textPage, i) ?? at[3]
    const { name, isItalic } = fontOf(textPage, i)
    const [sizePt, color] = [Math.round(call('FPDFText_GetFontSize', textPage, i) * 10) / 10, colorOf(textPage, i)]
    const isBold = /bold|black|heavy/i.test(name) || call('FPDFText_GetFontWeight', textPage, i) >= 600
    const slants = isItalic || /italic|oblique/i.test(name)
    const isNear =
      last !== null &&
      Math.abs(baseline - last.baseline) < sizePt * 0.3 &&
      at[0] - last.box[2] < sizePt * 0.8 &&
      at[0] > last.box[2] - sizePt
    const isAlike =
      last !== null &&
      last.font === name &&
      last.sizePt === sizePt &&
      last.isBold === isBold &&
      last.isItalic === slants &&
      last.color === color
    if (last !== null && isNear && isAlike) {
      last.text += (hasSpace ? ' ' : '') + char
      last.box = [
        Math.min(last.box[0], at[0]),
        Math.min(last.box[1], at[1]),
        Math.max(last.box[2], at[2]),
        Math.max(last.box[3], at[3]),
      ]
    } else {
      if (last !== null && isNear && hasSpace) last.text += ' '
      last = { text: char, baseline, font: name, sizePt, isBold, isItalic: slants, color, box: at }
      result.runs.push(last)
    }
    hasSpace = false
  }
  call('FPDFText_ClosePage', textPage)
  const objects = Math.min(5000, call('FPDFPage_CountObjects', page.handle))
  const PATH = 2
  for (let i = 0; i < objects; i++) {
    const object = call('FPDFPage_GetObject', page.handle, i)
    if (call('FPDFPageObj_GetType', object) !== PATH) continue
    if (call('FPDFPageObj_GetBounds', object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue
    const [left, bottom, right, top] = [0, 4, 8, 12].map((at) => view().getFloat32(scratch + at, true)) as Word['box']
    const [ax, ay] = toDisplay(page, left, top)
    const [bx, by] = toDisplay(page, right, bottom)
    result.lines.push([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)])
  }
  call('FPDF_ClosePage', page.handle)
  return result
}

const IMAGE = 3
const FORM = 5

function area(object: number): number {
  if (call('FPDFPageObj_GetBounds', object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return 0
  const [left, bottom, right, top] = [0, 4, 8, 12].map((at) => view().getFloat32(scratch + at, true)) as Word['box']
  return Math.max(0, right - left) * Math.max(0, top - bottom)
}

function largestImage(page: OpenPage): number {
  let largest = 0
  const count = Math.min(5000, call('FPDFPage_CountObjects', page.handle))
  for (let i = 0; i < count; i++) {
    const object = call('FPDFPage_GetObject', page.handle, i)
    const type = call('FPDFPageObj_GetType', object)
    if (type === IMAGE || (type === FORM && holdsImage(object))) largest = Math.max(largest, area(object))
  }
  return Math.min(1, largest / (page.width * page.height))
}

function holdsImage(form: number): boolean {
  const count = Math.min(200, call('FPDFFormObj_CountObjects', form))
  for (let i = 0; i < count; i++) {
    if (call('FPDFPageObj_GetType', call('FPDFFormObj_GetObject', form, i)) === IMAGE) return true
  }
  return false
}

function info(maxPages: number): PdfInfo {
  if (document === 0) return { state: locked ? 'locked' : 'broken', pages: 0, restricted: false, sizes: [] }
  const pages = call('FPDF_GetPageCount', document)
  const sizes = Array.from({ length: Math.min(pages, maxPages) }, (_, i) => {
    const page = openPage(i + 1)
    if (page === null) return { width: 595, height: 842 }
    call('FPDF_ClosePage', page.handle)
    return { width: page.width, height: page.height }
  })
  const restricted = call('FPDF_GetSecurityHandlerRevision', document) !== -1
  return { state: pages > 0 ? 'open' : 'broken', pages, restricted, sizes }
}

/** 60 megapixels: an A3 page at 400 dpi fits, a hostile page of metres does not. */
const MAX_PIXELS = 60_000_000

function render(number: number, dpi: number, share: number): Buffer {
  const page = openPage(number)
  if (page === null) throw new Error('no such page')
  const scale = dpi / 72
  const [width, full] = [Math.ceil(page.width * scale), Math.ceil(page.height * scale)]
  const height = Math.ceil(full * share)
  if (width * height > MAX_PIXELS) throw new Error('page too large')
  const BGRA = 4
  const bitmap = call('FPDFBitmap_CreateEx', width, height, BGRA, 0, 0)
  call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, 0xffffffff)
  const ANNOTATIONS = 1
  call('FPDF_RenderPageBitmap', bitmap, page.handle, 0, 0, width, full, 0, ANNOTATIONS)
  const [start, stride] = [call('FPDFBitmap_GetBuffer', bitmap), call('FPDFBitmap_GetStride', bitmap)]
  const head = Buffer.from(`P6\n${width} ${height}\n255\n`)
  const out = Buffer.allocUnsafe(head.length + width * height * 3)
  head.copy(out)
  const pixels = pdfium.HEAPU8
  let to = head.length
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = start + y * stride; x < width; x++, from += 4) {
      out[to++] = pixels[from + 2]!
      out[to++] = pixels[from + 1]!
      out[to++] = pixels[from]!
    }
  }
  return out
}

function answer(): string | Buffer {
  const [a = 1, b = 1, c = 1] = numbers.map(Number)
  if (command === 'info') return JSON.stringify(info(a))
  if (document === 0) throw new Error('not readable')
  const pages = call('FPDF_GetPageCount', document)
  const list = (first: number, last: number) =>
    Array.from({ length: Math.max(0, Math.min(last, pages) - first + 1) }, (_, i) => first + i)
  if (command === 'words') return JSON.stringify(list(a, b).map(readWords))
  if (command === 'styled') return JSON.stringify({ pages, styled: list(1, a).map(readStyled) })
  if (command === 'cover') {
    return JSON.stringify(
      list(1, a).map((number) => {
        const page = openPage(number)
        if (page === null) return 0
        const share = largestImage(page)
        call('FPDF_ClosePage', page.handle)
        return share
      }),
    )
  }
  if (command === 'render') return render(a, b, c)
  throw new Error(`unknown command ${command}`)
}

process.stdout.write(answer(), () => process.exit(0))
