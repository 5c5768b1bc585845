/**
 * Mending the formatting of a Word file in its own XML: properties set directly where they stand, in the order that the
 * schema wants (ECMA-376 part 1, 17.3). Letters are never added or taken away.
 */
import { decodeLegacy, encodingOfFont, nfc } from '#engines/vn-text/index.ts'
import type { Alignment } from '#regimes/layout/index.ts'
import type { Paragraph, Section, TextRun } from './model.ts'
import { child, children, isElement, make, type XmlElement } from './xml.ts'

/** Roots of the parts that were changed. */
export type Touched = Set<XmlElement>

const RUN_ORDER =
  'w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath'.split(
    ' ',
  )
const PARAGRAPH_ORDER =
  'w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange'.split(
    ' ',
  )
const SECTION_ORDER =
  'w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings w:sectPrChange'.split(
    ' ',
  )

function rootOf(element: XmlElement): XmlElement {
  let at = element
  while (at.parent) at = at.parent
  return at
}

/** The child of a name, made where the schema wants it when there is none. */
function ensure(parent: XmlElement, name: string, order: readonly string[]): XmlElement {
  const known = child(parent, name)
  if (known) return known
  const made = make(name)
  made.parent = parent
  const rank = order.indexOf(name)
  const at = parent.children.findIndex((node) => isElement(node) && order.indexOf(node.name) > rank)
  parent.children.splice(at < 0 ? parent.children.length : at, 0, made)
  return made
}

/** Properties element of a run or paragraph: always its first child. */
function properties(of: XmlElement, name: string): XmlElement {
  const known = child(of, name)
  if (known) return known
  const made = make(name)
  made.parent = of
  of.children.unshift(made)
  return made
}

const setFlag = (rPr: XmlElement, name: string, isOn: boolean) => {
  ensure(rPr, name, RUN_ORDER).attributes = isOn ? {} : { 'w:val': '0' }
}

export interface RunMend {
  sizePt?: number
  isBold?: boolean
  isItalic?: boolean
  isUnderlined?: boolean
  isCaps?: boolean
  font?: string
  color?: 'auto' | 'FF0000'
}

/** Sets properties on a run itself, whatever its styles say. */
export function mendRun(run: TextRun, to: RunMend, touched: Touched): void {
  if (!run.node) return
  const rPr = properties(run.node, 'w:rPr')
  if (to.sizePt !== undefined)
    for (const name of ['w:sz', 'w:szCs'])
      ensure(rPr, name, RUN_ORDER).attributes = { 'w:val': String(Math.round(to.sizePt * 2)) }
  if (to.isBold !== undefined) setFlag(rPr, 'w:b', to.isBold)
  if (to.isItalic !== undefined) setFlag(rPr, 'w:i', to.isItalic)
  if (to.isCaps !== undefined) setFlag(rPr, 'w:caps', to.isCaps)
  if (to.isUnderlined !== undefined)
    ensure(rPr, 'w:u', RUN_ORDER).attributes = { 'w:val': to.isUnderlined ? 'single' : 'none' }
  if (to.font !== undefined) {
    const fonts = ensure(rPr, 'w:rFonts', RUN_ORDER)
    const kept = Object.entries(fonts.attributes).filter(([name]) => name === 'w:eastAsia' || name === 'w:hint')
    fonts.attributes = { 'w:ascii': to.font, 'w:hAnsi': to.font, 'w:cs': to.font, ...Object.fromEntries(kept) }
  }
  if (to.color !== undefined) ensure(rPr, 'w:color', RUN_ORDER).attributes = { 'w:val': to.color }
  touched.add(rootOf(run.node))
}

export interface ParagraphMend {
  align?: Alignment
  firstIndentMm?: number
  leftIndentMm?: number
  beforePt?: number
  afterPt?: number
  lineSpacing?: { multiple: number } | { points: number }
}

const twips = (mm: number) => String(Math.round((mm / 25.4) * 1440))

