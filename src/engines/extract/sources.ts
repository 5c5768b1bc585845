/** From a file of any kind to pages of words: who reads what, when OCR runs, and what a person should know about it. */
import { syllableScore } from '../vn-text/index.ts'
import { readDocxApart } from './docx-apart.ts'
import { docxPage } from './docx-page.ts'
import { FindingList } from './findings.ts'
import { readHeader } from './header.ts'
import { type ImagePages, ImageTooLarge, openImage } from './images.ts'
import { openPdf, type PdfReader } from './pdf.ts'
import { recognise } from './recognise.ts'
import { hasPdfSignature, sniff } from './sniff.ts'
import { readStamps, STAMP_SHARE } from './stamps.ts'
import { ocrPage } from './tesseract.ts'
import type { ExtractOptions, PageSize, PageWords, Raster, Turn } from './types.ts'
import { legible, recogniseUpright, runsSideways, turnRaster, turnSize } from './upright.ts'

export interface Source {
  /** One entry a page, in order; pages without any text have no words. */
  pages: PageWords[]
  /** The page that the document begins on, from 1: empty pages and covers before it are passed over. */
  first: number
  /** A second, independent reading of that page's head (OCR of the picture under a text layer). */
  head: PageWords | null
  /** Words in red ink on that page's head (stamps). */
  stamps: PageWords | null
  /** Picture of (the top of) that page, upright, when it is a scan or image. */
  raster: Raster | null
  /** True when that page is a picture: its figures may be handwriting. */
  isPicture: boolean
  ocr: boolean
  pageCount: number | null
  pageSizes: PageSize[]
  /** DOCX: words of headers and footers, where stamps are set too; no fields are read from them. */
  edges: PageWords | null
  /** DOCX: boxes are imaginary. */
  flow: boolean
}

export const HEAD_SHARE = 0.55
const HEAD_DPI = 300
const OCR_DPI = 300
/** Below this share of possible syllables a text layer is worse than fresh OCR (measured: clean layers 0.93+, OCR noise below 0.6). */
const POOR_LAYER = 0.62

const LAYER_TRUST = 0.92

const empty = (flow = false): Source => ({
  pages: [],
  first: 1,
  head: null,
  stamps: null,
  edges: null,
  raster: null,
  isPicture: false,
  ocr: false,
  pageCount: null,
  pageSizes: [],
  flow,
})

interface OcrRun {
  words: PageWords | null
  raster: Raster | null
  turn: Turn
}

/** OCR of pages side by side, two at a time; failures become findings. */
async function ocrPages(
  numbers: number[],
  draw: (page: number) => Promise<{ raster: Raster | null; size: PageSize }>,
  options: ExtractOptions,
  findings: FindingList,
): Promise<Map<number, OcrRun>> {
  const results = new Map<number, OcrRun>()
  const queue = [...numbers]
  const worker = async () => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
      const { raster, size } = await draw(page)
      const outcome = raster === null ? 'failed' : await recogniseUpright(raster, options)
      if (outcome === 'timeout') findings.add('EXTRACT_OCR_TIMEOUT')
      if (outcome === 'failed') findings.add('EXTRACT_NO_OCR')
      if (typeof outcome === 'string') {
        results.set(page, { words: null, raster: page === 1 ? raster : null, turn: 0 })
        continue
      }
      if (outcome.turn !== 0) findings.add('EXTRACT_TURNED')
      const { width, height } = turnSize(size, outcome.turn)
      const words = { ...ocrPage(page, width, height, outcome.words), ...(outcome.turn ? { turn: outcome.turn } : {}) }
      results.set(page, { words, raster: page === 1 ? outcome.raster : null, turn: outcome.turn })
    }
  }
  await Promise.all([worker(), worker()])
  return results
}

function isPoor(page: PageWords): boolean {
  const { score, words } = syllableScore(page.words.map((word) => word.text).join(' '))
  if (words >= 25) return score < POOR_LAYER
  // letters of a private font: signs that are no letters at all
  const spoken = page.words.filter((word) => /[\p{L}\p{N}]/u.test(word.text))
  return page.words.length >= 25 && spoken.length < page.words.length * 0.3
}

