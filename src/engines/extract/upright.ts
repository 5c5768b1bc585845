/**
 * Pages scanned sideways or upside down are turned before they are read; places are given back on the page as it is shown.
 * Degrees are clockwise: what must be done to the page as displayed so that it stands upright.
 */
import sharp from 'sharp'
import { isSyllable } from '../vn-text/index.ts'
import { run } from './child.ts'
import { recognise } from './recognise.ts'
import { greyPng, hasNativeOcr, isBlank } from './tesseract.ts'
import type { Box, ExtractOptions, Field, PageSize, PageWords, Raster, Turn, Word } from './types.ts'

/** Words that a person could read, of which a page read the wrong way up has next to none. */
export function legible(words: readonly Word[]): number {
  return words.filter((word) => {
    const bare = word.text.replace(/[^\p{L}]/gu, '')
    return bare.length >= 2 && bare.length <= 8 && word.confidence > 0.55 && isSyllable(bare)
  }).length
}

/** Enough to be sure that the page stands upright: many words, or most of the few that are there (a page of signatures). */
function isUpright(words: readonly Word[]): boolean {
  const good = legible(words)
  return (good >= 12 && good >= words.length * 0.4) || (good >= 3 && good >= words.length * 0.6)
}

/** A page's picture turned clockwise. */
export async function turnRaster(raster: Raster, turn: Turn): Promise<Raster> {
  if (turn === 0) return raster
  const { data, info } = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .rotate(turn)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data, scale: raster.scale }
}

/** Size of a page after a turn. */
export const turnSize = ({ width, height }: PageSize, turn: Turn): PageSize =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width }

/** A box on the upright page as it lies on the page as displayed, whose size is given. */
export function boxAsShown([x0, y0, x1, y1]: Box, { width, height }: PageSize, turn: Turn): Box {
  if (turn === 90) return [y0, height - x1, y1, height - x0]
  if (turn === 180) return [width - x1, height - y1, width - x0, height - y0]
  if (turn === 270) return [width - y1, x0, width - y0, x1]
  return [x0, y0, x1, y1]
}

/** The way back: a box on the page as displayed, on the upright page. */
export function boxUpright(box: Box, shown: PageSize, turn: Turn): Box {
  return boxAsShown(box, turnSize(shown, turn), ((360 - turn) % 360) as Turn)
}

/** An upright page's words as they lie on the page as displayed. */
export function pageAsShown(page: PageWords): PageWords {
  const turn = page.turn ?? 0
  if (turn === 0) return page
  const shown = turnSize(page, turn)
  return { ...page, ...shown, words: page.words.map((word) => ({ ...word, box: boxAsShown(word.box, shown, turn) })) }
}

/** The way back. */
export function pageUpright(page: PageWords): PageWords {
  const turn = page.turn ?? 0
  if (turn === 0) return page
  const words = page.words.map((word) => ({ ...word, box: boxUpright(word.box, page, turn) }))
  return { ...page, ...turnSize(page, turn), words }
}

/** A field's place, found on upright pages, as it lies on the page as displayed. */
export function fieldAsShown<T>(field: Field<T>, pages: readonly PageWords[]): Field<T> {
  const page = field.page === null ? undefined : pages[field.page - 1]
  if (!page?.turn || field.box === null) return field
  return { ...field, box: boxAsShown(field.box, turnSize(page, page.turn), page.turn) }
}

let hasOsd: Promise<boolean> | undefined

/** What tesseract's own look at the script says, where its data are installed; null when it cannot tell or hardly. */
async function turnByScript(raster: Raster, options: ExtractOptions): Promise<Turn | null> {
  if (options.withoutNativeTools || !(await hasNativeOcr(options))) return null
  hasOsd ??= run('tesseract', ['--list-langs'], { toolPath: options.toolPath, timeoutMs: 10_000 }).then((list) =>
    /^osd$/m.test(list.stdout.toString('utf8')),
  )
  if (!(await hasOsd)) return null
  const result = await run('tesseract', ['stdin', 'stdout', '-l', 'osd', '--psm', '0'], {
    toolPath: options.toolPath,
    input: await greyPng(raster),
    timeoutMs: options.pageTimeoutMs ?? 30_000,
    memoryMb: 1024,
  })
  const said = result.stdout.toString('utf8')
  const turn = /^Rotate: (0|90|180|270)$/m.exec(said)
  const confidence = Number(/^Orientation confidence: ([\d.]+)$/m.exec(said)?.[1] ?? 0)
  return turn && confidence >= SURE_OF_TURN ? (Number(turn[1]) as Turn) : null
}

/** Tesseract's confidence in a turn: clear pages give 5 … 30, guesses below 1. */
const SURE_OF_TURN = 1.5

/** Half the resolution and more is enough to tell which way up a page stands. */
async function smaller(raster: Raster): Promise<Raster> {
  const width = Math.round(raster.width * 0.6)
  const { data, info } = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .resize({ width })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data, scale: (raster.scale * info.width) / raster.width }
}

export interface UprightRun {
  /** Places on the upright page. */
  words: Word[]
  raster: Raster
  turn: Turn
}

/**
 * Reads the picture of a whole page, the right way up. A page that reads well as it lies costs nothing more; another is
 * tried in the turn that the script says, then in the remaining ones, and turned only when clearly more can be read.
 */
export async function recogniseUpright(
  raster: Raster,
  options: ExtractOptions,
): Promise<UprightRun | 'timeout' | 'failed'> {
  const first = await recognise(raster, 4, options)
  // a page that takes too long may only lie the wrong way: lines of text sideways are slow to give up on
  if (first === 'failed') return first
  const words = first === 'timeout' ? [] : first.words
  if (first !== 'timeout' && isUpright(words)) return { words, raster, turn: 0 }
  if (words.length === 0 && (await isBlank(raster))) return { words, raster, turn: 0 }
  const said = await turnByScript(raster, options)
  const least = Math.max(8, legible(words) * 1.5)
  if (said === 0 && first !== 'timeout') return { words, raster, turn: 0 }
  if (said !== null && said !== 0) {
    const upright = await readTurned(raster, said, options)
    if (upright !== null && legible(upright.words) >= least) return upright
  }
  const small = await smaller(raster)
  for (const turn of [180, 90, 270] as const) {
    if (turn === said) continue
    const probe = await recognise(await turnRaster(small, turn), 4, options)
    if (typeof probe === 'string' || legible(probe.words) < least) continue
    const upright = await readTurned(raster, turn, options)
    if (upright !== null) return upright
  }
  return first === 'timeout' ? first : { words, raster, turn: 0 }
}

async function readTurned(raster: Raster, turn: Turn, options: ExtractOptions): Promise<UprightRun | null> {
  const upright = await turnRaster(raster, turn)
  const outcome = await recognise(upright, 4, options)
  return typeof outcome === 'string' ? null : { words: outcome.words, raster: upright, turn }
}

/** A text layer that runs up or down the page: its words are taller than wide. Such a page is read anew. */
export function runsSideways(page: PageWords): boolean {
  const long = page.words.filter((word) => word.text.length >= 4)
  const tall = long.filter(({ box }) => box[3] - box[1] > (box[2] - box[0]) * 1.4)
  return long.length >= 6 && tall.length > long.length * 0.6
}
