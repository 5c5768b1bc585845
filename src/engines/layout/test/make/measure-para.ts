import { widthOf } from './measure.ts'
import type { Para } from './paper.ts'

/** How wide the words of a paragraph would be on one line, in points. */
export const measure = (para: Para): number =>
  para.runs.reduce((sum, run) => sum + widthOf(run.text, run.size, run.bold), 0)
