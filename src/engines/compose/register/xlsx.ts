import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { mm } from '../paper/paper.ts'
import { withoutControls } from '../paper/plain-text.ts'
import { columnEdges } from './pdf-table.ts'
import {
  alignOf,
  type CellValue,
  type ClosingFacts,
  cellText,
  type EntryRow,
  isGroup,
  type Leaf,
  type RegisterColumn,
  type RegisterRow,
  type RegisterRows,
  type RegisterSpec,
  Tally,
} from './spec.ts'
import {
  bodyName,
  closingLine,
  coverLines,
  motto,
  nationalTitle,
  partyTitle,
  printedCells,
  reasonColumn,
} from './wording.ts'

const FONT = 'Times New Roman'
/** Stands where the pages are counted: a spreadsheet has none. */
const DOTS = '…………'
const STRUCK = 'FF8C2F22'
const thin = { style: 'thin', color: { argb: 'FF555555' } } as const
const borders = { top: thin, left: thin, bottom: thin, right: thin }

/**
 * Prints a register as XLSX: a cover sheet (books) and a sheet set up for A4 or A3 with the head repeated, real dates, and nothing that a
 * spreadsheet could take for a formula. Rows are written as they come.
 */
export async function registerXlsx(spec: RegisterSpec, rows: RegisterRows): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: true })
  const created = new Date(spec.createdAt ?? '2000-01-01T00:00:00Z')
  Object.assign(book, { creator: 'Văn Khố', title: spec.title, created, modified: created })

  const isBook = spec.form === 'book'
  const widths = columnWidths(spec)
  // The cover comes first and is written last: its numbers come from the rows.
  const cover = isBook ? book.addWorksheet('Bìa', { pageSetup: pageSetup(spec) }) : null
  for (const leaf of spec.leaves ?? []) writeLeaf(addPage(book, spec, leaf.title, widths), spec, leaf, widths)
  const headRow = isBook ? 1 : frontLines(spec, null).length + 1
  const lastHead = headRow + (spec.columnNumbers ? 1 : 0)
  const sheet = book.addWorksheet(sheetName(spec.title), {
    pageSetup: { ...pageSetup(spec), printTitlesRow: `${headRow}:${lastHead}` },
    headerFooter: { oddFooter: '&R&"Times New Roman,Regular"&9Trang &P/&N' },
    // A list's own head is too tall to stand still above its rows.
    views: isBook ? [{ state: 'frozen', ySplit: lastHead, xSplit: 0 }] : [],
  })
  sheet.columns = spec.columns.map((column, index) => ({ key: column.key, width: widths[index]! }))
  if (!isBook) writeFront(sheet, spec, null)
  writeHead(sheet, spec)

  const tally = new Tally(spec)
  for await (const row of rows) {
    tally.add(row)
    writeRow(sheet, spec, row, widths)
    if (tally.rows % 500 === 0) await setImmediate()
  }
  const facts = tally.facts(0)
  if (cover) {
    cover.columns = widths.map((width) => ({ width }))
    writeFront(cover, spec, facts)
    cover.commit()
  }
  const line = closingLine(spec, facts, DOTS)
  sheet.addRow([]).commit()
  if (line !== null) writeWide(sheet, spec, line, { italic: true })
  if (!spec.certificate) writeSignatures(sheet, spec)
  sheet.commit()
  if (spec.certificate) {
    const { title, lines } = spec.certificate
    const last = addPage(book, spec, title, widths)
    writeWide(last, spec, title, { bold: true, size: 16, height: 40, align: 'center' })
    for (const words of lines(facts, DOTS)) writeParagraph(last, spec, words, widths)
    last.addRow([]).commit()
    writeSignatures(last, spec)
    last.commit()
  }
  await book.commit()
  return new Uint8Array(Buffer.concat(chunks))
}

/** A further sheet, as wide as the table. */
function addPage(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  spec: RegisterSpec,
  title: string,
  widths: readonly number[],
): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(sheetName(title), { pageSetup: pageSetup(spec) })
  sheet.columns = widths.map((width) => ({ width }))
  return sheet
}

function writeLeaf(sheet: ExcelJS.Worksheet, spec: RegisterSpec, leaf: Leaf, widths: readonly number[]): void {
  writeWide(sheet, spec, leaf.title, { bold: true, size: 15, height: 40, align: 'center' })
  for (const paragraph of leaf.text.split(/\n+/)) writeParagraph(sheet, spec, paragraph.trim(), widths)
  sheet.commit()
}

/** A row is at most 409 points high: a longer paragraph goes on in the next one. */
function writeParagraph(sheet: ExcelJS.Worksheet, spec: RegisterSpec, text: string, widths: readonly number[]): void {
  const width = widths.reduce((sum, one) => sum + one, 0)
  for (const [part] of text.matchAll(/.{1,1500}(?:\s+|$)|.{1,1500}/gsu))
    writeWide(sheet, spec, part.trim(), { height: Math.min(409, linesIn(part, width) * 17 + 4) })
}

