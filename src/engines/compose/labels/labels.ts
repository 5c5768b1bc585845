import QRCode from 'qrcode'
import { mm, Paper, paperSizes } from '../paper/paper.ts'

/** Nhãn hộp (cặp): what the practice of archives prints on it; empty fields are left out. */
export interface BoxLabel {
  store: string | null
  fonds: string | null
  inventory: string | null
  /** Numbers of the first and the last file. */
  from: string | null
  to: string | null
  /** `Hộp 15` */
  label: string
  path: string | null
  /** Digits in the QR, printed below it, too. */
  code: string
}

/** A shelf's label: its way from the store down. */
export interface PlaceLabel {
  path: string
  code: string
}

const MARGIN = mm(8)
type Drawn = (x: number, y: number, width: number, height: number) => void

/** Cuts an A4 sheet into equal labels with a hair line between them. */
async function sheets(
  paper: Paper,
  grid: { columns: number; rows: number },
  draws: readonly Drawn[],
): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const w = (width - MARGIN * 2) / grid.columns
  const h = (height - MARGIN * 2) / grid.rows
  const perPage = grid.columns * grid.rows
  for (const [i, draw] of draws.entries()) {
    if (i % perPage === 0) paper.page(width, height)
    const x = MARGIN + w * (i % grid.columns)
    const y = MARGIN + h * Math.floor((i % perPage) / grid.columns)
    paper.doc.lineWidth(0.3).strokeColor('#888888').rect(x, y, w, h).stroke()
    draw(x, y, w, h)
  }
  return paper.finish()
}

/** The QR as vectors, so that any printer draws it sharp; its digits below it for hands. */
function drawCode(paper: Paper, code: string, x: number, y: number, side: number): void {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'Q' })
  const step = side / modules.size
  paper.doc.fillColor('black')
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) paper.doc.rect(x + column * step, y + row * step, step + 0.05, step + 0.05)
  paper.doc.fill()
  const digits = `${code[0]} ${code.slice(1, 4)} ${code.slice(4, 7)} ${code.slice(7)}`
  paper.text(digits, x - mm(4), y + side + 9, { size: 8, align: 'center', width: side + mm(8) })
}

/** Text in at most so many lines, set smaller until it fits. @returns the baseline below it */
function fitted(
  paper: Paper,
  text: string,
  x: number,
  y: number,
  width: number,
  style: { size: number; face: 'regular' | 'bold'; lines: number },
): number {
  let { size } = style
  const wide = (): number => paper.measure(style.face, size)(text)
  while (size > 6.5 && wide() > width * style.lines * 0.92) size -= 0.5
  let shown = text
  while (
    wide() > width * style.lines &&
    shown.length > 4 &&
    paper.measure(style.face, size)(`${shown}…`) > width * style.lines * 0.92
  )
    shown = shown.slice(0, -1)
  return paper.block(shown === text ? text : `${shown.trimEnd()}…`, x, y, width, {
    size,
    face: style.face,
    leading: size * 1.25,
  })
}

/**
 * Box labels, eight on an A4 sheet.
 * @returns the bytes of a PDF
 */
export function composeBoxLabels(labels: readonly BoxLabel[], of: { createdAt?: string } = {}): Promise<Uint8Array> {
  const paper = new Paper({ title: 'Nhãn hộp', ...of })
  return sheets(
    paper,
    { columns: 2, rows: 4 },
    labels.map((label) => (x, y, w, h) => {
      const pad = mm(4)
      const side = mm(24)
      const left = x + pad
      const full = w - pad * 2
      const beside = full - side - mm(5)
      let line = y + mm(7)
      if (label.store)
        line = fitted(paper, label.store.toLocaleUpperCase('vi'), left, line, full, {
          size: 11,
          face: 'bold',
          lines: 1,
        })
      if (label.fonds)
        line = fitted(paper, `Phông: ${label.fonds}`, left, line + 2, full, { size: 11, face: 'regular', lines: 2 })
      line = Math.max(line + 4, y + h - side - mm(9) + 8)
      if (label.inventory)
        line = fitted(paper, `Mục lục số: ${label.inventory}`, left, line, beside, {
          size: 11,
          face: 'regular',
          lines: 2,
        })
      if (label.from) {
        const files = `Từ hồ sơ số ${label.from} đến ${label.to ?? label.from}`
        line = fitted(paper, files, left, line + 2, beside, { size: 11, face: 'regular', lines: 2 })
      }
      fitted(paper, label.label, left, y + h - mm(10), beside, { size: 20, face: 'bold', lines: 1 })
      if (label.path) fitted(paper, label.path, left, y + h - mm(3.5), beside, { size: 8, face: 'regular', lines: 1 })
      drawCode(paper, label.code, x + w - pad - side, y + h - side - mm(8), side)
    }),
  )
}

/**
 * Labels of shelves, racks, stores: sixteen on an A4 sheet.
 * @returns the bytes of a PDF
 */
export function composePlaceLabels(
  labels: readonly PlaceLabel[],
  of: { createdAt?: string } = {},
): Promise<Uint8Array> {
  const paper = new Paper({ title: 'Nhãn giá', ...of })
  return sheets(
    paper,
    { columns: 2, rows: 8 },
    labels.map((label) => (x, y, w, h) => {
      const pad = mm(4)
      const side = mm(22)
      const parts = label.path.split(' · ')
      const beside = w - pad * 3 - side
      fitted(paper, parts.at(-1)!, x + pad, y + mm(13), beside, { size: 22, face: 'bold', lines: 1 })
      if (parts.length > 1)
        fitted(paper, parts.slice(0, -1).join(' · '), x + pad, y + mm(21), beside, {
          size: 11,
          face: 'regular',
          lines: 2,
        })
      drawCode(paper, label.code, x + w - pad - side, y + (h - side) / 2 - 4, side)
    }),
  )
}
