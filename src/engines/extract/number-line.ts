/** The number line: `Số: 15/QĐ-UBND` (State), `Số 15-QĐ/TU` (Party). Number and notation are judged apart. */
import { editDistance, fold } from '../vn-text/index.ts'
import { ABBREVIATIONS, abbreviationsOf } from './document-types.ts'
import type { Row } from './rows.ts'
import { unite } from './rows.ts'
import type { Box } from './types.ts'

export interface NumberLine {
  /** What stands where the number should be, as read (may be rubbish or ''); spaces removed. */
  numberText: string
  /** Place of the number; between "Số" and the notation even when nothing was read there. */
  numberBox: Box
  notation: string | null
  notationBox: Box | null
  /** 0 … 1: known type abbreviation, clean letters. */
  notationScore: number
}

/** One kind of dash, of slash and of Đ (OCR writes the Icelandic Ð, or both). Same length: offsets must hold. */
export const plainMarks = (text: string) =>
  text
    .replace(/[‐-―−~]/gu, '-')
    .replace(/Ð/gu, 'Đ')
    .replace(/[⁄∕／]/gu, '/')

/** Capitals of a notation group as printed: OCR makes small letters of them, ƯBND of UBND. */
function upper(group: string): string {
  return group
    .toUpperCase()
    .replace(/Ư(?=BND|B$)/g, 'U')
    .replace(/Đ+/g, 'Đ')
    .replace(/[^\p{L}\p{N}.&]/gu, '')
    .replace(/\.+$/, '')
}

const bare = (text: string) =>
  fold(text)
    .replace(/[^a-z]/g, '')
    .replace(/d+/g, 'd')

/** The abbreviation that a first group is, in its printed shape (T.Tr stays T.Tr); null when unknown. */
function knownAbbreviation(group: string, expected: readonly string[]): { text: string; score: number } | null {
  const key = bare(group)
  if (key === '') return null
  for (const abbreviation of [...expected, ...ABBREVIATIONS]) {
    if (bare(abbreviation) !== key) continue
    // QĐ must keep its Đ: "QD" and "ỌĐ" of OCR are the same type
    const dotted = /T\.\s*Tr/iu.test(group) && abbreviation === 'TTr' ? 'T.Tr' : abbreviation
    return { text: dotted, score: expected.includes(abbreviation) ? 1 : 0.85 }
  }
  // one letter misread (ỌĐ for QĐ): the type name above has already said which abbreviation to expect
  const close = expected.find(
    (a) => bare(a).length === key.length && key.length >= 2 && editDistance(bare(a), key) === 1,
  )
  return close === undefined ? null : { text: close, score: 0.75 }
}

interface Notation {
  text: string
  score: number
  /** Characters of the line before the notation and its separator. */
  start: number
}

function assemble(
  groups: string[],
  joints: string[],
  expected: readonly string[],
): { text: string; score: number } | null {
  const first = groups[0]!
  const rest = groups.slice(1).map(upper)
  if (rest.some((group) => group === '')) return null
  const known = knownAbbreviation(first, expected)
  const head = known?.text ?? upper(first)
  if (head === '') return null
  let text = head
  for (const [i, group] of rest.entries()) text += joints[i]! + group
  const clean = groups.every((group) => /^[\p{L}\p{N}.& ]+$/u.test(group))
  const capitals = groups.slice(1).every((group) => group === group.toUpperCase())
  let score = known ? known.score * 0.75 : 0.4
  if (clean) score += 0.12
  if (capitals) score += 0.08
  if (rest.length > 0) score += 0.05
  return { text, score: Math.min(1, score) }
}

const GROUP = String.raw`[\p{L}][\p{L}.&()]{0,14}`
const STATE_TAIL = new RegExp(String.raw`/\s*(${GROUP}(?:\s*[-/]+\s*[\p{L}\p{N}.&()]{1,20}){0,4})\s*['.,;:_]*\s*$`, 'u')
const PARTY_TAIL = /-\s*([\p{L}]{2,4})\s*\/\s*([\p{L}\p{N}.&-]{2,24})\s*[.,;:_]*\s*$/u

function stateNotation(line: string, expected: readonly string[]): Notation | null {
  const match = STATE_TAIL.exec(line)
  if (!match) return null
  // handwriting before the notation brings slashes of its own; the State notation has none (NĐ 30/2020 PL I.II.3)
  const tail = match[1]!.slice(match[1]!.lastIndexOf('/') + 1)
  const groups = tail.split(/\s*-+\s*/).map((group) => group.trim())
  const made = assemble(
    groups,
    groups.slice(1).map(() => '-'),
    expected,
  )
  return made && { ...made, start: line.lastIndexOf('/') }
}

