/** The PDF of a document, with the places for signatures, seal, number and date. */
import { Paper } from '../../paper/paper.ts'
import { POINTS_PER_MM } from '../plan/facts.ts'
import { faceOf } from '../plan/metrics.ts'
import { type Para, type Sheets, textOf } from '../sheet.ts'
import type { DocumentPlaces, PdfPlace } from '../types.ts'
import { areaOf, type PageArea, pagesOf } from './pages.ts'
import { ASCENT, MIDDLE, type PlacedLine, paraRows, type Row } from './rows.ts'

const RED = '#FF0000'
const THIN = 0.75

export async function writePdf(
  sheets: Sheets,
  createdAt: string,
): Promise<{ bytes: Uint8Array; pages: number; places: DocumentPlaces }> {
  const paper = new Paper({ title: sheets.title, author: sheets.author, createdAt, isArchival: true })
  const places: DocumentPlaces = { signers: [], number: null, date: null }
  let page = 0
  for (const sheet of sheets.sheets) {
    const area = areaOf(sheets.page, sheet.isLandscape)
    const pages = pagesOf(sheet, area)
    pages.forEach((rows, i) => {
      paper.page(area.width, area.height)
      page++
      if (i > 0) drawPageNumber(paper, sheets, area, i + 1)
      for (const { row, y } of rows) {
        drawRow(paper, row, y)
        notePlaces(places, row, y, page)
      }
      if (i === 0 && sheet.contact) drawContact(paper, sheet.contact, area)
    })
  }
  const bytes = await paper.finish()
  return { bytes, pages: page, places }
}

function drawPageNumber(paper: Paper, { page }: Sheets, area: PageArea, number: number): void {
  const { sizePt, fromTopMm } = page.pageNumber
  const y = fromTopMm * POINTS_PER_MM + sizePt * ASCENT
  paper.text(String(number), area.left, y, { size: sizePt, align: 'center', width: area.right - area.left })
}

/** Under a line as wide as the text, in the lower margin (NĐ 30/2020 PL I.II.13). */
function drawContact(paper: Paper, contact: Para, area: PageArea): void {
  const rows = paraRows(contact, area.left, area.right - area.left)
  let y = area.bottom + 8
  paper.rule(area.left, y - 2, area.right, y - 2, THIN)
  for (const row of rows) {
    drawRow(paper, row, y)
    y += row.height
  }
}

function drawRow(paper: Paper, row: Row, y: number): void {
  for (const [x0, y0, x1, y1] of row.strokes) paper.rule(x0, y + y0, x1, y + y1, 0.5)
  for (const line of row.lines) drawLine(paper, line, y)
}

function drawLine(paper: Paper, placed: PlacedLine, top: number): void {
  const { para, line, sizePt, width } = placed
  const y = top + placed.baseline
  const color = para.color === 'red' ? RED : 'black'
  const gaps = line.words.length - 1
  const spare = width - line.width
  const isStretched = para.align === 'both' && !line.isLast && gaps > 0
  const stretch = isStretched ? spare / gaps : 0
  let x = placed.x
  if (para.align === 'center') x += spare / 2
  else if (para.align === 'right') x += spare
  const from = x
  const space = paper.measure('regular', sizePt)(' ')
  let underlined: number | null = null
  line.words.forEach((word, i) => {
    word.fragments.forEach((fragment, k) => {
      const isEnd = k === word.fragments.length - 1 && i < gaps
      const face = faceOf(fragment.span)
      // the space is drawn too: who copies the text gets it
      paper.text(isEnd ? `${fragment.text} ` : fragment.text, x, y, { face, size: sizePt, color })
      const advance = isEnd ? space + stretch : 0
      if (fragment.span.isUnderlined) {
        const next = word.fragments[k + 1] ?? line.words[i + 1]?.fragments[0]
        underlined ??= x
        if (!next?.span.isUnderlined) {
          const at = y + sizePt * 0.12
          paper.rule(underlined, at, x + fragment.width, at, sizePt * 0.05, color)
          underlined = null
        }
      }
      x += fragment.width + advance
    })
  })
  if (para.rulePt !== undefined && placed.isLast) {
    const middle = para.align === 'center' ? from + (x - from) / 2 : from + para.rulePt / 2
    const at = y + sizePt * 0.216 + 2.5
    paper.rule(middle - para.rulePt / 2, at, middle + para.rulePt / 2, at, THIN)
  }
  if (para.frame && placed.isFirst) drawFrame(paper, para, placed, y, color)
}

function drawFrame(paper: Paper, para: Para, { x, width, sizePt }: PlacedLine, baseline: number, color: string): void {
  const [w, h] = [para.frame!.widthMm * POINTS_PER_MM, para.frame!.heightMm * POINTS_PER_MM]
  const left = x + (width - w) / 2
  const top = baseline - h / 2 - sizePt * MIDDLE
  const edges: [number, number, number, number][] = [
    [left, top, left + w, top],
    [left, top + h, left + w, top + h],
    [left, top, left, top + h],
    [left + w, top, left + w, top + h],
  ]
  for (const [x0, y0, x1, y1] of edges) paper.rule(x0, y0, x1, y1, 1, color)
}

/** Picture of a signature and a seal of 36 mm, a third of the signature under it (NĐ 30/2020 PL I.II.7c, II.8, Đ33). */
const SIGNATURE = 140
const SEAL = 36 * POINTS_PER_MM

/** Places on a page for signature and seal in a free room. */
export function signingPlaces(
  page: number,
  room: { x: number; width: number; y: number; height: number },
): { signature: PdfPlace; seal: PdfPlace } {
  const width = Math.min(SIGNATURE, room.width)
  const signature = { page, x: room.x + (room.width - width) / 2, y: room.y, width, height: room.height }
  const seal = {
    page,
    x: signature.x + width / 3 - SEAL,
    y: room.y + room.height / 2 - SEAL / 2,
    width: SEAL,
    height: SEAL,
  }
  return { signature, seal }
}

function notePlaces(places: DocumentPlaces, row: Row, y: number, page: number): void {
  const spot = ({ line, sizePt, x, width, baseline }: PlacedLine): PdfPlace => ({
    page,
    x: x + (width - line.width) / 2,
    y: y + baseline - sizePt * ASCENT,
    width: line.width,
    height: sizePt * 1.107,
  })
  for (const line of row.lines) {
    if (line.para.part === 'number' && line.isFirst) places.number = spot(line)
    if (line.para.part === 'place-date' && line.isFirst) places.date = spot(line)
  }
  for (const room of row.rooms) {
    const own = row.lines.filter((line) => line.x >= room.x - 1 && line.x < room.x + room.width)
    const words = (part: Para['part']) => {
      const found = own.find((line) => line.para.part === part)
      return found ? textOf(found.para).replace(/\n/g, ' ') : null
    }
    places.signers.push({
      position: words('signer-position'),
      name: words('signer-name'),
      ...signingPlaces(page, { ...room, y: y + room.y }),
    })
  }
}
