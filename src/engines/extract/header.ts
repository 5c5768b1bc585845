/**
 * The head of page 1 (NĐ 30/2020 PL I.II, cells 1–5; Party layout of 36-HD/05-HD): national or Party title on the right,
 * issuing bodies and number on the left, place and date on the right, then type and subject.
 */
import { plainMarks } from './number-line.ts'
import {
  findPhrase,
  folded,
  isUpperCase,
  makeRow,
  middleX,
  middleY,
  type Row,
  splitRow,
  toRows,
  typicalHeight,
} from './rows.ts'
import type { PageWords, Word } from './types.ts'

export interface Header {
  regime: 'state' | 'party' | null
  /** Left edge of the title on the right: what lies left of it belongs to the issuing body. */
  splitX: number
  /** y below which the national or Party title block ends. */
  titleBottom: number
  /** Rows of the left column above the number line. */
  organRows: Row[]
  numberRow: Row | null
  dateRow: Row | null
  /** Rows below the head, whole width, in order. */
  below: Row[]
  /** y where the head ends (bottom of number and date lines). */
  bottom: number
  unit: number
}

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const PARTY = 'ĐẢNG CỘNG SẢN VIỆT NAM'
const MOTTO = 'Độc lập Tự do Hạnh phúc'

interface TitleHit {
  regime: 'state' | 'party'
  row: Row
  words: Word[]
  score: number
}

function findTitle(rows: Row[]): TitleHit | null {
  let best: TitleHit | null = null
  for (const row of rows) {
    for (const [regime, phrase] of [
      ['state', NATION],
      ['party', PARTY],
    ] as const) {
      const hit = findPhrase(row.words, phrase)
      if (hit.score >= 0.72 && hit.score > (best?.score ?? 0) && standsAsTitle(row, hit.from, hit.to)) {
        best = { regime, row, words: row.words.slice(hit.from, hit.to + 1), score: hit.score }
      }
    }
  }
  return best
}

/** A title quoted in a sentence is no head: words beside it in small letters give it away. */
function standsAsTitle(row: Row, from: number, to: number): boolean {
  const beside = [...row.words.slice(0, from), ...row.words.slice(to + 1)].filter((word) => /\p{L}{2}/u.test(word.text))
  const small = beside.filter((word) => !isUpperCase(word.text))
  return small.length <= 1
}

