/**
 * A document as the rules look at it, whatever it was read from: paragraphs in reading order with effective properties
 * (styles, themes, numbering resolved), the place they stand in, lines drawn under them, and the pages' set-up.
 */
import { decodeLegacy, encodingOfFont } from '#engines/vn-text/index.ts'
import type { Alignment } from '#regimes/layout/index.ts'
import type { XmlElement } from './xml.ts'

export interface TextRun {
  /** As stored; capitals made by formatting are told by `isCaps`. */
  text: string
  /** Fonts that its letters are shown in; empty: unknown. */
  fonts: readonly string[]
  sizePt: number
  isBold: boolean
  isItalic: boolean
  isUnderlined: boolean
  isCaps: boolean
  /** Hex RRGGBB; null: automatic (black). */
  color: string | null
  /** Where it came from in a Word file, for mending. */
  node: XmlElement | null
  /** Where it stands on the page of a PDF. */
  box?: PageBox
}

/** Points from the left and top edge of the page as displayed. */
export type PageBox = readonly [x0: number, y0: number, x1: number, y1: number]

export type Place =
  | { kind: 'text' }
  | { kind: 'cell'; table: number; row: number; column: number; columns: number; side: Side }
  | { kind: 'box'; box: number; side: Side }

export type Side = 'left' | 'right' | null

/** A line that is drawn, not typed. */
export interface RuleLine {
  /** Points; null: as wide as what it stands in. */
  widthPt: number | null
  isDashed: boolean
  /** `border` of a paragraph or cell; `drawn` shape; `typed` underscores or dashes. */
  kind: 'border' | 'drawn' | 'typed'
  /** `from the left edge of the text`, where known. */
  side: Side
}

export interface Paragraph {
  /** Number in reading order from 1, empty paragraphs counted. */
  index: number
  /** 1 … where the page is known. */
  page: number | null
  runs: TextRun[]
  /** Text of the automatic number (`Điều 1.`, `-`), '' when there is none. */
  label: string
  align: Alignment
  firstIndentMm: number
  leftIndentMm: number
  rightIndentMm: number
  beforePt: number
  afterPt: number
  /** Space to paragraphs of the same style is left out (contextual spacing). */
  style: string
  isTightInStyle: boolean
  /** Multiple of single, or points. */
  lineSpacing: { kind: 'multiple' | 'exact' | 'atLeast'; value: number }
  place: Place
  /** Own tab stops, in mm from the left edge of the text. */
  tabStops: { kind: string; atMm: number }[]
  /** Section of the page set-up it stands in. */
  section: number
  startsPage: boolean
  /** A box stands around it: borders on all sides, a text box, a cell with borders. */
  isFramed: boolean
  /** Lines on its lower edge, and on its upper one. */
  below: RuleLine[]
  above: RuleLine[]
  node: XmlElement | null
  /** Of a PDF: around its lines, and where the letters of the last one stand. */
  spot?: { box: PageBox; baseline: number }
}

export interface PageNumberMark {
  align: Alignment
  paragraph: Paragraph | null
  /** Its place comes from a frame or tabs, not from the paragraph's alignment. */
  isFramed: boolean
  runs: TextRun[]
  where: 'header' | 'footer'
  /** From the edge of the paper to its line, in mm. */
  fromEdgeMm: number | null
}

export interface Section {
  widthMm: number
  heightMm: number
  isLandscape: boolean
  marginsMm: { top: number; bottom: number; left: number; right: number }
  /** Numbers on the first page of the section and on the others. */
  firstPage: PageNumberMark[]
  otherPages: PageNumberMark[]
  startsAt: number | null
  /** How its pages are numbered (`decimal`, `upperRoman`). */
  numberFormat: string
  /** The first page has a header that is its own. */
  hasFirstHeader: boolean
  node: XmlElement | null
}

export interface LayoutDocument {
  source: 'docx' | 'pdf'
  paragraphs: Paragraph[]
  sections: Section[]
  /** Pages; null where no layout engine has counted them. */
  pages: number | null
}

/** Letters of an old font are bytes: what they show is found by the font's name. */
const decoded = ({ text, fonts }: TextRun): string => {
  const font = fonts.find((name) => encodingOfFont(name) !== null)
  return font === undefined ? text : decodeLegacy(text, encodingOfFont(font)!, { fontName: font })
}

/** Text as the reader sees it: capitals by formatting applied, letters of old fonts read. */
export const shown = (runs: readonly TextRun[]): string =>
  runs.map((run) => (run.isCaps ? decoded(run).toLocaleUpperCase('vi') : decoded(run))).join('')

export const rawText = (runs: readonly TextRun[]): string => runs.map((run) => run.text).join('')
