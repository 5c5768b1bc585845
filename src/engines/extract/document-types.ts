/** Finding the name of a document's type in a line of capitals, and the abbreviations of types in a notation. */
import { comparable, editSimilarity } from '../vn-text/index.ts'

export interface DocumentType {
  name: string
  /** In the notation; null for types without one. */
  abbreviation: string | null
}

const table = (spec: string): DocumentType[] =>
  spec
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => {
      const [name, abbreviation] = line.split('|')
      return { name: name!.trim(), abbreviation: abbreviation?.trim() || null }
    })

/** The 29 types of NĐ 30/2020 Đ7 with the abbreviations of PL III.I. */
export const STATE_TYPES = table(`
  Nghị quyết|NQ
  Quyết định|QĐ
  Chỉ thị|CT
  Quy chế|QC
  Quy định|QyĐ
  Thông cáo|TC
  Thông báo|TB
  Hướng dẫn|HD
  Chương trình|CTr
  Kế hoạch|KH
  Phương án|PA
  Đề án|ĐA
  Dự án|DA
  Báo cáo|BC
  Biên bản|BB
  Tờ trình|TTr
  Hợp đồng|HĐ
  Công văn|
  Công điện|CĐ
  Bản ghi nhớ|BGN
  Bản thỏa thuận|BTT
  Giấy ủy quyền|GUQ
  Giấy mời|GM
  Giấy giới thiệu|GGT
  Giấy nghỉ phép|GNP
  Phiếu gửi|PG
  Phiếu chuyển|PC
  Phiếu báo|PB
  Thư công|`)

/** Types of 399-QĐ/TW Đ5–7 that the State list does not have, or abbreviates otherwise. */
export const PARTY_TYPES = table(`
  Cương lĩnh chính trị|
  Điều lệ Đảng|
  Chiến lược|
  Kết luận|KL
  Quy định|QĐ
  Thông tri|TT
  Tuyên bố|
  Lời kêu gọi|
  Quy hoạch|
  Công văn|CV
  Giấy chứng nhận|
  Giấy đi đường|`)

/** Met in files although no list has them: legal normative documents, and habits of offices. */
const OTHER_TYPES = table(`
  Luật|
  Pháp lệnh|
  Lệnh|L
  Nghị định|NĐ
  Thông tư|TT
  Thông tư liên tịch|TTLT
  Đề nghị|ĐN
  Giấy đề nghị|ĐN
  Danh sách|DS
  Giấy xác nhận|GXN
  Bản cam kết|CK
  Giấy triệu tập|GTT
  Sao y|SY
  Sao lục|SL
  Trích sao|TrS`)

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
