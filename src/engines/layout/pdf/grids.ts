/** Tables that are drawn: what stands between their upright lines is no running text, however many lines a cell has. */
import type { StyledPage } from '#engines/extract/index.ts'
import type { Place } from '../model.ts'
import type { Segment } from './segments.ts'

/** A frame around a mark has two uprights as well, but is narrow. */
const LEAST_WIDTH = 250

/** Places of the lines that stand in drawn tables. */
export function gridPlaces(segments: readonly Segment[], pages: readonly StyledPage[]): Map<Segment, Place> {
  const found = new Map<Segment, Place>()
  for (const page of pages) {
    const uprights = page.lines.filter(([x0, y0, x1, y1]) => x1 - x0 < 2.6 && y1 - y0 > 8)
    if (uprights.length < 2) continue
    segments
      .filter((segment) => segment.page === page.page)
      .forEach((segment, row) => {
        const y = segment.baseline - segment.sizePt * 0.3
        const edges = edgesAt(uprights, y)
        const column = edges.findLastIndex((x) => x < segment.box[0] + 2)
        const isInside = column >= 0 && (edges.at(-1) ?? 0) > segment.box[2] - 2
        const isTable = edges.length > 2 || (edges.at(-1) ?? 0) - (edges[0] ?? 0) > LEAST_WIDTH
        if (!isInside || !isTable) return
        const columns = Math.max(2, edges.length - 1)
        found.set(segment, { kind: 'cell', table: page.page, row, column, columns, side: null })
      })
  }
  return found
}

/** Where upright lines cross a height, from left to right. */
function edgesAt(uprights: readonly (readonly [number, number, number, number])[], y: number): number[] {
  const at = uprights.filter((line) => line[1] < y && line[3] > y).map((line) => line[0])
  return [...at].sort((a, b) => a - b).filter((x, i, all) => i === 0 || x - all[i - 1]! > 3)
}
