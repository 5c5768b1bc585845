/**
 * The imaginary page of a Word file: no layout engine, but the two columns of a head stand side by side whatever their
 * author made them of (a table, a table within a table, tabs, text boxes, or lines one below the other), so that the
 * rules that read paper read it too.
 */
import type { Paragraph } from './docx.ts'
import { dateLikeness, numberLikeness } from './header.ts'
import { findPhrase, makeRow } from './rows.ts'
import type { PageWords, Word } from './types.ts'

const WIDTH = 595
const LEFT = 85
const RIGHT = 552
const LINE = 16
const CHAR = 6.2
/** Where the wider right column of a head begins (NĐ 30/2020 PL I, layout sketch). */
const SPLIT = LEFT + (RIGHT - LEFT) * 0.42

/** Puts one line of text at (x0 … x1, y) as words of equal letter width. */
function placeLine(text: string, align: Paragraph['align'], x0: number, x1: number, y: number): Word[] {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const width = words.join(' ').length * CHAR
  const scale = width > x1 - x0 ? (x1 - x0) / width : 1
  let x = align === 'center' ? (x0 + x1 - width * scale) / 2 : align === 'right' ? x1 - width * scale : x0
  return words.map((word) => {
    const w = word.length * CHAR * scale
    const box: Word['box'] = [x, y, x + w, y + 12]
    x += w + CHAR * scale
    return { text: word, box, confidence: 1 }
  })
}