export function mendParagraph(paragraph: Paragraph, to: ParagraphMend, touched: Touched): void {
  if (!paragraph.node) return
  const pPr = properties(paragraph.node, 'w:pPr')
  if (to.align !== undefined) ensure(pPr, 'w:jc', PARAGRAPH_ORDER).attributes = { 'w:val': to.align }
  if (to.firstIndentMm !== undefined || to.leftIndentMm !== undefined) {
    const indent = ensure(pPr, 'w:ind', PARAGRAPH_ORDER)
    const {
      'w:hanging': _hanging,
      'w:firstLineChars': _chars,
      'w:hangingChars': _hangingChars,
      ...rest
    } = indent.attributes
    indent.attributes = { ...rest, 'w:firstLine': twips(to.firstIndentMm ?? Math.max(0, paragraph.firstIndentMm)) }
    if (to.leftIndentMm !== undefined) {
      delete indent.attributes['w:start']
      indent.attributes['w:left'] = twips(to.leftIndentMm)
    }
  }
  if (to.beforePt !== undefined || to.afterPt !== undefined || to.lineSpacing !== undefined) {
    const spacing = ensure(pPr, 'w:spacing', PARAGRAPH_ORDER)
    const set = (name: 'before' | 'after', points: number) => {
      delete spacing.attributes[`w:${name}Autospacing`]
      delete spacing.attributes[`w:${name}Lines`]
      spacing.attributes[`w:${name}`] = String(Math.round(points * 20))
    }
    if (to.beforePt !== undefined) set('before', to.beforePt)
    if (to.afterPt !== undefined) set('after', to.afterPt)
    if (to.beforePt !== undefined || to.afterPt !== undefined)
      if (child(pPr, 'w:contextualSpacing') || paragraph.isTightInStyle)
        ensure(pPr, 'w:contextualSpacing', PARAGRAPH_ORDER).attributes = { 'w:val': '0' }
    if (to.lineSpacing && 'multiple' in to.lineSpacing) {
      spacing.attributes['w:line'] = String(Math.round(to.lineSpacing.multiple * 240))
      spacing.attributes['w:lineRule'] = 'auto'
    } else if (to.lineSpacing) {
      spacing.attributes['w:line'] = String(Math.round(to.lineSpacing.points * 20))
      spacing.attributes['w:lineRule'] = 'exact'
    }
  }
  touched.add(rootOf(paragraph.node))
}

export interface SectionMend {
  paperMm?: { width: number; height: number }
  marginsMm?: Partial<Section['marginsMm']>
  /** The first page has a header of its own, and shows no number. */
  isTitlePage?: true
  headerMm?: number
}

export function mendSection(section: Section, to: SectionMend, touched: Touched): void {
  if (!section.node) return
  const sectPr = section.node
  if (to.paperMm) {
    const size = ensure(sectPr, 'w:pgSz', SECTION_ORDER)
    size.attributes = { ...size.attributes, 'w:w': twips(to.paperMm.width), 'w:h': twips(to.paperMm.height) }
  }
  if (to.marginsMm || to.headerMm !== undefined) {
    const margin = ensure(sectPr, 'w:pgMar', SECTION_ORDER)
    for (const [side, mm] of Object.entries(to.marginsMm ?? {})) {
      margin.attributes[`w:${side}`] = twips(mm)
      // the gutter is part of the left margin
      if (side === 'left') margin.attributes['w:gutter'] = '0'
    }
    if (to.headerMm !== undefined) margin.attributes['w:header'] = twips(to.headerMm)
  }
  if (to.isTitlePage) ensure(sectPr, 'w:titlePg', SECTION_ORDER).attributes = {}
  touched.add(rootOf(sectPr))
}

/** Letters of one run composed, those of an old font written in Unicode under the right one. */
export function mendLetters(run: TextRun, font: string, touched: Touched): void {
  if (!run.node) return
  const old = run.fonts.find((name) => encodingOfFont(name) !== null)
  const convert = (text: string) =>
    old === undefined ? nfc(text) : decodeLegacy(text, encodingOfFont(old)!, { fontName: old })
  for (const element of children(run.node, 'w:t'))
    for (const node of element.children) if (!isElement(node) && 'text' in node) node.text = convert(node.text)
  if (old !== undefined) mendRun(run, { font }, touched)
  touched.add(rootOf(run.node))
}
