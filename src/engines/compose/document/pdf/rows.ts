/** A sheet as rows: lines of text, rows of tables, halves. A row stays whole; rows that belong together say so. */
import { pitchOf } from '../form.ts'
import { POINTS_PER_MM } from '../plan/facts.ts'
import type { Grid, Halves, Item, Para } from '../sheet.ts'
import { balancedLines, type Line, linesOf, widestWord } from './lines.ts'

/** Letters of Times New Roman above the line, as a share of their size. */
export const ASCENT = 0.891
/** Half the height of capitals: letters stand in the middle of a box by it. */
export const MIDDLE = 0.33
const NATURAL = 1.149

/** One line of a paragraph where it stands: `x` from the left edge of the text, `y` from the top of its row. */
export interface PlacedLine {
  para: Para
  line: Line
  sizePt: number
  /** Edges that the line is set between. */
  x: number
  width: number
  baseline: number
  isFirst: boolean
  isLast: boolean
}

export interface Row {
  height: number
  /** Left out at the top and at the bottom of a page. */
  before: number
  after: number
  keepNext: boolean
  lines: PlacedLine[]
  /** Upright and level lines, relative to the row: of tables. */
  strokes: [x0: number, y0: number, x1: number, y1: number][]
  /** Repeated on top of a page that goes on with its table. */
  repeats: Row | null
  /** Rooms kept free for signatures, with their paragraph. */
  rooms: { para: Para; x: number; width: number; y: number; height: number }[]
}

const emptyRow = (): Row => ({
  height: 0,
  before: 0,
  after: 0,
  keepNext: false,
  lines: [],
  strokes: [],
  repeats: null,
  rooms: [],
})

/** Room that a drawn line takes under its text. */
const RULE = 5

/** Lines of a paragraph set between two edges; one row a line. */
export function paraRows(para: Para, x: number, width: number, sizePt = para.sizePt): Row[] {
  const left = para.leftIndentMm * POINTS_PER_MM
  const first = para.firstIndentMm * POINTS_PER_MM
  // lists that are set in hang under their words
  const hang = para.leftIndentMm > 0 && para.align === 'left' ? 8 : 0
  if (para.roomPt !== undefined) {
    const room = { para, x, width, y: 0, height: para.roomPt }
    return [{ ...emptyRow(), height: para.roomPt, keepNext: true, rooms: [room] }]
  }
  const lines =
    para.align === 'center'
      ? balancedLines(para, sizePt, width - left)
      : linesOf(para, sizePt, { first: width - left - first, rest: width - left - hang })
  const pitch = pitchOf(para.line, sizePt)
  const frame = para.frame ? para.frame.heightMm * POINTS_PER_MM : 0
  return lines.map((line, i): Row => {
    const [isFirst, isLast] = [i === 0, i === lines.length - 1]
    const indent = left + (isFirst ? first : hang)
    const height = para.frame ? frame : pitch
    const baseline = para.frame
      ? frame / 2 + sizePt * MIDDLE
      : (pitch - NATURAL * sizePt) / 2 + (ASCENT + (NATURAL - ASCENT - 0.216) / 2) * sizePt
    return {
      ...emptyRow(),
      height: height + (isLast && para.rulePt !== undefined ? RULE : 0),
      before: isFirst ? para.beforePt : 0,
      after: isLast ? para.afterPt : 0,
      // a paragraph leaves two lines at least on either page
      keepNext: isLast ? para.keepNext === true : isFirst || i === lines.length - 2,
      lines: [{ para, line, sizePt, x: x + indent, width: width - indent, baseline, isFirst, isLast }],
    }
  })
}

/** Rows one under the other as one row. */
export function stacked(rows: readonly Row[]): Row {
  const whole = emptyRow()
  rows.forEach((row, i) => {
    const top = whole.height + (i === 0 ? 0 : row.before)
    whole.lines.push(...row.lines.map((line) => ({ ...line, baseline: line.baseline + top })))
    whole.rooms.push(...row.rooms.map((room) => ({ ...room, y: room.y + top })))
    whole.height = top + row.height + (i === rows.length - 1 ? 0 : row.after)
  })
  whole.before = rows[0]?.before ?? 0
  whole.after = rows.at(-1)?.after ?? 0
  return whole
}

/** Two rows side by side, their tops level. */
export function beside(left: Row, right: Row): Row {
  return {
    ...emptyRow(),
    height: Math.max(left.height + left.after, right.height + right.after),
    before: Math.max(left.before, right.before),
    lines: [...left.lines, ...right.lines],
    rooms: [...left.rooms, ...right.rooms],
  }
}

export function halvesRows(halves: Halves, x: number, width: number): Row[] {
  const left = halves.leftMm * POINTS_PER_MM
  const own = left - halves.gapMm * POINTS_PER_MM
  return halves.rows.map((row) =>
    beside(
      stacked(row.left.flatMap((para) => paraRows(para, x, own))),
      stacked(row.right.flatMap((para) => paraRows(para, x + left, width - left))),
    ),
  )
}

const CELL = { side: 4, top: 2, bottom: 3 } as const
/** Cells are set smaller before a word is torn, down to this. */
const LEAST_SIZE = 9

export function gridRows(grid: Grid, x: number, width: number): Row[] {
  const edges = [x]
  for (const share of grid.columns) edges.push(edges.at(-1)! + share * width)
  const sizes = grid.columns.map((share, column) => {
    const room = share * width - 2 * CELL.side
    let size = grid.head[column]!.sizePt
    const cells = [grid.head[column]!, ...grid.rows.map((row) => row[column]!)]
    while (size > LEAST_SIZE && cells.some((cell) => widestWord(cell, size) > room)) size -= 0.5
    return size
  })
  const size = Math.min(...sizes)
  const rowOf = (cells: readonly Para[]): Row => {
    const row = emptyRow()
    const columns = cells.map((cell, i) =>
      stacked(paraRows(cell, edges[i]! + CELL.side, edges[i + 1]! - edges[i]! - 2 * CELL.side, size)),
    )
    row.height = Math.max(...columns.map((column) => column.height)) + CELL.top + CELL.bottom
    for (const column of columns)
      row.lines.push(...column.lines.map((line) => ({ ...line, baseline: line.baseline + CELL.top })))
    const [right, bottom] = [edges.at(-1)!, row.height]
    row.strokes = [
      [x, 0, right, 0],
      [x, bottom, right, bottom],
      ...edges.map((edge): Row['strokes'][number] => [edge, 0, edge, bottom]),
    ]
    return row
  }
  const head = { ...rowOf(grid.head), keepNext: true }
  const rows = grid.rows.map((cells) => ({ ...rowOf(cells), repeats: head }))
  rows.at(-1)!.after = 6
  return [head, ...rows]
}

export const itemRows = (item: Item, x: number, width: number): Row[] =>
  item.kind === 'grid' ? gridRows(item, x, width) : paraRows(item, x, width)
