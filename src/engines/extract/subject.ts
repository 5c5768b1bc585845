/** Type name and trích yếu: under the head and centred (cell 5a), or "V/v" under the number (công văn, cell 5b). */
import { comparable, tidySpace } from '../vn-text/index.ts'
import { matchTypeName, type TypeHit } from './document-types.ts'
import type { Header } from './header.ts'
import {
  boxHeight,
  boxWidth,
  findPhrase,
  folded,
  isUpperCase,
  makeRow,
  middleX,
  middleY,
  type Row,
  splitRow,
  toRows,
} from './rows.ts'
import type { PageWords } from './types.ts'

export interface TypeLine {
  hit: TypeHit
  row: Row
  index: number
}

const ADDRESSEE = /^\W*k[ií]nh\s*(?:g[uưử][iỉí1l]|tr[iì]nh)/u

/** "Kính gửi", as OCR reads it. */
export function isAddressee(row: Row): boolean {
  const text = folded(row.text)
  return ADDRESSEE.test(text) || findPhrase(row.words.slice(0, 3), 'Kính gửi').score >= 0.85
}

/** The row that is the type's name: in capitals, roughly centred on the page or the text, above "Kính gửi". */
export function findTypeLine(header: Header, page: PageWords): TypeLine | null {
  let best: TypeLine | null = null
  for (const [index, row] of header.below.slice(0, 16).entries()) {
    if (isAddressee(row)) break
    for (const part of splitRow(row, header.unit * 3)) {
      if (!isUpperCase(part.text) || tooManyWords(part)) continue
      const hit = matchTypeName(part.text)
      if (!hit) continue
      const off = Math.abs(middleX(part.box) - page.width / 2) / page.width
      if (off > 0.22 && page.source !== 'flow') continue
      if (best === null || hit.score > best.hit.score + 0.05) best = { hit, row: part, index }
    }
    if (best && index > best.index + 4) break
  }
  return best
}

/** A name has at most seven words, but its letters may be spread (Q U Y Ế T Đ Ị N H). */
function tooManyWords(row: Row): boolean {
  return row.words.length > 7 && row.text.length / row.words.length > 3
}

/**
 * Type and subject in one heading: `BÁO CÁO TỔNG KẾT CÔNG TÁC NĂM …`, `BIÊN BẢN HỌP`. The row must be in capitals,
 * centred, and begin with the name of a type; the rest of it begins the subject. In a letter, what stands under its
 * subject is the text's own heading.
 */
export function findTypeHeading(header: Header, page: PageWords): (TypeLine & { rest: Row }) | null {
  const about = subjectOfLetter(header, page)?.rows[0]
  for (const [index, row] of header.below.slice(0, 10).entries()) {
    if (isAddressee(row) || (about && middleY(row.box) > middleY(about.box))) return null
    const part = splitRow(row, header.unit * 3).reduce((a, b) => (boxWidth(b.box) > boxWidth(a.box) ? b : a))
    const off = Math.abs(middleX(part.box) - page.width / 2) / page.width
    if (off > 0.15 || !isUpperCase(part.text) || part.words.length < 3) continue
    for (const count of [3, 2]) {
      if (part.words.length <= count) continue
      const words = part.words.slice(0, count)
      const hit = matchTypeName(words.map((word) => word.text).join(' '))
      if (!hit || hit.score < 0.9) continue
      return { hit, row: makeRow(words), index, rest: makeRow(part.words.slice(count)) }
    }
  }
  return null
}

