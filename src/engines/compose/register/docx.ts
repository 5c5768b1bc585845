import { setImmediate } from 'node:timers/promises'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { noBorders, textRuns, twips } from '../paper/docx-text.ts'
import { headTable, paragraph } from './docx-front.ts'
import { markedRow, rowStyles, rowXml, withRows } from './docx-rows.ts'
import { columnEdges } from './pdf-table.ts'
import { type Certificate, type ClosingFacts, type RegisterRows, type RegisterSpec, Tally } from './spec.ts'
import { closingLine, coverLines } from './wording.ts'

/** Stands in the closing line where the pages are counted. */
const PAGES = '{pages}'

/**
 * Prints a register as DOCX: cover and table with the head repeated, rows that do not break across pages, symbols held
 * together by no-break hyphens. The program that opens it counts the pages: the closing line stands on the last page, and
 * its number is the count. (Word alone knows a field for the pages of a section; LibreOffice prints nothing for it.)
 */
export async function registerDocx(spec: RegisterSpec, rows: RegisterRows): Promise<Uint8Array> {
  const lying = (spec.orientation ?? 'landscape') === 'landscape'
  const [short, long] = spec.paper === 'A3' ? [297, 420] : [210, 297]
  const width = lying ? long : short
  const margins = { left: 20, right: 12, top: 19, bottom: 16 }
  const edges = columnEdges(spec, { left: 0, right: ((width - margins.left - margins.right) / 25.4) * 72 })
  const widths = spec.columns.map((_, index) => Math.round((edges[index + 1]! - edges[index]!) * 20))

  const table = new Table({
    rows: [...headRows(spec, widths), markedRow(widths.length)],
    columnWidths: widths,
    width: { size: widths.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...ruled, insideHorizontal: line, insideVertical: line },
    margins: { left: 60, right: 60, top: 40, bottom: 40 },
  })
  const page = {
    // `docx` swaps width and height itself when the page lies on its side.
    size: {
      width: twips(short),
      height: twips(long),
      orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      left: twips(margins.left),
      right: twips(margins.right),
      top: twips(margins.top),
      bottom: twips(margins.bottom),
    },
  }
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: textRuns('Trang ', {
          size: 9,
          children: [PageNumber.CURRENT],
        }),
      }),
    ],
  })
  // The rows are written as they come; what is counted while they pass (closing line, numbers on the cover) needs them first.
  const tally = new Tally(spec)
  const written: string[] = []
  for await (const row of rows) {
    tally.add(row)
    written.push(rowXml(spec, row, widths))
    if (tally.rows % 500 === 0) await setImmediate()
  }
  const facts = tally.facts(0)
  const closing = closingLine(spec, facts, PAGES)
  const heads = () => [
    headTable(
      spec,
      widths.reduce((sum, size) => sum + size, 0),
    ),
  ]
  const body = [
    ...leaves(spec),
    table,
    ...(closing === null ? [] : [countedParagraph(closing, { size: 12, italics: true }, 12)]),
    ...(spec.certificate ? [paragraph('', { size: 2, pageBreakBefore: true }), ...heads()] : []),
    ...(spec.certificate ? certificate(spec.certificate, facts) : []),
    ...signatures(spec, widths),
  ]
  const sections: ISectionOptions[] =
    spec.form === 'book'
      ? [
          { properties: { page }, children: [...heads(), ...cover(spec, facts)] },
          {
            properties: { page: { ...page, pageNumbers: { start: 1 } } },
            footers: { default: footer },
            children: body,
          },
        ]
      : [{ properties: { page }, footers: { default: footer }, children: [...heads(), ...listHead(spec), ...body] }]
  const document = new Document({
    creator: 'Văn Khố',
    title: spec.title,
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: 24, language: { value: 'vi-VN' } } } },
      paragraphStyles: rowStyles,
    },
    sections,
  })
  return withRows(await Packer.toBuffer(document), written)
}

/** A line in which the number of the page stands for the count of pages. `before` in points. */
function countedParagraph(line: string, style: { size: number; italics?: boolean }, above: number): Paragraph {
  const [before = '', after] = line.split(PAGES)
  const counted = after === undefined ? [] : textRuns('', { ...style, children: [PageNumber.CURRENT] })
  return new Paragraph({
    // With the signatures, which may need a new page: this one must be the last.
    keepNext: true,
    spacing: { before: above * 20 },
    children: [...textRuns(before, style), ...counted, ...textRuns(after ?? '', style)],
  })
}

