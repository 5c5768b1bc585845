/** A Word file as `LayoutDocument`: its body walked once, with what is in force where it stands. */
import type { Alignment } from '#regimes/layout/index.ts'
import type { LayoutDocument, Paragraph, Place, RuleLine, Section, Side, TextRun } from '../model.ts'
import { attributeOf, child, children, isElement, numberOf, textOf, type XmlElement } from '../xml.ts'
import { Numbering } from './numbering.ts'
import { type DocxPackage, openDocx } from './package.ts'
import { type Box, type Inline, runText } from './run-text.ts'
import { SectionReader } from './sections.ts'
import type { Sheet } from './shapes.ts'
import { NO_PARAGRAPH, type ParagraphProps, paragraphProps, runProps, Styles } from './styles.ts'

/** A book of a thousand pages; what comes after is not looked at. */
const MAX_PARAGRAPHS = 40_000
const mmOf = (twips: number | null) => Math.round(((twips ?? 0) / 1440) * 25.4 * 100) / 100
/** Word's cells keep 0.19 cm free on either side. */
const CELL_MARGINS_PT = 10.8
const ptOf = (twips: number | null) => (twips ?? 0) / 20

/** Word's size where nothing says one (ECMA-376 part 1, 17.3.2.38). */
const DEFAULT_SIZE = 10

interface Around {
  place: Place
  /** Room for a line, in points; null: unknown. */
  roomPt: number | null
  isFramed: boolean
  tableStyle: string | null
}

/** Kept text inside: tracked insertions, links, fields' results, content controls. */
const SEE_THROUGH = new Set([
  'w:ins',
  'w:moveTo',
  'w:hyperlink',
  'w:smartTag',
  'w:customXml',
  'w:sdt',
  'w:sdtContent',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
  'mc:AlternateContent',
  'mc:Choice',
])

const isDrawn = (border: XmlElement | null) =>
  border !== null && !/^(?:nil|none)$/.test(border.attributes['w:val'] ?? 'none')

const borderLine = (border: XmlElement, side: Side): RuleLine => ({
  widthPt: null,
  isDashed: /dash|dot/i.test(border.attributes['w:val'] ?? ''),
  kind: 'border',
  side,
})

const OUTSIDE: Around = { place: { kind: 'text' }, tableStyle: null, roomPt: null, isFramed: false }

class Reader {
  readonly paragraphs: Paragraph[] = []
  readonly sections: Section[] = []
  readonly #styles: Styles
  readonly #numbering: Numbering
  readonly #sections: SectionReader
  #tables = 0
  #boxes = 0
  #sheet: Sheet = { textPt: 470, leftPt: 85 }
  #breakBefore = false
  #columns = 1
  /** Fields of the page's number whose last result was not kept in the file. */
  #pageFields: TextRun[] = []

