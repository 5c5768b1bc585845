import { PDFiumLibrary } from '@hyzyla/pdfium'

/** For tests: what an independent reader (pdfium) sees in a PDF. */
export async function readPages(bytes: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const texts = [...document.pages()].map((page) => page.getText().normalize('NFC').replaceAll('\r\n', '\n'))
  document.destroy()
  library.destroy()
  return texts
}

/** One line, one space: for looking up sentences that wrap. */
export function joined(text: string): string {
  return text.replace(/\s+/g, ' ')
}
