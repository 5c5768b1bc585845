/** Paragraphs of several styles broken into lines, by the widths of their letters. */
import { staysWithNumber } from '../../paper/lines.ts'
import { faceOf, measureOf } from '../plan/metrics.ts'
import type { Para, Span } from '../sheet.ts'

export interface Fragment {
  text: string
  span: Span
  width: number
}

/** What stands between two places where a line may break. */
interface Word {
  fragments: Fragment[]
  width: number
}

export interface Line {
  words: Word[]
  /** With single spaces between the words. */
  width: number
  /** A break follows that is not of our making: the line is not stretched. */
  isLast: boolean
}

const measure = (span: Span, sizePt: number, text: string) => measureOf(faceOf(span), sizePt)(text)

/** Words of a paragraph; a null is a line break. */
function wordsOf(para: Para, sizePt: number): (Word | null)[] {
  const words: (Word | null)[] = []
  let open: Word | null = null
  const add = (span: Span, text: string) => {
    if (text === '') return
    open ??= { fragments: [], width: 0 }
    const width = measure(span, sizePt, text)
    open.fragments.push({ text, span, width })
    open.width += width
  }
  const close = () => {
    if (open) words.push(open)
    open = null
  }
  for (const span of para.spans) {
    for (const part of span.text.normalize('NFC').split(/([ \t\n])/u)) {
      if (part === '\n') {
        close()
        words.push(null)
      } else if (part === ' ' || part === '\t') close()
      else add(span, part)
    }
  }
  close()
  return words
}

const textOf = (word: Word) => word.fragments.map((fragment) => fragment.text).join('')

/** "ngày 05", "Điều 12", "số 15/QĐ-UBND" stay on one line; so do a dash and what it lists. */
function isGlued(before: Word, word: Word): boolean {
  const last = textOf(before).toLocaleLowerCase('vi')
  return (staysWithNumber.has(last) && /^\d/.test(textOf(word))) || last === '-'
}

/** Room for a line: less where the first line is set in. */
export interface Room {
  first: number
  rest: number
}

/** @returns lines not wider than their room; a word that alone is wider is cut */
export function linesOf(para: Para, sizePt: number, room: Room): Line[] {
  const spaceOf = measure({ ...para.spans[0]!, isBold: false, isItalic: false }, sizePt, ' ')
  const lines: Line[] = []
  let open: Line = { words: [], width: 0, isLast: false }
  const limit = () => (lines.length === 0 ? room.first : room.rest)
  const close = (isLast: boolean) => {
    lines.push({ ...open, isLast })
    open = { words: [], width: 0, isLast: false }
  }
  for (const word of wordsOf(para, sizePt)) {
    if (word === null) {
      close(true)
      continue
    }
    for (const piece of pieces(word, sizePt, Math.min(room.first, room.rest))) {
      const wider = open.width + (open.words.length > 0 ? spaceOf : 0) + piece.width
      if (open.words.length > 0 && wider > limit() + 0.01) {
        const last = open.words.at(-1)!
        const goes = open.words.length > 1 && isGlued(last, piece)
        if (goes) {
          open.words.pop()
          open.width -= last.width + spaceOf
        }
        close(false)
        if (goes) push(open, last, spaceOf)
      }
      push(open, piece, spaceOf)
    }
  }
  if (open.words.length > 0 || lines.length === 0) close(true)
  else lines.at(-1)!.isLast = true
  return lines
}

function push(line: Line, word: Word, space: number): void {
  line.width += (line.words.length > 0 ? space : 0) + word.width
  line.words.push(word)
}

/** A word that fits no line is cut by letters, as nothing else is possible. */
function pieces(word: Word, sizePt: number, width: number): Word[] {
  if (word.width <= width) return [word]
  const out: Word[] = []
  let open: Word = { fragments: [], width: 0 }
  for (const { span, text } of word.fragments) {
    for (const char of text) {
      const wide = measure(span, sizePt, char)
      if (open.fragments.length > 0 && open.width + wide > width) {
        out.push(open)
        open = { fragments: [], width: 0 }
      }
      const last = open.fragments.at(-1)
      if (last?.span === span) {
        last.text += char
        last.width += wide
      } else open.fragments.push({ text: char, span, width: wide })
      open.width += wide
    }
  }
  out.push(open)
  return out
}

/** Lines of about one length, no more of them: for what stands centred in a column. */
export function balancedLines(para: Para, sizePt: number, width: number): Line[] {
  let best = linesOf(para, sizePt, { first: width, rest: width })
  if (best.length < 2 || best.length > 8 || para.spans.some((span) => span.text.includes('\n'))) return best
  for (let narrow = width * 0.97; narrow > width / 2; narrow *= 0.97) {
    const tried = linesOf(para, sizePt, { first: narrow, rest: narrow })
    if (tried.length > best.length || tried.some((line) => line.width > narrow + 0.5)) break
    best = tried
  }
  return best
}

/** Width of the widest word: tells whether a cell's text fits its column at this size. */
export const widestWord = (para: Para, sizePt: number): number =>
  Math.max(0, ...wordsOf(para, sizePt).map((word) => word?.width ?? 0))
