/**
 * Places on a page, in PDF points (1/72 inch), origin at the top left of the page as it stands upright without any
 * turn by the reader. Images count their pixels as points.
 */
export interface PageBox {
  /** From 1. */
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** Clockwise quarter turns given by the reader. */
export type Turn = 0 | 90 | 180 | 270

/** Size of a page after the reader's turn. */
export function turnedSize(size: PageSize, turn: Turn): PageSize {
  return turn % 180 === 0 ? size : { width: size.height, height: size.width }
}

/** A box on the upright page as it lies on the turned page. */
export function turnBox<B extends Omit<PageBox, 'page'>>(box: B, size: PageSize, turn: Turn): B {
  const { x, y, width, height } = box
  if (turn === 90) return { ...box, x: size.height - y - height, y: x, width: height, height: width }
  if (turn === 180) return { ...box, x: size.width - x - width, y: size.height - y - height }
  if (turn === 270) return { ...box, x: y, y: size.width - x - width, width: height, height: width }
  return box
}

/** The way back: a box drawn on the turned page as it lies on the upright page. `size` is the upright page's. */
export function unturnBox<B extends Omit<PageBox, 'page'>>(box: B, size: PageSize, turn: Turn): B {
  return turnBox(box, turnedSize(size, turn), ((360 - turn) % 360) as Turn)
}

/** The box between two points, cut to the page. */
export function boxBetween(
  a: { x: number; y: number },
  b: { x: number; y: number },
  size: PageSize,
): Omit<PageBox, 'page'> {
  const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value))
  const left = clamp(Math.min(a.x, b.x), size.width)
  const top = clamp(Math.min(a.y, b.y), size.height)
  return {
    x: left,
    y: top,
    width: clamp(Math.max(a.x, b.x), size.width) - left,
    height: clamp(Math.max(a.y, b.y), size.height) - top,
  }
}
