import { AlignmentType, Document, Packer, Paragraph, type Table, TabStopType, TextRun } from 'docx'
import { textRuns, twips } from '../paper/docx-text.ts'
import { headTable } from '../register/docx-front.ts'
import { documentLines, type HandlingSlip, placeAndDate, type SlipLine, slipBlocks, slipTitle } from './content.ts'

/** The slip as a Word file, to be filled in by keyboard. */
export async function slipDocx(slip: HandlingSlip): Promise<Uint8Array> {
  const whole = twips(210 - 30 - 17)
  const children: (Paragraph | Table)[] = [
    headTable(slip, whole),
    text(placeAndDate(slip), { italics: true, align: AlignmentType.RIGHT, before: 120 }),
    text(slipTitle, { bold: true, size: 15, align: AlignmentType.CENTER, before: 320, after: 240 }),
    ...documentLines(slip).flatMap((line) => lines(line, '', whole)),
  ]
  for (const [index, block] of slipBlocks(slip).entries()) {
    children.push(text(`${index + 1}. ${block.title}`, { bold: true, before: 200, keepNext: true }))
    children.push(...block.lines.flatMap((line) => lines(line, '- ', whole)))
    children.push(text(block.date, { italics: true, align: AlignmentType.CENTER, indent: twips(75), keepNext: true }))
    children.push(
      text(block.name, { bold: true, align: AlignmentType.CENTER, indent: twips(75), before: block.name ? 600 : 700 }),
    )
  }
  const document = new Document({
    creator: 'Văn Khố',
    title: 'Phiếu giải quyết văn bản đến',
    styles: { default: { document: { run: { font: 'Times New Roman', size: 26, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: { left: twips(30), right: twips(17), top: twips(20), bottom: twips(18) },
          },
        },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

interface Look {
  bold?: boolean
  italics?: boolean
  size?: number
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  before?: number
  after?: number
  indent?: number
  keepNext?: boolean
}

function text(words: string, look: Look): Paragraph {
  return new Paragraph({
    alignment: look.align,
    keepNext: look.keepNext,
    indent: look.indent === undefined ? undefined : { left: look.indent },
    spacing: { before: look.before ?? 60, after: look.after ?? 60 },
    children: textRuns(words, { size: look.size ?? 13, bold: look.bold, italics: look.italics }),
  })
}

/** A label with its value, or with dotted lines (a tab with a leader) for the pen. */
function lines({ label, value, penLines }: SlipLine, bullet: string, whole: number): Paragraph[] {
  const tabStops = [{ type: TabStopType.RIGHT, position: whole, leader: 'dot' as const }]
  const spacing = { before: 60, after: 60 }
  if (value !== '') return [text(`${bullet}${label}: ${value}`, {})]
  const made = [
    new Paragraph({ tabStops, spacing, children: [...textRuns(`${bullet}${label}: `, { size: 13 }), tab()] }),
  ]
  for (let line = 1; line < penLines; line += 1) made.push(new Paragraph({ tabStops, spacing, children: [tab()] }))
  return made
}

function tab(): TextRun {
  return new TextRun({ text: '\t' })
}
