/** Invented documents to sign, written by other programs than the engine: pdfkit (tables), pdf-lib (object streams). */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import PdfKit from 'pdfkit'

export type Make = 'table' | 'streams'

/** A paper of some pages. `streams`: PDF 1.7 with cross-reference and object streams; `table`: of the version asked for. */
export async function paper(
  make: Make = 'table',
  options: { pages?: number; version?: '1.4' | '1.7'; words?: string } = {},
): Promise<Buffer> {
  const { pages = 2, version = '1.4', words = 'QUYET DINH ve viec chi 100 dong' } = options
  if (make === 'table') {
    return await new Promise((resolve) => {
      const document = new PdfKit({
        size: 'A4',
        pdfVersion: version,
        autoFirstPage: false,
        info: { CreationDate: new Date('2026-11-20T00:00:00Z') },
      })
      const parts: Buffer[] = []
      document.on('data', (part: Buffer) => parts.push(part))
      document.on('end', () => resolve(Buffer.concat(parts)))
      for (let i = 1; i <= pages; i++)
        document
          .addPage()
          .fontSize(14)
          .text(words.trim() ? `${words}, trang ${i}` : ' ', 100, 100)
      document.end()
    })
  }
  const document = await PDFDocument.create({ updateMetadata: false })
  const font = await document.embedFont(StandardFonts.TimesRoman)
  for (let i = 1; i <= pages; i++)
    document.addPage([595, 842]).drawText(`${words}, trang ${i}`, { x: 100, y: 740, size: 14, font })
  return Buffer.from(await document.save({ useObjectStreams: true }))
}