function leaves(spec: RegisterSpec): Paragraph[] {
  const pages = (spec.leaves ?? []).flatMap((leaf, index) => [
    paragraph(leaf.title, { align: 'center', bold: true, size: 15, after: 12, pageBreakBefore: index > 0 }),
    ...leaf.text.split(/\n+/).map((line) => paragraph(line.trim(), { size: 13, after: 4 })),
  ])
  return pages.length > 0 ? [...pages, paragraph('', { size: 2, pageBreakBefore: true })] : []
}

function certificate(of: Certificate, facts: ClosingFacts): Paragraph[] {
  return [
    paragraph(of.title, { align: 'center', bold: true, size: 16, before: 40, after: 12 }),
    ...of.lines(facts, PAGES).map((line) => countedParagraph(line, { size: 13 }, 4)),
  ]
}

function cover(spec: RegisterSpec, facts: ReturnType<Tally['facts']>): Paragraph[] {
  const lines = [paragraph(spec.title, { align: 'center', bold: true, size: 26, before: 130, after: 12 })]
  if (spec.subtitle) lines.push(paragraph(spec.subtitle, { align: 'center', italics: true, size: 15, after: 10 }))
  for (const line of coverLines(spec, facts)) lines.push(paragraph(line, { align: 'center', size: 15, after: 9 }))
  if (spec.legalBasis)
    lines.push(paragraph(spec.legalBasis, { align: 'center', italics: true, size: 10.5, before: 60 }))
  return lines
}

function listHead(spec: RegisterSpec): Paragraph[] {
  const lines = [paragraph(spec.title, { align: 'center', bold: true, size: 15, before: 18 })]
  if (spec.subtitle) lines.push(paragraph(spec.subtitle, { align: 'center', italics: true, size: 13 }))
  if (spec.legalBasis) lines.push(paragraph(spec.legalBasis, { align: 'center', italics: true, size: 10.5 }))
  for (const [label, value] of spec.facts ?? []) lines.push(paragraph(`${label}: ${value}`, { size: 11 }))
  lines.push(paragraph('', { size: 6 }))
  return lines
}

function headRows(spec: RegisterSpec, widths: number[]): TableRow[] {
  const row = (texts: string[], style: CellStyle) =>
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: texts.map((text, index) => headCell(text, widths[index]!, style)),
    })
  const heads = [
    row(
      spec.columns.map((column) => column.title),
      { bold: true, fill: 'EFECE6' },
    ),
  ]
  if (spec.columnNumbers)
    heads.push(
      row(
        spec.columns.map((_, index) => `(${index + 1})`),
        { italics: true, size: 9 },
      ),
    )
  return heads
}

interface CellStyle {
  size?: number
  bold?: boolean
  italics?: boolean
  fill?: string
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '555555' } as const
const ruled = { top: line, bottom: line, left: line, right: line }

function headCell(text: string, width: number, style: CellStyle): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    shading: style.fill ? { fill: style.fill } : undefined,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: textRuns(text, { size: style.size ?? 10.5, bold: style.bold, italics: style.italics }),
      }),
    ],
  })
}

function signatures(spec: RegisterSpec, widths: number[]): (Paragraph | Table)[] {
  const places = spec.signatures ?? []
  if (places.length === 0) return []
  const whole = widths.reduce((sum, size) => sum + size, 0)
  const share = Math.floor(whole / places.length)
  const center = { align: 'center' } as const
  const cells = places.map((place, index) => {
    const isLast = index === places.length - 1
    const lines = [paragraph(spec.placeDate && isLast ? spec.placeDate : '', { ...center, italics: true, before: 6 })]
    if (place.authority) lines.push(paragraph(place.authority, { ...center, bold: true }))
    lines.push(paragraph(place.position, { ...center, bold: true }))
    if (place.hint) lines.push(paragraph(place.hint, { ...center, italics: true, size: 11 }))
    lines.push(paragraph(place.name ?? '', { ...center, bold: true, before: 60 }))
    return new TableCell({ children: lines, borders: noBorders, width: { size: share, type: WidthType.DXA } })
  })
  // Word joins tables that touch, and wants a paragraph after the last one.
  return [
    paragraph('', { size: 6, keepNext: true }),
    new Table({
      rows: [new TableRow({ cantSplit: true, children: cells })],
      columnWidths: places.map(() => share),
      width: { size: share * places.length, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
    }),
    paragraph('', { size: 6 }),
  ]
}
