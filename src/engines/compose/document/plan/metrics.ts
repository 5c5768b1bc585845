/** Widths of words in the fonts that both files are set in, measured once per process. */
import type { Face } from '../../paper/faces.ts'
import { balanced, type Measure } from '../../paper/lines.ts'
import { Paper } from '../../paper/paper.ts'
import type { Span } from '../sheet.ts'

let paper: Paper | null = null

/** A function that measures text in points. */
export function measureOf(face: Face, sizePt: number): Measure {
  paper ??= new Paper()
  return paper.measure(face, sizePt)
}

export const faceOf = ({ isBold, isItalic }: Pick<Span, 'isBold' | 'isItalic'>): Face =>
  isBold ? (isItalic ? 'boldItalic' : 'bold') : isItalic ? 'italic' : 'regular'

export const widthOf = (span: Span, sizePt: number): number => measureOf(faceOf(span), sizePt)(span.text)

/** A centred name in lines of about one length, the author's own breaks kept. */
export function inLines(span: Span, sizePt: number, widthPt: number): { span: Span; longest: number; last: number } {
  const measure = measureOf(faceOf(span), sizePt)
  const lines = span.text.split('\n').flatMap((text) => balanced(text, widthPt, measure))
  const widths = lines.map(measure)
  return { span: { ...span, text: lines.join('\n') }, longest: Math.max(...widths), last: widths.at(-1)! }
}

/** A line of a third to a half of the text above it (NĐ 30/2020 PL I.II.2, II.5), right for its longest and its last line. */
export const partRule = ({ longest, last }: { longest: number; last: number }): number =>
  Math.min(Math.max(0.4 * longest, 0.34 * last), Math.max(0.5 * last, 0.34 * longest))
