/**
 * Are the figures in a slot typed, and which are they? Number and day of an official document are usually handwritten,
 * and OCR or an old text layer may read handwriting as clean wrong digits (one layer says 44 where the archivist wrote
 * 114). A figure counts only when the picture proves it: every part in the slot
 *  1. has the height and stands on the base line of the typed neighbours,
 *  2. has the colour and darkness of their ink (a pen is blue),
 *  3. looks like that very figure in Times-like type (normalised cross-correlation with drawn glyphs),
 * and the figures so found are what a reader has read there. Anything less is null.
 */
import { GLYPH_HEIGHT, GLYPHS } from './digit-glyphs.ts'
import { cutStrip, type Part, partsOf, patch, type Strip } from './ink.ts'
import type { Box, Raster } from './types.ts'

interface Glyph {
  digit: number
  width: number
  /** Zero mean, unit length. */
  levels: Float32Array
}

/** A soft edge, so that thin and fat strokes of one shape stay alike: binomial blur over 5 × 5. */
function soften(levels: Float32Array, width: number): Float32Array {
  const rows = levels.length / width
  const weights = [1, 4, 6, 4, 1]
  const pass = (from: Float32Array, step: number, limit: number, place: (i: number) => number) =>
    from.map((_, i) => {
      let [sum, total] = [0, 0]
      for (const [k, weight] of weights.entries()) {
        const at = place(i) + k - 2
        total += weight
        if (at >= 0 && at < limit) sum += weight * from[i + (k - 2) * step]!
      }
      return sum / total
    })
  const across = pass(levels, 1, width, (i) => i % width)
  return pass(across, width, rows, (i) => Math.floor(i / width))
}

/** Zero mean, unit length, after softening; a margin of paper is put around, so that the edge counts too. */
function normalise(raw: Float32Array, rawWidth: number): Float32Array {
  const [width, rows] = [rawWidth + 4, raw.length / rawWidth + 4]
  const framed = new Float32Array(width * rows)
  for (let i = 0; i < raw.length; i++) framed[(Math.floor(i / rawWidth) + 2) * width + (i % rawWidth) + 2] = raw[i]!
  const levels = soften(framed, width)
  const mean = levels.reduce((a, b) => a + b, 0) / levels.length
  const out = levels.map((value) => value - mean)
  const norm = Math.sqrt(out.reduce((a, b) => a + b * b, 0))
  return norm === 0 ? out : out.map((value) => value / norm)
}

const glyphs: Glyph[] = GLYPHS.map(([, digit, width, levels]) => ({
  digit,
  width,
  levels: normalise(
    Float32Array.from(levels, (c) => Number.parseInt(c, 16) / 15),
    width,
  ),
}))

/**
 * Least likeness to the glyph, and least lead over any other figure. Measured: typed figures of 150–300 dpi scans reach
 * 0.88–0.97 (a thin 1: 0.64–0.85), handwritten ones 0.3–0.74 and seldom the right height besides.
 */
const LIKENESS = 0.84
const LEAD = 0.05
/** A thin stroke is a weak witness: a 1 may be less alike, but only in the company of a figure that is surely typed. */
const LIKENESS_OF_ONE = 0.62
/** Shape of a part may differ from the glyph's by this factor before it is no match at all. */
const ASPECT = 1.3

export interface Match {
  digit: number
  likeness: number
  lead: number
}

/** The figure that a part looks most like. */
export function matchDigit(strip: Strip, part: Part): Match | null {
  const aspect = (part.x1 - part.x0) / (part.y1 - part.y0)
  const best = new Array<number>(10).fill(-1)
  for (const glyph of glyphs) {
    const ratio = aspect / (glyph.width / GLYPH_HEIGHT)
    if (ratio > ASPECT || ratio < 1 / ASPECT) continue
    const levels = normalise(patch(strip, part, glyph.width, GLYPH_HEIGHT), glyph.width)
    let likeness = 0
    for (let i = 0; i < levels.length; i++) likeness += levels[i]! * glyph.levels[i]!
    best[glyph.digit] = Math.max(best[glyph.digit]!, likeness)
  }
  const order = best.map((likeness, digit) => ({ digit, likeness })).sort((a, b) => b.likeness - a.likeness)
  const [first, second] = [order[0]!, order[1]!]
  return first.likeness < 0 ? null : { ...first, lead: first.likeness - Math.max(0, second.likeness) }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

interface Measure {
  height: number
  baseline: number
  chroma: number
  tone: number
}

const width = (part: Part) => part.x1 - part.x0
const height = (part: Part) => part.y1 - part.y0

/** What the typed neighbours of a slot measure. In Times capitals, ascenders and figures are equally tall (0.66–0.68 em). */
function measureNeighbours(parts: Part[], from: number, to: number): Measure | null {
  const outside = parts.filter((part) => part.x1 <= from || part.x0 >= to)
  if (outside.length < 4) return null
  const tallest = outside.map(height).sort((a, b) => b - a)
  const reference = tallest[Math.floor(tallest.length * 0.15)]!
  const tall = outside.filter((part) => height(part) > reference * 0.85 && height(part) < reference * 1.15)
  const tallHeight = median(tall.map(height))
  if (tallHeight === undefined || tall.length < 2) return null
  const distance = (part: Part) => Math.max(from - part.x1, part.x0 - to, 0)
  const near = outside
    .filter((part) => height(part) > tallHeight * 0.55 && height(part) < tallHeight * 1.2)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 9)
  const baseline = median(near.map((part) => part.y1))
  const [chroma, tone] = [median(near.map((part) => part.chroma)), median(near.map((part) => part.tone))]
  if (baseline === undefined || chroma === undefined || tone === undefined || near.length < 3) return null
  return { height: tallHeight, baseline, chroma, tone }
}

