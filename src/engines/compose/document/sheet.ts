/**
 * A document with its form decided, before it is written as Word or PDF: paragraphs with every measure, tables, columns.
 * Both writers draw the same sheet, so both files hold the same words in the same order.
 */
import type { Alignment } from '#regimes/layout/index.ts'

export interface Span {
  text: string
  isBold: boolean
  isItalic: boolean
  isUnderlined: boolean
}

/** What a paragraph is: names its style in Word. */
export type Part =
  | 'national-title'
  | 'motto'
  | 'party-title'
  | 'parent-organization'
  | 'issuing-organization'
  | 'organization-mark'
  | 'number'
  | 'place-date'
  | 'subject-letter'
  | 'urgency-mark'
  | 'circulation-mark'
  | 'type-name'
  | 'subject'
  | 'subject-rule'
  | 'addressee'
  | 'decides'
  | 'basis'
  | 'turn'
  | 'body'
  | 'heading'
  | 'heading-title'
  | 'heading-roman'
  | 'article'
  | 'clause'
  | 'point'
  | 'caption'
  | 'signature-authority'
  | 'signer-position'
  | 'signature-room'
  | 'signer-name'
  | 'recipients-label'
  | 'recipients'
  | 'drafter'
  | 'contact'
  | 'appendix'
  | 'appendix-title'
  | 'appendix-reference'
  | 'table-head'
  | 'table-cell'

export type LineSpacing = { readonly multiple: number } | { readonly points: number }

export interface Para {
  kind: 'para'
  part: Part
  /** A line feed in a text is a line break that both files keep. */
  spans: Span[]
  sizePt: number
  align: Alignment
  firstIndentMm: number
  leftIndentMm: number
  beforePt: number
  afterPt: number
  line: LineSpacing
  /** Length of the line drawn under it, in points. */
  rulePt?: number
  /** A box around it, of this size. */
  frame?: { widthMm: number; heightMm: number }
  color?: 'red'
  /** Stays on the page of the next paragraph. */
  keepNext?: boolean
  /** Level of a heading, for Word's navigation; from 1. */
  outline?: number
  /** Height kept free for a signature, in points; the paragraph has no letters. */
  roomPt?: number
}

export interface Grid {
  kind: 'grid'
  /** Shares of the width; they sum up to 1. */
  columns: number[]
  head: Para[]
  rows: Para[][]
}

/** Left and right half, one row under the other; nothing of a row goes over to the next page. */
export interface Halves {
  kind: 'halves'
  /** Width of the left half in millimetres, and what of it stays free beside the right one. */
  leftMm: number
  gapMm: number
  rows: { left: Para[]; right: Para[] }[]
}

export type Item = Para | Grid

export interface Sheet {
  /** Null: an appendix, which has no letterhead. */
  head: Halves | null
  items: Item[]
  /** Signature and recipients; null: none (appendices). */
  tail: Halves | null
  /** At the foot of its first page, under a line. */
  contact: Para | null
  isLandscape: boolean
}

export interface PageSetup {
  widthMm: number
  heightMm: number
  marginsMm: { top: number; bottom: number; left: number; right: number }
  pageNumber: { sizePt: number; fromTopMm: number }
  font: string
}

export interface Sheets {
  title: string
  author: string
  page: PageSetup
  /** The document itself, then each appendix; every sheet counts its own pages. */
  sheets: Sheet[]
}

export const textOf = (para: Para): string => para.spans.map((span) => span.text).join('')
