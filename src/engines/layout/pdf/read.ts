/**
 * A PDF as `LayoutDocument`: lines put together to paragraphs, margins and spacings measured on the page. What a page does not
 * show (styles, the lower margin of a page that is not full) is not made up.
 */
import { type StyledPage, type StyledRun, styledPages } from '#engines/extract/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Alignment } from '#regimes/layout/index.ts'
import '../errors.ts'
import type { LayoutDocument, PageNumberMark, Paragraph, Place, RuleLine, Section, Side, TextRun } from '../model.ts'
import { isAddressee, isAuthority, isPosition, isRecipientsLabel, isUpper } from '../recognise.ts'
import { type Areas, areasOf, middleOf } from './area.ts'
import { gridPlaces } from './grids.ts'
import { joined, type Segment, segmentsOf, textOf } from './segments.ts'

const MAX_PAGES = 200
const mm = (points: number) => Math.round((points / 72) * 25.4 * 100) / 100

/** Families that are cut like Times New Roman letter by letter: programs put them in its place. */
const TWINS = /^(?:tinos|liberationserif|timesnewroman(?:ps)?(?:mt)?|timesnewromanpsmt|timesnewroman)$/

/** The family's name out of a font's name in a PDF (`BCDEEE+TimesNewRomanPS-BoldMT`). */
function familyOf(font: string): string {
  const bare = font.replace(/^[A-Z]{6}\+/, '').replace(/[,-](?:bold|italic|regular|oblique|mt)+.*$/i, '')
  const key = bare.toLowerCase().replace(/[^a-z]/g, '')
  return TWINS.test(key) ? 'Times New Roman' : bare
}

/** Half of the page that a line keeps to; null: it stands in the middle or goes across. */
function halfOf(segment: Segment, areas: Areas): Side {
  const [x0, , x1] = segment.box
  const middle = middleOf(areas(segment))
  const center = (x0 + x1) / 2
  if (Math.abs(center - middle) < 10) return null
  if (center < middle - 20 && x1 < middle + 40) return 'left'
  return center > middle + 20 && x0 > middle - 100 ? 'right' : null
}

/** Which lines stand side by side in a head or a signature block. */
function columnsOf(segments: readonly Segment[], areas: Areas, grids: Map<Segment, Place>): Map<Segment, Place> {
  const found = new Map<Segment, Place>(grids)
  const isPaired = (segment: Segment) =>
    segments.some(
      (other) =>
        other !== segment &&
        other.page === segment.page &&
        Math.abs(other.baseline - segment.baseline) < 4 &&
        halfOf(other, areas) !== null &&
        halfOf(other, areas) !== halfOf(segment, areas),
    )
  let box = 0
  for (let i = 0; i < segments.length; ) {
    const first = segments[i]!
    // where no recipients are named a signature stands alone
    const isAlone = halfOf(first, areas) === 'right' && signs(textOf(first)) && !isRecipientsLabel(textOf(first))
    if (grids.has(first) || halfOf(first, areas) === null || (!isPaired(first) && !isAlone)) {
      i++
      continue
    }
    // side by side elsewhere stand the columns of a table of figures: nothing of a form
    const row = segments.filter((s) => s.page === first.page && Math.abs(s.baseline - first.baseline) < 4)
    const isTop = first.page === 1 && segments.slice(0, i).every((s) => halfOf(s, areas) !== null)
    if (!isTop && !row.some((s) => signs(textOf(s)))) {
      row.forEach((s, column) => {
        found.set(s, { kind: 'cell', table: 1, row: i, column, columns: row.length, side: null })
      })
      i += row.length
      continue
    }
    // a head begins before its first pair, a signature block with it
    let from = i
    if (first.page === 1)
      while (
        from > 0 &&
        segments[from - 1]!.page === 1 &&
        halfOf(segments[from - 1]!, areas) !== null &&
        isHead(segments, from - 1)
      )
        from--
    let to = i
    for (let k = i; k < segments.length; k++) {
      const [last, next] = [segments[to]!, segments[k]!]
      // a signature may be left over for the next page
      const isOver = next.page !== last.page
      if (isOver && (isTop || next.page > last.page + 1 || next.baseline > 400)) break
      const gap = isOver ? 0 : next.baseline - last.baseline
      if (grids.has(next) || halfOf(next, areas) === null || gap > 160 || isAddressee(textOf(next))) break
      to = k
    }
    for (let k = from; k <= to; k++) {
      const side = halfOf(segments[k]!, areas)
      found.set(segments[k]!, { kind: 'box', box: box + (side === 'left' ? 1 : 2), side })
    }
    box += 2
    i = to + 1
  }
  return found
}

