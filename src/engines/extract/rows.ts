/** Words → rows. Rows are made here, not taken from the reader: readers join the two head columns or tear lines apart. */
import { comparable, editSimilarity, fold } from '../vn-text/index.ts'
import type { Box, Word } from './types.ts'

export interface Row {
  words: Word[]
  box: Box
  text: string
}

export function unite(boxes: Box[]): Box {
  return boxes.reduce<Box>(
    (all, box) => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

export const boxHeight = (box: Box) => box[3] - box[1]
export const boxWidth = (box: Box) => box[2] - box[0]
export const middleX = (box: Box) => (box[0] + box[2]) / 2
export const middleY = (box: Box) => (box[1] + box[3]) / 2

export function makeRow(words: Word[]): Row {
  const sorted = words.toSorted((a, b) => a.box[0] - b.box[0])
  return { words: sorted, box: unite(sorted.map((w) => w.box)), text: sorted.map((w) => w.text).join(' ') }
}

/** Median height of words, the page's measure of a line. */
export function typicalHeight(words: Word[]): number {
  const heights = words
    .filter((word) => word.text.length > 1)
    .map((word) => boxHeight(word.box))
    .sort((a, b) => a - b)
  return heights[Math.floor(heights.length / 2)] ?? 12
}

/**
 * Groups words into rows, top to bottom. A word joins a row when its middle lies near the row's; the row's middle
 * follows its last words, so slightly skewed scans keep their lines.
 */
export function toRows(words: Word[]): Row[] {
  const unit = typicalHeight(words)
  const open: { words: Word[]; y: number; x: number }[] = []
  for (const word of words.toSorted((a, b) => a.box[0] - b.box[0])) {
    const y = middleY(word.box)
    let best: (typeof open)[number] | undefined
    let nearest = Math.max(unit * 0.5, 3)
    for (const row of open) {
      const distance = Math.abs(row.y - y)
      if (distance < nearest) {
        nearest = distance
        best = row
      }
    }
    if (best) {
      best.words.push(word)
      // tall or tiny marks must not drag the row away
      const normal = boxHeight(word.box) > unit * 0.5 && boxHeight(word.box) < unit * 1.7
      if (normal) best.y = best.y * 0.6 + y * 0.4
    } else open.push({ words: [word], y, x: word.box[0] })
  }
  return open.map((row) => makeRow(row.words)).sort((a, b) => middleY(a.box) - middleY(b.box))
}

/** Cuts a row where the gap between words is wider than `gap` points. */
export function splitRow(row: Row, gap: number): Row[] {
  const parts: Word[][] = [[]]
  let right = row.words[0]?.box[2] ?? 0
  for (const word of row.words) {
    if (word.box[0] - right > gap) parts.push([])
    parts.at(-1)!.push(word)
    right = Math.max(right, word.box[2])
  }
  return parts.filter((part) => part.length > 0).map(makeRow)
}

const squeeze = (text: string) => comparable(text).replaceAll(' ', '')

export interface PhraseHit {
  from: number
  to: number
  score: number
}

/** Best place of a phrase among a row's words, compared without marks, case and spaces. Score 0 … 1. */
export function findPhrase(words: Word[], phrase: string): PhraseHit {
  const target = squeeze(phrase)
  const parts = words.map((word) => squeeze(word.text))
  let best: PhraseHit = { from: 0, to: 0, score: 0 }
  for (let from = 0; from < parts.length; from++) {
    let text = ''
    for (let to = from; to < parts.length && text.length < target.length + 5; to++) {
      text += parts[to]!
      if (text.length < target.length * 0.6) continue
      const score = editSimilarity(text, target)
      if (score > best.score) best = { from, to, score }
    }
  }
  return best
}

/** True for text in capitals (OCR may have put a few small letters in). */
export function isUpperCase(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  if (letters.length < 2) return false
  const upper = letters.filter((letter) => letter === letter.toUpperCase()).length
  return upper / letters.length >= 0.75
}

/** Folded text with single spaces, punctuation kept. */
export const folded = (text: string) => fold(text).replace(/\s+/g, ' ').trim()
