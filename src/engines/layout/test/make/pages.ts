/** Sections and page numbers: section properties, headers and footers with a PAGE field. */
import { mm, textWidth, twips } from './build.ts'
import type { Paper } from './paper.ts'
import { type Ink, rPr } from './text.ts'

const field = (props: string, way: 'simple' | 'complex', roman: boolean) => {
  const code = roman ? ' PAGE \\* ROMAN ' : ' PAGE   \\* MERGEFORMAT '
  const shown = roman ? 'II' : '2'
  return way === 'simple'
    ? `<w:fldSimple w:instr="${code}"><w:r>${props}<w:t>${shown}</w:t></w:r></w:fldSimple>`
    : `<w:r>${props}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${props}<w:instrText xml:space="preserve">${code}</w:instrText></w:r><w:r>${props}<w:fldChar w:fldCharType="separate"/></w:r><w:r>${props}<w:t>${shown}</w:t></w:r><w:r>${props}<w:fldChar w:fldCharType="end"/></w:r>`
}

const close = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'

/** The content of the header (or footer) that shows the page number. */
export function pageNumberXml(ink: Ink, paper: Paper): string {
  const { look, align, roman } = paper.pageNumber
  const props = rPr(ink, look, ink.base)
  const jc = align === 'left' ? '' : `<w:jc w:val="${align}"/>`
  const way = ink.build.pageField
  const plain = (kind: 'simple' | 'complex') =>
    `<w:p><w:pPr><w:pStyle w:val="Header"/>${close}${jc}</w:pPr>${field(props, kind, roman)}</w:p>`
  if (way === 'simple') return plain('simple')
  if (way === 'block') {
    return `<w:sdt><w:sdtPr><w:id w:val="-1520543"/><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>${plain('complex')}</w:sdtContent></w:sdt>`
  }
  if (way === 'frame') {
    return `<w:p><w:pPr><w:pStyle w:val="Header"/><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="${align}" w:y="1"/>${close}</w:pPr>${field(props, 'complex', roman)}</w:p><w:p><w:pPr><w:pStyle w:val="Header"/>${close}</w:pPr></w:p>`
  }
  if (way === 'tab' && align === 'center') {
    const middle = twips(textWidth(paper) / 2)
    return `<w:p><w:pPr><w:pStyle w:val="Header"/><w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="center" w:pos="${middle}"/></w:tabs>${close}</w:pPr><w:r><w:tab/></w:r>${field(props, 'complex', roman)}</w:p>`
  }
  return plain('complex')
}

export interface Stories {
  /** Relationship ids. */
  numbered?: string
  empty?: string
  /** The foot of page 1. */
  contact?: string
  place: 'header' | 'footer'
}

export interface SectionPlace {
  first: boolean
  landscape: boolean
  restarts: boolean
  /** Begins a page, goes on below the last section, or is the first. */
  begins?: 'nextPage' | 'continuous'
  /** Two columns of these widths, in points. */
  columns?: { left: number; right: number; gap: number }
}

/** Section properties of the main text, of a heading in two columns, or of an appendix. */
export function sectPr(ink: Ink, paper: Paper, stories: Stories, which: SectionPlace): string {
  const { page, pageNumber } = paper
  const turned = which.landscape || (which.first && page.landscape)
  const [width, height] = turned ? [page.height, page.width] : [page.width, page.height]
  const size = (length: number) => twips(mm(length))
  const reference = (type: string, id?: string) =>
    id ? `<w:${stories.place}Reference w:type="${type}" r:id="${id}"/>` : ''
  const heads = which.first && which.begins !== 'continuous'
  const referenced = heads || ink.build.sections === 'repeat'
  const columns = which.columns
    ? `<w:cols w:num="2" w:space="0" w:equalWidth="0"><w:col w:w="${twips(which.columns.left)}" w:space="${twips(which.columns.gap)}"/><w:col w:w="${twips(which.columns.right)}"/></w:cols>`
    : '<w:cols w:space="720"/>'
  const hides = !pageNumber.onFirst
  return `<w:sectPr>${referenced ? reference('default', stories.numbered) + (hides ? reference('first', stories.empty) : '') : ''}${heads && stories.contact ? `<w:footerReference w:type="first" r:id="${stories.contact}"/>` : ''}${which.begins ? `<w:type w:val="${which.begins}"/>` : ''}<w:pgSz w:w="${size(width)}" w:h="${size(height)}"${turned ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${size(page.top)}" w:right="${size(page.right)}" w:bottom="${size(page.bottom)}" w:left="${size(page.left)}" w:header="${size(page.header)}" w:footer="${size(Math.min(page.header, 12))}" w:gutter="0"/>${which.restarts ? '<w:pgNumType w:start="1"/>' : ''}${columns}${hides ? '<w:titlePg/>' : ''}</w:sectPr>`
}
