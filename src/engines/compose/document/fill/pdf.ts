/** Number and day over the blank places of a PDF that was made elsewhere, and the places for its signatures. */
import { degrees } from '@cantoo/pdf-lib'
import type { PageBox, TextRun } from '#engines/layout/model.ts'
import { readPdf } from '#engines/layout/pdf/read.ts'
import type { Piece } from '#engines/layout/pieces.ts'
import { mayLack } from '#engines/layout/rules/presence.ts'
import { allOf, firstOf, type Structure, structureOf } from '#engines/layout/structure.ts'
import { AppError } from '#platform/errors/index.ts'
import { numberFormat, numberText, ruleSet } from '#regimes/index.ts'
import type { LayoutComponent } from '#regimes/layout/index.ts'
import '../../errors.ts'
import type { Face } from '../../paper/faces.ts'
import { Paper } from '../../paper/paper.ts'
import { pageView, placeOnView } from '../../pdf/geometry.ts'
import { type OpenedPdf, openPdf, savePdf } from '../../pdf/open.ts'
import { signingPlaces } from '../pdf/index.ts'
import { ASCENT } from '../pdf/rows.ts'
import { faceOf, measureOf } from '../plan/metrics.ts'
import type { DocumentPlaces, NumberToFill, PdfPlace } from '../types.ts'
import { dateParts, datePieces, numberParts } from './lines.ts'

/**
 * Draws number and day of issue into the blank places on page 1 of an uploaded PDF with text, in Tinos of the size around
 * them. The file's own bytes stay in front (incremental update) where its cross-reference is sound.
 * @throws COMPOSE_NO_BLANK_PLACE when a place is not found, not blank or too narrow; COMPOSE_PDF_ENCRYPTED,
 *   COMPOSE_PDF_BROKEN, LAYOUT_NO_TEXT, REGIMES_NO_RULE_SET
 */
export async function fillNumberPdf(bytes: Uint8Array, wish: NumberToFill): Promise<Uint8Array> {
  const structure = structureOf(await readPdf(bytes))
  const words = [...numberWords(structure, wish), ...dateWords(structure, wish)]
  const pdf = await openPdf(bytes, { incremental: true })
  for (const word of words) await draw(pdf, word)
  return savePdf(pdf)
}

/** A word and the blank that it goes into. */
interface Written {
  text: string
  place: PdfPlace
  baseline: number
  face: Face
  sizePt: number
  /** Against what follows it (the sign before a notation), or in the middle. */
  align: 'right' | 'center'
}

const PLACES = { number: 'số', 'place-date': 'ngày, tháng, năm' } as const

const refuse = (place: string): never => {
  throw new AppError('COMPOSE_NO_BLANK_PLACE', { facts: { place } })
}

function lineOf(structure: Structure, component: 'number' | 'place-date'): Piece | null {
  const piece = firstOf(structure, component)?.pieces[0]
  if (piece && piece.paragraph.page === 1) return piece
  if (structure.typeCode !== null && mayLack(structure.typeCode, component)) return null
  return refuse(PLACES[component])
}

function numberWords(structure: Structure, { number, notation, regime, issued }: NumberToFill): Written[] {
  const piece = lineOf(structure, 'number')
  if (!piece) return []
  const line = new Letters(piece)
  const parts = numberParts(line.text) ?? refuse(PLACES.number)
  const isOther = notation != null && squashed(notation) !== squashed(parts.notation.text)
  if (parts.written !== null || isOther) return refuse(PLACES.number)
  const text = numberText(number, numberFormat(ruleSet(regime, issued)).minimumDigits)
  return [line.blank(parts.blank, text, 'right', PLACES.number)]
}

function dateWords(structure: Structure, { issued, place }: NumberToFill): Written[] {
  const piece = lineOf(structure, 'place-date')
  if (!piece) return []
  const line = new Letters(piece)
  const parts = dateParts(line.text) ?? refuse(PLACES['place-date'])
  const { day, month, year } = datePieces(issued)
  const isOther = place != null && squashed(place) !== squashed(parts.place.text)
  const isTaken = parts.day.written !== null || parts.month.written !== null
  if (isTaken || isOther || (parts.year.written !== null && parts.year.written !== year))
    return refuse(PLACES['place-date'])
  const words = [
    line.blank(parts.day, day, 'center', PLACES['place-date']),
    line.blank(parts.month, month, 'center', PLACES['place-date']),
  ]
  return parts.year.written === null ? [...words, line.blank(parts.year, year, 'center', PLACES['place-date'])] : words
}

const squashed = (text: string) => text.normalize('NFC').replace(/\s+/gu, '')

/** The letters of a line with the places where they stand on the page. */
class Letters {
  readonly text: string
  readonly #piece: Piece
  readonly #runs: { run: TextRun; box: PageBox; from: number; to: number }[] = []