/** Lines of a paragraph wrapped to a width, so that a long one is several rows like on paper. */
function wrap(text: string, width: number): string[] {
  const max = Math.max(8, Math.floor(width / CHAR))
  const lines: string[] = []
  for (const hard of text.split('\n')) {
    let line = ''
    for (const word of hard.split(/\s+/).filter(Boolean)) {
      if (line !== '' && line.length + word.length + 1 > max) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines
}

const rowOf = (text: string) => makeRow(placeLine(text, 'left', 0, 1e5, 0))
const TITLES = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'ĐẢNG CỘNG SẢN VIỆT NAM']
const isPhrase = (text: string, phrase: string) => findPhrase(rowOf(text).words, phrase).score > 0.85
const isTitle = (text: string) => text.length < 60 && TITLES.some((title) => isPhrase(text, title))
const isMotto = (text: string) => text.length < 40 && isPhrase(text, 'Độc lập Tự do Hạnh phúc')
const isDate = (text: string) => text.length < 70 && dateLikeness(rowOf(text)) === 1
const isNumber = (text: string) => text.length < 60 && numberLikeness(rowOf(text)) >= 0.55

const ABOUT = /^\W*(?:v\s*\/\s*v|về việc)\b/iu
const ADDRESSEE = /^\W*kính\s+(?:gửi|trình)/iu

/** Lines of a head that stand in no table of columns: at most these many paragraphs are looked through. */
const HEAD_PARAGRAPHS = 24
const HEAD_LINES = 16

interface LooseHead {
  left: string[]
  right: string[]
  /** Paragraphs used. */
  count: number
}

/**
 * A head set with tabs, spaces, text boxes or line under line: its lines parted by what they say. It ends with the later
 * of number and date.
 * @returns null when there is no title, or neither number nor date near it.
 */
function looseHead(paragraphs: readonly Paragraph[]): LooseHead | null {
  const lines: { text: string; paragraph: number }[] = []
  for (const [paragraph, { text, cell }] of paragraphs.slice(0, HEAD_PARAGRAPHS).entries()) {
    if (cell !== null) break
    for (const piece of text.split(/[\t\n]+| {4,}/))
      if (piece.trim() !== '') lines.push({ text: piece.trim(), paragraph })
  }
  const head = lines.slice(0, HEAD_LINES)
  const title = head.findIndex((line) => isTitle(line.text))
  const number = head.findIndex((line) => isNumber(line.text))
  const date = head.findIndex((line) => isDate(line.text))
  if (title < 0 || (number < 0 && date < 0)) return null
  let last = head[Math.max(title, number, date)]!.paragraph
  // what a letter is about hangs under the number, also when its line comes after the date's
  const about = lines.find((line) => line.paragraph > last)
  if (about && ABOUT.test(about.text)) {
    last = about.paragraph
    while (
      lines.some((line) => line.paragraph === last + 1 && !ADDRESSEE.test(line.text)) &&
      last < about.paragraph + 4
    )
      last++
  }
  const used = lines.filter((line) => line.paragraph <= last).map((line) => line.text)
  const isRight = (text: string) => isTitle(text) || isMotto(text) || isDate(text)
  return { left: used.filter((text) => !isRight(text)), right: used.filter(isRight), count: last + 1 }
}

/** Columns of a table that hold any text: an empty one between the two of a head takes no room. */
function filledColumns(paragraphs: readonly Paragraph[]): Map<number, number[]> {
  const filled = new Map<number, Set<number>>()
  for (const { text, cell } of paragraphs) {
    if (cell === null || text.trim() === '') continue
    const columns = filled.get(cell.table) ?? new Set()
    filled.set(cell.table, columns.add(cell.column))
  }
  return new Map([...filled].map(([table, columns]) => [table, [...columns].sort((a, b) => a - b)]))
}

/** Fields stand at the beginning and at the end; what lies between in a long paper is text only. */
const [FIRST_PARAGRAPHS, LAST_PARAGRAPHS] = [1500, 300]

const ends = (paragraphs: readonly Paragraph[]) =>
  paragraphs.length <= FIRST_PARAGRAPHS + LAST_PARAGRAPHS
    ? paragraphs
    : [...paragraphs.slice(0, FIRST_PARAGRAPHS), ...paragraphs.slice(-LAST_PARAGRAPHS)]

/**
 * The imaginary page of a DOCX: one endless page for the body. Cells of a table row stand side by side from the same
 * height, as the two columns of a head do.
 */
export function docxPage(all: readonly Paragraph[]): PageWords {
  const paragraphs = ends(all)
  const words: Word[] = []
  const filled = filledColumns(paragraphs)
  let y = 60
  const column = (text: string, x0: number, x1: number, from: number) => {
    const lines = wrap(text, x1 - x0)
    for (const [i, line] of lines.entries()) words.push(...placeLine(line, 'center', x0, x1, from + i * LINE))
    return from + lines.length * LINE
  }
  const head = looseHead(paragraphs)
  if (head !== null) {
    let [left, right] = [y, y]
    let level = y
    for (const text of head.left) {
      if (isNumber(text)) level = left
      left = column(text, LEFT, SPLIT - 8, left)
    }
    // place and date stand level with the number
    for (const text of head.right) right = column(text, SPLIT, RIGHT, isDate(text) ? Math.max(right, level) : right)
    y = Math.max(left, right)
  }
  for (let i = head?.count ?? 0; i < paragraphs.length; ) {
    const paragraph = paragraphs[i]!
    if (paragraph.cell === null) {
      for (const line of wrap(paragraph.text, RIGHT - LEFT)) {
        words.push(...placeLine(line, paragraph.align, LEFT, RIGHT, y))
        y += LINE
      }
      i++
      continue
    }
    const { table, row } = paragraph.cell
    const order = filled.get(table) ?? [0]
    const columns = order.length
    const edge = (k: number) => (columns === 2 && k === 1 ? SPLIT : LEFT + ((RIGHT - LEFT) * k) / columns)
    const bottoms = new Array<number>(columns).fill(y)
    for (; i < paragraphs.length && paragraphs[i]!.cell?.row === row; i++) {
      const { text, align, cell } = paragraphs[i]!
      const at = order.indexOf(cell!.column)
      // an empty column: its blank paragraphs take no room either
      if (at < 0) continue
      const [x0, x1] = [edge(at), edge(at + 1) - 8]
      for (const line of wrap(text, x1 - x0)) {
        words.push(...placeLine(line, align === 'both' ? 'left' : align, x0, x1, bottoms[at]!))
        bottoms[at]! += LINE
      }
    }
    y = Math.max(...bottoms)
  }
  return { page: 1, width: WIDTH, height: Math.max(842, y + 60), words, source: 'flow' }
}