/** "Số", as OCR reads it. */
const NUMBER_WORD = /^\W{0,2}(?:s[o06ue]|56|5o)\b|^\W{0,2}s[o06ue](?=[\d/])/
const NOTATION_END = /[/-]\s*[\p{L}][\p{L}.]{0,9}\s*[-/–]?\s*[\p{L}\p{N}(.]*/u

/** How much a row looks like the number line, 0 … 1. */
export function numberLikeness(row: Row): number {
  const text = folded(plainMarks(row.text))
  if (/(?:ngay|thang|nam 20|nam 19)/.test(text)) return 0
  if (row.words.length > 12) return 0
  // "SỞ Y TẾ …" also begins with "so": a number line goes on with a colon, a figure, dots or a slash
  const marked = /^\W{0,2}\w{2}\W*\s*[:;.…_/\d^~-]/.test(text)
  let score = 0
  if (NUMBER_WORD.test(text)) score += marked ? 0.55 : 0.1
  if (/\/\s*[\p{L}]/u.test(plainMarks(row.text))) score += 0.3
  if (/\p{L}\s*[-–]\s*\p{L}/u.test(row.text) && NOTATION_END.test(row.text)) score += 0.2
  return score
}

/** "ngày … tháng … năm …", two of the three words at least, as OCR reads them. */
export function dateLikeness(row: Row): number {
  const text = folded(row.text)
  const hits = [/ng[aào]?y/, /th[aáoó]?ng|tháng/, /n[aăâ]m/].filter((word) => word.test(text)).length
  return hits >= 2 ? hits / 3 : 0
}

/** Height of a sheet: the imaginary page of a DOCX has no end. */
export const sheetHeight = (page: PageWords) => Math.min(page.height, page.width * 1.6)

/** Rows of one column, from words whose middle lies in [x0, x1) and y in [y0, y1). */
function columnRows(words: Word[], x0: number, x1: number, y0: number, y1: number): Row[] {
  return toRows(
    words.filter((w) => middleX(w.box) >= x0 && middleX(w.box) < x1 && middleY(w.box) >= y0 && middleY(w.box) < y1),
  )
}

/** Takes the head apart. Everything may be missing (second pages, enclosures, letters). */
export function readHeader(page: PageWords): Header {
  const unit = typicalHeight(page.words)
  const zoneEnd = sheetHeight(page) * 0.55
  const zone = page.words.filter((word) => middleY(word.box) < zoneEnd)
  const rows = toRows(zone)
  const title = findTitle(rows.filter((row) => row.box[1] < zoneEnd * 0.7))
  if (!title) return withoutTitle(page, rows, unit)
  const titleBox = makeRow(title.words).box
  const splitX = titleBox[0] - unit * 0.3
  // words of the left column may stand a little above the title
  const top = titleBox[1] - unit * 3.5
  const limit = Math.min(zoneEnd, titleBox[3] + unit * 22)
  const right = columnRows(zone, splitX, page.width, titleBox[1] - unit, limit)
  const dated = right.find((row) => dateLikeness(row) > 0 && middleY(row.box) > titleBox[3]) ?? null
  const dateRow = dated && withWordsBefore(dated, zone, unit)
  const inDate = new Set(dateRow?.words)
  const motto = right.find((row) => findPhrase(row.words, MOTTO).score > 0.6)
  const headLimit = (dateRow?.box[3] ?? (motto?.box[3] ?? titleBox[3]) + unit * 6) + unit * 3.2
  const left = columnRows(
    zone.filter((word) => !inDate.has(word)),
    0,
    splitX,
    top,
    headLimit,
  )
  const numberRow = pickNumberRow(left, titleBox[1])
  const titleBottom = motto?.box[3] ?? titleBox[3]
  const organEnd = numberRow
    ? numberRow.box[1] + unit * 0.2
    : Math.max(titleBottom + unit * 3.2, (dateRow?.box[1] ?? 0) - unit * 0.5)
  const organRows = left.filter(
    (row) => row !== numberRow && middleY(row.box) < organEnd && /\p{L}{2}|^\s*[-–—]\s*$/u.test(row.text),
  )
  const bottom = Math.max(titleBottom, dateRow?.box[3] ?? 0, numberRow?.box[3] ?? 0, organRows.at(-1)?.box[3] ?? 0)
  const used = new Set<Word>([
    ...(dateRow?.words ?? []),
    ...(numberRow?.words ?? []),
    ...organRows.flatMap((r) => r.words),
  ])
  const start = Math.min(numberRow?.box[3] ?? bottom, dateRow?.box[3] ?? bottom, bottom)
  const rest = page.words.filter((word) => middleY(word.box) > start - unit * 0.2 && !used.has(word))
  return { regime: title.regime, splitX, titleBottom, organRows, numberRow, dateRow, below: toRows(rest), bottom, unit }
}

/** A date line may reach further left than the title above it: words that hang together with it belong to it. */
function withWordsBefore(row: Row, words: Word[], unit: number): Row {
  const taken = [...row.words]
  for (;;) {
    const first = taken[0]!
    const before = words.find(
      (word) =>
        !taken.includes(word) &&
        Math.abs(middleY(word.box) - middleY(first.box)) < unit * 0.4 &&
        word.box[2] <= first.box[0] + 1 &&
        first.box[0] - word.box[2] < unit * 0.6,
    )
    if (before === undefined) return makeRow(taken)
    taken.unshift(before)
  }
}

function pickNumberRow(left: Row[], titleTop: number): Row | null {
  let best: Row | null = null
  let bestScore = 0.28
  for (const row of left) {
    if (middleY(row.box) <= titleTop) continue
    const score = numberLikeness(row)
    if (score > bestScore) {
      best = row
      bestScore = score
    }
  }
  return best
}

/** No title line (copies, inner documents, bad OCR): look for the number and date lines alone. */
function withoutTitle(page: PageWords, rows: Row[], unit: number): Header {
  const parts = rows.flatMap((row) => splitRow(row, unit * 2.5))
  const top = sheetHeight(page) * 0.3
  const inTop = parts.filter((row) => row.box[1] < top)
  const numberRow = inTop.find((row) => numberLikeness(row) >= 0.75 && row.box[0] < page.width * 0.4) ?? null
  const dateRow =
    inTop.find((row) => dateLikeness(row) === 1 && row.words.length <= 12 && /,|^\s*ng/i.test(folded(row.text))) ?? null
  const inHead =
    dateRow !== null && (numberRow === null || Math.abs(middleY(dateRow.box) - middleY(numberRow.box)) < unit * 5)
  const bottom = Math.max(numberRow?.box[3] ?? 0, inHead ? dateRow.box[3] : 0)
  const organRows = numberRow
    ? parts.filter((row) => row.box[3] <= numberRow.box[1] + unit * 0.3 && row.box[2] < page.width * 0.55)
    : []
  return {
    regime: null,
    splitX: page.width * 0.45,
    titleBottom: 0,
    organRows,
    numberRow,
    dateRow: inHead ? dateRow : null,
    below: rows.filter((row) => middleY(row.box) > bottom),
    bottom,
    unit,
  }
}
