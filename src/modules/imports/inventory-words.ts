/** Words of old inventories as values of the archive: spans of dates, retention, use, languages, state. Pure. */
import { type DateReading, readDate } from '#engines/tabular/index.ts'
import { fold } from '#engines/vn-text/index.ts'
import type { Unit, UnitLine } from '#modules/archive/contract.ts'
import { parseRetention } from '#regimes/retention/index.ts'

const folded = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

export interface Span {
  readonly starts: string | null
  readonly ends: string | null
}

/** `1986`, `01/01/1986 – 31/12/1990`, `từ 1986 đến 1990`, `1986-1990`; else why not. */
export function readSpanText(text: string, lastYear: number | null): Span | Exclude<DateReading['kind'], 'date'> {
  const words = text.replace(/^\s*từ\s+/iu, '').trim()
  let isShort = false
  for (const { index, 0: sign } of words.matchAll(/\s*(?:[–—~]|->|\s(?:đến|tới)\s|-)\s*/giu)) {
    const [first, last] = [words.slice(0, index), words.slice(index + sign.length)].map((part) => {
      const bare = part.replace(/^từ\s+/iu, '')
      return /\d{4}|\d\D+\d+\D+\d/.test(bare) ? readDate(bare, lastYear) : null
    })
    if (first?.kind === 'date' && last?.kind === 'date') return { starts: first.value, ends: last.value }
    if (first && last && (first.kind === 'short-year' || last.kind === 'short-year')) isShort = true
  }
  if (isShort) return 'short-year'
  const whole = readDate(words, lastYear)
  if (whole.kind !== 'date') return whole.kind
  // One date at most: of two that no sign parts, neither is taken for the whole.
  return (words.match(/\d{4}/g) ?? []).length > 1 ? 'unreadable' : { starts: whole.value, ends: null }
}

/** `Vĩnh viễn`, `VV`, `20 năm`, `20`; null for what today's law does not know (`Lâu dài`, codes of old databases). */
export function readRetentionText(text: string): string | null {
  const words = folded(text)
  if (/^(?:vinh vien|vv)$/.test(words)) return 'vv'
  const years = /^0*([1-9]\d?)(?: nam)?$/.exec(words)?.[1]
  if (years) return parseRetention(years) ? years : null
  if (/^(?:den khi (?:van ban )?het hieu luc|hl)$/.test(words)) return 'hl'
  return parseRetention(text) ? text.trim() : null
}

/** Use as it is written: open, under conditions, secret; null when it cannot be told. */
export function readUse(text: string | undefined): UnitLine['access'] | 'secret' | null {
  if (text === undefined) return 'open'
  const words = folded(text)
  if (/(?:^| )mat(?: |$)|^(?:0?3|secret)$/.test(words) && !/khong mat/.test(words)) return 'secret'
  if (/^(?:0?1|cong khai|tu do|khong han che|rong rai|khong mat|open|public)$/.test(words)) return 'open'
  if (/^0?2$|co dieu kien|han che|noi bo|conditional|restricted/.test(words)) return 'conditional'
  return null
}

const LANGUAGES: readonly (readonly [RegExp, Unit['language'][number]])[] = [
  [/\b(?:viet|vietnamese|vi)\b|^01$/, 'vi'],
  [/\b(?:anh|english|en)\b|^02$/, 'en'],
  [/\b(?:phap|french|fr)\b|^03$/, 'fr'],
  [/\b(?:nga|russian|ru)\b|^04$/, 'ru'],
  [/\b(?:trung|chinese|zh)\b|^05$/, 'zh'],
  [/\bnom\b|^09$/, 'han-nom'],
]
/** Codes of two languages (TT 05/2025). */
const PAIRS: Readonly<Record<string, string>> = {
  '06': 'viet anh',
  '07': 'viet nga',
  '08': 'viet phap',
  '10': 'viet trung',
}

export function readLanguages(text: string | undefined): Unit['language'] {
  if (text === undefined) return ['vi']
  const words = PAIRS[folded(text)] ?? folded(text)
  const found = LANGUAGES.flatMap(([sign, language]) => (sign.test(words) ? [language] : []))
  return found.length > 0 ? found : ['other']
}

export function readCondition(text: string | undefined): Unit['condition'] {
  const words = folded(text ?? '')
  if (/^(?:0?1|tot|good)$/.test(words)) return 'good'
  if (/^(?:0?2|binh thuong|trung binh|kha|fair)$/.test(words)) return 'fair'
  return /^0?3$|hong|kem|rach|nat|damaged/.test(words) ? 'damaged' : null
}

export function readTrust(text: string | undefined): Unit['origin'] {
  const words = folded(text ?? '')
  if (/^0?1$|goc dien tu|electronic/.test(words)) return 'electronic'
  if (/^0?2$|so hoa|digiti[sz]ed/.test(words)) return 'digitised'
  return /^0?3$|hon hop|mixed/.test(words) ? 'mixed' : null
}

/** Numbers as they are, without the words that the archive itself puts before them (`P.12`, `Mục lục số 03`, `HS.145`). */
export const bareNumber = (text: string): string =>
  text
    .replace(/^(?:phông số|phông|mục lục số|mục lục|hồ sơ số|hồ sơ|hộp số|(?:p|ml|hs)(?=[.\s]))[.\s:]*(?=\d)/iu, '')
    .trim()

/** A code rather than the name of a fonds. */
export const isCode = (text: string): boolean =>
  text.length <= 30 && (/^[\p{Lu}\d./_-]+$/u.test(text) || (/\d/.test(text) && !/\s\S+\s/.test(text)))
