/** The ways authors build the same page in Word: independent choices, none of which changes what is seen on paper. */
import type { Paper } from './paper.ts'
import { type Random, randomOf } from './random.ts'

const ways = {
  /** How the two columns of the heading stand beside each other. */
  header: ['table', 'table', 'rows', 'rows', 'two-tables', 'breaks', 'merged', 'tabs', 'boxes', 'columns'],
  /** How a line below a text is made. NĐ 30's own templates use `underscores`. */
  rule: ['border', 'text-border', 'connector', 'connector', 'vml', 'underscores', 'cell'],
  /** Document defaults: Word's (Calibri, 8 pt after, 1.08), none, Times New Roman, a theme whose fonts are Times New Roman. */
  defaults: ['word', 'bare', 'times', 'theme'],
  format: ['direct', 'direct', 'styles', 'styles', 'character', 'toggle'],
  /** Fonts by name or by the theme's heading font. */
  fontBy: ['name', 'name', 'theme'],
  /** Capitals typed, or lower-case letters shown as capitals. */
  capitals: ['typed', 'typed', 'shown'],
  lists: ['typed', 'typed', 'automatic'],
  indent: ['first-line', 'first-line', 'tab'],
  pageField: ['simple', 'complex', 'block', 'frame', 'tab'],
  firstHeader: ['empty', 'absent'],
  sections: ['inherit', 'repeat'],
  signature: ['table', 'table', 'rows', 'tabs', 'boxes'],
  /** The room for the signature. */
  gap: ['empty', 'spacing', 'breaks'],
  joined: ['no', 'no', 'yes'],
  split: ['no', 'yes'],
  noise: ['no', 'yes'],
  noBreakNames: ['no', 'yes'],
  blankLines: ['no', 'yes'],
} as const

export type Build = { -readonly [axis in keyof typeof ways]: (typeof ways)[axis][number] }

/** What a fault needs of a build to be seen at all. */
export type Limits = { [axis in keyof Build]?: readonly Build[axis][] }

/** A build out of a seed; every axis has a stream of its own. */
export function buildOf(seed: string, limits: Limits = {}): Build {
  const build: Record<string, string> = {}
  for (const [axis, choices] of Object.entries(ways)) {
    const random: Random = randomOf('build', axis, seed)
    const allowed = limits[axis as keyof Build] as readonly string[] | undefined
    build[axis] = allowed ? random.pick(allowed) : random.pick<string>(choices)
  }
  return build as Build
}

/** One line that names a build in a report. */
export const nameOf = (build: Build): string =>
  `${build.header}/${build.rule}/${build.format}/${build.defaults}/${build.signature}/${build.pageField}${
    build.capitals === 'shown' ? '/caps' : ''
  }${build.lists === 'automatic' ? '/numPr' : ''}${build.noise === 'yes' ? '/noise' : ''}${build.split === 'yes' ? '/split' : ''}`

export const axes: Record<string, readonly string[]> = ways

/** The room between the side margins, in points. */
export const textWidth = (paper: Paper): number => mm(paper.page.width - paper.page.left - paper.page.right)

/** Millimetres in points. */
export const mm = (length: number): number => (length * 72) / 25.4

/** Points in twentieths. */
export const twips = (points: number): number => Math.round(points * 20)
