/** Heads of Word files as different authors set them, laid on the imaginary page. */
import { describe, expect, it } from 'vitest'
import { docxParagraphs } from '../docx.ts'
import { docxPage } from '../docx-page.ts'
import { spellingIndex } from '../organ.ts'
import { readFirstPage } from '../reading.ts'
import { findSecrecyStamp } from '../secrecy.ts'

const LEFT = ['ĐẢNG BỘ TỈNH LAM HÀ', 'ĐẢNG ỦY XÃ ĐỒI CHÈ', '*', 'Số 47-BC/ĐU']
const RIGHT = ['ĐẢNG CỘNG SẢN VIỆT NAM', 'Đồi Chè, ngày 12 tháng 3 năm 2026']

const p = (text: string, align = 'center') =>
  `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${text
    .split('\t')
    .map((part) => `<w:r><w:t xml:space="preserve">${part}</w:t></w:r>`)
    .join('<w:r><w:tab/></w:r>')}</w:p>`
const all = (lines: readonly string[]) => lines.map((line) => p(line)).join('')
const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`
const box = (lines: readonly string[]) =>
  `<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${all(lines)}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${all(lines)}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`

const heads: Record<string, string> = {
  'a table of two cells': table(row(all(LEFT), all(RIGHT))),
  'a row for each line': table(
    ...LEFT.map((line, i) => row(p(line), p(i === 0 ? RIGHT[0]! : i === 3 ? RIGHT[1]! : ''))),
  ),
  'an empty cell between': table(row(all(LEFT), p(''), all(RIGHT))),
  'tables in a table': table(row(table(row(all(LEFT))), table(row(all(RIGHT))))),
  tabs: LEFT.map((line, i) => p(`\t${line}\t${i === 0 ? RIGHT[0] : i === 3 ? RIGHT[1] : ''}`, 'left')).join(''),
  'runs of spaces': LEFT.map((line, i) =>
    p(`${line}          ${i === 0 ? RIGHT[0] : i === 3 ? RIGHT[1] : ''}`, 'left'),
  ).join(''),
  'text boxes': box(LEFT) + box(RIGHT),
  'text boxes, right one first': box(RIGHT) + box(LEFT),
  'line under line': all([RIGHT[0]!, ...LEFT, RIGHT[1]!]),
}

const body = [
  ...[
    'BÁO CÁO',
    'sơ kết giữa nhiệm kỳ',
    'thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ XVI,',
    'nhiệm kỳ 2025 - 2030',
  ].map((line) => p(line)),
  p(''),
  p('Thực hiện Kế hoạch số 05-KH/TU của Tỉnh ủy, Đảng ủy xã Đồi Chè báo cáo như sau:', 'both'),
].join('')

function read(head: string) {
  const paragraphs = docxParagraphs(`<w:document><w:body>${head}${p('')}${body}</w:body></w:document>`)
  return readFirstPage(docxPage(paragraphs), spellingIndex(paragraphs.map((one) => one.text).join('\n')))
}

describe('the head of a Word file', () => {
  it.each(Object.entries(heads))('set with %s', (_, head) => {
    const reading = read(head)
    expect(reading.typeName.value).toBe('Báo cáo')
    expect(reading.subject.value).toBe(
      'sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ XVI, nhiệm kỳ 2025 - 2030',
    )
    expect(reading.organName.value).toBe('Đảng ủy xã Đồi Chè')
    expect(reading.parentOrganName.value).toBe('Đảng bộ tỉnh Lam Hà')
    expect(reading.number).toMatchObject({ numberText: '47', notation: 'BC/ĐU' })
    expect(reading.date).toMatchObject({
      place: 'Đồi Chè',
      day: { text: '12' },
      month: { text: '3' },
      year: { text: '2026' },
    })
  })
  it('text boxes are read once, and deleted text not at all', () => {
    const xml = `${box(['trong khung'])}<w:p><w:del><w:r><w:t>đã xóa</w:t></w:r></w:del><w:r><w:t>còn lại</w:t></w:r></w:p>`
    expect(docxParagraphs(xml).map((one) => one.text)).toEqual(['', 'trong khung', 'còn lại'])
  })
})

describe('what stands beside the subject', () => {
  const letter = (left: string[]) => {
    const right = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Đồi Chè, ngày 12 tháng 3 năm 2026',
    ]
    const xml = `<w:document>${table(row(all(['ỦY BAN NHÂN DÂN', 'XÃ ĐỒI CHÈ', 'Số: 47/UBND-VP', ...left]), all(right)))}${p('')}${p('Kính gửi: Sở Nội vụ')}</w:document>`
    const page = { ...docxPage(docxParagraphs(xml)), isHead: true }
    return { page, subject: readFirstPage(page, spellingIndex('')).subject.value }
  }
  it('a mark of urgency is no part of it', () => {
    expect(letter(['V/v khắc phục hậu quả', 'mưa lũ', 'HỎA TỐC']).subject).toBe('khắc phục hậu quả mưa lũ')
  })
  it.each(['MẬT', 'Độ mật: Mật', 'ĐỘ MẬT: MẬT', 'Độ mật: Tuyệt mật'])('%s is a secrecy mark', (mark) => {
    expect(findSecrecyStamp(letter([mark]).page)).not.toBeNull()
  })
  it.each(['V/v nuôi ong lấy mật', 'V/v bảo vệ bí mật kinh doanh', 'V/v danh mục độ mật', 'V/v bảo mật: mật khẩu'])(
    '%s is none',
    (subject) => {
      expect(findSecrecyStamp(letter([subject]).page)).toBeNull()
    },
  )
})
