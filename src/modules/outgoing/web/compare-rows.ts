/** Rows of a comparison as they are shown; pure. */
export interface CompareRow {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly from: string | null
  readonly to: string | null
  readonly words: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[] | null
}

/** With `onlyChanged` a run of equal paragraphs becomes its count; one stands before and after each change. */
export function folded(rows: readonly CompareRow[], onlyChanged: boolean): (CompareRow | number)[] {
  if (!onlyChanged) return [...rows]
  const isNear = (i: number): boolean =>
    [i - 1, i, i + 1].some((at) => rows[at] !== undefined && rows[at].kind !== 'same')
  const out: (CompareRow | number)[] = []
  for (const [i, row] of rows.entries()) {
    if (isNear(i)) out.push(row)
    else {
      const last = out.at(-1)
      if (typeof last === 'number') out[out.length - 1] = last + 1
      else out.push(1)
    }
  }
  return out
}
