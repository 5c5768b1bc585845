import { breakLines } from '../paper/lines.ts'
import { mm, type Paper } from '../paper/paper.ts'
import type { Sheet } from './pdf.ts'
import type { ClosingFacts, Heads, Leaf, RegisterSpec } from './spec.ts'
import { bodyName, coverLines, inFiguresAndWords, motto, nationalTitle, partyTitle } from './wording.ts'

/**
 * Names at the left, the title of the regime at the right. @returns the y under both.
 * State: quốc hiệu and tiêu ngữ with a rule of the same length (NĐ 30/2020, PL I, phần II, mục 1); Party: tiêu đề with
 * its rule, an asterisk under the body's name (05-HD/VPTW).
 */
export function drawHeads(paper: Paper, spec: Heads, left: number, right: number, top: number): number {
  const middle = left + (right - left) * 0.44
  const name = { width: middle - left - mm(4), align: 'center' } as const
  const isState = spec.regime === 'state'
  const size = isState ? 12 : 13
  let y = top
  if (spec.parentOrganization)
    y = paper.block(bodyName(spec.parentOrganization), left, y, name.width, { ...name, size })
  const organization = bodyName(spec.organization)
  y = paper.block(organization, left, y, name.width, { ...name, size, face: 'bold' })
  const center = left + name.width / 2
  if (isState) {
    const half = Math.min(name.width, paper.measure('bold', size)(organization)) / 5
    paper.rule(center - half, y - size * 0.85, center + half, y - size * 0.85, 0.7)
  } else paper.text('*', left, y, { ...name, size })

  const title = { width: right - middle, align: 'center', face: 'bold' } as const
  const titleCenter = (middle + right) / 2
  let length: number
  let under: number
  if (isState) {
    paper.text(nationalTitle, middle, top, { ...title, size: 12 })
    length = paper.text(motto, middle, top + 16, { ...title, size: 13 })
    under = top + 21
  } else {
    length = paper.text(partyTitle, middle, top, { ...title, size: 15 })
    under = top + 5
  }
  paper.rule(titleCenter - length / 2, under, titleCenter + length / 2, under, 0.7)
  return Math.max(y, under + 6)
}

/** The cover page of a book. */
export function drawCover(paper: Paper, spec: RegisterSpec, sheet: Sheet, facts: ClosingFacts): void {
  const doc = paper.doc
  const inset = mm(13)
  const left = inset + mm(7)
  const right = sheet.width - inset
  doc.rect(left, inset, right - left, sheet.height - 2 * inset).lineWidth(2.2)
  doc.stroke('black')
  doc.rect(left + 4, inset + 4, right - left - 8, sheet.height - 2 * inset - 8).lineWidth(0.7)
  doc.stroke('black')
  drawHeads(paper, spec, left + mm(8), right - mm(8), inset + mm(15))

  const centered = { width: right - left - mm(40), align: 'center' } as const
  let y = sheet.height * 0.45
  y = paper.block(spec.title, left + mm(20), y, centered.width, { ...centered, size: 26, face: 'bold', leading: 34 })
  if (spec.subtitle)
    y = paper.block(spec.subtitle, left + mm(20), y, centered.width, { ...centered, size: 15, face: 'italic' })
  y += mm(5)
  for (const line of coverLines(spec, facts))
    y = paper.block(line, left + mm(20), y, centered.width, { ...centered, size: 15, leading: 20 }) + mm(9.5) - 20
  if (spec.legalBasis)
    paper.block(spec.legalBasis, left + mm(20), sheet.height - inset - mm(9), centered.width, {
      ...centered,
      size: 10.5,
      face: 'italic',
    })
}

/** The head of a list or report on its first page. @returns the y where the table begins. */
export function drawListHead(paper: Paper, spec: RegisterSpec, sheet: Sheet): number {
  let y = drawHeads(paper, spec, sheet.left, sheet.right, sheet.top) + mm(9)
  const width = sheet.right - sheet.left
  const centered = { width, align: 'center' } as const
  y = paper.block(spec.title, sheet.left, y, width, { ...centered, size: 15, face: 'bold' })
  if (spec.subtitle) y = paper.block(spec.subtitle, sheet.left, y, width, { ...centered, size: 13, face: 'italic' })
  if (spec.legalBasis)
    y = paper.block(spec.legalBasis, sheet.left, y, width, { ...centered, size: 10.5, face: 'italic' })
  y += mm(2)
  for (const [label, value] of spec.facts ?? []) {
    const indent = paper.text(`${label}: `, sheet.left, y, { size: 11, face: 'bold' })
    y = paper.block(value, sheet.left + indent + 3, y, width - indent - 3, { size: 11, leading: 14.5 })
  }
  return y
}