function pageSetup(spec: RegisterSpec): Partial<ExcelJS.PageSetup> {
  return {
    paperSize: (spec.paper === 'A3' ? 8 : 9) as ExcelJS.PaperSize,
    orientation: spec.orientation ?? 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: 0.79, right: 0.47, top: 0.6, bottom: 0.63, header: 0.3, footer: 0.3 },
  }
}

/** A text that Excel, LibreOffice or a later CSV export could take for a formula (OWASP: = + - @ tab, carriage return). */
export function looksLikeFormula(text: string): boolean {
  return /^[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/u.test(text)
}

interface FrontLine {
  text: string
  bold?: boolean
  italic?: boolean
  size?: number
  /** In points; as high as its type when left out. */
  height?: number
}

function frontLines(spec: RegisterSpec, facts: ClosingFacts | null): FrontLine[] {
  const lines: FrontLine[] = []
  if (spec.regime === 'state') lines.push({ text: nationalTitle, bold: true }, { text: motto, bold: true })
  else lines.push({ text: partyTitle, bold: true })
  if (spec.parentOrganization) lines.push({ text: bodyName(spec.parentOrganization) })
  lines.push({ text: bodyName(spec.organization), bold: true }, facts ? { text: '', height: 130 } : { text: '' })
  lines.push({ text: spec.title, bold: true, ...(facts ? { size: 24, height: 48 } : { size: 16 }) })
  if (spec.subtitle) lines.push({ text: spec.subtitle, italic: true })
  if (facts) for (const text of coverLines(spec, facts)) lines.push({ text, size: 14, height: 26 })
  for (const [label, value] of spec.facts ?? []) lines.push({ text: `${label}: ${value}` })
  if (spec.legalBasis) lines.push({ text: spec.legalBasis, italic: true, size: 10 })
  lines.push({ text: '' })
  return lines
}

function writeFront(sheet: ExcelJS.Worksheet, spec: RegisterSpec, facts: ClosingFacts | null): void {
  for (const line of frontLines(spec, facts)) writeWide(sheet, spec, line.text, { ...line, align: 'center' })
}

function writeWide(
  sheet: ExcelJS.Worksheet,
  spec: RegisterSpec,
  text: string,
  style: { bold?: boolean; italic?: boolean; size?: number; height?: number; align?: 'left' | 'center' },
): void {
  const row = sheet.addRow([])
  if (style.height) row.height = style.height
  const cell = row.getCell(1)
  setText(cell, text)
  cell.font = { name: FONT, size: style.size ?? 12, bold: style.bold ?? false, italic: style.italic ?? false }
  cell.alignment = { horizontal: style.align ?? 'left', vertical: 'middle', wrapText: true }
  sheet.mergeCells(row.number, 1, row.number, spec.columns.length)
  row.commit()
}

function writeHead(sheet: ExcelJS.Worksheet, spec: RegisterSpec): void {
  const head = sheet.addRow(spec.columns.map((column) => column.title))
  head.height = 46
  head.eachCell((cell) => {
    cell.font = { name: FONT, size: 11, bold: true }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = borders
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFECE6' } }
  })
  head.commit()
  if (!spec.columnNumbers) return
  const numbers = sheet.addRow(spec.columns.map((_, index) => `(${index + 1})`))
  numbers.eachCell((cell) => {
    cell.font = { name: FONT, size: 9, italic: true }
    cell.alignment = { horizontal: 'center' }
    cell.border = borders
  })
  numbers.commit()
}

function writeRow(sheet: ExcelJS.Worksheet, spec: RegisterSpec, row: RegisterRow, widths: number[]): void {
  if (isGroup(row)) {
    const heading = sheet.addRow([])
    setText(heading.getCell(1), row.group)
    heading.getCell(1).font = { name: FONT, size: 11, bold: true }
    heading.getCell(1).border = borders
    sheet.mergeCells(heading.number, 1, heading.number, spec.columns.length)
    heading.commit()
    return
  }
  const line = sheet.addRow([])
  const printed = printedCells(spec, row)
  const struck = row.cancelled !== undefined
  const texts = printed.kind === 'cells' ? printed.texts : [...printed.before, printed.reason]
  const reason = printed.kind === 'cells' ? reasonColumn(spec) : printed.before.length
  let lines = 1
  for (const [index, column] of spec.columns.entries()) {
    const cell = line.getCell(index + 1)
    const text = texts[index] ?? ''
    const isReason = struck && index === reason
    writeValue(cell, spec, column, row, text, isReason)
    cell.font = {
      name: FONT,
      size: 11,
      bold: row.emphasis ?? false,
      italic: isReason,
      strike: struck && !isReason,
      ...(struck ? { color: { argb: STRUCK } } : {}),
    }
    cell.alignment = { vertical: 'top', horizontal: alignOf(column), wrapText: true }
    cell.border = borders
    if (printed.kind === 'cells') lines = Math.max(lines, linesIn(text, widths[index]!))
  }
  if (printed.kind === 'gap') sheet.mergeCells(line.number, reason + 1, line.number, spec.columns.length)
  line.height = Math.min(409, Math.max(1, lines) * 15 + 4)
  line.commit()
}

function writeValue(
  cell: ExcelJS.Cell,
  spec: RegisterSpec,
  column: RegisterColumn,
  row: EntryRow,
  text: string,
  isReason: boolean,
): void {
  const value: CellValue = row.cells[column.key]
  if (!isReason && column.kind === 'date' && typeof value === 'string' && isWholeDate(value)) {
    cell.value = new Date(`${value}T00:00:00Z`)
    cell.numFmt = 'dd/mm/yyyy'
  } else if (
    !isReason &&
    column.kind === 'instant' &&
    value !== null &&
    value !== undefined &&
    text !== String(value)
  ) {
    const time = typeof value === 'number' ? value : Date.parse(value)
    // Excel knows no zones: the clock of Vietnam (UTC+7, no summer time) is written.
    cell.value = new Date(time + 7 * 3_600_000)
    cell.numFmt = 'dd/mm/yyyy hh:mm:ss'
  } else if (!isReason && typeof value === 'number' && (column.kind === 'number' || column.key === spec.numberColumn)) {
    cell.value = value
    cell.numFmt = column.kind === 'number' ? '#,##0.##' : '00'
    if (column.kind === 'number' && Number.isInteger(value)) cell.numFmt = '#,##0'
  } else if (text !== '') setText(cell, text)
}

/** Text stays text: the cell's type is string and its format "@", so that typing in it again makes no formula either. */
function setText(cell: ExcelJS.Cell, text: string): void {
  // A cell takes 32,767 characters.
  const clean = withoutControls(text).slice(0, 32_767)
  cell.value = clean
  if (looksLikeFormula(clean)) cell.numFmt = '@'
}

function writeSignatures(sheet: ExcelJS.Worksheet, spec: RegisterSpec): void {
  const places = spec.signatures ?? []
  if (places.length === 0) return
  const share = Math.max(1, Math.floor(spec.columns.length / places.length))
  const line = (text: (index: number) => string | undefined, bold: boolean, italic: boolean) => {
    const row = sheet.addRow([])
    for (const index of places.keys()) {
      const from = index * share + 1
      const to = index === places.length - 1 ? Math.max(from, spec.columns.length) : from + share - 1
      const cell = row.getCell(from)
      setText(cell, text(index) ?? '')
      cell.font = { name: FONT, size: 12, bold, italic }
      cell.alignment = { horizontal: 'center', vertical: 'top', wrapText: true }
      if (to > from) sheet.mergeCells(row.number, from, row.number, to)
    }
    row.commit()
  }
  if (spec.placeDate) line((index) => (index === places.length - 1 ? spec.placeDate : ''), false, true)
  line((index) => places[index]!.authority, true, false)
  line((index) => places[index]!.position, true, false)
  line((index) => places[index]!.hint, false, true)
  for (let blank = 0; blank < 4; blank += 1) sheet.addRow([]).commit()
  line((index) => places[index]!.name, true, false)
}

function isWholeDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && cellText(value, 'date') !== value && value >= '1900-03-01'
}