  constructor(docx: DocxPackage) {
    const theme = docx.names.find((name) => /^word\/theme\/theme\d*\.xml$/.test(name))
    this.#styles = new Styles(docx.part('word/styles.xml'), theme ? docx.part(theme) : null)
    this.#numbering = new Numbering(docx.part('word/numbering.xml'), this.#styles.theme)
    this.#sections = new SectionReader(docx, (paragraph) => {
      this.#pageFields = []
      const read = this.#paragraph(paragraph, OUTSIDE)
      const isShown = read.runs.some((run) => /\d/.test(run.text))
      return {
        align: read.align,
        runs: isShown ? read.runs : [...read.runs, ...this.#pageFields],
        beforePt: read.beforePt,
        paragraph: read,
      }
    })
  }

  body(body: XmlElement): void {
    const last = child(body, 'w:sectPr')
    const all = sectionsOf(body)
    const sheetOf = (sectPr: XmlElement | null) => {
      const [size, margin] = [child(sectPr, 'w:pgSz'), child(sectPr, 'w:pgMar')]
      const [left, right] = [numberOf(margin, 'w:left') ?? 1440, numberOf(margin, 'w:right') ?? 1440]
      const columns = numberOf(child(sectPr, 'w:cols'), 'w:num') ?? 1
      this.#columns = Math.max(1, columns)
      this.#sheet = { textPt: ((numberOf(size, 'w:w') ?? 12_240) - left - right) / 20, leftPt: left / 20 }
    }
    sheetOf(all[0] ?? last)
    this.#blocks(body, OUTSIDE, (sectPr) => {
      this.sections.push(this.#sections.section(sectPr))
      sheetOf(all[this.sections.length] ?? last)
    })
    this.sections.push(this.#sections.section(last))
  }

  #blocks(parent: XmlElement, around: Around, onSection: (sectPr: XmlElement) => void): void {
    for (const node of parent.children) {
      if (this.paragraphs.length >= MAX_PARAGRAPHS) return
      if (!isElement(node)) continue
      if (node.name === 'w:p') {
        this.#add(node, around)
        const sectPr = child(child(node, 'w:pPr'), 'w:sectPr')
        if (sectPr) onSection(sectPr)
      } else if (node.name === 'w:tbl') this.#table(node, around, onSection)
      else if (SEE_THROUGH.has(node.name)) this.#blocks(node, around, onSection)
    }
  }

  #table(table: XmlElement, around: Around, onSection: (sectPr: XmlElement) => void): void {
    const number = ++this.#tables
    const properties = child(table, 'w:tblPr')
    const tableStyle = attributeOf(properties, 'w:tblStyle')
    const grid = children(child(table, 'w:tblGrid'), 'w:gridCol').map((column) => numberOf(column, 'w:w') ?? 1)
    const rows = rowsOf(table)
    const tableFrom = this.paragraphs.length
    const columns = Math.max(0, ...rows.map((row) => cellsOf(row).length))
    rows.forEach((row, rowAt) => {
      let gridAt = 0
      cellsOf(row).forEach((cell, column) => {
        const cellProperties = child(cell, 'w:tcPr')
        const span = numberOf(child(cellProperties, 'w:gridSpan'), 'w:val') ?? 1
        const place = this.#cellPlace(around, { number, rowAt, column, columns, grid, gridAt, span })
        gridAt += span
        const from = this.paragraphs.length
        const borders = child(cellProperties, 'w:tcBorders')
        const all = child(properties, 'w:tblBorders')
        const [top, bottom, left] = [child(borders, 'w:top'), child(borders, 'w:bottom'), child(borders, 'w:left')]
        const isBoxed =
          (isDrawn(top) && isDrawn(bottom) && isDrawn(left)) ||
          (columns <= 1 && ['w:top', 'w:bottom', 'w:left'].every((edge) => isDrawn(child(all, edge))))
        const width = grid.slice(gridAt - span, gridAt).reduce((sum, w) => sum + w, 0)
        const roomPt = columns <= 1 ? around.roomPt : width > 1 ? width / 20 - CELL_MARGINS_PT : null
        this.#blocks(cell, { place, tableStyle, roomPt, isFramed: around.isFramed || isBoxed }, onSection)
        const side = place.kind === 'text' ? null : place.side
        if (isDrawn(top)) this.paragraphs[from]?.above.push(borderLine(top!, side))
        if (isDrawn(bottom) && this.paragraphs.length > from)
          this.paragraphs.at(-1)!.below.push(borderLine(bottom!, side))
      })
    })
    if (columns <= 1 && rows.length === 1)
      this.#frame(properties, tableFrom, around.place.kind === 'text' ? null : around.place.side)
  }

  /** A table of one cell may be nothing but a line: its upper or lower border. */
  #frame(properties: XmlElement | null, from: number, side: Side): void {
    const borders = child(properties, 'w:tblBorders')
    const width = child(properties, 'w:tblW')
    const isFixed = width?.attributes['w:type'] === 'dxa'
    const line = (border: XmlElement): RuleLine => ({
      ...borderLine(border, side),
      widthPt: isFixed ? (numberOf(width, 'w:w') ?? 0) / 20 : null,
    })
    const [top, bottom] = [child(borders, 'w:top'), child(borders, 'w:bottom')]
    if (isDrawn(top)) this.paragraphs[from]?.above.push(line(top!))
    if (isDrawn(bottom) && this.paragraphs.length > from) this.paragraphs.at(-1)!.below.push(line(bottom!))
  }

  /** Tables of one column are running text, or belong to the cell around them. */
  #cellPlace(
    around: Around,
    of: {
      number: number
      rowAt: number
      column: number
      columns: number
      grid: number[]
      gridAt: number
      span: number
    },
  ): Place {
    if (of.columns <= 1) return around.place
    const total = of.grid.reduce((sum, width) => sum + width, 0)
    const width = of.grid.slice(of.gridAt, of.gridAt + of.span).reduce((sum, w) => sum + w, 0)
    const before = of.grid.slice(0, of.gridAt).reduce((sum, w) => sum + w, 0)
    let side: Side = null
    if (total > 0 && width > 0 && of.gridAt + of.span <= of.grid.length) {
      // the whole row is no side
      side = width > total * 0.85 ? null : before + width / 2 < total / 2 ? 'left' : 'right'
    } else side = of.column === 0 ? 'left' : 'right'
    return { kind: 'cell', table: of.number, row: of.rowAt, column: of.column, columns: of.columns, side }
  }

  #add(node: XmlElement, around: Around): void {
    const boxes: Box[] = []
    const isAfterBreak = this.#breakBefore
    this.#breakBefore = false
    const paragraph = this.#paragraph(node, around, boxes)
    paragraph.index = this.paragraphs.length + 1
    paragraph.startsPage ||= isAfterBreak
    this.paragraphs.push(paragraph)
    for (const { content, side, isFramed, widthPt } of boxes) {
      const place: Place = {
        kind: 'box',
        box: ++this.#boxes,
        side: side ?? (around.place.kind === 'text' ? null : around.place.side),
      }
      this.#blocks(content, { place, tableStyle: null, roomPt: widthPt, isFramed }, () => {})
    }
  }

  #paragraph(node: XmlElement, around: Around, boxes: Box[] = []): Paragraph {
    const pPr = child(node, 'w:pPr')
    const direct = paragraphProps(pPr)
    const style = this.#styles.paragraphStyle(attributeOf(pPr, 'w:pStyle'))
    const { props, label } = this.#numbered(direct, style, around.tableStyle)
    const side = around.place.kind === 'text' ? null : around.place.side
    const paragraph: Paragraph = {
      index: 0,
      page: null,
      runs: [],
      label,
      align: alignment(props.align),
      firstIndentMm: mmOf(props.firstLine),
      leftIndentMm: mmOf(props.left),
      rightIndentMm: mmOf(props.right),
      beforePt: ptOf(props.before),
      afterPt: ptOf(props.after),
      style: style ?? '',
      isTightInStyle: props.contextual === true,
      lineSpacing: spacing(props),
      place: around.place,
      section: this.sections.length,
      tabStops: tabStopsOf(pPr),
      startsPage: props.pageBreakBefore === true,
      isFramed: false,
      below: [],
      above: [],
      node,
    }
    const room = around.roomPt ?? (around.place.kind === 'text' && this.#columns === 1 ? this.#sheet.textPt : null)
    const widthPt = room === null ? null : room - ptOf(props.left) - ptOf(props.right)
    if (isDrawn(props.bottomBorder)) paragraph.below.push({ ...borderLine(props.bottomBorder!, side), widthPt })
    if (isDrawn(props.topBorder)) paragraph.above.push({ ...borderLine(props.topBorder!, side), widthPt })
    paragraph.isFramed = around.isFramed || [props.topBorder, props.bottomBorder, props.leftBorder].every(isDrawn)
    const inline: Inline = { paragraph, style, tableStyle: around.tableStyle, boxes, fields: [], breaksAfter: false }
    this.#inline(node, inline)
    this.#breakBefore ||= inline.breaksAfter
    return paragraph
  }

  #numbered(
    direct: ParagraphProps,
    style: string | null,
    table: string | null,
  ): { props: ParagraphProps; label: string } {
    const byStyle = this.#styles.styleParagraph(style)
    const numId = direct.numId ?? byStyle.numId
    const isNumberedByStyle = direct.numId === null
    let label = ''
    let numbering = NO_PARAGRAPH
    if (numId !== null && numId !== '0') {
      const at = direct.level ?? byStyle.level ?? this.#numbering.levelOfStyle(numId, style) ?? 0
      label = this.#numbering.next(numId, at)
      numbering = this.#numbering.level(numId, at)?.paragraph ?? NO_PARAGRAPH
    }
    return { props: this.#styles.paragraph({ table, style, numbering, isNumberedByStyle, direct }), label }
  }

  #inline(parent: XmlElement, at: Inline): void {
    const choice =
      parent.name === 'mc:AlternateContent' ? (child(parent, 'mc:Choice') ?? child(parent, 'mc:Fallback')) : null
    for (const node of choice ? [choice] : parent.children) {
      if (!isElement(node)) continue
      if (node.name === 'w:r') this.#run(node, at)
      else if (SEE_THROUGH.has(node.name) || node === choice) this.#inline(node, at)
    }
  }

  #run(node: XmlElement, at: Inline): void {
    const rPr = child(node, 'w:rPr')
    const props = this.#styles.run({
      table: at.tableStyle,
      paragraph: at.style,
      character: attributeOf(rPr, 'w:rStyle'),
      direct: runProps(rPr, this.#styles.theme),
    })
    if (props.vanish === true) return
    const shownText = runText(node, at, this.#sheet)
    const field = shownText === '' && children(node, 'w:instrText').some((code) => /^\s*PAGE\b/i.test(textOf(code)))
    if (shownText === '' && !field) return
    const text = field ? '2' : shownText
    const hasFar = /[^\0-\x7f]/.test(text)
    const hasNear = /[!-~]/.test(text)
    const fonts = [hasNear ? props.ascii : null, hasFar ? (props.hAnsi ?? props.ascii) : null].filter((f) => f !== null)
    const color = props.color === null || props.color.toLowerCase() === 'auto' ? null : props.color.toUpperCase()
    const run: TextRun = {
      text,
      fonts: [...new Set(fonts)],
      sizePt: props.sizePt ?? DEFAULT_SIZE,
      isBold: props.bold === true,
      isItalic: props.italic === true,
      isUnderlined: props.underline === true,
      isCaps: props.caps === true || props.smallCaps === true,
      color,
      node,
    }
    if (field) this.#pageFields.push(run)
    else at.paragraph.runs.push(run)
  }
}

