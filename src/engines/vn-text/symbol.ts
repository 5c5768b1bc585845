/**
 * Số, ký hiệu. State (NĐ 30/2020 PL I.II.3): `15/QĐ-UBND`, `15/2024/QĐ-UBND`; Party (36-HD/VPTW annex): `15-QĐ/TU`;
 * and whatever people type into a search box: `15 qd tu`, `15/QÐ - UBND`.
 */
import { fold, nfc } from './normalize.ts'

export interface DocumentSymbol {
  /** Digits as written, `05`; null when there is none. */
  number: string | null
  /** Year inside the symbol (legal normative documents), else null. */
  year: number | null
  /** Ký hiệu without spaces, as written (`QĐ-UBND`, `QĐ/TU`); null when there is none. */
  notation: string | null
  /** Key for equal symbols: folded groups, no leading zeros, joined with "-" (`15-qd-ubnd`, with a year `15-2024-qd-ubnd`). */
  key: string
  /** Folded groups for an index: `['15', 'qd', 'ubnd']`. */
  tokens: string[]
}

const LEAD = /^\s*s[ốóoôồổ]?\s*(?:hi[ệe]u)?\s*[:.]?\s*(?=\d|[/-])/iu

function groups(text: string): string[] {
  return fold(text)
    .replace(/[.&]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? part.replace(/^0+(?=\d)/, '') : part))
}

/**
 * Takes a symbol apart. The text must be a symbol and little else (a leading `Số:` is dropped).
 * @returns null when it has neither number nor notation.
 */
export function parseSymbol(text: string): DocumentSymbol | null {
  const source = nfc(text).replace(LEAD, '').trim()
  const match = /^(\d{1,6}[a-zA-Z]?)?\s*(?:[/-]\s*(\d{4})(?=\s*[/-]))?\s*[/\-\s]?\s*(.*)$/su.exec(source)
  if (!match) return null
  const number = match[1] ?? null
  const rest = tidyNotation(match[3] ?? '')
  if (rest !== '' && !/^[\p{L}][\p{L}\p{N}.&,/-]*$/u.test(rest.replaceAll(' ', '-'))) return null
  const notation = rest === '' ? null : rest.replaceAll(' ', '-')
  if (number === null && notation === null) return null
  const tokens = groups([number, match[2], notation].filter(Boolean).join('-'))
  return { number, year: match[2] ? Number(match[2]) : null, notation, key: tokens.join('-'), tokens }
}

/** Notation without the spaces that typists leave around its separators: `KH - ATTP` → `KH-ATTP`. */
export function tidyNotation(text: string): string {
  return nfc(text)
    .replace(/[‐-―−]/gu, '-')
    .replace(/\s*([-/.&])\s*/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/^[-/.\s]+|[-/.,;:\s]+$/gu, '')
}

/** Joined key of a whole symbol, or '' when the text is none: equal for `15-QĐ/TU`, `15/QĐ-TU`, `15 qd tu`. */
export function symbolKey(text: string): string {
  return parseSymbol(text)?.key ?? ''
}

/** Two notations are the same when their letters and digits are: dots, spaces, separators and case aside, Đ kept. */
export function sameNotation(a: string, b: string): boolean {
  const bare = (text: string) =>
    nfc(text)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  return bare(a) === bare(b)
}

const IN_TEXT =
  /(?<![\p{L}\p{N}/])\d{1,6}\s*(?:\/\s*\d{4}\s*)?[/-]\s*\p{Lu}[\p{L}\p{N}.&]*(?:\s*[-/]\s*\p{Lu}[\p{L}\p{N}&]*)*/gu

/** All symbols inside running text with their places (UTF-16 offsets). */
export function findSymbols(text: string): { symbol: DocumentSymbol; start: number; end: number }[] {
  const found: { symbol: DocumentSymbol; start: number; end: number }[] = []
  if (!/\d/.test(text)) return found
  for (const match of text.matchAll(IN_TEXT)) {
    const symbol = parseSymbol(match[0])
    if (symbol?.notation) found.push({ symbol, start: match.index, end: match.index + match[0].length })
  }
  return found
}