/** Closing line and signatures under the table, together on one page. */
export function drawClosing(
  paper: Paper,
  spec: RegisterSpec,
  sheet: Sheet,
  y: number,
  line: (pages: number) => string | null,
): void {
  const places = spec.signatures ?? []
  const needed = mm(12) + (places.length > 0 ? mm(52) : 0)
  if (y + needed > sheet.bottom && (places.length > 0 || line(paper.pages) !== null)) {
    paper.page(sheet.width, sheet.height)
    y = sheet.top
  }
  const width = sheet.right - sheet.left
  const sentence = line(paper.pages)
  y += mm(8)
  if (sentence !== null) y = paper.block(sentence, sheet.left, y, width, { size: 12, face: 'italic' })
  if (places.length > 0) drawSignatures(paper, spec, sheet, y + mm(4))
}

function drawSignatures(paper: Paper, spec: RegisterSpec, sheet: Sheet, y: number): void {
  const places = spec.signatures ?? []
  const width = sheet.right - sheet.left
  const share = width / places.length
  if (spec.placeDate) {
    const x = sheet.left + share * (places.length - 1)
    paper.text(spec.placeDate, x, y, { size: 12, face: 'italic', align: 'center', width: share })
    y += 16
  }
  for (const [index, place] of places.entries()) {
    const style = { align: 'center', width: share - mm(6) } as const
    const x = sheet.left + share * index + mm(3)
    let under = y
    if (place.authority)
      under = paper.block(place.authority, x, under, style.width, { ...style, size: 12, face: 'bold' })
    under = paper.block(place.position, x, under, style.width, { ...style, size: 12, face: 'bold' })
    if (place.hint) under = paper.block(place.hint, x, under, style.width, { ...style, size: 11, face: 'italic' })
    if (place.name) paper.text(place.name, x, y + mm(34), { ...style, size: 12, face: 'bold' })
  }
}

/** A page of words, and as many more as they need. */
export function drawLeaf(paper: Paper, leaf: Leaf, sheet: Sheet): void {
  const [size, leading] = [13, 18.5]
  paper.page(sheet.width, sheet.height)
  const width = sheet.right - sheet.left
  let y = sheet.top + mm(10)
  y = paper.block(leaf.title, sheet.left, y, width, { width, align: 'center', size: 15, face: 'bold' }) + mm(6)
  for (const paragraph of leaf.text.split(/\n+/)) {
    for (const line of breakLines(paragraph.trim(), width, paper.measure('regular', size))) {
      if (y > sheet.bottom) {
        paper.page(sheet.width, sheet.height)
        y = sheet.top + mm(6)
      }
      paper.text(line, sheet.left, y, { size })
      y += leading
    }
    y += 4
  }
}

/** The certificate on a page of its own, with the signatures. `facts` counts this page, too. */
export function drawCertificate(
  paper: Paper,
  spec: RegisterSpec,
  sheet: Sheet,
  facts: (pages: number) => ClosingFacts,
): void {
  const { certificate } = spec
  if (!certificate) return
  paper.page(sheet.width, sheet.height)
  const width = sheet.right - sheet.left
  let y = drawHeads(paper, spec, sheet.left, sheet.right, sheet.top + mm(4)) + mm(16)
  y = paper.block(certificate.title, sheet.left, y, width, { width, align: 'center', size: 16, face: 'bold' }) + mm(6)
  const counted = facts(paper.pages)
  for (const line of certificate.lines(counted, inFiguresAndWords(spec, counted.pages)))
    y = paper.block(line, sheet.left, y, width, { size: 13, leading: 19 }) + 3
  drawSignatures(paper, spec, sheet, y + mm(10))
}
