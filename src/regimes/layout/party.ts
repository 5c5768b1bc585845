/**
 * Legal form of Party documents: 36-HD/VPTW (3/4/2018), from 27/5/2026 05-HD/VPTW. Known from two independent programs
 * (A2): administrators may override every row.
 */

import { PARTY_FROM, stands } from '../shared/sources.ts'
import type { Day } from '../types.ts'
import { bold, open, type Row, upright } from './rows.ts'
import type { LayoutForm, LayoutPage, LayoutWording } from './types.ts'

const HD05_FROM: Day = '2026-05-27'
const HD36_TO: Day = '2026-05-26'

/** Both guidances have the row; each cites its own. */
const both = (cell: string) => [
  stands('36-HD/VPTW', cell, 'A2', PARTY_FROM, HD36_TO),
  stands('05-HD/VPTW', cell, 'A2', HD05_FROM),
]
const form = (id: string, cell: string, row: Partial<Row> & Pick<Row, 'component' | 'vi' | 'en'>): LayoutForm[] =>
  both(cell).map((at) => ({ id, ...open, ...row, ...at }))

const presiding: LayoutForm = {
  ...open,
  id: 'signature-presiding',
  component: 'signature-authority',
  vi: 'Khối chữ ký của cơ quan chủ trì (văn bản liên cơ quan)',
  en: 'Signature block of the presiding body (joint documents)',
  side: 'right',
  ...stands('Thông lệ văn thư', null, 'B', PARTY_FROM),
}

export const partyLayoutForms: readonly LayoutForm[] = [
  form('party-title', 'ô số 1', {
    component: 'party-title',
    vi: 'Tiêu đề',
    en: 'Party title',
    sizePt: [15, 15],
    ...bold,
    isUpper: true,
    align: ['center', 'right'],
    side: 'right',
    ruleLine: 'whole',
  }),
  form('parent-organization', 'ô số 2', {
    component: 'parent-organization',
    vi: 'Tên cơ quan cấp trên',
    en: 'Superior body',
    sizePt: [14, 14],
    ...upright,
    isUpper: true,
    align: ['center'],
    side: 'left',
    ruleLine: 'none',
  }),
  form('issuing-organization', 'ô số 2', {
    component: 'issuing-organization',
    vi: 'Tên cơ quan ban hành',
    en: 'Issuing body',
    sizePt: [14, 14],
    ...bold,
    isUpper: true,
    align: ['center'],
    side: 'left',
  }),
  form('number', 'ô số 3', {
    component: 'number',
    vi: 'Số, ký hiệu',
    en: 'Number and notation',
    sizePt: [14, 14],
    ...upright,
    align: ['center'],
    side: 'left',
    ruleLine: 'none',
  }),
  form('place-date', 'ô số 4', {
    component: 'place-date',
    vi: 'Địa danh và ngày tháng',
    en: 'Place and date',
    sizePt: [14, 14],
    isBold: false,
    isItalic: true,
    isUpper: false,
    align: ['center', 'right'],
    side: 'right',
    ruleLine: 'none',
  }),
  form('type-name', 'ô số 5a', {
    component: 'type-name',
    vi: 'Tên loại',
    en: 'Type',
    sizePt: [15, 16],
    ...bold,
    isUpper: true,
    align: ['center'],
    ruleLine: 'none',
  }),
  form('subject', 'ô số 5a', {
    component: 'subject',
    vi: 'Trích yếu',
    en: 'Subject',
    sizePt: [14, 15],
    ...bold,
    isUpper: false,
    align: ['center'],
    ruleLine: 'hyphens',
  }),
  form('subject-letter', 'ô số 5b', {
    component: 'subject',
    vi: 'Trích yếu công văn',
    en: 'Subject of a letter',
    sizePt: [12, 12],
    isBold: false,
    isItalic: true,
    isUpper: false,
    align: ['center'],
    side: 'left',
    ruleLine: 'none',
  }),
  form('basis', 'ô số 6', {
    component: 'basis',
    vi: 'Căn cứ ban hành',
    en: 'Basis',
    sizePt: [14, 15],
    ...upright,
    isUpper: false,
    align: ['both', 'left'],
  }),
  form('body', 'ô số 6', {
    component: 'body',
    vi: 'Nội dung',
    en: 'Body',
    sizePt: [14, 15],
    isItalic: false,
    isUpper: false,
    align: ['both'],
    isUnderlined: null,
  }),
  form('heading', 'ô số 6', {
    component: 'heading',
    vi: 'Đề mục',
    en: 'Heading',
    sizePt: [14, 15],
    isBold: true,
  }),
  form('heading-title', 'ô số 6', {
    component: 'heading',
    vi: 'Tiêu đề chương, mục',
    en: 'Title of chapter, section',
    sizePt: [14, 15],
    isBold: true,
  }),
  form('article', 'ô số 6', {
    component: 'article',
    vi: 'Điều',
    en: 'Article',
    sizePt: [14, 15],
    isBold: true,
    isUpper: false,
    align: ['both', 'left'],
  }),
  form('clause', 'ô số 6', {
    component: 'clause',
    vi: 'Khoản',
    en: 'Clause',
    sizePt: [14, 15],
    isUpper: false,
    align: ['both', 'left'],
  }),
  form('point', 'ô số 6', {
    component: 'point',
    vi: 'Điểm',
    en: 'Point',
    sizePt: [14, 15],
    isUpper: false,
    align: ['both', 'left'],
  }),
  form('signature-authority', 'ô số 7a', {
    component: 'signature-authority',
    vi: 'Quyền hạn của người ký',
    en: 'Authority of the signer',
    sizePt: [14, 14],
    ...bold,
    isUpper: true,
    align: ['center'],
    side: 'right',
  }),
  [presiding],
  form('signer-position', 'ô số 7b', {
    component: 'signer-position',
    vi: 'Chức vụ của người ký',
    en: 'Position of the signer',
    sizePt: [14, 14],
    ...upright,
    isUpper: true,
    align: ['center'],
    side: 'right',
  }),
  form('signer-name', 'ô số 7c', {
    component: 'signer-name',
    vi: 'Họ tên người ký',
    en: 'Name of the signer',
    sizePt: [14, 14],
    ...bold,
    isUpper: false,
    align: ['center'],
    side: 'right',
  }),
  form('addressee', 'ô số 9a', {
    component: 'addressee',
    vi: 'Kính gửi',
    en: 'Addressee',
    sizePt: [14, 14],
    ...upright,
    isUpper: false,
  }),
  form('recipients-label', 'ô số 9b', {
    component: 'recipients-label',
    vi: 'Từ “Nơi nhận”',
    en: 'The word “Nơi nhận”',
    sizePt: [14, 14],
    ...upright,
    isUnderlined: true,
    isUpper: false,
    align: ['left', 'both'],
    side: 'left',
  }),
  form('recipients', 'ô số 9b', {
    component: 'recipients',
    vi: 'Danh sách nơi nhận',
    en: 'List of recipients',
    sizePt: [12, 12],
    ...upright,
    isUpper: false,
    align: ['left', 'both'],
    side: 'left',
  }),
  form('urgency-mark', 'ô số 10', {
    component: 'urgency-mark',
    vi: 'Dấu chỉ độ khẩn',
    en: 'Urgency mark',
    sizePt: [14, 14],
    ...bold,
    isUpper: true,
  }),
].flat()

