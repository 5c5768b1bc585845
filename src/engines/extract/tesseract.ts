/** OCR by the native tesseract (Vietnamese data), one process a page, under a time limit. */
import sharp from 'sharp'
import { isInstalled, run } from './child.ts'
import type { ExtractOptions, PageWords, Raster, Word } from './types.ts'

export type OcrOutcome = { words: Word[] } | 'timeout' | 'failed'

let hasVietnamese: Promise<boolean> | undefined

/** Whether tesseract and its Vietnamese data are installed. */
export function hasNativeOcr(options: ExtractOptions): Promise<boolean> {
  hasVietnamese ??= isInstalled('tesseract', '--version', options.toolPath).then(async (there) => {
    if (!there) return false
    const list = await run('tesseract', ['--list-langs'], { toolPath: options.toolPath, timeoutMs: 10_000 })
    return /^vie$/m.test(list.stdout.toString('utf8'))
  })
  return hasVietnamese
}

/** Page segmentation: 4 = one column of varying sizes (a page), 6 = a block, 7 = one line, 11 = scattered words. */
export type Segmentation = 4 | 6 | 7 | 11

/** Rows of tesseract's TSV as words; pixel boxes become points with the raster's scale, moved by (dx, dy) points. */
export function readTsv(tsv: string, scale: number, dx = 0, dy = 0): Word[] {
  const words: Word[] = []
  for (const line of tsv.split('\n')) {
    const cells = line.split('\t')
    if (cells[0] !== '5') continue
    const text = (cells[11] ?? '').normalize('NFC').trim()
    const confidence = Number(cells[10]) / 100
    if (text === '' || !(confidence >= 0)) continue
    const [left, top, width, height] = [6, 7, 8, 9].map((i) => Number(cells[i]) / scale) as [
      number,
      number,
      number,
      number,
    ]
    words.push({ text, box: [dx + left, dy + top, dx + left + width, dy + top + height], confidence })
  }
  return words
}

/** Grey picture of a raster as PNG, the form both OCR engines take. */
export function greyPng(raster: Raster): Promise<Buffer> {
  return sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .greyscale()
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** Reads a picture. Never throws. */
export async function nativeOcr(
  png: Buffer,
  scale: number,
  segmentation: Segmentation,
  options: ExtractOptions,
): Promise<OcrOutcome> {
  const dpi = String(Math.round(Math.min(600, Math.max(70, scale * 72))))
  const args = [
    'stdin',
    'stdout',
    '-l',
    'vie',
    '--psm',
    String(segmentation),
    '--dpi',
    dpi,
    '-c',
    'tessedit_create_tsv=1',
  ]
  const result = await run('tesseract', args, {
    toolPath: options.toolPath,
    input: png,
    timeoutMs: options.pageTimeoutMs ?? 30_000,
    memoryMb: 1536,
  })
  if (result.outcome === 'timeout') return 'timeout'
  if (result.code !== 0) return 'failed'
  return { words: readTsv(result.stdout.toString('utf8'), scale) }
}

/**
 * Whether a page has no ink worth reading. A grainy blank page costs tesseract half a minute, so the picture is
 * shrunk (which averages the grain away) and must show some clearly darker spots.
 */
export async function isBlank(raster: Raster): Promise<boolean> {
  const { data, info } = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .greyscale()
    .resize({ width: 420, kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const histogram = new Uint32Array(256)
  const margin = Math.round(info.width * 0.03)
  let total = 0
  for (let y = margin; y < info.height - margin; y++) {
    for (let x = margin; x < info.width - margin; x++) {
      histogram[data[y * info.width + x]!]!++
      total++
    }
  }
  let paper = 255
  let above = 0
  while (paper > 0 && above < total * 0.3) above += histogram[paper--]!
  let ink = 0
  for (let level = 0; level < paper - 45; level++) ink += histogram[level]!
  return ink < total * 0.0006
}

/** Words of an OCR pass put into a page. */
export function ocrPage(page: number, width: number, height: number, words: Word[]): PageWords {
  return { page, width, height, words, source: 'ocr' }
}
