/** What a short text is by its words, whatever its case, marks and punctuation: faults are judged later. */
import { canonicalForm, comparable, editSimilarity } from '#engines/vn-text/index.ts'
import { partyDocumentTypes } from '#regimes/party/document-types.ts'
import { stateDocumentTypes } from '#regimes/state/document-types.ts'

const alike = (text: string, phrase: string, least: number) =>
  text.length < phrase.length * 1.6 + 6 && editSimilarity(comparable(text), comparable(phrase)) >= least

export const isNationalTitle = (text: string) =>
  alike(text, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 0.7) ||
  (text.length < 45 && /^(?:chxhcn|cong hoa (?:xa hoi|xhcn)).*viet nam$/.test(comparable(text)))
export const isMotto = (text: string) => alike(text, 'Độc lập - Tự do - Hạnh phúc', 0.75)
export const isPartyTitle = (text: string) => alike(text, 'ĐẢNG CỘNG SẢN VIỆT NAM', 0.82)

/** `Số: 15/QĐ-UBND`, `Số 15-QĐ/TU`, also unfinished (`Số:    /QĐ-UBND`) or without the word. */
export const isNumberLine = (text: string) =>
  text.length <= 48 &&
  (/^s[ốo]\s*[:.]?\s*(?:\d[\d\s]*[a-z]?|[.…_]*)\s*(?:[-–/]\s*\d{4}\s*)?[-–/]\s*[\p{L}.…_]/iu.test(text) ||
    /^s[ốo]\s*[:.]?\s*\d+\s*\p{Lu}/u.test(text) ||
    /^\d{1,5}\s*[-–/]\s*(?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}&.]*\s*[-–/]\s*\p{Lu}[\p{L}\d\s&.–/-]*$/u.test(text))

