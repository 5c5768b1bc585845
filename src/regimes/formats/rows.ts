/**
 * Formats that digital records may have: the list of media types of TT 05/2025/TT-BNV (handbook 8.9), which names them by extension, in
 * PRONOM's identifiers. What the circular is silent about is the product's own proposal (C).
 */
import { ND30_FROM, PARTY_FROM, stands } from '../shared/sources.ts'
import type { Day, Rule } from '../types.ts'
import type { FormatPolicy } from './types.ts'

const CIRCULAR = 'Thông tư 05/2025/TT-BNV'
const CIRCULAR_FROM: Day = '2025-07-01'

/** txt, rtf, docx, doc, odt, pdf(/A); csv, xlsx, xls, ods; htm, pptx, ppt, odp; jpeg, gif, tiff, png; mpeg, avi, wmv, mov; mp3, wma, aac. */
const LISTED = [
  ['x-fmt/111', 'fmt/45', 'fmt/50', 'fmt/52', 'fmt/53', 'fmt/355'],
  ['fmt/412', 'fmt/1827', 'fmt/39', 'fmt/40', 'fmt/609', 'fmt/136', 'fmt/290', 'fmt/291', 'fmt/1756', 'fmt/2044'],
  ['fmt/14', 'fmt/15', 'fmt/16', 'fmt/17', 'fmt/18', 'fmt/19', 'fmt/20', 'fmt/276', 'fmt/1129'],
  ['fmt/95', 'fmt/354', 'fmt/476', 'fmt/477', 'fmt/478', 'fmt/479', 'fmt/480', 'fmt/481'],
  ['x-fmt/18', 'fmt/214', 'fmt/1828', 'fmt/59', 'fmt/61', 'fmt/137', 'fmt/294', 'fmt/295', 'fmt/1755', 'fmt/2045'],
  ['fmt/96', 'fmt/97', 'fmt/98', 'fmt/99', 'fmt/100', 'fmt/471', 'fmt/102', 'fmt/103'],
  ['fmt/215', 'fmt/1829', 'fmt/126', 'fmt/138', 'fmt/292', 'fmt/293', 'fmt/1754', 'fmt/2046'],
  ['fmt/41', 'fmt/42', 'fmt/43', 'fmt/44', 'x-fmt/398', 'x-fmt/390', 'x-fmt/391', 'fmt/645', 'fmt/1507'],
  ['fmt/3', 'fmt/4', 'fmt/353', 'fmt/11', 'fmt/12', 'fmt/13'],
  ['x-fmt/385', 'x-fmt/386', 'fmt/5', 'fmt/133', 'x-fmt/384', 'fmt/134', 'fmt/132', 'fmt/1812'],
].flat()

type Line = Pick<FormatPolicy, 'id' | 'covers' | 'decision' | 'to' | 'vi' | 'en'>

/** From the circular. */
const LAW: readonly (Line & { readonly article: string | null })[] = [
  {
    id: 'listed',
    article: null,
    covers: LISTED,
    decision: 'accept',
    to: null,
    vi: 'Định dạng có trong danh mục của thông tư.',
    en: 'The format is on the circular’s list.',
  },
  {
    id: 'digitised-film',
    article: 'Đ8',
    covers: ['fmt/199'],
    decision: 'accept',
    to: null,
    vi: 'MPEG-4 là định dạng số hóa phim, video.',
    en: 'MPEG-4 is a format of digitised film.',
  },
]

const macros = (id: string, covers: string, to: string, plain: string): Line => ({
  id,
  covers: [covers],
  decision: 'convert',
  to,
  vi: `Tệp chứa macro (chương trình): giữ bản chuyển sang ${plain}.`,
  en: `The file holds macros (programs): a copy as ${plain} is kept.`,
})

/** The product's own. */
const OURS: readonly Line[] = [
  macros('macros-docm', 'fmt/523', 'fmt/412', 'DOCX'),
  macros('macros-xlsm', 'fmt/445', 'fmt/214', 'XLSX'),
  macros('macros-pptm', 'fmt/487', 'fmt/215', 'PPTX'),
  {
    id: 'locked',
    covers: ['fmt/754', 'fmt/755', 'fmt/494'],
    decision: 'refuse',
    to: null,
    vi: 'Tệp có mật khẩu: về sau không ai mở được. Xin bỏ mật khẩu rồi nộp lại.',
    en: 'The file is locked by a password: nobody could open it later. Take the password off and hand it in again.',
  },
  {
    id: 'programs',
    covers: ['x-fmt/409', 'x-fmt/410', 'x-fmt/411', 'fmt/899', 'fmt/900'],
    decision: 'refuse',
    to: null,
    vi: 'Tệp là chương trình máy tính, không phải tài liệu.',
    en: 'The file is a program, not a document.',
  },
  {
    id: 'archives',
    covers: ['x-fmt/263', 'x-fmt/264', 'fmt/411', 'fmt/613', 'fmt/484', 'x-fmt/265', 'x-fmt/266'],
    decision: 'warn',
    to: null,
    vi: 'Tệp nén: nên giải nén và nộp từng tài liệu.',
    en: 'A packed file: unpack it and hand in the documents one by one.',
  },
  {
    id: 'others',
    covers: 'others',
    decision: 'warn',
    to: null,
    vi: 'Định dạng ngoài danh mục của thông tư: cần xem có giữ và đọc lâu dài được không.',
    en: 'The format is not on the circular’s list: see whether it can be kept and read for long.',
  },
  {
    id: 'unknown',
    covers: 'unknown',
    decision: 'warn',
    to: null,
    vi: 'Chưa nhận ra định dạng: cần người kiểm tra tệp.',
    en: 'The format is not known: a person should look at the file.',
  },
]

const ours = (from: Day, to: Day | null): Pick<Rule, 'validFrom' | 'validTo' | 'source'> =>
  stands('Mặc định của sản phẩm', null, 'C', from, to)

/** Before the circular the same list stands as our own default. */
function rows(from: Day, isParty: boolean): readonly FormatPolicy[] {
  const before = LAW.map(({ article: _, ...line }) => ({ ...line, ...ours(from, '2025-06-30') }))
  const since = LAW.map(({ article, ...line }) => ({
    ...line,
    ...stands(isParty ? `Vận dụng ${CIRCULAR}` : CIRCULAR, article, isParty ? 'C' : 'A2', CIRCULAR_FROM),
  }))
  return [...before, ...since, ...OURS.map((line) => ({ ...line, ...ours(from, null) }))]
}

export const stateFormatPolicies = rows(ND30_FROM, false)
export const partyFormatPolicies = rows(PARTY_FROM, true)
