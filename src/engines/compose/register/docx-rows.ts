import { Paragraph, TableCell, TableRow, TextRun } from 'docx'
import JSZip from 'jszip'
import { withoutControls } from '../paper/plain-text.ts'
import { alignOf, isGroup, type RegisterRow, type RegisterSpec } from './spec.ts'
import { printedCells, reasonColumn } from './wording.ts'

/**
 * The rows of a book as WordprocessingML text. `docx` builds an object for every run, which for 20,000 rows takes
 * several gigabytes; it makes the rest of the file, and the rows are set into it as text.
 */

const MARK = 'ROWS-GO-HERE'
const STRUCK = '8C2F22'
const look = { size: 21 }
const gone = { ...look, strike: true, color: STRUCK }

/** Paragraph styles that the rows refer to: alignment (left, center, right) by state. */
export const rowStyles = (['left', 'center', 'right'] as const).flatMap((alignment) => [
  { id: `row-${alignment}`, name: `Row ${alignment}`, run: look, paragraph: { alignment } },
  { id: `sum-${alignment}`, name: `Sum ${alignment}`, run: { ...look, bold: true }, paragraph: { alignment } },
  { id: `gone-${alignment}`, name: `Cancelled ${alignment}`, run: gone, paragraph: { alignment } },
  {
    id: `why-${alignment}`,
    name: `Cancelled why ${alignment}`,
    run: { ...look, italics: true, color: STRUCK },
    paragraph: { alignment },
  },
  {
    id: `group-${alignment}`,
    name: `Group ${alignment}`,
    run: { ...look, bold: true },
    paragraph: { alignment, keepNext: true },
  },
])

/** A row that `withRows` replaces. */
export function markedRow(columns: number): TableRow {
  const children = [new Paragraph({ children: [new TextRun(MARK)] })]
  return new TableRow({ children: [new TableCell({ columnSpan: columns, children })] })
}

/** One row; it does not break across pages. `widths` in twentieths of a point. */
export function rowXml(spec: RegisterSpec, row: RegisterRow, widths: number[]): string {
  const cells: string[] = []
  if (isGroup(row)) cells.push(cell(row.group, sum(widths), 'group-left', widths.length))
  else {
    const printed = printedCells(spec, row)
    const reason = reasonColumn(spec)
    const texts = printed.kind === 'cells' ? printed.texts : printed.before
    for (const [index, text] of texts.entries()) {
      const isReason = row.cancelled !== undefined && printed.kind === 'cells' && index === reason
      const state = isReason ? 'why' : row.cancelled ? 'gone' : row.emphasis ? 'sum' : 'row'
      cells.push(cell(text, widths[index]!, `${state}-${alignOf(spec.columns[index]!)}`))
    }
    if (printed.kind === 'gap')
      cells.push(cell(printed.reason, sum(widths.slice(texts.length)), 'why-left', widths.length - texts.length))
  }
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`
}

/** Sets the rows in the place of the marked one. @returns the finished file. */
export async function withRows(file: Uint8Array, rows: string[]): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(file)
  const xml = await zip.file('word/document.xml')!.async('string')
  const mark = xml.indexOf(MARK)
  const from = Math.max(xml.lastIndexOf('<w:tr>', mark), xml.lastIndexOf('<w:tr ', mark))
  const to = xml.indexOf('</w:tr>', mark) + '</w:tr>'.length
  const parts = [Buffer.from(xml.slice(0, from))]
  for (let start = 0; start < rows.length; start += 1000)
    parts.push(Buffer.from(rows.slice(start, start + 1000).join('')))
  parts.push(Buffer.from(xml.slice(to)))
  zip.file('word/document.xml', Buffer.concat(parts))
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}

function cell(text: string, width: number, style: string, span = 1): string {
  const merged = span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''
  const shade = style.startsWith('group') ? '<w:shd w:val="clear" w:color="auto" w:fill="F6F3EE"/>' : ''
  return (
    `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>${merged}${shade}</w:tcPr>` +
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs(text)}</w:p></w:tc>`
  )
}

/** Line feeds become breaks, hyphens inside a symbol Word's no-break hyphen (see `textRuns`). */
function runs(text: string): string {
  if (text === '') return ''
  const lines = withoutControls(text).split('\n')
  const written = lines.map((line) =>
    line
      .split(/(?<=[^\s-])-(?=[^\s-])/)
      .map((piece) => `<w:t xml:space="preserve">${escaped(piece)}</w:t>`)
      .join('<w:noBreakHyphen/>'),
  )
  return `<w:r>${written.join('<w:br/>')}</w:r>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
