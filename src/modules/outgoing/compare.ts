/** Two versions of a text side by side: paragraphs first, then the words of those that changed. Pure. */
import { diffArrays, diffWordsWithSpace } from 'diff'

export interface ComparedRow {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly from: string | null
  readonly to: string | null
  readonly words: { kind: 'same' | 'added' | 'removed'; text: string }[] | null
}

/** @param from paragraphs of the older version, in reading order */
export function comparePlain(from: readonly string[], to: readonly string[]): ComparedRow[] {
  const rows: ComparedRow[] = []
  const parts = diffArrays([...from], [...to])
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const next = parts[i + 1]
    if (!part.added && !part.removed) {
      for (const text of part.value) rows.push({ kind: 'same', from: text, to: text, words: null })
      continue
    }
    // Taken out and put in at one place: the same paragraphs reworded, as far as both reach.
    if (part.removed && next?.added) {
      const both = Math.min(part.value.length, next.value.length)
      for (let k = 0; k < both; k++) rows.push(reworded(part.value[k]!, next.value[k]!))
      for (const text of part.value.slice(both)) rows.push({ kind: 'removed', from: text, to: null, words: null })
      for (const text of next.value.slice(both)) rows.push({ kind: 'added', from: null, to: text, words: null })
      i++
      continue
    }
    for (const text of part.value)
      rows.push(
        part.added
          ? { kind: 'added', from: null, to: text, words: null }
          : { kind: 'removed', from: text, to: null, words: null },
      )
  }
  return rows
}

function reworded(from: string, to: string): ComparedRow {
  const words = diffWordsWithSpace(from, to).map((one) => ({
    kind: one.added ? ('added' as const) : one.removed ? ('removed' as const) : ('same' as const),
    text: one.value,
  }))
  return { kind: 'changed', from, to, words }
}