/** What a signature block begins with. */
const signs = (text: string) => isRecipientsLabel(text) || isAuthority(text) || (isUpper(text) && isPosition(text))

/** Nothing but lines of the head stands above. */
const isHead = (segments: readonly Segment[], at: number) =>
  at < 14 && segments.slice(0, at + 1).every((s) => s.page === 1)

const NUMBER = /^[-–\s]*(?:trang\s*)?\d{1,4}[-–\s]*$/iu

interface PageNumbers {
  marks: PageNumberMark[]
  first: PageNumberMark[]
  rest: Segment[]
}

/** Takes the page's numbers out of the lines: alone at the top or bottom edge. */
function pageNumbers(
  segments: readonly Segment[],
  areas: Areas,
  height: number,
  grids: ReadonlyMap<Segment, Place>,
): PageNumbers {
  const rest: Segment[] = []
  const marks: PageNumberMark[] = []
  const first: PageNumberMark[] = []
  for (const segment of segments) {
    const own = segments.filter((other) => other.page === segment.page)
    const isEdge = segment === own[0] || segment === own.at(-1)
    const isOut = segment.baseline < 80 || segment.baseline > height - 75
    // a row of a table may stand at the edge of its page
    if (!isEdge || !isOut || grids.has(segment) || !NUMBER.test(textOf(segment))) {
      rest.push(segment)
      continue
    }
    const center = (segment.box[0] + segment.box[2]) / 2
    const offset = center - middleOf(areas(segment))
    const mark: PageNumberMark = {
      align: Math.abs(offset) < 12 ? 'center' : offset > 0 ? 'right' : 'left',
      paragraph: null,
      isFramed: true,
      runs: segment.runs.map(textRun),
      where: segment.baseline < height / 2 ? 'header' : 'footer',
      fromEdgeMm: null,
    }
    if (segment.page === 1) first.push(mark)
    else marks.push(mark)
  }
  return { marks, first, rest }
}

const textRun = (run: StyledRun): TextRun => ({
  text: run.text,
  fonts: run.font === '' ? [] : [familyOf(run.font)],
  sizePt: run.sizePt,
  isBold: run.isBold,
  isItalic: run.isItalic,
  isUnderlined: false,
  isCaps: false,
  color: run.color === '000000' ? null : run.color,
  node: null,
  box: run.box,
})

/** Set in the middle; a paragraph that begins with the usual indent is not, wherever it happens to end. */
function isCentered(segment: Segment, areas: Areas): boolean {
  const [x0, , x1] = segment.box
  const area = areas(segment)
  const indent = x0 - area.left
  const isIndented = indent > 25 && indent < 39 && !isBold(segment)
  return Math.abs((x0 + x1) / 2 - middleOf(area)) < 4 && indent > 2 && x1 < area.right - 2 && !isIndented
}

const isBold = (segment: Segment) => segment.runs.every((run) => run.isBold)

/** Does a line go on with the paragraph above it? */
function goesOn(above: Segment, below: Segment, areas: Areas, pitch: number): boolean {
  const area = areas(below)
  if (below.page !== above.page) {
    const isFull = above.box[2] > areas(above).right - 25
    return isFull && Math.abs(below.box[0] - area.left) < 6 && !isCentered(below, areas)
  }
  const gap = below.baseline - above.baseline
  if (gap > pitch * 1.6 + 4 || gap <= 1) return false
  if (isCentered(above, areas) && isCentered(below, areas)) return false
  const isFull = above.box[2] > area.right - 40
  return isFull && below.box[0] < area.left + 8 && Math.abs(below.sizePt - above.sizePt) < 0.6
}

interface Block {
  segments: Segment[]
  place: Place
}

/**
 * Reads a PDF with text.
 * @throws LAYOUT_BROKEN, LAYOUT_ENCRYPTED, LAYOUT_NO_TEXT
 */
