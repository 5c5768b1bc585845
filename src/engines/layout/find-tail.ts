/** The end: recipients and signature block, side by side or one under the other. */
import type { LayoutComponent } from '#regimes/layout/index.ts'
import type { Piece } from './pieces.ts'
import {
  isAuthority,
  isOrganization,
  isPersonName,
  isPosition,
  isRecipientsLabel,
  isUpper,
  NAME_TITLE,
  typeCodeOf,
} from './recognise.ts'
import type { Component } from './structure.ts'

export interface Tail {
  components: Component[]
  /** Places of its first and last piece; `start` is the number of pieces when there is none. */
  start: number
  end: number
}

/** Remarks in the block: `(Chữ ký, dấu)`, and the drafter's sign with the number of copies (`PL.(300)`, cell 12). */
const isNote = (text: string) =>
  /^[([].*[)\]]$/.test(text) || /^\(?đã ký\)?/iu.test(text) || /^[\p{Lu}.]{1,8}\s*\(\d+\)$/u.test(text)
const isListLine = (text: string) => /^[-–+*•]\s*\S/u.test(text) || /^l[ưu]u\s*[: ]/iu.test(text)
export const isAppendixTitle = (text: string) =>
  text.length < 40 && /^ph[ụu]\s+l[ụu]c(?!\p{L})/iu.test(text) && !/[,;]/.test(text)

export function findTail(pieces: readonly Piece[], headEnd: number): Tail {
  const none: Tail = { components: [], start: pieces.length, end: pieces.length - 1 }
  const after = pieces.slice(headEnd + 1)
  const appendix = after.find(
    (piece) => isAppendixTitle(piece.text) && (piece.align === 'center' || piece.paragraph.startsPage),
  )
  const regulation = after.find((piece, i) => isAttachedType(piece, after[i - 1]))
  const end = Math.min(appendix?.at ?? Infinity, regulation?.at ?? Infinity)
  const main = after.filter((piece) => piece.at < end)
  const label = main.find((piece) => isRecipientsLabel(piece.text)) ?? null
  const components: Component[] = []
  const take = (component: LayoutComponent, of: Piece[]) => {
    if (of.length > 0) components.push({ component, form: component, pieces: of })
  }
  const recipients = label ? listUnder(main, label) : looseList(main)
  const taken = new Set([...(label ? [label] : []), ...recipients])
  const block = signatureBlock(main, label, taken)
  const bodyEnd = main.findLast(
    (piece) =>
      !taken.has(piece) &&
      !block.includes(piece) &&
      piece.at < Math.min(label?.at ?? Infinity, block[0]?.at ?? Infinity) &&
      isRunning(piece),
  )
  if (label) take('recipients-label', [label])
  take('recipients', recipients)
  for (const [component, of] of signatureParts(block)) take(component, of)
  const all = components
    .flatMap((component) => component.pieces.map((piece) => piece.at))
    .concat(block.map((piece) => piece.at))
  if (all.length === 0) return end < Infinity ? { components, start: end, end: end - 1 } : { ...none, components }
  // two signers, or a stamp, stand there too
  const [first, last] = [Math.min(...all), Math.max(...all)]
  const between = main.filter((piece) => piece.at > (bodyEnd?.at ?? first) && piece.at < first)
  const isClosing = between.every(
    (piece) => isUpper(piece.text) || isPosition(piece.text) || isPersonName(piece.text) || isNote(piece.text),
  )
  return { components, start: bodyEnd && isClosing ? bodyEnd.at + 1 : first, end: last }
}

/** `QUY CHẾ` in the middle on top of a new page: a regulation that the document puts into force begins. */
const isAttachedType = (piece: Piece, before: Piece | undefined) =>
  before !== undefined &&
  piece.paragraph.place.kind === 'text' &&
  piece.align === 'center' &&
  typeCodeOf(piece.text) !== null &&
  (piece.paragraph.startsPage ||
    piece.paragraph.section !== before.paragraph.section ||
    piece.paragraph.page !== before.paragraph.page)

