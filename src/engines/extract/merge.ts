/** Two readings of the same words (text layer and OCR) joined word by word. */
import { editSimilarity, fold, isCommonSyllable, isSyllable } from '../vn-text/index.ts'
import { readNumberLine } from './number-line.ts'
import type { SpellingIndex } from './organ.ts'
import type { Reading } from './reading.ts'
import type { Field } from './types.ts'

/** How often each word stands in the document, in small letters. */
export function wordCounts(index: SpellingIndex): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of index.words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1)
  return counts
}

const core = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

function worth(word: string, counts: Map<string, number>): number {
  const bare = core(word)
  if (bare === '') return 0
  const known = counts.get(bare.toLowerCase()) ?? 0
  const lookalike = /^\d+$/.test(bare) || bare === bare.toUpperCase() || isSyllable(bare)
  return (
    (lookalike ? 2 : 0) +
    (isCommonSyllable(bare) ? 0.5 : 0) +
    Math.min(1.5, Math.log2(1 + known) * 0.4) -
    (core(word) === word ? 0 : 0.1)
  )
}

type Pair = [string | null, string | null]

/** Aligns two word lists at least cost (1 − similarity for a pair, 0.7 for a gap). */
function align(a: string[], b: string[]): Pair[] {
  const cost: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const apart = (i: number, j: number) => 1.3 * (1 - editSimilarity(fold(a[i]!), fold(b[j]!)))
  for (let i = a.length; i >= 0; i--) {
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length || j === b.length) {
        cost[i]![j] = 0.7 * (a.length - i + b.length - j)
        continue
      }
      cost[i]![j] = Math.min(apart(i, j) + cost[i + 1]![j + 1]!, 0.7 + cost[i + 1]![j]!, 0.7 + cost[i]![j + 1]!)
    }
  }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && Math.abs(cost[i]![j]! - apart(i, j) - cost[i + 1]![j + 1]!) < 1e-9) {
      pairs.push([a[i++]!, b[j++]!])
    } else if (i < a.length && (j === b.length || Math.abs(cost[i]![j]! - 0.7 - cost[i + 1]![j]!) < 1e-9)) {
      pairs.push([a[i++]!, null])
    } else pairs.push([null, b[j++]!])
  }
  return pairs
}

/**
 * The better word of each pair: possible syllables beat impossible ones, then what the document says elsewhere; words
 * that only one side has are kept when `base` has them.
 */
export function mergeTexts(base: string, other: string, counts: Map<string, number>): string {
  const out: string[] = []
  for (const [mine, theirs] of align(base.split(' '), other.split(' '))) {
    if (mine === null) continue
    out.push(theirs !== null && worth(theirs, counts) > worth(mine, counts) + 0.15 ? theirs : mine)
  }
  return out.join(' ')
}

/** A text field of two readings. */
export function mergeField(a: Field, b: Field, counts: Map<string, number>): Field {
  if (a.value === null || b.value === null)
    return a.value === null && b.value === null ? (a.box ? a : b) : a.value === null ? b : a
  const [best, other] = b.confidence > a.confidence + 0.02 ? [b, a] : [a, b]
  const alike = editSimilarity(fold(best.value!), fold(other.value!))
  if (alike < 0.6) return { ...best, confidence: best.confidence * 0.7 }
  const value = mergeTexts(best.value!, other.value!, counts)
  return { ...best, value, confidence: Math.min(0.99, best.confidence + (alike > 0.97 ? 0.06 : 0)) }
}

const initials = (name: string | null) =>
  (name ?? '')
    .split(/\s+/)
    .map((word) => (word === word.toUpperCase() ? fold(word) : fold(word).charAt(0)))
    .join('')

function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const char of part) {
    at = whole.indexOf(char, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Of the notations read, the one with a known type, clean letters, agreement, and groups that fit the issuer's initials. */
export function mergeNotation(readings: Reading[], typeName: string | null, organs: (string | null)[]): Field {
  const letters = organs.map(initials).filter(Boolean)
  let best: Field = { value: null, confidence: 0, page: null, box: null }
  let bestScore = 0
  const seen = readings.flatMap((reading) => {
    if (reading.numberRow === null) return []
    const line = readNumberLine(reading.numberRow, reading.header.regime === 'party', typeName)
    return line.notation === null ? [] : [{ line, reading }]
  })
  for (const { line, reading } of seen) {
    const groups = line.notation!.split(/[-/]/).slice(1).map(fold)
    const fits = groups.some((group) => letters.some((all) => isSubsequence(group, all)))
    const agree = seen.filter((other) => other.line.notation === line.notation).length > 1
    const score = line.notationScore + (fits ? 0.15 : 0) + (agree ? 0.2 : 0)
    if (score <= bestScore) continue
    bestScore = score
    const confidence = Math.min(0.98, line.notationScore * (agree || fits ? 0.97 : 0.8))
    best = { value: line.notation, confidence, page: reading.page.page, box: line.notationBox }
  }
  return best
}
