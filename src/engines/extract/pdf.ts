/** Words and pictures of a PDF, by poppler where installed, else by pdfium; both in child processes. */
import { fileURLToPath } from 'node:url'
import { isInstalled, runNode } from './child.ts'
import { type PdfInfo, popplerImageCover, popplerInfo, popplerRender, popplerWords, readPpm } from './poppler.ts'
import type { ExtractOptions, PageSize, PageWords, Raster } from './types.ts'

export interface PdfReader {
  info(maxPages: number): Promise<PdfInfo>
  /** null: the file could not be read (crash, time-out, damage). */
  words(first: number, last: number): Promise<PageWords[] | null>
  /** Share of each page 1 … last covered by its largest image. */
  imageCover(sizes: PageSize[], last: number): Promise<number[]>
  /** Top `share` of a page, in colour. */
  render(page: number, size: PageSize, dpi: number, share: number): Promise<Raster | null>
}

function popplerReader(path: string, options: ExtractOptions): PdfReader {
  return {
    info: (maxPages) => popplerInfo(path, maxPages, options),
    words: (first, last) => popplerWords(path, first, last, options),
    imageCover: (sizes, last) => popplerImageCover(path, sizes, last, options),
    render: (page, size, dpi, share) => popplerRender(path, page, size, dpi, share, options),
  }
}

const CHILD = fileURLToPath(new URL('./pdfium-child.ts', import.meta.url))

function pdfiumReader(path: string, options: ExtractOptions): PdfReader {
  const limits = { timeoutMs: options.pageTimeoutMs ?? 30_000, memoryMb: 1024 }
  const ask = async <T>(...args: (string | number)[]): Promise<T | null> => {
    const result = await runNode(CHILD, [path, ...args.map(String)], limits)
    return result.code === 0 ? (JSON.parse(result.stdout.toString('utf8')) as T) : null
  }
  return {
    info: async (maxPages) =>
      (await ask<PdfInfo>('info', maxPages)) ?? { state: 'broken', pages: 0, restricted: false, sizes: [] },
    words: (first, last) => ask<PageWords[]>('words', first, last),
    imageCover: async (sizes, last) => (await ask<number[]>('cover', last)) ?? sizes.map(() => 0),
    render: async (page, _size, dpi, share) => {
      const result = await runNode(CHILD, [path, 'render', String(page), String(dpi), String(share)], limits)
      return result.code === 0 ? readPpm(result.stdout, dpi / 72) : null
    },
  }
}

/** Chooses the engine. */
export async function openPdf(path: string, options: ExtractOptions): Promise<PdfReader> {
  if (options.withoutNativeTools) return pdfiumReader(path, options)
  const native = await isInstalled('pdftotext', '-v', options.toolPath)
  return native ? popplerReader(path, options) : pdfiumReader(path, options)
}
