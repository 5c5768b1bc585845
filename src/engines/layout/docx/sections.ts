/** Page set-up of a section with the page numbers in its headers and footers. */
import type { PageNumberMark, Paragraph, Section, TextRun } from '../model.ts'
import { child, children, descendants, numberOf, textOf, type XmlElement } from '../xml.ts'
import type { DocxPackage } from './package.ts'

const mm = (twips: number | null, otherwise: number) => ((twips ?? otherwise) / 1440) * 25.4
const round = (value: number) => Math.round(value * 100) / 100

/** Reads runs and alignment of a header's paragraph; given by the reader of paragraphs. */
export type ReadParagraph = (paragraph: XmlElement) => {
  align: PageNumberMark['align']
  runs: TextRun[]
  beforePt: number
  paragraph: Paragraph
}

const isPageField = (text: string) => /^\s*PAGE\b/i.test(text)

/** Paragraphs of a header or footer that show the page's number. */
function numberMarks(
  root: XmlElement | null,
  where: PageNumberMark['where'],
  edge: number,
  read: ReadParagraph,
): PageNumberMark[] {
  if (!root) return []
  const marks: PageNumberMark[] = []
  for (const paragraph of descendants(root, 'w:p', (e) => e.name !== 'mc:Fallback')) {
    const own = (name: string) =>
      descendants(paragraph, name, (e) => e.name !== 'w:txbxContent' && e.name !== 'mc:Fallback')
    const simple = own('w:fldSimple').some((field) => isPageField(field.attributes['w:instr'] ?? ''))
    const complex =
      isPageField(own('w:instrText').map(textOf).join('')) || own('w:instrText').some((i) => isPageField(textOf(i)))
    if (!simple && !complex && own('w:pgNum').length === 0) continue
    const { align, runs, beforePt, paragraph: told } = read(paragraph)
    const frame = child(child(paragraph, 'w:pPr'), 'w:framePr')?.attributes['w:xAlign']
    const tabbed = paragraphTabAlign(paragraph)
    marks.push({
      align: frame === 'center' || frame === 'right' || frame === 'left' ? frame : (tabbed ?? align),
      runs,
      paragraph: told,
      isFramed: frame !== undefined || tabbed !== null,
      where,
      fromEdgeMm: round(edge + (beforePt / 72) * 25.4),
    })
  }
  return marks
}

/** A number behind tabs in a header stands at the tab stop: one tab the middle, two the right edge (Word's header style). */
function paragraphTabAlign(paragraph: XmlElement): PageNumberMark['align'] | null {
  const stops = children(child(child(paragraph, 'w:pPr'), 'w:tabs'), 'w:tab')
    .map((stop) => stop.attributes['w:val'])
    .filter((kind) => kind !== 'clear')
  let tabs = 0
  for (const run of descendants(paragraph, 'w:r')) {
    if (descendants(run, 'w:fldChar').length > 0 || descendants(run, 'w:instrText').length > 0) break
    tabs += children(run, 'w:tab').length
  }
  if (tabs === 0) return null
  const stop = stops[tabs - 1] ?? (tabs === 1 ? 'center' : 'right')
  return stop === 'center' || stop === 'right' || stop === 'left' ? stop : null
}

type Kind = 'default' | 'first' | 'even'

/** What a section says of itself, with headers taken over from the section before it where it has none of its own. */
export class SectionReader {
  readonly #docx: DocxPackage
  readonly #read: ReadParagraph
  readonly #parts = new Map<string, XmlElement | null>()

  constructor(docx: DocxPackage, read: ReadParagraph) {
    this.#docx = docx
    this.#read = read
  }

  section(sectPr: XmlElement | null): Section {
    const size = child(sectPr, 'w:pgSz')
    const margin = child(sectPr, 'w:pgMar')
    const gutter = mm(numberOf(margin, 'w:gutter'), 0)
    for (const name of ['header', 'footer'] as const) {
      for (const ref of children(sectPr, `w:${name}Reference`)) {
        const kind = (ref.attributes['w:type'] ?? 'default') as Kind
        this.#parts.set(`${name} ${kind}`, this.#docx.related(ref.attributes['r:id'] ?? ''))
      }
    }
    const edge = { header: mm(numberOf(margin, 'w:header'), 720), footer: mm(numberOf(margin, 'w:footer'), 720) }
    const marks = (kind: Kind) =>
      (['header', 'footer'] as const).flatMap((name) =>
        numberMarks(this.#parts.get(`${name} ${kind}`) ?? null, name, edge[name], this.#read),
      )
    const titlePage = child(sectPr, 'w:titlePg')
    const hasTitlePage = titlePage !== null && !/^(?:0|false|off)$/.test(titlePage.attributes['w:val'] ?? 'true')
    const other = marks('default')
    return {
      widthMm: round(mm(numberOf(size, 'w:w'), 12_240)),
      heightMm: round(mm(numberOf(size, 'w:h'), 15_840)),
      isLandscape:
        size?.attributes['w:orient'] === 'landscape' || (numberOf(size, 'w:w') ?? 0) > (numberOf(size, 'w:h') ?? 1),
      marginsMm: {
        top: round(Math.abs(mm(numberOf(margin, 'w:top'), 1440))),
        bottom: round(Math.abs(mm(numberOf(margin, 'w:bottom'), 1440))),
        left: round(mm(numberOf(margin, 'w:left'), 1440) + gutter),
        right: round(mm(numberOf(margin, 'w:right'), 1440)),
      },
      firstPage: hasTitlePage ? marks('first') : other,
      otherPages: other,
      hasFirstHeader: this.#parts.has('header first') || this.#parts.has('footer first'),
      numberFormat: child(sectPr, 'w:pgNumType')?.attributes['w:fmt'] ?? 'decimal',
      startsAt: numberOf(child(sectPr, 'w:pgNumType'), 'w:start'),
      node: sectPr,
    }
  }
}