/** Lines that end a subject, whatever their letters. */
const STOPS =
  /^\W{0,3}(?:kinh gui|kinh trinh|dieu 1\b|i\s*[./)]|1\s*[./)]|phan (?:thu )?(?:i|1|nhat)\b|don vi\s*:|don vi tinh|\(?\s*(?:kem theo|ban hanh kem|dinh kem|du thao|trich)\b|\(\s*theo\b)/

/** Words that open the text of a document, but also a line in the middle of a subject ("sơ kết … / thực hiện Nghị quyết …"). */
const OPENINGS = /^\W{0,3}(?:can cu|theo|theo de nghi|xet de nghi|thuc hien|nhan dip|ngay \d|hom nay)\b/

/** Marks of urgency and secrecy beside a subject. */
const MARKS = /^\W*(?:hoa toc(?: hen gio)?|thuong khan|khan|mat|toi mat|tuyet mat)\W*$/

/** Whether a line ends the subject that `taken` holds so far. */
function endsSubject(row: Row, taken: readonly Row[]): boolean {
  const text = folded(row.text)
  if (STOPS.test(text) || (taken.length > 0 && isUpperCase(row.text) && MARKS.test(text))) return true
  if (!OPENINGS.test(text)) return false
  // a paragraph begins with a capital letter; so does no line in the middle of a sentence
  if (/^\P{L}*\p{Ll}/u.test(row.text)) return false
  return !(taken.length > 0 && isUpperCase(row.text) && isUpperCase(taken[0]!.text))
}

/** Whose decision: `CHỦ TỊCH ỦY BAN NHÂN DÂN …`, `BAN THƯỜNG VỤ …`: the authority line under a decision's subject. */
const AUTHORITIES =
  /^(?:quyen |pho )?(?:chu tich|giam doc|tong giam doc|cuc truong|tong cuc truong|chi cuc truong|vu truong|vien truong|hieu truong|truong ban|truong phong|chanh van phong|chanh an|chanh thanh tra|bo truong|thu tuong|bi thu|uy ban nhan dan|hoi dong nhan dan|ban thuong vu|ban chap hanh|tinh uy|thanh uy|huyen uy|dang uy|chinh phu|quoc hoi|ban bi thu|bo chinh tri|thuong truc|ban to chuc|ban tuyen giao|uy ban kiem tra|van phong)\b/

export interface Subject {
  text: string
  rows: Row[]
}

function clean(text: string): string {
  return tidySpace(text)
    .replace(/^[\s([{*.,:;'"“”_-]+/u, '')
    .replace(/[\s_*.,:;'"”-]+$/u, '')
    .replace(/\s+([,;:.)])/g, '$1')
    .replace(/_{2,}/g, '')
}

/** "V/v" and what OCR makes of its slash. */
const ABOUT_SHORT = /^\W*(?:v\s*[/⁄∕1l|\\íi.]?\s*v|w\s*[/⁄]\s*v|v[/⁄])(?![\p{L}\p{N}])[\s.:,-]*/iu

/** Drops "V/v" and its brackets; "Về việc" is part of the subject as printed. */
export function tidySubject(text: string): string {
  let subject = clean(text).replace(ABOUT_SHORT, '')
  if (/\)$/.test(subject) && !subject.includes('(')) subject = subject.slice(0, -1)
  return clean(subject)
}

/** Rule lines, dots and specks that OCR turns into characters. */
export function isRuleLine(row: Row): boolean {
  const letters = comparable(row.text).replaceAll(' ', '')
  return (
    letters.length < 2 || /^[-_=~.*\s—–•·]+$/u.test(row.text) || (letters.length <= 4 && /[-_—–]{3,}/u.test(row.text))
  )
}

/** Typical distance of body lines, the measure for "a wider gap". */
function linePitch(rows: Row[], unit: number): number {
  const gaps = rows
    .slice(1)
    .map((row, i) => middleY(row.box) - middleY(rows[i]!.box))
    .filter((gap) => gap > unit * 0.7 && gap < unit * 3)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? unit * 1.3
}

/** Subject under a type name: the centred lines that follow it. */
export function subjectUnderType(header: Header, type: TypeLine & { rest?: Row }, page: PageWords): Subject | null {
  const after = header.below.slice(type.index + 1, type.index + 12)
  const pitch = linePitch(header.below.slice(type.index), header.unit)
  const center = middleX(type.rest ? joinRows([type.row, type.rest]).box : type.row.box)
  const taken: Row[] = type.rest ? [type.rest] : []
  let lastY = middleY(type.row.box)
  for (const [i, row] of after.entries()) {
    // a part of the head that hangs lower than the type line is no subject
    const parts = splitRow(row, header.unit * 4)
    const main = parts.reduce((a, b) => (boxWidth(b.box) > boxWidth(a.box) ? b : a))
    if (isRuleLine(main)) {
      if (taken.length > 0) break
      continue
    }
    const text = folded(main.text)
    const gap = middleY(main.box) - lastY
    if (endsSubject(main, taken) || isAddressee(main)) break
    if (gap > pitch * (taken.length === 0 ? 3.2 : 1.75)) break
    // a DOCX keeps its alignments in styles: only gaps and stop words end the subject there
    const loose = page.source === 'flow'
    if (!loose && Math.abs(middleX(main.box) - center) > page.width * 0.09) break
    if (taken.length > 0 && AUTHORITIES.test(text) && isUpperCase(main.text) && !isUpperCase(taken[0]!.text)) break
    if (taken.length === 0 && AUTHORITIES.test(text) && isUpperCase(main.text) && gap > pitch * 1.6) break
    if (!loose && taken.length > 0 && isParagraph(main, page, taken, center)) break
    if (!loose && taken.length > 0 && opensParagraph(main, after[i + 1], page)) break
    taken.push(main)
    lastY = middleY(main.box)
    if (taken.length >= 8) break
  }
  if (taken.length === 0) return null
  // "QUYẾT ĐỊNH / Của Chủ tịch … / Về việc …": whose decision it is does not belong to the subject
  const about = taken.findIndex((row, i) => i > 0 && startsAbout(row))
  const rows = about > 0 && /^\W*cua\b/.test(folded(taken[0]!.text)) ? taken.slice(about) : taken
  const text = tidySubject(rows.map((row) => row.text).join(' '))
  return text.length < 4 ? null : { text, rows }
}

/** A body paragraph starts indented and fills the line to the right margin; a centred line is even on both sides. */
function isParagraph(row: Row, page: PageWords, taken: Row[], center: number): boolean {
  const wide = boxWidth(row.box) > page.width * 0.68
  const lean = Math.abs(row.box[0] + row.box[2] - 2 * center) > page.width * 0.05
  const smaller = boxHeight(row.box) < boxHeight(taken[0]!.box) * 0.75
  return (wide && lean) || (smaller && lean)
}

/** An indented wide line whose next one begins at the margin and is not centred under it: running text. */
function opensParagraph(row: Row, next: Row | undefined, page: PageWords): boolean {
  if (next === undefined || boxWidth(row.box) < page.width * 0.6) return false
  const indent = row.box[0] - next.box[0]
  const goesOn = Math.abs(row.box[2] - next.box[2]) < 8
  return indent > 15 && indent < 60 && (goesOn || row.box[2] - next.box[2] > indent * 2)
}

/**
 * Subject of a công văn: the block that begins with "V/v" (Party: "về việc") under the number, as far as its lines
 * hang together; it may run wider than the left column.
 */
export function subjectOfLetter(header: Header, page: PageWords): Subject | null {
  const width = Math.max(header.splitX, page.width * 0.5)
  const limit = header.bottom + header.unit * 16
  const zone = page.words.filter(
    (w) =>
      middleY(w.box) > header.titleBottom &&
      middleY(w.box) < limit &&
      w.box[0] < width &&
      middleX(w.box) < page.width * 0.58,
  )
  const inDate = new Set(header.dateRow?.words)
  const rows = toRows(zone.filter((word) => !inDate.has(word)))
    .map((row) => splitRow(row, header.unit * 2.5)[0]!)
    .filter((row) => row.words.length > 0)
  const start = rows.findIndex((row) => row !== undefined && startsAbout(row) && row.box[0] < width * 0.75)
  if (start < 0) return null
  const taken = [rows[start]!]
  for (const row of rows.slice(start + 1)) {
    const last = taken.at(-1)!
    if (isAddressee(row) || isRuleLine(row)) break
    if (middleY(row.box) - middleY(last.box) > header.unit * 2.05) break
    if (row.box[0] > taken[0]!.box[2] || endsSubject(row, taken)) break
    taken.push(row)
    if (taken.length >= 9) break
  }
  const text = tidySubject(taken.map((row) => row.text).join(' '))
  return text.length < 4 ? null : { text, rows: taken }
}

/** "V/v", "(V/v", "về việc" at the beginning of a row. */
export function startsAbout(row: Row): boolean {
  return ABOUT_SHORT.test(clean(row.text)) || /^\W*ve viec\b/.test(folded(row.text))
}

export function joinRows(rows: Row[]): Row {
  return makeRow(rows.flatMap((row) => row.words))
}
