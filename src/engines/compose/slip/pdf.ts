import { breakLines } from '../paper/lines.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { drawHeads } from '../register/pdf-front.ts'
import {
  documentLines,
  type HandlingSlip,
  placeAndDate,
  type SlipBlock,
  type SlipLine,
  slipBlocks,
  slipTitle,
} from './content.ts'

const SIZE = 13
const LEADING = 17.6

/** The slip on A4, standing. Long words of direction flow on to a second page. */
export async function slipPdf(slip: HandlingSlip): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({
    title: 'Phiếu giải quyết văn bản đến',
    author: slip.organization,
    createdAt: slip.createdAt,
  })
  const left = mm(28)
  const right = width - mm(17)
  const bottom = height - mm(18)
  paper.page(width, height)
  let y = drawHeads(paper, slip, left - mm(6), right + mm(2), mm(20)) + mm(4)
  const middle = left + (right - left) * 0.44
  paper.text(placeAndDate(slip), middle, y, { size: SIZE, face: 'italic', align: 'center', width: right - middle })
  y += mm(12)
  paper.text(slipTitle, left, y, { size: 15, face: 'bold', align: 'center', width: right - left })
  y += mm(10)

  const room = (needed: number) => {
    if (y + needed <= bottom) return
    paper.page(width, height)
    y = mm(22)
  }
  const printLine = ({ label, value, penLines }: SlipLine, bullet: string) => {
    const head = `${bullet}${label}: `
    const start = paper.measure('regular', SIZE)(head)
    room(LEADING)
    paper.text(head, left, y, { size: SIZE })
    if (value === '') {
      for (let line = 0; line < penLines; line += 1) {
        room(0)
        dots(paper, line === 0 ? left + start + 3 : left, y, right)
        y += LEADING
      }
      return
    }
    // The first line begins after the label, the others at the margin.
    const measure = paper.measure('regular', SIZE)
    const [first = ''] = breakLines(value, right - left - start, measure)
    paper.text(first, left + start, y, { size: SIZE })
    y += LEADING
    const rest = value
      .normalize('NFC')
      .trim()
      .replace(/[ \t]+/g, ' ')
      .slice(first.length)
      .trim()
    for (const line of rest === '' ? [] : breakLines(rest, right - left, measure)) {
      room(0)
      paper.text(line, left, y, { size: SIZE })
      y += LEADING
    }
  }
  for (const line of documentLines(slip)) printLine(line, '')
  for (const [index, block] of slipBlocks(slip).entries()) {
    y += mm(3)
    room(LEADING * (block.lines.length + 4))
    paper.text(`${index + 1}. ${block.title}`, left, y, { size: SIZE, face: 'bold' })
    y += LEADING
    for (const line of block.lines) printLine(line, '- ')
    sign(paper, block, middle, right, y + 2)
    y += LEADING * 3
  }
  return paper.finish()
}

function sign(paper: Paper, block: SlipBlock, left: number, right: number, y: number): void {
  const centered = { size: SIZE, align: 'center', width: right - left } as const
  paper.text(block.date, left, y, { ...centered, face: 'italic' })
  if (block.name !== '') paper.text(block.name, left, y + LEADING * 2.2, { ...centered, face: 'bold' })
}

function dots(paper: Paper, from: number, y: number, to: number): void {
  paper.doc.lineWidth(0.7).strokeColor('#444444').dash(0.7, { space: 2 })
  paper.doc.moveTo(from, y).lineTo(to, y).stroke()
  paper.doc.undash()
}
