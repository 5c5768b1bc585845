/** Capitals: what a machine can tell of NĐ 30/2020 PL II. Warnings: meaning decides, and a person reads it. */
import type { Source } from '#regimes/types.ts'
import { type Context, quote } from '../context.ts'
import type { Piece } from '../pieces.ts'
import { type Component, firstOf, textOf } from '../structure.ts'

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
  rule('V.4', 'quốc khánh|Quốc Khánh|quốc Khánh', 'Quốc khánh'),
  rule(
    'III.1',
    '(?:Bộ|Sở|bộ|sở) (?:tài nguyên|tài chính|nội vụ|ngoại giao|quốc phòng|công an|tư pháp|công thương|nông nghiệp|xây dựng|giao thông|thông tin|khoa học|giáo dục|y tế|văn hóa|lao động|kế hoạch|dân tộc)',
    (found) => raise(found).replace(/ \p{L}/u, (letter) => letter.toLocaleUpperCase('vi')),
  ),
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
  /(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|công an|quân đội|quỹ tín dụng|nhà giáo|nghệ sĩ|nghệ nhân|chứng minh|thầy thuốc|cảnh sát|an ninh|thanh tra|hội thẩm|báo|dân quân|vũ trang|chiến tranh)\s*$/iu
const SMALL_NHA_NUOC =
  /(?:quản lý|cơ quan|ngân sách|công chức|viên chức|cán bộ|bí mật|doanh nghiệp|vốn|tài sản|kho bạc|ngân hàng|kiểm toán|hành chính|tổ chức|đầu tư|bảo vệ|sở hữu|cấp|bộ máy|quyền lực|danh hiệu|giải thưởng|dự trữ|thanh tra|lưu trữ|chủ tịch|lĩnh vực|sự nghiệp|ngoài|độc quyền|kinh tế|khu vực|bảo hiểm|tín dụng|đơn vị|dịch vụ|văn bản|công vụ|nguồn|kinh phí|phần vốn|người đại diện|chức danh|bảo hộ|viên chức)\s*$/iu

const JUDGED = new Set(['body', 'article', 'clause', 'point', 'basis', 'subject'])

export function checkCapitals(context: Context): void {
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
  const places = placeRules(context)
  for (const component of context.structure.components) {
    if (!JUDGED.has(component.component)) continue
    for (const piece of component.pieces) {
      const start = wrongStart(component, piece)
      if (start !== null) add(piece, 'viết hoa chữ cái đầu câu', start, 'I')
      // the rest of PL II is the State's; the Party's guidance on capitals has not been read
      if (context.isParty) continue
      for (const { wrong, right, article } of [...CAPITALS, ...places])
        for (const match of piece.text.matchAll(wrong))
          if (!isSetPhrase(match[0], piece.text.slice(0, match.index), piece.text.slice(match.index + match[0].length)))
            add(piece, right(match[0]), match[0], article)
    }
  }
}

/** Provinces of before and after 1/7/2025: names that are neither persons' nor events'. */
const PROVINCES =
  'An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái'

/** Places that the document itself names: in its date, in the names of its bodies, in its text. */
function ownPlaces(context: Context): string[] {
  const { structure } = context
  const dated = /^\s*(\p{Lu}[\p{L} ]+?)\s*,/u.exec(firstOf(structure, 'place-date')?.pieces[0]?.text ?? '')?.[1]
  const bodies = (['parent-organization', 'issuing-organization'] as const).flatMap((name) => {
    const organ = firstOf(structure, name)
    const place = organ ? /(?:TỈNH|HUYỆN|XÃ|THỊ TRẤN) (\p{Lu}[\p{Lu} ]+)$/u.exec(textOf(organ))?.[1] : undefined
    return place
      ? [place.toLocaleLowerCase('vi').replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'))]
      : []
  })
  const plain = (name: string | undefined) => name !== undefined && !/^(?:Thành phố|Thủ đô|Phường|Quận)/u.test(name)
  return [...new Set([dated, ...bodies].filter(plain) as string[])]
}

/** Names of places: every syllable capital, the common noun before them small (PL II, II.1). */
function placeRules(context: Context): CapitalRule[] {
  const names = [...ownPlaces(context), PROVINCES].join('|')
  const small = names.toLocaleLowerCase('vi')
  return [
    rule('II.1', `(?:tỉnh|thành phố|huyện|xã) (?:${small})`, (found) =>
      found.replace(/(?<=(?:tỉnh|thành phố|huyện|xã) .*?)(?<=\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi')),
    ),
    {
      // not where a sentence begins
      wrong: new RegExp(`(?<=[\\p{Ll},;] )(?:Tỉnh|Huyện|Xã|Thị trấn) (?:${names})(?![\\p{L}\\p{N}])`, 'gu'),
      right: lower,
      article: 'II.1',
    },
  ]
}

function isSetPhrase(found: string, before: string, after: string): boolean {
  if (found === 'nhân dân') return SMALL_NHAN_DAN.test(before)
  if (found === 'nhà nước') return SMALL_NHA_NUOC.test(before) || /^\s+pháp quyền/u.test(after)
  // a sentence begins with a capital whatever the word
  if (/^(?:Khoản|Điểm)/u.test(found)) return before.trim() === '' || /[.?!:]\s*$/u.test(before)
  return /^điều/u.test(found) && /(?:các|những|mấy)\s*$/iu.test(before)
}

/** Abbreviations and numbers end with a stop and no sentence. */
const ABBREVIATED = /(?:^|[\s(/])(?:Tp|TS|ThS|PGS|GS|BS|KS|v\.v|tr|Nxb|st|\p{L}|\p{Lu}+|\d+)\.$/u

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
