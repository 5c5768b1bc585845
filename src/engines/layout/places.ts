/** Where findings stand on the pages that a person looks at: those of the file itself, or the PDF made of a Word file. */
import { nfc } from '#engines/vn-text/index.ts'
import { type LayoutDocument, type PageBox, type Paragraph, shown } from './model.ts'
import type { Piece } from './pieces.ts'
import { type Structure, structureOf } from './structure.ts'
import type { LayoutFinding } from './types.ts'

export interface FindingPlace {
  readonly page: number
  /** Points from the left and top edge of the page. */
  readonly box: PageBox
}

/** Air around the words, in points. */
const AIR = 2
/** Letters that are enough to know a paragraph by; it may break over pages after them. */
const ENOUGH = 160

/**
 * @param document that was checked
 * @param pages the PDF that is shown of it; left out: the document itself, where it is one
 * @returns one for each finding; null: of the document as a whole, or its words are not found on the pages
 */
export function placesOf(
  findings: readonly LayoutFinding[],
  document: LayoutDocument,
  pages: LayoutDocument = document,
): (FindingPlace | null)[] {
  const structure = structureOf(document)
  if (document.source === 'pdf') return findings.map((finding) => placeOf(piecesOf(finding, structure)))
  const text = lettersOf(pages.paragraphs)
  return findings.map((finding) => search(piecesOf(finding, structure), structure, text))
}

/** What a finding speaks of: its component's words in its paragraph, else all of the paragraph's. */
function piecesOf(finding: LayoutFinding, structure: Structure): readonly Piece[] {
  if (finding.paragraph === null) return []
  const isHere = (piece: Piece) => piece.paragraph.index === finding.paragraph
  const own = structure.components
    .filter((one) => one.component === finding.component)
    .flatMap((one) => one.pieces)
    .filter(isHere)
  return own.length > 0 ? own : structure.pieces.filter(isHere)
}

function placeOf(pieces: readonly Piece[]): FindingPlace | null {
  const page = pieces[0]?.paragraph.page ?? null
  if (page === null) return null
  const boxes = pieces.flatMap((piece) => piece.runs.flatMap((run) => (run.box ? [run.box] : [])))
  return boxes.length === 0 ? null : { page, box: around(onFirstPage(boxes)) }
}

/** Boxes of a paragraph that goes over to the next page begin at its top again: those above the first are left out. */
const onFirstPage = (boxes: readonly PageBox[]): readonly PageBox[] => boxes.filter((box) => box[3] > boxes[0]![1] - 1)

function around(boxes: readonly PageBox[]): PageBox {
  const edge = (at: number, of: (...all: number[]) => number) => of(...boxes.map((box) => box[at]!))
  return [edge(0, Math.min) - AIR, edge(1, Math.min) - AIR, edge(2, Math.max) + AIR, edge(3, Math.max) + AIR]
}

/** Letters and digits alone, small: spaces, breaks and capitals differ between a Word file and its pages. */
const key = (text: string) =>
  nfc(text)
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]/gu, '')

interface Letters {
  readonly all: string
  /** For each run its first letter in `all`. */
  readonly runs: readonly { readonly from: number; readonly to: number; readonly page: number; readonly box: PageBox }[]
}

function lettersOf(paragraphs: readonly Paragraph[]): Letters {
  let all = ''
  const runs: Letters['runs'][number][] = []
  for (const paragraph of paragraphs)
    for (const run of paragraph.runs) {
      const own = key(shown([run]))
      if (own === '' || !run.box || paragraph.page === null) continue
      runs.push({ from: all.length, to: all.length + own.length, page: paragraph.page, box: run.box })
      all += own
    }
  return { all, runs }
}

/** The same words on the pages; of words that stand there several times the one in the same turn. */
function search(pieces: readonly Piece[], structure: Structure, text: Letters): FindingPlace | null {
  const words = key(pieces.map((piece) => piece.text).join(' '))
  const wanted = words.slice(0, ENOUGH)
  if (wanted.length < 2) return null
  const before = structure.pieces.slice(0, pieces[0]!.at).filter((piece) => key(piece.text).startsWith(wanted)).length
  let at = text.all.indexOf(wanted)
  for (let turn = 0; turn < before && at >= 0; turn++) {
    const next = text.all.indexOf(wanted, at + 1)
    if (next < 0) break
    at = next
  }
  if (at < 0) return null
  // all of the words where the pages have them in one run, else those that were looked for
  const end = at + (text.all.startsWith(words, at) ? words.length : wanted.length)
  const runs = text.runs.filter((run) => run.to > at && run.from < end)
  const [first] = runs
  if (!first) return null
  const boxes = runs.filter((run) => run.page === first.page).map((run) => run.box)
  return { page: first.page, box: around(onFirstPage(boxes)) }
}