  constructor(piece: Piece) {
    this.#piece = piece
    let at = 0
    for (const run of piece.runs) {
      const to = at + run.text.length
      if (run.box) this.#runs.push({ run, box: run.box, from: at, to })
      at = to
    }
    this.text = piece.runs.map((run) => run.text).join('')
  }

  /** Where the letter at `at` begins; inside a run by the widths of its letters. */
  #edge(at: number, side: 'start' | 'end'): number | null {
    const found =
      side === 'start'
        ? this.#runs.find(({ from, to }) => at >= from && at < to)
        : this.#runs.findLast(({ from, to }) => at > from && at <= to)
    if (!found) return null
    const { run, box, from } = found
    const measure = measureOf(faceOf(run), run.sizePt)
    const whole = measure(run.text.trimEnd())
    const before = measure(run.text.slice(0, at - from).trimEnd())
    return box[0] + (whole === 0 ? 0 : Math.min(1, before / whole)) * (box[2] - box[0])
  }

  /** The blank of a line, with the word that goes there. @throws COMPOSE_NO_BLANK_PLACE when it is too narrow */
  blank({ from, to }: { from: number; to: number }, text: string, align: 'right' | 'center', name: string): Written {
    const left = this.#edge(from, 'end')
    const near = this.#runs.findLast((run) => run.from < from) ?? this.#runs[0]
    if (left === null || !near) return refuse(name)
    const { sizePt } = near.run
    const face = faceOf(near.run)
    const width = measureOf(face, sizePt)(text)
    const isEnd = to >= this.text.trimEnd().length
    // nothing stands behind the last blank but the margin
    const right = isEnd ? left + width + sizePt * 0.5 : this.#edge(to, 'start')
    if (right === null || right - left < width + 0.5) return refuse(name)
    const baseline = this.#piece.paragraph.spot?.baseline ?? near.box[3]
    const y = baseline - sizePt * ASCENT
    return {
      text,
      place: { page: 1, x: left, y, width: right - left, height: sizePt * 1.107 },
      baseline,
      face,
      sizePt,
      align,
    }
  }
}

/** One word as a page of its own, laid over the page: its letters stay letters. */
async function draw(pdf: OpenedPdf, { text, place, baseline, face, sizePt, align }: Written): Promise<void> {
  const paper = new Paper()
  const width = paper.measure(face, sizePt)(text)
  const height = sizePt * 1.107
  paper.page(width, height)
  paper.text(text, 0, sizePt * ASCENT, { face, size: sizePt })
  const [label] = await pdf.document.embedPdf(await paper.finish())
  const page = pdf.document.getPage(place.page - 1)
  const spare = place.width - width
  const x = place.x + (align === 'right' ? spare : spare / 2)
  const origin = placeOnView(pageView(page), { x, y: baseline - sizePt * ASCENT, height })
  page.drawPage(label!, { x: origin.x, y: origin.y, width, height, rotate: degrees(origin.degrees) })
}

/**
 * Where person and body sign in an uploaded PDF with text: between the position and the name of every signer found.
 * @returns places as `composeDocument` gives them; no signers when no signature block is found
 * @throws LAYOUT_BROKEN, LAYOUT_ENCRYPTED, LAYOUT_NO_TEXT
 */
export async function signaturePlaces(bytes: Uint8Array): Promise<DocumentPlaces> {
  const structure = structureOf(await readPdf(bytes))
  const place = (component: LayoutComponent): PdfPlace | null => {
    const { paragraph } = firstOf(structure, component)?.pieces[0] ?? {}
    if (!paragraph?.spot || paragraph.page === null) return null
    const [x0, y0, x1, y1] = paragraph.spot.box
    return { page: paragraph.page, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
  }
  return { signers: signersOf(structure), number: place('number'), date: place('place-date') }
}

/** Least height for a signature, and the width of its picture's place, in points. */
const LEAST_ROOM = 30
const ROOM_WIDTH = 140

function signersOf(structure: Structure): DocumentPlaces['signers'] {
  const name = allOf(structure, 'signer-name')[0]?.pieces.at(-1)
  const above = [...allOf(structure, 'signer-position'), ...allOf(structure, 'signature-authority')]
    .flatMap((component) => component.pieces)
    .sort((a, b) => a.at - b.at)
    .at(-1)
  const bottom = name?.paragraph.spot
  const top = above?.paragraph.spot
  if (!bottom || !top || name.paragraph.page !== above.paragraph.page || name.paragraph.page === null) return []
  const middle = (bottom.box[0] + bottom.box[2]) / 2
  const height = bottom.box[1] - top.box[3]
  if (height < LEAST_ROOM) return []
  const room = { x: middle - ROOM_WIDTH / 2, width: ROOM_WIDTH, y: top.box[3], height }
  const position =
    allOf(structure, 'signer-position')[0]
      ?.pieces.map((piece) => piece.text)
      .join(' ') ?? null
  return [{ position, name: name.text, ...signingPlaces(name.paragraph.page, room) }]
}
