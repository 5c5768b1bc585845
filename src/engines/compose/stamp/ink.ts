import type { PageImage } from '../pdf/page-image.ts'

/**
 * Where there is ink on a page, ready to be asked about rectangles. Paper tint, shadows of the scanner and lone specks do
 * not count; text, rules, seals and signatures do.
 */
export class InkMap {
  readonly width: number
  readonly height: number
  /** Integral image: ink pixels above and left of each corner. */
  readonly #sums: Uint32Array

  constructor(image: PageImage) {
    this.width = image.width
    this.height = image.height
    const ink = withoutSpecks(darkerThanItsPaper(image), image.width, image.height)
    const stride = this.width + 1
    this.#sums = new Uint32Array(stride * (this.height + 1))
    for (let y = 0; y < this.height; y += 1) {
      let row = 0
      for (let x = 0; x < this.width; x += 1) {
        row += ink[y * this.width + x]!
        this.#sums[(y + 1) * stride + x + 1] = this.#sums[y * stride + x + 1]! + row
      }
    }
  }

  /** Ink pixels in a rectangle of pixels; what lies outside the page counts as none. */
  inside(x: number, y: number, width: number, height: number): number {
    const x0 = clamp(x, this.width)
    const y0 = clamp(y, this.height)
    const x1 = clamp(x + width, this.width)
    const y1 = clamp(y + height, this.height)
    const stride = this.width + 1
    const at = (row: number, column: number) => this.#sums[row * stride + column]!
    return at(y1, x1) - at(y0, x1) - at(y1, x0) + at(y0, x0)
  }
}

function clamp(value: number, limit: number): number {
  return Math.max(0, Math.min(limit, Math.round(value)))
}

/** Paper is what most of a neighbourhood shows (its 80th percentile); ink is clearly darker than its paper. */
function darkerThanItsPaper({ width, height, gray }: PageImage): Uint8Array {
  const block = 48
  const ink = new Uint8Array(width * height)
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const bottom = Math.min(height, top + block)
      const right = Math.min(width, left + block)
      const counts = new Uint32Array(256)
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) counts[gray[y * width + x]!]! += 1
      const total = (bottom - top) * (right - left)
      let paper = 255
      for (let above = 0; paper > 0; paper -= 1) {
        above += counts[paper]!
        if (above >= total * 0.2) break
      }
      // A block that is all dark (a picture, a scanner's black edge) has no paper: everything in it is ink.
      const limit = paper < 110 ? 256 : paper - 26
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) if (gray[y * width + x]! < limit) ink[y * width + x] = 1
    }
  }
  return ink
}

function withoutSpecks(ink: Uint8Array, width: number, height: number): Uint8Array {
  const kept = new Uint8Array(ink.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (ink[y * width + x] === 0) continue
      let neighbours = 0
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1)
          if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height)
            neighbours += ink[(y + dy) * width + x + dx]!
      if (neighbours >= 3) kept[y * width + x] = 1
    }
  }
  return kept
}