const page = {
  id: 'page',
  marginsMm: { top: [20, 20], bottom: [20, 20], left: [30, 30], right: [15, 15] },
  fonts: ['Times New Roman'],
  pageNumber: { sizePt: [14, 14], align: 'center', fromTopMm: 10 },
  // "about 10 mm"
  firstIndentMm: [9, 12.7],
  paragraphGapPt: 6,
  lineSpacing: { points: [18, 22] },
} as const
const A4 = { name: 'A4', width: 210, height: 297 }
const A5 = { name: 'A5', width: 148, height: 210 }

export const partyLayoutPages: readonly LayoutPage[] = [
  { ...page, papersMm: [A4, A5], ...stands('36-HD/VPTW', 'khổ giấy', 'A2', PARTY_FROM, HD36_TO) },
  { ...page, papersMm: [A4], ...stands('05-HD/VPTW', 'khổ giấy', 'A2', HD05_FROM) },
]

const words = (id: string, cell: string, texts: readonly string[]): LayoutWording[] =>
  both(cell).map((at) => ({ id, texts, ...at }))

export const partyLayoutWordings: readonly LayoutWording[] = [
  ...words('party-title', 'ô số 1', ['ĐẢNG CỘNG SẢN VIỆT NAM']),
  ...words('organization-mark', 'ô số 2', ['*']),
  { id: 'letter-subject', texts: ['Về việc', 'V/v'], ...stands('36-HD/VPTW', 'ô số 5b', 'A2', PARTY_FROM, HD36_TO) },
  { id: 'letter-subject', texts: ['Về việc'], ...stands('05-HD/VPTW', 'ô số 5b', 'A2', HD05_FROM) },
  // names of the bodies of a joint document
  { id: 'joint-mark', texts: [' -', ' –'], ...stands('Thông lệ văn thư', null, 'B', PARTY_FROM) },
  ...words('subject-rule', 'ô số 5a', ['-----']),
  ...words('authority', 'ô số 7a', ['T/M', 'K/T', 'T/L', 'Q.']),
  ...words('addressee', 'ô số 9a', ['Kính gửi:', 'Kính trình:']),
  ...words('recipients-label', 'ô số 9b', ['Nơi nhận:']),
  ...words('recipients-archive', 'ô số 9b', ['Lưu']),
  ...words('end-mark', 'ô số 6', ['.']),
]
