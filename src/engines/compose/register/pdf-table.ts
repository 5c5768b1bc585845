import { AppError } from '#platform/errors/index.ts'
import type { Face } from '../paper/faces.ts'
import { breakLines, widestPiece } from '../paper/lines.ts'
import { mm, type Paper } from '../paper/paper.ts'
import type { Sheet } from './pdf.ts'
import { alignOf, type EntryRow, isGroup, type RegisterRow, type RegisterSpec } from './spec.ts'
import { printedCells, reasonColumn } from './wording.ts'

const PAD_X = 3
const PAD_Y = 3.2
/** How far a symbol may be set smaller to stay whole: 10.5 pt becomes 5.8 pt. */
const SMALLEST = 0.55
const STRUCK = '#8c2f22'

interface Cell {
  lines: string[]
  size: number
  /** Columns that the cell covers. */
  from: number
  to: number
  align: 'left' | 'center' | 'right'
  face: Face
  color: string
  strike: boolean
}

/** The ruled table: keeps the head on every page, breaks pages between rows, and only tears a row taller than a page. */
export class Table {
  readonly #paper: Paper
  readonly #spec: RegisterSpec
  readonly #sheet: Sheet
  readonly #size: number
  readonly #leading: number
  /** Left edges of the columns and the right edge of the last. */
  readonly #edges: number[]
  #y: number
  #rowsOnPage = 0
  #heldGroup: string | null = null

  constructor(paper: Paper, spec: RegisterSpec, sheet: Sheet, y: number) {
    this.#paper = paper
    this.#spec = spec
    this.#sheet = sheet
    this.#size = spec.paper === 'A3' ? 11.5 : 10.5
    this.#leading = this.#size * 1.18
    this.#edges = columnEdges(spec, sheet)
    this.#y = this.#head(y)
  }

