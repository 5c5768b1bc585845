/**
 * Text and registration data out of PDF, scans, images and DOCX. Suggestions for a person, never facts: unknown is null.
 * Native tools (poppler, tesseract with `vie`) are used where installed, else engines from npm; all in child processes
 * under limits, without network.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble, pageText } from './assemble.ts'
import { FindingList } from './findings.ts'
import { readSource } from './sources.ts'
import type { Extraction, ExtractOptions, Finding, PageWords } from './types.ts'
import { pageAsShown } from './upright.ts'

export { allFindings, isUnreadable } from './findings.ts'
export { hasOffice, officeToPdf } from './office.ts'
export { findSecrecyStamp, type SecrecyLevel, type SecrecyStamp } from './secrecy.ts'
export { styledPages } from './styled.ts'
export type * from './types.ts'

/** Runs `work` on a file; bytes get a file of their own for that time. */
async function onFile<T>(input: string | Uint8Array, work: (path: string, bytes: Buffer) => Promise<T>): Promise<T> {
  if (typeof input === 'string') return work(input, await readFile(input))
  const folder = await mkdtemp(join(tmpdir(), 'vankho-extract-'))
  try {
    const path = join(folder, 'file')
    const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
    await writeFile(path, bytes, { mode: 0o600 })
    return await work(path, bytes)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Reads a file and also gives its words with boxes (points, origin top left, page as displayed), page by page, and the
 * second reading of page 1 where OCR made one: what `findSecrecyStamp` wants.
 * @throws the system's error when a path cannot be read; what is wrong with the content is in `findings`.
 */
export function extractWithWords(
  input: string | Uint8Array,
  options: ExtractOptions = {},
): Promise<{ extraction: Extraction; words: PageWords[] }> {
  return onFile(input, async (path, bytes) => {
    const findings = new FindingList()
    const source = await readSource(path, bytes, options, findings)
    const result = await assemble(source, options)
    if (result.text.trim() === '' && findings.items.every((f) => f.code === 'EXTRACT_SIGNED'))
      findings.add('EXTRACT_NO_TEXT')
    const words = [...source.pages, source.head, source.stamps, source.edges]
      .filter((page) => page !== null)
      .map((page) => pageAsShown(page.page <= source.first ? { ...page, isHead: true } : page))
    return { extraction: { ...result, findings: findings.items }, words }
  })
}

/**
 * The result of `vankho extract`: registration fields with confidence, page and box, text, citations, findings.
 * @param input path or bytes of a PDF, PNG, JPEG, TIFF, WebP or DOCX; the kind is decided by content.
 * @throws the system's error when a path cannot be read.
 */
export async function extractFile(input: string | Uint8Array, options: ExtractOptions = {}): Promise<Extraction> {
  return (await extractWithWords(input, options)).extraction
}

/**
 * The result of `vankho text`: text page by page, lines parted by "\n". DOCX gives one page. Pages without a usable
 * text layer are recognised unless `ocr: 'never'`. What is wrong with the content is in `findings`.
 */
export function extractText(
  input: string | Uint8Array,
  options: ExtractOptions = {},
): Promise<{ pages: { page: number; text: string }[]; findings: Finding[] }> {
  return onFile(input, async (path, bytes) => {
    const list = new FindingList()
    const source = await readSource(path, bytes, options, list)
    const findings = list.items
    if (source.flowText !== undefined) return { pages: [{ page: 1, text: source.flowText }], findings }
    return { pages: source.pages.map((page) => ({ page: page.page, text: pageText(page) })), findings }
  })
}