/** Column widths in Excel's characters; one is about 1.9 mm at this font. */
function columnWidths(spec: RegisterSpec): number[] {
  const lying = (spec.orientation ?? 'landscape') === 'landscape'
  const paper = spec.paper === 'A3' ? (lying ? 420 : 297) : lying ? 297 : 210
  const edges = columnEdges(spec, { left: 0, right: mm(paper - 32) })
  return spec.columns.map((_, index) => Math.max(6, (edges[index + 1]! - edges[index]!) / mm(1.9)))
}

/** Lines of a text in a column: broken between words; a letter of this font is a little narrower than Excel's character. */
function linesIn(text: string, width: number): number {
  const room = width / 0.94
  let lines = 0
  for (const paragraph of text.split('\n')) {
    lines += 1
    let used = 0
    for (const { length } of paragraph.split(' ')) {
      if (used > 0 && used + 1 + length > room) {
        lines += 1
        used = 0
      }
      used += (used > 0 ? 1 : 0) + length
      // A word wider than its column is torn by the spreadsheet.
      for (; used > room; used -= room) lines += 1
    }
  }
  return lines
}

/** Excel's rule for sheet names: at most 31 characters, none of \ / ? * [ ] : and no apostrophe at the ends. */
function sheetName(title: string): string {
  const name = title
    .replace(/[\\/?*[\]:']/g, ' ')
    .trim()
    .slice(0, 31)
  return name === '' ? 'Sổ' : name
}
