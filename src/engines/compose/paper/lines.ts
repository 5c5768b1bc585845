import { withoutControls } from './plain-text.ts'

/** Breaking text into lines the way Vietnamese official documents need it. Pure. */

/** Width of a piece of text in points. */
export type Measure = (text: string) => number

/**
 * Words that stay with the number after them ("ngày 05", "Điều 12", "số 15/QĐ-UBND"): a number alone at the start of a
 * line reads like a list item.
 */
export const staysWithNumber = new Set([
  'ngày',
  'tháng',
  'năm',
  'số',
  'điều',
  'khoản',
  'quý',
  'trang',
  'quyển',
  'phụ',
  'lục',
])

/**
 * Breaks `text` into lines not wider than `width` points. Lines break at spaces only, so a syllable and a symbol such as
 * `15/QĐ-UBND` are never torn; a line feed in the text is kept. Only a piece that alone is wider than the line is cut by
 * characters, as nothing else is possible (callers may first try a smaller type, see `widestPiece`).
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of withoutControls(text).split('\n')) {
    const pieces = unbreakablePieces(paragraph, width, measure)
    let line = ''
    for (const piece of pieces) {
      const longer = line === '' ? piece : `${line} ${piece}`
      if (line === '' || measure(longer) <= width) {
        line = longer
        continue
      }
      lines.push(line)
      line = piece
    }
    lines.push(line)
  }
  return lines.flatMap((line) => (measure(line) > width ? cutByCharacters(line, width, measure) : [line]))
}

/** The width of the widest piece that may not be torn; tells whether a text fits a column at this type size. */
export function widestPiece(text: string, measure: Measure): number {
  let widest = 0
  for (const word of text.normalize('NFC').split(/\s+/)) if (word !== '') widest = Math.max(widest, measure(word))
  return widest
}

/** Like `breakLines`, with lines of about the same length: for titles and names that stand centred. */
export function balanced(text: string, width: number, measure: Measure): string[] {
  const lines = breakLines(text, width, measure)
  if (lines.length < 2 || lines.length > 4) return lines
  let best = lines
  for (let narrow = width * 0.96; narrow > width / 2; narrow *= 0.96) {
    const tried = breakLines(text, narrow, measure)
    if (tried.length > lines.length || tried.some((line) => measure(line) > narrow)) break
    best = tried
  }
  return best
}

function unbreakablePieces(paragraph: string, width: number, measure: Measure): string[] {
  const pieces: string[] = []
  // U+00A0 is left alone: \s would split it, and who wrote it meant it.
  for (const word of paragraph.split(/[ \t]+/)) {
    if (word === '') continue
    const previous = pieces.at(-1)
    if (previous !== undefined && /^[\d–-]/.test(word)) {
      const last = previous.split(' ').at(-1)!.toLowerCase()
      const glued = `${previous} ${word}`
      // "2025 - 2030" is one thing too.
      const isRange = isDash(word) ? /^\d+$/.test(last) : isDash(last) && /\d [–-]$/.test(previous)
      const isNamed = /^\d/.test(word) && staysWithNumber.has(last)
      if ((isRange || isNamed) && measure(glued) <= width * 0.6) {
        pieces[pieces.length - 1] = glued
        continue
      }
    }
    pieces.push(word)
  }
  return pieces
}

function isDash(word: string): boolean {
  return word === '-' || word === '–'
}

function cutByCharacters(line: string, width: number, measure: Measure): string[] {
  const parts: string[] = []
  let part = ''
  for (const char of line) {
    if (part !== '' && measure(part + char) > width) {
      parts.push(part)
      part = char.trimStart()
    } else part += char
  }
  if (part !== '') parts.push(part)
  return parts
}
