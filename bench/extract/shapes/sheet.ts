/**
 * A sheet as its author sets it, and the files that authors make of it: PDF, scans, and Word files by several habits.
 * Nothing here knows how the extraction works.
 */
import { createRequire } from 'node:module'
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  Textbox,
  TextRun,
  VerticalAlign,
} from 'docx'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
const tinos = (file: string) => require.resolve(`@expo-google-fonts/tinos/${file}`)
const FONTS = {
  regular: tinos('400Regular/Tinos_400Regular.ttf'),
  bold: tinos('700Bold/Tinos_700Bold.ttf'),
  italic: tinos('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
} as const

export interface Line {
  text: string
  face?: keyof typeof FONTS
  size?: number
}

/** One part of a sheet: two columns side by side, centred lines, running text, or a new page. */
export type Part =
  | { kind: 'columns'; left: Line[]; right: Line[] }
  | { kind: 'centre'; lines: Line[] }
  | { kind: 'text'; lines: string[] }
  | { kind: 'page' }

const MARGIN = { left: 85, right: 43, top: 57, bottom: 57 }
const WIDTH = 595.28
const HEIGHT = 841.89

/**
 * The sheet as a PDF born on a computer.
 * @param say what the text layer holds for each line: itself, or what a bad program makes of it.
 */
export function sheetPdf(parts: readonly Part[]): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: true })
  for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, file)
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
  })
  const inner = WIDTH - MARGIN.left - MARGIN.right
  let y = MARGIN.top
  const newPage = () => {
    doc.addPage()
    y = MARGIN.top
  }
  const write = (line: Line, x: number, width: number, top: number, align: 'center' | 'justify') => {
    doc.font(line.face ?? 'regular').fontSize(line.size ?? 13)
    const height = doc.heightOfString(line.text, { width })
    doc.text(line.text, x, top, { width, align, ...(align === 'justify' ? { indent: 28 } : {}) })
    return height
  }
  for (const part of parts) {
    if (part.kind === 'page') newPage()
    else if (part.kind === 'columns') {
      const [split, gap] = [MARGIN.left - 20 + 205, 8]
      let [a, b] = [y, y]
      for (const line of part.left) a += write(line, MARGIN.left - 20, 205, a, 'center') + 1
      for (const line of part.right) b += write(line, split + gap, WIDTH - split - gap - 30, b, 'center') + 1
      y = Math.max(a, b) + 14
    } else if (part.kind === 'centre') {
      for (const line of part.lines) y += write(line, MARGIN.left, inner, y, 'center') + 1
      y += 8
    } else {
      for (const text of part.lines) {
        doc.font('regular').fontSize(13.5)
        if (y + doc.heightOfString(text, { width: inner }) > HEIGHT - MARGIN.bottom) newPage()
        y += write({ text, size: 13.5 }, MARGIN.left, inner, y, 'justify') + 6
      }
    }
  }
  doc.end()
  return done
}

/** How an author lays out a head in Word. */
export const habits = [
  'table',
  'table-lines',
  'three-columns',
  'tabs',
  'text-boxes',
  'nested-table',
  'one-column',
] as const
export type Habit = (typeof habits)[number]

const run = (line: Line, extra: object = {}) =>
  new TextRun({
    text: line.text,
    bold: line.face === 'bold',
    italics: line.face === 'italic',
    size: Math.round((line.size ?? 13) * 2),
    ...extra,
  })
const centred = (line: Line) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run(line)] })
const cell = (children: (Paragraph | Table)[]) => new TableCell({ children, verticalAlign: VerticalAlign.TOP })

/** Two columns as one author or another sets them. */
function columns(left: Line[], right: Line[], habit: Habit): (Paragraph | Table | Textbox)[] {
  const rows = (cells: (Paragraph | Table)[][][]) =>
    new Table({ rows: cells.map((row) => new TableRow({ children: row.map(cell) })) })
  if (habit === 'table') return [rows([[left.map(centred), right.map(centred)]])]
  if (habit === 'nested-table') return [rows([[[rows([[left.map(centred)]])], [rows([[right.map(centred)]])]]])]
  if (habit === 'three-columns') return [rows([[left.map(centred), [new Paragraph('')], right.map(centred)]])]
  if (habit === 'one-column') return [...right.slice(0, 2), ...left, ...right.slice(2)].map(centred)
  if (habit === 'text-boxes') {
    const box = (lines: Line[]) =>
      new Textbox({ style: { width: '200pt', height: '90pt' }, children: lines.map(centred) })
    return [box(left), box(right)]
  }
  const pairs = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i], right[i]] as const)
  // number and date stand on the last row, side by side
  if (habit === 'table-lines')
    return [rows(pairs.map(([a, b]) => [[centred(a ?? { text: '' })], [centred(b ?? { text: '' })]]))]
  return pairs.map(
    ([a, b]) =>
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: 1900 },
          { type: TabStopType.CENTER, position: 6700 },
        ],
        children: [
          new TextRun({ children: [new Tab()] }),
          run(a ?? { text: '' }),
          new TextRun({ children: [new Tab()] }),
          run(b ?? { text: '' }),
        ],
      }),
  )
}

/** The sheet as a Word file. */
export function sheetDocx(parts: readonly Part[], habit: Habit): Promise<Buffer> {
  const children = parts.flatMap((part): (Paragraph | Table | Textbox)[] => {
    if (part.kind === 'page') return [new Paragraph({ pageBreakBefore: true, children: [] })]
    if (part.kind === 'columns') return [...columns(part.left, part.right, habit), new Paragraph('')]
    if (part.kind === 'centre') return [...part.lines.map(centred), new Paragraph('')]
    return part.lines.map((text) => new Paragraph({ alignment: AlignmentType.JUSTIFIED, children: [run({ text })] }))
  })
  return Packer.toBuffer(new Document({ sections: [{ children: children as Paragraph[] }] }))
}
