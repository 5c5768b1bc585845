/** Findings in words that a clerk understands. */
import type { LayoutAspect, LayoutComponent } from '#regimes/layout/index.ts'
import type { LayoutFinding } from './types.ts'

type Words = readonly [vi: string, en: string]

/** Names of components in both languages. */
const COMPONENT_WORDS: Readonly<Record<LayoutComponent, Words>> = {
  page: ['Trang', 'Page'],
  font: ['Phông chữ', 'Font'],
  'page-number': ['Số trang', 'Page number'],
  'national-title': ['Quốc hiệu', 'National title'],
  motto: ['Tiêu ngữ', 'Motto'],
  'party-title': ['Tiêu đề', 'Party title'],
  'parent-organization': ['Tên cơ quan chủ quản', 'Superior body'],
  'issuing-organization': ['Tên cơ quan ban hành', 'Issuing body'],
  number: ['Số, ký hiệu', 'Number and notation'],
  'place-date': ['Địa danh, thời gian', 'Place and date'],
  'type-name': ['Tên loại', 'Type'],
  subject: ['Trích yếu', 'Subject'],
  basis: ['Căn cứ', 'Legal basis'],
  addressee: ['Kính gửi', 'Addressee'],
  body: ['Nội dung', 'Body'],
  heading: ['Phần, chương, mục', 'Heading'],
  article: ['Điều', 'Article'],
  clause: ['Khoản', 'Clause'],
  point: ['Điểm', 'Point'],
  'signature-authority': ['Quyền hạn ký', 'Signing authority'],
  'signer-position': ['Chức vụ người ký', 'Position of the signer'],
  'signer-name': ['Họ tên người ký', 'Name of the signer'],
  'recipients-label': ['Chữ “Nơi nhận”', 'The word “Nơi nhận”'],
  recipients: ['Nơi nhận', 'Recipients'],
  'urgency-mark': ['Dấu độ khẩn', 'Urgency mark'],
  'circulation-mark': ['Chỉ dẫn lưu hành', 'Circulation mark'],
  appendix: ['Phụ lục', 'Appendix'],
  'end-mark': ['Dấu kết thúc', 'End mark'],
  citation: ['Viện dẫn', 'Citation'],
  capitalization: ['Viết hoa', 'Capitals'],
}

/** What is wrong, by aspect. */
const ASPECT_WORDS: Readonly<Record<LayoutAspect, Words>> = {
  missing: ['thiếu', 'missing'],
  text: ['sai nội dung chữ', 'wrong words'],
  pattern: ['sai cách ghi', 'wrongly written'],
  case: ['sai chữ hoa, chữ thường', 'wrong case'],
  size: ['sai cỡ', 'wrong size'],
  style: ['sai kiểu chữ', 'wrong style'],
  alignment: ['sai cách canh', 'wrong alignment'],
  position: ['sai vị trí', 'wrong place'],
  'rule-line': ['sai đường kẻ', 'wrong line under it'],
  indent: ['sai độ lùi đầu dòng', 'wrong first-line indent'],
  spacing: ['sai khoảng cách', 'wrong spacing'],
  font: ['sai phông', 'wrong font'],
  color: ['sai màu', 'wrong colour'],
  encoding: ['sai bảng mã', 'wrong encoding'],
  punctuation: ['sai dấu câu', 'wrong punctuation'],
  order: ['sai thứ tự', 'wrong order'],
  value: ['sai giá trị', 'wrong value'],
}

/** One line for a person: what, where, what should stand there, by which article. */
export function findingSentence(finding: LayoutFinding, lang: 'vi' | 'en'): string {
  const i = lang === 'vi' ? 0 : 1
  const mark = { error: ['Lỗi', 'Error'], warning: ['Lưu ý', 'Warning'], info: ['Ghi chú', 'Note'] }[finding.severity][
    i
  ]
  const place =
    finding.page !== null
      ? `, ${['trang', 'page'][i]} ${finding.page}`
      : finding.paragraph !== null
        ? `, ${['đoạn', 'paragraph'][i]} ${finding.paragraph}`
        : ''
  const [should, is] = [['Quy định', 'Rule'][i], ['Đang là', 'Found'][i]]
  return `${mark} · ${COMPONENT_WORDS[finding.component][i]}${place}: ${ASPECT_WORDS[finding.aspect][i]}. ${should}: ${finding.expected}. ${is}: ${finding.found}. (${finding.legalRef})`
}