export const isDateLine = (text: string) =>
  text.length <= 90 &&
  !/^[(-]|[:;]|giờ/.test(text) &&
  (/(?:^|[,\s])ng[àa]y\s*[\d.…_\s]*\s*th[áa]ng\s*[\d.…_\s]*\s*n[ăa]m\s*[\d.…_]*\.?$/iu.test(text) ||
    /^\p{L}[\p{L}\s.-]{1,40},?\s*(?:ng[àa]y\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$/u.test(text))

const URGENT = ['khan', 'thuong khan', 'hoa toc', 'hoa toc hen gio']
export const isUrgency = (text: string) => URGENT.includes(comparable(text))
const CIRCULATION = ['xem xong tra lai', 'luu hanh noi bo', 'tai lieu thu hoi', 'xem tai cho']
export const isCirculation = (text: string) => CIRCULATION.includes(comparable(text))

export const isLetterSubject = (text: string) => /^(?:v\s*[/.]\s*v|về việc|\(?v\/v)(?![\p{L}])/iu.test(text)
export const isAddressee = (text: string) => /^[-–\s]*k[íi]nh\s+(?:g[ửuủ]i|tr[ìi]nh|chuy[ểe]n)/iu.test(text)
export const isRecipientsLabel = (text: string) => /^n[ơo]i\s+nh[ậa]n\s*[:.;]?$/iu.test(text)
export const isBasis = (text: string) =>
  /^[-–+\s]*(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|thực hiện|trên cơ sở|sau khi)(?![\p{L}])/iu.test(text)

const AUTHORITY = /^((?:TM|T[./]M|KT|K[./]T|TL|T[./]L|TUQ|T[./]U[./]?Q|T\/U|Q)(?:\s*\.)?)(\s*)/iu

/** The mark of authority before a position (`TM.`, `K/T`), of both regimes, and the gap after it; null: there is none. */
export function authorityMark(text: string): { written: string; gap: string } | null {
  const match = AUTHORITY.exec(text)
  return match ? { written: match[1]!, gap: match[2]! } : null
}

/** A line that begins with such a mark. `Q` alone begins many words: it counts in capitals only. */
export function isAuthority(text: string): boolean {
  const mark = authorityMark(text)
  if (!mark || text.length >= 90 || /[;:]$/.test(text)) return false
  const { written, gap } = mark
  const isParted = written.endsWith('.') || gap !== ''
  return isParted && /^\p{L}/u.test(text.slice(written.length + gap.length)) && (isUpper(text) || !/^Q/i.test(written))
}

const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
/** Share of capitals among letters is whole, but for a few letters in brackets. */
export function isUpper(text: string): boolean {
  const all = letters(text)
  return all.length > 0 && all === all.toLocaleUpperCase('vi')
}
export function upperShare(text: string): number {
  const all = letters(text)
  return all.length === 0 ? 0 : [...all].filter((c) => c === c.toLocaleUpperCase('vi')).length / [...all].length
}

const POSITION =
  /^(?:(?:quyền|phó|nguyên)\s+)?(?:chủ tịch|phó chủ tịch|giám đốc|tổng giám đốc|tổng cục trưởng|cục trưởng|chi cục trưởng|vụ trưởng|bí thư|phó bí thư|tổng bí thư|ủy viên|uỷ viên|trưởng|chánh|phó|bộ trưởng|thứ trưởng|hiệu trưởng|viện trưởng|thủ trưởng|chủ nhiệm|chủ tọa|chủ toạ|chủ trì|thư ký|đội trưởng|hạt trưởng|kế toán|người lập|đại diện|thường trực|đoàn chủ tịch|tổng biên tập|thẩm phán|chỉ huy|trạm trưởng|tổ trưởng|thủ tướng|đại tá|thượng tá|phụ trách)(?![\p{L}])/iu
export const isPosition = (text: string) => text.length < 90 && POSITION.test(text.replace(/^[^\p{L}]+/u, ''))

const FAMILY =
  /^(?:nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|đoàn|lâm|trịnh|mai|đào|cao|lương|hà|tạ|tô|trương|châu|quách|vương|thái|la|lò|vàng|giàng|sùng|lường|cầm|quàng|điêu|tòng|kiều|nông|triệu|hứa|ma|chu|phùng|kim|từ|thạch|sơn|danh|y|h|k|đàm|lưu|doãn|khúc|âu|ông|bạch|ninh|tống|viên|nghiêm|lại|văn|hàn|diệp|mạc|giáp|thân|đồng|khổng|phí|cù|ung|tăng|trang|tiêu|bế)(?![\p{L}])/iu
const TITLE_WORDS = String.raw`(?:(?:gs|pgs|ts|ths|th\.s|ks|bs|cn|cử nhân|kỹ sư|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|bác sĩ|giáo sư|phó giáo sư|nhà giáo(?: ưu tú| nhân dân)?|đại tá|thượng tá|trung tá|thiếu tá|đại úy|luật sư|ls|bsckii|bscki|bs\.ckii|bs\.cki|ckii|cki|đồng chí|đ\/c|ông|bà)(?:\.|\s|,)\s*)+`
export const NAME_TITLE = new RegExp(String.raw`^${TITLE_WORDS}(?=\p{Lu})`, 'iu')

/** `Nguyễn Văn A`, also in capitals or with a title before it. */
export function isPersonName(text: string): boolean {
  const bare = text.replace(NAME_TITLE, '').trim()
  if (/^họ và tên$/iu.test(bare)) return true
  const words = bare.split(/[\s-]+/u)
  if (words.length < 2 || words.length > 6 || bare.length > 45 || /[\d:;,/()]/.test(bare)) return false
  if (isPosition(bare) || isOrganization(bare)) return false
  return FAMILY.test(bare) || words.every((word) => /^\p{Lu}/u.test(word))
}

const ORGANIZATION =
  /^(?:tm\.?\s+)?(?:ủy ban|uỷ ban|ubnd|hđnd|hội đồng|bộ|sở|phòng|ban|văn phòng|chi cục|cục|tổng cục|vụ|thanh tra|trung tâm|trường|viện|bệnh viện|tỉnh ủy|tỉnh uỷ|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng uỷ|đảng bộ|chi bộ|đảng đoàn|ban cán sự|ban thường vụ|ban chấp hành|thường trực|đoàn thể|đoàn|hội|liên đoàn|công đoàn|mặt trận|ubmttq|ubkt|công an|tòa án|toà án|viện kiểm sát|kho bạc|bảo hiểm|chính phủ|quốc hội|công ty|tổng công ty|tập đoàn|doanh nghiệp|đại học|học viện|kho lưu trữ|trạm|đội|hạt|tổ|đại hội|tiểu ban|ban chỉ đạo|ban quản lý|quỹ|nhà|báo|đài|thư viện|bảo tàng)(?![\p{L}])/iu
export const isOrganization = (text: string) => ORGANIZATION.test(text)

const TYPE_NAMES = new Map(
  [...stateDocumentTypes, ...partyDocumentTypes].map((type) => [comparable(type.vi), type.code] as const),
)
/** Code of the type whose name the text is, and nothing else; null when it is none. */
export const typeCodeOf = (text: string): string | null =>
  text.length < 40 && !/[:;.]$/.test(text) ? (TYPE_NAMES.get(comparable(text)) ?? null) : null

/** The type that a name in capitals was meant to be, spelling faults allowed (one letter in seven). */
export function likelyTypeOf(text: string): string | null {
  if (!isUpper(text) || text.length > 30 || /[:;.]$/.test(text)) return null
  const key = comparable(text)
  if (key.length < 6) return null
  let best: { code: string; score: number } | null = null
  for (const [name, code] of TYPE_NAMES) {
    const score = editSimilarity(key, name)
    if (score >= 0.8 && (best === null || score > best.score)) best = { code, score }
  }
  return best?.code ?? null
}

/** Is the name spelled with its right marks? */
export const isSpelledType = (text: string): boolean =>
  [...stateDocumentTypes, ...partyDocumentTypes].some(
    (type) => canonicalForm(type.vi).toLocaleLowerCase('vi') === canonicalForm(text).toLocaleLowerCase('vi'),
  )

/** Two stretches with a gap between: do they belong to a head or to a signature block set with tabs? */
export function isHeadOrTail(left: string, right: string): boolean {
  const head = (text: string) => isNationalTitle(text) || isMotto(text) || isPartyTitle(text) || isDateLine(text)
  if (head(right) || (left !== '' && head(left))) return true
  if (left !== '' && (isNumberLine(left) || isRecipientsLabel(left))) return true
  const signing =
    isAuthority(right) || (isUpper(right) && isPosition(right)) || (isPersonName(right) && !/[.;]$/.test(right))
  const signs = (text: string) => isUpper(text) && isPosition(text)
  if ((signs(left) && signs(right)) || (isPersonName(left) && isPersonName(right))) return true
  if (left === '') return signing || isNumberLine(right) || (isUpper(right) && right.length < 50)
  if (/[;,.]$/.test(left) && signing && right.length < 60) return true
  return /^[-–]\s*\S/u.test(left) && (signing || isUpper(right))
}
