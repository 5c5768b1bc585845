import { setImmediate } from 'node:timers/promises'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { drawCertificate, drawClosing, drawCover, drawLeaf, drawListHead } from './pdf-front.ts'
import { Table } from './pdf-table.ts'
import type { RegisterRows, RegisterSpec } from './spec.ts'
import { Tally } from './spec.ts'
import { closingLine, runningTitle } from './wording.ts'

/** The paper and the part of it that is printed on, in points. */
export interface Sheet {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Prints a register, list or report as PDF. Rows are read one at a time. */
export async function registerPdf(spec: RegisterSpec, rows: RegisterRows): Promise<Uint8Array> {
  const size = paperSizes[spec.paper ?? 'A4']
  const lying = (spec.orientation ?? 'landscape') === 'landscape'
  const width = lying ? size.height : size.width
  const height = lying ? size.width : size.height
  const sheet: Sheet = { width, height, left: mm(20), right: width - mm(12), top: mm(19), bottom: height - mm(16) }
  const paper = new Paper({ title: spec.title, author: spec.organization, createdAt: spec.createdAt })
  const tally = new Tally(spec)
  const isBook = spec.form === 'book'
  // The cover's numbers come from the rows, so it is drawn last, on the page kept for it here.
  if (isBook) paper.page(width, height)
  for (const leaf of spec.leaves ?? []) drawLeaf(paper, leaf, sheet)

  paper.page(width, height)
  const start = isBook ? sheet.top : drawListHead(paper, spec, sheet)
  const table = new Table(paper, spec, sheet, start)
  for await (const row of rows) {
    tally.add(row)
    table.add(row)
    // Others' requests go between: a thick book takes seconds.
    if (tally.rows % 200 === 0) await setImmediate()
  }
  const end = table.finish(tally.rows === 0 ? 'Không có dòng nào.' : null)

  const unnumbered = isBook ? 1 : 0
  if (spec.certificate) drawCertificate(paper, spec, sheet, (pages) => tally.facts(pages - unnumbered))
  else drawClosing(paper, spec, sheet, end, (pages) => closingLine(spec, tally.facts(pages - unnumbered)))
  const last = paper.pages
  if (isBook) {
    paper.turnTo(0)
    drawCover(paper, spec, sheet, tally.facts(last - unnumbered))
  }
  numberPages(paper, spec, sheet, unnumbered, last)
  return paper.finish()
}

function numberPages(paper: Paper, spec: RegisterSpec, sheet: Sheet, unnumbered: number, last: number): void {
  const quiet = { size: 9, color: '#555555' }
  for (let page = unnumbered; page < last; page += 1) {
    paper.turnTo(page)
    const number = `Trang ${page - unnumbered + 1}/${last - unnumbered}`
    paper.text(number, sheet.left, sheet.height - mm(9), { ...quiet, align: 'right', width: sheet.right - sheet.left })
    if (page === 0) continue
    paper.text(runningTitle(spec), sheet.left, mm(13.5), { ...quiet, face: 'italic' })
    paper.text(spec.organization, sheet.left, mm(13.5), { ...quiet, align: 'right', width: sheet.right - sheet.left })
  }
}
