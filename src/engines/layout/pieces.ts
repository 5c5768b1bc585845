/**
 * Pieces: what stands by itself on a line. A head or a signature block may be a table, text boxes, tabs, or one paragraph
 * with line breaks; cut into pieces all of them look alike.
 */
import { nfc, tidySpace } from '#engines/vn-text/index.ts'
import type { Alignment } from '#regimes/layout/index.ts'
import type { LayoutDocument, Paragraph, RuleLine, Section, Side, TextRun } from './model.ts'
import { rawText, shown } from './model.ts'
import { isHeadOrTail } from './recognise.ts'

export interface Piece {
  /** Place in the list of all pieces. */
  at: number
  paragraph: Paragraph
  runs: TextRun[]
  /** As the reader sees it: composed, spaces tidied, with the automatic number before it. */
  text: string
  side: Side
  /** Null: told by a tab or by spaces, nothing to judge. */
  align: Alignment | null
  /** Nothing but this piece is in its paragraph. */
  isWhole: boolean
  /** First and last piece of its paragraph. */
  isFirst: boolean
  isLast: boolean
}

const SPLIT = /\t+| {5,}/u

/** Cuts runs at every place where the text matches; what matched is dropped. */
export function cutRuns(runs: readonly TextRun[], pattern: RegExp): TextRun[][] {
  const text = rawText(runs)
  const parts: TextRun[][] = []
  let from = 0
  const global = new RegExp(pattern.source, 'gu')
  const bounds: [number, number][] = [...text.matchAll(global)].map((m) => [m.index, m.index + m[0].length])
  for (const [start, end] of [...bounds, [text.length, text.length] as [number, number]]) {
    parts.push(sliceRuns(runs, from, start))
    from = end
  }
  return parts
}

/** Runs of a stretch of their text. */
export function sliceRuns(runs: readonly TextRun[], from: number, to: number): TextRun[] {
  const out: TextRun[] = []
  let at = 0
  for (const run of runs) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + run.text.length)]
    if (start < end) out.push({ ...run, text: run.text.slice(start - at, end - at) })
    at += run.text.length
  }
  return out
}

const tidy = (text: string) => tidySpace(nfc(text.replace(/[\u00a0\t\n\u200b\u00ad]/gu, ' ')))

/** Half of the page by alignment and indents, for paragraphs in the running text. */
function sideByIndent(paragraph: Paragraph, section: Section | undefined): Side {
  const width = section ? section.widthMm - section.marginsMm.left - section.marginsMm.right : 165
  if (paragraph.leftIndentMm + Math.max(0, paragraph.firstIndentMm) > width * 0.3 && paragraph.align !== 'both')
    return 'right'
  if (paragraph.rightIndentMm > width * 0.3) return 'left'
  return paragraph.align === 'right' ? 'right' : null
}

/** Half of the page that tabs or spaces before a text lead to. */
function sideByTab(paragraph: Paragraph, text: string, document: LayoutDocument): Side {
  const section = document.sections[paragraph.section]
  const width = section ? section.widthMm - section.marginsMm.left - section.marginsMm.right : 165
  const tabs = /^\t*/u.exec(text)![0].length
  // without stops of their own tabs lie half an inch apart; a space is about a millimetre
  const stop = paragraph.tabStops[tabs - 1]
  const spaces = /^[\t ]*/u.exec(text)![0].length - tabs
  const at = (stop?.atMm ?? paragraph.leftIndentMm + tabs * 12.7) + spaces * 1.1
  return stop?.kind === 'center' ? (at < width / 2 ? 'left' : 'right') : at < width * 0.3 ? 'left' : 'right'
}

/** All pieces that hold text, in reading order. */
export function piecesOf(document: LayoutDocument): Piece[] {
  const pieces: Piece[] = []
  for (const paragraph of document.paragraphs) {
    const lines = cutRuns(paragraph.runs, /\n/u)
    const own: Omit<Piece, 'at' | 'isWhole' | 'isFirst' | 'isLast'>[] = []
    const base =
      paragraph.place.kind === 'text'
        ? sideByIndent(paragraph, document.sections[paragraph.section])
        : paragraph.place.side
    lines.forEach((runs, line) => {
      const label = line === 0 && paragraph.label !== '' ? `${paragraph.label} ` : ''
      const text = tidy(label + shown(runs))
      if (text === '') return
      const cut = (pattern: RegExp) => cutRuns(runs, pattern).filter((part) => rawText(part).trim() !== '')
      // a wide blank for number or day is no gap where tabs part the line
      const byTab = cut(/\t+/u)
      const parts = byTab.length === 2 ? byTab : cut(SPLIT)
      const isTabbed =
        /^(?:\t+| {8,})/u.test(rawText(runs)) && paragraph.align !== 'center' && paragraph.place.kind === 'text'
      if (parts.length === 2 && label === '' && isHeadOrTail(tidy(shown(parts[0]!)), tidy(shown(parts[1]!)))) {
        own.push({ paragraph, runs: parts[0]!, text: tidy(shown(parts[0]!)), side: 'left', align: null })
        own.push({ paragraph, runs: parts[1]!, text: tidy(shown(parts[1]!)), side: 'right', align: null })
      } else if (isTabbed && isHeadOrTail('', text)) {
        own.push({ paragraph, runs, text, side: sideByTab(paragraph, rawText(runs), document), align: null })
      } else own.push({ paragraph, runs, text, side: base, align: paragraph.align })
    })
    own.forEach((piece, i) => {
      const [isFirst, isLast] = [i === 0, i === own.length - 1]
      pieces.push({ ...piece, at: pieces.length, isWhole: own.length === 1, isFirst, isLast })
    })
  }
  return pieces
}

/** Lines drawn or typed under a piece: on its own lower edge, or on the empty or ruled paragraphs after it in the same place. */
export function linesUnder(document: LayoutDocument, piece: Piece): RuleLine[] {
  const { paragraph } = piece
  // two halves of one line may each have a line of their own
  const isOwn = (line: RuleLine) =>
    line.kind !== 'drawn' || piece.isWhole || line.side === null || piece.side === null || line.side === piece.side
  const found: RuleLine[] = paragraph.below.filter((line) => isOwn(line) && (piece.isLast || line.kind === 'drawn'))
  if (!piece.isLast) return found
  for (let i = paragraph.index; i < document.paragraphs.length && i < paragraph.index + 4; i++) {
    const next = document.paragraphs[i]!
    if (!isSamePlace(paragraph, next)) break
    found.push(...next.above)
    const text = rawText(next.runs).trim()
    const typed = typedRule(text)
    if (typed) found.push(typed)
    if (text !== '' && !typed) break
    found.push(...next.below)
    if (typed) break
  }
  return found
}

/** `_____`, `-----`, `———`: a line made of letters. */
export function typedRule(text: string): RuleLine | null {
  const bare = text.replace(/\s+/g, '')
  if (!/^(?:[-–—_=*~.─━]){3,}$/u.test(bare) || /^[.*]+$/u.test(bare)) return null
  return { widthPt: null, isDashed: /^[-–~]+$/u.test(bare), kind: 'typed', side: null }
}

export function isSamePlace(a: Paragraph, b: Paragraph): boolean {
  if (a.place.kind === 'cell' && b.place.kind === 'cell')
    return a.place.table === b.place.table && a.place.column === b.place.column
  if (a.place.kind === 'box' && b.place.kind === 'box') return a.place.box === b.place.box
  return a.place.kind === 'text' && b.place.kind === 'text'
}