/** Pieces that a list of recipients may have, wrapped lines and a signature beside it counted. */
const LONGEST_LIST = 600

/** Lines of the list of recipients: those with a dash, and what runs on from them in the same place. */
function listUnder(main: readonly Piece[], label: Piece): Piece[] {
  const lines: Piece[] = []
  for (const piece of main) {
    if (piece.at <= label.at) continue
    if (piece.at > label.at + LONGEST_LIST) break
    if (isListLine(piece.text) && isNear(piece, label)) lines.push(piece)
    else if (!isNear(piece, label) || (piece.side === 'right' && label.side !== 'right')) continue
    else if (lines.length > 0 && isRunOn(piece, lines.at(-1)!)) lines.push(piece)
    else if (lines.length === 0 && isPlainLine(piece)) lines.push(piece)
    else break
  }
  return lines
}

const isNear = (piece: Piece, label: Piece) => {
  const [a, b] = [piece.paragraph.place, label.paragraph.place]
  if (b.kind === 'cell' && a.kind === 'cell')
    return a.table === b.table && (a.column === b.column || a.column <= b.column)
  if (b.kind === 'box') return a.kind === 'box' && a.box === b.box
  return a.kind === b.kind && piece.side !== 'right'
}
const isRunOn = (piece: Piece, last: Piece) =>
  !/[.]$/.test(last.text) &&
  (piece.side ?? 'left') === (last.side ?? 'left') &&
  piece.text.length < 90 &&
  !isUpper(piece.text) &&
  !isPersonName(piece.text) &&
  piece.paragraph.index - last.paragraph.index <= 1
const isPlainLine = (piece: Piece) => piece.text.length < 90 && !isUpper(piece.text) && /[;.,]$/.test(piece.text)

/** A list whose label was left out: lines with dashes that end with the archive's (`Lưu`). */
function looseList(main: readonly Piece[]): Piece[] {
  const last = main.findLast(
    (piece) =>
      /^[-–+]?\s*l[ưu]u\s*(?::|vt|văn|tại)?/iu.test(piece.text) && piece.text.length < 80 && /^[-–+]/.test(piece.text),
  )
  if (!last) return []
  const lines = [last]
  for (let i = main.indexOf(last) - 1; i >= 0; i--) {
    const piece = main[i]!
    if (piece.side === 'right' && last.side !== 'right') continue
    if (!isListLine(piece.text) || piece.text.length > 90) break
    lines.unshift(piece)
  }
  return lines
}

/** Pieces of the signature block: near the label in another place, else the last ones that look like one. */
function signatureBlock(main: readonly Piece[], label: Piece | null, taken: ReadonlySet<Piece>): Piece[] {
  const free = main.filter((piece) => !taken.has(piece))
  const signs = (piece: Piece) =>
    isAuthority(piece.text) ||
    (piece.side !== 'left' &&
      piece.paragraph.place.kind !== 'text' &&
      isUpper(piece.text) &&
      isOrganization(piece.text) &&
      piece.text.length < 60) ||
    (isUpper(piece.text) && isPosition(piece.text) && piece.text.length < 70 && !/[:;,]$/.test(piece.text))
  const listed = main.filter((piece) => taken.has(piece)).length
  const from = label ? label.at - 14 : (main.at(-1)?.at ?? 0) - 30
  // the block begins after the last paragraph of running text
  const running = free.findLast((piece) => (label === null || piece.at < label.at) && isRunning(piece))
  const window = free.filter(
    (piece) =>
      piece.at >= from &&
      piece.at > (running?.at ?? -1) &&
      (label === null || piece.at <= label.at + listed + 70) &&
      !isDashed(piece),
  )
  // the first line of the block: of authority or position; a wrongly written one is told by its place
  const starts = window.filter((piece) => signs(piece) && isSet(piece))
  const loose = window.filter(
    (piece) => isSet(piece) && isPosition(piece.text) && piece.text.length < 60 && !/[:;.,]$/.test(piece.text),
  )
  const names = window.filter((piece) => isSet(piece) && isPersonName(piece.text) && !/[:;.,]$/.test(piece.text))
  const start =
    starts.find((piece) => piece.side !== 'left') ??
    loose.find((piece) => piece.side !== 'left') ??
    names.findLast((piece) => piece.side !== 'left') ??
    starts[0]
  if (!start) return []
  const block: Piece[] = []
  for (const piece of window) {
    if (piece.at < start.at) continue
    if (!isTogether(piece, start)) {
      if (
        block.length > 0 &&
        piece.paragraph.place.kind === 'text' &&
        start.paragraph.place.kind === 'text' &&
        piece.side !== 'left'
      )
        break
      continue
    }
    if (isNote(piece.text)) continue
    if (piece.text.length > 100) break
    block.push(piece)
    if (isPersonName(piece.text) && !signs(piece) && block.length > 1 && !runsOn(piece)) break
  }
  return block
}

