/** Capitals: what a machine can tell of NĐ 30/2020 PL II. Warnings: meaning decides, and a person reads it. */
import type { Source } from '#regimes/types.ts'
import { type Context, quote } from '../context.ts'
import type { Piece } from '../pieces.ts'
import type { Component } from '../structure.ts'

interface CapitalRule {
  /** What is written wrongly. */
  wrong: RegExp
  right: (found: string) => string
  /** Roman number of the part and number in it (PL II). */
  article: string
}

const first = (change: (letter: string) => string) => (text: string) => change(text[0]!) + text.slice(1)
const raise = first((letter) => letter.toLocaleUpperCase('vi'))
const lower = first((letter) => letter.toLocaleLowerCase('vi'))

/** Whole words: Vietnamese letters are no word characters to a regular expression. */
const words = (alternatives: string, after = '') =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])${after}`, 'gu')
const rule = (
  article: string,
  alternatives: string,
  right: string | ((found: string) => string),
  after = '',
): CapitalRule => ({
  wrong: words(alternatives, after),
  right: typeof right === 'string' ? () => right : right,
  article,
})

const CAPITALS: readonly CapitalRule[] = [
  rule('V.1', 'nhân dân', 'Nhân dân', '(?!\\s+tệ)'),
  rule('V.1', 'nhà nước', 'Nhà nước'),
  rule('V.7', 'điều\\s+\\d+[a-zđ]?', raise),
  rule('V.7', 'chương\\s+[IVXLC]+', raise),
  rule('V.7', 'phần\\s+(?:thứ\\s+)?[IVXLC]+', raise),
  rule('V.7', 'Khoản\\s+\\d+(?:\\s*,\\s*\\d+)*(?=\\s+[Đđ]iều)', lower),
  rule('V.7', 'Điểm\\s+[a-zđ](?=\\s+[Kk]hoản)', lower),
  rule(
    'V.8',
    'thứ\\s+(?:hai|ba|tư|năm|sáu|bảy)',
    (found) => found.replace(/\S+$/u, raise),
    '(?=\\s*(?:,|ngày|\\(|hằng|hàng))',
  ),
  rule('V.8', 'chủ nhật', 'Chủ nhật'),
  rule('II.1', 'thủ đô hà nội|Thủ đô hà nội|thủ đô Hà Nội', 'Thủ đô Hà Nội'),
  rule('II.1', 'thành phố Hồ Chí Minh', 'Thành phố Hồ Chí Minh'),
  rule('II.1', '(?:quận|phường)\\s+\\d{1,2}', raise),
  rule('V.6', 'cách mạng [Tt]háng [Tt]ám|Cách mạng Tháng Tám', 'Cách mạng tháng Tám'),
  rule('V.4', 'ngày quốc khánh|ngày Quốc Khánh|Ngày quốc khánh', 'ngày Quốc khánh'),
  rule(
    'III.1',
    '(?:ủy|uỷ) ban [Nn]hân [Dd]ân|(?:Ủy|Uỷ) (?:Ban [Nn]hân [Dd]ân|ban (?:Nhân [Dd]|nhân D)ân)',
    'Ủy ban nhân dân',
  ),
  rule('III.1', 'hội đồng [Nn]hân [Dd]ân|Hội (?:Đồng [Nn]hân [Dd]ân|đồng (?:Nhân [Dd]|nhân D)ân)', 'Hội đồng nhân dân'),
  rule('III.1', '[Đđ]ảng cộng sản [Vv]iệt [Nn]am|đảng Cộng sản Việt Nam', 'Đảng Cộng sản Việt Nam'),
]

/** Names and set phrases in which the word stays small (PL II, III.1). */
const SMALL_NHAN_DAN =
  /(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|công an|quân đội|quỹ tín dụng|nhà giáo|nghệ sĩ|nghệ nhân|chứng minh|thầy thuốc|cảnh sát|an ninh|thanh tra|hội thẩm|báo|dân quân)\s*$/iu
const SMALL_NHA_NUOC =
  /(?:quản lý|cơ quan|ngân sách|công chức|viên chức|cán bộ|bí mật|doanh nghiệp|vốn|tài sản|kho bạc|ngân hàng|kiểm toán|hành chính|tổ chức|đầu tư|bảo vệ|sở hữu|cấp|bộ máy|quyền lực|danh hiệu|giải thưởng|dự trữ|thanh tra|lưu trữ|chủ tịch|lĩnh vực|sự nghiệp|ngoài|độc quyền|kinh tế|khu vực|bảo hiểm|tín dụng|đơn vị|dịch vụ|văn bản|công vụ|nguồn|kinh phí|phần vốn|người đại diện)\s*$/iu

const JUDGED = new Set(['body', 'article', 'clause', 'point', 'basis', 'subject'])

export function checkCapitals(context: Context): void {
  // PL II is the State's; the Party's guidance on capitals has not been read
  if (context.isParty) return
  const add = (at: Piece, expected: string, found: string, article: string) => {
    const source: Source = { text: 'NĐ 30/2020/NĐ-CP', article: `PL II, ${article}`, confidence: 'A' }
    context.add({
      component: 'capitalization',
      aspect: 'case',
      at,
      expected,
      found: quote(found),
      source,
      severity: 'warning',
    })
  }
  for (const component of context.structure.components) {
    if (!JUDGED.has(component.component)) continue
    for (const piece of component.pieces) {
      const start = wrongStart(component, piece)
      if (start !== null) add(piece, 'viết hoa chữ cái đầu câu', start, 'I')
      for (const { wrong, right, article } of CAPITALS)
        for (const match of piece.text.matchAll(wrong))
          if (!isSetPhrase(match[0], piece.text.slice(0, match.index))) add(piece, right(match[0]), match[0], article)
    }
  }
}

const isSetPhrase = (found: string, before: string) =>
  (found === 'nhân dân' && SMALL_NHAN_DAN.test(before)) || (found === 'nhà nước' && SMALL_NHA_NUOC.test(before))

/** Abbreviations and numbers end with a stop and no sentence. */
const ABBREVIATED = /(?:^|[\s(/])(?:tp|ts|ths|pgs|gs|bs|ks|v\.v|tr|nxb|st|\p{L}|\p{Lu}+|\d+)\.$/iu

/** The first sentence that begins with a small letter; null: none. */
function wrongStart(component: Component, piece: Piece): string | null {
  const { text, paragraph } = piece
  const opens = component.component === 'body' && piece.isFirst && piece === component.pieces[0]
  if (opens && paragraph.place.kind === 'text' && /^\p{Ll}/u.test(text)) return text.slice(0, 40)
  for (const match of text.matchAll(/\S*[.?!]\s+(?=\p{Ll})/gu)) {
    const before = text.slice(0, match.index + match[0].trimEnd().length)
    if (/(?:[.…]{2,}|…)$/u.test(before) || ABBREVIATED.test(before)) continue
    return text.slice(match.index, match.index + match[0].length + 20)
  }
  return null
}
