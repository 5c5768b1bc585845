/** Page ranges as they are typed for splitting a scan: `1-3, 4, 5-9`. */

export interface PageRange {
  readonly from: number
  readonly to: number
}

/**
 * Reads ranges: whole numbers, in order, not overlapping, inside the file; an open end (`5-`) goes to the last page.
 * @returns undefined for what is not yet such a text
 */
export function readRanges(text: string, pages: number): PageRange[] | undefined {
  const parts = text
    .split(/[,;\s]+(?![-–])(?<![-–]\s?)/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return undefined
  const ranges: PageRange[] = []
  let last = 0
  for (const part of parts) {
    const match = /^(\d+)(?:\s*([-–])\s*(\d*))?$/.exec(part)
    if (!match) return undefined
    const from = Number(match[1])
    const to = match[2] ? (match[3] ? Number(match[3]) : pages) : from
    if (from <= last || to < from || to > pages) return undefined
    ranges.push({ from, to })
    last = to
  }
  return ranges
}

/** Pages that stand in no range: they would stay in the scan alone. */
export function leftOut(ranges: readonly PageRange[], pages: number): number[] {
  return Array.from({ length: pages }, (_, index) => index + 1).filter(
    (page) => !ranges.some((range) => page >= range.from && page <= range.to),
  )
}
