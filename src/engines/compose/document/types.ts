/** What composing and filling take and give. */
import type { FormRules } from '#regimes/layout/index.ts'
import type { Day, Regime } from '#regimes/types.ts'

export interface ComposeWish {
  regime: Regime
  /** The rules that stand on this day (`YYYY-MM-DD`) make the form; while a draft, its year is printed. */
  date: Day
  /** Rules in place of the shipped ones (an installation's own, overrides laid over). */
  rules?: FormRules
  /** ISO instant kept as the files' creation time: equal input gives equal bytes. */
  createdAt: string
}

/** A place on a page of a PDF, in points from the left and top edge of the page as it is shown. */
export interface PdfPlace {
  /** From 1. */
  page: number
  x: number
  y: number
  width: number
  height: number
}

export interface SigningPlace {
  position: string | null
  name: string | null
  /** Between position and name: the picture of the person's signature (NĐ 30/2020 PL I.II.7c). */
  signature: PdfPlace
  /** The seal, a third of it over the signature, on its left (PL I.II.8). */
  seal: PdfPlace
}

export interface DocumentPlaces {
  signers: SigningPlace[]
  /** Line of number and notation; null: the type has none. */
  number: PdfPlace | null
  /** Line of place and day; null: the type has none. */
  date: PdfPlace | null
}

export interface ComposedDocument {
  docx: Uint8Array
  pdf: Uint8Array
  pages: number
  places: DocumentPlaces
}

/** Number and day of issue for a file that was made elsewhere. */
export interface NumberToFill {
  number: number
  /** Null: the file's own notation stays. */
  notation?: string | null
  /** Day of issue, `YYYY-MM-DD`; it chooses the rules too. */
  issued: Day
  /** Null: the file's own place stays. */
  place?: string | null
  regime: Regime
}
