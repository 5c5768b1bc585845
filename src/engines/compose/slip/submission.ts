/** Phiếu trình: what lies before the signer with a draft. No form of NĐ 30/2020; the usual one of offices (B), the Party's heads on the Party's. */
import { breakLines } from '../paper/lines.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate, vietnamTime } from '../paper/wording.ts'
import { drawHeads } from '../register/pdf-front.ts'

export interface SubmissionSlip {
  regime: 'state' | 'party'
  parentOrganization?: string
  organization: string
  place?: string
  /** ISO day of printing. */
  date: string
  /** To whom it is submitted: title and name. */
  to: string
  /** Facts of the draft, line by line. */
  facts: readonly (readonly [label: string, value: string])[]
  /** What is asked, in sentences. */
  request: readonly string[]
  opinions: readonly { who: string; answer: string; words: string | null; reply: string | null }[]
  checks: readonly { what: string; who: string; outcome: string; words: string | null; at: string }[]
  /** The signer's word, once given; else dotted for the pen. */
  decision: { outcome: string; words: string | null; at: string } | null
  drafter: string
  createdAt?: string
}

const SIZE = 12.5
const LEADING = 16.5
const CELL = { size: 11, leading: 14, pad: 4 } as const

export async function composeSubmissionSlip(slip: SubmissionSlip): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({ title: 'Phiếu trình', author: slip.organization, createdAt: slip.createdAt })
  const left = mm(30)
  const full = width - left - mm(17)
  const bottom = height - mm(18)
  paper.page(width, height)
  let y = drawHeads(paper, slip, left - mm(6), left + full + mm(2), mm(20)) + mm(4)
  const half = left + full * 0.44
  paper.text(`${slip.place ?? '…………'}, ${longDate(slip.date)}`, half, y, {
    size: SIZE,
    face: 'italic',
    align: 'center',
    width: full * 0.56,
  })
  y += mm(12)
  paper.text('PHIẾU TRÌNH', left, y, { size: 15, face: 'bold', align: 'center', width: full })
  y = paper.block(`Kính trình: ${slip.to}`, left, y + LEADING + 4, full, { size: 13, align: 'center' }) + mm(3)
  const room = (needed: number): void => {
    if (y + needed <= bottom) return
    paper.page(width, height)
    y = mm(22)
  }
  const write = (words: string, face: 'regular' | 'bold' = 'regular', indent = 0): void => {
    const lines = breakLines(words, full - indent, paper.measure(face, SIZE))
    for (const line of lines) {
      room(LEADING)
      paper.text(line, left + indent, y, { size: SIZE, face })
      y += LEADING
    }
  }
  const head = (number: number, words: string): void => {
    y += 6
    room(LEADING * 3)
    write(`${number}. ${words}`, 'bold')
  }
  const table = (columns: readonly { title: string; share: number }[], rows: readonly (readonly string[])[]): void => {
    const edges = [left]
    for (const { share } of columns) edges.push(edges.at(-1)! + full * share)
    const draw = (cells: readonly string[], face: 'regular' | 'bold'): void => {
      const broken = cells.map((words, i) =>
        breakLines(words, edges[i + 1]! - edges[i]! - 2 * CELL.pad, paper.measure(face, CELL.size)),
      )
      const most = Math.max(...broken.map((lines) => lines.length))
      // A row of a very long opinion goes on over the page; others stay whole.
      room(Math.min(most, 30) * CELL.leading + 2 * CELL.pad)
      let top = y - CELL.leading + 2
      for (let at = 0; at < most; ) {
        const fits = Math.max(1, Math.floor((bottom - top - 2 * CELL.pad) / CELL.leading))
        const part = Math.min(fits, most - at)
        const tall = part * CELL.leading + 2 * CELL.pad
        for (const [i, lines] of broken.entries())
          for (const [n, line] of lines.slice(at, at + part).entries())
            paper.text(line, edges[i]! + CELL.pad, top + CELL.pad + (n + 0.75) * CELL.leading, {
              size: CELL.size,
              face,
            })
        for (const edge of edges) paper.rule(edge, top, edge, top + tall)
        paper.rule(left, top, left + full, top)
        paper.rule(left, top + tall, left + full, top + tall)
        at += part
        y = top + tall + CELL.leading - 2
        if (at < most) {
          paper.page(width, height)
          top = mm(20)
        }
      }
    }
    draw(
      columns.map((one) => one.title),
      'bold',
    )
    for (const row of rows) draw(row, 'regular')
    y += 4
  }
  head(1, 'Văn bản trình')
  for (const [label, value] of slip.facts) write(`- ${label}: ${value}`)
  head(2, 'Nội dung trình')
  for (const sentence of slip.request) write(sentence, 'regular', mm(8))
  head(3, 'Ý kiến của các đơn vị, cá nhân')
  if (slip.opinions.length === 0) write('Không xin ý kiến.', 'regular', mm(8))
  else
    table(
      [
        { title: 'Đơn vị, cá nhân', share: 0.24 },
        { title: 'Ý kiến', share: 0.16 },
        { title: 'Nội dung', share: 0.32 },
        { title: 'Tiếp thu, giải trình', share: 0.28 },
      ],
      slip.opinions.map((one) => [one.who, one.answer, one.words ?? '', one.reply ?? '']),
    )
  head(4, 'Kiểm tra dự thảo')
  if (slip.checks.length === 0) write('Chưa qua bước kiểm tra nào.', 'regular', mm(8))
  else
    table(
      [
        { title: 'Nội dung kiểm tra', share: 0.24 },
        { title: 'Người kiểm tra', share: 0.28 },
        { title: 'Kết quả', share: 0.28 },
        { title: 'Thời điểm', share: 0.2 },
      ],
      slip.checks.map((one) => [
        one.what,
        one.who,
        [one.outcome, one.words].filter(Boolean).join(': '),
        vietnamTime(one.at).slice(0, 16),
      ]),
    )
  head(5, 'Ý kiến của người ký')
  if (slip.decision)
    write(
      `${[slip.decision.outcome, slip.decision.words].filter(Boolean).join(': ')} (${vietnamTime(slip.decision.at).slice(0, 16)}).`,
      'regular',
      mm(8),
    )
  else
    for (let line = 0; line < 3; line += 1) {
      room(LEADING)
      paper.doc.lineWidth(0.6).strokeColor('black').dash(1, { space: 2 })
      paper.doc
        .moveTo(left, y)
        .lineTo(left + full, y)
        .stroke()
        .undash()
      y += LEADING
    }
  y += mm(4)
  room(mm(34))
  const share = full / 2
  for (const [i, [position, name]] of [
    ['NGƯỜI SOẠN THẢO', slip.drafter],
    ['NGƯỜI KÝ', ''],
  ].entries()) {
    const column = { align: 'center', width: share } as const
    paper.text(position!, left + i * share, y, { ...column, size: SIZE, face: 'bold' })
    paper.text('(Ký, ghi rõ họ tên)', left + i * share, y + LEADING, { ...column, size: 11, face: 'italic' })
    paper.text(name!, left + i * share, y + mm(28), { ...column, size: SIZE, face: 'bold' })
  }
  return paper.finish()
}
