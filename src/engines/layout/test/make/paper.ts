/**
 * A test document before it is written as a Word file: which paragraphs it has, in which part of the form each stands and how
 * each looks on paper. How Word says so (tables, styles, fields) is the business of the build, not of the paper.
 * Lengths are millimetres for the page and indents, points for sizes and spacing.
 */
export type RegimeName = 'state' | 'party'

export type Part =
  | 'national-title'
  | 'motto'
  | 'party-title'
  | 'parent'
  | 'issuing'
  | 'star'
  | 'number'
  | 'place-date'
  | 'subject-letter'
  | 'urgency'
  | 'circulation'
  | 'type-name'
  | 'subject'
  | 'hyphens'
  | 'authority-line'
  | 'order-line'
  | 'basis'
  | 'addressee'
  | 'body'
  | 'heading'
  | 'heading-title'
  | 'section'
  | 'article'
  | 'clause'
  | 'clause-title'
  | 'point'
  | 'authority'
  | 'position'
  | 'name'
  | 'recipients-label'
  | 'recipient'
  | 'drafter'
  | 'contact'
  | 'appendix'
  | 'appendix-title'
  | 'appendix-note'

export interface Look {
  size: number
  bold: boolean
  italic: boolean
  underline: boolean
  font: string
  /** Hex digits, or `auto`. */
  color: string
}

export interface Run extends Look {
  text: string
}

export type LineSpacing = { times: number } | { points: number }

export interface Para {
  part: Part
  /** Names the paragraph in its document, so that it is built alike in a document and in its faulty twin. */
  key?: string
  runs: Run[]
  align: 'left' | 'center' | 'right' | 'both'
  firstLine: number
  left: number
  before: number
  after: number
  line: LineSpacing
  /** The sign of a list entry (`1.`, `a)`): typed, or given by Word's numbering where a build can. */
  label?: { kind: 'clause' | 'point'; text: string }
  /** A line below, its length as a share of the text above it. */
  rule?: { share: number; dash: 'solid' | 'dashed' }
  /** A single frame around it; hex colour. */
  frame?: string
}

export interface Grid {
  part: 'table'
  rows: string[][]
  size: number
}

export type Block = Para | Grid

export interface Appendix {
  blocks: Block[]
  landscape: boolean
  restarts: boolean
}

export interface Paper {
  regime: RegimeName
  /** Day of issue, YYYY-MM-DD. */
  date: string
  type: string
  form: 'decision' | 'regulation' | 'plan' | 'slip' | 'minutes' | 'letter' | 'telegram'
  /** More than two pages for certain. */
  long: boolean
  page: {
    width: number
    height: number
    landscape: boolean
    top: number
    bottom: number
    left: number
    right: number
    header: number
  }
  pageNumber: {
    shown: boolean
    onFirst: boolean
    place: 'header' | 'footer'
    align: 'left' | 'center' | 'right'
    look: Look
    roman: boolean
  }
  /** The left column of the heading: bodies, star. */
  bodies: Para[]
  /** The right column: titles. */
  titles: Para[]
  /** On one level: number, what stands under it; place and date, what stands under it. */
  numbers: Para[]
  dates: Para[]
  /** Bodies stand right and titles left. */
  swapped: boolean
  main: Block[]
  signLeft: Para[]
  signRight: Para[]
  tail: Para[]
  appendices: Appendix[]
  /** At the foot of page 1, under a line across the text. */
  contact?: Para
  /** Turns the text of the written file into this form at the very end. */
  encoding: 'nfc' | 'nfd'
}

export const isPara = (block: Block): block is Para => block.part !== 'table'

/** Every paragraph, in the order of reading. */
export function parasOf(paper: Paper): Para[] {
  return [
    ...paper.bodies,
    ...paper.titles,
    ...paper.numbers,
    ...paper.dates,
    ...paper.main.filter(isPara),
    ...paper.signLeft,
    ...paper.signRight,
    ...paper.tail,
    ...paper.appendices.flatMap((one) => one.blocks.filter(isPara)),
    ...(paper.contact ? [paper.contact] : []),
  ]
}

/** Gives every paragraph its key. */
export function keyed(paper: Paper): Paper {
  for (const [at, one] of parasOf(paper).entries()) one.key = `${one.part}-${at}`
  return paper
}

export const inPart = (paper: Paper, ...parts: Part[]): Para[] =>
  parasOf(paper).filter((one) => parts.includes(one.part))

/** The words of a paragraph, its list sign in front. */
export const textOf = (para: Para): string =>
  (para.label ? `${para.label.text} ` : '') + para.runs.map((run) => run.text).join('')

export const plain: Look = {
  size: 14,
  bold: false,
  italic: false,
  underline: false,
  font: 'Times New Roman',
  color: 'auto',
}

/** A paragraph out of words and what differs from an upright centred line without spacing. */
export function para(part: Part, text: string, look: Partial<Look> = {}, more: Partial<Para> = {}): Para {
  return {
    part,
    runs: [{ ...plain, ...look, text }],
    align: 'center',
    firstLine: 0,
    left: 0,
    before: 0,
    after: 0,
    line: { times: 1 },
    ...more,
  }
}
