/** Lines of a PDF page: letters that stand on one line and belong together, left and right column apart. */
import type { StyledPage, StyledRun } from '#engines/extract/index.ts'

export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

export interface Segment {
  page: number
  runs: StyledRun[]
  box: Box
  /** Where its letters stand, in points from the top of the page. */
  baseline: number
  sizePt: number
  underline: boolean
  /** Lines drawn under it. */
  rules: Box[]
  isFramed: boolean
}

/** The box around boxes. */
export const joined = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map((box) => box[0])),
  Math.min(...boxes.map((box) => box[1])),
  Math.max(...boxes.map((box) => box[2])),
  Math.max(...boxes.map((box) => box[3])),
]

const baselineOf = (run: StyledRun) => run.baseline

/** Ascent and descent of Times New Roman: boxes of letters are told differently by every font. */
const [ASCENT, DESCENT] = [0.891, 0.216]
const lineBox = (run: StyledRun): Box => [
  run.box[0],
  run.baseline - ASCENT * run.sizePt,
  run.box[2],
  run.baseline + DESCENT * run.sizePt,
]

/** Letters further apart than this many sizes belong to different columns. */
const COLUMN_GAP = 2.2

/** The places of number, day and month may be blank and wide, and still are one line. */
const BLANK_GAP = 9
function isBlankBetween(before: readonly StyledRun[], after: string): boolean {
  const text = before
    .map((run) => run.text)
    .join('')
    .normalize('NFC')
    .trim()
  const next = after.normalize('NFC').trim()
  return (
    (/^s[ốo]\s*:?$/iu.test(text) && /^\d{0,6}(?:$|[-–/])/.test(next)) ||
    (/(?:ngày|tháng)(?:\s*\d{1,2})?$/iu.test(text) && /^(?:\d{1,2}(?:$|\s)|tháng|năm)/iu.test(next))
  )
}

export function segmentsOf(page: StyledPage): Segment[] {
  const rows: StyledRun[][] = []
  for (const run of [...page.runs].sort((a, b) => baselineOf(a) - baselineOf(b) || a.box[0] - b.box[0])) {
    const row = rows.findLast(
      (other) => Math.abs(baselineOf(other[0]!) - baselineOf(run)) < Math.max(2, run.sizePt * 0.3),
    )
    if (row) row.push(run)
    else rows.push([run])
  }
  const segments: Segment[] = []
  for (const row of rows) {
    row.sort((a, b) => a.box[0] - b.box[0])
    let open: StyledRun[] = []
    const close = () => {
      if (open.length === 0) return
      const sizePt = Math.max(...open.map((run) => run.sizePt))
      const box = joined(open.map(lineBox))
      segments.push({
        page: page.page,
        runs: spaced(open),
        box,
        baseline: baselineOf(open[0]!),
        sizePt,
        underline: false,
        rules: [],
        isFramed: false,
      })
      open = []
    }
    for (const run of row) {
      const last = open.at(-1)
      const gap = last ? run.box[0] - last.box[2] : 0
      const size = last ? Math.max(last.sizePt, run.sizePt) : 1
      if (last && gap > size * COLUMN_GAP && !(gap < size * BLANK_GAP && isBlankBetween(open, run.text))) close()
      open.push(run)
    }
    close()
  }
  drawLines(segments, page)
  return segments
}

/** Runs with a space between them where there is room for one. */
function spaced(runs: readonly StyledRun[]): StyledRun[] {
  return runs.map((run, i) => {
    const next = runs[i + 1]
    const hasRoom =
      next && next.box[0] - run.box[2] > run.sizePt * 0.12 && !/\s$/.test(run.text) && !/^\s/.test(next.text)
    return hasRoom ? { ...run, text: `${run.text} ` } : run
  })
}

const isFlat = (box: Box) => box[3] - box[1] < 2.6 && box[2] - box[0] > 12
const isUpright = (box: Box) => box[2] - box[0] < 2.6 && box[3] - box[1] > 8

/** Underlines, lines under a text, and boxes around it. */
function drawLines(segments: readonly Segment[], page: StyledPage): void {
  const flat = page.lines.filter(isFlat)
  const upright = page.lines.filter(isUpright)
  for (const segment of segments) {
    const [x0, y0, x1, y1] = segment.box
    const holds = (box: Box) =>
      box[0] < x0 + 2 && box[2] > x1 - 2 && box[1] < y0 + 6 && box[3] > y1 - 6 && box[3] - box[1] < 60
    const around = (x: (box: Box) => boolean) => upright.some((box) => x(box) && box[1] < y0 + 8 && box[3] > y1 - 8)
    segment.isFramed =
      page.lines.some((box) => !isFlat(box) && !isUpright(box) && holds(box)) ||
      (around((box) => box[0] < x0 && box[0] > x0 - 40) && around((box) => box[0] > x1 && box[0] < x1 + 40))
  }
  for (const line of flat) {
    const y = (line[1] + line[3]) / 2
    const over = segments
      .filter((s) => line[0] < s.box[2] && line[2] > s.box[0] && y > s.baseline && y < s.box[3] + 16)
      .sort((a, b) => b.baseline - a.baseline)[0]
    if (!over) continue
    const width = over.box[2] - over.box[0]
    if (y < over.baseline + over.sizePt * 0.22 && line[2] - line[0] > width * 0.85 && !over.isFramed)
      over.underline = true
    else over.rules.push(line)
  }
}

export const textOf = (segment: Segment): string =>
  segment.runs
    .map((run) => run.text)
    .join('')
    .normalize('NFC')
    .trim()
