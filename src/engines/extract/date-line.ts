/** Place and date: `Hà Nội, ngày 05 tháng 01 năm 2020`. Each figure is located; whether it is typed is judged elsewhere. */

import { charBox } from './number-line.ts'
import type { Row } from './rows.ts'
import type { Box } from './types.ts'

export interface DatePart {
  /** As read, spaces and dots of a dotted line removed; '' when nothing was read. */
  text: string
  box: Box
}

export interface DateLine {
  place: string | null
  placeBox: Box | null
  day: DatePart
  month: DatePart
  year: DatePart
  box: Box
}

// OCR glues figures to the words around them and confuses their vowels
const DAY_WORD = /ng[àaáầằ]\s?y/iu
const MONTH_WORD = /th[áaảàúóủ]n?\s?[gợ]/iu
const YEAR_WORD = /n[ăaâắằ]m/iu

function part(row: Row, from: number, to: number): DatePart {
  return { text: row.text.slice(from, to).replace(/[\s.,…_]/g, ''), box: charBox(row, from, Math.max(to, from + 1)) }
}

/** @returns null when the row has neither "ngày … tháng" nor "tháng … năm". */
export function readDateLine(row: Row): DateLine | null {
  const text = row.text
  const day = DAY_WORD.exec(text)
  const dayEnd = day ? day.index + day[0].length : 0
  const monthMatch = MONTH_WORD.exec(text.slice(dayEnd))
  const month = monthMatch
    ? { start: dayEnd + monthMatch.index, end: dayEnd + monthMatch.index + monthMatch[0].length }
    : null
  const from = month?.end ?? dayEnd
  const yearMatch = YEAR_WORD.exec(text.slice(from))
  let year = yearMatch ? { start: from + yearMatch.index, end: from + yearMatch.index + yearMatch[0].length } : null
  // handwriting may have swallowed the word: a year at the end of the line is still a year
  const tail = year ? null : /(?:19|20)\S{2}\W*$/u.exec(text.slice(from))
  if (tail) year = { start: from + tail.index, end: from + tail.index }
  if ([day, month, year].filter(Boolean).length < 2) return null
  const dayStop = month?.start ?? year?.start ?? text.length
  const monthStop = year?.start ?? text.length
  const before = day ? text.slice(0, day.index) : ''
  const place = tidyPlace(before)
  return {
    place,
    placeBox: place === null ? null : charBox(row, 0, before.trimEnd().length),
    day: day ? part(row, dayEnd, dayStop) : { text: '', box: row.box },
    month: month ? part(row, month.end, monthStop) : { text: '', box: row.box },
    year: year ? part(row, year.end, text.length) : { text: '', box: row.box },
    box: row.box,
  }
}

/** Place names start each syllable with a capital (NĐ 30 PL II.III); OCR often breaks that (`VỊ Thanh`). */
function tidyPlace(text: string): string | null {
  const bare = text
    .replace(/[^\p{L}\p{M}\s.-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = bare.replace(/[^\p{L}]/gu, '')
  if (letters.length < 3 || bare.split(' ').length > 6) return null
  return bare
    .split(' ')
    .map((word) => (word.length <= 4 && word === word.toUpperCase() && /\p{L}\./u.test(word) ? word : capital(word)))
    .join(' ')
}

function capital(word: string): string {
  const chars = [...word.toLowerCase()]
  return (chars[0] ?? '').toUpperCase() + chars.slice(1).join('')
}
