import { spawn } from 'node:child_process'
import { Worker } from 'node:worker_threads'

/** A page as seen, in grey: 0 black, 255 white, row by row from the top. */
export interface PageImage {
  width: number
  height: number
  gray: Uint8Array
}

/** What the renderer is given: `longSide` is the longer side of the picture in pixels. */
export interface RenderRequest {
  page: number
  longSide: number
}

const LIMIT_MS = 20_000
let popplerMissing = false

/**
 * Draws one page (from 0), CropBox and turn respected: by poppler's pdftoppm where it is installed, else by pdfium (npm).
 * Both run beside the process or on a thread of their own and are stopped after 20 seconds.
 * @returns null when neither can draw the page; a stamp is then placed without looking.
 */
export async function renderPage(bytes: Uint8Array, request: RenderRequest): Promise<PageImage | null> {
  if (!popplerMissing) {
    const image = await byPoppler(bytes, request)
    if (image) return image
  }
  return byPdfium(bytes, request)
}

/** Draws with pdfium only; the way on a machine without poppler. */
export function byPdfium(bytes: Uint8Array, request: RenderRequest): Promise<PageImage | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./pdfium-worker.ts', import.meta.url), { workerData: { bytes, ...request } })
    const done = (image: PageImage | null) => {
      clearTimeout(timer)
      resolve(image)
      void worker.terminate()
    }
    const timer = setTimeout(() => done(null), LIMIT_MS)
    worker.once('message', (image: PageImage | null) => done(image))
    worker.once('error', () => done(null))
    worker.once('exit', () => done(null))
  })
}

function byPoppler(bytes: Uint8Array, { page, longSide }: RenderRequest): Promise<PageImage | null> {
  return new Promise((resolve) => {
    const number = String(page + 1)
    const child = spawn(
      'pdftoppm',
      ['-f', number, '-l', number, '-scale-to', String(longSide), '-gray', '-cropbox', '-'],
      { stdio: ['pipe', 'pipe', 'ignore'], timeout: LIMIT_MS, killSignal: 'SIGKILL' },
    )
    const chunks: Buffer[] = []
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') popplerMissing = true
      resolve(null)
    })
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', () => resolve(readPgm(Buffer.concat(chunks))))
    // The child may refuse a broken file before it has read it all.
    child.stdin.on('error', () => {})
    child.stdin.end(bytes)
  })
}

/** Portable graymap, binary, 8 bit. */
function readPgm(file: Buffer): PageImage | null {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'))
  if (!head) return null
  const width = Number(head[1])
  const height = Number(head[2])
  const gray = new Uint8Array(file.subarray(head[0].length, head[0].length + width * height))
  return gray.length === width * height ? { width, height, gray } : null
}