export async function readPdf(bytes: Uint8Array): Promise<LayoutDocument> {
  const read = await styledPages(bytes, MAX_PAGES)
  if (read === 'locked') throw new AppError('LAYOUT_ENCRYPTED')
  if (read === 'broken') throw new AppError('LAYOUT_BROKEN')
  const all = read.styled.flatMap(segmentsOf)
  if (all.reduce((sum, segment) => sum + textOf(segment).length, 0) < 40) throw new AppError('LAYOUT_NO_TEXT')
  const areas = areasOf(all, read.styled)
  const height = read.styled[0]?.height ?? 842
  const grids = gridPlaces(all, read.styled)
  const foot = footOf(all, read.styled[0])
  const { rest, marks, first } = pageNumbers(
    all.filter((segment) => !foot.has(segment)),
    areas,
    height,
    grids,
  )
  const columns = columnsOf(rest, areas, grids)
  const pitch = pitchOf(rest, areas)
  const blocks: Block[] = []
  for (const segment of rest) {
    const column = columns.get(segment)
    const last = blocks.at(-1)
    if (column) blocks.push({ segments: [segment], place: column })
    else if (last && last.place.kind === 'text' && goesOn(last.segments.at(-1)!, segment, areas, pitch))
      last.segments.push(segment)
    else blocks.push({ segments: [segment], place: { kind: 'text' } })
  }
  blocks.sort((a, b) => orderOf(a, b))
  const inBox = (box: number) =>
    blocks.flatMap((block) => (block.place.kind === 'box' && block.place.box === box ? block.segments : []))
  const paragraphs = blocks.map((block, i) =>
    paragraphOf(block, blocks[i - 1], i + 1, areas, pitch, block.place.kind === 'box' ? inBox(block.place.box) : []),
  )
  const page = read.styled[0]
  const tops = read.styled.map((styled) => Math.min(...rest.filter((s) => s.page === styled.page).map((s) => s.box[1])))
  const section: Section = {
    widthMm: mm(page?.width ?? 595),
    heightMm: mm(height),
    isLandscape: (page?.width ?? 595) > height,
    marginsMm: {
      top: mm(Math.min(...tops)),
      bottom: Number.NaN,
      left: mm(areas(null).left),
      right: mm((page?.width ?? 595) - areas(null).right),
    },
    firstPage: first,
    otherPages: marks,
    startsAt: null,
    numberFormat: 'decimal',
    hasFirstHeader: true,
    node: null,
  }
  return { source: 'pdf', paragraphs, sections: [section], pages: read.pages }
}

/** Address and telephone at the foot of page 1, under a line as wide as the text (NĐ 30/2020 PL I.II.13): no text of the document. */
function footOf(segments: readonly Segment[], page: StyledPage | undefined): ReadonlySet<Segment> {
  if (!page) return new Set()
  const line = page.lines.findLast(
    ([x0, y0, x1, y1]) => y1 - y0 < 2.6 && x1 - x0 > page.width * 0.7 && y0 > page.height * 0.8,
  )
  if (!line) return new Set()
  const below = segments.filter((segment) => segment.page === 1 && segment.baseline > line[1])
  return new Set(below.every((segment) => segment.sizePt <= 12.1) && below.length <= 4 ? below : [])
}

/** Left column before right one, as they are read. */
function orderOf(a: Block, b: Block): number {
  const [x, y] = [a.segments[0]!, b.segments[0]!]
  if (x.page !== y.page) return x.page - y.page
  if (a.place.kind === 'box' && b.place.kind === 'box') {
    const [p, q] = [Math.ceil(a.place.box / 2), Math.ceil(b.place.box / 2)]
    if (p === q) return a.place.box - b.place.box || x.baseline - y.baseline
  }
  return x.baseline - y.baseline
}

/** From line to line inside paragraphs, as most of them have it, in points. */
function pitchOf(segments: readonly Segment[], areas: Areas): number {
  const gaps = new Map<number, number>()
  for (let i = 1; i < segments.length; i++) {
    const [above, below] = [segments[i - 1]!, segments[i]!]
    const gap = below.baseline - above.baseline
    if (
      above.page !== below.page ||
      gap < 8 ||
      gap > 45 ||
      above.box[2] < areas(above).right - 15 ||
      below.box[0] > areas(below).left + 8
    )
      continue
    const key = Math.round(gap * 2) / 2
    gaps.set(key, (gaps.get(key) ?? 0) + 1)
  }
  return [...gaps].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 19
}

