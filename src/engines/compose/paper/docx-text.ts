import { BorderStyle, NoBreakHyphen, type ParagraphChild, TextRun, UnderlineType } from 'docx'
import { withoutControls } from './plain-text.ts'

/** Millimetres to twentieths of a point. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440)
}

const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const
export const noBorders = { top: none, bottom: none, left: none, right: none }

export interface RunStyle {
  /** Points. */
  size: number
  bold?: boolean
  italics?: boolean
  strike?: boolean
  underline?: boolean
  color?: string
  /** Fields after the text, e.g. the page number. */
  children?: string[]
}

/**
 * Text for Word, in runs: line feeds become breaks and a hyphen inside a symbol such as 15/QĐ-UBND becomes Word's own
 * no-break hyphen, which holds the symbol on one line and still reads, copies and searches as a hyphen.
 */
export function textRuns(text: string, style: RunStyle): ParagraphChild[] {
  const { size, underline, children: fields, ...rest } = style
  const look = {
    ...rest,
    size: Math.round(size * 2),
    ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
  }
  const runs: ParagraphChild[] = []
  for (const [index, line] of withoutControls(text).split('\n').entries()) {
    const children: (string | NoBreakHyphen)[] = []
    for (const [part, piece] of line.split(/(?<=[^\s-])-(?=[^\s-])/).entries()) {
      if (part > 0) children.push(new NoBreakHyphen())
      if (piece !== '') children.push(piece)
    }
    if (children.length > 0 || index > 0)
      runs.push(new TextRun({ ...look, children, break: index > 0 ? 1 : undefined }))
  }
  if (fields) runs.push(new TextRun({ ...look, children: fields }))
  return runs
}
