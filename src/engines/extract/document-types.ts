/** Finding the name of a document's type in a line of capitals, and the abbreviations of types in a notation. */
import { partyDocumentTypes } from '#regimes/party/document-types.ts'
import { stateDocumentTypes } from '#regimes/state/document-types.ts'
import type { DocumentType as RegimeType } from '#regimes/types.ts'
import { comparable, editSimilarity } from '../vn-text/index.ts'

export interface DocumentType {
  name: string
  /** In the notation; null for types without one. */
  abbreviation: string | null
}

const pick = (rows: readonly RegimeType[]): DocumentType[] =>
  rows.map(({ vi, abbreviation }) => ({ name: vi, abbreviation }))

/** NĐ 30/2020 Đ7 and PL III.I, copies, and law-making types. */
export const STATE_TYPES = pick(stateDocumentTypes)

/** 399-QĐ/TW Đ5–7. */
export const PARTY_TYPES = pick(partyDocumentTypes)

/** Met in files although no list has them: habits of offices. */
const OTHER_TYPES: DocumentType[] = [
  { name: 'Đề nghị', abbreviation: 'ĐN' },
  { name: 'Giấy đề nghị', abbreviation: 'ĐN' },
  { name: 'Danh sách', abbreviation: 'DS' },
  { name: 'Giấy xác nhận', abbreviation: 'GXN' },
  { name: 'Bản cam kết', abbreviation: null },
  { name: 'Giấy triệu tập', abbreviation: 'GTT' },
  { name: 'Lịch công tác', abbreviation: 'LCT' },
]

export const ALL_TYPES: readonly DocumentType[] = [...STATE_TYPES, ...PARTY_TYPES, ...OTHER_TYPES]

/** Each name once, folded. */
const NAMES = new Map(ALL_TYPES.map((type) => [comparable(type.name).replaceAll(' ', ''), type.name]))

export interface TypeHit {
  name: string
  score: number
}

/**
 * The type whose name a line is, spelling faults of OCR allowed (one letter in seven). The line must be the name and
 * nothing else; a leading "Bản" is dropped where the list has the name without it (BẢN ĐỀ NGHỊ → Đề nghị).
 */
export function matchTypeName(line: string): TypeHit | null {
  const text = comparable(line).replaceAll(' ', '')
  if (text.length < 4 || text.length > 26) return null
  let best: TypeHit | null = null
  for (const form of text.startsWith('ban') ? [text, text.slice(3)] : [text]) {
    for (const [key, name] of NAMES) {
      if (Math.abs(key.length - form.length) > 2) continue
      const score = editSimilarity(form, key)
      const needed = key.length <= 5 ? 1 : 0.8
      if (score >= needed && (best === null || score > best.score)) best = { name, score }
    }
  }
  return best
}

/** Abbreviations that may open a notation, longest first. */
export const ABBREVIATIONS: readonly string[] = [
  ...new Set([
    ...ALL_TYPES.map((type) => type.abbreviation).filter((a) => a !== null),
    'CV',
    'QyĐ',
    'PCT',
    'TTLT',
    'BS',
  ]),
].sort((a, b) => b.length - a.length)

/** Abbreviations of one type, State and Party. */
export function abbreviationsOf(typeName: string): string[] {
  return ALL_TYPES.filter((type) => type.name === typeName && type.abbreviation !== null).map((t) => t.abbreviation!)
}

/** The type that an abbreviation alone tells; null where two types share it (QĐ may be Quyết định or, in the Party, Quy định). */
export function typeOfAbbreviation(abbreviation: string, party: boolean): string | null {
  if (abbreviation === 'CV') return 'Công văn'
  const list = party ? [...PARTY_TYPES, ...STATE_TYPES] : [...STATE_TYPES, ...OTHER_TYPES]
  const names = new Set(list.filter((type) => type.abbreviation === abbreviation).map((type) => type.name))
  return names.size === 1 ? [...names][0]! : null
}