const layerScore = (page: PageWords) => syllableScore(page.words.map((word) => word.text).join(' ')).score

/**
 * A page set by a program may look right and hold letters that say something else (fonts of the time before Unicode, fonts
 * without a table): it is drawn and recognised like a scan. A text in another language reads no better from its picture,
 * which the first such page shows: it keeps its layer, and the pages after it theirs.
 */
async function readWrongLetters(
  source: Source,
  reader: PdfReader,
  cover: number[],
  options: ExtractOptions,
  findings: FindingList,
): Promise<void> {
  if (options.ocr === 'never' || options.ocr === 'always') return
  const wrong = source.pages.filter(
    (page, i) => page.source === 'text-layer' && (cover[i] ?? 0) <= 0.35 && isPoor(page),
  )
  const [first, ...rest] = wrong
  if (first === undefined) return
  const trial: Source = { ...source, pages: [...source.pages] }
  await addOcr(trial, reader, [first.page], options, new FindingList())
  const read = trial.pages[first.page - 1]!
  if (read === first || layerScore(read) < layerScore(first) + 0.2) return
  findings.add('EXTRACT_POOR_TEXT_LAYER')
  const limit = options.maxOcrPages ?? 30
  if (wrong.length > limit) findings.add('EXTRACT_OCR_LIMIT')
  Object.assign(source, trial, { head: null })
  await addOcr(
    source,
    reader,
    rest.slice(0, limit - 1).map((page) => page.page),
    options,
    findings,
  )
}

/** Which pages need OCR: no words over a picture, or a layer that is rubbish. */
function pagesForOcr(pages: PageWords[], cover: number[], options: ExtractOptions, findings: FindingList): number[] {
  if (options.ocr === 'never') return []
  const wanted = pages.filter((page, i) => {
    if (options.ocr === 'always') return true
    const picture = (cover[i] ?? 0) > 0.35
    if (page.words.length < 4 && picture) return true
    if (picture && runsSideways(page)) return true
    if (picture && isPoor(page)) {
      findings.add('EXTRACT_POOR_TEXT_LAYER')
      return true
    }
    return false
  })
  const limit = options.maxOcrPages ?? 30
  if (wanted.length > limit) findings.add('EXTRACT_OCR_LIMIT')
  return wanted.slice(0, limit).map((page) => page.page)
}

async function fromPdf(path: string, bytes: Buffer, options: ExtractOptions, findings: FindingList): Promise<Source> {
  const reader = await openPdf(path, options)
  const maxPages = options.maxPages ?? 2000
  const info = await reader.info(maxPages)
  if (hasPdfSignature(bytes)) findings.add('EXTRACT_SIGNED')
  if (info.state !== 'open') {
    findings.add(info.state === 'locked' ? 'EXTRACT_ENCRYPTED' : 'EXTRACT_BROKEN')
    return empty()
  }
  if (info.restricted) findings.add('EXTRACT_RESTRICTED')
  const last = Math.min(info.pages, maxPages)
  if (info.pages > maxPages) findings.add('EXTRACT_TOO_LONG')
  const [layer, cover] = await Promise.all([reader.words(1, last), reader.imageCover(info.sizes, last)])
  const source: Source = { ...empty(), pageCount: info.pages, pageSizes: info.sizes }
  source.pages =
    layer ?? info.sizes.map((size, i) => ({ page: i + 1, ...size, words: [], source: 'text-layer' as const }))
  if (layer === null) findings.add('EXTRACT_REPAIRED')
  // an old text layer over a picture is somebody's OCR: no surer than a good reading made now
  for (const [i, page] of source.pages.entries()) {
    if ((cover[i] ?? 0) > 0.35) for (const word of page.words) word.confidence = LAYER_TRUST
  }
  await addOcr(source, reader, pagesForOcr(source.pages, cover, options, findings), options, findings)
  await readWrongLetters(source, reader, cover, options, findings)
  source.first = firstPage(source.pages)
  const firstCover = cover[source.first - 1] ?? 0
  source.isPicture = firstCover > 0.35 || source.pages[source.first - 1]?.source === 'ocr'
  await addHead(source, reader, options, findings)
  await addStamps(source, reader, firstCover, options)
  return source
}

