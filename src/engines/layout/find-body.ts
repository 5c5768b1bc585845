/** Between head and signature: addressees, legal basis, headings, articles, clauses, points and plain paragraphs. */
import type { LayoutComponent } from '#regimes/layout/index.ts'
import { type Head, isIssuerLine } from './find-head.ts'
import type { Tail } from './find-tail.ts'
import { type Piece, typedRule } from './pieces.ts'
import { isAddressee, isBasis, isUpper } from './recognise.ts'
import type { Component } from './structure.ts'

export interface Body {
  components: Component[]
  apart: Piece[]
}

const HEADING =
  /^(?:phần|chương)\s+(?:thứ\s+\p{L}+|[ivxlcdm]+|\d+)(?![\p{L}\d])|^(?:mục|tiểu mục)\s+(?:\d+|[ivxlc]+)(?![\p{L}\d])/iu
const ARTICLE = /^điều\s+\d+/iu
const CLAUSE = /^\d{1,3}\s*[.)]\s*(?!\d)\S|^\d{1,2}\s*[/-]\s*\p{Lu}/u
const POINT = /^[a-zđ]\s*[).]\s*\S|^[a-zđ]\s*[/-]\s*\p{Lu}|^[A-ZĐ]\s*\)\s*\S/u
const ROMAN = /^[IVXLC]{1,6}\s*[.\-–]\s*\S/u
/** `QUYẾT ĐỊNH:`, `QUYẾT NGHỊ:`: the turn from basis to content. */
const isTurn = (piece: Piece) =>
  piece.align === 'center' && isUpper(piece.text) && piece.text.length < 60 && /:?$/.test(piece.text)

export const isArticle = (text: string) => ARTICLE.test(text)
export const isHeading = (text: string) => HEADING.test(text)

/** Running text: not in a table of several columns. */
const isRunning = (piece: Piece) => piece.paragraph.place.kind === 'text'

export function findBody(pieces: readonly Piece[], head: Head, tail: Tail): Body {
  const zone = pieces.filter((piece) => piece.at > head.end && piece.at < tail.start)
  const components: Component[] = []
  const taken = new Set<Piece>()
  const take = (component: LayoutComponent, form: string, of: Piece[]) => {
    if (of.length === 0) return
    for (const piece of of) taken.add(piece)
    components.push({ component, form, pieces: of })
  }
  take('addressee', 'addressee', head.typeCode === 'cong-dien' ? telegramTo(zone) : addressees(zone))
  take('basis', 'basis', bases(zone, taken, head))
  const parts = bodyParts(zone, taken)
  return { components: [...components, ...parts.components], apart: parts.apart }
}

/** Headings, articles, clauses, points and paragraphs of running text; what is taken already is left out. */
export function bodyParts(zone: readonly Piece[], taken: ReadonlySet<Piece>): Body {
  const components: Component[] = []
  const apart: Piece[] = []
  const take = (component: LayoutComponent, form: string, of: Piece[]) => {
    components.push({ component, form, pieces: of })
  }
  let afterHeading = false
  for (const piece of zone) {
    if (taken.has(piece)) continue
    if (typedRule(piece.text)) {
      apart.push(piece)
      continue
    }
    if (!isRunning(piece)) continue
    const { text } = piece
    if (CAPTION.test(text) && text.length < 140 && (piece.align !== 'both' || text.length < 60)) {
      apart.push(piece)
      continue
    }
    if (HEADING.test(text) && text.length < 160) {
      take('heading', 'heading', [piece])
      afterHeading = text.length < 26
      continue
    }
    if (afterHeading && (piece.align === 'center' || isUpper(text))) {
      take('heading', 'heading-title', [piece])
      continue
    }
    afterHeading = false
    if (ARTICLE.test(text)) {
      take('article', 'article', [piece])
    } else if (isIssuerLine(piece) || isTurn(piece)) apart.push(piece)
    else if (ROMAN.test(text) && text.length < 160) take('heading', 'heading-roman', [piece])
    else if (CLAUSE.test(text)) {
      take('clause', 'clause', [piece])
    } else if (POINT.test(text)) take('point', 'point', [piece])
    else take('body', 'body', [piece])
  }
  return { components, apart }
}

