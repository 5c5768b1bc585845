/** Documents named in the text: `Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ`, `Kết luận số 12-KL/TU`. */
import { comparable, fold, nfc, parseSymbol, parseVietnameseDate, tidySpace } from '../vn-text/index.ts'
import { ALL_TYPES } from './document-types.ts'
import type { Citation } from './types.ts'

const NAMES = [...new Set(ALL_TYPES.map((type) => type.name))].sort((a, b) => b.length - a.length)

/** Type name with any spacing and case; compared on folded text so that OCR marks do not matter. */
const TYPE = NAMES.map((name) => comparable(name).replaceAll(' ', String.raw`\s+`)).join('|')
const SYMBOL = String.raw`\d{1,6}(?:\s*[,;]\s*\d{1,6})*\s*(?:\/\s*\d{4}\s*)?[\/-]\s*[\p{L}][\p{L}.&]*(?:\s*[-\/]\s?[\p{L}\p{N}&.]+)*`
const CITED = new RegExp(String.raw`(?<type>${TYPE}|cv)\s+(?:so\s*:?\s*)(?<symbol>${SYMBOL})`, 'giu')
const DATE =
  /^[\s,]*(?:ngay\s*:?\s*)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngay\s+[\d.…\s]{1,8}\s*thang\s+[\d.…\s]{1,8}\s*nam\s+\d{4}|thang\s+\d{1,2}\s+nam\s+\d{4}|nam\s+\d{4})/iu
const OF =
  /^[\s,)]*cua\s+([^,;.()\n]{2,90}?)(?=\s+(?:ve|v\/v|quy dinh|huong dan|ban hanh|phe duyet|sua doi|ngay|giao|tai)\b|[,;.()]|$)/iu

/** Laws are cited by name and day, without a number (NĐ 30/2020 PL I.II.6). */
const LAW =
  /\b(bo luat|luat|phap lenh)\s+([^,;.:()\n]{3,120}?)\s+ngay\s+(\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}|\d{1,2}\/\d{1,2}\/\d{4})/giu

function findLaws(text: string, plain: string, page: number | null): { at: number; citation: Citation }[] {
  return [...plain.matchAll(LAW)].flatMap((match) => {
    const whole = text.slice(match.index, match.index + match[0].length)
    const kind = fold(match[1]!)
    // the name begins with a capital, or "luật" is no title
    if (!/^\S+(?:\s+luật)?\s+\p{Lu}/iu.test(whole) || !/^\p{Lu}/u.test(whole.slice(match[1]!.length).trim())) return []
    const typeName = kind === 'luat' ? 'Luật' : kind === 'phap lenh' ? 'Pháp lệnh' : 'Bộ luật'
    const citation: Citation = {
      text: tidySpace(whole),
      typeName,
      codeNumber: null,
      codeNotation: null,
      issuedDate: parseVietnameseDate(whole),
      organName: null,
      page,
    }
    return [{ at: match.index, citation }]
  })
}

/** Folding that keeps every character's place: marks go, length stays. */
function foldInPlace(text: string): string {
  return [...nfc(text)]
    .map((char) => {
      const base = char.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      const plain = base === 'đ' || base === 'ð' ? 'd' : base === 'Đ' || base === 'Ð' ? 'D' : base
      return plain.length === char.length ? plain : char
    })
    .join('')
}

/**
 * All citations of a text, each once (by type and symbol), in order. The day of an OCR reading is taken as read: a
 * citation is a pointer to look up, not an entry of a register.
 */
export function findCitations(input: string, page: number | null, limit = 200): Citation[] {
  const text = nfc(input).replace(/\s+/gu, ' ')
  const plain = foldInPlace(text)
  const found = new Map<string, Citation>()
  const places: { at: number; citation: Citation }[] = findLaws(text, plain, page)
  for (const match of plain.matchAll(CITED)) {
    const from = match.index
    let to = from + match[0].length
    const raw = text.slice(to - match.groups!['symbol']!.length, to)
    const symbol = parseSymbol(raw.replace(/\s*[,;]\s*\d+/g, '').replace(/[.\s]+$/, ''))
    if (!symbol?.notation) continue
    const typeKey = comparable(match.groups!['type']!)
    const typeName = typeKey === 'cv' ? 'Công văn' : (NAMES.find((name) => comparable(name) === typeKey) ?? null)
    const date = DATE.exec(plain.slice(to, to + 60))
    let issuedDate: string | null = null
    if (date) {
      issuedDate = parseVietnameseDate(text.slice(to, to + date[0].length).replace(/[.…]{2,}/g, ' '))
      to += date[0].length
    }
    const of = OF.exec(plain.slice(to, to + 140))
    let organName: string | null = null
    if (of) {
      const start = to + of[0].length - of[1]!.length
      organName = tidySpace(text.slice(start, start + of[1]!.length))
      to += of[0].length
    }
    const key = `${typeName} ${symbol.key}`
    if (found.has(key)) continue
    const codeNotation = symbol.year === null ? symbol.notation : `${symbol.year}/${symbol.notation}`
    const citation: Citation = {
      text: tidySpace(text.slice(from, to)),
      typeName,
      codeNumber: symbol.number,
      codeNotation,
      issuedDate,
      organName,
      page,
    }
    found.set(key, citation)
    places.push({ at: from, citation })
    if (found.size >= limit) break
  }
  return places
    .sort((a, b) => a.at - b.at)
    .map((place) => place.citation)
    .slice(0, limit)
}
