/** OCR of a picture by the native engine, else by the one from npm; blank pages are skipped. */
import { fileURLToPath } from 'node:url'
import { runNode } from './child.ts'
import { greyPng, hasNativeOcr, isBlank, nativeOcr, type OcrOutcome, readTsv, type Segmentation } from './tesseract.ts'
import type { ExtractOptions, Raster } from './types.ts'

const CHILD = fileURLToPath(new URL('./tesseract-child.ts', import.meta.url))

async function npmOcr(
  png: Buffer,
  scale: number,
  segmentation: Segmentation,
  options: ExtractOptions,
): Promise<OcrOutcome> {
  // WebAssembly is some four times slower than the native engine
  const timeoutMs = (options.pageTimeoutMs ?? 30_000) * 4
  const result = await runNode(CHILD, [String(segmentation)], { input: png, timeoutMs, memoryMb: 1024 })
  if (result.outcome === 'timeout') return 'timeout'
  if (result.code !== 0) return 'failed'
  return { words: readTsv(result.stdout.toString('utf8'), scale) }
}

/** Words of a picture in points; `[]` for a blank one. Never throws. */
export async function recognise(
  raster: Raster,
  segmentation: Segmentation,
  options: ExtractOptions,
): Promise<OcrOutcome> {
  if (segmentation !== 7 && (await isBlank(raster))) return { words: [] }
  return recognisePng(await greyPng(raster), raster.scale, segmentation, options)
}

/** Words of a grey PNG; `scale` is its pixels per point. Never throws. */
export async function recognisePng(
  png: Buffer,
  scale: number,
  segmentation: Segmentation,
  options: ExtractOptions,
): Promise<OcrOutcome> {
  const native = !options.withoutNativeTools && (await hasNativeOcr(options))
  return native ? nativeOcr(png, scale, segmentation, options) : npmOcr(png, scale, segmentation, options)
}