/** Pages looked through for the head of a document. */
const LOOK_AHEAD = 12

/** The page with a letterhead where page 1 has none; else the first page with any words; from 1. */
function firstPage(pages: readonly PageWords[]): number {
  const looked = pages.slice(0, LOOK_AHEAD)
  const headed = looked.findIndex((page) => {
    if (page.words.length === 0) return false
    const { regime, numberRow } = readHeader(page)
    return regime !== null || numberRow !== null
  })
  const written = looked.findIndex((page) => page.words.length >= 8)
  return Math.max(0, headed >= 0 ? headed : written) + 1
}

/** An image smaller than this cannot be a stamp (HỎA TỐC is 30 × 8 mm, 0.4 % of A4; MẬT is smaller still). */
const STAMP_COVER = 0.0006

/** Reads the stamps of the first page: on the picture at hand, or on a drawing of the head when the page has images at all. */
async function addStamps(source: Source, reader: PdfReader, cover: number, options: ExtractOptions): Promise<void> {
  if (options.ocr === 'never' || options.stampZones === false || cover < STAMP_COVER) return
  const shown = source.pageSizes[source.first - 1]
  if (shown === undefined) return
  const turn = source.pages[source.first - 1]?.turn ?? 0
  const size = turnSize(shown, turn)
  const whole = source.raster !== null && source.raster.height > size.height * source.raster.scale * 0.9
  const raster = source.raster ?? (await reader.render(source.first, size, 200, STAMP_SHARE))
  if (raster === null) return
  const covers = source.raster === null ? STAMP_SHARE : whole ? 1 : HEAD_SHARE
  source.stamps = await stampsOf(source, raster, covers, size, options)
}

/** Words in red on the first page, as a page of their own. */
async function stampsOf(source: Source, raster: Raster, covers: number, size: PageSize, options: ExtractOptions) {
  const found = await readStamps(raster, covers, size, options)
  const turn = source.pages[source.first - 1]?.turn
  return found && { ...found, page: source.first, ...(turn ? { turn } : {}) }
}

async function addOcr(
  source: Source,
  reader: PdfReader,
  wanted: number[],
  options: ExtractOptions,
  findings: FindingList,
): Promise<void> {
  const draw = async (page: number) => {
    const size = source.pageSizes[page - 1] ?? { width: 595, height: 842 }
    return { raster: await reader.render(page, size, OCR_DPI, 1), size }
  }
  const runs = await ocrPages(wanted, draw, options, findings)
  for (const [page, run] of runs) {
    if (run.words === null) continue
    const layer = source.pages[page - 1]!
    source.ocr = true
    // the old layer, poor as it is, still serves as the second reading of the head
    if (page === 1 && layer.words.length >= 4 && run.turn === 0) source.head = layer
    source.pages[page - 1] = run.words
    if (page === 1) source.raster = run.raster
  }
}

/** The first page's picture and, under a text layer, a second reading of its head. */
async function addHead(
  source: Source,
  reader: PdfReader,
  options: ExtractOptions,
  findings: FindingList,
): Promise<void> {
  const page = source.pages[source.first - 1]
  const shown = source.pageSizes[source.first - 1]
  if (source.first > 1) source.raster = source.head = null
  if (!page || !shown || !source.isPicture || source.raster !== null || options.ocr === 'never') return
  if (page.source === 'ocr') {
    const drawn = await reader.render(source.first, shown, HEAD_DPI, 1)
    source.raster = drawn && (await turnRaster(drawn, page.turn ?? 0))
    return
  }
  source.raster = await reader.render(source.first, shown, HEAD_DPI, HEAD_SHARE)
  if (source.raster === null) return
  const outcome = await recognise(source.raster, 4, options)
  if (typeof outcome === 'string') return
  if (legible(outcome.words) < 8 && legible(page.words) < page.words.length * 0.5) {
    // neither the layer nor the picture makes sense as it lies: perhaps it lies the wrong way up
    await addOcr(source, reader, [source.first], options, findings)
    return
  }
  const limit = shown.height * HEAD_SHARE
  const below = page.words.filter((word) => word.box[1] > limit - 12)
  const above = outcome.words.filter((w) => w.box[3] < limit)
  source.head = ocrPage(source.first, shown.width, shown.height, [...above, ...below])
}