/** Pieces of one broken figure lie over each other: joined while the whole is no wider than a figure. */
function joinBroken(parts: Part[], unit: number): Part[] {
  const out: Part[] = []
  for (const part of parts) {
    const last = out.at(-1)
    const wide = last && Math.max(last.x1, part.x1) - last.x0
    if (last && part.x0 < last.x1 && wide! < unit * 0.8) {
      const area = last.area + part.area
      out[out.length - 1] = {
        x0: last.x0,
        y0: Math.min(last.y0, part.y0),
        x1: Math.max(last.x1, part.x1),
        y1: Math.max(last.y1, part.y1),
        area,
        chroma: (last.chroma * last.area + part.chroma * part.area) / area,
        tone: (last.tone * last.area + part.tone * part.area) / area,
      }
    } else out.push(part)
  }
  return out
}

/** Figures that touch are cut at their even pitch (0.5 em, about 0.74 of their height). */
function separate(part: Part, unit: number): Part[] {
  const count = Math.round((width(part) + 0.1 * unit) / (0.74 * unit))
  if (count < 2 || count > 4) return [part]
  const step = width(part) / count
  return Array.from({ length: count }, (_, i) => ({
    ...part,
    x0: Math.round(part.x0 + i * step),
    x1: Math.round(part.x0 + (i + 1) * step),
  }))
}

/** How sure a part is to be this typed figure: 0 not at all, 1 weak (a thin 1), 2 sure. */
function witness(strip: Strip, part: Part, measure: Measure, digit: number): 0 | 1 | 2 {
  if (Math.abs(height(part) - measure.height) > measure.height * 0.1) return 0
  if (Math.abs(part.y1 - measure.baseline) > measure.height * 0.1) return 0
  if (part.chroma > measure.chroma + 22 || Math.abs(part.tone - measure.tone) > 48) return 0
  const match = matchDigit(strip, part)
  if (match === null || match.digit !== digit || match.lead < LEAD) return 0
  if (match.likeness >= LIKENESS) return 2
  return digit === 1 && match.likeness >= LIKENESS_OF_ONE ? 1 : 0
}

/** What OCR makes of typed figures; only used where the picture then proves the figure. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  l: '1',
  I: '1',
  í: '1',
  ỉ: '1',
  ì: '1',
  ị: '1',
  i: '1',
  ']': '1',
  '|': '1',
  '!': '1',
  O: '0',
  o: '0',
  Ô: '0',
  S: '5',
  B: '8',
}

function figures(claims: readonly string[]): string[] {
  const pure = new Set(claims.filter((claim) => /^\d{1,6}$/.test(claim)))
  if (pure.size > 0) return [...pure]
  const likely = claims.map((claim) => [...claim].map((c) => LOOKALIKES[c] ?? c).join(''))
  return [...new Set(likely.filter((claim) => /^\d{1,6}$/.test(claim)))]
}

/**
 * @param claims what the readers read in the slot; only pure digits count.
 * @param slot place of the figures in points, give or take half a letter; @param line box of the whole row.
 * @returns the digits when they are surely typed and a reader read them so; else null.
 */
export function typedDigits(raster: Raster, claims: readonly string[], slot: Box, line: Box): string | null {
  const digits = figures(claims)
  const rise = line[3] - line[1]
  const strip = cutStrip(raster, [line[0] - rise, line[1] - rise * 0.45, line[2] + rise, line[3] + rise * 0.45])
  if (strip === null) return null
  const least = Math.max(4, Math.round((raster.scale * 0.5) ** 2))
  const all = partsOf(strip, raster, least)
  const toStrip = (x: number) => x * raster.scale - strip.left
  const [from, to] = [toStrip(slot[0]), toStrip(slot[2])]
  const measure = measureNeighbours(all, from, to)
  if (measure === null) return null
  const unit = measure.height
  const solid = joinBroken(all, unit).filter((part) => height(part) > unit * 0.24 || width(part) > unit * 0.3)
  const parts = solid.flatMap((part) => (height(part) > unit * 0.8 ? separate(part, unit) : [part]))
  const inner = parts.filter((part) => {
    const x = (part.x0 + part.x1) / 2
    return x > from + unit * 0.35 && x < to - unit * 0.35
  })
  const stands = (claim: string) =>
    parts.some((_, i) => {
      const window = parts.slice(i, i + claim.length)
      const x = (window[0]!.x0 + window.at(-1)!.x1) / 2
      if (window.length < claim.length || x < from - unit * 0.6 || x > to + unit * 0.6) return false
      const witnesses = window.map((part, k) => witness(strip, part, measure, Number(claim[k])))
      if (witnesses.includes(0) || !witnesses.includes(2)) return false
      const tight = window.every((part, k) => k === 0 || part.x0 - window[k - 1]!.x1 < unit * 0.45)
      return tight && inner.every((part) => window.includes(part))
    })
  // readers may differ: the picture must prove one of them, and only one
  const proven = digits.filter(stands)
  return proven.length === 1 ? proven[0]! : null
}
