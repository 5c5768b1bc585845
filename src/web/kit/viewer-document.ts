import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { PageSize } from './viewer-geometry.ts'

/** A document open for looking: pages can be drawn, nothing in it is ever run. */
export interface OpenDocument {
  readonly pages: readonly PageSize[]
  /** Draws a page upright, `scale` device pixels a point. Rejects when aborted. */
  readonly draw: (page: number, canvas: HTMLCanvasElement, scale: number, signal: AbortSignal) => Promise<void>
  /** Puts the page's words over the picture, invisible, so that they can be marked and copied. */
  readonly words: (page: number, place: HTMLElement, scale: number, signal: AbortSignal) => Promise<void>
}

/** What a file is: decided by the server from its content, not by its name. */
export type FileKind = 'pdf' | 'image'

interface Kept {
  readonly opened: Promise<OpenDocument>
  readonly close: () => void
}

/** Documents kept open: the one shown, and the next one whose first page was asked for ahead. */
const kept = new Map<string, Kept>()
const KEEP = 4

type PdfJs = typeof import('pdfjs-dist')
let library: Promise<PdfJs> | undefined

/** pdf.js comes with the first document that is looked at; its worker and its data come from our own origin. */
function pdfjs(): Promise<PdfJs> {
  library ??= Promise.all([import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?url')]).then(
    ([loaded, worker]) => {
      loaded.GlobalWorkerOptions.workerSrc = worker.default
      return loaded
    },
  )
  return library
}

async function openPdf(url: string, closers: (() => void)[]): Promise<OpenDocument> {
  const { getDocument, TextLayer } = await pdfjs()
  const task = getDocument({
    url,
    withCredentials: true,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    enableXfa: false,
    disableAutoFetch: true,
    // A page of 10 000 points at any zoom must not take the machine down.
    maxImageSize: 120_000_000,
  })
  closers.push(() => void task.destroy())
  const pdf: PDFDocumentProxy = await task.promise
  const loaded = new Map<number, Promise<PDFPageProxy>>()
  const pageOf = (page: number) => {
    const known = loaded.get(page) ?? pdf.getPage(page)
    loaded.set(page, known)
    return known
  }
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { width, height } = (await pageOf(index + 1)).getViewport({ scale: 1 })
      return { width, height }
    }),
  )
  return {
    pages,
    async draw(number, canvas, scale, signal) {
      const page = await pageOf(number)
      signal.throwIfAborted()
      const viewport = page.getViewport({ scale })
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.floor(viewport.height))
      // annotationMode 1: stamps and notes are drawn as pictures, never as live links or fields.
      const work = page.render({ canvas, viewport, annotationMode: 1, background: '#ffffff' })
      signal.addEventListener('abort', () => work.cancel(), { once: true })
      await work.promise
    },
    async words(number, place, scale, signal) {
      const page = await pageOf(number)
      const source = await page.getTextContent()
      signal.throwIfAborted()
      place.replaceChildren()
      await new TextLayer({
        textContentSource: source,
        container: place,
        viewport: page.getViewport({ scale }),
      }).render()
    },
  }
}

async function openImage(url: string): Promise<OpenDocument> {
  const image = new Image()
  image.decoding = 'async'
  image.src = url
  await image.decode()
  return {
    pages: [{ width: image.naturalWidth, height: image.naturalHeight }],
    async draw(_, canvas, scale) {
      canvas.width = Math.max(1, Math.floor(image.naturalWidth * scale))
      canvas.height = Math.max(1, Math.floor(image.naturalHeight * scale))
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    },
    async words() {},
  }
}

/** Opens a document, or hands back the one already open. The oldest is let go when more than four are kept. */
export function openDocument(url: string, kind: FileKind): Promise<OpenDocument> {
  const known = kept.get(url)
  if (known) {
    kept.delete(url)
    kept.set(url, known)
    return known.opened
  }
  const closers: (() => void)[] = []
  const opened = kind === 'pdf' ? openPdf(url, closers) : openImage(url)
  opened.catch(() => kept.delete(url))
  kept.set(url, {
    opened,
    close: () => {
      for (const close of closers) close()
    },
  })
  for (const [oldest, entry] of kept) {
    if (kept.size <= KEEP) break
    kept.delete(oldest)
    entry.close()
  }
  return opened
}

/** Opens the next document ahead, so that its first page stands at once. Faults wait until it is really shown. */
export function openAhead(url: string, kind: FileKind): void {
  openDocument(url, kind)
    .then(async (opened) => {
      const canvas = document.createElement('canvas')
      await opened.draw(1, canvas, 0.5, new AbortController().signal)
    })
    .catch(() => undefined)
}
