import { balanced, breakLines } from '../paper/lines.ts'
import { mm, Paper } from '../paper/paper.ts'
import { shortDate } from '../paper/wording.ts'

/** What the ĐẾN stamp says (NĐ 30/2020, Phụ lục IV, mẫu V). Empty fields are dotted for the pen. */
export interface StampFields {
  /** Name of the receiving body; printed in capitals. */
  organization: string
  /** Số đến. */
  number: string
  /** Ngày đến, ISO date. */
  date: string
  /** Chuyển: who it goes to, by the leader's direction. */
  forward?: string
  /** Số và ký hiệu hồ sơ. */
  fileCode?: string
}

/** 35 x 50 mm (NĐ 30/2020, Phụ lục IV, mẫu V); it lies, as registries' rubber stamps do. */
export const stampSize = { width: mm(50), height: mm(35) } as const

const INK = '#c02418'
const PEN = '#1d2f6f'

/** The stamp alone, as a PDF of one page of 50 x 35 mm: for label printers, and what is set on documents. */
export async function composeStampLabel(fields: StampFields): Promise<Uint8Array> {
  const paper = new Paper({ title: 'Dấu đến' })
  paper.page(stampSize.width, stampSize.height)
  const { width, height } = stampSize
  const doc = paper.doc
  doc.lineWidth(1.3).strokeColor(INK)
  doc.rect(0.65, 0.65, width - 1.3, height - 1.3).stroke()

  const nameBottom = mm(9)
  drawName(paper, fields.organization.toLocaleUpperCase('vi'), nameBottom)
  paper.rule(0.65, nameBottom, width - 0.65, nameBottom, 0.7, INK)

  const arrivedBottom = mm(20.5)
  const split = mm(16.5)
  paper.rule(split, nameBottom, split, arrivedBottom, 0.7, INK)
  paper.rule(0.65, arrivedBottom, width - 0.65, arrivedBottom, 0.7, INK)
  paper.text('ĐẾN', 0, (nameBottom + arrivedBottom) / 2 + 6, {
    face: 'bold',
    size: 17,
    color: INK,
    align: 'center',
    width: split,
  })
  const pad = mm(1.6)
  field(paper, 'Số:', fields.number, split + pad, mm(14), width - pad, { size: 12.5, face: 'bold' })
  field(paper, 'Ngày:', shortDate(fields.date), split + pad, mm(19), width - pad, { size: 10.5, face: 'regular' })
  forwardLines(paper, fields.forward ?? '', pad, width - pad)
  field(paper, 'Số và ký hiệu HS:', fields.fileCode ?? '', pad, mm(33), width - pad, { size: 9, face: 'regular' })
  return paper.finish()
}

/** The body's name on one line where it fits, else on two, set smaller rather than cut. */
function drawName(paper: Paper, name: string, bottom: number): void {
  const width = stampSize.width - mm(3)
  for (let size = 9.5; size >= 4.5; size -= 0.25) {
    const lines = balanced(name, width, paper.measure('bold', size))
    const fits = lines.length * size * 1.12 <= bottom - mm(1.4) && (size > 8 ? lines.length === 1 : lines.length <= 3)
    if (!fits && size > 4.5) continue
    let y = (bottom - lines.length * size * 1.12) / 2 + size * 0.93
    for (const line of lines) {
      paper.text(line, mm(1.5), y, { face: 'bold', size, color: INK, align: 'center', width })
      y += size * 1.12
    }
    return
  }
}

function field(
  paper: Paper,
  label: string,
  value: string,
  left: number,
  y: number,
  right: number,
  style: { size: number; face: 'bold' | 'regular' },
): void {
  const start = left + paper.text(label, left, y, { size: 9, color: INK }) + 3
  if (value === '') {
    dots(paper, start, y, right)
    return
  }
  let size = style.size
  while (size > 4.5 && paper.measure(style.face, size)(value) > right - start) size -= 0.25
  paper.text(value, start, y, { ...style, size, color: PEN })
}

function forwardLines(paper: Paper, value: string, left: number, right: number): void {
  const first = mm(24.2)
  const second = mm(28.4)
  const start = left + paper.text('Chuyển:', left, first, { size: 9, color: INK }) + 3
  if (value === '') {
    dots(paper, start, first, right)
    dots(paper, left, second, right)
    return
  }
  for (let size = 9; size >= 4.5; size -= 0.25) {
    const measure = paper.measure('regular', size)
    const firstLine = breakLines(value, right - start, measure)[0] ?? ''
    const rest = value.normalize('NFC').trim().replace(/\s+/g, ' ').slice(firstLine.length).trim()
    const lines = rest === '' ? [] : breakLines(rest, right - left, measure)
    const room = size < 6 ? 2 : 1
    if (lines.length > room && size > 4.5) continue
    paper.text(firstLine, start, first, { size, color: PEN })
    for (const [index, line] of lines.slice(0, room).entries()) {
      const isCut = index === room - 1 && lines.length > room
      const y = room === 2 ? first + (index + 1) * size * 1.12 : second
      paper.text(isCut ? `${line} …` : line, left, y, { size, color: PEN })
    }
    return
  }
}

function dots(paper: Paper, from: number, y: number, to: number): void {
  paper.doc.lineWidth(0.6).strokeColor(INK).dash(0.6, { space: 1.8 })
  paper.doc.moveTo(from, y).lineTo(to, y).stroke()
  paper.doc.undash()
}
