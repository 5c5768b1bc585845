import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'
import { extractWithWords, findSecrecyStamp } from '#engines/extract/index.ts'
import type { Extraction, PageWords } from '#engines/extract/types.ts'
import type { Finding } from '#modules/records/index.ts'
import type { SecrecyLevelCode } from '#modules/secrecy/index.ts'

export interface ReadFile {
  readonly extraction: Extraction
  readonly words: readonly PageWords[]
  /** Level of a stamp found on a page, or null. */
  readonly secrecy: Exclude<SecrecyLevelCode, 'none'> | null
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
export async function readFile(path: string): Promise<{ read: ReadFile | null; fault: Finding | null }> {
  try {
    const { extraction, words } = await extractWithWords(path)
    const stamp = findSecrecyStamp(words)
    return { read: { extraction, words, secrecy: stamp ? LEVEL[stamp.level]! : null }, fault: null }
  } catch {
    return { read: null, fault: UNREADABLE }
  }
}

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
