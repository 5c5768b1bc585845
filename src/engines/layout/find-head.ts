/** The head: from the national or Party title to the subject. */
import type { LayoutComponent } from '#regimes/layout/index.ts'
import type { Piece } from './pieces.ts'
import { typedRule } from './pieces.ts'
import {
  isAddressee,
  isAuthority,
  isCirculation,
  isDateLine,
  isLetterSubject,
  isMotto,
  isNationalTitle,
  isNumberLine,
  isOrganization,
  isPartyTitle,
  isPosition,
  isRecipientsLabel,
  isUpper,
  isUrgency,
  likelyTypeOf,
  typeCodeOf,
  upperShare,
} from './recognise.ts'
import type { Component } from './structure.ts'

export interface Head {
  components: Component[]
  /** Place of its last piece; -1: there is none. */
  end: number
  typeCode: string | null
  isLetter: boolean
}

/** So many pieces are looked through for a head. */
const REACH = 40
const isInText = (piece: Piece) => piece.paragraph.place.kind === 'text'
const isMark = (text: string) => /^\*+$/.test(text)
const isLong = (piece: Piece) => piece.text.length > 140

const SINGLE: readonly [LayoutComponent, (text: string) => boolean][] = [
  ['national-title', isNationalTitle],
  ['motto', isMotto],
  ['party-title', isPartyTitle],
  ['number', isNumberLine],
  ['place-date', isDateLine],
  ['urgency-mark', isUrgency],
  ['circulation-mark', isCirculation],
]

/** The head ends before the first piece that only a body has. */
function limitOf(pieces: readonly Piece[]): number {
  for (const piece of pieces.slice(0, REACH * 2)) {
    // the subject of a letter may be long, beside it the day stands
    if ((isLong(piece) && isInText(piece)) || isRecipientsLabel(piece.text)) return piece.at
    if (isAddressee(piece.text) || /^Điều\s+\d/u.test(piece.text) || /^[-–]?\s*Căn cứ(?!\p{L})/u.test(piece.text))
      return piece.at
    if (piece.at > 3 && isAuthority(piece.text)) return piece.at
  }
  return Math.min(pieces.length, REACH)
}

export function findHead(pieces: readonly Piece[]): Head {
  const limit = limitOf(pieces)
  const zone = pieces.slice(0, limit)
  const components: Component[] = []
  const taken = new Set<Piece>()
  const take = (component: LayoutComponent, form: string, of: Piece[]) => {
    if (of.length === 0) return
    for (const piece of of) taken.add(piece)
    components.push({ component, form, pieces: of })
  }
  for (const [component, test] of SINGLE) {
    const hit = zone.find((piece) => !taken.has(piece) && test(piece.text))
    if (hit) take(component, component, [hit])
  }
  for (const piece of zone) if (isMark(piece.text) || typedRule(piece.text)) taken.add(piece)
  const found = (component: LayoutComponent) => components.find((c) => c.component === component)?.pieces[0] ?? null
  const letterhead = Math.max(
    ...['national-title', 'motto', 'party-title', 'number', 'place-date'].map(
      (c) => found(c as LayoutComponent)?.at ?? -1,
    ),
  )
  const type = findType(zone, taken, letterhead)
  if (type) take('type-name', 'type-name', [type.piece])
  // a letter names no type; one that does is a letter all the same
  const named = type !== null && type.code !== 'cong-van'
  const subject = named
    ? subjectOf(pieces, type!.piece, taken, limit, letterhead)
    : letterSubject(zone, taken, letterhead)
  // a bold one in the middle of the page is that of a document whose type was left out
  const isUntyped =
    !named &&
    subject.length > 0 &&
    subject[0]!.align === 'center' &&
    isInText(subject[0]!) &&
    subject[0]!.side === null &&
    boldness(subject[0]!)
  // a letter has its subject under the number and no type; one whose subject is missing still greets somebody
  const isLetter =
    !named && !isUntyped && (subject.length > 0 || pieces.slice(0, REACH).some((piece) => isAddressee(piece.text)))
  if (subject.length > 0) take('subject', named || isUntyped ? 'subject' : 'subject-letter', subject)
  organizations(zone, taken, letterhead, found('number'), type?.piece ?? null, take)
  const end = Math.max(-1, ...[...taken].map((piece) => piece.at))
  return { components, end, typeCode: named ? type!.code : isLetter ? 'cong-van' : null, isLetter }
}

/** The type's name on a line of its own, not in the left column over the number. */
function findType(
  zone: readonly Piece[],
  taken: ReadonlySet<Piece>,
  letterhead: number,
): { piece: Piece; code: string } | null {
  for (const piece of zone) {
    if (taken.has(piece)) continue
    const code =
      typeCodeOf(piece.text) ?? (piece.at > letterhead && piece.align === 'center' ? likelyTypeOf(piece.text) : null)
    if (code === null || isCell(piece)) continue
    // a sentence of the body that is one word long is no type either
    if (piece.at > letterhead - 4 || piece.align === 'center' || upperShare(piece.text) > 0.8) return { piece, code }
  }
  return null
}

const isCell = (piece: Piece) => piece.paragraph.place.kind === 'cell' && piece.side === 'left'

