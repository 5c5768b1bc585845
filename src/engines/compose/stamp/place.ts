import { mm } from '../paper/paper.ts'
import type { InkMap } from './ink.ts'

/** A place on the page as seen; points from its top left corner. */
export interface Place {
  x: number
  y: number
  /** Nothing is covered. */
  isFree: boolean
  /** Share of the stamp's area that lies over ink, 0 … 1. */
  inkShare: number
}

interface Zone {
  /** Lower is better. */
  rank: number
  /** Where in the zone the stamp likes to be: share of the page's width. */
  center: number
}

/**
 * Finds a place for the stamp (handbook 3.4): under the number and notation or the trích yếu of a công văn at the left,
 * then under place and date at the right, then the margins above, then any blank part; in each zone the highest place.
 * It is never scaled down. Without a free place the one with least ink is taken and said to be not free.
 * @param page size as seen, points
 * @param stamp size, points
 */
export function findPlace(
  map: InkMap,
  page: { width: number; height: number },
  stamp: { width: number; height: number },
): Place {
  const scale = map.width / page.width
  const step = mm(1.5)
  const edge = mm(4)
  // Nearer than this the stamp's frame and the type beside it read as one: such a place is used only when there is no other.
  const clearance = mm(2)
  const comfort = mm(4)
  const area = stamp.width * scale * (stamp.height * scale)
  let best: (Place & { score: number }) | null = null
  for (let y = edge; y <= page.height - edge - stamp.height; y += step) {
    for (let x = edge; x <= page.width - edge - stamp.width; x += step) {
      const ink = map.inside(x * scale, y * scale, stamp.width * scale, stamp.height * scale)
      const isFree = ink <= 2
      const inkAround = (breath: number) =>
        map.inside(
          (x - breath) * scale,
          (y - breath) * scale,
          (stamp.width + 2 * breath) * scale,
          (stamp.height + 2 * breath) * scale,
        )
      const zone = zoneOf(x + stamp.width / 2, y, stamp.height, page)
      let score = zone.rank * 1000 + y + Math.abs(x + stamp.width / 2 - zone.center * page.width) * 0.6
      if (isFree) {
        if (inkAround(clearance) > 2) score += 1e5
        const around = inkAround(comfort)
        if (around > 2) score += 40 + Math.min(120, around)
      } else score += 1e7 * (1 + ink / area)
      if (!best || score < best.score) best = { x, y, isFree, inkShare: isFree ? 0 : ink / area, score }
    }
  }
  if (best) return { x: best.x, y: best.y, isFree: best.isFree, inkShare: best.inkShare }
  // The page is hardly larger than the stamp.
  const ink = map.inside(0, 0, map.width, map.height)
  return { x: 0, y: 0, isFree: ink <= 2, inkShare: Math.min(1, ink / area) }
}

function zoneOf(center: number, top: number, height: number, page: { width: number; height: number }): Zone {
  const across = center / page.width
  const isUnderHeads = top >= page.height * 0.1 && top + height <= page.height * 0.5
  if (isUnderHeads && across < 0.46) return { rank: 0, center: 0.27 }
  if (isUnderHeads && across > 0.54) return { rank: 1, center: 0.72 }
  if (isUnderHeads) return { rank: 2, center: 0.5 }
  if (top < page.height * 0.1) return { rank: 3, center: 0.15 }
  return { rank: 4, center: 0.25 }
}
