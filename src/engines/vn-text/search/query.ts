/**
 * What people type into the one box: words, `"exact phrase"`, `-without`, symbols in any spelling and filters
 * (`loại:QĐ năm:2025 từ:01/03 nơi-gửi:"Sở Y tế"`). Nothing typed is an error: what is no filter is text.
 */
import { fold, nfc } from '../normalize.ts'
import { findSymbols, parseSymbol } from '../symbol.ts'

/** What a filter asks of. */
export type FilterKey =
  | 'type'
  | 'year'
  | 'from'
  | 'to'
  | 'issuer'
  | 'under'
  | 'book'
  | 'unit'
  | 'handler'
  | 'state'
  | 'urgency'
  | 'direction'
  | 'number'
  | 'signer'
  | 'file'

/** Words for each filter, without marks: the first is what completion writes in Vietnamese (see `filterWord`). */
const WORDS: Readonly<Record<FilterKey, readonly string[]>> = {
  type: ['loai', 'type'],
  year: ['nam', 'year'],
  from: ['tu', 'tu-ngay', 'from'],
  to: ['den', 'den-ngay', 'to'],
  issuer: ['noi-gui', 'co-quan', 'tac-gia', 'issuer'],
  under: ['truc-thuoc', 'thuoc', 'under'],
  book: ['so', 'so-dang-ky', 'book'],
  unit: ['don-vi', 'phong', 'unit'],
  handler: ['nguoi', 'nguoi-xu-ly', 'xu-ly', 'handler'],
  state: ['trang-thai', 'state'],
  urgency: ['khan', 'do-khan', 'urgency'],
  direction: ['chieu', 'huong', 'direction'],
  number: ['so-den', 'number'],
  signer: ['nguoi-ky', 'ky', 'signer'],
  file: ['ho-so', 'file'],
}
const SHOWN: Readonly<Record<FilterKey, readonly [vi: string, en: string]>> = {
  type: ['loại', 'type'],
  year: ['năm', 'year'],
  from: ['từ', 'from'],
  to: ['đến', 'to'],
  issuer: ['nơi-gửi', 'issuer'],
  under: ['trực-thuộc', 'under'],
  book: ['sổ', 'book'],
  unit: ['đơn-vị', 'unit'],
  handler: ['người-xử-lý', 'handler'],
  state: ['trạng-thái', 'state'],
  urgency: ['khẩn', 'urgency'],
  direction: ['chiều', 'direction'],
  number: ['số-đến', 'number'],
  signer: ['người-ký', 'signer'],
  file: ['hồ-sơ', 'file'],
}
const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([key, all]) => all.map((word) => [word, key as FilterKey] as const)),
)

/** Every filter that a query may hold. */
export const filterKeys = Object.keys(WORDS) as FilterKey[]

/** How a filter is written: `nơi-gửi`, `issuer`. */
export function filterWord(key: FilterKey, lang: 'vi' | 'en'): string {
  return SHOWN[key][lang === 'vi' ? 0 : 1]
}

/** The filter that a word means, in either language, with or without marks; null when it is none. */
export function filterOf(word: string): FilterKey | null {
  return BY_WORD.get(fold(nfc(word))) ?? null
}

export interface TypedFilter {
  readonly key: FilterKey
  readonly value: string
  /** `-loại:CV` leaves these out. */
  readonly isNot: boolean
  /** Place in the typed text (UTF-16), for chips and completion. */
  readonly start: number
  readonly end: number
}

export interface TypedText {
  readonly text: string
  /** In quotes: the syllables stand side by side, with the marks that were typed. */
  readonly isPhrase: boolean
  readonly isNot: boolean
}

export interface TypedQuery {
  readonly texts: readonly TypedText[]
  readonly filters: readonly TypedFilter[]
  /** Keys of symbols in the text (`15-qd-tu`): a document that bears one comes first. */
  readonly symbols: readonly string[]
  /** The whole text is one number: perhaps the number of arrival. */
  readonly number: number | null
}

// [-] then key:"value" | key:value | "phrase" | word. A lone quote is a word's part.
const PART = /(-?)(?:([\p{L}\p{M}][\p{L}\p{M}-]*):(?:"([^"]*)"|“([^”]*)”|([^\s"]+))|"([^"]+)"|“([^”]+)”|(\S+))/gu

/** Reads a typed query. Never fails; text longer than 1,000 characters is cut. */
export function readQuery(typed: string): TypedQuery {
  const source = nfc(typed).slice(0, 1000)
  const texts: TypedText[] = []
  const filters: TypedFilter[] = []
  const plain: string[] = []
  const flush = (): void => {
    if (plain.length > 0) texts.push({ text: plain.splice(0).join(' '), isPhrase: false, isNot: false })
  }
  for (const match of source.matchAll(PART)) {
    const [all, minus, word, quoted, curly, bare, phrase, curlyPhrase, text] = match
    const key = word ? filterOf(word) : null
    const value = quoted ?? curly ?? bare
    if (key && value !== undefined) {
      filters.push({
        key,
        value: value.trim(),
        isNot: minus === '-',
        start: match.index,
        end: match.index + all.length,
      })
      continue
    }
    const isNot = minus === '-' && /^[\p{L}\p{N}"“]/u.test(all.slice(1))
    if (phrase ?? curlyPhrase) {
      flush()
      texts.push({ text: (phrase ?? curlyPhrase)!, isPhrase: true, isNot })
    } else if (isNot && text) {
      flush()
      texts.push({ text, isPhrase: false, isNot: true })
    } else plain.push(word && value !== undefined ? all.replaceAll(/["“”]/g, ' ') : all)
  }
  flush()
  const wanted = texts.filter((one) => !one.isNot).map((one) => one.text)
  return { texts, filters, symbols: symbolsIn(wanted), number: numberIn(wanted) }
}

function symbolsIn(texts: readonly string[]): string[] {
  const keys = new Set<string>()
  for (const text of texts) for (const { symbol } of findSymbols(text)) keys.add(symbol.key)
  const whole = texts.length === 1 ? parseSymbol(texts[0]!) : null
  // `15 qd tu` is a symbol; `15 người dân tộc thiểu số` is not one, though it begins like it.
  if (whole?.number && whole.notation && whole.tokens.length <= 5 && whole.tokens.every((part) => part.length <= 8))
    keys.add(whole.key)
  return [...keys]
}

function numberIn(texts: readonly string[]): number | null {
  const found = texts.length === 1 ? /^(?:s[ốo]\s*)?(\d{1,7})$/iu.exec(texts[0]!.trim()) : null
  return found ? Number(found[1]) : null
}
