/** Lines of number and of day as they are written: where their blanks are. Letters may still be decomposed in a file. */
import { shortDate } from '#engines/vn-text/index.ts'
import type { Day } from '#regimes/types.ts'

/** A stretch of a line and what is to stand there. */
export interface Change {
  from: number
  to: number
  text: string
}

const M = '\\p{M}*'
/** What is no letter of the line: spaces, dots, dashes of a form. */
const BLANK = '[\\s\\u00a0.…_]*'

const NUMBER = new RegExp(`^(\\s*s[ốo]${M}(?:\\s*[:.])?)(${BLANK})(\\d[\\d\\s]*\\p{L}?)?(${BLANK})([-–/])(.*)$`, 'isu')
const DATE = new RegExp(
  `^(.*?)(ng[àa]${M}y)(${BLANK})(\\d{1,2})?(${BLANK})(th[áa]${M}ng)(${BLANK})(\\d{1,2})?(${BLANK})(n[ăa]${M}m)(${BLANK})(\\d{2,4})?(${BLANK})$`,
  'isu',
)

export interface NumberParts {
  /** Between the word and the sign before the notation. */
  blank: { from: number; to: number }
  written: string | null
  notation: { from: number; to: number; text: string }
}

/** Parts of `Số:      /QĐ-UBND`; null: no such line. */
export function numberParts(line: string): NumberParts | null {
  const match = NUMBER.exec(line)
  if (!match) return null
  const [, label, before, digits, after, sign, notation] = match as unknown as (string | undefined)[]
  const from = label!.length
  const to = from + before!.length + (digits?.length ?? 0) + after!.length
  const start = to + sign!.length
  return {
    blank: { from, to },
    written: digits?.trim() || null,
    notation: { from: start, to: line.length, text: notation!.trim() },
  }
}

export interface DateParts {
  place: { from: number; to: number; text: string }
  day: Part
  month: Part
  year: Part
}
interface Part {
  from: number
  to: number
  written: string | null
}

/** Parts of `Sông Mây, ngày      tháng      năm 2026`; null: no such line. */
export function dateParts(line: string): DateParts | null {
  const match = DATE.exec(line)
  if (!match) return null
  const groups = match.slice(1).map((group) => group ?? '')
  const starts: number[] = []
  let at = 0
  for (const group of groups) {
    starts.push(at)
    at += group.length
  }
  // groups: place, ngày, blank, day, blank, tháng, blank, month, blank, năm, blank, year, blank
  const part = (first: number): Part => ({
    from: starts[first]!,
    to: starts[first + 2]! + groups[first + 2]!.length,
    written: groups[first + 1] || null,
  })
  const place = /^(\s*)(.*?)[\s,]*$/su.exec(groups[0]!)!
  const from = place[1]!.length
  return {
    place: { from, to: from + place[2]!.length, text: place[2]! },
    day: part(2),
    month: part(6),
    year: part(10),
  }
}

/** Day, month, year as the law writes them: a zero before days below ten and before January and February (PL I.II.4). */
export function datePieces(issued: Day): { day: string; month: string; year: string } {
  const [day, month, year] = shortDate(issued)!.split('/') as [string, string, string]
  return { day, month: Number(month) > 2 ? String(Number(month)) : month, year }
}
