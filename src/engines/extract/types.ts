/** Shapes of the extraction engine. The JSON of `vankho extract` is an `Extraction`. */

/**
 * x0, y0, x1, y1 in **PDF points (1/72 inch), origin at the top left of the page as displayed** (crop box, rotation
 * applied), y downwards. A screen scales by its own width ÷ `pageSizes[page − 1].width`.
 * Images count as pages: their resolution when it is plausible, else fitted to A4.
 */
export type Box = [number, number, number, number]

export interface Word {
  text: string
  box: Box
  /** 0 … 1; a text layer that gives none counts as 1. */
  confidence: number
}

/** Clockwise quarter turns that bring a page, as displayed, upright. */
export type Turn = 0 | 90 | 180 | 270

/** One page's words. `source` says who read it; `stamp`: red ink of the page, read by itself. */
export interface PageWords {
  page: number
  width: number
  height: number
  words: Word[]
  source: 'text-layer' | 'ocr' | 'flow' | 'stamp'
  /** The page lies the wrong way up: the turn that brings it upright. Left out: it stands. */
  turn?: Turn
  /** The document begins on this page or after it (empty or foreign pages may lie before it). */
  isHead?: boolean
}

/** One suggestion with its evidence. `value` null with a box: it stands there but could not be trusted (handwriting). */
export interface Field<T = string> {
  value: T | null
  /** 0 … 1; below 0.6 a screen should mark it doubtful. */
  confidence: number
  /** 1-based; null where the source has no pages (DOCX). */
  page: number | null
  box: Box | null
}

/** A document named inside the text (căn cứ, thực hiện …). */
export interface Citation {
  text: string
  typeName: string | null
  codeNumber: string | null
  codeNotation: string | null
  /** Partial date. */
  issuedDate: string | null
  organName: string | null
  page: number | null
}

/** Something a person should know about the file; it never stops the registration. */
export interface Finding {
  code: string
  vi: string
  en: string
}

export interface FieldMap {
  typeName: Field
  codeNumber: Field
  codeNotation: Field
  issuedDate: Field
  place: Field
  organName: Field
  parentOrganName: Field
  subject: Field
  signer: Field
  signerPosition: Field
  urgency: Field
  recipients: Field<string[]>
}

export type FieldName = keyof FieldMap

export interface PageSize {
  width: number
  height: number
}

/** What `vankho extract` prints. Unknown is null, never a guess. */
export interface Extraction {
  typeName: string | null
  /** Digits as printed (`05`); null when handwritten or not surely typed. */
  codeNumber: string | null
  /** Ký hiệu without the number: `QĐ-UBND`, Party `QĐ/TU`. */
  codeNotation: string | null
  /** `YYYY-MM-DD`, or `YYYY-MM`, `YYYY` when day or month are handwritten. */
  issuedDate: string | null
  place: string | null
  organName: string | null
  parentOrganName: string | null
  subject: string | null
  /** Full name. */
  signer: string | null
  signerPosition: string | null
  /** `Hỏa tốc`, `Thượng khẩn`, `Khẩn`, or null. */
  urgency: string | null
  /** Addressees (Kính gửi), then Nơi nhận without "Như trên" and the Lưu line. */
  recipients: string[] | null
  citations: Citation[]
  fields: FieldMap
  text: string
  /** True when any of the text came from OCR done now. */
  ocr: boolean
  /** Number of pages; null where the format has none (DOCX). */
  pages: number | null
  pageSizes: PageSize[]
  findings: Finding[]
}

export interface ExtractOptions {
  /**
   * `auto` (default): OCR where there is no usable text layer, and the heads of scans to verify; `never`: no OCR at all;
   * `always`: OCR every page even over a good text layer.
   */
  ocr?: 'auto' | 'never' | 'always'
  /** Most pages to run OCR on (default 30); the rest keep their text layer and give a finding. */
  maxOcrPages?: number
  /** Most pages to read at all (default 2000). */
  maxPages?: number
  /** Limit for one page's OCR and for one rendering, milliseconds (default 30 000). */
  pageTimeoutMs?: number
  /** PATH under which pdftotext, pdftoppm and tesseract are looked for. Default: the usual system folders. */
  toolPath?: string
  /** Leave the native tools aside and use the engines from npm (for tests). */
  withoutNativeTools?: boolean
  /** Also OCR the zones of page 1 where stamps stand, for `findSecrecyStamp` (default true for scans in `auto`). */
  stampZones?: boolean
}

/** Pixels of a rendered page or image: RGB, 3 bytes a pixel, rows top down; `scale` = pixels per point. */
export interface Raster {
  width: number
  height: number
  data: Buffer
  scale: number
}

/** Letters of a PDF that look alike and stand together on a line. */
export interface StyledRun {
  text: string
  /** Name of the font inside the file; '' when it has none. */
  font: string
  sizePt: number
  isBold: boolean
  isItalic: boolean
  /** RRGGBB. */
  color: string
  /** Line that its letters stand on, in points from the top. */
  baseline: number
  /** Points, origin top left, page as displayed. */
  box: [number, number, number, number]
}

/** A page of a PDF with the look of its letters, and the boxes of what is drawn. */
export interface StyledPage {
  page: number
  width: number
  height: number
  runs: StyledRun[]
  lines: [number, number, number, number][]
}
