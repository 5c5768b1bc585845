/** The checker on PDF files with text: a page drawn line by line as the rules want it, and with one thing wrong at a time. */
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { faceBytes } from '#engines/compose/paper/faces.ts'
import { checkLayout, readDocument } from '#engines/layout/index.ts'

type Look = 'regular' | 'bold' | 'italic' | 'boldItalic'

interface Line {
  name: string
  text: string
  size: number
  look: Look
  /** Middle of the line, or its left edge, in points. */
  center?: number
  left?: number
  /** Width of a justified line. */
  across?: number
  y: number
  /** Length of the line drawn under it, as a share of the text. */
  rule?: number
}

const [LEFT, RIGHT] = [85.04, 595.28 - 42.52]
const [HALF_LEFT, HALF_RIGHT, MIDDLE] = [175, 415, (LEFT + RIGHT) / 2]

/** A decision of an invented commune, on one page. */
function decision(): Line[] {
  const lines: Line[] = [
    { name: 'issuer', text: 'ỦY BAN NHÂN DÂN', size: 13, look: 'bold', center: HALF_LEFT, y: 70 },
    { name: 'issuer', text: 'XÃ SÔNG MÂY', size: 13, look: 'bold', center: HALF_LEFT, y: 85, rule: 0.42 },
    { name: 'title', text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 12, look: 'bold', center: HALF_RIGHT, y: 70 },
    { name: 'motto', text: 'Độc lập - Tự do - Hạnh phúc', size: 13, look: 'bold', center: HALF_RIGHT, y: 85, rule: 1 },
    { name: 'number', text: 'Số: 15/QĐ-UBND', size: 13, look: 'regular', center: HALF_LEFT, y: 112 },
    { name: 'date', text: 'Sông Mây, ngày 05 tháng 3 năm 2026', size: 13, look: 'italic', center: HALF_RIGHT, y: 112 },
    { name: 'type', text: 'QUYẾT ĐỊNH', size: 14, look: 'bold', center: MIDDLE, y: 150 },
    {
      name: 'subject',
      text: 'Về việc kiện toàn tổ công tác',
      size: 14,
      look: 'bold',
      center: MIDDLE,
      y: 168,
      rule: 0.4,
    },
    { name: 'authority', text: 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SÔNG MÂY', size: 14, look: 'bold', center: MIDDLE, y: 205 },
  ]
  let y = 215
  const paragraph = (name: string, look: Look, texts: readonly string[]) => {
    y += 6
    texts.forEach((text, i) => {
      y += 18
      const left = i === 0 ? LEFT + 36 : LEFT
      const isLast = i === texts.length - 1
      lines.push({ name, text, size: 14, look, left, y, ...(isLast ? {} : { across: RIGHT - left }) })
    })
  }
  paragraph('basis', 'italic', ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;'])
  paragraph('basis', 'italic', ['Theo đề nghị của Trưởng phòng Kinh tế.'])
  y += 26
  lines.push({ name: 'turn', text: 'QUYẾT ĐỊNH:', size: 14, look: 'bold', center: MIDDLE, y })
  paragraph('article', 'bold', ['Điều 1. Kiện toàn tổ công tác'])
  paragraph('body', 'regular', [
    'Kiện toàn tổ công tác rà soát hồ sơ, tài liệu đang quản lý tại các cơ quan,',
    'đơn vị trên địa bàn và lập danh mục tài liệu cần chỉnh lý trong năm, báo cáo',
    'kết quả trước ngày 15 tháng 9.',
  ])
  paragraph('body', 'regular', [
    'Tổ công tác làm việc theo chế độ kiêm nhiệm, sử dụng con dấu của Ủy ban',
    'nhân dân xã trong thời gian hoạt động./.',
  ])
  y += 40
  const signing = y
  lines.push({ name: 'label', text: 'Nơi nhận:', size: 12, look: 'boldItalic', left: LEFT, y })
  for (const text of ['- Như Điều 1;', '- Thường trực Đảng ủy;', '- Lưu: VT, KT.']) {
    y += 13
    lines.push({ name: 'recipient', text, size: 11, look: 'regular', left: LEFT, y })
  }
  lines.push({ name: 'position', text: 'CHỦ TỊCH', size: 14, look: 'bold', center: HALF_RIGHT, y: signing })
  lines.push({ name: 'signer', text: 'Trần Minh Khôi', size: 14, look: 'bold', center: HALF_RIGHT, y: signing + 90 })
  return lines
}

function pdfOf(lines: readonly Line[]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const look of ['regular', 'bold', 'italic', 'boldItalic'] as const) pdf.registerFont(look, faceBytes(look))
  for (const line of lines) {
    pdf.font(line.look).fontSize(line.size)
    const width = pdf.widthOfString(line.text)
    const x = line.center === undefined ? line.left! : line.center - width / 2
    const spaces = line.text.split(' ').length - 1
    const wordSpacing = line.across ? (line.across - width) / spaces : 0
    pdf.text(line.text, x, line.y, { lineBreak: false, baseline: 'alphabetic', wordSpacing })
    if (line.rule === undefined) continue
    const [from, to] = [x + (width * (1 - line.rule)) / 2, x + (width * (1 + line.rule)) / 2]
    pdf
      .lineWidth(0.7)
      .moveTo(from, line.y + 6)
      .lineTo(to, line.y + 6)
      .stroke()
  }
  pdf.end()
  return new Promise((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
  })
}

async function findingsOf(lines: readonly Line[]): Promise<string[]> {
  const document = await readDocument(await pdfOf(lines))
  const { findings } = checkLayout(document, { regime: 'state', date: '2026-03-05' })
  return findings.map((finding) => `${finding.component} ${finding.aspect}`)
}

/** The page with some of its lines changed. */
const changed = (name: string, change: (line: Line) => Partial<Line>) =>
  decision().map((line) => (line.name === name ? { ...line, ...change(line) } : line))

describe('the checker on a PDF', () => {
  it('says nothing of a page that follows the rules, and finds its parts with their page', async () => {
    const document = await readDocument(await pdfOf(decision()))
    const report = checkLayout(document, { regime: 'state', date: '2026-03-05' })
    expect(report.findings).toEqual([])
    expect(report.documentType).toBe('Quyết định')
    expect(report.components.find((found) => found.component === 'signer-name')).toEqual({
      component: 'signer-name',
      page: 1,
      text: 'Trần Minh Khôi',
    })
  })

  it.each<[string, Line[], string]>([
    ['a motto in the wrong size', changed('motto', () => ({ size: 11 })), 'motto size'],
    [
      'no line under the motto',
      decision().map(({ rule, ...line }) => (line.name === 'motto' ? line : { ...line, ...(rule ? { rule } : {}) })),
      'motto rule-line',
    ],
    ['a number without its colon', changed('number', () => ({ text: 'Số 15/QĐ-UBND' })), 'number pattern'],
    ['an upright date', changed('date', () => ({ look: 'regular' })), 'place-date style'],
    [
      'a month with a zero too many',
      changed('date', (line) => ({ text: line.text.replace('tháng 3', 'tháng 03') })),
      'place-date pattern',
    ],
    ['a type that is not bold', changed('type', () => ({ look: 'regular' })), 'type-name style'],
    ['an upright basis', changed('basis', () => ({ look: 'regular' })), 'basis style'],
    ['a text that is too small', changed('body', () => ({ size: 12 })), 'body size'],
    ['no end mark', changed('body', (line) => ({ text: line.text.replace('./.', '.') })), 'end-mark missing'],
    ['a label that is not bold', changed('label', () => ({ look: 'italic' })), 'recipients-label style'],
    [
      'a recipient without its stop',
      changed('recipient', (line) => ({ text: line.text.replace(/;$/, '') })),
      'recipients punctuation',
    ],
    ['a title before the name', changed('signer', (line) => ({ text: `ThS. ${line.text}` })), 'signer-name text'],
    ['no signer', decision().filter((line) => line.name !== 'signer'), 'signer-name missing'],
  ])('finds %s and nothing else', async (_, lines, expected) => {
    expect(await findingsOf(lines)).toEqual([expected])
  })

  it('refuses a PDF without text in a sentence', async () => {
    await expect(readDocument(await pdfOf([]))).rejects.toMatchObject({ code: 'LAYOUT_NO_TEXT' })
  })
})
