import { parentPort, workerData } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PageImage, RenderRequest } from './page-image.ts'

const { bytes, page, longSide } = workerData as RenderRequest & { bytes: Uint8Array }

async function draw(): Promise<PageImage | null> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const sheet = document.getPage(page)
  const { originalWidth, originalHeight } = sheet.getOriginalSize()
  const scale = longSide / Math.max(originalWidth, originalHeight)
  const picture = await sheet.render({ scale, colorSpace: 'Gray', render: 'bitmap', renderFormFields: true })
  return { width: picture.width, height: picture.height, gray: picture.data }
}

parentPort?.postMessage(await draw().catch(() => null))
