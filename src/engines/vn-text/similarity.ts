/** Comparing texts that OCR or people have spelled a little differently. */
import { fold } from './normalize.ts'

/** Levenshtein distance over UTF-16 units; O(a·b) time, one row of memory. Keep inputs under a few thousand letters. */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0
  const row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!
      row[j] = Math.min(above + 1, row[j - 1]! + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.length]!
}

/** 1 − distance / longer length: 1 is equal, 0 is nothing in common. Two empty texts are equal. */
export function editSimilarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer
}

/** Letters and digits of the folded text, single spaces: the form in which titles are compared. */
export function comparable(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Edit similarity of two texts without marks, case and punctuation. */
export function foldedSimilarity(a: string, b: string): number {
  return editSimilarity(comparable(a), comparable(b))
}
