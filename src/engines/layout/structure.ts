/** Finding the components (ô số) of a document by what stands in them, wherever the author put them. */
import type { LayoutComponent } from '#regimes/layout/index.ts'
import { findAttached } from './find-attached.ts'
import { findBody } from './find-body.ts'
import { findHead } from './find-head.ts'
import { findTail } from './find-tail.ts'
import type { LayoutDocument } from './model.ts'
import { type Piece, piecesOf } from './pieces.ts'

/** One component where it stands. `form`: id of the row of rules that it follows. */
export interface Component {
  component: LayoutComponent
  form: string
  pieces: Piece[]
}

export interface Structure {
  document: LayoutDocument
  pieces: Piece[]
  components: Component[]
  /** Code of the document's type (`cong-van`); null: not told. */
  typeCode: string | null
  isLetter: boolean
  /** Last piece of the head, first and last of the signature block; -1: none. */
  headEnd: number
  tailStart: number
  tailEnd: number
  /** Pieces that are set apart in the body and judged by no row: the issuing authority's line, `QUYẾT ĐỊNH:`. */
  apart: Piece[]
}

export const textOf = (component: Component): string => component.pieces.map((piece) => piece.text).join(' ')

/** First component of a kind; null when the document has none. */
export const firstOf = (structure: Structure, component: LayoutComponent): Component | null =>
  structure.components.find((found) => found.component === component) ?? null

export const allOf = (structure: Structure, component: LayoutComponent): Component[] =>
  structure.components.filter((found) => found.component === component)

/** Takes a document apart. */
export function structureOf(document: LayoutDocument): Structure {
  const pieces = piecesOf(document)
  const head = findHead(pieces)
  const tail = findTail(pieces, head.end)
  const body = findBody(pieces, head, tail)
  const attached = findAttached(pieces, Math.max(tail.end, head.end))
  const components = [...head.components, ...body.components, ...tail.components, ...attached]
  components.sort((a, b) => a.pieces[0]!.at - b.pieces[0]!.at)
  return {
    document,
    pieces,
    components,
    typeCode: head.typeCode,
    isLetter: head.isLetter,
    headEnd: head.end,
    tailStart: tail.start,
    tailEnd: tail.end,
    apart: body.apart,
  }
}