function paragraphOf(
  block: Block,
  above: Block | undefined,
  index: number,
  areas: Areas,
  pitch: number,
  column: readonly Segment[],
): Paragraph {
  const [first] = block.segments
  const area = areas(first!)
  const last = block.segments.at(-1)!
  const runs = block.segments.flatMap((segment, i) => {
    const own = segment.runs.map((run) => ({ ...textRun(run), isUnderlined: segment.underline }))
    const tail = own.at(-1)
    // lines of a paragraph are joined by a space
    if (tail && i < block.segments.length - 1 && !/\s$/.test(tail.text)) tail.text += ' '
    return own
  })
  const gaps = block.segments
    .slice(1)
    .map((segment, i) => segment.baseline - block.segments[i]!.baseline)
    .filter((gap) => gap > 0)
  const isText = block.place.kind === 'text'
  const usual = isText ? pitch : first!.sizePt * 1.15
  const line = gaps.length > 0 ? gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length : usual
  const between =
    above && above.segments.at(-1)!.page === first!.page ? first!.baseline - above.segments.at(-1)!.baseline : 99
  const align = isText ? alignOf(block, areas) : 'center'
  const left =
    isText && align !== 'center' ? Math.min(...block.segments.map((segment) => segment.box[0])) - area.left : 0
  return {
    index,
    page: first!.page,
    runs,
    label: '',
    align: isText ? align : columnAlign(first!, column),
    firstIndentMm:
      align === 'center' ? 0 : mm(first!.box[0] - area.left - Math.max(0, block.segments.length > 1 ? left : 0)),
    leftIndentMm: block.segments.length > 1 ? mm(Math.max(0, left)) : 0,
    rightIndentMm: 0,
    beforePt: Math.max(0, Math.round((between - line) * 10) / 10),
    afterPt: 0,
    style: '',
    isTightInStyle: false,
    lineSpacing: { kind: 'exact', value: line },
    place: block.place,
    tabStops: [],
    section: 0,
    startsPage: false,
    isFramed: first!.isFramed,
    below: last.rules.map(
      (rule): RuleLine => ({
        widthPt: rule[2] - rule[0],
        isDashed: false,
        kind: 'drawn',
        side: isText ? null : block.place.kind === 'box' ? block.place.side : null,
      }),
    ),
    above: [],
    node: null,
    spot: { box: joined(block.segments.map((segment) => segment.box)), baseline: last.baseline },
  }
}

function alignOf({ segments }: Block, areas: Areas): Alignment {
  const [first] = segments
  const area = areas(first!)
  if (isCentered(first!, areas) && segments.length === 1) return 'center'
  if (first!.box[0] > middleOf(area) && first!.box[2] > area.right - 8) return 'right'
  // the last line may end anywhere
  const full = segments.slice(0, -1)
  return full.length > 1 && full.some((segment) => segment.box[2] < area.right - 5) ? 'left' : 'both'
}

/** In a column the lines' middles tell; those of a list begin at one edge. */
function columnAlign(segment: Segment, own: readonly Segment[]): Alignment {
  const starts = own.filter((other) => Math.abs(other.box[0] - segment.box[0]) < 2.5)
  const center = (of: Segment) => (of.box[0] + of.box[2]) / 2
  // centred lines of one length begin at one edge too
  const isEven = starts.every((other) => Math.abs(center(other) - center(segment)) < 3)
  const isList = isRecipientsLabel(textOf(segment)) || /^[-–+]/.test(textOf(segment))
  if (starts.length > 2 && starts.length >= own.length * 0.4) return isEven && !isList ? 'center' : 'left'
  const others = own
    .filter((other) => other !== segment)
    .map(center)
    .sort((a, b) => a - b)
  const middle = others[Math.floor(others.length / 2)]
  if (middle === undefined || Math.abs(center(segment) - middle) < 16) return 'center'
  const edge = Math.min(...own.map((other) => other.box[0]))
  return segment.box[0] < edge + 3 ? 'left' : 'center'
}
