import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import { noBorders, textRuns } from '../paper/docx-text.ts'
import type { Heads } from './spec.ts'
import { bodyName, motto, nationalTitle, partyTitle } from './wording.ts'

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

export interface LineStyle {
  size?: number
  bold?: boolean
  italics?: boolean
  align?: keyof typeof alignments
  before?: number
  after?: number
  /** Stays on the page of the next paragraph. */
  keepNext?: boolean
  pageBreakBefore?: boolean
}

/** One paragraph in one look; `before` and `after` in points. */
export function paragraph(text: string, style: LineStyle = {}): Paragraph {
  return new Paragraph({
    alignment: alignments[style.align ?? 'left'],
    keepNext: style.keepNext,
    pageBreakBefore: style.pageBreakBefore,
    spacing: { before: (style.before ?? 0) * 20, after: (style.after ?? 0) * 20 },
    children: textRuns(text, { size: style.size ?? 12, bold: style.bold, italics: style.italics }),
  })
}

/** Names at the left, the regime's title at the right, as `drawHeads` does on paper. `whole` in twentieths of a point. */
export function headTable(spec: Heads, whole: number): Table {
  const state = spec.regime === 'state'
  const center = { align: 'center' } as const
  const left = [
    ...(spec.parentOrganization ? [paragraph(bodyName(spec.parentOrganization), center)] : []),
    paragraph(bodyName(spec.organization), { ...center, bold: true }),
    ...(state ? [] : [paragraph('*', center)]),
  ]
  const right = state
    ? [paragraph(nationalTitle, { ...center, bold: true }), underlined(motto, 13)]
    : [underlined(partyTitle, 15)]
  const halves = [Math.round(whole * 0.44), whole - Math.round(whole * 0.44)]
  const cells = [left, right].map(
    (children, index) =>
      new TableCell({ children, borders: noBorders, width: { size: halves[index]!, type: WidthType.DXA } }),
  )
  return new Table({
    rows: [new TableRow({ children: cells })],
    columnWidths: halves,
    width: { size: whole, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
  })
}

/** Tiêu ngữ and the Party's title carry a rule of their own length: in Word an underline does that. */
function underlined(text: string, size: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: textRuns(text, { size, bold: true, underline: true }),
  })
}
