/** The text of a stored file as it was read at its arrival: words with their places, page by page. */
import { z } from 'zod'
import { alikeSyllable, words } from '#engines/vn-text/search/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'

const shape = z.object({
  pages: z.array(
    z.object({
      page: z.number(),
      width: z.number(),
      height: z.number(),
      words: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()])),
    }),
  ),
})
export type Reading = z.output<typeof shape>

/** Reads what the intake kept of a file; null when it is not there or not of this shape. */
export async function readReading(blobs: BlobStore, sha256: string): Promise<Reading | null> {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(await blobs.read(sha256))))
  } catch {
    return null
  }
}

/** Running text of each page. */
export function pageTexts(reading: Reading): string[] {
  return reading.pages.map((page) => page.words.map((word) => word[0]).join(' '))
}

export interface PageHit {
  page: number
  pieces: { text: string; isHit: boolean }[]
  /** Places on the whole page of the words that were looked for, in the measure of `size`: x0, y0, x1, y1. */
  boxes: [number, number, number, number][]
  size: { width: number; height: number }
}

/** Words between two hits that still belong to one passage. */
const TOGETHER = 4

/**
 * The pages on which most of the words stand, best first, each with the words around the densest place.
 * @param marks syllables that were looked for
 * @param most pages at most
 * @param around words before and after the hit
 */
export function hitsOn(reading: Reading, marks: readonly string[], most: number, around: number): PageHit[] {
  const found = reading.pages.flatMap((page) => {
    const isHit = page.words.map(([text]) =>
      words(text).some((one) => marks.some((mark) => alikeSyllable(mark, one.text))),
    )
    const distinct = new Set(
      marks.filter((mark) => page.words.some(([text]) => words(text).some((one) => alikeSyllable(mark, one.text)))),
    ).size
    if (distinct === 0) return []
    const centre = densest(isHit, around)
    const from = Math.max(0, centre - Math.floor(around / 2))
    const to = Math.min(page.words.length, centre + around)
    const pieces: PageHit['pieces'] = []
    for (let i = from; i < to; i++) {
      const last = pieces.at(-1)
      if (last && last.isHit === isHit[i]) last.text += ` ${page.words[i]![0]}`
      else pieces.push({ text: page.words[i]![0], isHit: isHit[i]! })
    }
    // Of several words looked for, one alone far from the others says nothing: a page full of lit "và" hides the passage.
    const isNear = isHit.map(
      (hit, i) => hit && isHit.some((other, k) => other && k !== i && Math.abs(k - i) <= TOGETHER),
    )
    const isLit = marks.length > 1 && isNear.some(Boolean) ? isNear : isHit
    const boxes = page.words.flatMap(([, x0, y0, x1, y1], i): PageHit['boxes'] => (isLit[i] ? [[x0, y0, x1, y1]] : []))
    const size = { width: page.width, height: page.height }
    return [{ distinct, hit: { page: page.page, pieces, boxes, size } }]
  })
  return found
    .sort((a, b) => b.distinct - a.distinct || a.hit.page - b.hit.page)
    .slice(0, most)
    .map((one) => one.hit)
}

/** Index of the first hit of the stretch that holds most hits. */
function densest(isHit: readonly boolean[], span: number): number {
  let best = isHit.indexOf(true)
  let most = 0
  for (let i = 0; i < isHit.length; i++) {
    if (!isHit[i]) continue
    const count = isHit.slice(i, i + span).filter(Boolean).length
    if (count > most) [best, most] = [i, count]
  }
  return best
}