/** Words that stand over and under tables and pictures. */
const CAPTION = /^\(?(?:bảng|biểu(?: số)?|hình|sơ đồ|biểu đồ)\s*\d|^\(?(?:đơn vị tính|đvt|nguồn|ghi chú)\s*:/iu

/** `Chủ tịch … điện:` with its list: to whom an official telegram goes (NĐ 30/2020 PL III, Mẫu 1.6). */
function telegramTo(zone: readonly Piece[]): Piece[] {
  const first = zone.slice(0, 3).find((piece) => /điện\s*:?$/iu.test(piece.text) && piece.text.length < 140)
  return first ? [first, ...listAfter(zone, first, true)] : []
}

/** `Kính gửi:` with the list under it. */
function addressees(zone: readonly Piece[]): Piece[] {
  const first = zone.slice(0, 12).find((piece) => isAddressee(piece.text))
  if (!first) return []
  const isOpen = /^[-–\s]*k[íi]nh\s+\p{L}+\s*:?$/iu.test(first.text)
  return [first, ...listAfter(zone, first, isOpen)]
}

/** Names under a line that ends with a colon: with dashes, or set in from the left under the colon. */
function listAfter(zone: readonly Piece[], first: Piece, isOpen: boolean): Piece[] {
  const lines: Piece[] = []
  for (const piece of zone) {
    if (piece.at <= first.at) continue
    const last = lines.at(-1)
    if (!isOpen || (last && /[.]$/.test(last.text)) || piece.text.length > 140) break
    const isList = /^[-–+]\s*\S/u.test(piece.text)
    const isSetIn =
      piece.side === 'right' ||
      piece.paragraph.leftIndentMm + piece.paragraph.firstIndentMm > 20 ||
      /^\t{2,}/u.test(piece.runs[0]?.text ?? '')
    // on a PDF a long name runs on under itself
    const [above, own] = [last?.paragraph.spot, piece.paragraph.spot]
    const runsOn = above !== undefined && own !== undefined && Math.abs(above.box[0] - own.box[0]) < 12
    if (!isList && !isSetIn && !runsOn) break
    lines.push(piece)
  }
  return lines
}

const isItalic = (piece: Piece) => piece.runs.every((run) => run.isItalic || run.text.trim() === '')

/** A row of `Căn cứ …;` lines; one alone counts where it is set as such. */
function bases(zone: readonly Piece[], taken: ReadonlySet<Piece>, head: Head): Piece[] {
  const first = zone
    .slice(0, 30)
    .find((piece) => !taken.has(piece) && isRunning(piece) && /^[-–+\s]*căn cứ(?!\p{L})/iu.test(piece.text))
  if (!first) return []
  const lines: Piece[] = []
  for (const piece of zone) {
    if (piece.at < first.at) continue
    if (!isRunning(piece)) break
    // "Chính phủ ban hành Nghị định …" in the same letters closes the row
    const closes = lines.length > 0 && /;$/.test(lines.at(-1)!.text) && /\.$/.test(piece.text) && isItalic(piece)
    if (!isBasis(piece.text) && !closes) break
    lines.push(piece)
  }
  const next = zone.find((piece) => piece.at > lines.at(-1)!.at)
  const isSet = lines.length > 1 || /;$/.test(first.text) || isItalic(first) || (next !== undefined && isTurn(next))
  // a letter may begin "Căn cứ …, Sở … đề nghị …": that is a sentence of its body
  return isSet && !(head.isLetter && lines.length === 1 && !/;$/.test(first.text)) ? lines : []
}