const rowsOf = (table: XmlElement): XmlElement[] =>
  children(table).flatMap((node) => (node.name === 'w:tr' ? [node] : SEE_THROUGH.has(node.name) ? rowsOf(node) : []))
const cellsOf = (row: XmlElement): XmlElement[] =>
  children(row).flatMap((node) => (node.name === 'w:tc' ? [node] : SEE_THROUGH.has(node.name) ? cellsOf(node) : []))

/** Section set-ups in the order of the text, the last one (the body's own) left out. */
function sectionsOf(body: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  for (const paragraph of children(body, 'w:p')) {
    const sectPr = child(child(paragraph, 'w:pPr'), 'w:sectPr')
    if (sectPr) found.push(sectPr)
  }
  return found
}

/** Tab stops of a paragraph in mm from the left edge of the text, in their order. */
const tabStopsOf = (pPr: XmlElement | null): Paragraph['tabStops'] =>
  children(child(pPr, 'w:tabs'), 'w:tab')
    .filter((stop) => stop.attributes['w:val'] !== 'clear')
    .map((stop) => ({ kind: stop.attributes['w:val'] ?? 'left', atMm: mmOf(numberOf(stop, 'w:pos')) }))
    .sort((a, b) => a.atMm - b.atMm)

function alignment(value: string | null): Alignment {
  if (value === 'center' || value === 'right' || value === 'both') return value
  if (value === 'end') return 'right'
  return value === 'distribute' || value?.endsWith('Kashida') ? 'both' : 'left'
}

function spacing(props: ParagraphProps): Paragraph['lineSpacing'] {
  if (props.line === null) return { kind: 'multiple', value: 1 }
  if (props.lineRule === 'exact') return { kind: 'exact', value: props.line / 20 }
  if (props.lineRule === 'atLeast') return { kind: 'atLeast', value: props.line / 20 }
  return { kind: 'multiple', value: Math.round((props.line / 240) * 1000) / 1000 }
}

/** What an opened Word file holds. */
export function readPackage(docx: DocxPackage): LayoutDocument {
  const reader = new Reader(docx)
  const body = child(docx.document, 'w:body')
  if (body) reader.body(body)
  return { source: 'docx', paragraphs: reader.paragraphs, sections: reader.sections, pages: null }
}

/**
 * Reads a Word file.
 * @throws LAYOUT_BROKEN, LAYOUT_TOO_LARGE, LAYOUT_XML_BROKEN, LAYOUT_NOT_A_DOCUMENT
 */
export const readDocx = async (bytes: Uint8Array): Promise<LayoutDocument> => readPackage(await openDocx(bytes))
