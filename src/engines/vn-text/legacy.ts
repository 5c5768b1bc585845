/** Telling the encodings of old archives apart, and converting them to Unicode NFC. */
import { CP1252_HIGH, CP1258, TCVN3, VISCII, VNI } from './legacy-tables.ts'
import { nfc } from './normalize.ts'
import { isSyllable } from './syllables.ts'

export type LegacyEncoding = 'tcvn3' | 'vni' | 'viscii' | 'windows-1258'
export type TextEncodingName = LegacyEncoding | 'unicode'

const TABLES: Record<LegacyEncoding, ReadonlyMap<string, string>> = {
  tcvn3: TCVN3,
  vni: VNI,
  viscii: VISCII,
  'windows-1258': CP1258,
}

function latin1(input: string | Uint8Array): string {
  if (typeof input === 'string') return input
  let text = ''
  for (const byte of input) text += String.fromCharCode(byte)
  return text
}

/** Longest match first (two characters, then one); what the table does not know stays. */
function convert(text: string, table: ReadonlyMap<string, string>): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const two = text.slice(i, i + 2)
    const pair = two.length === 2 ? table.get(two) : undefined
    if (pair !== undefined) {
      out += pair
      i++
      continue
    }
    out += table.get(two[0]!) ?? two[0]!
  }
  return out
}

export interface LegacyOptions {
  /** Font of the run: capital fonts (`.VnTimeH`) show small letters as capitals. */
  fontName?: string
}

/**
 * Converts text or bytes of a known old encoding to Unicode.
 * @param input bytes, or text in which each character is one byte as Latin-1 or Windows-1252 shows it.
 * @returns NFC text; characters outside the table are kept.
 */
export function decodeLegacy(
  input: string | Uint8Array,
  encoding: LegacyEncoding,
  options: LegacyOptions = {},
): string {
  let text = latin1(input)
  if (encoding === 'viscii') text = text.replace(/[\u0152-\u2122]/g, (char) => CP1252_HIGH.get(char) ?? char)
  if (encoding === 'windows-1258' && typeof input !== 'string') {
    for (const [shown, byte] of CP1252_HIGH) text = text.replaceAll(byte, shown)
  }
  const decoded = nfc(convert(text, TABLES[encoding]))
  const capitals = encoding === 'tcvn3' && /^\.Vn\w*H$/i.test((options.fontName ?? '').replaceAll(' ', ''))
  return capitals ? decoded.toUpperCase() : decoded
}

/** Encoding that a font name of DOC/RTF/DOCX runs tells (`.VnTime` → TCVN3, `VNI-Times` → VNI), else null. */
export function encodingOfFont(fontName: string): LegacyEncoding | null {
  const name = fontName.trim()
  if (/^\.vn/i.test(name)) return 'tcvn3'
  if (/^vni[- ]/i.test(name)) return 'vni'
  return null
}

export interface Detection {
  encoding: TextEncodingName
  /** The text in Unicode NFC; the input's NFC when nothing was converted. */
  text: string
  /** Share of marked words that are Vietnamese syllables after decoding, 0 … 1. */
  score: number
  /** False: too little or too mixed to decide; ask a person. */
  sure: boolean
}

const UNICODE_VIETNAMESE = /[\u1ea0-\u1ef9]|[\u0300\u0301\u0303\u0309\u0323\u031b]/

/** Words with a non-ASCII letter decide: plain ASCII words are the same in every encoding. */
function markedScore(text: string): { score: number; words: number } {
  const words = (text.match(/[^\s\d!-/:-@[-`{-~]+/gu) ?? []).filter((word) => /[^\0-\x7f]/.test(word))
  const trimmed = words.map((word) => word.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, ''))
  const good = trimmed.filter((word) => word !== '' && isSyllable(word)).length
  return { score: words.length === 0 ? 0 : good / words.length, words: words.length }
}

/**
 * Finds the encoding of a text or of bytes. Text that already holds Vietnamese Unicode letters (U+1EA0–1EF9 or
 * combining tones) is never converted. The font name, where known, decides before any score.
 * Convert run by run: documents that mix fonts are common.
 */
export function detectEncoding(input: string | Uint8Array, options: LegacyOptions = {}): Detection {
  const raw = latin1(input)
  if (typeof input === 'string' && UNICODE_VIETNAMESE.test(input)) {
    const text = nfc(input)
    return { encoding: 'unicode', text, score: markedScore(text).score, sure: true }
  }
  const byFont = options.fontName === undefined ? null : encodingOfFont(options.fontName)
  if (byFont !== null) {
    const text = decodeLegacy(input, byFont, options)
    return { encoding: byFont, text, score: markedScore(text).score, sure: true }
  }
  const plain = nfc(raw)
  const candidates: Detection[] = [{ encoding: 'unicode', text: plain, score: markedScore(plain).score, sure: false }]
  for (const encoding of Object.keys(TABLES) as LegacyEncoding[]) {
    const text = decodeLegacy(input, encoding, options)
    candidates.push({ encoding, text, score: markedScore(text).score, sure: false })
  }
  const words = markedScore(plain).words
  if (words === 0) return { ...candidates[0]!, score: 1, sure: true }
  candidates.sort((a, b) => b.score - a.score)
  const [best, second] = candidates as [Detection, Detection]
  // handbook 11.2: at least 0.9, with a margin; three words are the least that can decide
  return { ...best, sure: words >= 3 && best.score >= 0.9 && best.score - second.score >= 0.1 }
}

/** Turns `&#7879;` and `&#x1EC7;` of web exports into letters; other entities stay. */
export function decodeCharacterReferences(text: string): string {
  return nfc(
    text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex: string | undefined, dec: string | undefined) => {
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    }),
  )
}
