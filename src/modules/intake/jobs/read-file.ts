import { createReadStream } from 'node:fs'
import { readFile as readBytes } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { imageToPdf, textToPdf } from '#engines/compose/index.ts'
import { extractWithWords, findSecrecyStamp, officeToPdf } from '#engines/extract/index.ts'
import type { Extraction, PageWords } from '#engines/extract/types.ts'
import type { Finding } from '#modules/records/index.ts'
import type { SecrecyLevelCode } from '#modules/secrecy/index.ts'

export interface ReadFile {
  readonly extraction: Extraction
  readonly words: readonly PageWords[]
  /** Level of a stamp found on a page, or null. */
  readonly secrecy: Exclude<SecrecyLevelCode, 'none'> | null
  /** Pages for the screen, made from a file that has none (Word), and what they are. */
  readonly view: { bytes: Uint8Array; finding: Finding | null } | null
}

const LEVEL: Record<string, Exclude<SecrecyLevelCode, 'none'>> = {
  Mật: 'confidential',
  'Tối mật': 'secret',
  'Tuyệt mật': 'top-secret',
}

const UNREADABLE: Finding = {
  code: 'INTAKE_UNREADABLE',
  vi: 'Không đọc được nội dung tệp này; tệp gốc vẫn được giữ nguyên.',
  en: 'The content of this file could not be read; the original is kept as it is.',
}

/** Reads a file and looks for secrecy stamps. A file that cannot be read is a finding, never a failure. */
/** @param maxOcrPages pages of pictures that are recognised */
export async function readFile(
  path: string,
  maxOcrPages?: number,
): Promise<{ read: ReadFile | null; fault: Finding | null }> {
  try {
    const { extraction, words } = await extractWithWords(path, maxOcrPages === undefined ? {} : { maxOcrPages })
    // what may be harmful goes to no other program
    const isBomb = extraction.findings.some((one) => one.code === 'EXTRACT_BOMB')
    const mediaType = await mediaTypeOf(path)
    const pages = !isBomb && OFFICE.test(mediaType) ? await officePages(path) : null
    // pages show what the file's text alone does not: text boxes, pictures of stamps, the old DOC format
    const drawn =
      pages && typeof pages !== 'string'
        ? await extractWithWords(pages.pdf, { maxOcrPages: Math.min(5, maxOcrPages ?? 5) })
        : null
    const stamp = findSecrecyStamp(drawn ? [...words, ...drawn.words] : words)
    const unread = drawn !== null && extraction.text.trim() === ''
    const read = unread ? { ...drawn, extraction: withoutUnread(drawn.extraction) } : { extraction, words }
    const picture = !isBomb && mediaType === 'image/tiff' ? await pictureView(path) : null
    const view = pages === null ? picture : await viewOf(pages, extraction.text)
    return { read: { ...read, secrecy: stamp ? LEVEL[stamp.level]! : null, view }, fault: null }
  } catch {
    return { read: null, fault: UNREADABLE }
  }
}

/** Word files: DOCX, DOC (a compound file), ODT, RTF. */
const OFFICE = /wordprocessingml|opendocument\.text|msword|x-cfb|rtf$/

const OFFICE_PAGES: Finding = {
  code: 'INTAKE_VIEW_BY_OFFICE',
  vi: 'Trang đang xem do LibreOffice dựng từ tệp Word, có thể lệch so với máy của nơi gửi; tệp gốc được giữ nguyên.',
  en: 'These pages were made from the Word file by LibreOffice and may differ from the sender\u2019s; the original is kept as it is.',
}
const TEXT_ONLY = 'Bản chữ, không phải trang gốc của văn bản'
const textView = (why: { vi: string; en: string }): Finding => ({
  code: 'INTAKE_VIEW_TEXT_ONLY',
  vi: `${why.vi} Đang xem bản chữ; tệp gốc được giữ nguyên và tải về được.`,
  en: `${why.en} The plain text is shown; the original is kept and can be downloaded.`,
})
const WHY_TEXT = {
  missing: {
    vi: 'Máy chủ chưa có LibreOffice (gói libreoffice-writer) nên chưa dựng được trang Word.',
    en: 'LibreOffice (package libreoffice-writer) is not installed on the server, so Word pages cannot be made.',
  },
  timeout: { vi: 'Dựng trang Word quá lâu nên dừng.', en: 'Making the Word pages took too long and was stopped.' },
  failed: { vi: 'Không dựng được trang từ tệp Word này.', en: 'No pages could be made from this Word file.' },
} as const

/** Scanners write TIFF, browsers do not show it: its pages as PDF, without loss. A broken one is told by what reads it. */
async function pictureView(path: string): Promise<ReadFile['view']> {
  const bytes = await imageToPdf(await readBytes(path)).catch(() => null)
  return bytes === null ? null : { bytes, finding: null }
}

type Pages = Awaited<ReturnType<typeof officeToPdf>>
const officePages = (path: string): Promise<Pages> => officeToPdf(path)

async function viewOf(pages: Pages, text: string): Promise<ReadFile['view']> {
  if (typeof pages !== 'string') return { bytes: pages.pdf, finding: OFFICE_PAGES }
  if (text.trim() === '') return null
  return { bytes: await textToPdf(text, TEXT_ONLY), finding: textView(WHY_TEXT[pages]) }
}

/** Read through its pages after all: the format is no longer unknown. */
const withoutUnread = (extraction: Extraction): Extraction => ({
  ...extraction,
  findings: extraction.findings.filter((one) => one.code !== 'EXTRACT_UNKNOWN_FORMAT'),
})

/** Media type by content, never by name. */
export async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found) return found.mime
  let head = ''
  for await (const chunk of createReadStream(path, { start: 0, end: 2047 }))
    head += (chunk as Buffer).toString('latin1')
  if (head.includes('%PDF-')) return 'application/pdf'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell bytes from text
  return head.length > 0 && !/[\u0000-\u0008\u000e-\u001f]/.test(head) ? 'text/plain' : 'application/octet-stream'
}

/** The text derivative's content: what was read, with places, as JSON bytes. */
export function readingBytes(read: ReadFile): Uint8Array {
  const { text, pageSizes, ocr } = read.extraction
  const pages = read.words.map(({ page, width, height, source, words }) => ({
    page,
    width,
    height,
    source,
    words: words.map((w) => [w.text, ...w.box, w.confidence]),
  }))
  return new TextEncoder().encode(JSON.stringify({ text, pageSizes, isOcr: ocr, pages }))
}
