/** The Word file of a document: styles, tables without borders for what stands side by side, a section for every sheet. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeightRule,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import JSZip from 'jszip'
import { noBorders } from '../../paper/docx-text.ts'
import { POINTS_PER_MM } from '../plan/facts.ts'
import { type Grid, type Halves, type Item, type Para, type Sheet, type Sheets, textOf } from '../sheet.ts'
import { twipsOf, twipsOfMm, Writer } from './paragraphs.ts'

export async function writeDocx(sheets: Sheets, createdAt: string): Promise<Uint8Array> {
  const writer = new Writer(sheets)
  const sections = sheets.sheets.map((sheet) => section(writer, sheets, sheet))
  const document = new Document({
    creator: sheets.author,
    lastModifiedBy: sheets.author,
    title: sheets.title,
    styles: {
      default: {
        document: { run: { font: sheets.page.font, size: 28, language: { value: 'vi-VN' } } },
      },
      paragraphStyles: writer.styles(),
    },
    sections,
  })
  return dated(await Packer.toBuffer(document), createdAt)
}

/** The same content at the same instant gives the same bytes: the library writes the time of day. */
async function dated(bytes: Uint8Array, createdAt: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes)
  const instant = new Date(createdAt)
  const core = 'docProps/core.xml'
  const text = await zip.file(core)!.async('string')
  const stamp = `${instant.toISOString().slice(0, 19)}Z`
  zip.file(core, text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`))
  for (const file of Object.values(zip.files)) file.date = instant
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

function section(writer: Writer, { page }: Sheets, sheet: Sheet): ISectionOptions {
  const { widthMm, heightMm, marginsMm, pageNumber } = page
  const across = sheet.isLandscape ? heightMm : widthMm
  const room = (across - marginsMm.left - marginsMm.right) * POINTS_PER_MM
  const children: FileChild[] = []
  if (sheet.head) children.push(halvesTable(writer, sheet.head, room, true))
  const items = sheet.tail ? heldTogether(sheet.items) : sheet.items
  items.forEach((item, i) => {
    children.push(...(item.kind === 'grid' ? grid(writer, item, room, items[i + 1]) : writer.write(item, room)))
  })
  if (sheet.tail) {
    const isTall = sheet.tail.rows.some((row) => row.left.length > TALL)
    children.push(halvesTable(writer, sheet.tail, room, !isTall), flat())
  } else if (items.at(-1)?.kind === 'grid') children.push(flat())
  const numbers = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0 },
    children: [new TextRun({ size: pageNumber.sizePt * 2, children: [PageNumber.CURRENT] })],
  })
  const contact = sheet.contact
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: twipsOfMm(widthMm),
          height: twipsOfMm(heightMm),
          orientation: sheet.isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twipsOfMm(marginsMm.top),
          bottom: twipsOfMm(marginsMm.bottom),
          left: twipsOfMm(marginsMm.left),
          right: twipsOfMm(marginsMm.right),
          header: twipsOfMm(pageNumber.fromTopMm),
          footer: twipsOfMm(FOOTER_MM),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: { default: new Header({ children: [numbers] }), first: new Header({ children: [flat()] }) },
    ...(contact
      ? {
          footers: {
            first: new Footer({ children: [line(), ...writer.write(contact, room)] }),
            default: new Footer({ children: [flat()] }),
          },
        }
      : {}),
    children,
  }
}

/** From the lower edge of the paper, where an address stands at the foot of page 1. */
const FOOTER_MM = 8
/** Recipients that no page holds beside the signature: the list may break then. */
const TALL = 50

/** A paragraph that takes no room: Word wants one after a table. */
const flat = () =>
  new Paragraph({
    spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
    run: { size: 2 },
  })

const line = () =>
  new Paragraph({
    spacing: { before: 0, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: 'auto' } },
  })

/** The last two lines of the text stay with the signature (practice under NĐ 30/2020). */
function heldTogether(items: readonly Item[]): Item[] {
  const held = [...items]
  const keep = (para: Para): Para => ({ ...para, keepNext: true })
  const last = held.at(-1)
  if (last?.kind === 'para') {
    held[held.length - 1] = keep(last)
    const before = held.at(-2)
    if (textOf(last).length < 90 && before?.kind === 'para') held[held.length - 2] = keep(before)
  }
  return held
}

function halvesTable(writer: Writer, halves: Halves, room: number, isWhole: boolean): Table {
  const left = halves.leftMm * POINTS_PER_MM
  const widths = [left, room - left]
  const gaps = [halves.gapMm * POINTS_PER_MM, 0]
  const rows = halves.rows.map(
    (row, i) =>
      new TableRow({
        cantSplit: isWhole,
        children: [row.left, row.right].map(
          (paras, side) =>
            new TableCell({
              borders: noBorders,
              width: { size: twipsOf(widths[side]!), type: WidthType.DXA },
              margins: { left: 0, right: twipsOf(gaps[side]!), top: 0, bottom: 0 },
              children:
                paras.length === 0
                  ? [flat()]
                  : paras.flatMap((para) =>
                      writer.write(
                        i < halves.rows.length - 1 ? { ...para, keepNext: true } : para,
                        widths[side]! - gaps[side]!,
                      ),
                    ),
            }),
        ),
      }),
  )
  return new Table({
    rows,
    columnWidths: widths.map(twipsOf),
    width: { size: twipsOf(room), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
  })
}

function grid(writer: Writer, { columns, head, rows }: Grid, room: number, next: Item | undefined): FileChild[] {
  const widths = columns.map((share) => share * room)
  const row = (cells: readonly Para[], isHead: boolean) =>
    new TableRow({
      cantSplit: true,
      tableHeader: isHead,
      height: { value: twipsOf(20), rule: HeightRule.ATLEAST },
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: twipsOf(widths[i]!), type: WidthType.DXA },
            margins: { left: 80, right: 80, top: 40, bottom: 40 },
            children: writer.write(isHead ? { ...cell, keepNext: true } : cell, widths[i]! - 8),
          }),
      ),
    })
  const table = new Table({
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
    columnWidths: widths.map(twipsOf),
    width: { size: twipsOf(room), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  })
  // two tables in a row would become one, and the text after a table keeps its distance
  return next === undefined ? [table] : [table, spacer()]
}

const spacer = () =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: LineRuleType.EXACT }, run: { size: 2 } })
