/** One line of a table. Cells are text; a blank cell is ''. Dates of XLSX stand as `YYYY-MM-DD`. */
export interface Row {
  /** Line in the file as a person counts it there: 1 is the first. For DXL: the number of the document. */
  readonly line: number
  readonly cells: readonly string[]
  /** Indexes of cells that hold a formula: their last result is read, nothing is ever computed. */
  readonly formulas?: readonly number[]
}

/** Where rows come from. Every call of `rows` reads the file again from its start, in small memory. */
export interface TableSource {
  readonly format: 'csv' | 'xlsx' | 'dxl'
  /** Names of the sheets; empty but for XLSX. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  /** How the bytes were read: `utf-8`, `utf-16le`, `latin1` (an old encoding, told apart column by column). */
  readonly charset: string
  /** CSV: what stands between cells. */
  readonly delimiter: string | null
  rows(): AsyncGenerator<readonly Row[]>
}

/** Bounds against hostile files. */
export const limits = {
  cell: 100_000,
  columns: 2_000,
  /** Characters of all shared strings of a workbook together. */
  sharedCharacters: 400_000_000,
  /** Unpacked bytes of one part; and how many times its packed size it may be once it is large. */
  partBytes: 6_000_000_000,
  ratio: 200,
  ratioFrom: 50_000_000,
} as const
