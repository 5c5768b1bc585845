/** One reading of a document: components and fields from one set of words, before readings are compared. */
import { syllableScore, tidySpace } from '../vn-text/index.ts'
import { type DateLine, readDateLine } from './date-line.ts'
import { typeOfAbbreviation } from './document-types.ts'
import { type Header, readHeader, sheetHeight } from './header.ts'
import { type NumberLine, readNumberLine } from './number-line.ts'
import { nameInText, readOrgans, type SpellingIndex, spellName } from './organ.ts'
import { boxHeight, folded, isUpperCase, middleY, type Row, splitRow, unite } from './rows.ts'
import { findTypeHeading, findTypeLine, isAddressee, subjectOfLetter, subjectUnderType } from './subject.ts'
import type { Box, Field, PageWords } from './types.ts'

export interface Reading {
  page: PageWords
  header: Header
  typeName: Field
  subject: Field
  organName: Field
  parentOrganName: Field
  place: Field
  urgency: Field
  addressees: { entries: string[]; box: Box } | null
  numberRow: Row | null
  number: NumberLine | null
  dateRow: Row | null
  date: DateLine | null
}

export const none = <T = string>(page: number | null = null, box: Box | null = null): Field<T> => ({
  value: null,
  confidence: 0,
  page,
  box,
})

/** Mean confidence of rows times how Vietnamese their words look. */
function trust(rows: Row[], text: string): number {
  const words = rows.flatMap((row) => row.words)
  const mean = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length)
  const { score, words: count } = syllableScore(text)
  return Math.max(0.05, Math.min(0.97, mean * (count === 0 ? 0.5 : 0.35 + 0.65 * score)))
}

function organField(part: { text: string; rows: Row[] } | null, page: number, index: SpellingIndex): Field {
  if (part === null || part.text.length < 2) return none()
  const box = unite(part.rows.map((row) => row.box))
  const confidence = trust(part.rows, part.text)
  const inText = nameInText([part.text], index)
  if (inText !== null) return { value: inText, confidence: Math.max(0.85, confidence), page, box }
  return { value: spellName(part.text, index), confidence: confidence * 0.9, page, box }
}

const URGENCIES = [
  ['hoa toc hen gio', 'Hỏa tốc hẹn giờ'],
  ['hoa toc', 'Hỏa tốc'],
  ['thuong khan', 'Thượng khẩn'],
  ['khan', 'Khẩn'],
] as const

/** Urgency stamp (cell 10b) among rows: capitals standing alone near the head. `unit` is the height of a line, points. */
export function findUrgency(rows: Row[], page: PageWords, unit: number): Field {
  for (const row of rows.flatMap((whole) => splitRow(whole, unit * 1.5))) {
    if (middleY(row.box) > sheetHeight(page) * 0.45 || row.words.length > 5 || !isUpperCase(row.text)) continue
    const text = folded(row.text)
      .replace(/[^a-z ]/g, '')
      .trim()
    const hit = URGENCIES.find(([key]) => text === key)
    if (hit) return { value: hit[1], confidence: 0.85, page: page.page, box: row.box }
  }
  return none()
}

/** "Kính gửi: …", one body on the line or a dash list under it. */
function readAddressees(header: Header): { entries: string[]; box: Box } | null {
  const start = header.below.findIndex((row, i) => i < 22 && isAddressee(row))
  if (start < 0) return null
  const first = header.below[start]!
  const lines = [first.text.replace(/^.*?g[ửuưứừữ][iỉ1lí]\s*[:;.]?\s*/iu, '').replace(/^.*?tr[ìi]nh\s*:\s*/iu, '')]
  let last = first
  const textLeft = Math.min(...header.below.slice(start + 1, start + 12).map((row) => row.box[0]))
  for (const row of header.below.slice(start + 1, start + 14)) {
    if (middleY(row.box) - middleY(last.box) > header.unit * 2.6) break
    const dash = /^\s*[-–+•]/u.test(row.text)
    const hangs = row.box[0] > first.box[0] + boxHeight(first.box) * 2 && row.box[0] > textLeft + header.unit * 2
    if (!dash && !hangs) break
    if (dash || lines.at(-1)!.trim() === '') lines.push(row.text)
    else lines[lines.length - 1] += ` ${row.text}`
    last = row
  }
  const entries = lines
    .map((line) => tidySpace(line).replace(/^[-–+•:\s]+|[;,.\s]+$/gu, ''))
    .filter((line) => /\p{L}{2}/u.test(line))
  return entries.length === 0 ? null : { entries, box: first.box }
}

/**
 * Reads the first page.
 * @param index the whole document's words, to learn how names are written in it.
 */
export function readFirstPage(page: PageWords, index: SpellingIndex): Reading {
  const header = readHeader(page)
  const party = header.regime === 'party'
  const letterhead = header.regime !== null || header.numberRow !== null
  const typeLine = findTypeLine(header, page) ?? (letterhead ? findTypeHeading(header, page) : null)
  const date = header.dateRow ? readDateLine(header.dateRow) : null
  const addressees = readAddressees(header)
  let typeName: Field = typeLine
    ? { value: typeLine.hit.name, confidence: 0.6 + 0.38 * typeLine.hit.score, page: page.page, box: typeLine.row.box }
    : none()
  const letter = typeLine ? null : subjectOfLetter(header, page)
  if (!typeLine && letterhead && (letter || addressees)) {
    // a letter has no type line: V/v under the number, or Kính gửi, tells it (NĐ 30/2020 PL I.II.5b)
    const row = letter?.rows[0]
    typeName = {
      value: 'Công văn',
      confidence: letter ? 0.9 : 0.75,
      page: page.page,
      box: row?.box ?? addressees?.box ?? null,
    }
  }
  let number = header.numberRow ? readNumberLine(header.numberRow, party, typeName.value) : null
  if (typeName.value === null && number?.notation) {
    const type = typeOfAbbreviation(number.notation.split(/[-/]/)[0]!, party)
    if (type) typeName = { value: type, confidence: 0.55, page: page.page, box: number.notationBox }
    number = header.numberRow ? readNumberLine(header.numberRow, party, typeName.value) : null
  }
  const found = typeLine ? subjectUnderType(header, typeLine, page) : letter
  const subject: Field = found
    ? {
        value: found.text,
        confidence: trust(found.rows, found.text),
        page: page.page,
        box: unite(found.rows.map((row) => row.box)),
      }
    : none()
  const organs = readOrgans(header.organRows, header.regime === null)
  return {
    page,
    header,
    typeName,
    subject,
    organName: organField(organs.organ, page.page, index),
    parentOrganName: organField(organs.parent, page.page, index),
    place: date?.place
      ? { value: date.place, confidence: trust([header.dateRow!], date.place), page: page.page, box: date.placeBox }
      : none(),
    urgency: findUrgency([...header.organRows, ...header.below.slice(0, 12)], page, header.unit),
    addressees,
    numberRow: header.numberRow,
    number,
    dateRow: header.dateRow,
    date,
  }
}
