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

/**
 * A centred name in lines of about one length, the author's own breaks kept.
 * @param mayBegin whether a line may begin so: `MÔI / TRƯỜNG` would read as the name of another body
 */
export function inLines(
  span: Span,
  sizePt: number,
  widthPt: number,
  mayBegin: (line: string) => boolean = () => true,
): { span: Span; longest: number; last: number } {
  const measure = measureOf(faceOf(span), sizePt)
  const lines = span.text.split('\n').flatMap((text) => {
    for (let width = widthPt; width > widthPt * 0.45; width *= 0.95) {
      const tried = balanced(text, width, measure)
      if (tried.length > 6) break
      if (tried.slice(1).every(mayBegin)) return tried
    }
    return balanced(text, widthPt, measure)
  })
  const widths = lines.map(measure)
  return { span: { ...span, text: lines.join('\n') }, longest: Math.max(...widths), last: widths.at(-1)! }
}

/** A line of a third to a half of the text above it (NĐ 30/2020 PL I.II.2, II.5), right for its longest and its last line. */
export const partRule = ({ longest, last }: { longest: number; last: number }): number =>
  Math.min(Math.max(0.4 * longest, 0.34 * last), Math.max(0.5 * last, 0.34 * longest))
