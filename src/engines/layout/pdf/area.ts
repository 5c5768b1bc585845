/** Where the text of a page begins and ends. */
import type { StyledPage } from '#engines/extract/index.ts'
import type { Segment } from './segments.ts'

/** Text area of the pages: left and right edges that most full lines keep. */
export interface Area {
  left: number
  right: number
}

export const middleOf = (area: Area) => (area.left + area.right) / 2

function areaOf(segments: readonly Segment[]): Area {
  const long = segments.filter((segment) => segment.box[2] - segment.box[0] > 330)
  const most = (values: number[]) => {
    const counts = new Map<number, number>()
    for (const value of values)
      for (const near of [-1, 0, 1])
        counts.set(Math.round(value) + near, (counts.get(Math.round(value) + near) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
  }
  // what stands furthest out keeps to the margins, where too few lines go across
  if (long.length < 4)
    return { left: Math.min(...segments.map((s) => s.box[0])), right: Math.max(...segments.map((s) => s.box[2])) }
  return { left: Math.min(...long.map((s) => s.box[0])), right: most(long.map((s) => s.box[2])) }
}

/** Text area of the page that a line stands on; null: of the first page. */
export type Areas = (segment: Segment | null) => Area

/** Pages of another width (appendices that lie on their side) keep the margins of the first. */
export function areasOf(segments: readonly Segment[], pages: readonly StyledPage[]): Areas {
  const width = pages[0]?.width ?? 0
  const own = segments.filter((segment) => pages[segment.page - 1]?.width === width)
  const area = areaOf(own.length > 0 ? own : segments)
  return (segment) => {
    const wider = segment === null ? 0 : (pages[segment.page - 1]?.width ?? width) - width
    return Math.abs(wider) < 1 ? area : { left: area.left, right: area.right + wider }
  }
}