  /** Prints one row. */
  add(row: RegisterRow): void {
    if (isGroup(row)) {
      if (this.#heldGroup !== null) this.#group(this.#heldGroup, 0)
      this.#heldGroup = row.group
      return
    }
    const cells = this.#cells(row)
    const height = this.#heightOf(cells)
    if (this.#heldGroup !== null) {
      // A heading never stands alone at the foot of a page.
      this.#group(this.#heldGroup, Math.min(height, mm(40)))
      this.#heldGroup = null
    }
    this.#place(cells, height, row.emphasis === true)
  }

  /** Ends the table; an empty one says so. @returns the y under it. */
  finish(emptyNote: string | null): number {
    if (this.#heldGroup !== null) this.#group(this.#heldGroup, 0)
    if (emptyNote !== null) {
      const cell = this.#cell(emptyNote, 0, this.#spec.columns.length - 1, { align: 'center', face: 'italic' })
      this.#place([cell], this.#heightOf([cell]), false)
    }
    return this.#y
  }

  #head(y: number): number {
    const heads = this.#spec.columns.map((column, index) =>
      this.#cell(column.title, index, index, { align: 'center', face: 'bold' }),
    )
    const height = this.#heightOf(heads) + 4
    this.#shade(y, height, '#efece6')
    this.#draw(heads, y, height, true)
    y += height
    if (this.#spec.columnNumbers) {
      const numbers = this.#spec.columns.map((_, index) =>
        this.#cell(`(${index + 1})`, index, index, { align: 'center', face: 'italic', size: this.#size - 1.5 }),
      )
      const low = this.#leading + 2.5
      this.#draw(numbers, y, low, true, 1)
      y += low
    }
    this.#paper.rule(this.#edges[0]!, y, this.#edges.at(-1)!, y, 1)
    return y
  }

  #cells(row: EntryRow): Cell[] {
    const printed = printedCells(this.#spec, row)
    const struck = row.cancelled !== undefined
    const face: Face = row.emphasis ? 'bold' : 'regular'
    const reason = reasonColumn(this.#spec)
    const texts = printed.kind === 'cells' ? printed.texts : printed.before
    const cells = texts.map((text, index) => {
      const column = this.#spec.columns[index]!
      const isReason = struck && printed.kind === 'cells' && index === reason
      return this.#cell(text, index, index, {
        align: alignOf(column),
        face: isReason ? 'italic' : face,
        color: struck ? STRUCK : 'black',
        strike: struck && !isReason,
      })
    })
    if (printed.kind === 'gap') {
      const style = { align: 'left', face: 'italic', color: STRUCK } as const
      cells.push(this.#cell(printed.reason, texts.length, this.#spec.columns.length - 1, style))
    }
    return cells
  }

  #cell(text: string, from: number, to: number, style: Partial<Cell> & { size?: number }): Cell {
    const width = this.#edges[to + 1]! - this.#edges[from]! - 2 * PAD_X
    const face = style.face ?? 'regular'
    let size = style.size ?? this.#size
    // A symbol wider than its column is set smaller before anything is torn.
    const widest = widestPiece(text, this.#paper.measure(face, size))
    if (widest > width) size = Math.max(size * SMALLEST, Math.floor((size * width * 10) / widest) / 10)
    const lines = text === '' ? [] : breakLines(text, width, this.#paper.measure(face, size))
    const { align = 'left', color = 'black', strike = false } = style
    return { lines, size, from, to, align, face, color, strike }
  }

  #heightOf(cells: Cell[]): number {
    let lines = 1
    for (const cell of cells) lines = Math.max(lines, cell.lines.length)
    // Registers are also signed by hand: a row is never lower than a signature needs.
    return Math.max(lines * this.#leading + 2 * PAD_Y, this.#spec.form === 'book' ? mm(8.5) : 0)
  }

  #place(cells: Cell[], height: number, emphasis: boolean): void {
    const room = this.#sheet.bottom - this.#y
    if (height <= room) {
      if (emphasis) this.#shade(this.#y + 0.4, height - 0.4, '#f6f3ee')
      this.#drawRow(cells, height)
      return
    }
    const pageful = this.#sheet.bottom - this.#sheet.top - mm(25)
    if (height <= pageful || this.#rowsOnPage > 0) this.#newPage()
    let rest = cells
    while (this.#heightOf(rest) > this.#sheet.bottom - this.#y) {
      const fit = Math.max(1, Math.floor((this.#sheet.bottom - this.#y - 2 * PAD_Y) / this.#leading))
      this.#drawRow(
        rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fit) })),
        this.#sheet.bottom - this.#y,
      )
      rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(fit) }))
      this.#newPage()
    }
    this.#drawRow(rest, this.#heightOf(rest))
  }

  #newPage(): void {
    this.#paper.page(this.#sheet.width, this.#sheet.height)
    this.#y = this.#head(this.#sheet.top)
    this.#rowsOnPage = 0
  }

  #drawRow(cells: Cell[], height: number): void {
    this.#draw(cells, this.#y, height, false)
    this.#y += height
    this.#rowsOnPage += 1
  }

  #group(text: string, following: number): void {
    const cell = this.#cell(text, 0, this.#spec.columns.length - 1, { align: 'left', face: 'bold' })
    const height = cell.lines.length * this.#leading + 2 * PAD_Y
    if (this.#y + height + following > this.#sheet.bottom) this.#newPage()
    this.#shade(this.#y + 0.6, height - 0.6, '#f6f3ee')
    this.#drawRow([cell], height)
  }

  #shade(y: number, height: number, color: string): void {
    const left = this.#edges[0]!
    this.#paper.doc.rect(left, y, this.#edges.at(-1)! - left, height).fill(color)
  }

  #draw(cells: Cell[], y: number, height: number, isHead: boolean, padY = PAD_Y): void {
    const doc = this.#paper.doc
    const left = this.#edges[0]!
    const right = this.#edges.at(-1)!
    doc.lineWidth(isHead ? 0.7 : 0.45).strokeColor(isHead ? 'black' : '#444444')
    if (isHead) doc.moveTo(left, y).lineTo(right, y)
    doc.moveTo(left, y + height).lineTo(right, y + height)
    doc.moveTo(left, y).lineTo(left, y + height)
    for (const cell of cells) doc.moveTo(this.#edges[cell.to + 1]!, y).lineTo(this.#edges[cell.to + 1]!, y + height)
    doc.stroke()
    for (const cell of cells) {
      const x = this.#edges[cell.from]! + PAD_X
      const width = this.#edges[cell.to + 1]! - this.#edges[cell.from]! - 2 * PAD_X
      const text = cell.lines.length * this.#leading
      const top = isHead ? y + (height - text) / 2 : y + padY
      let baseline = top + (this.#leading + this.#size * 0.62) / 2
      for (const line of cell.lines) {
        this.#paper.text(line, x, baseline, { ...cell, width })
        baseline += this.#leading
      }
    }
  }
}

/**
 * Edges in points; columns given in millimetres keep their width, the rest share what is left. Widths are meant for A4; on
 * A3, where the type is larger, they grow.
 */
export function columnEdges(spec: RegisterSpec, sheet: Pick<Sheet, 'left' | 'right'>): number[] {
  const grow = spec.paper === 'A3' ? 1.25 : 1
  const whole = sheet.right - sheet.left
  let fixed = 0
  let shares = 0
  for (const { width } of spec.columns) {
    if (typeof width === 'number') fixed += mm(width * grow)
    else shares += Number.parseFloat(width)
  }
  const left = whole - fixed
  if (left < -0.5 || (shares > 0 && left / shares < mm(5)))
    throw new AppError('COMPOSE_COLUMNS_TOO_WIDE', { facts: { title: spec.title } })
  const edges = [sheet.left]
  for (const { width } of spec.columns) {
    const points = typeof width === 'number' ? mm(width * grow) : (left * Number.parseFloat(width)) / shares
    edges.push(edges.at(-1)! + points)
  }
  return edges
}