/** Lines right under the type's name, down to a rule, a gap with another kind of text, or the body. */
function subjectOf(
  pieces: readonly Piece[],
  type: Piece,
  taken: Set<Piece>,
  limit: number,
  letterhead: number,
): Piece[] {
  const above = pieces[type.at - 1]
  const isAbove =
    above &&
    above.at > letterhead &&
    !taken.has(above) &&
    above.align === 'center' &&
    isInText(above) &&
    !isUpper(above.text) &&
    boldness(above)
  if (isAbove) return [above]
  const lines: Piece[] = []
  for (const piece of pieces.slice(type.at + 1, type.at + 7)) {
    const { text } = piece
    if (typedRule(text)) {
      taken.add(piece)
      break
    }
    if (
      taken.has(piece) ||
      isAddressee(text) ||
      /^[-–]?\s*căn cứ(?!\p{L})/iu.test(text) ||
      isRecipientsLabel(text) ||
      /^Điều\s+\d/u.test(text)
    )
      break
    // the authority's line stands right above the bases
    const next = pieces[piece.at + 1]
    if (isIssuerLine(piece) && (lines.length > 0 || (next && /^[-–]?\s*căn cứ(?!\p{L})/iu.test(next.text)))) break
    if (/:$/.test(text) || /^(?:phần|chương|mục)\s+(?:thứ\s|[ivxlc]+(?!\p{L})|\d)/iu.test(text)) break
    if (piece.at >= limit && isLong(piece) && piece.align !== 'center' && lines.length > 0) break
    if (lines.length === 0) {
      // whatever stands first under the type is its subject, unless it reads like a paragraph of the body
      const isBold = piece.runs.some((run) => run.isBold && run.text.trim() !== '')
      const reads = /^(?:về|ban hành|phê duyệt|kiểm|triển khai|tổ chức|thực hiện|công bố|v\/v)(?!\p{L})/iu.test(text)
      // a sentence of a paper that names no subject
      const isSentence = piece.align === 'both' && /[.;:]$/.test(text)
      if (piece.align !== 'center' && !isBold && !(reads && text.length < 200 && !isSentence)) break
      lines.push(piece)
      continue
    }
    const first = lines[0]!
    const isNext = piece.paragraph.index - lines.at(-1)!.paragraph.index <= 1
    if (
      !isNext ||
      isUpper(text) !== isUpper(first.text) ||
      piece.align !== first.align ||
      boldness(piece) !== boldness(first)
    )
      break
    if (/^[-–]|^\d+[.)]|^[IVX]+[.-]/u.test(text)) break
    lines.push(piece)
  }
  return lines
}

const boldness = (piece: Piece) => piece.runs.filter((run) => run.text.trim() !== '').every((run) => run.isBold)

/** `CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …` above the legal basis. */
export const isIssuerLine = (piece: Piece) =>
  isUpper(piece.text) &&
  piece.align !== 'both' &&
  (isOrganization(piece.text) || isPosition(piece.text) || isAuthority(piece.text))

function letterSubject(zone: readonly Piece[], taken: ReadonlySet<Piece>, letterhead: number): Piece[] {
  const first =
    zone.find((piece) => !taken.has(piece) && isLetterSubject(piece.text)) ??
    zone.find(
      (piece) =>
        piece.at > letterhead &&
        !taken.has(piece) &&
        piece.align === 'center' &&
        isInText(piece) &&
        boldness(piece) &&
        !isUpper(piece.text),
    )
  if (!first) return []
  const lines = [first]
  for (const piece of zone.slice(first.at + 1, first.at + 30)) {
    const isSame =
      piece.side === first.side &&
      piece.paragraph.place.kind === first.paragraph.place.kind &&
      (piece.paragraph.place.kind === 'text'
        ? piece.paragraph.index - lines.at(-1)!.paragraph.index <= 1 && piece.align === first.align
        : true)
    if (taken.has(piece) || !isSame || isUpper(piece.text)) {
      if (taken.has(piece) && piece.side !== first.side) continue
      break
    }
    lines.push(piece)
  }
  return lines
}

/** Names of bodies: what is left in the left half above the number. */
function organizations(
  zone: readonly Piece[],
  taken: ReadonlySet<Piece>,
  letterhead: number,
  number: Piece | null,
  type: Piece | null,
  take: (component: LayoutComponent, form: string, of: Piece[]) => void,
): void {
  const isBeforeNumber = (piece: Piece) =>
    number === null ||
    piece.at < number.at ||
    (piece.side === number.side && piece.side !== null && piece.at < number.at)
  const names = zone.filter(
    (piece) =>
      !taken.has(piece) &&
      isBeforeNumber(piece) &&
      piece.at < Math.max(letterhead, number?.at ?? 0, 1) + 1 &&
      (type === null || piece.at < type.at) &&
      piece.text.length < 110 &&
      !/^[(\d-]/.test(piece.text) &&
      (piece.side !== 'right' || isOrganization(piece.text)) &&
      !isDraft(piece.text),
  )
  if (names.length === 0) return
  const at = issuerFrom(names)
  take('parent-organization', 'parent-organization', names.slice(0, at))
  take('issuing-organization', 'issuing-organization', names.slice(at))
}

const isDraft = (text: string) => /^d[ựu] th[ảa]o/iu.test(text)

/** Where the issuing body begins: the last name that begins a body, or the first bold one. */
function issuerFrom(names: readonly Piece[]): number {
  if (names.length === 1) return 0
  // joint documents: what joins the names stands at the end of a line, and the next begins a body
  const joined = names.findIndex((piece, i) => /\s?[-–]$/u.test(piece.text) && isOrganization(names[i + 1]?.text ?? ''))
  if (joined >= 0)
    return Math.max(
      0,
      names.findLastIndex((piece, i) => i <= joined && isOrganization(piece.text)),
    )
  // a name may run over lines of one paragraph
  const starts = names.map((piece, i) => i === 0 || (piece.isFirst && isOrganization(piece.text)))
  const bold = names.map(boldness)
  const firstBold = bold.indexOf(true)
  // the usual head: light lines, then bold ones
  if (firstBold > 0 && bold.slice(firstBold).every(Boolean)) return firstBold
  const lastStart = starts.lastIndexOf(true)
  return lastStart
}
