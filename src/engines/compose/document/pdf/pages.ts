/** Rows of a sheet spread over pages: what belongs together stays together, a signature never stands alone. */
import { POINTS_PER_MM } from '../plan/facts.ts'
import type { Halves, PageSetup, Sheet } from '../sheet.ts'
import { beside, halvesRows, itemRows, paraRows, type Row, stacked } from './rows.ts'

export interface PlacedRow {
  row: Row
  /** Top edge on the page. */
  y: number
}

export interface PageArea {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export function areaOf(setup: PageSetup, isLandscape: boolean): PageArea {
  const pt = (mm: number) => mm * POINTS_PER_MM
  const [width, height] = isLandscape
    ? [pt(setup.heightMm), pt(setup.widthMm)]
    : [pt(setup.widthMm), pt(setup.heightMm)]
  const { top, bottom, left, right } = setup.marginsMm
  return { width, height, left: pt(left), right: width - pt(right), top: pt(top), bottom: height - pt(bottom) }
}

/** Lines of text that go with a signature block to its page (practice under NĐ 30/2020). */
const WITH_SIGNATURE = 2

export function pagesOf(sheet: Sheet, area: PageArea): PlacedRow[][] {
  const { left } = area
  const width = area.right - left
  const rows: Row[] = []
  if (sheet.head) rows.push(...halvesRows(sheet.head, left, width).map((row) => ({ ...row, keepNext: true })))
  rows.push(...sheet.items.flatMap((item) => itemRows(item, left, width)))
  const pages = new Pages(area)
  if (sheet.tail) {
    const text = rows.length
    for (let i = Math.max(0, text - WITH_SIGNATURE); i < text; i++) rows[i] = { ...rows[i]!, keepNext: true }
    rows.push(...tailRows(sheet.tail, area))
  }
  pages.add(rows)
  return pages.all
}

/** Signatures and recipients stay together where a page holds them; a longer list goes on over pages. */
function tailRows(halves: Halves, area: PageArea): Row[] {
  const { left } = area
  const width = area.right - left
  const whole = halvesRows(halves, left, width).map((row, i, all) => ({ ...row, keepNext: i < all.length - 1 }))
  const height = whole.reduce((sum, row) => sum + row.before + row.height, 0)
  if (height < (area.bottom - area.top) * 0.9) return whole
  const middle = halves.leftMm * POINTS_PER_MM
  const own = middle - halves.gapMm * POINTS_PER_MM
  const last = halves.rows.at(-1)!
  const list = last.left.flatMap((para) => paraRows(para, left, own))
  const signature = stacked(last.right.flatMap((para) => paraRows(para, left + middle, width - middle)))
  let count = 0
  for (let used = 0; count < list.length && used < signature.height; count++) used += list[count]!.height
  const beginning = count === 0 ? [] : [beside(stacked(list.slice(0, count)), signature)]
  return [...whole.slice(0, -1), ...beginning, ...list.slice(count)]
}

class Pages {
  readonly all: PlacedRow[][] = []
  readonly #area: PageArea
  #y = 0
  /** Free space asked for by the row above. */
  #after = 0

  constructor(area: PageArea) {
    this.#area = area
    this.#next()
  }

  #next(): void {
    this.all.push([])
    this.#y = this.#area.top
    this.#after = 0
  }

  add(rows: readonly Row[]): void {
    for (let i = 0; i < rows.length; ) {
      let end = i
      while (end < rows.length - 1 && rows[end]!.keepNext) end++
      const chain = rows.slice(i, end + 1)
      const isFresh = this.all.at(-1)!.length === 0
      // a chain longer than a page breaks where it must
      if (!isFresh && !this.#fits(chain) && heightOf(chain) <= this.#area.bottom - this.#area.top) this.#turn(chain[0]!)
      for (const row of chain) {
        if (!this.#fits([row]) && this.all.at(-1)!.length > 0) this.#turn(row)
        this.#place(row)
      }
      i = end + 1
    }
  }

  /** A new page; a table begins it with its head. */
  #turn(row: Row): void {
    this.#next()
    if (row.repeats) this.#place(row.repeats)
  }

  #gap(row: Row): number {
    return this.all.at(-1)!.length === 0 ? 0 : this.#after + row.before
  }

  #fits(chain: readonly Row[]): boolean {
    return this.#y + this.#gap(chain[0]!) + heightOf(chain) <= this.#area.bottom + 0.01
  }

  #place(row: Row): void {
    this.#y += this.#gap(row)
    this.all.at(-1)!.push({ row, y: this.#y })
    this.#y += row.height
    this.#after = row.after
  }
}

const heightOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, row, i) => sum + row.height + (i === 0 ? 0 : row.before + rows[i - 1]!.after), 0)
