/** Text boxes and drawn lines of Word files, in DrawingML and in the older VML. */
import type { RuleLine, Side } from '../model.ts'
import { child, children, descendants, isElement, numberOf, textOf, type XmlElement } from '../xml.ts'

const EMU_PER_PT = 12_700

export interface Shape {
  /** Paragraphs inside; null: a line or picture. */
  content: XmlElement | null
  line: RuleLine | null
  /** An outline is drawn around it. */
  isFramed: boolean
  /** Room for text inside. */
  widthPt: number | null
}

interface Place {
  /** Middle, in points from the left edge of the text; null: unknown. */
  middlePt: number | null
}

/** Text width and left margin of the page, in points. */
export interface Sheet {
  textPt: number
  leftPt: number
}

const sideOf = ({ middlePt }: Place, { textPt }: Sheet): Side =>
  middlePt === null ? null : middlePt < textPt / 2 ? 'left' : 'right'

/** Measures of a CSS-like VML style in points. */
function cssPoints(style: string, name: string): number | null {
  const match = new RegExp(String.raw`(?:^|;)\s*${name}\s*:\s*(-?[\d.]+)\s*(pt|in|cm|mm|px)?`, 'i').exec(style)
  if (!match) return null
  const factor = { pt: 1, in: 72, cm: 28.346, mm: 2.8346, px: 0.75 }[match[2] ?? 'pt'] ?? 1
  return Number(match[1]) * factor
}

function drawingPlace(anchor: XmlElement, sheet: Sheet): Place {
  const position = child(anchor, 'wp:positionH')
  const width = (numberOf(child(anchor, 'wp:extent'), 'cx') ?? 0) / EMU_PER_PT
  const offsetOf = child(position, 'wp:posOffset')
  const alignOf = child(position, 'wp:align')
  const from = position?.attributes['relativeFrom'] ?? 'column'
  if (offsetOf) {
    const offset = Number(textOf(offsetOf)) / EMU_PER_PT
    if (!Number.isFinite(offset)) return { middlePt: null }
    return { middlePt: offset + width / 2 - (from === 'page' ? sheet.leftPt : 0) }
  }
  const align = alignOf ? textOf(alignOf).trim() : ''
  return { middlePt: align === 'left' ? 0 : align === 'right' ? sheet.textPt : null }
}

const LINES = /^(?:line|straightConnector1|lineInv)$/

/** Shapes of a `w:drawing`: a text box, a line, or neither. */
function fromDrawing(drawing: XmlElement, sheet: Sheet): (Shape & { side: Side })[] {
  const out: (Shape & { side: Side })[] = []
  for (const anchor of [...children(drawing, 'wp:anchor'), ...children(drawing, 'wp:inline')]) {
    const side = anchor.name === 'wp:inline' ? null : sideOf(drawingPlace(anchor, sheet), sheet)
    const boxes = descendants(anchor, 'w:txbxContent', (e) => e.name !== 'w:txbxContent')
    const outline = descendants(anchor, 'wps:spPr').flatMap((properties) => children(properties, 'a:ln'))[0]
    const isFramed =
      outline !== undefined && child(outline, 'a:noFill') === null && child(outline, 'a:solidFill') !== null
    const inset = descendants(anchor, 'wps:bodyPr')[0]
    const insets = (numberOf(inset, 'lIns') ?? 91_440) + (numberOf(inset, 'rIns') ?? 91_440)
    const across = numberOf(child(anchor, 'wp:extent'), 'cx')
    const widthPt = across === null ? null : (across - insets) / EMU_PER_PT
    for (const content of boxes) out.push({ content, line: null, side, isFramed, widthPt })
    if (boxes.length > 0) continue
    const geometry = descendants(anchor, 'a:prstGeom').find((g) => LINES.test(g.attributes['prst'] ?? ''))
    const extent = child(anchor, 'wp:extent')
    const [cx, cy] = [numberOf(extent, 'cx') ?? 0, numberOf(extent, 'cy') ?? 0]
    // a very flat rectangle is a line too
    const isFlat = cx > 0 && cy < 40_000 && cx > cy * 10 && descendants(anchor, 'a:prstGeom').length > 0
    if ((geometry && cx > cy * 4) || isFlat) {
      const dash = descendants(anchor, 'a:prstDash')[0]?.attributes['val'] ?? 'solid'
      out.push({
        content: null,
        line: { widthPt: cx / EMU_PER_PT, isDashed: dash !== 'solid', kind: 'drawn', side },
        side,
        isFramed: false,
        widthPt: null,
      })
    }
  }
  return out
}

/** Free room left and right inside a VML box, in points: a tenth of an inch each unless it says otherwise. */
function vmlInsets(box: XmlElement | null): number {
  const [left, , right] = (box?.attributes['inset'] ?? '').split(',')
  const points = (text: string | undefined) => (text?.trim() ? (cssPoints(`x:${text.trim()}`, 'x') ?? 7.2) : 7.2)
  return points(left) + points(right)
}

/** Shapes of a `w:pict`: VML text boxes and lines. */
function fromPict(pict: XmlElement, sheet: Sheet): (Shape & { side: Side })[] {
  const out: (Shape & { side: Side })[] = []
  const walk = (element: XmlElement) => {
    for (const node of element.children) {
      if (!isElement(node)) continue
      const style = node.attributes['style'] ?? ''
      const [left, width] = [cssPoints(style, 'margin-left'), cssPoints(style, 'width')]
      const isPage = /mso-position-horizontal-relative\s*:\s*page/i.test(style)
      const place = { middlePt: left === null ? null : left + (width ?? 0) / 2 - (isPage ? sheet.leftPt : 0) }
      if (node.name === 'v:line') {
        const points = ['from', 'to'].map((end) =>
          (node.attributes[end] ?? '').split(',').map((t) => cssPoints(`x:${t.trim()}`, 'x')),
        )
        const [a, b] = [points[0]?.[0] ?? null, points[1]?.[0] ?? null]
        const isKnown = a !== null && b !== null && a !== b
        const at = isKnown ? { middlePt: (a + b) / 2 } : place
        const isDashed = children(node, 'v:stroke').some(
          (stroke) => (stroke.attributes['dashstyle'] ?? 'solid') !== 'solid',
        )
        const side = sideOf(at, sheet)
        out.push({
          content: null,
          line: { widthPt: isKnown ? Math.abs(b - a) : width, isDashed, kind: 'drawn', side },
          side,
          isFramed: false,
          widthPt: null,
        })
      } else if (node.name === 'v:shape' && /_x0000_t32/.test(node.attributes['type'] ?? '')) {
        const side = sideOf(place, sheet)
        out.push({
          content: null,
          line: { widthPt: width, isDashed: false, kind: 'drawn', side },
          side,
          isFramed: false,
          widthPt: null,
        })
      } else {
        const content = children(child(node, 'v:textbox'), 'w:txbxContent')[0]
        if (content) {
          const isFramed = !/^(?:f|false)$/.test(node.attributes['stroked'] ?? 't')
          out.push({
            content,
            line: null,
            side: sideOf(place, sheet),
            isFramed,
            widthPt: width === null ? null : width - vmlInsets(child(node, 'v:textbox')),
          })
        } else walk(node)
      }
    }
  }
  walk(pict)
  return out
}

/** What stands in a drawing or picture element of a run. */
export function shapesOf(element: XmlElement, sheet: Sheet): (Shape & { side: Side })[] {
  return element.name === 'w:drawing' ? fromDrawing(element, sheet) : fromPict(element, sheet)
}