function partyNotation(line: string, expected: readonly string[]): Notation | null {
  const match = PARTY_TAIL.exec(line)
  if (!match) return null
  const made = assemble([match[1]!, match[2]!], ['/'], expected)
  return made && { ...made, start: match.index }
}

/** The slash was swallowed by handwriting: find `ABBR-ORG` at the end of the line by its abbreviation. */
function brokenNotation(line: string, expected: readonly string[]): Notation | null {
  const match =
    /([\p{L}\p{N}.]{1,12}?)\s*-\s*([\p{L}][\p{L}.&]{0,14}(?:\s*-\s*[\p{L}][\p{L}.&]{0,14})*)\s*[.,;:_]*\s*$/u.exec(line)
  if (!match) return null
  const before = line.slice(0, match.index + match[1]!.length)
  for (const abbreviation of [...expected, ...ABBREVIATIONS.filter((a) => a.length >= 3)]) {
    const letters = [...abbreviation]
      .map((c) => (c === 'T' ? '[TtịIí17]' : c === 'Đ' ? '[ĐDÐđd]' : c))
      .join(String.raw`\.?\s*`)
    const hit = new RegExp(`${letters}$`, 'iu').exec(before.trimEnd())
    if (!hit) continue
    const shape = abbreviation === 'TTr' && hit[0].includes('.') ? 'T.Tr' : abbreviation
    const rest = match[2]!.split(/\s*-\s*/).map(upper)
    return { text: [shape, ...rest].join('-'), score: expected.includes(abbreviation) ? 0.7 : 0.5, start: hit.index }
  }
  return null
}

/**
 * Reads the number line.
 * @param typeName the document's type where known: its abbreviation is then expected.
 */
export function readNumberLine(row: Row, party: boolean, typeName: string | null): NumberLine {
  const line = plainMarks(row.text)
  const expected = typeName === null ? [] : typeName === 'Công văn' ? ['CV'] : abbreviationsOf(typeName)
  const ways = party ? [partyNotation, stateNotation] : [stateNotation, partyNotation]
  let notation: Notation | null = null
  for (const way of [...ways, brokenNotation]) {
    const made = way(line, expected)
    if (made && (notation === null || made.score > notation.score + 0.2)) notation = made
  }
  const head = /^\s*\S{1,3}?(?:\s*['’"”]*\s*[:.;]|\s|(?=[\d/]))\s*/u.exec(line)
  const numberStart = Math.min(head?.[0].length ?? 0, notation?.start ?? line.length)
  const numberEnd = notation?.start ?? line.length
  const between = line.slice(numberStart, numberEnd).replace(/[\s._…]/g, '')
  // no notation made out: digits before a separator are still a number
  const numberText = notation ? between : (/^(\d{1,6})[/-]/.exec(between)?.[1] ?? between)
  const [left, right] = [charX(row, numberStart), charX(row, numberEnd)]
  const box: Box = [left, row.box[1], Math.max(right, left + (row.box[3] - row.box[1])), row.box[3]]
  const notationBox: Box | null = notation ? [charX(row, notation.start), row.box[1], row.box[2], row.box[3]] : null
  return {
    numberText,
    numberBox: box,
    notation: notation?.text ?? null,
    notationBox,
    notationScore: notation?.score ?? 0,
  }
}

/** x of a character offset in the row's text, interpolated inside its word. */
export function charX(row: Row, offset: number): number {
  let at = 0
  for (const word of row.words) {
    const end = at + word.text.length
    if (offset <= at) return word.box[0]
    if (offset < end) return word.box[0] + ((word.box[2] - word.box[0]) * (offset - at)) / word.text.length
    at = end + 1
  }
  return row.box[2]
}

/** Box of the characters [from, to) of a row's text. */
export function charBox(row: Row, from: number, to: number): Box {
  const touched: Box[] = []
  let at = 0
  for (const word of row.words) {
    const end = at + word.text.length
    if (at < to && end > from) touched.push(word.box)
    at = end + 1
  }
  const box = touched.length > 0 ? unite(touched) : row.box
  return [charX(row, from), box[1], charX(row, to), box[3]]
}