async function fromImage(bytes: Buffer, options: ExtractOptions, findings: FindingList): Promise<Source> {
  let image: ImagePages
  const source: Source = { ...empty(), isPicture: true }
  try {
    image = await openImage(bytes)
    source.pageCount = image.pages
    const limit = Math.min(image.pages, options.maxPages ?? 2000)
    for (let page = 1; page <= limit; page++) source.pageSizes.push(await image.size(page))
  } catch (error) {
    findings.add(error instanceof ImageTooLarge ? 'EXTRACT_IMAGE_TOO_LARGE' : 'EXTRACT_BROKEN')
    return source
  }
  source.pages = source.pageSizes.map((size, i) => ocrPage(i + 1, size.width, size.height, []))
  if (options.ocr === 'never') return source
  const max = options.maxOcrPages ?? 30
  if (source.pages.length > max) findings.add('EXTRACT_OCR_LIMIT')
  const draw = async (page: number) => {
    const size = source.pageSizes[page - 1]!
    try {
      return { raster: await image.raster(page), size }
    } catch {
      findings.add('EXTRACT_BROKEN')
      return { raster: null, size }
    }
  }
  const numbers = source.pages.slice(0, max).map((page) => page.page)
  const runs = await ocrPages(numbers, draw, options, findings)
  for (const [page, run] of runs) {
    if (page === 1) source.raster = run.raster
    if (run.words === null) continue
    source.pages[page - 1] = run.words
    source.ocr = true
  }
  source.first = firstPage(source.pages)
  const first = source.pages[source.first - 1]
  if (source.first > 1) {
    const { raster } = await draw(source.first)
    source.raster = raster && (await turnRaster(raster, first?.turn ?? 0))
  }
  if (source.raster !== null && first && options.stampZones !== false)
    source.stamps = await stampsOf(source, source.raster, 1, first, options)
  return source
}

async function fromDocx(path: string, findings: FindingList): Promise<Source & { flowText?: string }> {
  const content = await readDocxApart(path)
  if (content === null || (content.paragraphs === null && !content.isBomb)) {
    findings.add('EXTRACT_BROKEN')
    return empty(true)
  }
  if (content.hasMacros) findings.add('EXTRACT_HAS_MACROS')
  if (content.isSigned) findings.add('EXTRACT_SIGNED')
  if (content.isBomb) findings.add('EXTRACT_BOMB')
  if (content.isCut) findings.add('EXTRACT_TOO_LONG')
  if (content.paragraphs === null) return empty(true)
  const flowText = content.paragraphs.map((paragraph) => paragraph.text).join('\n')
  const edges = content.edges.length > 0 ? { ...docxPage(content.edges), isHead: true } : null
  return { ...empty(true), pages: [docxPage(content.paragraphs)], flowText, edges }
}

/**
 * Reads a file into words.
 * @param path of the file (PDF tools read it there); @param bytes its content.
 * @returns what could be read; damage, passwords and limits are findings, never errors.
 */
export async function readSource(
  path: string,
  bytes: Buffer,
  options: ExtractOptions,
  findings: FindingList,
): Promise<Source & { flowText?: string }> {
  const kind = sniff(bytes)
  if (kind === 'pdf') return fromPdf(path, bytes, options, findings)
  if (kind === 'image') return fromImage(bytes, options, findings)
  if (kind === 'docx') return fromDocx(path, findings)
  if (kind === 'doc' && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) findings.add('EXTRACT_ENCRYPTED')
  else findings.add(kind === 'empty' ? 'EXTRACT_EMPTY' : 'EXTRACT_UNKNOWN_FORMAT')
  return empty()
}