const isRunning = (piece: Piece) =>
  piece.paragraph.place.kind === 'text' &&
  piece.side === null &&
  (!isUpper(piece.text) || piece.text.length > 75) &&
  (/\.\/\.$/.test(piece.text) || piece.align === 'both' || piece.text.length > 75)

/** The second line of a long position may read like a name: it stands right under the first. */
const runsOn = (piece: Piece) =>
  isUpper(piece.text) && (!piece.isFirst || (piece.paragraph.spot !== undefined && piece.paragraph.beforePt < 5))

const isDashed = (piece: Piece) => /^[-–+•]\s/u.test(piece.text)
/** Set off from running text: in a cell or box, in the middle or to the right. */
const isSet = (piece: Piece) =>
  piece.paragraph.place.kind !== 'text' ||
  piece.side === 'right' ||
  piece.align === 'center' ||
  piece.align === null ||
  piece.text.length < 60

function isTogether(piece: Piece, start: Piece): boolean {
  const [a, b] = [piece.paragraph.place, start.paragraph.place]
  if (b.kind === 'cell') return a.kind === 'cell' && a.table === b.table && a.column === b.column
  if (b.kind === 'box') return a.kind === 'box' && a.box === b.box
  return a.kind === 'text' && (start.side === null || piece.side === start.side || piece.side === null)
}

/** Authority, position and name out of the lines of a block, in their order. */
function signatureParts(block: readonly Piece[]): [LayoutComponent, Piece[]][] {
  if (block.length === 0) return []
  const authority: Piece[] = []
  const position: Piece[] = []
  let name: Piece[] = []
  const last = block.at(-1)!
  const bare = last.text.replace(NAME_TITLE, '')
  const hasGap = block.length > 1 && last.paragraph.index - block.at(-2)!.paragraph.index > 1
  const isName =
    !isAuthority(last.text) &&
    (isPersonName(last.text) || (block.length > 1 && hasGap && !isPosition(bare) && bare.split(' ').length <= 6))
  const lines = isName ? block.slice(0, -1) : [...block]
  if (isName) name = [last]
  for (const piece of lines) {
    if (isAuthority(piece.text)) authority.push(piece)
    // a collective's name whose TM. was left out
    else if (
      position.length === 0 &&
      authority.length === 0 &&
      isUpper(piece.text) &&
      isOrganization(piece.text) &&
      !isPosition(piece.text)
    )
      authority.push(piece)
    else if (position.length > 0 || isPosition(piece.text) || authority.length === 0) position.push(piece)
    // a collective's long name runs over two lines
    else if (!isPosition(piece.text) && authority.length > 0)
      (position.length === 0 && isUpper(piece.text) ? authority : position).push(piece)
  }
  return [
    ['signature-authority', authority],
    ['signer-position', position],
    ['signer-name', name],
  ]
}
