import { EncryptedPDFError, PDFArray, PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib'
import { AppError } from '#platform/errors/index.ts'

export interface OpenedPdf {
  document: PDFDocument
  /** The file can be added to at its end, which keeps the bytes that earlier signatures cover. */
  incremental: boolean
}

/**
 * Opens a PDF to derive a copy from it; the given bytes are not changed.
 * @throws AppError COMPOSE_PDF_ENCRYPTED, COMPOSE_PDF_BROKEN.
 */
export async function openPdf(bytes: Uint8Array, wish: { incremental?: boolean } = {}): Promise<OpenedPdf> {
  if (!hasHeader(bytes)) throw new AppError('COMPOSE_PDF_BROKEN')
  const incremental = wish.incremental === true && hasSoundXref(bytes)
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, forIncrementalUpdate: incremental })
    // A file cut short still parses; it shows only when its pages are asked for.
    if (document.getPageCount() === 0 || !document.getPages().every(isWhole)) throw new AppError('COMPOSE_PDF_BROKEN')
    return { document, incremental }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const isLocked = cause instanceof EncryptedPDFError || /encrypted/i.test(String(cause))
    throw new AppError(isLocked ? 'COMPOSE_PDF_ENCRYPTED' : 'COMPOSE_PDF_BROKEN', { cause })
  }
}

/** A page whose content the file really holds: its references lead somewhere. */
function isWhole(page: PDFPage): boolean {
  const { width, height } = page.getSize()
  if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6)) return false
  const named = page.node.get(PDFName.of('Contents'))
  if (named === undefined) return true
  const found = page.doc.context.lookup(named)
  if (found instanceof PDFArray) return found.asArray().every((part) => page.doc.context.lookup(part) !== undefined)
  return found !== undefined
}

/** Finishes a derived copy. @throws AppError COMPOSE_PDF_BROKEN when the document cannot be written. */
export async function savePdf(pdf: OpenedPdf): Promise<Uint8Array> {
  try {
    if (pdf.incremental) return await pdf.document.commit()
    return await pdf.document.save({ updateFieldAppearances: false })
  } catch (cause) {
    throw new AppError('COMPOSE_PDF_BROKEN', { cause })
  }
}

function hasHeader(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-')
}

/**
 * Whether the last `startxref` points at a cross-reference. Adding to a file whose own table is off would give a copy
 * that strict readers refuse, so such a file is written anew.
 */
function hasSoundXref(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.subarray(0, 5).toString('latin1') !== '%PDF-') return false
  const tail = file.subarray(Math.max(0, file.length - 2048)).toString('latin1')
  const last = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)
  if (!last) return false
  const offset = Number(last[1])
  return /^\s*(xref\s|\d+\s+\d+\s+obj)/.test(file.subarray(offset, offset + 40).toString('latin1'))
}
